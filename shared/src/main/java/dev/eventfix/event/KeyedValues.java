package dev.eventfix.event;

/**
 * Values that stand under a secret's key: literals, in calls around them, words, and what code
 * falls back to.
 */
final class KeyedValues {

  /** Longest path of names of a call around a value, in characters. */
  private static final int MAX_NAMES = 64;

  /** Calls around each other that are followed. */
  private static final int MAX_WRAPPERS = 4;

  /** Calls and types whose argument is the value itself. */
  private static final String WRAPPERS =
      """
      arc atob b64decode base64decode borrowed box buffer bytearray bytes cow from
      fromstring just literal maybe mutex new object of ofnullable ok optional owned plaintext
      rc redacted sensitive some str string text unsafeplaintext value valueof
      """;

  /** What calls that look a secret up by its name begin with; or do something else with a name. */
  static final String LOOKUPS =
      """
      access ask check create decode delete describe exists expect fetch find forgot generate
      get has input is list load lookup make need no parse prompt read remove render request
      require reset resolve show test validate
      """;

  /** Names beside which the name of the value is told: {@code name="password" value="..."}. */
  static final String[] VALUE_NAMES = {"value", "val", "content", "text", "data"};

  private final SecretScanner scan;
  private final String text;
  private final ValueBounds bounds;
  private final KeyFinder keys;
  private final Evidence evidence;
  private final Fallbacks fallbacks;
  private final HeaderValues headers;
  private final BracketValues brackets;

  KeyedValues(
      SecretScanner scan,
      String text,
      ValueBounds bounds,
      KeyFinder keys,
      Evidence evidence,
      HeaderValues headers,
      BracketValues brackets) {
    this.scan = scan;
    this.text = text;
    this.bounds = bounds;
    this.keys = keys;
    this.evidence = evidence;
    this.fallbacks = new Fallbacks(scan, text, bounds, evidence);
    this.headers = headers;
    this.brackets = brackets;
  }

  void value(SecretKey key, int from, int separatorEnd, Place place) {
    boolean colon = text.charAt(scan.at()) == ':';
    if (text.startsWith("-----BEGIN", from)) {
      return;
    }
    int quote = bounds.openingQuote(from);
    if (quote >= 0) {
      if (place != Place.STRICT || bounds.nearEnd(quote + 1, text.charAt(quote), 0) > 0) {
        quoted(key, quote, from);
      }
      return;
    }
    boolean name = place == Place.STRICT && key.isHeader();
    if (place == Place.COMPARISON || (name && headers.schemeEnd(from, text.length()) == from)) {
      return;
    }
    int line = key.isHeader() || place == Place.QUERY ? -1 : bounds.nextLine(from);
    if (line >= 0) {
      onNextLine(key, line, colon || text.charAt(from) == '|' || text.charAt(from) == '>');
      return;
    }
    if (!key.isHeader() && place != Place.QUERY && wrapped(key, from)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION -> headers.authorization(key, from, colon);
      case COOKIE -> headers.cookie(key, from);
      case STRONG, WEAK, PHRASE, DIGITS -> unquoted(key, from, separatorEnd, place, colon);
      case QUERY -> {
        if (place == Place.QUERY) {
          unquoted(key, from, separatorEnd, place, colon);
        }
      }
    }
  }

  /** A value on the line after its key: a literal, or the only word there. */
  private void onNextLine(SecretKey key, int from, boolean word) {
    int quote = bounds.openingQuote(from);
    if (quote >= 0) {
      int end = bounds.nearEnd(quote + 1, text.charAt(quote), bounds.escapesBefore(quote, from));
      char next = end < 0 ? '\0' : Chars.at(text, Chars.skipBlanks(text, end + 1));
      // Else a key of an object, or a text that begins.
      if (end > 0 && next != ':' && !bounds.hasBlank(quote + 1, end)) {
        quoted(key, quote, from);
      }
      return;
    }
    int end =
        bounds.unquotedEnd(from, Math.min(text.length(), from + ValueBounds.NEAR), Place.TEXT);
    char last = Chars.at(text, end - 1);
    boolean alone =
        end == text.length()
            || text.charAt(end) < ' '
            || (text.charAt(end) == ' ' && Chars.isLineEnd(Chars.at(text, end + 1)));
    boolean evidence =
        end - from >= (key.strength() == SecretKey.Strength.STRONG ? 6 : SecretKey.MIN_WEAK_LENGTH)
            && Chars.hasDigit(text, from, end)
            && bounds.hasLetter(from, end);
    if (word
        && alone
        && evidence
        && ":{([,;".indexOf(last) < 0
        && "-#/<[{(\"'@".indexOf(text.charAt(from)) < 0
        && !bounds.startsPair(from)
        && !SecretKind.anyPlaceholder(text, from, end)
        && !SecretValue.isMask(text, from, end)
        && !SecretValue.isCode(key, text, from, end, true)) {
      scan.replace(key.kind(), from, end);
    }
  }

