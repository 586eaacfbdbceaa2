package dev.eventfix.metrics;

import java.io.IOException;

/**
 * Where measurements go. Called by one thread at a time; what it throws ends nothing and is
 * reported once.
 */
public interface MetricsBackend {

  /** Nowhere. */
  MetricsBackend NONE =
      new MetricsBackend() {
        @Override
        public void take(Measurement measurement) {}

        @Override
        public int flush() {
          return 0;
        }
      };

  /**
   * Takes a measurement; need not write it yet.
   *
   * @throws IOException when all that was taken and not written yet is lost
   */
  void take(Measurement measurement) throws IOException;

  /**
   * Writes what was taken and not written yet.
   *
   * @return how many of these measurements are lost, for they cannot be written in any way
   * @throws IOException when all that was taken and not written yet is lost
   */
  int flush() throws IOException;
}
