package dev.eventfix.cli;

import dev.eventfix.runtime.TokenStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints a suggestion while it is written, word by word and laid out as {@link MarkdownView} does
 * it whole. What later words may change the look of, such as a sign without its partner, waits for
 * them. What is settled is laid out once; the block that is being written is laid out anew when it
 * has grown by a part of itself, so that all of it takes time linear in the text.
 */
final class SuggestionStream implements TokenStream {

  /** A block is laid out anew when this part of it is new: for most that is a word. */
  private static final int PART = 32;

  /** A line that begins with one of these, or may be code, is looked at when it is complete. */
  private static final String WHOLE_LINES = "#`~|>=<";

  private final PrintStream out;
  private final Terminal terminal;
  private final @Nullable String heading;
  private final MarkdownView view;

  /** The text since the last block that is settled. */
  private final StringBuilder rest = new StringBuilder();

  /** How long it was when it was laid out last. */
  private int laidOut;

  /** What is printed of its layout. */
  private String printed = "";

  private boolean shown;
  private long work;

  /**
   * A stream to standard output.
   *
   * @param heading a line before the suggestion, or null
   */
  SuggestionStream(PrintStream out, Terminal terminal, @Nullable String heading) {
    this.out = out;
    this.terminal = terminal;
    this.heading = heading;
    this.view = new MarkdownView(terminal);
  }

  /** How many characters were looked at, some of them several times. */
  long work() {
    return work;
  }

  @Override
  public void begin() {
    // The first text is what shows that it has begun.
  }

  @Override
  public boolean token(String text) {
    rest.append(text);
    if (rest.length() - laidOut > rest.length() / PART) {
      layOut();
    }
    return !out.checkError();
  }

  @Override
  public void usage(int inputTokens, int outputTokens) {
    // The footer tells it, with all else that is known then.
  }

  /** Prints what is left; tells whether there was anything. Free when called again. */
  boolean end() {
    Page page = new Page(terminal);
    view.preview(SafeText.split(rest.toString().stripTrailing()), false, page);
    rest.setLength(0);
    show(page.toString(), "");
    return shown;
  }

  private void layOut() {
    work += rest.length();
    Page page = new Page(terminal);
    settle(page);
    laidOut = rest.length();
    show(page.toString(), unsettled());
  }

  /** Lays out the blocks behind which another one has begun: with complete lines, for good. */
  private void settle(Page page) {
    int end = rest.lastIndexOf("\n") + 1;
    String complete = rest.substring(0, end).stripTrailing();
    if (complete.isEmpty()) {
      return;
    }
    int lines = view.settle(SafeText.split(complete), page);
    int at = 0;
    for (int i = 0; i < lines; i++) {
      at = rest.indexOf("\n", at) + 1;
    }
    rest.delete(0, at);
  }

  /** The layout of what can be shown of the block that is being written. */
  private String unsettled() {
    String stable = stable().stripTrailing();
    if (stable.isEmpty()) {
      return "";
    }
    Page page = new Page(terminal);
    view.preview(SafeText.split(stable), true, page);
    String layout = page.toString();
    // The last line may go on.
    return layout.substring(0, Math.max(0, layout.length() - 1));
  }

  /**
   * Prints what is new.
   *
   * @param settled the layout of what became settled since the last time
   * @param begun that of what can be shown of the rest
   */
  private void show(String settled, String begun) {
    String layout = settled + begun;
    if (layout.startsWith(printed)) {
      print(layout.substring(printed.length()));
      printed = begun;
    } else if (printed.startsWith(settled)) {
      // What is shown of the rest may come to look so again.
      printed = printed.substring(settled.length());
    } else {
      // It came to look otherwise after all: again from the line on where it does.
      int same = 0;
      while (same < layout.length()
          && same < printed.length()
          && layout.charAt(same) == printed.charAt(same)) {
        same++;
      }
      print("\n" + layout.substring(layout.lastIndexOf('\n', same - 1) + 1));
      printed = begun;
    }
  }

