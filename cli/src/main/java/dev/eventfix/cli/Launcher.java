package dev.eventfix.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command has around it: variables, streams, and whether somebody looks at the output. */
final class Launcher {

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;

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
  }

  Map<String, String> environment() {
    return environment;
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

  /** One line on standard error; whatever it quotes cannot do more than be read. */
  void error(String line) {
    err.println("eventfix: " + SafeText.line(line));
  }

  /** Where the functions' log lines go: standard error, for standard output holds answers. */
  OutputStream logLines() {
    return err;
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
