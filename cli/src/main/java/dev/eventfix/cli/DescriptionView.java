package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.counted;
import static dev.eventfix.cli.AnswerTree.list;
import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.number;
import static dev.eventfix.cli.AnswerTree.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints describe-event's answer for reading: what went wrong first, what it is known by last. */
final class DescriptionView {

  /** Lines of a message, once wrapped; the rest is counted. */
  static final int MAX_MESSAGE_LINES = 20;

  /** A description holds 3; a malformed answer may hold any number. */
  static final int MAX_EXCEPTIONS = 50;

  private static final int MESSAGE_INDENT = 4;
  private static final int DETAIL_INDENT = 2;

  private static final Set<String> DESCRIPTION_MEMBERS =
      Set.of(
          "message",
          "language",
          "exceptions",
          "stacktrace",
          "report",
          "time",
          "level",
          "logger",
          "request",
          "transaction",
          "release",
          "environment",
          "runtime",
          "os",
          "contexts",
          "extra",
          "tags",
          "breadcrumbs");
  private static final Set<String> EXCEPTION_MEMBERS =
      Set.of(
          "raised_during_handling_of_previous_exception",
          "suppressed_by",
          "num",
          "type",
          "message",
          "exception_info",
          "exception_id",
          "parent_id",
          "unhandled",
          "module",
          "thread",
          "stacktrace");
  private static final Set<String> REPORT_MEMBERS = Set.of("type");

  private final Page page;
  private final Map<?, ?> description;
  private final List<?> exceptions;
  private final Map<?, ?> report;
  private final Omissions omissions;

  private DescriptionView(Map<?, ?> answer, Page page) {
    this.page = page;
    this.description = map(answer.get("description"));
    this.exceptions = list(description.get("exceptions"));
    this.report = map(description.get("report"));
    this.omissions = new Omissions(map(answer.get("omitted")));
  }

  static String render(Map<?, ?> answer, Terminal terminal) {
    Page page = new Page(terminal);
    new DescriptionView(answer, page).print(answer);
    return page.toString();
  }

  private void print(Map<?, ?> answer) {
    if (!text(answer.get("source")).isEmpty()) {
      page.line(StyledText.of(text(answer.get("source")), Style.DIM));
    }
    if (exceptions.isEmpty()) {
      printMessage();
      printTrace(description);
    } else {
      printExceptions();
    }
    printReport();
    AnswerMembers.print(description, DESCRIPTION_MEMBERS, DETAIL_INDENT, page);
    page.blank();
    ContextView.print(description, omissions, page);
    page.blank();
    AnswerFooter.print(answer, omissions.rest(), page);
  }

  /** An event without exceptions is known by what it logged. */
  private void printMessage() {
    String message = text(description.get("message"));
    if (!message.isEmpty()) {
      printHeadline("", message, Style.BOLD);
    } else if (!report.isEmpty()) {
      printHeadline("", reportTitle(), Style.BOLD);
    } else {
      page.line(StyledText.of("(an event without exception and message)", Style.DIM));
    }
    String language = text(description.get("language"));
    if (!language.isEmpty()) {
      page.wrapped(DETAIL_INDENT, 0, StyledText.of(language, Style.DIM));
    }
  }

  private void printExceptions() {
    boolean unhandled = false;
    int shown = Math.min(exceptions.size(), MAX_EXCEPTIONS);
    for (int i = 0; i < shown; i++) {
      Map<?, ?> exception = map(exceptions.get(i));
      printLink(i);
      if (isStackOfMessage(exception)) {
        printHeadline("", text(description.get("message")), Style.BOLD);
      } else {
        printHeadline(text(exception.get("type")), text(exception.get("message")), Style.ERROR);
      }
      StyledText state = new StyledText();
      // The mark is the same along a chain: once is enough.
      if (Boolean.TRUE.equals(exception.get("unhandled")) && !unhandled) {
        unhandled = true;
        state.add("unhandled", Style.WARNING);
      }
      separate(state, module(exception));
      String thread = text(exception.get("thread"));
      separate(state, thread.isEmpty() ? "" : "stack trace of thread " + thread);
      if (i == 0) {
        separate(state, text(description.get("language")));
        separate(state, hasTrace() ? "most recent call first" : "");
      }
      if (state.width() > 0) {
        page.wrapped(DETAIL_INDENT, 0, state);
      }
      if (i == 0) {
        printLogMessage(exception);
      }
      Map<?, ?> info = map(exception.get("exception_info"));
      AnswerMembers.print(info, Set.of(), DETAIL_INDENT, page);
      AnswerMembers.print(exception, EXCEPTION_MEMBERS, DETAIL_INDENT, page);
      printTrace(exception);
    }
    long left = omissions.takeExceptions() + exceptions.size() - shown;
    if (left > 0) {
      page.blank();
      printLeftOut(counted(left, "exceptions") + " left out");
    }
  }

  /** A message with a stack stands beside an exception of which nothing else is known. */
  private boolean isStackOfMessage(Map<?, ?> exception) {
    return exceptions.size() == 1
        && text(exception.get("type")).isEmpty()
        && text(exception.get("message")).isBlank()
        && !text(description.get("message")).isBlank();
  }

