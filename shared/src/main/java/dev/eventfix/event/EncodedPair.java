package dev.eventfix.event;

/**
 * The parts of a pair of key and value whose separator is percent-encoded (RFC 3986), once or
 * several times over: {@code %3D}, {@code %253D}.
 */
final class EncodedPair {

  /** Deepest encoding that is followed. */
  private static final int MAX_TIMES = 3;

  private EncodedPair() {}

  /** Whether the character {@code 0x3?} is encoded here whose last digit is the hex digit. */
  static boolean is(String text, int at, char digit) {
    int end = end(text, at);
    return end > 0 && Chars.at(text, end - 2) == '3' && upper(Chars.at(text, end - 1)) == digit;
  }

  private static char upper(char c) {
    return Chars.isLower(c) ? (char) (c - 32) : c;
  }

  /** Where an encoded character ends, or -1. */
  static int end(String text, int at) {
    if (Chars.at(text, at) != '%') {
      return -1;
    }
    int i = at + 1;
    for (int times = 0; times < MAX_TIMES && text.startsWith("25", i); times++) {
      i += 2;
    }
    return Chars.isHex(Chars.at(text, i)) && Chars.isHex(Chars.at(text, i + 1)) ? i + 2 : -1;
  }

  /** Whether a certain character is encoded at {@code at}. */
  private static boolean isEncoded(String text, int at, String hex) {
    int end = end(text, at);
    return end > 0 && text.regionMatches(true, end - 2, hex, 0, 2);
  }

  /** Where a character starts that is encoded and ends at {@code end}, or -1. */
  private static int startBefore(String text, int end, int floor) {
    int start = end - 3;
    for (int times = 0; times <= MAX_TIMES && start >= floor; times++) {
      if (text.charAt(start) == '%') {
        return end(text, start) == end ? start : -1;
      }
      start -= 2;
    }
    return -1;
  }

  /** Where the key ends whose separator is at {@code at}. */
  static int keyEnd(String text, int at, int floor) {
    int end = at;
    for (int i = 0; i < 3; i++) {
      int start = startBefore(text, end, floor);
      boolean closing =
          start >= 0
              && (isEncoded(text, start, "5D")
                  || isEncoded(text, start, "22")
                  || isEncoded(text, start, "27"));
      if (!closing) {
        break;
      }
      end = start;
    }
    return end;
  }

  /** Where the key starts that ends at {@code end}; an encoded character before it is not its. */
  static int keyStart(String text, int end, int floor) {
    int start = end;
    while (start > floor
        && start > end - SecretKey.MAX_KEY
        && (Chars.isWord(text.charAt(start - 1)) || ".-$".indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }
    if (Chars.before(text, start - 1, floor) != '%') {
      return start;
    }
    int encoded = end(text, start - 1);
    return encoded > 0 && encoded < end ? encoded : start;
  }

  /** Where the value starts behind blanks, or its quote. */
  static int valueStart(String text, int from) {
    int start = from;
    while (start < from + 4 * 3 && isBlank(text, start)) {
      start = text.charAt(start) == '%' ? end(text, start) : start + 1;
    }
    return isQuote(text, start) ? end(text, start) : start;
  }

  private static boolean isBlank(String text, int at) {
    return Chars.at(text, at) == '+' || isEncoded(text, at, "20");
  }

  private static boolean isQuote(String text, int at) {
    return isEncoded(text, at, "22") || isEncoded(text, at, "27");
  }

  /** Whether the value that starts at {@code from} stands behind a quote. */
  static boolean isQuoted(String text, int from) {
    int start = startBefore(text, from, 0);
    return start >= 0 && isQuote(text, start);
  }

  /** Where credentials start behind a scheme and a blank; {@code from} without any. */
  static int schemeEnd(String text, int from, String[] schemes) {
    int scheme = Chars.skipAlphanumeric(text, from, "-");
    return Chars.isOneOf(schemes, text, from, scheme) && isBlank(text, scheme)
        ? valueStart(text, scheme)
        : from;
  }

  /**
   * Where the value ends: at a separator or quote, encoded or not.
   *
   * @param word whether it ends at a blank too
   */
  static int valueEnd(String text, int from, boolean word) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c <= ' ' || "&\"'`<>)".indexOf(c) >= 0 || (word && c == '+');
      if (c == '%') {
        int encoded = end(text, i);
        char first = Chars.at(text, encoded - 2);
        end =
            encoded > 0
                && (isQuote(text, i)
                    || isEncoded(text, i, "26")
                    || first == '0'
                    || (word && isBlank(text, i)));
      }
      if (end) {
        return i;
      }
    }
    return text.length();
  }

  /** Whether a gap of a template, or a second separator, starts here. */
  static boolean isTemplate(String text, int from) {
    return isEncoded(text, from, "7B")
        || (isEncoded(text, from, "24") && isEncoded(text, end(text, from), "7B"))
        || isEncoded(text, from, "3C")
        || isEncoded(text, from, "3D");
  }
}
