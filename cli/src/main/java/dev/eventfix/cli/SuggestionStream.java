package dev.eventfix.cli;

import dev.eventfix.runtime.TokenStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints a suggestion while it is written, word by word and laid out as {@link MarkdownView} does
 * it whole. What later words may change the look of, such as a sign without its partner, waits for
 * them.
 */
final class SuggestionStream implements TokenStream {

  /**
   * A section with more characters than this goes on when it is complete: it is laid out anew with
   * each token.
   */
  static final int MAX_SECTION = 16_000;

  /** A line that begins with one of these is looked at when it is complete. */
  private static final String WHOLE_LINES = "#`~|>=<";

  private final PrintStream out;
  private final Terminal terminal;
  private final @Nullable String heading;

  /** The text since the last heading of a section, which is laid out by itself. */
  private final StringBuilder section = new StringBuilder();

  /** What is printed of the section's layout. */
  private String printed = "";

  private boolean shown;
  private boolean gap;

  /**
   * A stream to standard output.
   *
   * @param heading a line before the suggestion, or null
   */
  SuggestionStream(PrintStream out, Terminal terminal, @Nullable String heading) {
    this.out = out;
    this.terminal = terminal;
    this.heading = heading;
  }

  @Override
  public void begin() {
    // The first text is what shows that it has begun.
  }

  @Override
  public boolean token(String text) {
    section.append(text);
    for (int next = nextSection(); next > 0; next = nextSection()) {
      String complete = section.substring(0, next);
      section.delete(0, next);
      complete(complete);
    }
    String stable = section.length() <= MAX_SECTION ? stable() : "";
    if (!stable.isEmpty()) {
      more(stable);
    }
    return !out.checkError();
  }

  @Override
  public void usage(int inputTokens, int outputTokens) {
    // The footer tells it, with all else that is known then.
  }

  /** Prints what is left; tells whether there was anything. Free when called again. */
  boolean end() {
    String rest = section.toString();
    section.setLength(0);
    complete(rest);
    return shown;
  }

  private void complete(String text) {
    String whole = MarkdownView.render(text, terminal);
    if (whole.startsWith(printed)) {
      print(whole.substring(printed.length()));
    } else {
      // It came to look otherwise after all: again from the line on where it does.
      int same = 0;
      while (same < whole.length()
          && same < printed.length()
          && whole.charAt(same) == printed.charAt(same)) {
        same++;
      }
      print("\n" + whole.substring(whole.lastIndexOf('\n', same - 1) + 1));
    }
    gap = !whole.isEmpty() || gap;
    printed = "";
  }

  private void more(String stable) {
    String layout = MarkdownView.render(stable, terminal);
    int end = layout.length() - 1;
    if (openFence(stable)) {
      // The rule below it, where more code will stand.
      end = layout.lastIndexOf('\n', end - 1);
    }
    layout = layout.substring(0, Math.max(0, end));
    if (layout.length() > printed.length() && layout.startsWith(printed)) {
      print(layout.substring(printed.length()));
      printed = layout;
    }
  }

  private void print(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!shown && heading != null) {
      out.println(heading);
    }
    if (gap && printed.isEmpty()) {
      out.print('\n');
      gap = false;
    }
    shown = true;
    out.print(text);
  }

  /** Where the next section begins, or 0 when that has not come yet. */
  private int nextSection() {
    MarkdownLine.@Nullable Fence fence = null;
    int at = 0;
    for (int end = section.indexOf("\n"); end >= 0; end = section.indexOf("\n", at)) {
      String line = section.substring(at, end);
      int level = MarkdownLine.headingLevel(line);
      if (at > 0 && fence == null && (level == 1 || level == 2)) {
        return at;
      }
      fence = after(fence, line);
      at = end + 1;
    }
    return 0;
  }

  private static boolean openFence(String text) {
    MarkdownLine.@Nullable Fence fence = null;
    for (String line : SafeText.split(text)) {
      fence = after(fence, line);
    }
    return fence != null;
  }

  private static MarkdownLine.@Nullable Fence after(
      MarkdownLine.@Nullable Fence fence, String line) {
    if (fence == null) {
      MarkdownLine.Item item = MarkdownLine.Item.of(line);
      return MarkdownLine.Fence.of(item == null ? line : item.text(line));
    }
    return fence.isClosedBy(line) ? null : fence;
  }

  /** The start of the section whose look is settled. */
  private String stable() {
    MarkdownLine.@Nullable Fence fence = null;
    int block = 0;
    int at = 0;
    for (int end = section.indexOf("\n"); end >= 0; end = section.indexOf("\n", at)) {
      String line = section.substring(at, end);
      boolean open = fence != null;
      fence = after(fence, line);
      at = end + 1;
      if (fence == null && (open || line.isBlank())) {
        block = at;
      }
    }
    if (fence != null) {
      return section.substring(0, at);
    }
    int end = at + words(section.substring(at));
    // A table's columns are as wide as the widest of its cells.
    boolean table = section.substring(block, end).stripLeading().startsWith("|");
    return section.substring(0, table ? block : settled(block, end));
  }

  /** How much of a line that is not complete can be shown. */
  private static int words(String line) {
    int end = line.length();
    while (end > 0 && !Character.isWhitespace(line.charAt(end - 1))) {
      end--;
    }
    String words = line.substring(0, end);
    String text = words.strip();
    MarkdownLine.Item item = MarkdownLine.Item.of(words);
    if (item != null) {
      text = item.text(words).strip();
    } else if (MarkdownLine.isRule(words)) {
      return 0;
    }
    return text.isEmpty() || WHOLE_LINES.indexOf(text.charAt(0)) >= 0 ? 0 : end;
  }

  /** Where the first sign stands whose partner may still come; the end when there is none. */
  private int settled(int from, int end) {
    int at = from;
    while (at < end) {
      char c = section.charAt(at);
      int length = 1;
      if (c == '\\') {
        length = 2;
      } else if (c == '`' || c == '*') {
        while (at + length < end && section.charAt(at + length) == c) {
          length++;
        }
        boolean bullet =
            c == '*' && at + length < end && Character.isWhitespace(section.charAt(at + length));
        int partner = bullet ? at : partner(at + length, end, section.substring(at, at + length));
        if (partner < 0) {
          return at;
        }
        length += bullet ? 0 : partner - at;
      } else if (c == '[') {
        int close = section.indexOf("]", at);
        boolean address = close >= 0 && close + 1 < end && section.charAt(close + 1) == '(';
        if (close < 0 || close >= end - 1 || (address && partner(close, end, ")") < 0)) {
          return at;
        }
      }
      at += length;
    }
    return end;
  }

  private int partner(int from, int end, String sign) {
    int at = section.indexOf(sign, from);
    return at < 0 || at + sign.length() > end ? -1 : at;
  }
}
