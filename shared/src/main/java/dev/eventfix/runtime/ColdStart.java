package dev.eventfix.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a function's application once, however many threads ask for it. All callers get the same
 * application, or the same original failure; asking again is free.
 *
 * @param <A> the application
 */
public final class ColdStart<A> {

  private final Supplier<A> build;
  private @Nullable A application;
  private @Nullable RuntimeException failure;

  /**
   * Keeps the way to build the application; nothing is built yet.
   *
   * @param build called at most once
   */
  public ColdStart(Supplier<A> build) {
    this.build = build;
  }

  /**
   * Builds now, while Lambda gives its start-up the whole processor. A failure is kept for {@link
   * #get()} to report with the request it concerns.
   */
  public synchronized void warmUp() {
    if (application == null && failure == null) {
      try {
        application = build.get();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
  }

  /**
   * The application.
   *
   * @throws RuntimeException the one that building it ended with, the same one for every caller
   */
  public synchronized A get() {
    warmUp();
    if (application == null) {
      throw failure == null ? new IllegalStateException("the application is null") : failure;
    }
    return application;
  }
}
