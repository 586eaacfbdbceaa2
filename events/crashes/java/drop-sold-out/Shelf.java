package com.example.shop;

import java.util.ArrayList;
import java.util.List;

/** What stands on a shelf. */
final class Shelf {
  private final List<String> skus = new ArrayList<>();

  void put(String sku) {
    skus.add(sku);
  }

  void dropAll(List<String> soldOut) {
    for (String sku : skus) {
      if (soldOut.contains(sku)) {
        skus.remove(sku);
      }
    }
  }

  static void run() {
    Shelf shelf = new Shelf();
    for (String sku : List.of("TEA-01", "CUP-07", "POT-03", "TIN-02")) {
      shelf.put(sku);
    }
    shelf.dropAll(List.of("TEA-01"));
    System.out.println(shelf.skus);
  }
}
