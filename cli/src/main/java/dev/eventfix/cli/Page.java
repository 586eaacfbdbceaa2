package dev.eventfix.cli;

import java.util.List;

/** The lines to print, in order. No line is wider than the terminal, whoever wrote it. */
final class Page {

  /** Rows that one piece of running text may take: an event's own text has no bound. */
  static final int MAX_ROWS = 10;

  private final Terminal terminal;
  private final StringBuilder out = new StringBuilder();
  private boolean lastIsBlank = true;

  Page(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  /** One line, cut where it is too long. */
  void line(StyledText line) {
    line.cut(terminal.width()).appendTo(out, terminal.colour());
    out.append('\n');
    lastIsBlank = line.isBlank();
  }

  /** An empty line, unless the last one is empty or there is none before it. */
  void blank() {
    if (!lastIsBlank) {
      out.append('\n');
      lastIsBlank = true;
    }
  }

  /** A rule between what was said and what is said about it. */
  void rule() {
    line(StyledText.of("─".repeat(terminal.textWidth()), Style.DIM));
  }

  /** Running text in lines of the text's width, the second and later ones indented further. */
  void wrapped(int indent, int hanging, StyledText text) {
    int columns = terminal.textWidth() - indent - hanging;
    List<StyledText> lines = text.cut(MAX_ROWS * columns).wrap(columns);
    for (int i = 0; i < lines.size(); i++) {
      line(new StyledText().spaces(i == 0 ? indent : indent + hanging).add(lines.get(i)));
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
