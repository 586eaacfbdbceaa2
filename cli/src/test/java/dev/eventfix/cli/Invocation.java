package dev.eventfix.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The launcher as a person calls it: what is around it, and what came of it. */
final class Invocation {

  final Map<String, String> environment = new HashMap<>();
  String standardInput = "";
  boolean isTerminal;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What a command did. */
  record Result(int exitCode, String out, String err) {}

  /** A launcher that keeps what is written. */
  Launcher launcher() {
    return new Launcher(
        environment,
        new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        isTerminal);
  }

  /** Runs one command; several may run one after the other. */
  Result run(String... arguments) {
    out.reset();
    err.reset();
    Launcher launcher = launcher();
    int exitCode = Main.run(launcher, arguments);
    return new Result(exitCode, written(launcher), told());
  }

  /** What stands on standard output until now. */
  String written(Launcher launcher) {
    launcher.out().flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What stands on standard error until now. */
  String told() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
