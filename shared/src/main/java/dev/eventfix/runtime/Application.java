package dev.eventfix.runtime;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A function's configured parts, built once by {@link ColdStart}.
 *
 * @param lookup what it answers to GET, or null when it answers none
 */
public record Application(Operation operation, @Nullable Lookup lookup, Log log, Metrics metrics) {

  /**
   * An operation with the log and the metrics that the settings ask for.
   *
   * @param lookup what is answered to GET, or null
   * @param lines where log lines and metrics go
   */
  public static Application of(
      Operation operation,
      @Nullable Lookup lookup,
      Settings settings,
      Metrics metrics,
      OutputStream lines) {
    return new Application(operation, lookup, new Log(lines, logLevel(settings)), metrics);
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
