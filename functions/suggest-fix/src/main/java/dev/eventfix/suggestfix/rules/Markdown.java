package dev.eventfix.suggestfix.rules;

import dev.eventfix.wire.UnseenCharacters;

/**
 * Writes untrusted text as CommonMark code, the one place of a document where text cannot become a
 * heading, a link or HTML. Controls and invisible or bidirectional characters are replaced.
 */
final class Markdown {
  /** Longest text in inline code, in chars: two lines of a terminal. */
  static final int MAX_INLINE = 160;

  /** Longest line of a code block, in chars; described source lines are at most 400. */
  static final int MAX_LINE = 400;

  /** Most lines of a code block. */
  static final int MAX_LINES = 40;

  /** What an unprintable character becomes. */
  private static final char REPLACEMENT = '\uFFFD';

  /** What stands where text was cut. */
  private static final String CUT = "...";

  /** The shortest fence of a code block. */
  private static final int SHORTEST_FENCE = 3;

  private Markdown() {}

  /** The text as inline code on one line, cut to {@link #MAX_INLINE} chars. */
  static String code(String untrusted) {
    String text = cut(printable(untrusted, ' ', ' '), MAX_INLINE);
    if (text.isBlank()) {
      return "(blank)";
    }
    String fence = "`".repeat(longestRun(text) + 1);
    boolean pad = text.charAt(0) == '`' || text.charAt(text.length() - 1) == '`';
    String space = pad ? " " : "";
    return fence + space + text + space + fence;
  }

  /**
   * Appends a fenced code block that ends with a line break.
   *
   * @param language our own word for the info string, never the event's
   */
  static void block(StringBuilder out, String language, String untrusted) {
    String[] lines = split(printable(untrusted, '\n', '\t'));
    StringBuilder body = new StringBuilder();
    int count = Math.min(lines.length, MAX_LINES);
    for (int i = 0; i < count; i++) {
      body.append(cut(lines[i], MAX_LINE)).append('\n');
    }
    String text = body.toString();
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text) + 1));
    out.append(fence).append(language).append('\n').append(text).append(fence).append('\n');
  }

  private static String[] split(String text) {
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        count++;
      }
    }
    String[] lines = new String[count];
    int start = 0;
    for (int n = 0; n < count; n++) {
      int end = text.indexOf('\n', start);
      lines[n] = text.substring(start, end < 0 ? text.length() : end);
      start = end + 1;
    }
    return lines;
  }

  private static String printable(String text, char lineBreak, char tab) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append(lineBreak);
      } else if (c == '\r') {
        // A pair of carriage return and line feed is one break; a lone one must not return.
        if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
          out.append(lineBreak);
        }
      } else if (c == '\t') {
        out.append(tab);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int codePoint = Character.toCodePoint(c, text.charAt(i + 1));
        if (UnseenCharacters.contains(codePoint)) {
          out.append(REPLACEMENT);
        } else {
          out.append(c).append(text.charAt(i + 1));
        }
        i++;
      } else {
        out.append(UnseenCharacters.contains(c) ? REPLACEMENT : c);
      }
    }
    return out.toString();
  }

  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