  private void print(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!shown && heading != null) {
      out.println(heading);
    }
    shown = true;
    out.print(text);
  }

  private static MarkdownLine.@Nullable Fence after(
      MarkdownLine.@Nullable Fence fence, String line) {
    String text = fence == null ? inItems(line) : line.strip();
    return fence == null ? MarkdownLine.Fence.of(text) : fence.isClosedBy(text) ? null : fence;
  }

  /** The start of the rest whose look can be told. */
  private String stable() {
    MarkdownLine.@Nullable Fence fence = null;
    int block = 0;
    int table = -1;
    int at = 0;
    for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", at)) {
      String line = rest.substring(at, end);
      boolean open = fence != null;
      fence = after(fence, line);
      if (fence == null && (open || line.isBlank())) {
        block = end + 1;
        table = -1;
      }
      if (fence == null && table < 0 && contents(line).startsWith("|")) {
        table = at;
      }
      at = end + 1;
    }
    if (fence != null) {
      return rest.substring(0, at);
    }
    // A table's columns are as wide as the widest of its cells.
    int end = settled(block, table < 0 ? at + words(rest.substring(at)) : table);
    // Marks alone wait for what stands behind them.
    int start = end;
    while (end > 0 && contents(rest.substring(start, end)).isEmpty()) {
      end = start;
      start = rest.lastIndexOf("\n", end - 2) + 1;
    }
    return rest.substring(0, end);
  }

  /** A line without the marks of items, however deep they stand: these alone are nothing yet. */
  private static String inItems(String line) {
    String text = line.strip();
    for (MarkdownLine.Item item = MarkdownLine.Item.of(text); item != null; ) {
      text = item.text(text).strip();
      item = MarkdownLine.Item.of(text);
    }
    return text;
  }

  /** A line without the marks of items and quotes. */
  private static String contents(String line) {
    String text = inItems(line);
    while (text.startsWith(">")) {
      text = inItems(text.substring(1));
    }
    return text;
  }

  /** How much of a line that is not complete can be shown. */
  private static int words(String line) {
    int end = line.length();
    while (end > 0 && !Character.isWhitespace(line.charAt(end - 1))) {
      end--;
    }
    String words = line.substring(0, end);
    if (MarkdownLine.isRule(words)) {
      return 0;
    }
    String text = inItems(words);
    boolean code =
        MarkdownLine.indent(words) >= MarkdownView.CODE_INDENT && text.equals(words.strip());
    return code || text.isEmpty() || WHOLE_LINES.indexOf(text.charAt(0)) >= 0 ? 0 : end;
  }

  /** Where the first sign stands whose partner may still come; the end when there is none. */
  private int settled(int from, int end) {
    int at = from;
    int close = -1;
    int parenthesis = -1;
    while (at < end) {
      char c = rest.charAt(at);
      int length = 1;
      if (c == '\\') {
        length = 2;
      } else if (c == '`' || c == '*') {
        while (at + length < end && rest.charAt(at + length) == c) {
          length++;
        }
        boolean bullet =
            c == '*' && at + length < end && Character.isWhitespace(rest.charAt(at + length));
        int partner = bullet ? at : partner(at + length, end, rest.substring(at, at + length));
        if (partner < 0) {
          return at;
        }
        length += bullet ? 0 : partner - at;
      } else if (c == '[') {
        // Looked for once for all that stand before it.
        close = close < at ? rest.indexOf("]", at) : close;
        boolean address = close >= 0 && close + 1 < end && rest.charAt(close + 1) == '(';
        if (address && parenthesis < close) {
          parenthesis = partner(close, end, ")");
        }
        if (close < 0 || close >= end - 1 || (address && parenthesis < 0)) {
          return at;
        }
      }
      at += length;
    }
    return end;
  }

  private int partner(int from, int end, String sign) {
    int at = rest.indexOf(sign, from);
    return at < 0 || at + sign.length() > end ? -1 : at;
  }
}
