package dev.eventfix.suggestfix.budget;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Key;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts in memory. */
public final class InMemoryCounters implements Counters {

  private final Map<Key, long[]> counts = new HashMap<>();

  /** Budgets that nothing was used of. */
  public static Budgets budgets(InstantSource clock, Limits limits) {
    return new Budgets(new InMemoryCounters(), clock, limits);
  }

  @Override
  public synchronized Added add(Key counter, long tokens, Limits limits, Deadline deadline) {
    long[] count = counts.computeIfAbsent(counter, key -> new long[2]);
    if (limits.requests() > 0 && count[0] >= limits.requests()) {
      return Added.OVER_REQUESTS;
    }
    if (limits.tokens() > 0 && count[1] + tokens > limits.tokens()) {
      return Added.OVER_TOKENS;
    }
    count[0]++;
    count[1] += tokens;
    return Added.DONE;
  }

  @Override
  public synchronized void correct(
      List<Key> counters, long requests, long tokens, Deadline deadline) {
    for (Key counter : counters) {
      long[] count = counts.computeIfAbsent(counter, key -> new long[2]);
      count[0] += requests;
      count[1] += tokens;
    }
  }
}
