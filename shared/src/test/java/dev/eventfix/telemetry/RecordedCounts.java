package dev.eventfix.telemetry;

import dev.eventfix.metrics.Metric;
import java.util.Map;
import java.util.TreeMap;

/** Keeps counts, under their key and the tags' values. */
final class RecordedCounts implements ReportCounter {

  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public synchronized void count(Metric metric, long amount, String... tags) {
    StringBuilder name = new StringBuilder(metric.key());
    for (int i = 1; i < tags.length; i += 2) {
      name.append(' ').append(tags[i]);
    }
    counts.merge(name.toString(), amount, Long::sum);
  }

  synchronized long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  synchronized Map<String, Long> all() {
    return new TreeMap<>(counts);
  }

  /** The counts whose names begin so, without that. */
  synchronized Map<String, Long> below(String prefix) {
    Map<String, Long> below = new TreeMap<>();
    counts.forEach(
        (name, amount) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), amount);
          }
        });
    return below;
  }
}
