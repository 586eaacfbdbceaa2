package dev.eventfix.event;

/** Credentials among the options of curl. */
final class CommandLine {

  /** Blanks, quotes and commas between the option and its value, as in a list of arguments. */
  private static final int MAX_GAP = 8;

  private static final String[] OPTIONS = {"--proxy-user", "--user", "-u", "-U"};

  private CommandLine() {}

  /**
   * Where the value starts, or its quote, of an option for credentials whose first dash is at
   * {@code at}; -1 when none is there.
   */
  static int credentialsStart(String text, int at, int floor) {
    char before = Chars.before(text, at - 1, floor);
    if (at > 0 && before > ' ' && !Chars.isQuote(before)) {
      return -1;
    }
    for (String option : OPTIONS) {
      if (text.startsWith(option, at)) {
        int start = at + option.length();
        int limit = Math.min(text.length(), start + MAX_GAP);
        boolean word = option.length() > 2;
        if (Chars.isQuote(Chars.at(text, start)) && Chars.isQuote(before)) {
          start++;
        }
        if (word && start < limit && "=, \t".indexOf(text.charAt(start)) < 0) {
          return -1;
        }
        while (start < limit && "=, \t".indexOf(text.charAt(start)) >= 0) {
          start++;
        }
        return start < limit && text.charAt(start) > ' ' ? start : -1;
      }
    }
    return -1;
  }

  /** Where the text ends whose quote is before {@code from}: at its other one or the line's end. */
  static int quoteEnd(String text, int from, int limit) {
    int end = from;
    while (end < limit
        && text.charAt(end) != text.charAt(from - 1)
        && !Chars.isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether the value is a pair of numbers, or names where its parts come from. */
  static boolean isOpen(String text, int from, int colon, int to) {
    boolean numbers = true;
    for (int i = from; i < to; i++) {
      numbers &= i == colon || Chars.isDigit(text, i);
    }
    return numbers || isVariable(text, colon + 1, to);
  }

  private static boolean isVariable(String text, int from, int to) {
    boolean name = Chars.at(text, from) == '$' && Chars.skipAlphanumeric(text, from + 1, "_") == to;
    return name || from == to || SecretKey.isMask(text, from, to);
  }
}
