package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a model's markdown. Nothing in it is acted on: links, images and HTML are text, and what
 * is not understood is shown as it stands. Each line is looked at once for each container it is in,
 * so the time is linear in the text. A text may come piece by piece: what is settled of it is laid
 * out once.
 */
final class MarkdownView {

  /** Lists and quotes nested deeper are shown as plain text. */
  static final int MAX_DEPTH = 6;

  /** A container is entered only while its content keeps this many columns. */
  static final int MIN_WIDTH = 20;

  /** A line indented by so many columns is code, where it continues nothing. */
  static final int CODE_INDENT = 4;

  private static final int NESTED_INDENT = 2;
  private static final String QUOTE_BAR = "│ ";
  private static final char NO_LIST = 0;

  /**
   * What earlier blocks mean for the next one.
   *
   * @param begun whether anything was laid out
   * @param gap whether an empty line of the source waits, for none is wanted at the end or below a
   *     heading
   * @param list the mark of the list whose item was the last block, or 0
   * @param number of that list's next item
   */
  private record State(boolean begun, boolean gap, char list, int number) {}

  private final int width;
  private final int depth;
  private final boolean colour;
  private List<String> lines = List.of();
  private List<StyledText> out = new ArrayList<>();
  private State state = new State(false, false, NO_LIST, 0);
  private int at;

  /** Lines at the end of the last block that stand below whatever may yet come into it. */
  private int open;

  /** Whether a block looked for a line behind the last one: more text may change it. */
  private boolean sawEnd;

  private MarkdownView(int width, int depth, boolean colour) {
    this.width = width;
    this.depth = depth;
    this.colour = colour;
  }

  /** A view of a text that comes piece by piece. */
  MarkdownView(Terminal terminal) {
    this(terminal.textWidth(), 0, terminal.colour());
  }

  /**
   * Lays out the blocks that nothing behind these lines can change, and goes on behind them.
   *
   * @param given the text's next lines, each of them complete and the last one not blank
   * @param page takes what is laid out
   * @return how many of the lines that were
   */
  int settle(List<String> given, Page page) {
    lines = given;
    at = 0;
    int settled = 0;
    while (at < lines.size()) {
      State before = state;
      out = new ArrayList<>();
      sawEnd = false;
      block();
      if (sawEnd) {
        state = before;
        return settled;
      }
      out.forEach(page::line);
      settled = at;
    }
    return settled;
  }

  /**
   * Lays out lines behind those that are settled, which stay as they are.
   *
   * @param more whether more lines may come: then what those would stand before is left out
   */
  void preview(List<String> given, boolean more, Page page) {
    State before = state;
    List<StyledText> laidOut = blocks(given);
    laidOut.subList(0, laidOut.size() - (more ? open : 0)).forEach(page::line);
    state = before;
  }

  static String render(String markdown, Terminal terminal) {
    Page page = new Page(terminal);
    print(markdown, page);
    return page.toString();
  }

  static void print(String markdown, Page page) {
    Terminal terminal = page.terminal();
    new MarkdownView(terminal).preview(SafeText.split(markdown.stripTrailing()), false, page);
  }

  private List<StyledText> blocks(List<String> given) {
    lines = given;
    at = 0;
    out = new ArrayList<>();
    while (at < lines.size()) {
      block();
    }
    return out;
  }

  /** What stands in a container of this one, whose mark takes so many columns. */
  private List<StyledText> contained(List<String> given, int columns) {
    MarkdownView view = new MarkdownView(width - columns, depth + 1, colour);
    List<StyledText> content = view.blocks(given);
    open = view.open;
    return content;
  }

  /** Whether there is a line to be looked at. */
  private boolean hasLine() {
    return hasLine(at);
  }

  private boolean hasLine(int index) {
    sawEnd |= index >= lines.size();
    return index < lines.size();
  }

