package dev.eventfix.suggestfix.answer;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's answer while it comes and gives out what of it may be shown. It finds out whether
 * that is the JSON object of {@link AnswerSchema} or markdown.
 *
 * <p>All that is given out is, put together, the {@link FixAnswer#markdown()} of {@link #finish()},
 * for every text and however it is cut into pieces. Words of prose are given out at the blank that
 * follows them, unless something is open in them; lines of code at their end; a section that came
 * before its turn when its turn comes. What waits is bounded: {@link ActiveContent#MAX_HELD},
 * {@link Sections#MAX_PREFACE}, {@link TitleLine#MAX_CHARS} and, out of order, {@link
 * FixAnswer#MAX_SECTION} chars.
 *
 * <p>Not for use by several threads.
 */
public final class AnswerStream {

  /** Longest beginning of a line that is looked at for a wrapping, in chars. */
  static final int MAX_LINE_START = 200;

  /** What models put around what they think before they answer. */
  private static final String[] THOUGHTS = {"<think>", "<thinking>", "<reasoning>", "<thought>"};

  /** Some models' texts begin within their thoughts. */
  private static final String THOUGHTS_END = "</think>";

  private enum State {
    /** At the start of a line before the answer has begun. */
    LINE_START,
    /** In such a line. */
    LINE,
    THOUGHTS,
    MARKDOWN,
    JSON
  }

  private final @Nullable Consumer<String> shown;
  private State state = State.LINE_START;
  private final StringBuilder held = new StringBuilder();
  private String ending = THOUGHTS_END;
  private int matched;
  private boolean anyLine;

  private Sections sections = new Sections();
  private ActiveContent markdown = new ActiveContent(sections);
  private @Nullable JsonFields fields;
  private @Nullable FixAnswer answer;

  /**
   * A stream.
   *
   * @param shown takes markdown as soon as it may be shown, never an empty text
   */
  public AnswerStream(Consumer<String> shown) {
    this.shown = shown;
  }

  /** A stream that nobody watches. */
  AnswerStream() {
    this.shown = null;
  }

  /**
   * Takes the next piece, cut anywhere. After {@link #finish()} it is not looked at.
   *
   * @param piece as it came from the model
   */
  public void append(String piece) {
    if (answer != null) {
      return;
    }
    for (int i = 0; i < piece.length(); i++) {
      append(piece.charAt(i));
    }
    show();
  }

  /** Ends the answer, wherever it was cut off; asked again it gives the same. */
  public FixAnswer finish() {
    FixAnswer finished = answer;
    if (finished == null) {
      if (fields != null) {
        fields.finish();
      } else {
        release();
        markdown.finish();
      }
      finished = sections.finish();
      answer = finished;
      show();
    }
    return finished;
  }

  private void show() {
    String text = sections.takeShown();
    if (shown != null && !text.isEmpty()) {
      shown.accept(text);
    }
  }

  private void append(char c) {
    switch (state) {
      case JSON -> json(c);
      case MARKDOWN -> markdown.append(c);
      case THOUGHTS -> {
        if (ends(c)) {
          startAgain();
        }
      }
      case LINE -> {
        markdown.append(c);
        if (ends(c)) {
          startAgain();
        } else if (!sections.isPreface()) {
          state = State.MARKDOWN;
        } else if (c == '\n') {
          state = State.LINE_START;
        }
      }
      case LINE_START -> lineStart(c);
    }
  }

  private void json(char c) {
    if (fields != null) {
      fields.append(c);
    }
  }

  /** Follows the text that ends thoughts; true at its last character. */
  private boolean ends(char c) {
    char lower = Character.toLowerCase(c);
    matched = lower == ending.charAt(matched) ? matched + 1 : lower == ending.charAt(0) ? 1 : 0;
    if (matched < ending.length()) {
      return false;
    }
    matched = 0;
    ending = THOUGHTS_END;
    return true;
  }

  /** What came was no part of the answer. */
  private void startAgain() {
    sections = new Sections();
    markdown = new ActiveContent(sections);
    held.setLength(0);
    state = State.LINE_START;
    anyLine = false;
  }

  private void lineStart(char c) {
    held.append(c);
    int at = 0;
    while (at < held.length() && isBlank(held.charAt(at))) {
      at++;
    }
    if (at == held.length()) {
      // A line without text begins nothing; held on to, each further one would look at all again.
      if (c == '\n' || held.length() >= MAX_LINE_START) {
        for (int i = 0; i < held.length(); i++) {
          markdown.append(held.charAt(i));
        }
        held.setLength(0);
        state = sections.isPreface() ? State.LINE_START : State.MARKDOWN;
      }
      return;
    }
    boolean waits =
        switch (held.charAt(at)) {
          case '{' -> objectStart(at);
          case '`', '~' -> fenceStart(at);
          case '<' -> thoughtsStart(at);
          default -> false;
        };
    if (state == State.LINE_START
        && held.length() > 0
        && (!waits || held.length() >= MAX_LINE_START)) {
      release();
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\uFEFF';
  }

  /** Whether it may become the object with a field of the answer first; begins it then. */
  private boolean objectStart(int from) {
    int at = from + 1;
    while (at < held.length() && isBlank(held.charAt(at))) {
      at++;
    }
    if (at == held.length()) {
      return true;
    }
    if (held.charAt(at) != '"') {
      return false;
    }
    int close = held.indexOf("\"", at + 1);
    if (close < 0) {
      return held.length() - at < MAX_LINE_START;
    }
    String name = held.substring(at + 1, close);
    if (Section.ofField(name) == null && !name.equals("sections")) {
      return false;
    }
    String object = held.substring(from);
    startAgain();
    state = State.JSON;
    fields = new JsonFields(sections);
    for (int i = 0; i < object.length(); i++) {
      json(object.charAt(i));
    }
    return false;
  }

  /** Whether it may become a fence around all of the answer; takes it out then. */
  private boolean fenceStart(int from) {
    int run = from;
    while (run < held.length() && held.charAt(run) == held.charAt(from)) {
      run++;
    }
    int end = held.indexOf("\n", run);
    if (end < 0) {
      return true;
    }
    String info = held.substring(run, end).strip().toLowerCase(Locale.ROOT);
    if (run - from < 3 || !(info.isEmpty() || info.equals("markdown") || info.equals("md"))) {
      return false;
    }
    if (!info.isEmpty()) {
      held.setLength(0);
      return false;
    }
    // Without a word it is one only before all else, and around a heading.
    int next = end;
    while (next < held.length() && isBlank(held.charAt(next))) {
      next++;
    }
    if (anyLine || (next < held.length() && held.charAt(next) != '#')) {
      return false;
    }
    if (next < held.length()) {
      held.delete(0, next);
      return false;
    }
    return true;
  }

  private boolean thoughtsStart(int from) {
    String begun = held.substring(from).toLowerCase(Locale.ROOT);
    for (String tag : THOUGHTS) {
      if (tag.equals(begun)) {
        ending = "</" + tag.substring(1);
        matched = 0;
        held.setLength(0);
        state = State.THOUGHTS;
        return false;
      }
      if (tag.startsWith(begun)) {
        return true;
      }
    }
    return false;
  }

  /** What was held is text as any other; after a line's end another line begins. */
  private void release() {
    String text = held.toString();
    held.setLength(0);
    anyLine |= !text.isBlank();
    state = State.LINE;
    for (int i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
  }
}
