package dev.eventfix.event;

/** Character classes of ASCII; an index outside the text is in none of them. */
final class Chars {

  private Chars() {}

  static char at(String text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
  }

  /** What a look back sees: of what was replaced, the placeholder's last character. */
  static char before(String text, int index, int floor) {
    return floor > 0 && index < floor ? '>' : at(text, index);
  }

  static boolean isDigit(String text, int index) {
    return isDigit(at(text, index));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether the text is made of decimal digits, at least one. */
  static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(char c) {
    return isUpper(c) || isLower(c);
  }

  static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '_';
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  static char lower(char c) {
    return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
  }

  static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The first index from {@code from} that holds no blank. */
  static int skipBlanks(String text, int from) {
    int i = from;
    while (isBlank(at(text, i))) {
      i++;
    }
    return i;
  }

  /** The first index from {@code from} that holds no decimal digit. */
  static int digitEnd(String text, int from) {
    int end = from;
    while (isDigit(text, end)) {
      end++;
    }
    return end;
  }

  /** Where a path's last part begins, behind either kind of slash. */
  static int fileStart(String path) {
    return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  }

  /** The first index from {@code from} that holds no letter, digit or one of {@code others}. */
  static int skipAlphanumeric(String text, int from, String others) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && others.indexOf(c) < 0) {
        break;
      }
      i++;
    }
    return i;
  }

  /**
   * Whether what starts at {@code start} is not the rest of a longer run of letters, digits and
   * {@code others}. A literal escape ({@code \n}) or a percent-encoded character ends a run too.
   *
   * @param floor where the last placeholder's secret ended
   */
  static boolean startsRun(String text, int start, String others, int floor) {
    char before = before(text, start - 1, floor);
    if (start == 0 || (!isAlphanumeric(before) && others.indexOf(before) < 0)) {
      return true;
    }
    if (before(text, start - 2, floor) == '\\'
        && (before == 'n' || before == 'r' || before == 't')) {
      return true;
    }
    return before(text, start - 3, floor) == '%' && isHex(before) && isHex(at(text, start - 2));
  }

  /** Whether the range is one of the words, in any case; the words are lower-case. */
  static boolean isOneOf(String[] words, String text, int from, int to) {
    for (String word : words) {
      if (word.length() == to - from && text.regionMatches(true, from, word, 0, to - from)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the range is one of the words of a list, in any case.
   *
   * @param words lower-case words, each with a blank or a line's end behind it
   */
  static boolean isListed(String words, String text, int from, int to) {
    int start = 0;
    for (int end = 0; end < words.length(); end++) {
      if (words.charAt(end) <= ' ') {
        if (end - start == to - from
            && to > from
            && words.regionMatches(true, start, text, from, to - from)) {
          return true;
        }
        start = end + 1;
      }
    }
    return false;
  }
}
