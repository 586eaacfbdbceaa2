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
   * An operation with the log and the metrics that the settings ask for. What the settings warn of
   * is logged.
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
    Log log = new Log(lines, logLevel(settings));
    for (String warning : settings.warnings()) {
      log.line(LogLevel.WARN, "setting").with("warning", warning).write();
    }
    return new Application(operation, lookup, log, metrics);
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
