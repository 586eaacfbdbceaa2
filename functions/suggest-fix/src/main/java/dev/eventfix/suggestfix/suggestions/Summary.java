package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.wire.UnseenCharacters;

/** One line of a suggestion, for lists. */
final class Summary {

  /** Characters of the line, the mark of what is left out included. */
  static final int MAX_LENGTH = 200;

  private static final String MORE = "...";

  private Summary() {}

  /** The first line that is no heading and no code, shortened; empty when there is none. */
  static String of(String markdown) {
    boolean code = false;
    int start = 0;
    while (start < markdown.length()) {
      int end = markdown.indexOf('\n', start);
      end = end < 0 ? markdown.length() : end;
      String line = markdown.substring(start, end).strip();
      if (line.startsWith("```") || line.startsWith("~~~")) {
        code = !code;
      } else if (!code && !line.isEmpty() && line.charAt(0) != '#') {
        return shortened(line);
      }
      start = end + 1;
    }
    return "";
  }

  private static String shortened(String line) {
    boolean fits = line.codePointCount(0, line.length()) <= MAX_LENGTH;
    int last = fits ? line.length() : line.offsetByCodePoints(0, MAX_LENGTH - MORE.length());
    StringBuilder summary = new StringBuilder(last + MORE.length());
    for (int i = 0; i < last; ) {
      int c = line.codePointAt(i);
      summary.appendCodePoint(UnseenCharacters.contains(c) ? ' ' : c);
      i += Character.charCount(c);
    }
    return fits ? summary.toString() : summary.append(MORE).toString();
  }
}
