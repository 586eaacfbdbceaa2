package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.counted;
import static dev.eventfix.cli.AnswerTree.list;
import static dev.eventfix.cli.AnswerTree.map;
import static dev.eventfix.cli.AnswerTree.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints what surrounded an error, of a detailed description. */
final class ContextView {

  /** A description holds 10; of more in a malformed answer the last are shown. */
  static final int MAX_BREADCRUMBS = 20;

  /** A description holds 30; a malformed answer may hold any number. */
  static final int MAX_TAGS = 50;

  /** A description holds 20 contexts and 20 of extra; a malformed answer may hold any number. */
  static final int MAX_NAMED = 50;

  /** A description holds 9; a malformed answer may hold any number. */
  static final int MAX_HEADERS = 20;

  private static final Set<String> REQUEST_MEMBERS = Set.of("method", "url", "headers");

  /** What most breadcrumbs have says nothing. */
  private static final Set<String> ORDINARY_LEVELS = Set.of("", "info", "log");

  private static final Set<String> ERROR_LEVELS = Set.of("error", "fatal", "critical");

  /** As many as a whole timestamp has. */
  private static final int MAX_TIME_COLUMNS = 24;

  private static final int MAX_CATEGORY_COLUMNS = 20;

  /** Where the time of day begins in a timestamp, behind the {@code T}. */
  private static final int TIME_START = "2026-11-21T".length();

  private static final int INDENT = 2;
  private static final int HANGING = 2;
  private static final int GAP = 2;

  private final Page page;

  /** One breadcrumb's columns; all texts are safe. */
  private record Row(Map<?, ?> breadcrumb, String time, String category) {

    static Row of(Map<?, ?> breadcrumb, String commonDate) {
      String timestamp = text(breadcrumb.get("timestamp"));
      String time =
          commonDate.isEmpty() || timestamp.isEmpty()
              ? timestamp
              : timestamp.substring(TIME_START, timestamp.length() - 1);
      return new Row(
          breadcrumb,
          SafeText.cutMiddle(SafeText.line(time), MAX_TIME_COLUMNS),
          SafeText.cutMiddle(
              SafeText.line(text(breadcrumb.get("category"))), MAX_CATEGORY_COLUMNS));
    }
  }

  private ContextView(Page page) {
    this.page = page;
  }

  static void print(Map<?, ?> description, Omissions omissions, Page page) {
    ContextView view = new ContextView(page);
    view.printFacts(description, "time", "level", "logger");
    view.printRequest(map(description.get("request")));
    view.printFacts(description, "release", "environment", "transaction");
    view.printFacts(description, "runtime", "os");
    view.printNamed("contexts", map(description.get("contexts")));
    view.printNamed("extra", map(description.get("extra")));
    view.printTags(map(description.get("tags")));
    view.printBreadcrumbs(list(description.get("breadcrumbs")), omissions);
  }

  private void printRequest(Map<?, ?> request) {
    if (request.isEmpty()) {
      return;
    }
    String method = text(request.get("method"));
    String url = text(request.get("url"));
    StyledText line = new StyledText();
    if (method.isEmpty()) {
      line.add(url.isEmpty() ? "request" : "request ", Style.DIM);
    } else {
      line.add(method, Style.BOLD).add(url.isEmpty() ? "" : " ", Style.PLAIN);
    }
    page.wrapped(INDENT, HANGING, line.add(url, Style.PLAIN));
    Map<?, ?> headers = map(request.get("headers"));
    int printed = 0;
    for (Map.Entry<?, ?> header : headers.entrySet()) {
      if (printed == MAX_HEADERS) {
        AnswerMembers.printMore(headers.size() - printed, INDENT + HANGING, page);
        break;
      }
      printed++;
      String spelt = header.getKey() + ": " + AnswerTree.spelt(header.getValue());
      page.wrapped(INDENT + HANGING, HANGING, StyledText.of(spelt, Style.DIM));
    }
    AnswerMembers.print(request, REQUEST_MEMBERS, INDENT + HANGING, page);
  }

  /** Those of the named facts that are known, in one line. */
  private void printFacts(Map<?, ?> description, String... names) {
    StyledText line = new StyledText();
    for (String name : names) {
      String value = text(description.get(name));
      if (!value.isEmpty()) {
        line.add(line.width() == 0 ? "" : " · ", Style.DIM);
        line.add(name + " ", Style.DIM).add(value, Style.PLAIN);
      }
    }
    if (line.width() > 0) {
      page.wrapped(INDENT, HANGING, line);
    }
  }

