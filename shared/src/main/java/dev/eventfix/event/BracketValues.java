package dev.eventfix.event;

/** Objects and lists below a secret's key: what is told to be found there is the secret. */
final class BracketValues {

  /** Deepest brackets below a secret's key that are followed. */
  private static final int MAX_DEPTH = 16;

  /** Brackets below secrets' keys have been looked through up to here. */
  private int walked;

  private final SecretScanner scan;
  private final String text;
  private final Redaction redaction;
  private final ValueBounds bounds;
  private final Evidence evidence;

  BracketValues(
      SecretScanner scan, String text, Redaction redaction, ValueBounds bounds, Evidence evidence) {
    this.scan = scan;
    this.text = text;
    this.redaction = redaction;
    this.bounds = bounds;
    this.evidence = evidence;
  }

  /** Looks through a bracket below a secret's key: what is told to be found there is the secret. */
  void walk(SecretKey key, int open) {
    if (open < walked) {
      return;
    }
    int depth = 0;
    int nameStart = -1;
    int nameEnd = -1;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        if (++depth > MAX_DEPTH) {
          break;
        }
        i++;
        continue;
      }
      if (")]}".indexOf(c) >= 0) {
        if (--depth <= 0) {
          break;
        }
        nameStart = -1;
        i++;
        continue;
      }
      boolean quote = Chars.isQuote(c);
      int escapes = quote ? bounds.escapesBefore(i, open) : 0;
      int from = quote ? i + 1 : i;
      int end = quote ? bounds.nearEnd(from, c, escapes) : bounds.wordEnd(i);
      if (end < 0) {
        break;
      }
      if (end == i && !quote) {
        if (c == ',' || c == ';' || Chars.isLineEnd(c)) {
          nameStart = -1;
        }
        i++;
        continue;
      }
      int after = Chars.skipBlanks(text, quote ? end + escapes + 1 : end);
      char next = Chars.at(text, after);
      if (next == ':' || next == '=') {
        nameStart = from;
        nameEnd = end;
        i = after + 1;
        continue;
      }
      if (isBelow(key, nameStart, nameEnd, from, end, quote)) {
        scan.replaceLater(key.kind(), from, end);
      }
      nameStart = -1;
      i = Math.max(after, i + 1);
    }
    walked = i;
  }

  boolean isBelow(SecretKey key, int nameStart, int nameEnd, int from, int to, boolean quoted) {
    if (nameStart >= 0) {
      String name = text.substring(nameStart, Math.max(nameStart, nameEnd));
      // A secret's name of its own is looked at for itself.
      if (SecretKey.saysNone(name) || SecretKey.of(name, 0, name.length(), redaction) != null) {
        return false;
      }
    }
    if (evidence.stays(key, from, to) || bounds.hasBlank(from, to)) {
      return false;
    }
    if (key.isHeader()) {
      return quoted && to - from >= SecretKey.MIN_WEAK_LENGTH && Chars.hasDigit(text, from, to);
    }
    boolean value =
        nameStart >= 0 && Chars.isOneOf(KeyedValues.VALUE_NAMES, text, nameStart, nameEnd);
    boolean evidence =
        (Chars.hasDigit(text, from, to) && bounds.hasLetter(from, to))
            || (quoted && (value || bounds.isMixedCase(from, to, SecretKey.MIN_WEAK_LENGTH)));
    boolean strong = key.strength() == SecretKey.Strength.STRONG && quoted;
    int least = !strong ? SecretKey.MIN_WEAK_LENGTH : nameStart >= 0 ? 4 : 6;
    return evidence && to - from >= least && text.indexOf(':', from, to) < 0;
  }
}
