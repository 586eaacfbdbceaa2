package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.list;
import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.number;
import static dev.eventfix.cli.AnswerTree.text;

import java.util.Map;

/** Prints suggest-fix's answer: the suggestion, then who gave it. */
final class SuggestionView {

  private static final String RULES = "rules";
  private static final String CUT_OFF = "length";
  private static final String COMPLETE = "stop";

  /** One line, also on a terminal of 80 columns; the help of suggest-fix tells the rest. */
  static final String NO_MODEL =
      "No model was asked (built-in rules): to ask one set OPENAI_API_KEY; see --help";

  private SuggestionView() {}

  static String render(Map<?, ?> answer, Terminal terminal) {
    Page page = new Page(terminal);
    if (!text(answer.get("source")).isEmpty()) {
      page.line(StyledText.of(text(answer.get("source")), Style.DIM));
    }
    String suggestion = text(answer.get("suggestion"));
    if (suggestion.isBlank()) {
      page.line(StyledText.of("(an answer without a suggestion)", Style.DIM));
    } else {
      MarkdownView.print(suggestion, page);
    }
    page.blank();
    printRest(answer, page);
    return page.toString();
  }

  /** What stands below a suggestion that was shown before. */
  static String renderRest(Map<?, ?> answer, Terminal terminal) {
    Page page = new Page(terminal);
    printRest(answer, page);
    return "\n" + page;
  }

  private static void printRest(Map<?, ?> answer, Page page) {
    page.rule();
    printSource(answer, page);
    AnswerFooter.printWarnings(list(answer.get("warnings")), page);
  }

  private static void printSource(Map<?, ?> answer, Page page) {
    String reason = text(answer.get("finish_reason"));
    if (reason.equals(CUT_OFF)) {
      AnswerFooter.warning("the answer was cut off at the output limit", page);
    }
    StringBuilder event = new StringBuilder();
    AnswerFooter.join(event, "event ", text(answer.get("event_id")));
    AnswerFooter.join(event, "project ", text(answer.get("project")));
    AnswerFooter.dim(event.toString(), page);
    AnswerFooter.labelled("fingerprint ", text(answer.get("fingerprint")), page);
    String provider = text(answer.get("provider"));
    if (provider.equals(RULES)) {
      AnswerFooter.dim(NO_MODEL, page);
      return;
    }
    StringBuilder line = new StringBuilder();
    AnswerFooter.join(line, "", provider);
    AnswerFooter.join(line, "", text(answer.get("model")));
    AnswerFooter.join(line, "prompt ", text(answer.get("prompt_version")));
    if (!reason.equals(CUT_OFF) && !reason.equals(COMPLETE)) {
      AnswerFooter.join(line, "finished: ", reason);
    }
    Map<?, ?> usage = map(answer.get("usage"));
    AnswerFooter.join(line, "", tokens(number(usage.get("input_tokens")), "in"));
    AnswerFooter.join(line, "", tokens(number(usage.get("output_tokens")), "out"));
    if (Boolean.TRUE.equals(answer.get("cached"))) {
      AnswerFooter.join(line, "", "from the cache");
    }
    AnswerFooter.dim(line.toString(), page);
  }

  private static String tokens(long count, String direction) {
    return count > 0 ? AnswerTree.counted(count, "tokens") + " " + direction : "";
  }
}
