package dev.eventfix.event;

import java.util.ArrayList;
import java.util.List;

/** What was passed over in an event: paths and what was expected there, never what was found. */
final class Warnings {

  /** How many warnings an answer lists; the rest is counted in the last one. */
  static final int MAX = 20;

  private final List<String> texts = new ArrayList<>();
  private int further;

  /** True when further ones are only counted. */
  boolean areFull() {
    return texts.size() == MAX;
  }

  /** Notes a warning in plain words; its text does not matter when they are full. */
  void add(String text) {
    if (areFull()) {
      further++;
    } else {
      texts.add(text);
    }
  }

  /** These, to which more can be added without changing them. */
  Warnings copy() {
    Warnings copy = new Warnings();
    copy.texts.addAll(texts);
    copy.further = further;
    return copy;
  }

  /** All that was noted so far. */
  List<String> texts() {
    List<String> all = new ArrayList<>(texts);
    if (further > 0) {
      all.add("and " + further + " more");
    }
    return all;
  }
}
