package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/** Keys in forms of their own: options of programs, elements, encoded pairs, parts of paths. */
final class KeyedForms {

  /** Longest start tag of an element, in characters. */
  private static final int MAX_TAG = 256;

  /** Shortest part of a path that is taken for a secret, in characters. */
  private static final int MIN_SEGMENT = 16;

  private final SecretScanner scan;
  private final String text;
  private final Redaction redaction;
  private final KeyFinder keys;
  private final ValueBounds bounds;
  private final Evidence evidence;
  private final KeyedValues values;

  KeyedForms(KeyGrammar grammar) {
    scan = grammar.scan;
    text = grammar.text;
    redaction = grammar.redaction;
    keys = grammar.keys;
    bounds = grammar.bounds;
    evidence = grammar.evidence;
    values = grammar.values;
  }

  /** A dash: an option for credentials, behind which its value is an argument. */
  void option() {
    int at = scan.at();
    CommandLine.Option known = CommandLine.optionAt(text, at, scan.copied());
    if (known != null) {
      shortOption(known);
      return;
    }
    int nameStart = Chars.at(text, at + 1) == '-' ? at + 2 : at + 1;
    int nameEnd = nameStart;
    int limit = Math.min(text.length(), nameEnd + SecretKey.MAX_KEY);
    while (nameEnd < limit && ValueBounds.isKeyCharacter(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int from = Chars.skipBlanks(text, nameEnd);
    if (from == nameEnd
        || nameEnd - nameStart < 3
        || from - nameEnd > KeyFinder.MAX_BLANKS
        || from == text.length()
        || text.charAt(from) == '-') {
      return;
    }
    SecretKey key = SecretKey.of(text, nameStart, nameEnd, redaction);
    if (key != null && !key.isHeader()) {
      keys.start = nameStart;
      keys.end = nameEnd;
      keys.bare = true;
      values.value(key, from, nameEnd, Place.OPTION);
    }
  }

  private void shortOption(CommandLine.Option option) {
    boolean pair = option.form() == CommandLine.Form.PAIR;
    SecretKind kind = pair ? SecretKind.URL_CREDENTIALS : SecretKind.PASSWORD;
    if (!redaction.takesOut(kind)) {
      return;
    }
    int start = CommandLine.valueStart(text, scan.at(), option);
    boolean quoted = Chars.isQuote(text.charAt(start));
    int from = quoted ? start + 1 : start;
    int limit = Math.min(text.length(), from + 4 * ValueBounds.NEAR);
    int to = quoted ? CommandLine.quoteEnd(text, from, limit) : bounds.unquotedEnd(from, limit);
    if (SecretKind.anyPlaceholder(text, from, to)) {
      return;
    }
    char separator = pair ? ':' : '%';
    if (pair || option.form() == CommandLine.Form.PERCENT) {
      int mark = text.indexOf(separator, from, to);
      if (mark > 0 && !CommandLine.isOpen(text, from, mark, to)) {
        scan.replace(kind, pair ? from : mark + 1, to);
      }
    } else if (!CommandLine.isVariable(text, from, to)) {
      scan.replace(kind, from, to);
    }
  }

  /** {@code key%3Dvalue}, or {@code key%22%3A%22value%22} of JSON in a URL, also encoded twice. */
  void encodedPair() {
    int at = scan.at();
    boolean colon = EncodedPair.is(text, at, 'A');
    if (!colon && !EncodedPair.is(text, at, 'D')) {
      return;
    }
    int copied = scan.copied();
    int end = EncodedPair.keyEnd(text, at, copied);
    int start = EncodedPair.keyStart(text, end, copied);
    SecretKey key = end - start < 3 ? null : SecretKey.of(text, start, end, redaction);
    if (key == null) {
      return;
    }
    int from = EncodedPair.valueStart(text, EncodedPair.end(text, at));
    if (EncodedPair.isTemplate(text, from) || SecretKind.placeholderEnd(text, from) > 0) {
      return;
    }
    boolean quoted = EncodedPair.isQuoted(text, from);
    int scheme = key.isHeader() ? EncodedPair.schemeEnd(text, from, HeaderValues.SCHEMES) : from;
    int to = EncodedPair.valueEnd(text, scheme, colon && !quoted);
    boolean evidence =
        to - scheme >= SecretKey.MIN_WEAK_LENGTH
            && Chars.hasDigit(text, scheme, Math.min(to, scheme + ValueBounds.NEAR));
    // A colon goes on with a sentence, unless it is JSON's.
    boolean told = quoted || (colon ? evidence : from == EncodedPair.end(text, at) || evidence);
    if (told && !SecretValue.isMask(text, scheme, to)) {
      scan.replace(key.kind(), scheme, to);
    }
  }

  /** A slash: the part of a path that follows a secret's name, as in links that are mailed. */
  void segment() {
    int at = scan.at();
    int from = at + 1;
    if (!Chars.isWord(Chars.at(text, at - 1)) || Chars.at(text, at + MIN_SEGMENT) < '-') {
      return;
    }
    int to = from;
    int limit = Math.min(text.length(), from + ValueBounds.NEAR);
    boolean digit = false;
    while (to < limit && (Chars.isWord(text.charAt(to)) || "-.~".indexOf(text.charAt(to)) >= 0)) {
      digit |= Chars.isDigit(text.charAt(to));
      to++;
    }
    boolean uuid = to - from == 36 && text.charAt(from + 8) == '-' && text.charAt(from + 23) == '-';
    if (!digit || uuid || to - from < MIN_SEGMENT || !bounds.isMixedCase(from, to, MIN_SEGMENT)) {
      return;
    }
    SecretKey key = keys.before(at);
    if (key != null
        && keys.bare
        && Chars.before(text, keys.start - 1, scan.copied()) == '/'
        && !SecretValue.isMask(text, from, to)
        && text.indexOf('.', from, to) < 0) {
      scan.replace(key.kind(), from, Chars.skipAlphanumeric(text, from, "_-~"));
    }
  }

  /** An element whose name, or whose attribute {@code name}, is a secret's. */
  void element() {
    int at = scan.at();
    int nameEnd = Chars.skipAlphanumeric(text, at + 1, "_-.:");
    if (nameEnd == at + 1) {
      return;
    }
    SecretKey key = nameEnd - at > 2 ? SecretKey.of(text, at + 1, nameEnd, redaction) : null;
    int open = nameEnd;
    int limit = Math.min(text.length(), at + MAX_TAG);
    while (open < limit && text.charAt(open) != '>' && text.charAt(open) != '<') {
      if (key == null && text.charAt(open) == '=' && isNameAttribute(open)) {
        key = attribute(open);
      }
      open++;
    }
    if (Chars.at(text, open) != '>'
        || key == null
        || key.strength() == SecretKey.Strength.QUERY
        || text.charAt(open - 1) == '/') {
      return;
    }
    int from = open + 1;
    boolean data = text.startsWith("<![CDATA[", from);
    from = data ? from + "<![CDATA[".length() : from;
    if (text.startsWith("-----BEGIN", from) || SecretKind.placeholderEnd(text, from) > 0) {
      return;
    }
    int to = data ? text.indexOf("]]>", from) : text.indexOf('<', from);
    to = data && to < 0 ? text.length() : to;
    if (to < 0 || !(data || text.startsWith("</", to)) || SecretValue.isMask(text, from, to)) {
      return;
    }
    if (data || key.strength() != SecretKey.Strength.WEAK || evidence.isEvidence(key, from, to)) {
      scan.replace(key.kind(), from, to);
    }
  }

  private boolean isNameAttribute(int equals) {
    return text.startsWith(" name", equals - 5) || text.startsWith(" key", equals - 4);
  }

  private @Nullable SecretKey attribute(int equals) {
    int from = equals + 2;
    int to = Chars.skipAlphanumeric(text, from, "_-.:");
    return Chars.isQuote(Chars.at(text, equals + 1))
            && to - from > 1
            && to - from <= SecretKey.MAX_KEY
            && Chars.at(text, to) == Chars.at(text, equals + 1)
        ? SecretKey.of(text, from, to, redaction)
        : null;
  }
}
