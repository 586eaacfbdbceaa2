package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.list;
import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.number;
import static dev.eventfix.cli.AnswerTree.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints one stack trace: a row for each frame in columns, source code and local variables below
 * the rows that have them. The crash frame has {@code ▶}, in-app frames {@code ●}, library frames
 * {@code ·}.
 */
final class StackTraceView {

  /** A description holds 15; a malformed answer may hold any number. */
  static final int MAX_FRAMES = 100;

  /** Lines before or after the crash line; the ones farthest from it are not shown. */
  static final int MAX_CONTEXT = 20;

  /** A description holds 20 a frame; a malformed answer may hold any number. */
  static final int MAX_VARIABLES = 20;

  /** Rows that the crash line may take. */
  private static final int MAX_CRASH_ROWS = 3;

  /** Names longer than this do not push the next column to the right. */
  private static final int MAX_FUNCTION_COLUMNS = 32;

  private static final int MIN_FUNCTION_COLUMNS = 12;
  private static final int MAX_PLACE_COLUMNS = 48;
  private static final int MIN_MODULE_COLUMNS = 12;

  /** The marker and the spaces around it. */
  private static final int INDENT = 4;

  private static final int GAP = 2;

  /** Longer text is cut before it is looked at: no terminal has room for it. */
  private static final int MAX_FIELD = 4 * Terminal.MAX_WIDTH;

  /** What Python calls any script that is run. */
  private static final String MAIN = "__main__";

  private final Page page;
  private final int room;

