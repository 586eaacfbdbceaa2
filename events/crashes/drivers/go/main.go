// Command shop runs the program of one case; a panic ends it and is reported.
package main

import (
	"log"
	"os"
	"time"

	"example.com/shop/app"
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
	os.Exit(run())
}

// run gives the exit code; that of a panic is the one it starts with.
func run() (code int) {
	code = 1
	defer sentry.Flush(2 * time.Second)
	defer sentry.Recover()
	app.Main()
	return 0
}
