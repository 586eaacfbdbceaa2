package dev.eventfix.suggestfix.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;

/**
 * Aborts one HTTP call that takes too long, for the CRT client has no time-out for reading. Its
 * thread lives as long as the call and keeps no JVM alive.
 */
final class Watchdog implements Runnable, AutoCloseable {

  /** Which time-out ended the call. */
  enum Expired {
    FIRST_BYTE,
    SILENCE,
    TOTAL
  }

  /** An abort that comes before the client has begun does nothing, so it is repeated. */
  private static final long ABORT_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ExecutableHttpRequest call;
  private final Thread thread;
  private final long firstByteNanos;
  private volatile long silenceNanos;
  private final long startNanoTime;
  private final long totalNanos;

  private volatile @Nullable AbortableInputStream body;
  private volatile long lastByteNanoTime;
  private volatile @Nullable Expired expired;
  private volatile boolean closed;

  private Watchdog(
      ExecutableHttpRequest call, long firstByteMillis, long silenceMillis, long totalMillis) {
    this.call = call;
    this.thread = new Thread(this, "model-watchdog");
    this.firstByteNanos = TimeUnit.MILLISECONDS.toNanos(firstByteMillis);
    this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    this.totalNanos = TimeUnit.MILLISECONDS.toNanos(totalMillis);
    this.startNanoTime = System.nanoTime();
  }

  /** Starts to watch a call that is about to be made. */
  static Watchdog over(
      ExecutableHttpRequest call, long firstByteMillis, long silenceMillis, long totalMillis) {
    Watchdog watchdog = new Watchdog(call, firstByteMillis, silenceMillis, totalMillis);
    watchdog.thread.setDaemon(true);
    watchdog.thread.start();
    return watchdog;
  }

  /** The body begins: from now on silence counts. */
  void bodyBegins(AbortableInputStream bodyOfCall) {
    lastByteNanoTime = System.nanoTime();
    body = bodyOfCall;
    LockSupport.unpark(thread);
  }

  /** Another byte of the body was read. */
  void sawByte() {
    lastByteNanoTime = System.nanoTime();
  }

  /** From now on the body may pause for so long, from now too. */
  void allowSilence(long millis) {
    lastByteNanoTime = System.nanoTime();
    silenceNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    LockSupport.unpark(thread);
  }

  /** The time-out that ended the call, or null when none did. */
  @Nullable Expired expired() {
    return expired;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    while (!closed) {
      long leftNanos = leftNanos();
      if (leftNanos <= 0) {
        abort();
      }
      LockSupport.parkNanos(this, leftNanos <= 0 ? ABORT_AGAIN_NANOS : leftNanos);
    }
  }

  private long leftNanos() {
    if (expired != null) {
      return 0;
    }
    boolean began = body != null;
    long now = System.nanoTime();
    long left =
        began ? silenceNanos - (now - lastByteNanoTime) : firstByteNanos - (now - startNanoTime);
    long totalLeft = totalNanos - (now - startNanoTime);
    if (totalLeft <= 0) {
      expired = Expired.TOTAL;
    } else if (left <= 0) {
      expired = began ? Expired.SILENCE : Expired.FIRST_BYTE;
    }
    return Math.min(left, totalLeft);
  }

  private void abort() {
    call.abort();
    AbortableInputStream begun = body;
    if (begun != null) {
      begun.abort();
    }
  }
}
