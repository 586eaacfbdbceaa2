package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/** The id that a client chose for its event: a UUID in Sentry's event payload format. */
public final class EventId {

  private static final int DIGITS = 32;

  private EventId() {}

  /** The id as 32 lower-case hex digits, its dashes taken out, or null when it is no UUID. */
  public static @Nullable String normalize(String text) {
    // 36 is a UUID with dashes: nothing longer needs to be looked at.
    if (text.length() > 36) {
      return null;
    }
    StringBuilder digits = new StringBuilder(DIGITS);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Chars.isHex(c)) {
        digits.append(Chars.lower(c));
      } else if (c != '-') {
        return null;
      }
    }
    return digits.length() == DIGITS ? digits.toString() : null;
  }
}
