package dev.eventfix.telemetry;

import org.jspecify.annotations.Nullable;

/** Takes what goes wrong with reports. Called from any thread; must not throw. */
interface ReportLog {

  /**
   * Logs a line.
   *
   * @param message a fixed text of ours
   * @param detail a name of ours, a status or the class of an exception; never text of an event
   */
  void line(LogLevel level, String message, @Nullable String detail);
}
