package dev.eventfix.benchmarks;

import java.util.Arrays;

/** What is told of the rounds: order does not matter, no method changes its argument. */
final class Statistics {

  private Statistics() {}

  /** The middle value, or the mean of the middle two; the values must not be empty. */
  static double median(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values is empty");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double min(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** The ratio within each round, which a machine that slows down meanwhile leaves alone. */
  static double[] ratios(double[] values, double[] baseline) {
    if (values.length != baseline.length) {
      throw new IllegalArgumentException(
          "values has " + values.length + " rounds, baseline " + baseline.length);
    }
    double[] ratios = new double[values.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = values[i] / baseline[i];
    }
    return ratios;
  }
}
