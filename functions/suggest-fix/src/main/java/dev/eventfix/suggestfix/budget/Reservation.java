package dev.eventfix.suggestfix.budget;

import dev.eventfix.store.Key;
import java.util.List;

/**
 * What was set aside for one question, to be settled with what it used.
 *
 * @param counters that it is counted in: none, one or two
 * @param tokens that were set aside in each
 */
public record Reservation(List<Key> counters, long tokens) {

  public Reservation {
    counters = List.copyOf(counters);
  }
}
