package dev.eventfix.event;

/**
 * Messages without what changes from event to event: placeholders of secrets, numbers in any
 * notation, ids, times, dates with names of days and months. One 0 stands for what follows one
 * another of these, so neither a list's length nor a number's notation counts.
 */
final class StableText {

  /** Characters between numbers that make one of them. */
  private static final int MAX_GAP = 4;

  /** Names of days and months that may lead to a number. */
  private static final int MAX_NAMES = 3;

  /** A longer run of hex digits is an id, also without a decimal digit. */
  private static final int MIN_HEX = 16;

  /** Hex digits of an object's identity, as in {@code Order@1b6d3f}. */
  private static final int MIN_IDENTITY = 4;

  private static final int MAX_IDENTITY = 16;

  /** What stands between the parts of a number, a date or a list of them. */
  private static final String BETWEEN = " \t\n\r.,:;/+_'’-~|×\u00a0\u2009\u202f";

  private static final String DAYS_AND_MONTHS =
      "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday"
          + " sunday jan feb mar apr may jun jul aug sep sept oct nov dec january february march"
          + " april june july august september october november december ";

  /** Those that are nothing else, and so a date without a number. */
  private static final String NOTHING_ELSE =
      "monday tuesday wednesday thursday friday saturday sunday january february april june july"
          + " september october november december ";

  /** What may stand behind a time. */
  private static final String BEHIND_TIMES =
      "am pm utc gmt est edt cst cdt mst mdt pst pdt bst cet cest eet eest wet west msk ist jst ";

  /** The longest name of a time zone in brackets. */
  private static final int MAX_ZONE = 60;

  private final String text;
  private final StringBuilder out;

  /** Where the last number ended, -1 before the first. */
  private int numberEnd = -1;

  private StableText(String text) {
    this.text = text;
    out = new StringBuilder(text.length());
  }

  /** The message's text, which has been redacted. */
  static String of(String redacted) {
    return new StableText(redacted).read();
  }

  private String read() {
    int i = 0;
    int written = 0;
    while (i < text.length()) {
      int end = changing(i);
      if (end < 0) {
        i = Math.max(wordEnd(i), i + 1);
        continue;
      }
      if (!isBetween(numberEnd, i)) {
        boolean sign =
            Chars.at(text, i - 1) == '+' && i - 1 > written && !isWordPart(text.charAt(i - 2));
        out.append(text, written, sign ? i - 1 : i).append('0');
      }
      numberEnd = end;
      written = end;
      i = end;
    }
    return out.append(text, written, text.length()).toString();
  }

  /** Where something that changes ends when it begins here, else -1. */
  private int changing(int i) {
    int placeholder = SecretKind.placeholderEnd(text, i);
    if (placeholder > 0) {
      return placeholder;
    }
    int end = wordEnd(i);
    if (end == i) {
      return zoneEnd(i);
    }
    boolean digit = false;
    boolean hex = true;
    for (int at = i; at < end; at++) {
      digit |= Character.isDigit(text.charAt(at));
      hex &= Chars.isHex(text.charAt(at));
    }
    boolean identity =
        hex
            && Chars.at(text, i - 1) == '@'
            && i > 1
            && end - i >= MIN_IDENTITY
            && end - i <= MAX_IDENTITY;
    if (digit || identity || (hex && end - i >= MIN_HEX) || isDate(i, end)) {
      return end;
    }
    boolean behind =
        isBetween(numberEnd, i)
            && (Chars.isUpper(text.charAt(i)) || text.charAt(end - 1) == 'm')
            && Chars.isListed(BEHIND_TIMES, text, i, end);
    return behind ? end : -1;
  }

  /** Whether the word is a day's or a month's name that belongs to a date. */
  private boolean isDate(int i, int end) {
    if (!isName(i, end)) {
      return false;
    }
    if (isBetween(numberEnd, i) || Chars.isListed(NOTHING_ELSE, text, i, end)) {
      return true;
    }
    int from = end;
    for (int names = 0; names < MAX_NAMES; names++) {
      int next = from;
      while (next < text.length()
          && next - from < MAX_GAP
          && BETWEEN.indexOf(text.charAt(next)) >= 0) {
        next++;
      }
      if (Chars.isDigit(text, next)) {
        return next > from;
      }
      from = wordEnd(next);
      if (!isName(next, from)) {
        return false;
      }
    }
    return false;
  }

  private boolean isName(int i, int end) {
    return end > i
        && Chars.isUpper(text.charAt(i))
        && Chars.isListed(DAYS_AND_MONTHS, text, i, end);
  }

  /** {@code (Central European Time)} behind a time. */
  private int zoneEnd(int i) {
    if (text.charAt(i) != '(' || !isBetween(numberEnd, i)) {
      return -1;
    }
    int end = i + 1;
    while (end < text.length()
        && end - i < MAX_ZONE
        && (Chars.isLetter(text.charAt(end)) || text.charAt(end) == ' ')) {
      end++;
    }
    return Chars.at(text, end) == ')' && text.startsWith("Time", end - 4) ? end + 1 : -1;
  }

  /** Whether there is a number before, and but a few characters between it and this. */
  private boolean isBetween(int from, int to) {
    if (from < 0 || to - from > MAX_GAP) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (BETWEEN.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }
}
