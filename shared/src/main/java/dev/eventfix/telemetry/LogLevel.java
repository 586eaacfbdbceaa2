package dev.eventfix.telemetry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much a log line matters. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR,
  /** Above every line: nothing is logged. */
  OFF;

  /**
   * The level below which nothing is written: the setting's or that of Lambda's own filter, which
   * throws away what is below it whatever we write; of both the stricter, of neither INFO.
   *
   * @param setting {@code logging.level}, checked already, or null when it is not set
   * @param environment the process's variables, of which AWS_LAMBDA_LOG_LEVEL is read; one that is
   *     no level of Lambda's is as none
   */
  public static LogLevel threshold(@Nullable String setting, Map<String, String> environment) {
    LogLevel own = named(setting);
    LogLevel lambdas = lambdas(environment.get("AWS_LAMBDA_LOG_LEVEL"));
    if (own == null) {
      return lambdas == null ? INFO : lambdas;
    }
    return lambdas == null || own.compareTo(lambdas) > 0 ? own : lambdas;
  }

  private static @Nullable LogLevel named(@Nullable String name) {
    for (LogLevel level : values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return level;
      }
    }
    return null;
  }

  /** Lambda has six levels: nothing of ours is as much as FATAL, nor as little as TRACE. */
  private static @Nullable LogLevel lambdas(@Nullable String name) {
    if ("TRACE".equalsIgnoreCase(name)) {
      return DEBUG;
    }
    if ("FATAL".equalsIgnoreCase(name)) {
      return OFF;
    }
    LogLevel level = named(name);
    return level == OFF ? null : level;
  }
}
