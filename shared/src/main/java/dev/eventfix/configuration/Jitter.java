package dev.eventfix.configuration;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Chance for waits, so that those who failed together do not try again together. Not for secrets.
 */
public final class Jitter {

  private Jitter() {}

  /** A number from the first to the last, both included. */
  public static long between(long first, long last) {
    return ThreadLocalRandom.current().nextLong(first, last + 1);
  }
}
