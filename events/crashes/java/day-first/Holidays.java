package com.example.shop;

import java.time.LocalDate;
import java.util.List;

/** The shop's holidays, as its staff types them. */
final class Holidays {
  private final List<String> days;

  Holidays(List<String> days) {
    this.days = days;
  }

  static LocalDate parse(String day) {
    return LocalDate.parse(day);
  }

  boolean isClosed(LocalDate date) {
    return days.stream().map(Holidays::parse).anyMatch(date::equals);
  }

  static void run() {
    LocalDate date = LocalDate.of(2026, 12, 24);
    System.out.println(new Holidays(List.of("2026-12-24")).isClosed(date));
    System.out.println(new Holidays(List.of("24.12.2026")).isClosed(date));
  }
}