  /** What the program gave a name, one a line below a heading. */
  private void printNamed(String heading, Map<?, ?> named) {
    if (named.isEmpty()) {
      return;
    }
    page.line(new StyledText().spaces(INDENT).add(heading, Style.DIM));
    int printed = 0;
    for (Map.Entry<?, ?> member : named.entrySet()) {
      if (printed == MAX_NAMED) {
        AnswerMembers.printMore(named.size() - printed, INDENT + HANGING, page);
        break;
      }
      printed++;
      StyledText line = StyledText.of(member.getKey() + ": ", Style.DIM);
      line.add(AnswerTree.spelt(member.getValue()), Style.PLAIN);
      page.wrapped(INDENT + HANGING, HANGING, line);
    }
  }

  private void printTags(Map<?, ?> tags) {
    if (tags.isEmpty()) {
      return;
    }
    StyledText line = StyledText.of("tags ", Style.DIM);
    int printed = 0;
    for (Map.Entry<?, ?> tag : tags.entrySet()) {
      line.add(printed == 0 ? "" : " · ", Style.DIM);
      if (printed == MAX_TAGS) {
        line.add(SafeText.CUT_MARK + " " + (tags.size() - printed) + " more", Style.DIM);
        break;
      }
      printed++;
      line.add(tag.getKey() + "=", Style.DIM);
      line.add(AnswerTree.spelt(tag.getValue()), Style.PLAIN);
    }
    page.wrapped(INDENT, HANGING, line);
  }

  private void printBreadcrumbs(List<?> breadcrumbs, Omissions omissions) {
    if (breadcrumbs.isEmpty()) {
      return;
    }
    int size = breadcrumbs.size();
    List<?> last = breadcrumbs.subList(Math.max(0, size - MAX_BREADCRUMBS), size);
    String date = commonDate(last);
    List<Row> rows = new ArrayList<>();
    int time = 0;
    int category = 0;
    for (Object breadcrumb : last) {
      Row row = Row.of(map(breadcrumb), date);
      time = Math.max(time, SafeText.width(row.time));
      category = Math.max(category, SafeText.width(row.category));
      rows.add(row);
    }
    String heading = date.isEmpty() ? "breadcrumbs" : "breadcrumbs of " + date + " (UTC)";
    page.line(new StyledText().spaces(INDENT).add(heading, Style.DIM));
    // The oldest are left out first: what is missing was above.
    String left = omissions.take(Omissions.BREADCRUMBS);
    if (!left.isEmpty()) {
      printEarlier(left + " left out");
    }
    if (size > rows.size()) {
      printEarlier(counted(size - rows.size(), "more breadcrumbs"));
    }
    for (Row row : rows) {
      printBreadcrumb(row, time, category);
    }
  }

  private void printEarlier(String what) {
    String line = SafeText.CUT_MARK + " " + what;
    page.line(new StyledText().spaces(INDENT + HANGING).add(line, Style.DIM));
  }

  private void printBreadcrumb(Row row, int timeColumns, int categoryColumns) {
    StyledText line = StyledText.of(row.time, Style.DIM);
    int column = timeColumns == 0 ? 0 : timeColumns + GAP;
    if (categoryColumns > 0) {
      line.pad(column).add(row.category, Style.CODE);
      column += categoryColumns + GAP;
    }
    line.pad(column);
    String level = text(row.breadcrumb.get("level"));
    if (!ORDINARY_LEVELS.contains(level)) {
      line.add(level + ": ", ERROR_LEVELS.contains(level) ? Style.ERROR : Style.WARNING);
    }
    String message = text(row.breadcrumb.get("message")).strip();
    Map<?, ?> data = map(row.breadcrumb.get("data"));
    StyledText facts = StyledText.of(AnswerTree.spelt(data), Style.DIM);
    boolean alone = message.isEmpty() && !data.isEmpty();
    line.add(alone ? facts : StyledText.plain(message));
    page.wrapped(INDENT + HANGING, HANGING, line);
    if (!alone && !data.isEmpty()) {
      page.wrapped(INDENT + 2 * HANGING, HANGING, facts);
    }
  }

  /** The date that all times in UTC have: it need not stand in every line; else empty. */
  private static String commonDate(List<?> breadcrumbs) {
    String common = "";
    for (Object breadcrumb : breadcrumbs) {
      String timestamp = text(map(breadcrumb).get("timestamp"));
      if (timestamp.isEmpty()) {
        continue;
      }
      if (timestamp.length() <= TIME_START
          || timestamp.charAt(TIME_START - 1) != 'T'
          || !timestamp.endsWith("Z")) {
        return "";
      }
      String date = timestamp.substring(0, TIME_START - 1);
      if (!common.isEmpty() && !common.equals(date)) {
        return "";
      }
      common = date;
    }
    return common;
  }
}
