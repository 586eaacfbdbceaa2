package dev.eventfix.cli;

import org.jspecify.annotations.Nullable;

/** What one line of markdown is, as far as it can be told from the line alone. */
final class MarkdownLine {

  /** Indented by more, a line is code or belongs to a list. */
  private static final int MAX_INDENT = 3;

  private static final int MAX_LEVEL = 6;
  private static final int MIN_FENCE = 3;
  private static final int MIN_RULE = 3;
  private static final int MAX_DIGITS = 9;

  private MarkdownLine() {}

  static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  static String dropIndent(String line, int columns) {
    return line.substring(Math.min(columns, indent(line)));
  }

  /** From 1 to 6; 0 when the line is no heading. */
  static int headingLevel(String line) {
    int start = indent(line);
    int level = run(line, start, '#');
    int end = start + level;
    boolean separated = end == line.length() || line.charAt(end) == ' ';
    return start <= MAX_INDENT && level <= MAX_LEVEL && separated ? level : 0;
  }

  static String headingText(String line) {
    int start = indent(line);
    String text = line.substring(start + run(line, start, '#')).strip();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '#') {
      end--;
    }
    // Signs at the end close the heading, but C# ends in one of its own.
    return end == 0 || text.charAt(end - 1) == ' ' ? text.substring(0, end).strip() : text;
  }

  /** What a line below a paragraph makes of it: a heading's level, or 0. */
  static int underlineLevel(String line) {
    String text = line.strip();
    if (indent(line) > MAX_INDENT || text.length() < 2) {
      return 0;
    }
    char sign = text.charAt(0);
    if ((sign != '=' && sign != '-') || run(text, 0, sign) != text.length()) {
      return 0;
    }
    return sign == '=' ? 1 : 2;
  }

  static boolean isRule(String line) {
    int start = indent(line);
    if (start > MAX_INDENT || start == line.length()) {
      return false;
    }
    char sign = line.charAt(start);
    if (sign != '-' && sign != '*' && sign != '_') {
      return false;
    }
    int count = 0;
    for (int i = start; i < line.length(); i++) {
      if (line.charAt(i) == sign) {
        count++;
      } else if (line.charAt(i) != ' ') {
        return false;
      }
    }
    return count >= MIN_RULE;
  }

  static boolean isQuote(String line) {
    int start = indent(line);
    return start <= MAX_INDENT && start < line.length() && line.charAt(start) == '>';
  }

  static String quoted(String line) {
    String text = line.substring(indent(line) + 1);
    return dropIndent(text, 1);
  }

  /** Whether a line goes on with the paragraph above it, for it starts nothing of its own. */
  static boolean continuesParagraph(String line) {
    return !line.isBlank()
        && headingLevel(line) == 0
        && !isRule(line)
        && !isQuote(line)
        && Fence.of(line) == null
        && Item.of(line) == null;
  }

  private static int run(String line, int from, char sign) {
    int end = from;
    while (end < line.length() && line.charAt(end) == sign) {
      end++;
    }
    return end - from;
  }

  /** A line that opens a block of code. */
  record Fence(int indent, char sign, int length, String info) {

    static @Nullable Fence of(String line) {
      int start = MarkdownLine.indent(line);
      if (start == line.length()) {
        return null;
      }
      char sign = line.charAt(start);
      int length = run(line, start, sign);
      if ((sign != '`' && sign != '~') || length < MIN_FENCE) {
        return null;
      }
      String info = line.substring(start + length).strip();
      // With backticks behind it, it is code within a line.
      return sign == '`' && info.indexOf('`') >= 0 ? null : new Fence(start, sign, length, info);
    }

    boolean isClosedBy(String line) {
      int start = MarkdownLine.indent(line);
      int count = run(line, start, sign);
      return count >= length && line.substring(start + count).isBlank();
    }
  }

  /** A line that starts a list's item; its mark is a bullet, or what follows the number. */
  record Item(int indent, int contentIndent, char mark, int number) {

    static @Nullable Item of(String line) {
      int start = MarkdownLine.indent(line);
      if (start > MAX_INDENT || start == line.length()) {
        return null;
      }
      int end = start;
      int number = 0;
      while (end < line.length() && end - start < MAX_DIGITS && isDigit(line.charAt(end))) {
        number = 10 * number + (line.charAt(end) - '0');
        end++;
      }
      if (end == line.length()) {
        return null;
      }
      char mark = line.charAt(end);
      boolean isMark =
          end > start ? mark == '.' || mark == ')' : mark == '-' || mark == '*' || mark == '+';
      end++;
      if (!isMark || (end < line.length() && line.charAt(end) != ' ')) {
        return null;
      }
      int spaces = MarkdownLine.indent(line.substring(end));
      boolean text = spaces <= MAX_INDENT + 1 && end + spaces < line.length();
      return new Item(start, end + (text ? Math.max(1, spaces) : 1), mark, number);
    }

    boolean isNumbered() {
      return mark == '.' || mark == ')';
    }

    String text(String line) {
      return line.substring(Math.min(contentIndent, line.length()));
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
