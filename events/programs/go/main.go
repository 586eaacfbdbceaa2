// Command shop runs one failing case of the shop, named by its argument.
package main

import (
	"log"
	"os"
	"time"

	"example.com/shop/catalog"
	"example.com/shop/web"
	"github.com/getsentry/sentry-go"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn:              os.Getenv("SENTRY_DSN"),
		Release:          "shop@1.4.2",
		Environment:      "production",
		ServerName:       "web-1",
		AttachStacktrace: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	defer sentry.Flush(2 * time.Second)

	switch os.Args[1] {
	case "wrapped":
		wrapped()
	case "panic":
		web.RequestOrderPage()
	case "nilmap":
		nilMap()
	default:
		log.Fatalf("no case %q", os.Args[1])
	}
}

// wrapped reports a number that cannot be parsed, wrapped by each caller.
func wrapped() {
	if err := catalog.Import("/home/alice/shop/prices.csv"); err != nil {
		sentry.CaptureException(err)
	}
}

// nilMap writes to a map that was never made and reports what it recovers.
func nilMap() {
	defer func() {
		if problem := recover(); problem != nil {
			sentry.CurrentHub().Recover(problem)
		}
	}()
	catalog.NewIndex().Add(catalog.Price{SKU: "TEA-01", Cents: 1290})
}
