package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/** Pairs of a key and a value with a separator between them, or that are neighbours. */
final class KeyedPairs {

  private final SecretScanner scan;
  private final String text;
  private final Redaction redaction;
  private final KeyFinder keys;
  private final ValueBounds bounds;
  private final Evidence evidence;
  private final HeaderValues headers;
  private final KeyedCalls calls;
  private final KeyedValues values;

  KeyedPairs(KeyGrammar grammar) {
    scan = grammar.scan;
    text = grammar.text;
    redaction = grammar.redaction;
    keys = grammar.keys;
    bounds = grammar.bounds;
    evidence = grammar.evidence;
    headers = grammar.headers;
    calls = grammar.calls;
    values = grammar.values;
  }

  /** Whether the pair is a shell's variable {@code PWD}. */
  private boolean isWorkingFolder(int from) {
    int start = Chars.isQuote(text.charAt(from)) ? from + 1 : from;
    boolean path = Chars.at(text, start) == '/' || text.startsWith(":\\", start + 1);
    return path && keys.end - keys.start == 3 && text.regionMatches(true, keys.start, "pwd", 0, 3);
  }

  /** A separator of one or more marks begins here. */
  void pair() {
    int at = scan.at();
    char first = text.charAt(at);
    boolean colon = first == ':';
    int separatorEnd = at + 1;
    char next = Chars.at(text, separatorEnd);
    boolean strict = "-|\t".indexOf(first) >= 0 || (colon && next == ':');
    boolean comparison = first == '=' && (next == '=' || next == '~');
    if (first == '|' || first == '\t') {
      if (!Chars.isWord(
          Chars.before(text, Chars.at(text, at - 1) == ' ' ? at - 2 : at - 1, scan.copied()))) {
        return;
      }
    } else if (strict) {
      separatorEnd++;
    } else if (colon ? next == '=' : next == '=' || next == '>' || next == '~') {
      separatorEnd++;
      if (Chars.at(text, separatorEnd) == '=') {
        separatorEnd++;
      }
    }
    int end = at;
    if (first == '=') {
      int floor = Math.max(at - 2, scan.copied());
      while (end > floor && "!<>+?|".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
        comparison |= "!<>".indexOf(text.charAt(end)) >= 0;
      }
    }
    SecretKey key = keys.before(end);
    if (key == null) {
      key = keyBeside();
      if (key == null) {
        if (comparison) {
          calls.reversed(end, separatorEnd);
        }
        return;
      }
    }
    int from = valueStart(separatorEnd);
    if (from < 0 || isWorkingFolder(from)) {
      return;
    }
    char before = Chars.before(text, keys.start - 1, scan.copied());
    if (keys.bare && isClosingQuote(from, before)) {
      return;
    }
    if (strict && !keys.bare) {
      strict = false;
    }
    values.value(
        key, from, separatorEnd, place(comparison, strict, colon, before, from == separatorEnd));
  }

  private Place place(
      boolean comparison, boolean strict, boolean colon, char before, boolean joined) {
    if (comparison) {
      return Place.COMPARISON;
    }
    if (text.startsWith("--", keys.start)) {
      return Place.OPTION;
    }
    if (strict) {
      return Place.STRICT;
    }
    if (!colon && joined && (before == '?' || before == '&')) {
      return Place.QUERY;
    }
    return !colon && joined && before == ';' ? Place.CONNECTION : Place.TEXT;
  }

  /** A quote: of a value that stands behind its key without any separator. */
  void afterBlank() {
    int at = scan.at();
    if (!Chars.isBlank(Chars.before(text, at - 1, scan.copied()))
        || !Chars.isWord(Chars.before(text, at - 2, scan.copied()))) {
      return;
    }
    int end = bounds.nearEnd(at + 1, text.charAt(at), 0);
    if (end - at > 6 && Chars.hasDigit(text, at + 1, end) && !bounds.hasBlank(at + 1, end)) {
      SecretKey key = keys.before(at - 1);
      if (key != null
          && keys.bare
          && (key.strength() == SecretKey.Strength.STRONG || isKeyword(end - at - 1))
          && !evidence.stays(key, at + 1, end)) {
        scan.replace(key.kind(), at + 1, end);
      }
    }
  }

  /** Whether the key is a keyword of Clojure's: {@code :token "..."}, and its value long enough. */
  private boolean isKeyword(int length) {
    return Chars.at(text, keys.start - 1) == ':' && length >= SecretKey.MIN_WEAK_LENGTH;
  }

