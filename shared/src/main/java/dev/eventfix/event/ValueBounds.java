package dev.eventfix.event;

/** Where literals, words and headers' values begin and end in one text. */
final class ValueBounds {

  /** How far evidence is looked for, in characters. */
  static final int NEAR = 128;

  /** Blanks before a value on the next line. */
  static final int MAX_INDENT = 64;

  /** How far a quoted value may reach over a line's end, in characters. */
  static final int MAX_MULTILINE = 512;

  /** Deepest escaping of quotes that is followed, in backslashes. */
  static final int MAX_ESCAPES = 15;

  /** Longest name of the next pair that ends a value, in characters. */
  static final int MAX_NEXT_KEY = 40;

  /** Fewest words of a pass phrase, and most. */
  private static final int MIN_PHRASE = 8;

  private static final int MAX_PHRASE = 24;

  private final String text;

  /** Whether the text is lines of code, in which few literals go over a line's end. */
  private final boolean lines;

  ValueBounds(String text, boolean lines) {
    this.text = text;
    this.lines = lines;
  }

  static boolean isKeyCharacter(char c) {
    return Chars.isWord(c) || c == '.' || c == '$' || c == '-';
  }

  /** Where the next line's text starts when the line ends here, or -1. */
  int nextLine(int at) {
    int from = at;
    char c = Chars.at(text, from);
    if (c == '\\' || c == '(') {
      from = Chars.skipBlanks(text, from + 1);
    } else if (c == '|' || c == '>') {
      // A block of YAML.
      char more = Chars.at(text, from + 1);
      from = Chars.skipBlanks(text, more == '-' || more == '+' ? from + 2 : from + 1);
    }
    if (!Chars.isLineEnd(Chars.at(text, from))) {
      return -1;
    }
    from = text.startsWith("\r\n", from) ? from + 2 : from + 1;
    int start = Chars.skipBlanks(text, from);
    return start - from > MAX_INDENT || start >= text.length() ? -1 : start;
  }

  /** The index of the quote that opens the value, after a prefix of letters and escapes, or -1. */
  int openingQuote(int from) {
    char first = Chars.at(text, from);
    if (Chars.isQuote(first)) {
      return from;
    }
    // Erlang writes texts as binaries: <<"...">>.
    if (text.startsWith("<<\"", from)) {
      return from + 2;
    }
    if (first != '\\' && "bBrRuUfFL@$".indexOf(first) < 0) {
      return -1;
    }
    int quote = from;
    while (quote < from + 2 && "bBrRuUfFL@$".indexOf(Chars.at(text, quote)) >= 0) {
      quote++;
    }
    int prefix = quote;
    while (quote < prefix + MAX_ESCAPES && Chars.at(text, quote) == '\\') {
      quote++;
    }
    return Chars.isQuote(Chars.at(text, quote)) ? quote : -1;
  }

  int escapesBefore(int quote, int floor) {
    int escapes = 0;
    while (quote - escapes > floor && text.charAt(quote - escapes - 1) == '\\') {
      escapes++;
    }
    return escapes;
  }

