// Command shop runs one failing case of the shop, named by its argument. The SDK knows its DSN, and nothing else.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"example.com/shop/stock"
	"github.com/getsentry/sentry-go"
)

func main() {
	if err := sentry.Init(sentry.ClientOptions{Dsn: os.Getenv("SENTRY_DSN")}); err != nil {
		log.Fatal(err)
	}
	defer sentry.Flush(2 * time.Second)
	defer sentry.Recover()

	switch os.Args[1] {
	case "module":
		stock.RequestPricePage()
	case "regexp":
		fmt.Println(stock.Search("tea-(01"))
	case "sort":
		fmt.Println(stock.Cheapest())
	case "error":
		if err := stock.Label("7d44-48a8"); err != nil {
			report(err)
		}
	default:
		log.Fatalf("no case %q", os.Args[1])
	}
}

// report sends an error that was only passed on.
func report(err error) {
	sentry.ConfigureScope(func(scope *sentry.Scope) {
		scope.SetTag("warehouse", "north")
		scope.SetContext("printer", sentry.Context{"queue": "labels", "jobs": 3})
	})
	sentry.CaptureException(errors.Join(err, errors.New("printer stopped")))
}
