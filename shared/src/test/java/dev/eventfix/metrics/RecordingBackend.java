package dev.eventfix.metrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps measurements for a test to look at, and fails as it is told. */
final class RecordingBackend implements MetricsBackend {

  private final List<Measurement> taken = new ArrayList<>();
  private final List<Measurement> written = new ArrayList<>();
  private boolean failing;

  /** Whether every flush fails from now on. */
  synchronized void failing(boolean fails) {
    failing = fails;
  }

  /** What was flushed so far. */
  synchronized List<Measurement> written() {
    return new ArrayList<>(written);
  }

  /** The sum of what was flushed of a metric. */
  double sum(Metric metric) {
    return written().stream()
        .filter(measurement -> measurement.metric() == metric)
        .mapToDouble(Measurement::value)
        .sum();
  }

  @Override
  public synchronized void take(Measurement measurement) {
    taken.add(measurement);
  }

  @Override
  public synchronized int flush() throws IOException {
    List<Measurement> all = new ArrayList<>(taken);
    taken.clear();
    if (failing) {
      throw new IOException("no space left");
    }
    written.addAll(all);
    return 0;
  }
}
