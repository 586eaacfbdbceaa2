package dev.eventfix.suggestfix.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. */
public final class MovableClock implements InstantSource {

  /** Far in the future: DynamoDB Local deletes what has ended by its own clock. */
  private static final long START_MILLIS = 4_000_000_000_000L;

  private final AtomicLong millis = new AtomicLong(START_MILLIS);

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    millis.addAndGet(duration.toMillis());
  }
}