  void quoted(SecretKey key, int quote, int valueStart) {
    char mark = text.charAt(quote);
    int from = quote + 1;
    int escapes = bounds.escapesBefore(quote, valueStart);
    boolean triple = Chars.at(text, from) == mark && Chars.at(text, from + 1) == mark;
    if (triple) {
      from += 2;
    }
    if (from >= text.length()
        || SecretKind.placeholderEnd(text, from) > 0
        || text.startsWith("-----BEGIN", from)
        || key.strength() == SecretKey.Strength.QUERY
        || (key.strength() == SecretKey.Strength.WEAK && bounds.hasBlankNear(from, mark))) {
      return;
    }
    int to;
    if (triple) {
      to = text.indexOf(text.substring(quote, from), from);
      to = to < 0 ? text.length() : to;
    } else {
      to = bounds.closingQuote(from, mark, escapes);
    }
    if (from >= to || SecretValue.isMask(text, from, to) || SecretName.is(text, from, to)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION, COOKIE -> headers.credentials(key, from, to);
      case DIGITS -> {
        if (bounds.isDigits(from, to)) {
          scan.replace(key.kind(), from, to);
        }
      }
      case PHRASE -> {
        if (bounds.wordsEnd(from, to) > 0 || evidence.isEvidence(key, from, to)) {
          scan.replace(key.kind(), from, to);
        }
      }
      case STRONG -> {
        int inner = templateDefault(key, from, to);
        if (inner == 0) {
          scan.replace(key.kind(), from, to);
        }
      }
      case WEAK -> {
        if (templateDefault(key, from, to) == 0
            && evidence.isEvidence(key, from, to)
            && !key.isNamedAlike(text, from, to)) {
          scan.replace(key.kind(), from, to);
        }
      }
      case QUERY -> {}
    }
    if (scan.at() >= to && to < text.length()) {
      furtherLiterals(key, mark, to + escapes + (triple ? 3 : 1));
    }
  }

  /** Literals that go on with one: {@code "one" + "two"}, or one below the other. */
  private void furtherLiterals(SecretKey key, char mark, int from) {
    int at = from;
    while (true) {
      int i = at;
      int limit = Math.min(text.length(), at + ValueBounds.MAX_INDENT);
      boolean joined = false;
      while (i < limit && " \t+.\\\r\n&".indexOf(text.charAt(i)) >= 0) {
        joined |= text.charAt(i) > ' ' || Chars.isLineEnd(text.charAt(i));
        i++;
      }
      if (!joined || i >= limit || text.charAt(i) != mark) {
        return;
      }
      int end = bounds.nearEnd(i + 1, mark, 0);
      char next = end < 0 ? ':' : Chars.at(text, Chars.skipBlanks(text, end + 1));
      if (next == ':' || next == '=' || end == i + 1 || evidence.stays(key, i + 1, end)) {
        return;
      }
      scan.replace(key.kind(), i + 1, end);
      at = end + 1;
    }
  }

