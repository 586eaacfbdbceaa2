package dev.eventfix.telemetry;

import dev.eventfix.metrics.Measurement;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.MetricsBackend;
import dev.eventfix.metrics.Tags;

/**
 * Measurements as log lines of level DEBUG, one for each: for people on a terminal, where lines for
 * CloudWatch would stand between those of the log.
 */
public final class MetricsLog implements MetricsBackend {

  private final Log log;

  /** A back end that writes to that log. */
  public MetricsLog(Log log) {
    this.log = log;
  }

  @Override
  public void take(Measurement measurement) {
    if (!log.isEnabled(LogLevel.DEBUG)) {
      return;
    }
    Metric metric = measurement.metric();
    double value = measurement.value();
    Log.Line line = log.line(LogLevel.DEBUG, metric.key());
    if (value == (long) value) {
      line.with("value", (long) value);
    } else {
      line.with("value", value);
    }
    Tags tags = measurement.tags();
    for (int i = 0; i < tags.size(); i++) {
      line.with(tags.name(i), tags.value(i));
    }
    line.write();
  }

  /** Nothing is left to write. */
  @Override
  public int flush() {
    return 0;
  }
}
