package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of markdown: in columns where they fit, else as one line for each cell. */
final class MarkdownTable {

  /** A table of more columns is shown as plain text. */
  static final int MAX_COLUMNS = 32;

  private final boolean colour;
  private final int columns;
  private final TextTable table;

  private MarkdownTable(List<TextTable.Column> columns, boolean colour) {
    this.columns = columns.size();
    this.table = new TextTable(columns);
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
    List<StyledText> cells = cells(names, Style.BOLD, colour);
    List<TextTable.Column> columns = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (dashes.get(i).indexOf('-') < 0) {
        return null;
      }
      boolean right = dashes.get(i).endsWith(":") && !dashes.get(i).startsWith(":");
      columns.add(new TextTable.Column(cells.get(i), right, false));
    }
    return new MarkdownTable(columns, colour);
  }

  /** Adds a row; cells beyond the header's become part of its last cell, for none is hidden. */
  void add(String line) {
    List<String> cells = split(line);
    if (cells.size() > columns) {
      List<String> last = cells.subList(columns - 1, cells.size());
      String joined = String.join(" | ", last);
      cells = new ArrayList<>(cells.subList(0, columns - 1));
      cells.add(joined);
    }
    table.add(cells(cells, Style.PLAIN, colour));
  }

  List<StyledText> lines(int width) {
    return table.lines(width);
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
