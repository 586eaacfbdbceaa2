package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/** The key that stands before a separator. */
final class KeyFinder {

  /** Blanks that may stand between a key, its separator and its value. */
  static final int MAX_BLANKS = 16;

  private final SecretScanner scan;
  private final String text;
  private final Redaction redaction;

  /** Where the key that was looked at last starts. */
  int start;

  /** Where it ends. */
  int end;

  /** Whether it stands without quotes and brackets. */
  boolean bare;

  KeyFinder(SecretScanner scan, String text, Redaction redaction) {
    this.scan = scan;
    this.text = text;
    this.redaction = redaction;
  }

  /** The secret's name in the key that ends before {@code separator} and blanks, or null. */
  @Nullable SecretKey before(int separator) {
    int floor = Math.max(scan.copied(), separator - MAX_BLANKS);
    end = separator;
    while (end > floor && Chars.isBlank(text.charAt(end - 1))) {
      end--;
    }
    int quotesEnd = end;
    end = beforeQuotes(end);
    bare = quotesEnd == end;
    start = end;
    while (start > scan.copied()
        && start > end - SecretKey.MAX_KEY
        && ValueBounds.isKeyCharacter(text.charAt(start - 1))) {
      start--;
    }
    if (text.startsWith("-D", start)) {
      start += 2;
    }
    return end - start < 2 ? null : SecretKey.of(text, start, end, redaction);
  }

  /** Where a key ends whose closing bracket and quote end at {@code end}. */
  private int beforeQuotes(int from) {
    int copied = scan.copied();
    int before = from;
    if (before - 2 > copied
        && (text.startsWith("**", before - 2) || text.startsWith("\">>", before - 3))) {
      before -= 2;
    } else if (before > copied && "]*".indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    } else if (before - 3 > copied && text.regionMatches(true, before - 3, "%5D", 0, 3)) {
      before -= 3;
    }
    if (before > copied && Chars.isQuote(text.charAt(before - 1))) {
      before--;
      int floor = Math.max(copied, before - ValueBounds.MAX_ESCAPES);
      while (before > floor && text.charAt(before - 1) == '\\') {
        before--;
      }
    }
    return before;
  }
}
