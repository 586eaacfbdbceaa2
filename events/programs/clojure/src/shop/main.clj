(ns shop.main
  "Runs the failing case: a division by zero inside a lazy sequence, wrapped in ex-info."
  (:require [shop.sales :as sales])
  (:import (io.sentry Sentry Sentry$OptionsConfiguration)))

(defn- start-sentry []
  (Sentry/init
   (reify Sentry$OptionsConfiguration
     (configure [_ options]
       (doto options
         (.setDsn (System/getenv "SENTRY_DSN"))
         (.setRelease "shop@1.4.2")
         (.setEnvironment "production")
         (.setServerName "web-1")
         (.addInAppInclude "shop"))))))

(defn -main [& _]
  (start-sentry)
  (try
    (sales/print-averages {:tea [1290 890] :cups []})
    (catch clojure.lang.ExceptionInfo error
      (Sentry/captureException error)))
  (Sentry/flush 2000)
  (shutdown-agents))
