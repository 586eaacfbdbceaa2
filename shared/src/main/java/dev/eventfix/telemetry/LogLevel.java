package dev.eventfix.telemetry;

/** How much a log line matters. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR,
  /** Above every line: nothing is logged. */
  OFF
}
