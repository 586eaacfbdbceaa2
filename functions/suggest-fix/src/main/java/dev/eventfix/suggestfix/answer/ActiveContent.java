package dev.eventfix.suggestfix.answer;

import dev.eventfix.wire.UnseenCharacters;
import java.util.Locale;

/**
 * Takes out of markdown whatever a renderer makes active: links, images, HTML, reference and
 * footnote definitions, control, invisible and bidirectional characters. Text stays: that of a
 * link, an image's description, and {@code List<String>}. Bare addresses and placeholders such as
 * {@code <email:1>} become code spans: CommonMark takes the latter for links to the scheme {@code
 * email}, a backslash would show the same but is undone before some renderers look for addresses,
 * and in a code span the characters stay side by side for whoever searches for them.
 *
 * <p>It does not try to see code where each renderer sees it. It reads as CommonMark does where it
 * can, and writes so that there is one way to read what it wrote: a code block begins on a line of
 * its own, indented by three spaces at most and each of its lines by as many, and is always closed;
 * a code span begins and ends on one line; in prose no bracket, angle bracket or backtick is
 * without a backslash. So whatever it misread is shown, and not active.
 *
 * <p>Takes characters one by one, for texts that come in pieces; what comes out does not depend on
 * the pieces. What it holds back is at most {@link #MAX_HELD} chars, and each character is looked
 * at a bounded number of times.
 */
final class ActiveContent {

  /** What comes out, in parts that nothing may split. */
  interface Output {
    /** Prose; a line's end is a part of its own. */
    void prose(String text);

    /** The line that opens a code block, with its end. */
    void open(String line);

    /** Part of a code block's content. */
    void code(String text);

    /** The line that closes a code block, without its end. */
    void close(String line);
  }

  /** Most chars that wait for what follows them; a longer word gets a space. */
  static final int MAX_HELD = 2_000;

  /** Most chars of a code block's line that wait for its end. */
  static final int MAX_CODE_HELD = 400;

  /** Most chars before and in the line that opens a code block; a longer one opens none. */
  static final int MAX_LINE_START = 200;

  /** Deepest indentation of a line that opens a code block, in columns. */
  static final int MAX_INDENTATION = 100;

  /** Deepest indentation at which every renderer sees a code block, in columns. */
  private static final int SAFE_INDENTATION = 3;

  private static final int SHORTEST_FENCE = 3;
  private static final int TAB = 4;

  /** Languages that only colour a block; others, such as mermaid and math, are executed. */
  private static final String LANGUAGES =
      " asm bash bat batch c c# c++ clj clojure cobol conf cpp cs csharp css csv d dart diff"
          + " dockerfile elixir erlang fortran fsharp gherkin go golang gradle graphql groovy h"
          + " haskell hcl hpp http ini java javascript js json json5 jsonc jsx julia kotlin kt kts"
          + " less log lua make makefile markdown matlab md mjs nginx objc objective-c ocaml pascal perl php pl"
          + " plaintext powershell properties proto protobuf ps1 py python python3 r rb rs ruby"
          + " rust sass scala scss sh shell solidity sql swift terraform text tf toml ts tsx txt"
          + " typescript vb vue xml yaml yml zig zsh ";

  private enum State {
    LINE_START,
    FENCE_RUN,
    FENCE_INFO,
    /** The rest of a fence's line that is too long. */
    FENCE_REST,
    PROSE,
    CODE,
    /** In a code block's line of which some was written. */
    CODE_LINE
  }

  private final Output out;
  private State state = State.LINE_START;
  private char highSurrogate;
  private boolean carriageReturn;
  private boolean ended;

  // A line's start.
  private final StringBuilder held = new StringBuilder();
  private int runStart;
  private char fenceChar;

  // The code block that is open.
  private String fence = "";
  private String fenceLine = "";
  private String indentation = "";
  private int indented;
  private int quotes;
  private boolean fenceWritten;
  private int pendingLines;

  // Words that wait, and what is open in them.
  private final StringBuilder words = new StringBuilder();
  private int run;
  private int openTicks;
  private int brackets;
  private int parentheses;
  private boolean angle;
  private boolean escaped;
  private boolean definition;

  // The line of prose as it was written.
  private boolean lineHasText;
  private boolean onlyDelimiter = true;
  private boolean hasBar;
  private boolean hasDash;
  private boolean hasInk;
  private boolean splitsCells;
  private boolean lineBeforeSplitsCells;
  private boolean inTable;

  ActiveContent(Output out) {
    this.out = out;
  }

