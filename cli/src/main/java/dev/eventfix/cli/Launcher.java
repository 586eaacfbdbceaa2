package dev.eventfix.cli;

import dev.eventfix.configuration.Setting;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonValue;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command has around it: variables, streams, and whether somebody looks at the output. */
final class Launcher {

  /** Further lines of a sentence are indented by so much. */
  private static final int HANGING = 2;

  private final Map<String, String> environment;
  private @Nullable Map<String, String> environmentWithRegion;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;
  private final boolean isTerminal;
  private final Set<String> warned = new HashSet<>();

  /**
   * The surroundings of a command.
   *
   * @param isTerminal whether standard output is a terminal
   */
  Launcher(
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err,
      boolean isTerminal) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
    this.terminal = Terminal.detect(environment, isTerminal);
    this.isTerminal = isTerminal;
  }

  /** The process's variables, {@code AWS_REGION} among them where a region is known. */
  Map<String, String> environment() {
    Map<String, String> known = environmentWithRegion;
    if (known == null) {
      known = LauncherRegion.in(environment, this::warn);
      environmentWithRegion = known;
    }
    return known;
  }

  InputStream in() {
    return in;
  }

  PrintStream out() {
    return out;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Whether somebody looks at standard output while it is written. */
  boolean isTerminal() {
    return isTerminal;
  }

  /** One line of JSON on standard output. */
  void print(JsonValue value) {
    printJson(new String(Json.bytes(value), StandardCharsets.UTF_8));
  }

  /** One line of JSON on standard output, as somebody wrote it. */
  void printJson(String line) {
    out.println(SafeText.json(line));
  }

  /** Sentences for people on standard output, each wrapped by itself. */
  void print(String... sentences) {
    Page page = new Page(terminal);
    for (String sentence : sentences) {
      page.wrapped(0, HANGING, StyledText.plain(sentence));
    }
    out.print(page);
  }

  /** Rows for people on standard output. */
  void print(TextTable rows) {
    Page page = new Page(terminal);
    for (StyledText line : rows.lines(terminal.width())) {
      page.line(line);
    }
    out.print(page);
  }

  /** One line on standard error; whatever it quotes cannot do more than be read. */
  void error(String line) {
    err.println("eventfix: " + SafeText.line(line));
  }

  /**
   * What a function has around it here. Its settings' warnings are lines on standard error, each
   * once however many parts of a command read the settings.
   *
   * @param settings from the command line
   */
  Surroundings surroundings(Map<String, String> settings) {
    String region = settings.get(Setting.TABLE_REGION.key());
    Map<String, String> variables =
        region == null ? environment() : LauncherRegion.with(environment(), region);
    return new Surroundings(variables, settings, logLines(settings), this::warn);
  }

  /** One line on standard error, unless it was told before. */
  void warn(String warning) {
    if (warned.add(warning)) {
      error("warning: " + warning);
    }
  }

  /**
   * Where the functions' log lines go: standard error, for standard output holds answers; and
   * nowhere unless they were asked for.
   */
  private OutputStream logLines(Map<String, String> settings) {
    return settings.containsKey(Setting.LOGGING_LEVEL.key())
            || environment.containsKey(Setting.LOGGING_LEVEL.variable())
        ? err
        : OutputStream.nullOutputStream();
  }

  PrintWriter writer() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter errorWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /** Writes what is left to write; false when standard output did not take all of it. */
  boolean flush() {
    err.flush();
    return !out.checkError();
  }
}
