package com.example.shop;

import java.util.List;
import java.util.Map;

/** Reads parcels from maps, as a JSON library gives them. */
final class ParcelReader {
  private int grams;

  static int gramsOf(Map<String, Object> parcel) {
    Object value = parcel.get("grams");
    Integer grams = value == null ? null : Integer.valueOf(value.toString());
    return grams == null ? 0 : grams;
  }

  void read(List<Map<String, Object>> parcels) {
    for (Map<String, Object> parcel : parcels) {
      grams += gramsOf(parcel);
    }
  }

  static void run() {
    ParcelReader reader = new ParcelReader();
    reader.read(List.of(Map.of("grams", 850), Map.of("id", 3)));
    System.out.println(reader.grams);
    reader.read(List.of(Map.of("grams", "1200")));
    System.out.println(reader.grams);
  }
}