  private void block() {
    String line = lines.get(at);
    if (line.isBlank()) {
      state = new State(state.begun(), state.begun(), state.list(), state.number());
      at++;
      return;
    }
    open = 0;
    char list = state.list();
    if (list != NO_LIST) {
      MarkdownLine.Item next = MarkdownLine.Item.of(line);
      if (next != null && next.mark() == list && mayNest(next.contentIndent())) {
        item(next, state.number());
        return;
      }
      state = new State(state.begun(), state.gap(), NO_LIST, 0);
    }
    MarkdownLine.Fence fence = MarkdownLine.Fence.of(line);
    int level = MarkdownLine.headingLevel(line);
    if (fence != null) {
      fenced(fence);
    } else if (level > 0) {
      at++;
      heading(MarkdownLine.headingText(line), level);
    } else if (MarkdownLine.isRule(line)) {
      at++;
      emit(StyledText.of("─".repeat(width), Style.DIM));
    } else if (MarkdownLine.isQuote(line) && mayNest(QUOTE_BAR.length())) {
      quote();
    } else if (MarkdownLine.indent(line) >= CODE_INDENT) {
      indentedCode();
    } else {
      MarkdownLine.Item item = MarkdownLine.Item.of(line);
      if (item != null && mayNest(item.contentIndent())) {
        item(item, item.number());
      } else if (!table()) {
        paragraph();
      }
    }
  }

  private boolean mayNest(int columns) {
    return depth < MAX_DEPTH && width - columns >= MIN_WIDTH;
  }

  private void emit(StyledText line) {
    if (state.gap() && state.begun()) {
      out.add(new StyledText());
    }
    state = new State(true, false, state.list(), state.number());
    out.add(line);
  }

  private void emitAll(List<StyledText> more) {
    for (StyledText line : more) {
      emit(line);
    }
  }

  private void heading(String text, int level) {
    state = new State(state.begun(), state.begun(), NO_LIST, 0);
    String shown = level > 2 && !colour ? "#".repeat(level) + " " + text : text;
    List<StyledText> heading = inline(shown, Style.BOLD);
    int longest = 0;
    for (StyledText line : heading) {
      longest = Math.max(longest, line.width());
    }
    emitAll(heading);
    if (level <= 2) {
      emit(StyledText.of((level == 1 ? "═" : "─").repeat(longest), Style.DIM));
    }
    while (hasLine() && lines.get(at).isBlank()) {
      at++; // The heading belongs to what follows it.
    }
  }

  private void fenced(MarkdownLine.Fence fence) {
    at++;
    List<String> code = new ArrayList<>();
    while (hasLine() && !fence.isClosedBy(lines.get(at))) {
      code.add(MarkdownLine.dropIndent(lines.get(at), fence.indent()));
      at++;
    }
    open = at < lines.size() ? 0 : 1;
    at++; // The closing fence; without one the code runs to the end.
    emitAll(CodeBlock.of(code, fence.info(), colour ? Style.CODE : Style.PLAIN, width));
  }

  private void indentedCode() {
    List<String> code = new ArrayList<>();
    int end = at;
    int next = at;
    for (; hasLine(next); next++) {
      String line = lines.get(next);
      if (!line.isBlank() && MarkdownLine.indent(line) < CODE_INDENT) {
        break;
      }
      end = line.isBlank() ? end : next + 1;
    }
    open = next < lines.size() ? 0 : 1;
    for (; at < end; at++) {
      code.add(MarkdownLine.dropIndent(lines.get(at), CODE_INDENT));
    }
    emitAll(CodeBlock.of(code, "", colour ? Style.CODE : Style.PLAIN, width));
  }

  private void quote() {
    List<String> quoted = new ArrayList<>();
    while (hasLine()) {
      String line = lines.get(at);
      if (MarkdownLine.isQuote(line)) {
        quoted.add(MarkdownLine.quoted(line));
      } else if (!MarkdownLine.continuesParagraph(line) || quoted.getLast().isBlank()) {
        break;
      } else {
        quoted.add(line);
      }
      at++;
    }
    for (StyledText line : contained(quoted, QUOTE_BAR.length())) {
      emit(StyledText.of(QUOTE_BAR, Style.DIM).add(line));
    }
  }

