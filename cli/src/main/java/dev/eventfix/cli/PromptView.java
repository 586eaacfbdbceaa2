package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.number;
import static dev.eventfix.cli.AnswerTree.text;

import java.util.Map;

/** Prints what a model would be asked: the answer to suggest-fix with {@code dump_prompt}. */
final class PromptView {

  private PromptView() {}

  static String render(Map<?, ?> answer, Terminal terminal) {
    Page page = new Page(terminal);
    Map<?, ?> prompt = map(answer.get("prompt"));
    printPart("system", text(prompt.get("system")), page);
    printPart("user", text(prompt.get("user")), page);
    StringBuilder line = new StringBuilder();
    AnswerFooter.join(line, "prompt ", text(prompt.get("version")));
    AnswerFooter.join(line, "event ", text(answer.get("event_id")));
    long tokens = number(answer.get("estimated_tokens"));
    AnswerFooter.join(line, "about ", tokens < 0 ? "" : AnswerTree.counted(tokens, "tokens"));
    AnswerFooter.dim(line.toString(), page);
    AnswerFooter.labelled("fingerprint ", text(answer.get("fingerprint")), page);
    AnswerFooter.dim("No model was asked.", page);
    return page.toString();
  }

  private static void printPart(String name, String text, Page page) {
    if (!text.isEmpty()) {
      int width = page.terminal().textWidth();
      // A line end at the end of a text ends its last line and begins no other.
      String shown = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      for (StyledText line : CodeBlock.of(SafeText.split(shown), name, Style.PLAIN, width)) {
        page.line(line);
      }
      page.blank();
    }
  }
}
