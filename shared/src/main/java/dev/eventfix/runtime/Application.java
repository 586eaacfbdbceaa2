package dev.eventfix.runtime;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import java.io.OutputStream;

/** A function's configured parts, built once by {@link ColdStart}. */
public record Application(Operation operation, Log log, Metrics metrics) {

  /**
   * An operation with the log and the metrics that the settings ask for.
   *
   * @param lines where log lines and metrics go
   */
  public static Application of(
      Operation operation, Settings settings, Metrics metrics, OutputStream lines) {
    return new Application(operation, new Log(lines, logLevel(settings)), metrics);
  }

  private static LogLevel logLevel(Settings settings) {
    String level = settings.oneOf(Setting.LOGGING_LEVEL, "info", "debug", "warn", "error", "off");
    for (LogLevel known : LogLevel.values()) {
      if (known.name().equalsIgnoreCase(level)) {
        return known;
      }
    }
    return LogLevel.INFO;
  }
}
