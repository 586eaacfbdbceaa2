package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a model's markdown. Nothing in it is acted on: links, images and HTML are text, and what
 * is not understood is shown as it stands. Each line is looked at once for each container it is in,
 * so the time is linear in the text.
 */
final class MarkdownView {

  /** Lists and quotes nested deeper are shown as plain text. */
  static final int MAX_DEPTH = 6;

  /** A container is entered only while its content keeps this many columns. */
  static final int MIN_WIDTH = 20;

  private static final int CODE_INDENT = 4;
  private static final int NESTED_INDENT = 2;
  private static final String QUOTE_BAR = "│ ";

  private final List<String> lines;
  private final int width;
  private final int depth;
  private final boolean colour;
  private final List<StyledText> out = new ArrayList<>();

  /** An empty line of the source waits here, for none is wanted at the end or below a heading. */
  private boolean gap;

  private int at;

  private MarkdownView(List<String> lines, int width, int depth, boolean colour) {
    this.lines = lines;
    this.width = width;
    this.depth = depth;
    this.colour = colour;
  }

  static String render(String markdown, Terminal terminal) {
    Page page = new Page(terminal);
    print(markdown, page);
    return page.toString();
  }

  static void print(String markdown, Page page) {
    Terminal terminal = page.terminal();
    List<String> lines = SafeText.split(markdown.stripTrailing());
    for (StyledText line : blocks(lines, terminal.textWidth(), 0, terminal.colour())) {
      page.line(line);
    }
  }

  private static List<StyledText> blocks(List<String> lines, int width, int depth, boolean colour) {
    MarkdownView view = new MarkdownView(lines, width, depth, colour);
    while (view.at < lines.size()) {
      view.block();
    }
    return view.out;
  }

  private void block() {
    String line = lines.get(at);
    MarkdownLine.Fence fence = MarkdownLine.Fence.of(line);
    int level = MarkdownLine.headingLevel(line);
    if (line.isBlank()) {
      gap = !out.isEmpty();
      at++;
    } else if (fence != null) {
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
        list(item);
      } else if (!table()) {
        paragraph();
      }
    }
  }

  private boolean mayNest(int columns) {
    return depth < MAX_DEPTH && width - columns >= MIN_WIDTH;
  }

  private void emit(StyledText line) {
    if (gap && !out.isEmpty()) {
      out.add(new StyledText());
    }
    gap = false;
    out.add(line);
  }

  private void emitAll(List<StyledText> more) {
    for (StyledText line : more) {
      emit(line);
    }
  }

  private void heading(String text, int level) {
    gap = !out.isEmpty();
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
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++; // The heading belongs to what follows it.
    }
  }

  private void fenced(MarkdownLine.Fence fence) {
    at++;
    List<String> code = new ArrayList<>();
    while (at < lines.size() && !fence.isClosedBy(lines.get(at))) {
      code.add(MarkdownLine.dropIndent(lines.get(at), fence.indent()));
      at++;
    }
    at++; // The closing fence; without one the code runs to the end.
    emitAll(CodeBlock.of(code, fence.info(), colour ? Style.CODE : Style.PLAIN, width));
  }

  private void indentedCode() {
    List<String> code = new ArrayList<>();
    int end = at;
    for (int i = at; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && MarkdownLine.indent(line) < CODE_INDENT) {
        break;
      }
      end = line.isBlank() ? end : i + 1;
    }
    for (; at < end; at++) {
      code.add(MarkdownLine.dropIndent(lines.get(at), CODE_INDENT));
    }
    emitAll(CodeBlock.of(code, "", colour ? Style.CODE : Style.PLAIN, width));
  }

  private void quote() {
    List<String> quoted = new ArrayList<>();
    while (at < lines.size()) {
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
    for (StyledText line : blocks(quoted, width - QUOTE_BAR.length(), depth + 1, colour)) {
      emit(StyledText.of(QUOTE_BAR, Style.DIM).add(line));
    }
  }

  private void list(MarkdownLine.Item first) {
    int number = first.number();
    MarkdownLine.@Nullable Item item = first;
    while (item != null && item.mark() == first.mark() && mayNest(item.contentIndent())) {
      String mark = first.isNumbered() ? number + String.valueOf(first.mark()) + " " : "• ";
      List<StyledText> content = blocks(itemLines(item), width - mark.length(), depth + 1, colour);
      if (content.isEmpty()) {
        emit(StyledText.of(mark, Style.DIM));
      }
      for (int i = 0; i < content.size(); i++) {
        StyledText start =
            i == 0 ? StyledText.of(mark, Style.DIM) : new StyledText().spaces(mark.length());
        emit(start.add(content.get(i)));
      }
      number++;
      while (at < lines.size() && lines.get(at).isBlank()) {
        gap = true;
        at++;
      }
      item = at < lines.size() ? MarkdownLine.Item.of(lines.get(at)) : null;
    }
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
    while (at < lines.size()) {
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
    if (at + 1 >= lines.size()) {
      return false;
    }
    MarkdownTable table = MarkdownTable.of(lines.get(at), lines.get(at + 1), colour);
    if (table == null) {
      return false;
    }
    at += 2;
    while (at < lines.size() && MarkdownLine.continuesParagraph(lines.get(at))) {
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
    while (at < lines.size() && level == 0) {
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
      boolean breaks = line.endsWith("  ") || (content.endsWith("\\") && at < lines.size());
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
