package dev.eventfix.event;

/**
 * Finds the passwords in SQL's statements about users: {@code IDENTIFIED BY 'x'}, {@code PASSWORD
 * 'x'}, {@code SET PASSWORD FOR user = 'x'}.
 */
final class SqlPassword {

  /** How far the parts of a statement may be from each other, in characters. */
  private static final int MAX_DISTANCE = 128;

  private static final String IDENTIFIED = "identified ";
  private static final String PASSWORD = "password";
  private static final String[] STATEMENTS = {"create user", "alter user", "grant "};

  private SqlPassword() {}

  /**
   * Where the password starts, or its quote or what escapes that, of a clause that starts at {@code
   * at}; -1 when none does.
   *
   * @param before the character before the clause
   */
  static int start(String text, int at, char before) {
    if (text.regionMatches(true, at, IDENTIFIED, 0, IDENTIFIED.length())) {
      return identifiedBy(text, at);
    }
    return text.regionMatches(true, at, PASSWORD, 0, PASSWORD.length())
        ? password(text, at, before)
        : -1;
  }

  /** MySQL, MariaDB and Oracle; the latter's passwords need no quotes. */
  private static int identifiedBy(String text, int at) {
    int start = at + IDENTIFIED.length();
    if (text.regionMatches(true, start, "with ", 0, 5)) {
      start = Chars.skipAlphanumeric(text, start + 5, "_'\"`") + 1;
    }
    if (!text.regionMatches(true, start, "by ", 0, 3)
        && !text.regionMatches(true, start, "as ", 0, 3)) {
      return -1;
    }
    start = Chars.skipBlanks(text, start + 3);
    boolean keyword = text.startsWith("IDENTIFIED", at);
    if (!keyword && !isStatement(text, at)) {
      return -1;
    }
    if (text.regionMatches(true, start, "password ", 0, 9)) {
      start = Chars.skipBlanks(text, start + 9);
    }
    return isQuoted(text, start) || Chars.isWord(Chars.at(text, start)) ? start : -1;
  }

  private static boolean isStatement(String text, int at) {
    for (int i = at - 1; i >= 0 && i > at - MAX_DISTANCE; i--) {
      for (String statement : STATEMENTS) {
        if (text.regionMatches(true, i, statement, 0, statement.length())) {
          return true;
        }
      }
    }
    return false;
  }

  private static int password(String text, int at, char before) {
    int end = at + PASSWORD.length();
    boolean keyword = text.startsWith("PASSWORD", at);
    if (Chars.at(text, end) == '(') {
      return keyword && isQuoted(text, end + 1) ? end + 1 : -1;
    }
    int start = Chars.skipBlanks(text, end);
    if (start == end) {
      return -1;
    }
    if (text.regionMatches(true, start, "for ", 0, 4)) {
      return setPasswordFor(text, start + 4);
    }
    return isQuoted(text, start) && isLiteral(text, start, before, keyword) ? start : -1;
  }

  private static int setPasswordFor(String text, int from) {
    int limit = Math.min(text.length(), from + MAX_DISTANCE);
    for (int i = from; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      if (text.charAt(i) == '=') {
        int start = Chars.skipBlanks(text, i + 1);
        if (text.regionMatches(true, start, "password(", 0, 9)) {
          start += 9;
        }
        return isQuoted(text, start) ? start : -1;
      }
    }
    return -1;
  }

  private static boolean isQuoted(String text, int at) {
    char c = Chars.at(text, Chars.at(text, at) == '\\' ? at + 1 : at);
    return c == '\'' || c == '"';
  }

  /** Whether a quote opens a password's text and does not end a text in which the word stands. */
  private static boolean isLiteral(String text, int start, char before, boolean keyword) {
    int quote = Chars.at(text, start) == '\\' ? start + 1 : start;
    char mark = text.charAt(quote);
    char next = Chars.at(text, quote + 1);
    boolean operator = next == ' ' && "+%.".indexOf(Chars.at(text, quote + 2)) >= 0;
    if (mark == before || operator || "),;]\"'".indexOf(next) >= 0) {
      return false;
    }
    int limit = Math.min(text.length(), quote + MAX_DISTANCE);
    for (int i = quote + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == mark) {
        return !SecretValue.isCode(SecretKey.PASSWORD, text, quote + 1, i, true);
      }
      if (Chars.isLineEnd(c) || (c <= ' ' && !keyword)) {
        return false;
      }
    }
    return false;
  }
}