  /** The text without anything active; cleaned again it stays the same. */
  static String clean(String markdown) {
    StringBuilder cleaned = new StringBuilder(markdown.length() + 16);
    ActiveContent content =
        new ActiveContent(
            new Output() {
              @Override
              public void prose(String text) {
                cleaned.append(text);
              }

              @Override
              public void open(String line) {
                cleaned.append(line);
              }

              @Override
              public void code(String text) {
                cleaned.append(text);
              }

              @Override
              public void close(String line) {
                cleaned.append(line);
              }
            });
    for (int i = 0; i < markdown.length(); i++) {
      content.append(markdown.charAt(i));
    }
    content.finish();
    return cleaned.toString();
  }

  /** Takes the next char, which may be half of a surrogate pair. */
  void append(char c) {
    if (Character.isHighSurrogate(c)) {
      highSurrogate = c;
      return;
    }
    if (Character.isLowSurrogate(c)) {
      if (highSurrogate != 0
          && !UnseenCharacters.contains(Character.toCodePoint(highSurrogate, c))) {
        seen(highSurrogate);
        seen(c);
      }
      highSurrogate = 0;
      return;
    }
    highSurrogate = 0;
    if (c == '\n' && carriageReturn) {
      carriageReturn = false;
      return;
    }
    carriageReturn = c == '\r';
    switch (c) {
      case '\r', '\n' -> seen('\n');
      case '\t' -> seen('\t');
      case '\f', '\u000B', '\u0085', '\u2028', '\u2029' -> seen(' ');
      default -> {
        if (!UnseenCharacters.contains(c)) {
          seen(c);
        }
      }
    }
  }

  /** Writes what waits and closes what is open. */
  void finish() {
    ended = true;
    if (state == State.CODE && held.length() > 0) {
      // It may end the block and be prose.
      codeLine(true);
    }
    switch (state) {
      case CODE -> closeFence();
      case CODE_LINE -> {
        out.code(held.toString());
        closeFence();
      }
      case LINE_START, FENCE_RUN, PROSE -> {
        // A block that nothing follows is not written.
        if (state != State.FENCE_RUN
            || held.length() - runStart < SHORTEST_FENCE
            || !isContainer()) {
          commitProse();
        }
        endWords(true);
        breakTable();
      }
      case FENCE_INFO, FENCE_REST -> {}
    }
    state = State.LINE_START;
    held.setLength(0);
    fenceWritten = false;
    startLine();
  }

  private void seen(char c) {
    switch (state) {
      case LINE_START -> lineStart(c);
      case FENCE_RUN -> fenceRun(c);
      case FENCE_INFO -> fenceInfo(c);
      case FENCE_REST -> {
        if (c == '\n') {
          openFence();
        }
      }
      case PROSE -> prose(c);
      case CODE -> {
        if (c == '\n') {
          codeLine(true);
        } else {
          held.append(c);
          if (held.length() >= MAX_CODE_HELD) {
            codeLine(false);
          }
        }
      }
      case CODE_LINE -> {
        if (c == '\n') {
          pendingLines = 1;
          state = State.CODE;
        } else {
          held.append(c);
          if (c == ' ' || held.length() >= MAX_CODE_HELD) {
            out.code(held.toString());
            held.setLength(0);
          }
        }
      }
    }
  }

  // ---- the start of a line

  private void lineStart(char c) {
    if (c == '\n') {
      commitProse();
      prose(c);
    } else if (c == '`' || c == '~') {
      runStart = held.length();
      fenceChar = c;
      held.append(c);
      state = State.FENCE_RUN;
    } else if (" \t>*+-.)0123456789".indexOf(c) >= 0 && held.length() < MAX_LINE_START) {
      held.append(c);
    } else {
      commitProse();
      prose(c);
    }
  }

  private void fenceRun(char c) {
    if (c == fenceChar && held.length() < MAX_LINE_START) {
      held.append(c);
    } else if (held.length() - runStart < SHORTEST_FENCE || c == fenceChar || !isContainer()) {
      commitProse();
      prose(c);
    } else {
      state = State.FENCE_INFO;
      fenceInfo(c);
    }
  }

  private void fenceInfo(char c) {
    if (c == '\n') {
      openFence();
    } else if (c == '`' && fenceChar == '`') {
      commitProse();
      prose(c);
    } else {
      held.append(c);
      if (held.length() >= MAX_LINE_START + MAX_LINE_START) {
        state = State.FENCE_REST;
      }
    }
  }

