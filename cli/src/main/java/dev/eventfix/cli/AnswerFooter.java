package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.list;
import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.number;
import static dev.eventfix.cli.AnswerTree.text;

import java.util.List;
import java.util.Map;

/** The last lines of an answer: what the event is known by, and what was done to it. */
final class AnswerFooter {

  /** More warnings than this are counted. */
  static final int MAX_WARNINGS = 20;

  private static final int HANGING = 2;
  private static final String BETWEEN = " · ";

  private AnswerFooter() {}

  static void print(Map<?, ?> answer, String leftOut, Page page) {
    StringBuilder ids = new StringBuilder();
    join(ids, "event ", text(answer.get("event_id")));
    join(ids, "project ", text(answer.get("project")));
    long tokens = number(answer.get("estimated_tokens"));
    join(ids, "about ", tokens < 0 ? "" : AnswerTree.counted(tokens, "tokens"));
    dim(ids.toString(), page);
    labelled("fingerprint ", text(answer.get("fingerprint")), page);
    labelled("left out: ", leftOut, page);
    labelled("redacted: ", redacted(map(answer.get("redacted"))), page);
    printWarnings(list(answer.get("warnings")), page);
  }

  static void printWarnings(List<?> warnings, Page page) {
    int shown = 0;
    for (Object warning : warnings) {
      if (shown == MAX_WARNINGS) {
        dim(SafeText.CUT_MARK + " " + (warnings.size() - shown) + " more warnings", page);
        return;
      }
      shown++;
      // A warning may be an object one day; then all it says is better than nothing.
      warning(AnswerTree.spelt(warning), page);
    }
  }

  static void warning(String text, Page page) {
    page.wrapped(0, HANGING, StyledText.of("warning: ", Style.WARNING).add(text, Style.PLAIN));
  }

  static void labelled(String label, String value, Page page) {
    dim(value.isEmpty() ? "" : label + value, page);
  }

  static void dim(String line, Page page) {
    if (!line.isEmpty()) {
      page.wrapped(0, HANGING, StyledText.of(line, Style.DIM));
    }
  }

  /** Adds a labelled value to a line of several; nothing when there is no value. */
  static void join(StringBuilder line, String label, String value) {
    if (!value.isEmpty()) {
      line.append(line.isEmpty() ? "" : BETWEEN).append(label).append(value);
    }
  }

  private static String redacted(Map<?, ?> counts) {
    StringBuilder line = new StringBuilder();
    for (Map.Entry<?, ?> kind : counts.entrySet()) {
      String name = String.valueOf(kind.getKey()).replace('_', ' ');
      if (number(kind.getValue()) != 0) {
        line.append(line.isEmpty() ? "" : ", ").append(AnswerTree.spelt(kind.getValue()));
        line.append(' ').append(name);
      }
    }
    return line.toString();
  }
}