  /**
   * Where quoted text ends, without the escapes of the closing quote. A quote that is escaped n
   * times over opens with n backslashes and closes with n, or with n and a multiple of 2(n + 1). A
   * doubled quote, as in SQL, closes nothing. Text that nothing closes ends with its line.
   */
  int closingQuote(int from, char mark, int escapes) {
    int lineEnd = -1;
    int run = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        run++;
        continue;
      }
      if (c == mark) {
        if (run < escapes) {
          return i - run;
        }
        boolean closes = (run - escapes) % (2 * (escapes + 1)) == 0;
        if (closes && escapes == 0 && i > from && Chars.at(text, i + 1) == mark) {
          i++;
        } else if (closes) {
          return i - escapes;
        }
      }
      run = 0;
      if (Chars.isLineEnd(c) && lineEnd < 0) {
        if (lines && mark != '`') {
          return i;
        }
        lineEnd = i;
      }
      if (lineEnd >= 0 && i - lineEnd > MAX_MULTILINE) {
        return lineEnd;
      }
    }
    return lineEnd < 0 ? text.length() : lineEnd;
  }

  /** Where a quoted text ends that does so near and on its line, without escapes; else -1. */
  int nearEnd(int from, char mark, int escapes) {
    int limit = Math.min(text.length(), from + NEAR);
    int run = 0;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c == mark && run <= escapes) {
        return run == escapes ? i - escapes : -1;
      }
      if (Chars.isLineEnd(c)) {
        return -1;
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return -1;
  }

  boolean hasBlankNear(int from, char mark) {
    int limit = Math.min(text.length(), from + NEAR);
    for (int i = from; i < limit && text.charAt(i) != mark; i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  boolean hasBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  boolean hasLetter(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Chars.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether upper and lower case are mixed behind the first character. */
  boolean isMixedCase(int from, int to, int atLeast) {
    boolean upper = false;
    boolean lower = false;
    for (int i = from + 1; i < to; i++) {
      upper |= Chars.isUpper(text.charAt(i));
      lower |= Chars.isLower(text.charAt(i));
    }
    return to - from >= atLeast && upper && lower;
  }

  boolean isDigits(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return to - from >= 4 && to - from <= 12;
  }

  /** Where eight to twenty-four words end that begin here and are made of letters; else -1. */
  int wordsEnd(int from, int to) {
    int words = 0;
    int end = from;
    int i = from;
    while (i < to && words < MAX_PHRASE) {
      int start = i;
      while (i < to && i < start + MAX_NEXT_KEY && Chars.isLower(text.charAt(i))) {
        i++;
      }
      if (i - start < 2) {
        break;
      }
      words++;
      end = i;
      if (Chars.at(text, i) != ' ') {
        break;
      }
      i++;
    }
    return words >= MIN_PHRASE ? end : -1;
  }

  /** ODBC's braces, in which a closing one is doubled; -1 when nothing near closes them. */
  int closingBrace(int from) {
    int limit = Math.min(text.length(), from + NEAR);
    for (int i = from; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      if (text.charAt(i) == '}') {
        if (Chars.at(text, i + 1) != '}') {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** Whether the next key of a list of pairs starts here. */
  boolean startsPair(int start) {
    int limit = Math.min(text.length(), start + MAX_NEXT_KEY);
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        return i > start;
      }
      // Only the keys of connection strings hold blanks: Server=db;User Id=sa.
      if (!isKeyCharacter(c) && !(c == ' ' && text.charAt(start - 1) == ';')) {
        return false;
      }
    }
    return false;
  }

  /** The end of a header's value: the line's end or the quote that closes what is around it. */
  int headerEnd(int from, int limit) {
    boolean inner = false;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (Chars.isLineEnd(c)
          || (c == '\\' && (Chars.at(text, i + 1) == 'n' || Chars.at(text, i + 1) == 'r'))) {
        return i;
      }
      if (Chars.isQuote(c)) {
        int escapes = i;
        while (escapes > from && text.charAt(escapes - 1) == '\\') {
          escapes--;
        }
        if (!inner && Chars.at(text, escapes - 1) != '=') {
          return escapes;
        }
        inner = !inner;
      }
    }
    return limit;
  }

  int wordEnd(int from) {
    int end = from;
    int limit = Math.min(text.length(), from + NEAR);
    while (end < limit
        && text.charAt(end) > ' '
        && "\"'`,;:=()[]{}\\<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  int unquotedEnd(int from, int limit) {
    return unquotedEnd(from, limit, Place.OPTION);
  }

  int unquotedEnd(int from, int limit, Place place) {
    int open = 0;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      char next = Chars.at(text, i + 1);
      boolean end =
          switch (c) {
            case '"', '`' -> true;
            case '\'' -> !Chars.isWord(next);
            case ',', ';' -> next <= ' ' || Chars.isQuote(next) || startsPair(i + 1);
            case '#' -> place == Place.QUERY;
            case '&' ->
                place == Place.QUERY
                    || next <= ' '
                    || text.startsWith("amp;", i + 1)
                    || startsPair(i + 1);
            case '(', '[', '{' -> {
              open++;
              yield false;
            }
            case ')', ']', '}' -> open-- <= 0 && !Chars.isWord(next);
            case '\\' -> Chars.isQuote(next) || next == '\\' || "nrt".indexOf(next) >= 0;
            case '<' -> next == '/' || SecretKind.placeholderEnd(text, i) > 0;
            default -> c <= ' ';
          };
      if (end) {
        return i;
      }
    }
    return limit;
  }
}
