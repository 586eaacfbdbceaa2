package com.example.shop;

import java.util.List;

/** Reads the counts that people type into the order form. */
final class OrderForm {
  private int pieces;

  static int parseCount(String text) {
    return Integer.parseInt(text.strip());
  }

  void read(List<String> fields) {
    for (String field : fields) {
      pieces += parseCount(field);
    }
  }

  static void run() {
    OrderForm form = new OrderForm();
    form.read(List.of("2", "1"));
    System.out.println(form.pieces);
    form.read(List.of("3", " 4 "));
    System.out.println(form.pieces);
  }
}
