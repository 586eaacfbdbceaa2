package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of markdown: in columns where they fit, else as one line for each cell. */
final class MarkdownTable {

  /** A table of more columns is shown as plain text. */
  static final int MAX_COLUMNS = 32;

  private static final int GAP = 2;

  /** Of a name that is repeated for each row. */
  private static final int MAX_NAME_COLUMNS = 30;

  private static final StyledText EMPTY = new StyledText();

  private final boolean colour;
  private final List<StyledText> header;
  private final boolean[] right;
  private final List<List<StyledText>> rows = new ArrayList<>();

  private MarkdownTable(List<StyledText> header, boolean[] right, boolean colour) {
    this.header = header;
    this.right = right;
    this.colour = colour;
  }

  /** The table that these two lines start; null when they do not. */
  static @Nullable MarkdownTable of(String header, String delimiter, boolean colour) {
    if (header.indexOf('|') < 0 || delimiter.indexOf('-') < 0 || !isDelimiter(delimiter)) {
      return null;
    }
    List<String> names = split(header);
    List<String> dashes = split(delimiter);
    if (names.size() != dashes.size() || names.size() > MAX_COLUMNS) {
      return null;
    }
    boolean[] right = new boolean[names.size()];
    for (int i = 0; i < right.length; i++) {
      if (dashes.get(i).indexOf('-') < 0) {
        return null;
      }
      right[i] = dashes.get(i).endsWith(":") && !dashes.get(i).startsWith(":");
    }
    return new MarkdownTable(cells(names, Style.BOLD, colour), right, colour);
  }

  /** Adds a row; cells beyond the header's become part of its last cell, for none is hidden. */
  void add(String line) {
    List<String> cells = split(line);
    if (cells.size() > right.length) {
      List<String> last = cells.subList(right.length - 1, cells.size());
      String joined = String.join(" | ", last);
      cells = new ArrayList<>(cells.subList(0, right.length - 1));
      cells.add(joined);
    }
    rows.add(cells(cells, Style.PLAIN, colour));
  }

  List<StyledText> lines(int width) {
    int[] columns = new int[right.length];
    measure(header, columns);
    for (List<StyledText> row : rows) {
      measure(row, columns);
    }
    int total = -GAP;
    for (int column : columns) {
      total += column + GAP;
    }
    return total <= width ? aligned(columns) : listed(width);
  }

  private List<StyledText> aligned(int[] columns) {
    List<StyledText> lines = new ArrayList<>();
    lines.add(row(header, columns));
    StyledText rule = new StyledText();
    for (int i = 0; i < columns.length; i++) {
      rule.add(i == 0 ? "" : " ".repeat(GAP), Style.PLAIN);
      rule.add("─".repeat(columns[i]), Style.DIM);
    }
    lines.add(rule);
    for (List<StyledText> row : rows) {
      lines.add(row(row, columns));
    }
    return lines;
  }

  private StyledText row(List<StyledText> cells, int[] columns) {
    StyledText line = new StyledText();
    int start = 0;
    for (int i = 0; i < columns.length; i++) {
      StyledText cell = i < cells.size() ? cells.get(i) : EMPTY;
      if (cell.width() > 0) {
        line.pad(start + (right[i] ? columns[i] - cell.width() : 0)).add(cell);
      }
      start += columns[i] + GAP;
    }
    return line;
  }

  private List<StyledText> listed(int width) {
    List<StyledText> lines = new ArrayList<>();
    if (rows.isEmpty() || hasLongName()) {
      for (StyledText name : header) {
        lines.addAll(name.wrap(width));
      }
    }
    for (List<StyledText> row : rows) {
      if (!lines.isEmpty()) {
        lines.add(EMPTY);
      }
      for (int i = 0; i < row.size(); i++) {
        if (row.get(i).width() > 0) {
          StyledText cell = new StyledText().add(header.get(i).cut(MAX_NAME_COLUMNS));
          lines.addAll(cell.add(": ", Style.BOLD).add(row.get(i)).wrap(width));
        }
      }
    }
    return lines;
  }

  private boolean hasLongName() {
    for (StyledText name : header) {
      if (name.width() > MAX_NAME_COLUMNS) {
        return true;
      }
    }
    return false;
  }

  private static void measure(List<StyledText> cells, int[] columns) {
    for (int i = 0; i < cells.size(); i++) {
      columns[i] = Math.max(columns[i], cells.get(i).width());
    }
  }

  private static List<StyledText> cells(List<String> texts, Style style, boolean colour) {
    List<StyledText> cells = new ArrayList<>(texts.size());
    for (String text : texts) {
      cells.add(MarkdownInline.parse(text, style, colour).get(0));
    }
    return cells;
  }

  private static boolean isDelimiter(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("|-: ".indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The cells' texts; the bars at both ends are no cells, and an escaped one is text. */
  private static List<String> split(String line) {
    String row = line.strip();
    List<String> cells = new ArrayList<>();
    int start = row.startsWith("|") ? 1 : 0;
    for (int i = start; i < row.length(); i++) {
      if (row.charAt(i) == '\\') {
        i++;
      } else if (row.charAt(i) == '|') {
        cells.add(row.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (start < row.length()) {
      cells.add(row.substring(start).strip());
    }
    return cells;
  }
}
