package dev.eventfix.telemetry;

/** Takes what the reports count about themselves. Called from any thread; must not throw. */
interface ReportCounter {

  /**
   * Adds to a count.
   *
   * @param key a fixed string
   * @param tags names and values in turn, none of an event's text
   */
  void count(String key, long amount, String... tags);
}
