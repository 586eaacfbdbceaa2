package dev.eventfix.event;

/**
 * Finds the lines of a private key that stands in source code over several lines: the middle of one
 * tells by itself of no key (RFC 7468), and code that looks for keys holds their first lines too.
 */
final class PrivateKeyLines {

  private static final String MARK = "PRIVATE KEY-----";
  private static final String DASHES = "-----";

  /** RFC 7468 has 64 characters a line, but for the last one. */
  private static final int MIN_RUN = 40;

  /** What stands around a key's line in code at most, {@code "..\\n" +} for example. */
  private static final int MAX_QUOTES = 6;

  private final boolean marked;
  private boolean afterKey;

  /** For lines of code that stand together, from the first to the last. */
  PrivateKeyLines(Iterable<String> lines) {
    boolean found = false;
    for (String line : lines) {
      found |= line.contains(MARK);
    }
    marked = found;
  }

  /** Whether the line is a key's; to be called for each of the lines in their order. */
  boolean holdsKey(String line) {
    int run = marked && !line.contains(DASHES) ? longestRun(line) : 0;
    // The last line of a key is short, and has no more than quotes beside its characters.
    afterKey = run >= MIN_RUN || (afterKey && run > 0 && run >= line.strip().length() - MAX_QUOTES);
    return afterKey;
  }

  /** The most characters of base64 that stand together. */
  private static int longestRun(String line) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean base64 = Chars.isAlphanumeric(c) || c == '+' || c == '/' || c == '=';
      run = base64 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
