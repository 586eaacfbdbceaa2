package dev.eventfix.metrics;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Measurements on their way to a back end, and the thread that hands them over. The thread is
 * started by the first measurement and sleeps until a flush is asked for or the queue fills, so
 * that it takes nothing from a request on a single processor. It waits for nothing by the clock: a
 * process that was frozen and thawed goes on where it was.
 */
final class MetricsQueue implements Runnable {

  /** So many measurements wait at most; further ones are dropped and counted. */
  static final int CAPACITY = 10_000;

  /** The part of the capacity at which measurements are handed over without a flush. */
  private static final int BACKLOG_SHARE = 4;

  private final MetricsBackend backend;
  private final int capacity;
  private final ArrayDeque<Measurement> waiting = new ArrayDeque<>();

  private Tags tags;
  private boolean started;
  private boolean closed;
  private long flushesAsked;
  private long flushesDone;
  private @Nullable MetricsFaultListener listener;
  private @Nullable Exception firstFault;
  private boolean reported;

  // What was lost since it was told last, by reason.
  private long queueFull;
  private long tooLong;
  private long failed;

  /** What the back end has taken and not written; the worker's alone. */
  private int taken;

  /**
   * A queue.
   *
   * @param tags those of the measurements that tell what was lost
   */
  MetricsQueue(MetricsBackend backend, Tags tags, int capacity) {
    this.backend = backend;
    this.tags = tags;
    this.capacity = capacity;
  }

  synchronized void add(Measurement measurement) {
    if (closed) {
      return;
    }
    if (waiting.size() >= capacity) {
      queueFull++;
      return;
    }
    waiting.add(measurement);
    if (!started) {
      start();
    }
    if (waiting.size() >= capacity / BACKLOG_SHARE) {
      notifyAll();
    }
  }

  private void start() {
    started = true;
    Thread worker = new Thread(null, this, "eventfix-metrics", 0, false);
    worker.setDaemon(true);
    worker.start();
  }

  /** Those of the measurements that tell what was lost. */
  synchronized void setTags(Tags newTags) {
    tags = newTags;
  }

  /** Tells somebody of the first fault, also when it has happened already. */
  void reportFaultsTo(MetricsFaultListener newListener) {
    synchronized (this) {
      listener = newListener;
    }
    reportFault();
  }

  /**
   * Returns when all that was added before is with the back end and written, or the time is over.
   *
   * @return whether it was done in time
   */
  synchronized boolean flush(long millis) {
    if (!started) {
      if (waiting.isEmpty()) {
        return true;
      }
      start();
    }
    long mine = ++flushesAsked;
    notifyAll();
    long end = System.nanoTime() + millis * 1_000_000L;
    while (flushesDone < mine) {
      // Rounded up: waiting for 0 ms would be waiting without end.
      long left = (end - System.nanoTime() + 999_999L) / 1_000_000L;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Ends the thread; what is measured afterwards is not written. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      while (true) {
        Measurement[] batch;
        long asked;
        synchronized (this) {
          while (flushesAsked == flushesDone && waiting.size() < capacity / BACKLOG_SHARE) {
            if (closed) {
              return;
            }
            wait();
          }
          batch = waiting.toArray(new Measurement[0]);
          waiting.clear();
          asked = flushesAsked;
        }
        handOver(batch);
        if (asked > flushesDone()) {
          flushBackend();
        }
        // Before the flush is done, for then the process may be frozen.
        reportFault();
        synchronized (this) {
          flushesDone = asked;
          notifyAll();
        }
      }
    } catch (InterruptedException e) {
      // Nobody of ours interrupts it; whoever does wants it to end.
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        // The next measurement starts another, and nobody waits for this one.
        started = false;
        flushesDone = flushesAsked;
        notifyAll();
      }
    }
  }

  private synchronized long flushesDone() {
    return flushesDone;
  }

  private void handOver(Measurement[] batch) {
    for (Measurement measurement : batch) {
      try {
        taken++;
        backend.take(measurement);
      } catch (IOException | RuntimeException e) {
        lost(e);
      }
    }
  }

  private void flushBackend() {
    long toldFull;
    long toldLong;
    long toldFailed;
    Tags common;
    synchronized (this) {
      common = tags;
      toldFull = queueFull;
      toldLong = tooLong;
      toldFailed = failed;
    }
    try {
      tell("queue_full", toldFull, common);
      tell("too_long", toldLong, common);
      tell("failed", toldFailed, common);
      int left = backend.flush();
      taken = 0;
      synchronized (this) {
        queueFull -= toldFull;
        tooLong += left - toldLong;
        failed -= toldFailed;
      }
    } catch (IOException | RuntimeException e) {
      lost(e);
    }
  }

  private void tell(String reason, long count, Tags common) throws IOException {
    if (count > 0) {
      backend.take(new Measurement(Metric.DROPPED, count, Tags.of("reason", reason).and(common)));
    }
  }

  private void lost(Exception fault) {
    synchronized (this) {
      failed += taken;
      if (firstFault == null) {
        firstFault = fault;
      }
    }
    taken = 0;
  }

  private void reportFault() {
    Exception fault;
    MetricsFaultListener hearer;
    synchronized (this) {
      fault = firstFault;
      hearer = listener;
      if (fault == null || hearer == null || reported) {
        return;
      }
      reported = true;
    }
    hearer.metricsLost(fault);
  }
}
