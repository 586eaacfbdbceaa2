package dev.eventfix.cli;

/** How a piece of text looks where colour is on; without colour no style writes anything. */
enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  ITALIC("3"),
  BOLD_ITALIC("1;3"),
  ERROR("1;31"),
  WARNING("33"),
  CODE("36");

  /** Ends every style: styles are never nested, so a line cannot leave one on. */
  static final String RESET = "\u001b[0m";

  private final String sequence;

  Style(String parameters) {
    this.sequence = parameters.isEmpty() ? "" : "\u001b[" + parameters + "m";
  }

  /** The SGR sequence that switches this style on; empty for plain text. */
  String sequence() {
    return sequence;
  }
}
