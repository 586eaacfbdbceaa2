package dev.eventfix.telemetry;

import dev.eventfix.metrics.Metric;

/** Takes what the reports count about themselves. Called from any thread; must not throw. */
interface ReportCounter {

  /**
   * Adds to a count.
   *
   * @param tags names and values in turn, none of an event's text
   */
  void count(Metric metric, long amount, String... tags);
}
