package com.example.shop;

import java.util.List;

/** A customer's basket. */
final class Basket {
  private final List<String> skus;

  Basket(String... first) {
    this.skus = new java.util.ArrayList<>(List.of(first));
  }

  Basket add(String sku) {
    skus.add(sku);
    return this;
  }

  static void run() {
    Basket basket = new Basket("TEA-01");
    System.out.println(basket.skus);
    System.out.println(basket.add("CUP-07").skus);
  }
}