  /** One frame's row; all texts are safe. */
  private record Row(
      Map<?, ?> frame,
      boolean crash,
      boolean inApp,
      String function,
      String place,
      String shortPlace,
      String module) {

    static Row of(Map<?, ?> frame) {
      String module = field(frame, "module");
      String file = field(frame, "file");
      long line = number(frame.get("line"));
      String source = first(file, module, field(frame, "package"));
      long column = number(frame.get("column"));
      String at = line < 0 ? "" : column < 0 ? ":" + line : ":" + line + ":" + column;
      String place = source.isEmpty() && !at.isEmpty() ? "line " + at.substring(1) : source + at;
      String function =
          first(field(frame, "func"), field(frame, "symbol"), field(frame, "instruction_addr"));
      long times = number(frame.get("repeated"));
      boolean isNative = file.isEmpty() && module.isEmpty();
      boolean adds =
          !file.isEmpty()
              && !module.equals(MAIN)
              && !says(file, module)
              && !function.startsWith(module + ".");
      return new Row(
          frame,
          !text(frame.get("crash")).isEmpty(),
          Boolean.TRUE.equals(frame.get("in_app")),
          (function.isEmpty() ? "(no name)" : function)
              + (times > 1 ? " (" + times + " times)" : ""),
          place,
          isNative ? fileName(place) : place,
          adds ? withoutClassOf(file, module) : "");
    }

    private static String first(String one, String two, String three) {
      return !one.isEmpty() ? one : !two.isEmpty() ? two : three;
    }

    private static String fileName(String path) {
      return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** A file named after its class tells the class: what it does not tell is the package. */
    private static String withoutClassOf(String file, String module) {
      int dot = module.lastIndexOf('.');
      int extension = file.lastIndexOf('.');
      return dot > 0
              && extension > 0
              && module.substring(dot + 1).equals(file.substring(0, extension))
          ? module.substring(0, dot)
          : module;
    }

    private static String field(Map<?, ?> frame, String name) {
      return SafeText.line(start(text(frame.get(name))));
    }
  }

  private StackTraceView(Page page) {
    this.page = page;
    this.room = page.terminal().width() - INDENT;
  }

  static void print(List<?> frames, Page page) {
    List<Row> rows = new ArrayList<>();
    for (Object frame : frames.subList(0, Math.min(frames.size(), MAX_FRAMES))) {
      rows.add(Row.of(map(frame)));
    }
    new StackTraceView(page).print(rows);
    if (frames.size() > MAX_FRAMES) {
      String more = AnswerTree.counted(frames.size() - MAX_FRAMES, "more frames");
      page.line(StyledText.of("  … " + more, Style.DIM));
    }
  }

  private void print(List<Row> rows) {
    int function = 0;
    int place = 0;
    int aligned = 0;
    for (Row row : rows) {
      int width = SafeText.width(row.place);
      function = Math.max(function, SafeText.width(row.function));
      place = Math.max(place, width);
      // A place with nothing behind it may be of any length.
      aligned = Math.max(aligned, row.module.isEmpty() ? 0 : width);
    }
    function = Math.min(function, MAX_FUNCTION_COLUMNS);
    if (function + GAP + Math.min(place, MAX_PLACE_COLUMNS) > room) {
      function = Math.min(function, Math.max(MIN_FUNCTION_COLUMNS, room * 2 / 5));
    }
    aligned = Math.min(aligned, Math.min(MAX_PLACE_COLUMNS, room - GAP - function));
    for (Row row : rows) {
      printRow(row, function, aligned);
      boolean code = printCode(row);
      boolean variables = printVariables(row);
      if (code || variables) {
        page.blank();
      }
    }
  }

  private void printRow(Row row, int functionColumns, int placeColumns) {
    Style quiet = row.crash || row.inApp ? Style.PLAIN : Style.DIM;
    StyledText line = new StyledText();
    if (row.crash) {
      line.add("  ▶ ", Style.ERROR);
    } else {
      line.add(row.inApp ? "  ● " : "  · ", row.inApp ? Style.PLAIN : Style.DIM);
    }
    String function = row.function;
    String place = row.place;
    int functionWidth = SafeText.width(function);
    int placeWidth = SafeText.width(place);
    // A long name may leave its column as long as the row as a whole has room.
    if (Math.max(functionWidth, functionColumns) + GAP + placeWidth > room) {
      place = row.shortPlace;
      placeWidth = SafeText.width(place);
    }
    if (Math.max(functionWidth, functionColumns) + GAP + placeWidth > room) {
      function = SafeText.cutMiddle(function, functionColumns);
      place = SafeText.cutStart(place, room - GAP - functionColumns);
    }
    line.add(function, row.crash || row.inApp ? Style.BOLD : quiet);
    if (!place.isEmpty()) {
      line.pad(INDENT + functionColumns).spaces(GAP);
      line.add(place, quiet == Style.DIM ? Style.DIM : Style.CODE);
    }
    if (!row.module.isEmpty()) {
      int column = INDENT + functionColumns + GAP + placeColumns;
      int left = page.terminal().width() - Math.max(column, line.width()) - GAP;
      if (left < Math.min(MIN_MODULE_COLUMNS, SafeText.width(row.module))) {
        page.line(line);
        line = new StyledText().spaces(INDENT + GAP);
        left = page.terminal().width() - INDENT - GAP;
      } else {
        line.pad(column).spaces(GAP);
      }
      line.add(SafeText.cutStart(row.module, left), Style.DIM);
    }
    page.line(line);
  }

  /** Whether it printed lines around the frame's own, which end with their block. */
  private boolean printCode(Row row) {
    String code = text(row.frame.get("code"));
    List<?> before = list(row.frame.get("code_before"));
    List<?> after = list(row.frame.get("code_after"));
    if (before.isEmpty() && after.isEmpty()) {
      String line = codeLine(code.strip());
      if (line.isEmpty()) {
        return false;
      }
      if (row.crash) {
        printBlock(List.of(line), 0, number(row.frame.get("line")), true);
      } else {
        Style style = row.inApp ? Style.PLAIN : Style.DIM;
        page.line(new StyledText().spaces(INDENT + GAP).add(line, style));
      }
      return false;
    }
    List<String> lines = new ArrayList<>();
    for (Object line : before.subList(Math.max(0, before.size() - MAX_CONTEXT), before.size())) {
      lines.add(codeLine(text(line)));
    }
    int crash = lines.size();
    lines.add(codeLine(code));
    for (Object line : after.subList(0, Math.min(after.size(), MAX_CONTEXT))) {
      lines.add(codeLine(text(line)));
    }
    printBlock(lines, crash, number(row.frame.get("line")), row.crash);
    return true;
  }

  private boolean printVariables(Row row) {
    Map<?, ?> variables = map(row.frame.get("variables"));
    int columns = Math.min(MAX_FUNCTION_COLUMNS, room / 2);
    int printed = 0;
    for (Map.Entry<?, ?> variable : variables.entrySet()) {
      StyledText line = new StyledText().spaces(INDENT + GAP);
      if (printed == MAX_VARIABLES) {
        String more = AnswerTree.counted(variables.size() - printed, "more variables");
        page.line(line.add(SafeText.CUT_MARK + " " + more, Style.DIM));
        break;
      }
      printed++;
      String name = SafeText.line(start(String.valueOf(variable.getKey())));
      line.add(SafeText.cutMiddle(name, columns) + " = ", Style.DIM);
      String value = start(AnswerTree.spelt(variable.getValue()));
      page.line(line.add(value, row.crash || row.inApp ? Style.PLAIN : Style.DIM));
    }
    return printed > 0;
  }

  private void printBlock(List<String> lines, int crash, long crashNumber, boolean here) {
    int from = 0;
    int to = lines.size();
    // Lines around that are empty at the block's ends only push the next frame away.
    while (from < crash && lines.get(from).isBlank()) {
      from++;
    }
    while (to > crash + 1 && lines.get(to - 1).isBlank()) {
      to--;
    }
    int indent = commonIndent(lines.subList(from, to));
    int digits = crashNumber < 0 ? 0 : Long.toString(crashNumber + to - 1 - crash).length();
    for (int i = from; i < to; i++) {
      long number = crashNumber < 0 ? 0 : crashNumber + i - crash;
      String shown = number > 0 ? Long.toString(number) : "";
      String gutter = " ".repeat(digits - shown.length()) + shown + " │ ";
      StyledText line = new StyledText().spaces(INDENT);
      if (i == crash) {
        Style style = here ? Style.ERROR : Style.BOLD;
        StyledText code = StyledText.of(cutIndent(lines.get(i), indent), Style.BOLD);
        line.add("→ ", style).add(gutter, style);
        printFolded(line, code, " ".repeat(INDENT + GAP + digits) + " │ ", style);
      } else {
        line.add("  " + gutter, Style.DIM).add(cutIndent(lines.get(i), indent), Style.DIM);
        page.line(line);
      }
    }
  }

  /** The line that matters most is not cut before it has taken a few rows. */
  private void printFolded(StyledText start, StyledText code, String rest, Style style) {
    int columns = page.terminal().width() - SafeText.width(rest);
    StyledText line = start;
    for (StyledText piece : code.cut(MAX_CRASH_ROWS * columns).fold(columns)) {
      page.line(line.add(piece));
      line = StyledText.of(rest, style);
    }
  }

  private static String codeLine(String text) {
    return SafeText.codeLine(start(text));
  }

  private static String start(String text) {
    return text.length() > MAX_FIELD ? text.substring(0, MAX_FIELD) : text;
  }

  private static int commonIndent(List<String> lines) {
    int indent = Integer.MAX_VALUE;
    for (String line : lines) {
      if (!line.isBlank()) {
        int spaces = 0;
        while (line.charAt(spaces) == ' ') {
          spaces++;
        }
        indent = Math.min(indent, spaces);
      }
    }
    return indent == Integer.MAX_VALUE ? 0 : indent;
  }

  private static String cutIndent(String line, int indent) {
    return line.substring(Math.min(indent, line.length()));
  }

  /** Whether a path tells the module: {@code shop/orders.py} tells {@code shop.orders}. */
  private static boolean says(String file, String module) {
    String path = separated(file);
    int extension = path.lastIndexOf('/'); // Its dot became a separator too.
    String name = extension < 0 ? path : path.substring(0, extension);
    if (name.endsWith("/__init__")) {
      name = name.substring(0, name.length() - "/__init__".length());
    }
    String parts = separated(module);
    return ends(name, parts) || ends(path, parts);
  }

  private static boolean ends(String path, String parts) {
    return path.equals(parts) || path.endsWith("/" + parts);
  }

  private static String separated(String name) {
    return name.replace('.', '/').replace('\\', '/').replace(':', '/');
  }
}
