package dev.eventfix.event;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Points in time as events have them: seconds since 1970 as number or text, or RFC 3339. */
final class Timestamps {

  /** Longest text that is taken for a time, in characters. */
  private static final int MAX_LENGTH = 40;

  private static final double LAST_SECOND = 253_402_300_799.0;

  private Timestamps() {}

  /**
   * The time in RFC 3339 in UTC, to the millisecond, or null when the text is none. A time without
   * a zone is in UTC, as Sentry takes it.
   */
  static @Nullable String rfc3339(@Nullable String text) {
    if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      Instant instant = instant(text.strip());
      return instant == null ? null : Instant.ofEpochMilli(instant.toEpochMilli()).toString();
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant instant(String text) {
    int dash = text.indexOf('-', 1);
    if (dash < 0 || text.charAt(dash - 1) == 'e' || text.charAt(dash - 1) == 'E') {
      double seconds = Double.parseDouble(text);
      return seconds >= 0 && seconds <= LAST_SECOND
          ? Instant.ofEpochMilli(Math.round(seconds * 1000))
          : null;
    }
    String time = text.replace(' ', 'T');
    char last = time.charAt(time.length() - 1);
    boolean zone = last == 'Z' || last == 'z' || time.lastIndexOf('+') > 10;
    zone |= time.lastIndexOf('-') > 10;
    return Instant.parse(zone ? time : time + "Z");
  }
}