  /** Whether only quotes' and lists' marks stand before the run. */
  private boolean isContainer() {
    int at = 0;
    int column = 0;
    while (at < runStart) {
      char c = held.charAt(at);
      char next = held.charAt(at + 1);
      if (c == ' ' || c == '\t') {
        column += c == ' ' ? 1 : TAB - column % TAB;
        at++;
      } else if (c == '>') {
        at++;
        column++;
      } else if (c == '-' || c == '+' || c == '*') {
        if (next != ' ' && next != '\t') {
          return false;
        }
        at++;
        column++;
      } else {
        int digits = at;
        while (held.charAt(at) >= '0' && held.charAt(at) <= '9') {
          at++;
        }
        char mark = held.charAt(at);
        char after = held.charAt(at + 1);
        if (at == digits || (mark != '.' && mark != ')') || (after != ' ' && after != '\t')) {
          return false;
        }
        at++;
        column += at - digits;
      }
    }
    return column <= MAX_INDENTATION;
  }

  /** What was held is no fence: it is prose. */
  private void commitProse() {
    String text = held.toString();
    held.setLength(0);
    state = State.PROSE;
    for (int i = 0; i < text.length(); i++) {
      prose(text.charAt(i));
    }
  }

  private void openFence() {
    quotes = 0;
    int column = 0;
    boolean marked = false;
    for (int i = 0; i < runStart; i++) {
      char c = held.charAt(i);
      quotes += c == '>' ? 1 : 0;
      marked |= c != ' ' && c != '\t';
      column += c == '\t' ? TAB - column % TAB : 1;
    }
    int infoStart = runStart;
    while (infoStart < held.length() && held.charAt(infoStart) == fenceChar) {
      infoStart++;
    }
    fence = held.substring(runStart, infoStart);
    // A block that begins on the line of a list's mark or a quote comes out of it.
    indented = quotes > 0 ? 0 : column;
    indentation = " ".repeat(marked ? 0 : Math.min(column, SAFE_INDENTATION));
    fenceLine = indentation + fence + language(held.substring(infoStart)) + "\n";
    held.setLength(0);
    fenceWritten = false;
    pendingLines = 0;
    inTable = false;
    lineBeforeSplitsCells = false;
    state = State.CODE;
  }

  private static String language(String info) {
    String text = info.strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < text.length() && " \t{,:".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String word = text.substring(0, end);
    return LANGUAGES.contains(" " + word + " ") ? word : "";
  }

  // ---- code blocks

  /** Writes the held line of a code block, or closes the block. */
  private void codeLine(boolean complete) {
    String line = held.toString();
    held.setLength(0);
    int at = 0;
    if (quotes > 0) {
      at = afterQuotes(line);
      if (at < 0) {
        endFenceLine(true);
        // Prose from here on, each character once more.
        for (int i = 0; i < line.length(); i++) {
          seen(line.charAt(i));
        }
        if (complete && !ended) {
          seen('\n');
        }
        return;
      }
    }
    int column = 0;
    StringBuilder text = new StringBuilder(line.length());
    while (at < line.length() && column < indented && isBlank(line.charAt(at))) {
      column += line.charAt(at) == '\t' ? TAB - column % TAB : 1;
      at++;
    }
    text.append(" ".repeat(Math.max(0, column - indented))).append(line, at, line.length());
    if (closes(text)) {
      endFenceLine(!ended);
      return;
    }
    if (!fenceWritten && complete && text.toString().isBlank()) {
      return;
    }
    if (!indentation.isEmpty()) {
      expandTabs(text);
    }
    writeFence();
    if (text.length() > 0) {
      out.code(indentation + text);
    }
    if (complete) {
      pendingLines = 1;
    } else {
      state = State.CODE_LINE;
    }
  }

