package dev.eventfix.runtime;

import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a function's process has around it.
 *
 * @param environment the process's variables
 * @param given settings from the command line, by dotted name
 * @param lines where log lines and metrics go
 * @param warned is told what the settings warn of, each warning once; null when the log suffices
 */
public record Surroundings(
    Map<String, String> environment,
    Map<String, String> given,
    OutputStream lines,
    @Nullable Consumer<String> warned) {

  /** Those of a function whose warnings are only logged. */
  public Surroundings(
      Map<String, String> environment, Map<String, String> given, OutputStream lines) {
    this(environment, given, lines, null);
  }

  /** Lambda's: configured by the environment, lines to standard output. */
  public static Surroundings ofLambda() {
    return new Surroundings(System.getenv(), Map.of(), System.out);
  }
}
