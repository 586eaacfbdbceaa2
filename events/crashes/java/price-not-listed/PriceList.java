package com.example.shop;

import java.util.List;
import java.util.Map;

/** Prices of products, in cents. */
final class PriceList {
  private final Map<String, Integer> prices = Map.of("TEA-01", 1290, "CUP-07", 800);

  int priceOf(String sku) {
    return prices.get(sku);
  }

  int sum(List<String> skus) {
    int sum = 0;
    for (String sku : skus) {
      sum += priceOf(sku);
    }
    return sum;
  }

  static void run() {
    PriceList list = new PriceList();
    System.out.println(list.sum(List.of("TEA-01", "CUP-07")));
    System.out.println(list.sum(List.of("POT-03")));
  }
}
