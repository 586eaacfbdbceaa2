package dev.eventfix.runtime;

/**
 * The moment by which a request must be answered. It is told on the JVM's monotonic clock, so a
 * clock that is set meanwhile changes nothing.
 */
public final class Deadline {

  private final long nanoTime;

  private Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The moment that many milliseconds from now; a negative number is a moment already past. */
  public static Deadline inMillis(long millis) {
    return new Deadline(System.nanoTime() + millis * 1_000_000);
  }

  /** A moment that many milliseconds before this one. */
  public Deadline earlierBy(long millis) {
    return new Deadline(nanoTime - millis * 1_000_000);
  }

  /** Milliseconds left, 0 when none are. */
  public long remainingMillis() {
    return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
  }
}
