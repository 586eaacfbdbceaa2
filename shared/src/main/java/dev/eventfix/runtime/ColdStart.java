package dev.eventfix.runtime;

import dev.eventfix.configuration.MisconfiguredException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a function's application once, however many threads ask for it. All callers get the same
 * application, or the same original failure; asking again is free. Only a failure that may pass, as
 * when a secret's service did not answer, is no reason to fail for as long as the process lives.
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
   * @param build called once, and again only after a failure that may pass
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
      start();
    }
  }

  private void start() {
    try {
      application = build.get();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /**
   * The application.
   *
   * @throws RuntimeException the one that building it ended with, the same one for every caller;
   *     one that may pass is tried again for each
   */
  public synchronized A get() {
    warmUp();
    if (application == null && mayPass(failure)) {
      start();
    }
    if (application == null) {
      throw failure == null ? new IllegalStateException("the application is null") : failure;
    }
    return application;
  }

  private static boolean mayPass(@Nullable RuntimeException failure) {
    return failure instanceof MisconfiguredException fault && fault.isPassing();
  }
}
