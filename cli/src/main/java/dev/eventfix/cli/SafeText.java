package dev.eventfix.cli;

import dev.eventfix.wire.UnseenCharacters;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes hostile text harmless for a terminal: what would act, reorder, hide or take no room is
 * shown as an escape such as {@code \}{@code u001b} or {@code \}{@code u{e0041}}.
 *
 * <p>Making safe text safe again changes nothing. A backslash is left alone, so text that spells
 * such an escape out looks the same as one of ours: ugly at worst, never harmful.
 */
final class SafeText {

  /** More combining marks on one character than this climb over the lines above. */
  static final int MAX_MARKS = 4;

  /** Columns between tab stops in source code. */
  static final int TAB_COLUMNS = 4;

  static final String CUT_MARK = "…";

  private static final int TEXT_PRESENTATION = 0xFE0E;
  private static final int EMOJI_PRESENTATION = 0xFE0F;

  private SafeText() {}

  /** One line: line ends and tabs become visible escapes too. */
  static String line(String text) {
    if (isPrintableAscii(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    // The character that a mark or a presentation selector would join; -1 when there is none, which
    // includes our own escapes: a mark on the last digit of an escape would disguise it.
    int base = -1;
    int marks = 0;
    boolean selected = false;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (isPresentation(codePoint) && base >= 0 && !selected && Character.isEmoji(base)) {
        // It only picks between a plain and a coloured picture, and terminals disagree about the
        // width that gives: the plain picture has one width everywhere.
        selected = true;
      } else if (UnseenCharacters.contains(codePoint)
          || (isMark(codePoint) && (base < 0 || marks == MAX_MARKS))) {
        escape(codePoint, safe);
        base = -1;
      } else {
        safe.appendCodePoint(codePoint);
        if (isMark(codePoint)) {
          marks++;
        } else {
          base = codePoint;
          marks = 0;
          selected = false;
        }
      }
    }
    return safe.toString();
  }

  /**
   * One line of JSON in which all that acts or hides is escaped as JSON has it, so that a program
   * reads the same value. Outside of its texts JSON has nothing to be escaped.
   */
  static String json(String line) {
    if (isPrintableAscii(line)) {
      return line;
    }
    StringBuilder safe = new StringBuilder(line.length() + 16);
    int codePoint;
    for (int i = 0; i < line.length(); i += Character.charCount(codePoint)) {
      codePoint = line.codePointAt(i);
      if (UnseenCharacters.contains(codePoint)) {
        for (char unit : Character.toChars(codePoint)) {
          escape(unit, safe);
        }
      } else {
        safe.appendCodePoint(codePoint);
      }
    }
    return safe.toString();
  }

  /** One line of source code: its line end dropped, tabs expanded, made safe. */
  static String codeLine(String text) {
    int end = text.length();
    end -= text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
    return line(expandTabs(text.substring(0, end)));
  }

  /** The lines of a text of several: split at line ends, tabs expanded, each made safe. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : split(text)) {
      lines.add(line(line));
    }
    return lines;
  }

  /** As {@link #lines}, but not made safe yet: for readers that look at the text's own signs. */
  static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (true) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      boolean windows = end > start && text.charAt(end - 1) == '\r';
      lines.add(expandTabs(text.substring(start, windows ? stop - 1 : stop)));
      if (end < 0) {
        return lines;
      }
      start = end + 1;
    }
  }

  /** The columns that safe text takes. */
  static int width(String safe) {
    int width = 0;
    int codePoint;
    for (int i = 0; i < safe.length(); i += Character.charCount(codePoint)) {
      codePoint = safe.codePointAt(i);
      width += width(codePoint);
    }
    return width;
  }

  /** The columns that a harmless character takes: 0 for marks, 2 for wide ones. */
  static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return isMark(codePoint) ? 0 : WideCharacters.contains(codePoint) ? 2 : 1;
  }

  /** Safe text in at most these columns, cut at its start: for paths, whose end says most. */
  static String cutStart(String safe, int columns) {
    if (width(safe) <= columns) {
      return safe;
    }
    return CUT_MARK + safe.substring(tailStart(safe, columns - 1));
  }

  /** Safe text in at most these columns, cut in its middle: for names, whose end says most. */
  static String cutMiddle(String safe, int columns) {
    if (width(safe) <= columns) {
      return safe;
    }
    int head = (columns - 1) / 3;
    return safe.substring(0, headEnd(safe, head))
        + CUT_MARK
        + safe.substring(tailStart(safe, columns - 1 - head));
  }

  /** Where the longest start of at most these columns ends; a mark stays with its character. */
  private static int headEnd(String safe, int columns) {
    int width = 0;
    int i = 0;
    while (i < safe.length()) {
      int codePoint = safe.codePointAt(i);
      width += width(codePoint);
      if (width > columns) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return i;
  }

  /** Where the longest end of at most these columns starts; never at a mark. */
  private static int tailStart(String safe, int columns) {
    int width = 0;
    int start = safe.length();
    int i = safe.length();
    while (i > 0) {
      int codePoint = safe.codePointBefore(i);
      width += width(codePoint);
      if (width > columns) {
        return start;
      }
      i -= Character.charCount(codePoint);
      if (!isMark(codePoint)) {
        start = i;
      }
    }
    return start;
  }

  static boolean isMark(int codePoint) {
    if (codePoint < 0x300) {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        // Hangul vowels and finals join the syllable before them.
        || (codePoint >= 0x1161 && codePoint <= 0x11FF)
        || (codePoint >= 0xD7B0 && codePoint <= 0xD7FB);
  }

  private static boolean isPresentation(int codePoint) {
    return codePoint == TEXT_PRESENTATION || codePoint == EMOJI_PRESENTATION;
  }

  private static void escape(int codePoint, StringBuilder out) {
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        String hex = Integer.toHexString(codePoint);
        if (codePoint > 0xFFFF) {
          out.append("\\u{").append(hex).append('}');
        } else {
          out.append("\\u").repeat('0', 4 - hex.length()).append(hex);
        }
      }
    }
  }

  private static String expandTabs(String line) {
    if (line.indexOf('\t') < 0) {
      return line;
    }
    StringBuilder expanded = new StringBuilder(line.length() + 16);
    int column = 0;
    boolean indentation = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      indentation &= c == '\t' || c == ' ';
      // A tab of the indentation keeps its width when what it is indented in is taken away.
      int rest = indentation ? TAB_COLUMNS : TAB_COLUMNS - column % TAB_COLUMNS;
      int columns = c == '\t' ? rest : 1;
      if (c == '\t') {
        expanded.repeat(' ', columns);
      } else {
        expanded.append(c);
      }
      column += columns;
    }
    return expanded.toString();
  }

  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        return false;
      }
    }
    return true;
  }
}