  /** Where a value starts behind blanks, on this line or the next one; -1 without any. */
  private int valueStart(int separatorEnd) {
    int from = Chars.skipBlanks(text, separatorEnd);
    if (from - separatorEnd > KeyFinder.MAX_BLANKS || from >= text.length()) {
      return -1;
    }
    // A query's blanks.
    int plus = from;
    while (plus < from + 3 && Chars.at(text, plus) == '+') {
      plus++;
    }
    return plus > from && bounds.openingQuote(plus) >= 0 ? plus : from;
  }

  /** Whether the quote closes a text that ends in the key: {@code ask("Password: ")}. */
  private boolean isClosingQuote(int quote, char beforeKey) {
    char mark = text.charAt(quote);
    if (!Chars.isQuote(mark)) {
      return false;
    }
    char next = Chars.at(text, quote + 1);
    boolean operator = next == ' ' && "+%.".indexOf(Chars.at(text, quote + 2)) >= 0;
    return mark == beforeKey || "),;]".indexOf(next) >= 0 || operator;
  }

  /** The secret that is named just before a key {@code value}: {@code "password", "value"}. */
  private @Nullable SecretKey keyBeside() {
    if (!Chars.isOneOf(KeyedValues.VALUE_NAMES, text, keys.start, keys.end)) {
      return null;
    }
    int end = keys.start;
    int floor = Math.max(scan.copied(), end - KeyFinder.MAX_BLANKS);
    while (end > floor && "\"'`\\, \t\n\r".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > floor - SecretKey.MAX_KEY
        && start > scan.copied()
        && ValueBounds.isKeyCharacter(text.charAt(start - 1))) {
      start--;
    }
    boolean quoted =
        end < keys.start
            && Chars.isQuote(Chars.at(text, end))
            && "\"'`".indexOf(Chars.before(text, start - 1, scan.copied())) >= 0;
    return quoted && end - start > 1 ? SecretKey.of(text, start, end, redaction) : null;
  }

  /** A comma: what stands before it may be a key's name, and the value is its neighbour. */
  void neighbours() {
    int at = scan.at();
    char last = Chars.before(text, Chars.at(text, at - 1) == ' ' ? at - 2 : at - 1, scan.copied());
    if (!(Chars.isQuote(last) || Chars.isWord(last) || last == '>')) {
      return;
    }
    int from = Chars.skipBlanks(text, at + 1);
    int line = Chars.isLineEnd(Chars.at(text, from)) ? bounds.nextLine(from) : -1;
    int quote = bounds.openingQuote(line < 0 ? from : line);
    if (quote < 0) {
      return;
    }
    SecretKey key = keys.before(at);
    if (key == null || key.strength() == SecretKey.Strength.QUERY) {
      return;
    }
    char mark = text.charAt(quote);
    int start = quote + 1;
    int escapes = bounds.escapesBefore(quote, from);
    int end = bounds.nearEnd(start, mark, escapes);
    if (end < 0 || evidence.stays(key, start, end)) {
      return;
    }
    if (text.startsWith("-", keys.start)) {
      if (text.charAt(start) != '-') {
        values.quoted(key, quote, from);
      }
      return;
    }
    int after = Chars.skipBlanks(text, end + escapes + 1);
    after = text.startsWith(">>", after) ? Chars.skipBlanks(text, after + 2) : after;
    char next = Chars.at(text, after);
    int open = keys.start - 1;
    while (open > scan.copied() && "\"'`\\bBuUrR: @$#<".indexOf(text.charAt(open)) >= 0) {
      open--;
    }
    char bracket = Chars.before(text, open, scan.copied());
    boolean two = "([{".indexOf(bracket) >= 0 && ")]}".indexOf(next) >= 0;
    if (next == ':' || next == '=' || (keys.bare && !two && bracket != ',')) {
      return;
    }
    boolean digit = Chars.hasDigit(text, start, end);
    boolean told =
        (keys.bare || bracket == '[' || !two)
            ? digit || (two && bounds.isMixedCase(start, end, 1))
            : bracket != '\0';
    if (key.isHeader()) {
      headers.header(key, start, end);
    } else if (told
        && (key.strength() == SecretKey.Strength.STRONG
            ? !bounds.hasBlank(start, end) || (two && digit)
            : evidence.isEvidence(key, start, end))
        && (two || end - start >= 6)) {
      scan.replace(key.kind(), start, end);
    }
  }
}
