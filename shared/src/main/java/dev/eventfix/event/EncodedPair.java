package dev.eventfix.event;

/** The parts of a pair of key and value whose separator is percent-encoded (RFC 3986). */
final class EncodedPair {

  /** What may close a key before the separator, each three characters. */
  private static final String[] CLOSING = {"%5D", "%22", "%27"};

  private EncodedPair() {}

  /** Where the key ends whose separator is at {@code at}. */
  static int keyEnd(String text, int at, int floor) {
    int end = at;
    for (int i = 0; i < CLOSING.length; i++) {
      for (String closing : CLOSING) {
        if (end - 3 >= floor && text.regionMatches(true, end - 3, closing, 0, 3)) {
          end -= 3;
          break;
        }
      }
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
    boolean encoded = Chars.before(text, start - 1, floor) == '%' && end - start > 2;
    return encoded ? start + 2 : start;
  }

  /**
   * Where the value starts, within its quote; -1 when there is none. A colon is followed by a value
   * only in JSON, elsewhere by anything.
   */
  static int valueStart(String text, int from, boolean colon) {
    int start = from;
    while (text.startsWith("%20", start) || Chars.at(text, start) == '+') {
      start += text.charAt(start) == '+' ? 1 : 3;
    }
    if (text.startsWith("%22", start) || text.startsWith("%27", start)) {
      return start + 3;
    }
    return colon || start > from ? -1 : start;
  }

  /** Where the value ends: at a separator or quote, encoded or not. */
  static int valueEnd(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c <= ' ' || "&\"'`<>)".indexOf(c) >= 0;
      if (c == '%') {
        end =
            text.startsWith("%26", i)
                || text.startsWith("%22", i)
                || text.startsWith("%27", i)
                || text.startsWith("%0", i);
      }
      if (end) {
        return i;
      }
    }
    return text.length();
  }

  /** Whether a gap of a template, or a second separator, starts here. */
  static boolean isTemplate(String text, int from) {
    return text.startsWith("%7B", from)
        || text.startsWith("%24%7B", from)
        || text.startsWith("%3C", from)
        || text.regionMatches(true, from, "%3D", 0, 3);
  }
}