  /** An item is a block of its own: of a list that is being written the last one alone changes. */
  private void item(MarkdownLine.Item item, int number) {
    String mark = item.isNumbered() ? number + String.valueOf(item.mark()) + " " : "• ";
    List<StyledText> content = contained(itemLines(item), mark.length());
    if (content.isEmpty()) {
      emit(StyledText.of(mark, Style.DIM));
    }
    for (int i = 0; i < content.size(); i++) {
      StyledText start =
          i == 0 ? StyledText.of(mark, Style.DIM) : new StyledText().spaces(mark.length());
      emit(start.add(content.get(i)));
    }
    state = new State(true, false, item.mark(), number + 1);
  }

  /** The lines of the item that starts here, without its mark and indentation. */
  private List<String> itemLines(MarkdownLine.Item item) {
    List<String> content = new ArrayList<>();
    content.add(item.text(lines.get(at)));
    at++;
    MarkdownLine.@Nullable Fence fence = MarkdownLine.Fence.of(content.get(0));
    boolean lazy = fence == null;
    // Models indent nested items by 2, whatever the mark's width asks for.
    int least = Math.min(item.contentIndent(), item.indent() + NESTED_INDENT);
    int indent = -1; // Of the content, as the first line that has some shows it.
    int end = at;
    while (hasLine()) {
      String line = lines.get(at);
      boolean belongs =
          line.isBlank()
              || fence != null // Until it is closed: models forget to indent code.
              || MarkdownLine.indent(line) >= least
              || (lazy && MarkdownLine.continuesParagraph(line));
      if (!belongs) {
        break;
      }
      at++;
      if (indent < 0 && !line.isBlank() && MarkdownLine.indent(line) >= least) {
        indent = Math.min(item.contentIndent(), MarkdownLine.indent(line));
      }
      String inner = MarkdownLine.dropIndent(line, indent < 0 ? item.contentIndent() : indent);
      content.add(inner);
      if (fence != null) {
        fence = fence.isClosedBy(inner) ? null : fence;
        lazy = false;
      } else {
        fence = MarkdownLine.Fence.of(inner);
        lazy = fence == null && !line.isBlank();
      }
      end = line.isBlank() ? end : at;
    }
    // Empty lines at the end stand between this item and what follows: they are read again.
    int blank = at - end;
    at = end;
    return content.subList(0, content.size() - blank);
  }

  private boolean table() {
    if (!hasLine(at + 1)) {
      return false;
    }
    MarkdownTable table = MarkdownTable.of(lines.get(at), lines.get(at + 1), colour);
    if (table == null) {
      return false;
    }
    at += 2;
    while (hasLine() && MarkdownLine.continuesParagraph(lines.get(at))) {
      table.add(lines.get(at));
      at++;
    }
    emitAll(table.lines(width));
    return true;
  }

  private void paragraph() {
    StringBuilder text = new StringBuilder();
    int first = at;
    int level = 0;
    while (level == 0 && hasLine()) {
      String line = lines.get(at);
      if (at > first) {
        level = MarkdownLine.underlineLevel(line);
        if (level > 0) {
          at++;
          break;
        }
        MarkdownLine.Item item = MarkdownLine.Item.of(line);
        // A line of prose may begin with a number: a list starts at 1.
        boolean prose = item != null && item.isNumbered() && item.number() != 1;
        if (!prose && !MarkdownLine.continuesParagraph(line)) {
          break;
        }
      }
      at++;
      String content = line.strip();
      boolean breaks = line.endsWith("  ") || (content.endsWith("\\") && hasLine());
      if (content.endsWith("\\") && breaks) {
        content = content.substring(0, content.length() - 1);
      }
      text.append(content).append(breaks ? '\n' : ' ');
    }
    String joined = text.toString().strip();
    if (level > 0) {
      heading(joined, level);
    } else {
      emitAll(inline(joined, Style.PLAIN));
    }
  }

  private List<StyledText> inline(String text, Style style) {
    List<StyledText> wrapped = new ArrayList<>();
    for (StyledText line : MarkdownInline.parse(text, style, colour)) {
      wrapped.addAll(line.wrap(width));
    }
    return wrapped;
  }
}
