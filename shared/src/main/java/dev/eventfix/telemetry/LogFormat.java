package dev.eventfix.telemetry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How log lines look. */
public enum LogFormat {
  /** A JSON object, for CloudWatch. */
  JSON,
  /** A time of day, the level, the message, and what belongs to it as key=value, for people. */
  TEXT;

  /**
   * The format to write.
   *
   * @param setting {@code logging.format}, checked already, or null when it is not set: then JSON
   *     on Lambda and TEXT elsewhere
   * @param environment the process's variables
   */
  public static LogFormat of(@Nullable String setting, Map<String, String> environment) {
    for (LogFormat format : values()) {
      if (format.name().equalsIgnoreCase(setting)) {
        return format;
      }
    }
    return environment.containsKey("AWS_LAMBDA_FUNCTION_NAME") ? JSON : TEXT;
  }
}
