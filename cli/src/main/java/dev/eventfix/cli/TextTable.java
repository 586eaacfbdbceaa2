package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;

/** Cells in columns where they fit, else as one line for each cell. */
final class TextTable {

  /** A column that may be cut is not made narrower than this. */
  static final int MIN_CUT_COLUMNS = 12;

  private static final int GAP = 2;

  /** Of a name that is repeated for each row. */
  private static final int MAX_NAME_COLUMNS = 30;

  private static final StyledText EMPTY = new StyledText();

  private final List<Column> columns;
  private final List<List<StyledText>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param right whether its cells end in one line
   * @param mayBeCut whether its cells are cut before the columns are given up
   */
  record Column(StyledText name, boolean right, boolean mayBeCut) {}

  TextTable(List<Column> columns) {
    this.columns = columns;
  }

  /** Adds a row of as many cells as there are columns, or fewer. */
  void add(List<StyledText> cells) {
    rows.add(cells);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<StyledText> lines(int width) {
    int[] widths = new int[columns.size()];
    int total = -GAP;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).name().width();
      for (List<StyledText> row : rows) {
        widths[i] = Math.max(widths[i], i < row.size() ? row.get(i).width() : 0);
      }
      total += widths[i] + GAP;
    }
    return narrow(widths, total - width) ? aligned(widths) : listed(width);
  }

  /** Takes that many columns away, always from the widest one; false when they cannot be. */
  private boolean narrow(int[] widths, int excess) {
    for (int left = excess; left > 0; left--) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (columns.get(i).mayBeCut()
            && widths[i] > MIN_CUT_COLUMNS
            && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
    }
    return true;
  }

  private List<StyledText> aligned(int[] widths) {
    List<StyledText> lines = new ArrayList<>();
    List<StyledText> header = new ArrayList<>();
    StyledText rule = new StyledText();
    for (int i = 0; i < widths.length; i++) {
      header.add(columns.get(i).name());
      rule.add(i == 0 ? "" : " ".repeat(GAP), Style.PLAIN);
      rule.add("─".repeat(widths[i]), Style.DIM);
    }
    lines.add(line(header, widths));
    lines.add(rule);
    for (List<StyledText> row : rows) {
      lines.add(line(row, widths));
    }
    return lines;
  }

  private StyledText line(List<StyledText> cells, int[] widths) {
    StyledText line = new StyledText();
    int start = 0;
    for (int i = 0; i < widths.length; i++) {
      StyledText cell = i < cells.size() ? cells.get(i).cut(widths[i]) : EMPTY;
      if (cell.width() > 0) {
        line.pad(start + (columns.get(i).right() ? widths[i] - cell.width() : 0)).add(cell);
      }
      start += widths[i] + GAP;
    }
    return line;
  }

  private List<StyledText> listed(int width) {
    List<StyledText> lines = new ArrayList<>();
    if (rows.isEmpty() || hasLongName()) {
      for (Column column : columns) {
        lines.addAll(column.name().wrap(width));
      }
    }
    for (List<StyledText> row : rows) {
      if (!lines.isEmpty()) {
        lines.add(EMPTY);
      }
      for (int i = 0; i < row.size(); i++) {
        if (row.get(i).width() > 0) {
          StyledText cell = new StyledText().add(columns.get(i).name().cut(MAX_NAME_COLUMNS));
          lines.addAll(cell.add(": ", Style.BOLD).add(row.get(i)).wrap(width));
        }
      }
    }
    return lines;
  }

  private boolean hasLongName() {
    for (Column column : columns) {
      if (column.name().width() > MAX_NAME_COLUMNS) {
        return true;
      }
    }
    return false;
  }
}
