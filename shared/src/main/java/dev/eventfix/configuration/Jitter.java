package dev.eventfix.configuration;

import java.util.SplittableRandom;

/**
 * Chance for waits, so that those who failed together do not try again together. Drawn from the
 * clocks each time: a generator that is kept would draw the same in all processes that were
 * restored from one snapshot. Not for secrets.
 */
public final class Jitter {

  private Jitter() {}

  /** A number from the first to the last, both included. */
  public static long between(long first, long last) {
    return new SplittableRandom(System.nanoTime() * 31 + System.currentTimeMillis())
        .nextLong(first, last + 1);
  }
}
