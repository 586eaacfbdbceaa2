package dev.eventfix.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is printed to: its width in columns, and whether it shows colours.
 *
 * @param width columns, from {@value #MIN_WIDTH} to {@value #MAX_WIDTH}
 * @param colour whether SGR sequences are written
 */
record Terminal(int width, boolean colour) {

  static final int MIN_WIDTH = 40;
  static final int MAX_WIDTH = 200;

  /** What is taken for a file, a pipe, or a terminal that does not say. */
  static final int DEFAULT_WIDTH = 100;

  /** Running text is hard to read in longer lines than this. */
  static final int MAX_TEXT_WIDTH = 120;

  Terminal {
    width = Math.clamp(width, MIN_WIDTH, MAX_WIDTH);
  }

  /**
   * What the environment tells. The launcher's script puts the terminal's width into {@code
   * COLUMNS}, for Java has no call for it.
   */
  static Terminal detect(Map<String, String> environment, boolean isTerminal) {
    boolean colour =
        isTerminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    int width = columns(environment.get("COLUMNS"));
    return new Terminal(width == 0 ? DEFAULT_WIDTH : width, colour);
  }

  /** The columns that running text may take. */
  int textWidth() {
    return Math.min(width, MAX_TEXT_WIDTH);
  }

  /** A positive whole number, at most {@link #MAX_WIDTH}; 0 for anything else. */
  private static int columns(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    int value = 0;
    String digits = text.strip();
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (digit < '0' || digit > '9') {
        return 0;
      }
      value = Math.min(MAX_WIDTH, value * 10 + (digit - '0'));
    }
    return value;
  }
}
