package dev.eventfix.suggestfix.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts cleaned markdown into its sections and shows them in their order: the section whose turn it
 * is as it comes, a later one once those before it have come, whatever is left at the end. So what
 * was shown is always a beginning of the whole, and at the end the whole.
 *
 * <p>A title whose section has been left is taken out, and what follows it stays where it stands:
 * what was shown cannot be added to.
 */
final class Sections implements ActiveContent.Output {

  /** Longest text before the first title that waits for one; what is longer is an answer. */
  static final int MAX_PREFACE = 400;

  /** One section's text. */
  private static final class Body {
    final StringBuilder text = new StringBuilder();
    private int lines;
    private String openFence = "";
    private boolean full;

    /** Adds prose without blank lines at the ends or more than one between. */
    String prose(String part) {
      if (part.equals("\n")) {
        lines++;
        blanks.setLength(0);
        return "";
      }
      if (part.isBlank() && (lines > 0 || text.length() == 0)) {
        // Blanks before a line's text count as part of it.
        blanks.append(part);
        return "";
      }
      return add(part);
    }

    private final StringBuilder blanks = new StringBuilder();

    String add(String part) {
      String before = text.length() == 0 ? "" : "\n".repeat(Math.min(lines, 2));
      String whole = before + blanks + part;
      lines = 0;
      blanks.setLength(0);
      full |= text.length() + whole.length() > FixAnswer.MAX_SECTION;
      if (full) {
        return "";
      }
      text.append(whole);
      return whole;
    }

    String open(String line) {
      String added = add(line);
      openFence = added.isEmpty() ? "" : added;
      return added;
    }

    String code(String part) {
      return openFence.isEmpty() ? "" : add(part);
    }

    String close(String line) {
      if (openFence.isEmpty()) {
        return "";
      }
      openFence = "";
      // Also where the section is full: an open block would hold what follows.
      String whole = text.charAt(text.length() - 1) == '\n' ? line : "\n" + line;
      text.append(whole);
      return whole;
    }
  }

  private final StringBuilder shown = new StringBuilder();
  private final Body[] bodies = {new Body(), new Body(), new Body()};
  private final boolean[] seen = new boolean[Section.SHOWN];
  private final boolean[] headed = new boolean[Section.SHOWN];
  private Body preface = new Body();

  /** The section whose turn it is. */
  private int turn;

  /** Where text goes. Null before the first title. */
  private @Nullable Section current;

  /** False for JSON's fields, whose names say what they are. */
  private boolean titlesCount = true;

  private @Nullable TitleLine title = new TitleLine();
  private @Nullable Confidence confidence;
  private final StringBuilder reason = new StringBuilder();
  private final List<String> collect = new ArrayList<>();
  private final StringBuilder noteLine = new StringBuilder();

  /** What is to be shown since it was asked last. */
  String takeShown() {
    String text = shown.toString();
    shown.setLength(0);
    return text;
  }

  /** True as long as all that came may be a preface. */
  boolean isPreface() {
    return current == null;
  }

  /** Text is of this section until {@link #endField()}, whatever titles are in it. */
  void beginField(Section section) {
    titlesCount = false;
    open(section);
    title = new TitleLine();
  }

  void endField() {
    endLine();
  }

  void confidence(String said) {
    Confidence read = Confidence.read(said);
    confidence = read == null ? confidence : read;
  }

  void reason(String said) {
    if (reason.length() == 0) {
      reason.append(oneLine(said, FixAnswer.MAX_REASON));
    }
  }

  void collect(String said) {
    String text = oneLine(said, FixAnswer.MAX_COLLECT_TEXT);
    if (!text.isEmpty() && collect.size() < FixAnswer.MAX_COLLECT) {
      collect.add(text);
    }
  }

  /** Cut first and cleaned then: a cut within cleaned text could open what was closed. */
  private static String oneLine(String text, int limit) {
    int end = Math.min(text.length(), limit);
    String line = text.substring(0, end).replace('\n', ' ').replace('\r', ' ').strip();
    return ActiveContent.clean(line).strip();
  }

  @Override
  public void prose(String text) {
    if (text.equals("\n")) {
      endLine();
      return;
    }
    if (title == null) {
      put(text);
    } else if (!title.append(text)) {
      TitleLine line = title;
      title = null;
      Section section = line.text().isEmpty() ? null : line.section();
      if (section == null) {
        put(line.line());
      } else {
        turnTo(section);
        // As if it stood on a line of its own: it may be another title.
        title = new TitleLine();
        prose(line.text());
      }
    }
  }

  private void endLine() {
    TitleLine line = title;
    title = new TitleLine();
    if (line != null) {
      Section section = line.section();
      String said = line.confidence();
      if (section == null) {
        put(line.line());
      } else if (section == Section.CONFIDENCE) {
        if (said == null) {
          put(line.line());
        } else if (Confidence.read(said) != null) {
          confidence(said);
        } else if (saysAnything(said)) {
          put(line.line());
        } else {
          turnTo(Section.CONFIDENCE);
        }
      } else {
        turnTo(section);
      }
    }
    newLine();
  }

