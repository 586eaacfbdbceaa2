package dev.eventfix.metrics;

/** Hears of the first fault of a back end. */
public interface MetricsFaultListener {

  /**
   * Measurements are lost.
   *
   * @param fault a {@link java.io.IOException} or {@link RuntimeException}; its message may quote
   *     anything
   */
  void metricsLost(Exception fault);
}
