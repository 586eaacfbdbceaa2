// Command shop runs the program of one case; a panic ends it and is reported.
package main

import (
	"fmt"
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
	defer func() {
		if problem := recover(); problem != nil {
			sentry.CurrentHub().Recover(problem)
			sentry.Flush(2 * time.Second)
			fmt.Fprintln(os.Stderr, problem)
			os.Exit(1)
		}
	}()
	app.Main()
}
