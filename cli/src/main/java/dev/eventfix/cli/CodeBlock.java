package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that is shown as it is, between two rules. Its lines are indented further than the rules, so
 * that none can pass for one; long ones go on in a line marked with {@code ↪}.
 */
final class CodeBlock {

  private static final int RULE_INDENT = 2;
  private static final int INDENT = 4;
  private static final int MIN_RULE = 4;
  private static final String CONTINUED = "  ↪ ";

  private CodeBlock() {}

  /**
   * The block's lines.
   *
   * @param label stands in the upper rule; may be empty
   */
  static List<StyledText> of(List<String> lines, String label, Style style, int width) {
    List<StyledText> block = new ArrayList<>();
    int ruleWidth = width - RULE_INDENT;
    StyledText top = new StyledText().spaces(RULE_INDENT);
    if (!label.isEmpty()) {
      top.add("── ", Style.DIM).add(label, Style.DIM).add(" ", Style.DIM);
      top = top.cut(width - MIN_RULE);
    }
    top.add("─".repeat(Math.max(0, width - top.width())), Style.DIM);
    block.add(top);
    for (String line : lines) {
      boolean first = true;
      for (StyledText piece : StyledText.of(line, style).fold(width - INDENT)) {
        StyledText start =
            first ? new StyledText().spaces(INDENT) : StyledText.of(CONTINUED, Style.DIM);
        block.add(start.add(piece));
        first = false;
      }
    }
    block.add(new StyledText().spaces(RULE_INDENT).add("─".repeat(ruleWidth), Style.DIM));
    return block;
  }
}
