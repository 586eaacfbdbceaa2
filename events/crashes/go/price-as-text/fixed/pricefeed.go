package app

import (
	"encoding/json"
	"fmt"
)

func cents(offer map[string]any) int {
	value, ok := offer["cents"].(float64)
	if !ok {
		return 0
	}
	return int(value)
}

func readOffers(feed string) int {
	var offers []map[string]any
	if err := json.Unmarshal([]byte(feed), &offers); err != nil {
		return 0
	}
	sum := 0
	for _, offer := range offers {
		sum += cents(offer)
	}
	return sum
}

// Main reads the feeds of two suppliers.
func Main() {
	fmt.Println(readOffers(`[{"sku": "TEA-01", "cents": 1290}]`))
	fmt.Println(readOffers(`[{"sku": "CUP-07", "cents": "800"}]`))
}
