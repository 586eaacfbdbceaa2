package dev.eventfix.metrics;

import java.time.LocalDate;

/**
 * Times as log lines tell them (<a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>). The
 * formatters of java.time would load a hundred classes at a cold start.
 */
public final class Rfc3339 {

  private Rfc3339() {}

  /** A time in UTC, with milliseconds. */
  public static String utc(long epochMillis) {
    return LocalDate.ofEpochDay(Math.floorDiv(epochMillis, 86_400_000L))
        + "T"
        + timeOfDay(Math.floorMod(epochMillis, 86_400_000L))
        + "Z";
  }

  /** A time of day, with milliseconds. */
  public static String timeOfDay(long millis) {
    StringBuilder text = new StringBuilder(12);
    padded(text, millis / 3_600_000, 2).append(':');
    padded(text, millis / 60_000 % 60, 2).append(':');
    padded(text, millis / 1_000 % 60, 2).append('.');
    return padded(text, millis % 1_000, 3).toString();
  }

  private static StringBuilder padded(StringBuilder text, long number, int digits) {
    String decimal = Long.toString(number);
    for (int i = decimal.length(); i < digits; i++) {
      text.append('0');
    }
    return text.append(decimal);
  }
}