  /** How an exception stands to the one above it, which is more recent. */
  private void printLink(int index) {
    page.blank();
    Map<?, ?> exception = map(exceptions.get(index));
    long number = number(exception.get("num"));
    long before = index == 0 ? 0 : number(map(exceptions.get(index - 1)).get("num"));
    long gap = number > 0 && before >= 0 ? number - before - 1 : 0;
    if (gap > 0) {
      omissions.exceptionsShown(gap);
      printLeftOut(counted(gap, "exceptions") + " left out");
      page.blank();
    }
    if (index == 0) {
      return;
    }
    String parent = text(exception.get("parent_id"));
    long suppressedBy = number(exception.get("suppressed_by"));
    String link = "";
    if (suppressedBy > 0) {
      link = "suppressed by " + nameOf(suppressedBy) + ":";
    } else if (Boolean.TRUE.equals(exception.get("raised_during_handling_of_previous_exception"))) {
      link = "raised while handling:";
    } else if (!parent.isEmpty()) {
      link = linkToParent(parent, gap > 0 ? -1 : index - 1);
    } else if (gap <= 0) {
      link = "caused by:";
    }
    if (!link.isEmpty()) {
      page.wrapped(0, DETAIL_INDENT, StyledText.of("↳ " + link, Style.DIM));
    }
  }

  /** The type of the exception with that number, which may have been left out. */
  private String nameOf(long number) {
    for (Object each : exceptions) {
      String type = text(map(each).get("type"));
      if (number(map(each).get("num")) == number && !type.isEmpty()) {
        return type;
      }
    }
    return "exception " + number;
  }

  private String linkToParent(String parent, int above) {
    int shown = Math.min(exceptions.size(), MAX_EXCEPTIONS);
    for (int i = 0; i < shown; i++) {
      Map<?, ?> candidate = map(exceptions.get(i));
      if (text(candidate.get("exception_id")).equals(parent)) {
        String type = text(candidate.get("type"));
        String name = type.isEmpty() ? "exception " + parent : type;
        if (isGroup(type)) {
          return "one of the exceptions in " + name + ":";
        }
        return i == above ? "caused by:" : "a cause of " + name + ":";
      }
    }
    return "belongs to an exception that was left out:";
  }

  /** The description does not say which exceptions are groups; every platform's name does. */
  private static boolean isGroup(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return name.contains("group") || name.contains("aggregate");
  }

  private void printHeadline(String type, String message, Style style) {
    int width = page.terminal().textWidth();
    List<String> lines = SafeText.lines(message.strip());
    StyledText headline = new StyledText();
    if (!type.isEmpty()) {
      headline.add(type, style).add(lines.get(0).isEmpty() ? "" : ": ", style);
    }
    headline.add(lines.get(0), Style.BOLD);
    if (headline.width() == 0) {
      headline.add("(an exception without type and message)", Style.DIM);
    }
    int printed = 0;
    long left = 0;
    for (int i = 0; i < lines.size(); i++) {
      StyledText line = i == 0 ? headline : StyledText.plain(lines.get(i));
      for (StyledText piece : line.wrap(width - MESSAGE_INDENT)) {
        if (printed == MAX_MESSAGE_LINES) {
          left++;
        } else {
          page.line(new StyledText().spaces(printed == 0 ? 0 : MESSAGE_INDENT).add(piece));
          printed++;
        }
      }
    }
    if (left > 0) {
      String more = SafeText.CUT_MARK + " " + counted(left, "more lines");
      page.line(new StyledText().spaces(MESSAGE_INDENT).add(more, Style.DIM));
    }
  }

  /** What was logged beside the exception, unless it only repeats it. */
  private void printLogMessage(Map<?, ?> exception) {
    String logged = text(description.get("message")).strip();
    String message = text(exception.get("message")).strip();
    String headline = text(exception.get("type")) + ": " + message;
    boolean repeats = logged.equals(message) || logged.equals(headline);
    if (!logged.isEmpty() && !repeats && !isStackOfMessage(exception)) {
      AnswerMembers.print("logged", logged, DETAIL_INDENT, page);
    }
  }

  /** Where the exception's type is defined, unless the type's name begins with it. */
  private static String module(Map<?, ?> exception) {
    String module = text(exception.get("module"));
    boolean told = module.isEmpty() || text(exception.get("type")).startsWith(module + ".");
    return told ? "" : "module " + module;
  }

  /** What a browser reported; where there is nothing else, the headline has named it. */
  private void printReport() {
    if (report.isEmpty()) {
      return;
    }
    int indent = DETAIL_INDENT;
    if (!exceptions.isEmpty() || !text(description.get("message")).isEmpty()) {
      page.blank();
      page.wrapped(indent, 0, StyledText.of(reportTitle(), Style.DIM));
      indent += DETAIL_INDENT;
    }
    AnswerMembers.print(report, REPORT_MEMBERS, indent, page);
  }

  private String reportTitle() {
    String type = text(report.get("type"));
    return type.isEmpty() ? "report" : type + " report";
  }

  private void printTrace(Map<?, ?> holder) {
    List<?> frames = list(holder.get("stacktrace"));
    if (frames.isEmpty()) {
      return;
    }
    page.blank();
    StackTraceView.print(frames, page);
    // Frames are counted for the whole answer: only one trace says whose they were.
    if (traces() == 1) {
      String left = omissions.take(Omissions.FRAMES);
      if (!left.isEmpty()) {
        page.line(StyledText.of("  … " + left + " left out", Style.DIM));
      }
    }
  }

  private boolean hasTrace() {
    return traces() > 0;
  }

  private int traces() {
    int traces = list(description.get("stacktrace")).isEmpty() || !exceptions.isEmpty() ? 0 : 1;
    for (Object exception : exceptions) {
      traces += list(map(exception).get("stacktrace")).isEmpty() ? 0 : 1;
    }
    return traces;
  }

  private void printLeftOut(String what) {
    page.line(StyledText.of("… " + what + " …", Style.DIM));
  }

  private static void separate(StyledText line, String more) {
    if (!more.isEmpty()) {
      line.add(line.width() == 0 ? "" : " · ", Style.DIM).add(more, Style.DIM);
    }
  }
}
