package com.example.shop;

import java.util.List;

/** Teasers for the start page. */
final class Teaser {
  private static final int LENGTH = 20;

  static String shorten(String title) {
    return title.substring(0, LENGTH) + "...";
  }

  static String page(List<String> titles) {
    StringBuilder page = new StringBuilder();
    for (String title : titles) {
      page.append(shorten(title)).append(' ');
    }
    return page.toString();
  }

  static void run() {
    System.out.println(page(List.of("Green tea from Japan, first harvest")));
    System.out.println(page(List.of("A plain cup")));
  }
}
