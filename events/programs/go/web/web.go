// Package web serves the shop's pages.
package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/getsentry/sentry-go"
	sentryhttp "github.com/getsentry/sentry-go/http"
)

type order struct {
	id    string
	lines []string
}

var orders = map[string]order{
	"77": {id: "77"}, // an order without lines
}

// RequestOrderPage sends one request through the handler, which panics.
func RequestOrderPage() {
	handler := sentryhttp.New(sentryhttp.Options{}).HandleFunc(orderPage)
	request := httptest.NewRequest(
		http.MethodPost,
		"http://shop.example/orders?id=77&lang=de",
		strings.NewReader(`{"note": "please ring twice"}`),
	)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "shop-app/3.2 (Android 14)")
	request.Header.Set("X-Request-Id", "7f9c2ba4")
	handler.ServeHTTP(httptest.NewRecorder(), request)
}

func orderPage(writer http.ResponseWriter, request *http.Request) {
	id := request.URL.Query().Get("id")
	sentry.GetHubFromContext(request.Context()).AddBreadcrumb(&sentry.Breadcrumb{
		Category: "order",
		Message:  "showing order " + id,
		Level:    sentry.LevelInfo,
	}, nil)
	fmt.Fprintln(writer, firstLine(orders[id]))
}

func firstLine(o order) string {
	return o.lines[0]
}
