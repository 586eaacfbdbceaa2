package dev.eventfix.suggestfix.budget;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Key;
import java.util.List;

/** Counts what was used. Safe for use by several threads and processes. */
interface Counters {

  /** What became of one addition. */
  enum Added {
    DONE,
    OVER_REQUESTS,
    OVER_TOKENS
  }

  /** Adds one request and so many tokens, unless that were more than the limits. */
  Added add(Key counter, long tokens, Limits limits, Deadline deadline);

  /**
   * Corrects what was added to these, once: nothing that is tried again is taken off twice.
   *
   * @param requests 0 or less
   * @param tokens what was too much, negative, or too little
   */
  void correct(List<Key> counters, long requests, long tokens, Deadline deadline);
}
