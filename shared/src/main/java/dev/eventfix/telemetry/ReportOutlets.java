package dev.eventfix.telemetry;

import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import org.jspecify.annotations.Nullable;

/** Where reports count and log: this process's own metrics and log. */
final class ReportOutlets implements ReportCounter, ReportLog {

  /** Nowhere. */
  static final ReportOutlets NONE = new ReportOutlets(null, null);

  private final @Nullable Metrics metrics;
  private final @Nullable Log log;

  ReportOutlets(@Nullable Metrics metrics, @Nullable Log log) {
    this.metrics = metrics;
    this.log = log;
  }

  @Override
  public void count(Metric metric, long amount, String... tags) {
    if (metrics != null) {
      metrics.incr(metric, (double) amount, Tags.of(tags));
    }
  }

  @Override
  public void line(LogLevel level, String message, @Nullable String detail) {
    if (log != null) {
      log.line(level, message).with("detail", detail).write();
    }
  }
}
