package dev.eventfix.event;

import java.util.SortedMap;
import java.util.TreeMap;

/** Takes secrets and personal data out of text. */
final class Redactor {
  Redacted redact(String raw) {
    return new Redacted(raw);
  }

  Redacted redactValueOf(String unused, String raw) {
    return redact(raw);
  }

  SortedMap<String, Integer> counts() {
    return new TreeMap<>();
  }
}
