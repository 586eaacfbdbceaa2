(ns shop.sales
  "Figures about the shop's sales.")

(defn- average [cents]
  (/ (reduce + cents) (count cents)))

(defn- averages [sales]
  (map (fn [[kind cents]] [kind (average cents)]) sales))

(defn print-averages [sales]
  (try
    (doseq [[kind cents] (averages sales)]
      (println kind cents))
    (catch ArithmeticException error
      (throw (ex-info "no average of the sales" {:kinds (keys sales)} error)))))
