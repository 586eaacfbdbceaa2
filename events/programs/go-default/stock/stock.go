// Package stock knows what lies on the shelves.
package stock

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"

	sentryhttp "github.com/getsentry/sentry-go/http"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

var prices = map[string]string{"TEA-01": "12.90", "CUP-07": "7,42"}

// RequestPricePage asks for a page whose handler fails in a third party's module.
func RequestPricePage() {
	page := sentryhttp.New(sentryhttp.Options{}).HandleFunc(showPrice)
	request := httptest.NewRequest(http.MethodGet, "http://shop.example/prices?sku=CUP-07", nil)
	page(httptest.NewRecorder(), request)
}

func showPrice(response http.ResponseWriter, request *http.Request) {
	price := withVAT(prices[request.URL.Query().Get("sku")])
	fmt.Fprint(response, price)
}

func withVAT(price string) decimal.Decimal {
	return decimal.RequireFromString(price).Mul(decimal.RequireFromString("1.2"))
}

// Search finds articles; the standard library panics at a pattern that it cannot read.
func Search(pattern string) []string {
	expression := regexp.MustCompile(pattern)
	var found []string
	for sku := range prices {
		if expression.MatchString(sku) {
			found = append(found, sku)
		}
	}
	return found
}

// Cheapest fails in a function that the standard library calls.
func Cheapest() string {
	articles := [][]string{{"TEA-01", "12.90"}, {"CUP-07"}}
	slices.SortFunc(articles, func(a, b []string) int {
		return compare(a[1], b[1])
	})
	return articles[0][0]
}

func compare(a, b string) int {
	return decimal.RequireFromString(a).Cmp(decimal.RequireFromString(b))
}

// Label prints the label of an order.
func Label(order string) error {
	id, err := uuid.Parse(order)
	if err != nil {
		return fmt.Errorf("label of order %s: %w", order, err)
	}
	fmt.Println("label", id)
	return nil
}
