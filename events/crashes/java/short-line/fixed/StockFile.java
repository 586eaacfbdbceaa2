package com.example.shop;

import java.util.List;

/** Reads the lines of the warehouse's stock file: sku;shelf;count. */
final class StockFile {
  private int total;

  static int countOf(String line) {
    String[] fields = line.split(";");
    return fields.length < 3 ? 0 : Integer.parseInt(fields[2]);
  }

  void read(List<String> lines) {
    for (String line : lines) {
      total += countOf(line);
    }
  }

  static void run() {
    StockFile file = new StockFile();
    file.read(List.of("TEA-01;A3;12", "CUP-07;B1;2"));
    System.out.println(file.total);
    file.read(List.of("POT-03;C9"));
    System.out.println(file.total);
  }
}
