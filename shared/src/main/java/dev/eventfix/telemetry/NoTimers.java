package dev.eventfix.telemetry;

import io.sentry.ISentryExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Takes what the SDK would have done later, and does nothing: a process that is frozen has no
 * later. All that rate limits would do is to tell observers, of which there are none.
 */
final class NoTimers implements ISentryExecutorService {

  static final NoTimers INSTANCE = new NoTimers();

  private NoTimers() {}

  @Override
  public Future<?> submit(Runnable task) {
    return done();
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return done();
  }

  @Override
  public Future<?> schedule(Runnable task, long delayMillis) {
    return done();
  }

  /** Done, so that nobody keeps it. */
  private static <T> Future<T> done() {
    CompletableFuture<T> done = new CompletableFuture<>();
    done.cancel(false);
    return done;
  }

  @Override
  public void close(long timeoutMillis) {}

  @Override
  public boolean isClosed() {
    return false;
  }
}