  private static boolean saysAnything(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private void turnTo(Section section) {
    if (titlesCount) {
      open(section);
    }
  }

  private void newLine() {
    if (current == null) {
      preface.prose("\n");
    } else if (current.place() < Section.SHOWN) {
      show(current.place(), bodies[current.place()].prose("\n"));
    } else {
      endNote();
    }
  }

  private void put(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (current == null) {
      preface.prose(text);
      commitLongPreface();
    } else if (current.place() < Section.SHOWN) {
      show(current.place(), bodies[current.place()].prose(text));
    } else if (noteLine.length() + text.length() <= FixAnswer.MAX_REASON) {
      noteLine.append(text);
    }
  }

  @Override
  public void open(String line) {
    title = null;
    Body body = body();
    if (body != null) {
      added(body, body.open(line));
    }
  }

  @Override
  public void code(String text) {
    Body body = body();
    if (body != null) {
      added(body, body.code(text));
    }
  }

  @Override
  public void close(String line) {
    Body body = body();
    if (body != null) {
      added(body, body.close(line));
    }
  }

  /** Where a code block goes: what there is not enough of has none. */
  private @Nullable Body body() {
    if (current == null) {
      return preface;
    }
    return current.place() < Section.SHOWN ? bodies[current.place()] : null;
  }

  private void added(Body body, String text) {
    if (current == null) {
      commitLongPreface();
    } else if (body == bodies[current.place()]) {
      show(current.place(), text);
    }
  }

  // ---- what there is not enough of, and the confidence below a heading of its own

  private void endNote() {
    String line = noteLine.toString().strip();
    noteLine.setLength(0);
    if (line.isEmpty()) {
      return;
    }
    if (current == Section.CONFIDENCE) {
      confidence(line);
      return;
    }
    int text = itemText(line);
    if (text > 0) {
      if (collect.size() < FixAnswer.MAX_COLLECT && text < line.length()) {
        collect.add(line.substring(text));
      }
    } else if (reason.length() + line.length() < FixAnswer.MAX_REASON) {
      reason.append(reason.length() == 0 ? "" : " ").append(line);
    }
  }

  /** Where the text behind a list's mark begins, or 0. */
  private static int itemText(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      at++;
    }
    String marks = at > 0 ? ".)" : "-*+";
    if (at + 1 < line.length()
        && marks.indexOf(line.charAt(at)) >= 0
        && line.charAt(at + 1) == ' ') {
      at += 2;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      return at;
    }
    return 0;
  }

  // ---- order

  private void commitLongPreface() {
    if (preface.text.length() > MAX_PREFACE) {
      prefaceIsProblem();
    }
  }

  private void prefaceIsProblem() {
    open(Section.PROBLEM_DESCRIPTION);
    bodies[0] = preface;
    preface = new Body();
    show(0, bodies[0].text.toString());
  }

  private void open(Section section) {
    int place = section.place();
    if (current == null
        && section != Section.PROBLEM_DESCRIPTION
        && place < Section.SHOWN
        && preface.text.length() > 0) {
      // The first section without its title.
      prefaceIsProblem();
    }
    if (place >= Section.SHOWN) {
      if (current == null && preface.text.length() > 0) {
        prefaceIsProblem();
      }
      current = section;
      return;
    }
    if (place < turn) {
      // Its turn is over: the text stays where it stands.
      boolean stays = current != null && current.place() < Section.SHOWN;
      place = stays && current != null ? current.place() : turn;
    }
    seen[place] = true;
    current = Section.shown(place);
    while (turn < place && seen[turn]) {
      pass();
    }
    if (place == turn) {
      begin();
    }
  }

  /** Shows a section's heading, and what of it came before its turn. */
  private void begin() {
    if (!headed[turn]) {
      headed[turn] = true;
      shown.append(turn > 0 ? "\n" : "").append("## ");
      shown.append(Section.shown(turn).title).append('\n');
      if (bodies[turn].text.length() > 0) {
        shown.append('\n').append(bodies[turn].text);
      }
    }
  }

  private void pass() {
    begin();
    if (bodies[turn].text.length() > 0) {
      shown.append('\n');
    }
    turn++;
  }

  private void show(int place, String added) {
    if (place == turn && !added.isEmpty()) {
      shown.append(bodies[place].text.length() == added.length() ? "\n" : "").append(added);
    }
  }

  /** Ends the last section and shows what is left. */
  FixAnswer finish() {
    endLine();
    if (current == null && preface.text.length() > 0) {
      prefaceIsProblem();
    }
    while (turn < Section.SHOWN) {
      pass();
    }
    StringBuilder markdown = new StringBuilder();
    boolean complete = true;
    for (int i = 0; i < Section.SHOWN; i++) {
      String text = bodies[i].text.toString();
      complete &= !text.isEmpty();
      markdown.append(i > 0 ? "\n" : "").append("## ").append(Section.shown(i).title);
      markdown.append('\n').append(text.isEmpty() ? "" : "\n" + text + "\n");
    }
    NotEnoughInformation missing = missing();
    Confidence sure = complete && missing == null ? Confidence.MEDIUM : Confidence.LOW;
    return new FixAnswer(
        markdown.toString(),
        bodies[0].text.toString(),
        bodies[1].text.toString(),
        bodies[2].text.toString(),
        confidence == null ? sure : confidence,
        missing);
  }

  private @Nullable NotEnoughInformation missing() {
    if (collect.isEmpty() && saysNothing(reason)) {
      return null;
    }
    return new NotEnoughInformation(
        saysNothing(reason) ? NotEnoughInformation.NO_REASON : reason.toString(), collect);
  }

  /** Models that have nothing to say below a heading say so. */
  private static boolean saysNothing(StringBuilder reason) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < reason.length(); i++) {
      if (Character.isLetter(reason.charAt(i))) {
        letters.append(Character.toLowerCase(reason.charAt(i)));
      }
    }
    return switch (letters.toString()) {
      case "", "none", "na", "no", "null", "nothing", "notapplicable" -> true;
      default -> false;
    };
  }
}
