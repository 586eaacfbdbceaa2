package app

import "fmt"

// Product has tags with the number of people who gave them.
type Product struct {
	SKU  string
	tags map[string]int
}

// Tag counts one more person for a tag.
func (p *Product) Tag(tag string) {
	if p.tags == nil {
		p.tags = map[string]int{}
	}
	p.tags[tag]++
}

func tagAll(products []*Product, tag string) {
	for _, product := range products {
		product.Tag(tag)
	}
}

// Main tags two products.
func Main() {
	tea := &Product{SKU: "TEA-01", tags: map[string]int{}}
	tagAll([]*Product{tea}, "gift")
	fmt.Println(tea.tags)
	cup := &Product{SKU: "CUP-07"}
	tagAll([]*Product{tea, cup}, "sale")
	fmt.Println(cup.tags)
}