  /** After the block's own indentation a tab would be narrower than it was. */
  private static void expandTabs(StringBuilder text) {
    int at = 0;
    int column = 0;
    while (at < text.length() && isBlank(text.charAt(at))) {
      column += text.charAt(at) == '\t' ? TAB - column % TAB : 1;
      at++;
    }
    text.replace(0, at, " ".repeat(column));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private int afterQuotes(String line) {
    int at = 0;
    int found = 0;
    while (found < quotes) {
      int mark = at;
      while (mark < line.length() && line.charAt(mark) == ' ' && mark - at < SAFE_INDENTATION) {
        mark++;
      }
      if (mark >= line.length() || line.charAt(mark) != '>') {
        return found == 0 ? -1 : at;
      }
      at = mark + 1;
      if (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      found++;
    }
    return at;
  }

  private boolean closes(StringBuilder text) {
    int at = 0;
    int column = 0;
    while (at < text.length() && isBlank(text.charAt(at))) {
      column += text.charAt(at) == '\t' ? TAB - column % TAB : 1;
      at++;
    }
    int start = at;
    while (at < text.length() && text.charAt(at) == fence.charAt(0)) {
      at++;
    }
    if (column > SAFE_INDENTATION || at - start < fence.length()) {
      return false;
    }
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at == text.length();
  }

  /** A block is opened with its first line: one that has none is not written. */
  private void writeFence() {
    if (!fenceWritten) {
      out.open(fenceLine);
      fenceWritten = true;
    } else if (pendingLines > 0) {
      out.code("\n");
    }
    pendingLines = 0;
  }

  private void closeFence() {
    if (fenceWritten) {
      out.code("\n");
      out.close(indentation + fence);
    }
    fenceWritten = false;
    pendingLines = 0;
  }

  /** Closes the block; what follows begins a line. */
  private void endFenceLine(boolean goesOn) {
    closeFence();
    if (goesOn) {
      out.prose("\n");
    }
    startLine();
    state = State.LINE_START;
  }

  // ---- prose

  private void prose(char c) {
    if (c == '\n') {
      endWords(true);
      breakTable();
      if (onlyDelimiter && hasBar && hasDash && !lineBeforeSplitsCells) {
        inTable = true;
      } else if (!hasInk) {
        inTable = false;
      }
      lineBeforeSplitsCells = splitsCells;
      out.prose("\n");
      startLine();
      state = State.LINE_START;
      return;
    }
    if (isBlank(c) && isSettled()) {
      endWords(false);
      write(String.valueOf(c));
      return;
    }
    if (words.length() >= MAX_HELD) {
      endWords(false);
      write(" ");
    }
    words.append(c);
    follow(c);
  }

  private void startLine() {
    lineHasText = false;
    onlyDelimiter = true;
    hasBar = false;
    hasDash = false;
    hasInk = false;
    splitsCells = false;
  }

  /**
   * A line that makes a table of the line before it gets one more bar when that line's code spans
   * would be split: it is shown, and there is no table.
   */
  private void breakTable() {
    if (lineBeforeSplitsCells && onlyDelimiter && hasBar && hasDash) {
      write("\\|");
    }
  }

  /** Keeps in mind what is open, so that words go out as soon as nothing is. */
  private void follow(char c) {
    if (c == '`' && !escaped) {
      run++;
      return;
    }
    endRun();
    if (openTicks > 0) {
      return;
    }
    if (escaped) {
      escaped = false;
      return;
    }
    int last = words.length() - 1;
    char before = last > 0 ? words.charAt(last - 1) : ' ';
    angle &= before != '<' || Character.isLetter(c) || c == '/' || c == '!' || c == '?';
    switch (c) {
      case '\\' -> escaped = true;
      case '[' -> brackets++;
      case ']' -> brackets = Math.max(0, brackets - 1);
      case '(' -> parentheses += parentheses > 0 || before == ']' ? 1 : 0;
      case ')' -> parentheses = Math.max(0, parentheses - 1);
      case '<' -> angle = true;
      case '>' -> angle = false;
      case ':' ->
          definition |=
              before == ']'
                  && !lineHasText
                  && words.charAt(0) == '['
                  && !words.substring(0, 2).equals("[^");
      default -> {}
    }
  }

  private void endRun() {
    if (run > 0) {
      if (openTicks == 0) {
        openTicks = run;
      } else if (openTicks == run) {
        openTicks = 0;
      }
      run = 0;
    }
  }

  private boolean isSettled() {
    endRun();
    // An angle bracket that a blank follows opens nothing.
    angle &= words.length() == 0 || words.charAt(words.length() - 1) != '<';
    return openTicks == 0 && brackets == 0 && parentheses == 0 && !angle && !definition;
  }

  private void endWords(boolean endsLine) {
    if (words.length() > 0) {
      Prose text = new Prose(words.toString(), !lineHasText, endsLine, inTable);
      words.setLength(0);
      write(text.rewrite());
      splitsCells |= text.splitsCells();
    }
    run = 0;
    openTicks = 0;
    brackets = 0;
    parentheses = 0;
    angle = false;
    escaped = false;
    definition = false;
  }

  private void write(String text) {
    if (text.isEmpty()) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = isBlank(c);
      hasInk |= !blank;
      hasBar |= c == '|';
      hasDash |= c == '-';
      boolean mark = blank || ">*+-.)0123456789".indexOf(c) >= 0;
      onlyDelimiter &= mark || c == '|' || c == ':';
      lineHasText |= !mark;
    }
    out.prose(text);
  }
}
