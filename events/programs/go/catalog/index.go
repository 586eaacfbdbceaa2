package catalog

// Index finds prices by article.
type Index struct {
	bySKU map[string]Price
}

// NewIndex forgets to make the map.
func NewIndex() *Index {
	return &Index{}
}

// Add puts a price into the index.
func (index *Index) Add(price Price) {
	index.bySKU[price.SKU] = price
}