  /**
   * The default in a template's gap is a secret: {@code ${DB_PASSWORD:-...}}.
   *
   * @return 0 when the value is no template with a default
   */
  private int templateDefault(SecretKey key, int from, int to) {
    if (!text.startsWith("${", from)) {
      return 0;
    }
    int limit = Math.min(to, from + ValueBounds.NEAR);
    int start = from + 2;
    while (start < limit && (Chars.isWord(text.charAt(start)) || text.charAt(start) == '.')) {
      start++;
    }
    int end = text.indexOf('}', start, limit);
    if (end < 0 || ":-=".indexOf(text.charAt(start)) < 0) {
      return 0;
    }
    while (start < end && ":-=?+".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    boolean secret =
        key.strength() == SecretKey.Strength.STRONG || evidence.isEvidence(key, start, end);
    if (secret && !evidence.stays(key, start, end) && text.charAt(start) != '$') {
      scan.replace(key.kind(), start, end);
    }
    return end;
  }

  /** A literal in calls around it: {@code Some("...")}, {@code new Secret("...")}. */
  private boolean wrapped(SecretKey key, int from) {
    int i = from;
    for (int depth = 0; depth < MAX_WRAPPERS; depth++) {
      if (text.startsWith("new ", i)) {
        i += 4;
      }
      int end = i;
      int last = i;
      int limit = Math.min(text.length(), i + MAX_NAMES);
      while (end < limit
          && (Chars.isWord(text.charAt(end)) || ".:!&".indexOf(text.charAt(end)) >= 0)) {
        if (!Chars.isWord(text.charAt(end))) {
          last = end + 1;
        }
        end++;
      }
      if (last == end && last > i && text.charAt(end - 1) == '!') {
        last = i;
      }
      char open = Chars.at(text, end);
      if (open == ' ' && Chars.isQuote(Chars.at(text, end + 1)) && isConstructor(last, end)) {
        quoted(key, end + 1, end + 1);
        return true;
      }
      if (open == '<') {
        int close = text.indexOf('>', end, Math.min(text.length(), end + MAX_NAMES));
        open = Chars.at(text, close + 1);
        if (close < 0) {
          return false;
        }
        int nameEnd = end;
        end = close + 1;
        if (!isWrapper(last, nameEnd)) {
          return false;
        }
      } else if ((open != '(' && open != '[') || !(end == i || isWrapper(last, end))) {
        return false;
      }
      if ((open != '(' && open != '[') || (open == '[' && end == i)) {
        return false;
      }
      int inner = Chars.skipBlanks(text, end + 1);
      // An index is no wrapper, and types begin with a capital letter.
      boolean type = open == '(' || Chars.isUpper(Chars.at(text, last));
      if (end > i && type && wrappedWord(key, inner, open == '(' ? ')' : ']')) {
        return true;
      }
      int word = Chars.skipAlphanumeric(text, inner, "");
      // PHP tells a text's length, and casts have their type in brackets.
      if (Chars.at(text, word) == ')' && word > inner && word - inner < KeyFinder.MAX_BLANKS) {
        int after = Chars.skipBlanks(text, word + 1);
        int quote = bounds.openingQuote(after);
        if (quote >= 0 && (end == i || Chars.isDigit(text, inner))) {
          quoted(key, quote, after);
          return true;
        }
        if (end > i) {
          return false;
        }
        i = after;
        continue;
      }
      if (end == i) {
        return false;
      }
      int quote = bounds.openingQuote(inner);
      if (quote >= 0) {
        int to = bounds.nearEnd(quote + 1, text.charAt(quote), bounds.escapesBefore(quote, inner));
        if (to < 0 || evidence.isToldByCall(key, quote + 1, to)) {
          quoted(key, quote, inner);
        }
        return true;
      }
      i = inner;
    }
    return false;
  }

  /** A word in brackets, as some print what they wrap: {@code Optional[...]}. */
  private boolean wrappedWord(SecretKey key, int from, char close) {
    int end = bounds.wordEnd(from);
    boolean word =
        Chars.at(text, end) == close
            && end - from >= SecretKey.MIN_WEAK_LENGTH
            && Chars.hasDigit(text, from, end)
            && bounds.hasLetter(from, end)
            && text.indexOf('.', from, end) < 0
            && !evidence.stays(key, from, end);
    if (word) {
      scan.replace(key.kind(), from, end);
    }
    return word;
  }

  /** Of languages in which calls have no brackets. */
  private boolean isConstructor(int from, int to) {
    return to - from == 4 && (text.startsWith("Just", from) || text.startsWith("Some", from));
  }

  private boolean isWrapper(int from, int to) {
    if (Chars.isListed(WRAPPERS, text, from, to)) {
      return true;
    }
    int word = from;
    while (Chars.isLower(Chars.at(text, word))) {
      word++;
    }
    return to > from
        && !Chars.isListed(LOOKUPS, text, from, word)
        && SecretKey.of(text, from, to, Redaction.DEFAULT) != null;
  }

  private void unquoted(SecretKey key, int from, int separatorEnd, Place given, boolean colon) {
    Place place = given;
    char first = text.charAt(from);
    boolean bracket = first == '(' || first == '[' || first == '{';
    if (SecretKind.placeholderEnd(text, from) > 0
        || text.startsWith("</", from)
        || (bracket && place == Place.STRICT)) {
      return;
    }
    int near = bounds.unquotedEnd(from, Math.min(text.length(), from + ValueBounds.NEAR), place);
    if (place == Place.TEXT
        && !colon
        && from == separatorEnd
        && Chars.at(text, near) == ';'
        && bounds.startsPair(near + 1)) {
      place = Place.CONNECTION;
    }
    if (first == '$'
        && templateDefault(key, from, Math.min(text.length(), from + ValueBounds.NEAR)) > 0) {
      return;
    }
    if (bracket) {
      if (place != Place.QUERY && !bracketed(key, from, place)) {
        boolean arrow = first == '{' && keys.bare && text.startsWith("=>", scan.at());
        if (!arrow) {
          brackets.walk(key, from);
        }
      }
      return;
    }
    // A value that was a secret is a placeholder as a whole: this one was found to be none.
    if (near == from
        || SecretKind.placeholderEnd(text, near) > 0
        || SecretValue.isMask(text, from, near)
        || SecretName.is(text, from, near)) {
      return;
    }
    if (first == '<' && (isTag(from) || heredoc(key, from))) {
      return;
    }
    if (key.strength() == SecretKey.Strength.DIGITS) {
      if (bounds.isDigits(from, near)) {
        scan.replace(key.kind(), from, near);
      }
      return;
    }
    if (key.strength() == SecretKey.Strength.PHRASE) {
      int end = bounds.wordsEnd(from, text.length());
      if (end > 0) {
        scan.replace(key.kind(), from, end);
      }
      return;
    }
    if (isCode(key, from, near, place, colon)) {
      if (colon) {
        annotated(key, near);
      }
      if (scan.at() <= from) {
        fallbacks.replace(key, from);
      }
      return;
    }
    if (place == Place.STRICT ? !isNoName(from, near) : !isCertain(key, from, near, place)) {
      return;
    }
    scan.replace(key.kind(), from, bounds.unquotedEnd(from, text.length(), place));
  }

  private boolean isCode(SecretKey key, int from, int near, Place place, boolean colon) {
    boolean prose = colon || place == Place.OPTION;
    return switch (place) {
      case TEXT, STRICT ->
          SecretValue.isCode(key, text, from, near, prose) || isOperand(from, near);
      // Pass phrases have full stops, names of variables have none there.
      case CONNECTION ->
          SecretValue.isCode(key, text, from, near, false)
              && (text.indexOf('.', from, near) < 0
                  || text.indexOf('(', from, near) > 0
                  || key.isNamedAlike(text, from, near));
      case OPTION ->
          Chars.skipAlphanumeric(text, from, "_") == near
              && SecretValue.isCode(key, text, from, near, prose);
      case QUERY, COMPARISON -> false;
    };
  }

  /** Whether a name is followed by an operator: {@code flag ? "..." : "..."}. */
  private boolean isOperand(int from, int near) {
    return Chars.at(text, near) == ' '
        && (text.startsWith("? ", near + 1)
            || text.startsWith("|| ", near + 1)
            || text.startsWith("?? ", near + 1)
            || text.startsWith("&& ", near + 1))
        && Chars.skipAlphanumeric(text, from, "_.$") == near
        && !Chars.hasDigit(text, from, near);
  }

  private boolean isCertain(SecretKey key, int from, int near, Place place) {
    if (!key.numbers() && !bounds.hasLetter(from, near)) {
      return false;
    }
    return key.strength() != SecretKey.Strength.WEAK
        || place == Place.QUERY
        || (near - from >= SecretKey.MIN_WEAK_LENGTH
            && Chars.hasDigit(text, from, near)
            && !SecretKind.anyPlaceholder(text, from, near));
  }

  private boolean isNoName(int from, int near) {
    char next = Chars.at(text, near);
    return near - from >= SecretKey.MIN_WEAK_LENGTH
        && Chars.hasDigit(text, from, near)
        && bounds.hasLetter(from, near)
        && Chars.skipAlphanumeric(text, from, "_-+/=!@#$%^&*~") == near
        && "(<[:".indexOf(next) < 0
        && isCell(near);
  }

  /** Whether what ends here is a cell of its own, if the separator is a table's. */
  private boolean isCell(int end) {
    if ("|\t".indexOf(text.charAt(scan.at())) < 0) {
      return true;
    }
    char next = Chars.at(text, Chars.skipBlanks(text, end));
    return next == '\0' || next == '|' || Chars.isLineEnd(next);
  }

  /** A literal of lines up to its name: {@code <<~NAME}. */
  private boolean heredoc(SecretKey key, int from) {
    int nameStart = from;
    while (nameStart < from + 5 && "<~-'\"".indexOf(Chars.at(text, nameStart)) >= 0) {
      nameStart++;
    }
    int nameEnd = Chars.skipAlphanumeric(text, nameStart, "_");
    int line = Chars.isQuote(Chars.at(text, nameEnd)) ? nameEnd + 1 : nameEnd;
    if (!text.startsWith("<<", from)
        || Chars.at(text, line) != '\n'
        || nameEnd - nameStart < 2
        || nameEnd - nameStart > ValueBounds.MAX_NEXT_KEY) {
      return false;
    }
    int limit = Math.min(text.length(), line + ValueBounds.MAX_MULTILINE);
    for (int i = line; i >= 0 && i < limit; i = text.indexOf('\n', i + 1)) {
      int start = Chars.skipBlanks(text, i + 1);
      if (text.startsWith(text.substring(nameStart, nameEnd), start)) {
        int first = Chars.skipBlanks(text, line + 1);
        if (!SecretKind.anyPlaceholder(text, first, Math.max(first, i))) {
          scan.replace(key.kind(), first, i);
        }
        return true;
      }
    }
    return false;
  }

  private boolean isTag(int from) {
    int end = Chars.skipAlphanumeric(text, from + 1, "_- ");
    return Chars.at(text, end) == '>' && !Chars.hasDigit(text, from, end);
  }

  /** {@code [value]}, as logs write it, or <code>{value}</code> of ODBC; lists and calls stay. */
  private boolean bracketed(SecretKey key, int from, Place place) {
    char open = text.charAt(from);
    if (open == '{' && place == Place.CONNECTION && key.strength() == SecretKey.Strength.STRONG) {
      int end = bounds.closingBrace(from + 1);
      if (end > 0
          && !SecretValue.isMask(text, from, end + 1)
          && !SecretKind.anyPlaceholder(text, from, end)) {
        scan.replace(key.kind(), from + 1, end);
      }
      return true;
    }
    char close = open == '(' ? ')' : open == '[' ? ']' : '}';
    int limit = Math.min(text.length(), from + ValueBounds.NEAR);
    for (int i = from + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == close) {
        boolean value = Chars.hasDigit(text, from, i) && i - from > SecretKey.MIN_WEAK_LENGTH / 2;
        if (value
            && !SecretKind.anyPlaceholder(text, from, i)
            && (key.numbers() || bounds.hasLetter(from, i))) {
          scan.replace(key.kind(), from + 1, i);
        }
        return true;
      }
      if (c <= ' ' || Chars.isQuote(c) || "([{,=:".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * A type stands after the key; its value comes after an equals sign: {@code key: str = "..."}.
   */
  private void annotated(SecretKey key, int typeEnd) {
    int limit = Math.min(text.length(), typeEnd + ValueBounds.MAX_NEXT_KEY);
    for (int i = typeEnd; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        int from = Chars.skipBlanks(text, i + 1);
        int quote = bounds.openingQuote(from);
        if (quote >= 0) {
          quoted(key, quote, i + 1);
        } else if (from < text.length() && !wrapped(key, from)) {
          fallbacks.replace(key, from);
        }
        return;
      }
      boolean sentence =
          c == ' ' && Chars.isLetter(Chars.at(text, i + 1)) && text.charAt(i - 1) != '|';
      if (sentence || (!Chars.isWord(c) && " |?<>[].&".indexOf(c) < 0)) {
        return;
      }
    }
  }

  /** All of the text stands under the key. */
  void valueOf(SecretKey key) {
    int end = text.length();
    if (end == 0 || SecretValue.isMask(text, 0, end) || SecretName.is(text, 0, end)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION, COOKIE -> headers.credentials(key, 0, end);
      case STRONG -> scan.replace(key.kind(), 0, end);
      case WEAK -> {
        if (evidence.isEvidence(key, 0, end)) {
          scan.replace(key.kind(), 0, end);
        }
      }
      case DIGITS -> {
        if (bounds.isDigits(0, end)) {
          scan.replace(key.kind(), 0, end);
        }
      }
      case PHRASE -> {
        if (bounds.wordsEnd(0, end) > 0 || evidence.isEvidence(key, 0, end)) {
          scan.replace(key.kind(), 0, end);
        }
      }
      case QUERY -> {}
    }
  }

  /** A password in a statement of SQL, or an argument that is one. */
  void password(int from) {
    int quote = bounds.openingQuote(from);
    if (quote >= 0) {
      quoted(SecretKey.PASSWORD, quote, from);
    } else {
      scan.replace(
          SecretKind.PASSWORD, from, bounds.unquotedEnd(from, text.length(), Place.OPTION));
    }
  }
}
