package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of text with a style for each character. All text passes {@link SafeText#line} on its
 * way in: there is no other way to the terminal, so none can be forgotten.
 */
final class StyledText {

  private static final int FIRST_RUNS = 4;

  private final StringBuilder text = new StringBuilder();

  /** Where each run of one style ends, in characters. */
  private int[] ends = new int[FIRST_RUNS];

  private Style[] styles = new Style[FIRST_RUNS];
  private int runs;
  private int width;

  static StyledText of(String text, Style style) {
    return new StyledText().add(text, style);
  }

  static StyledText plain(String text) {
    return of(text, Style.PLAIN);
  }

  StyledText add(String unsafe, Style style) {
    String safe = SafeText.line(unsafe);
    text.append(safe);
    endRun(style);
    width += SafeText.width(safe);
    return this;
  }

  StyledText add(StyledText other) {
    append(other, 0, other.text.length());
    width += other.width;
    return this;
  }

  /** Fills up with spaces to a column; nothing when the text reaches it already. */
  StyledText pad(int column) {
    return spaces(column - width);
  }

  StyledText spaces(int count) {
    return count > 0 ? add(" ".repeat(count), Style.PLAIN) : this;
  }

  int width() {
    return width;
  }

  boolean isBlank() {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  /** This text, or as much of it as fits with a mark that says it was cut. */
  StyledText cut(int columns) {
    if (width <= columns) {
      return this;
    }
    int end = fit(0, columns - 1);
    Style last = end == 0 ? Style.PLAIN : styles[runAt(end - 1)];
    return slice(0, end).add(SafeText.CUT_MARK, last);
  }

  /** In lines of at most these columns, broken at spaces where that is possible. */
  List<StyledText> wrap(int columns) {
    List<StyledText> lines = new ArrayList<>();
    int start = 0;
    do {
      int end = fit(start, columns);
      int next = end;
      if (end < text.length()) {
        int space = text.charAt(end) == ' ' ? end : lastSpace(start, end);
        if (space > start) {
          end = space;
          next = space;
          while (next < text.length() && text.charAt(next) == ' ') {
            next++;
          }
          while (end > start && text.charAt(end - 1) == ' ') {
            end--;
          }
          if (end == start) { // Nothing but indentation: break the word behind it instead.
            end = fit(start, columns);
            next = end;
          }
        }
      }
      lines.add(slice(start, end));
      start = next;
    } while (start < text.length());
    return lines;
  }

  /** In lines of at most these columns, broken wherever they are full: no space is lost. */
  List<StyledText> fold(int columns) {
    List<StyledText> lines = new ArrayList<>();
    int start = 0;
    do {
      int end = fit(start, columns);
      lines.add(slice(start, end));
      start = end;
    } while (start < text.length());
    return lines;
  }

  /** Writes this line without spaces at its end; every style that is switched on is reset. */
  void appendTo(StringBuilder out, boolean colour) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (!colour) {
      out.append(text, 0, end);
      return;
    }
    int from = 0;
    for (int run = 0; from < end; run++) {
      int to = Math.min(ends[run], end);
      Style style = styles[run];
      if (style == Style.PLAIN) {
        out.append(text, from, to);
      } else {
        out.append(style.sequence()).append(text, from, to).append(Style.RESET);
      }
      from = to;
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Where the longest piece of at most these columns ends; a mark stays with its character. */
  private int fit(int start, int columns) {
    int used = 0;
    int i = start;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      used += SafeText.width(codePoint);
      if (used > columns && i > start) { // One character at least: else nothing would ever end.
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return i;
  }

  private int lastSpace(int start, int end) {
    int i = end - 1;
    while (i > start && text.charAt(i) != ' ') {
      i--;
    }
    return i;
  }

  private StyledText slice(int from, int to) {
    StyledText slice = new StyledText();
    slice.append(this, from, to);
    slice.width = SafeText.width(slice.text.toString());
    return slice;
  }

  private void append(StyledText other, int from, int to) {
    for (int run = from < to ? other.runAt(from) : 0, at = from; at < to; run++) {
      int end = Math.min(other.ends[run], to);
      text.append(other.text, at, end);
      endRun(other.styles[run]);
      at = end;
    }
  }

  /** All text since the last run's end has this style. */
  private void endRun(Style style) {
    int from = runs == 0 ? 0 : ends[runs - 1];
    if (text.length() == from) {
      return;
    }
    if (runs == 0 || styles[runs - 1] != style) {
      if (runs == ends.length) {
        ends = Arrays.copyOf(ends, 2 * runs);
        styles = Arrays.copyOf(styles, 2 * runs);
      }
      styles[runs] = style;
      runs++;
    }
    ends[runs - 1] = text.length();
  }

  private int runAt(int index) {
    int found = Arrays.binarySearch(ends, 0, runs, index + 1);
    return found < 0 ? -found - 1 : found;
  }
}
