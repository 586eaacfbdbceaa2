package dev.eventfix.telemetry;

import dev.eventfix.metrics.Metric;
import io.sentry.Hint;
import io.sentry.ILogger;
import io.sentry.ISentryExecutorService;
import io.sentry.NoOpLogger;
import io.sentry.RequestDetails;
import io.sentry.RequestDetailsResolver;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeHeader;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryOptions;
import io.sentry.clientreport.DiscardReason;
import io.sentry.clientreport.IClientReportRecorder;
import io.sentry.time.MonotonicTicker;
import io.sentry.transport.RateLimiter;
import io.sentry.transport.RateLimiterConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends envelopes to one target, one at a time, on a thread of its own that starts with the first.
 * The SDK's transport loses an envelope without a word when the answer does not come in time, and
 * tells nobody what was sent; this one keeps account of each. Rate limits are the SDK's.
 */
final class HttpTransport implements ReportTarget {

  /** More are dropped, and counted. */
  static final int MAX_QUEUED_ENVELOPES = 30;

  /** Likewise; of their payloads, before they are compressed. */
  static final long MAX_QUEUED_BYTES = 4L << 20;

  static final int CONNECT_TIMEOUT_MILLIS = 2_000;
  static final int READ_TIMEOUT_MILLIS = 5_000;

  /**
   * An exchange that is older is broken off by the next envelope or flush: one that a freeze of the
   * process has killed, or a target that trickles.
   */
  static final long MAX_EXCHANGE_MILLIS = 10_000;

  /** How long closing waits for what was cut off to be counted. */
  static final int CLOSE_MILLIS = 5_000;

  /** For so long a target is given nothing, and not waited for, that did not answer in time. */
  static final int PAUSE_MILLIS = 30_000;

  /** A failure that takes longer than this is one of a target that keeps others waiting. */
  static final int SLOW_MILLIS = 1_000;

  /** Who waits looks that often whether there is something to break off. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** A target's refusals are told that often, if they stay the same. */
  static final int TOLD_MILLIS = 60_000;

  private static final int TOO_MANY_REQUESTS = 429;

  private record Queued(SentryEnvelope envelope, long bytes) {}

  private record Answer(int status, @Nullable String rateLimits, @Nullable String retryAfter) {
    boolean isTaken() {
      return status / 100 == 2;
    }

    /** Not this report is refused, but whatever comes with our key, or to that address. */
    boolean isTargetRefused() {
      return status == 401 || status == 403 || status == 404;
    }
  }

  private final String name;
  private final String publicKey;
  private final RequestDetails request;
  private final EnvelopeCodec codec;
  private final ReportCounter counter;
  private final ReportLog log;
  private final LossRecorder losses;
  private final RateLimiter limiter;

  private final Object lock = new Object();
  private final Deque<Queued> queue = new ArrayDeque<>();
  private long queuedBytes;
  private @Nullable Thread worker;
  private boolean working;
  private boolean flushing;
  private boolean lastFlush;
  private boolean failing;
  private boolean refused;
  private boolean overdue;
  private boolean overflowed;
  private long pausedUntil;
  private volatile boolean closed;

  // What was told of refusals last; the worker's alone.
  private int toldStatus;
  private long toldAt;

  private final LongSupplier clock;
  private final int readTimeoutMillis;
  private volatile @Nullable HttpURLConnection connection;
  private volatile long exchangeStart;
  private volatile boolean brokenOff;

  /**
   * A transport; nothing is started yet.
   *
   * @param dsn a well-formed one
   * @param options the SDK's, of which it takes the client's name
   * @param clock milliseconds, and one that goes on while the process is frozen: on the monotonic
   *     clock, which may not, limits would outlast their time
   * @param readTimeoutMillis 0 for ever
   */
  HttpTransport(
      String name,
      String dsn,
      SentryOptions options,
      EnvelopeCodec codec,
      ReportCounter counter,
      ReportLog log,
      LongSupplier clock,
      int readTimeoutMillis) {
    this.name = name;
    this.clock = clock;
    this.readTimeoutMillis = readTimeoutMillis;
    this.publicKey = SentryDsn.parse(dsn).publicKey();
    this.request = new RequestDetailsResolver(dsn, options.getSentryClientName()).resolve();
    this.codec = codec;
    this.counter = counter;
    this.log = log;
    this.losses = new LossRecorder(name, counter, codec);
    this.limiter =
        RateLimiter.create(
            new MonotonicTicker() {
              @Override
              public long tickNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.getAsLong());
              }
            },
            new RateLimiterConfig() {
              // What it says is of limits that the target told: no fault, and counted anyway.
              @Override
              public ILogger getLogger() {
                return NoOpLogger.getInstance();
              }

              @Override
              public IClientReportRecorder getClientReportRecorder() {
                return losses;
              }

              @Override
              public ISentryExecutorService getTimerExecutorService() {
                return NoTimers.INSTANCE;
              }
            });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String publicKey() {
    return publicKey;
  }

  @Override
  public void recordLost(String reason, String category, long amount) {
    losses.lost(reason, category, amount, true);
  }

  @Override
  public void recordLost(String reason, SentryEnvelope envelope) {
    losses.lost(reason, envelope);
  }

  @Override
  public RateLimiter getRateLimiter() {
    return limiter;
  }

  /** False while the target limits us, answers late or not well, or gets more than it takes. */
  @Override
  public boolean isHealthy() {
    synchronized (lock) {
      return !failing && !overdue && !overflowed && !closed && !limiter.isAnyRateLimitActive();
    }
  }

  /** How many envelopes wait. */
  int queued() {
    synchronized (lock) {
      return queue.size();
    }
  }

  /** Queues an envelope, which must be this target's own copy. Never waits. */
  @Override
  public void send(SentryEnvelope envelope, Hint hint) {
    breakOffStale();
    SentryEnvelope allowed = limiter.filter(envelope, hint);
    if (allowed == null) {
      return;
    }
    long bytes = 0;
    for (SentryEnvelopeItem item : allowed.getItems()) {
      byte[] payload = EnvelopeCodec.payload(item);
      bytes += payload == null ? 0 : payload.length;
    }
    boolean pausing;
    synchronized (lock) {
      pausing = isPausing();
      if (!closed
          && !pausing
          && queue.size() < MAX_QUEUED_ENVELOPES
          && queuedBytes + bytes <= MAX_QUEUED_BYTES) {
        queue.add(new Queued(allowed, bytes));
        queuedBytes += bytes;
        startWorker();
        return;
      }
      overflowed |= !pausing;
    }
    losses.recordLostEnvelope(
        pausing ? DiscardReason.NETWORK_ERROR : DiscardReason.QUEUE_OVERFLOW, allowed);
  }

  private boolean isPausing() {
    return !closed && clock.getAsLong() < pausedUntil;
  }

  /**
   * Breaks off an exchange that is too old, or any once this is closed. The JDK may connect anew
   * when it is cut off between request and answer, so whoever waits does this again and again.
   */
  private void breakOffStale() {
    HttpURLConnection open = connection;
    if (open != null && (closed || clock.getAsLong() - exchangeStart > MAX_EXCHANGE_MILLIS)) {
      brokenOff = true;
      open.disconnect();
    }
  }

  private void startWorker() {
    if (worker == null) {
      worker = new Thread(this::work, "reports to " + name);
      worker.setDaemon(true);
      // Else the JVM writes the fault's message, which may hold anything.
      worker.setUncaughtExceptionHandler(
          (thread, fault) ->
              log.line(
                  LogLevel.ERROR,
                  "the thread that sends reports ended",
                  name + ": " + fault.getClass().getName()));
      worker.start();
    }
    lock.notifyAll();
  }

  @Override
  public void beginFlush(boolean last) {
    breakOffStale();
    synchronized (lock) {
      boolean busy = working || !queue.isEmpty();
      lastFlush = last;
      if (!closed && (last || !isPausing()) && (busy || isReportDue(last))) {
        flushing = true;
        startWorker();
      }
    }
  }

  /**
   * Whether to send an envelope that tells of losses only. With a target that fails, they wait for
   * the next envelope: to try at the end of each invocation would slow all of them down. One that
   * refused us is asked once for each thing to report.
   */
  private boolean isReportDue(boolean last) {
    return losses.hasUntold() && !refused && (last || !failing);
  }

  @Override
  public boolean awaitIdle(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis));
    while (true) {
      synchronized (lock) {
        if (isIdle()) {
          return true;
        }
        long left = until - System.nanoTime();
        if (left <= 0) {
          overdue = true;
          // Every invocation to come would wait for it as long, with its answer ready.
          pausedUntil = clock.getAsLong() + PAUSE_MILLIS;
          return false;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(lock, Math.min(left, LOOK_NANOS));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
        if (isIdle()) {
          return true;
        }
      }
      breakOffStale();
    }
  }

  /** Nothing that is to be waited for is on its way. */
  private boolean isIdle() {
    return (!working && queue.isEmpty() && !flushing) || (isPausing() && !lastFlush);
  }

  @Override
  public void flush(long timeoutMillis) {
    beginFlush(false);
    if (!awaitIdle(timeoutMillis)) {
      counter.count(Metric.FLUSH_TIMEOUTS, 1, "target", name);
    }
  }

  private void work() {
    try {
      for (SentryEnvelope next = next(); next != null; next = next()) {
        deliver(next);
      }
    } finally {
      // Should it ever end too early, the next envelope starts another.
      synchronized (lock) {
        working = false;
        flushing = false;
        worker = null;
        lock.notifyAll();
      }
    }
  }

  /** Waits for something to send; null when there will be nothing any more. */
  private @Nullable SentryEnvelope next() {
    synchronized (lock) {
      working = false;
      lock.notifyAll();
      while (true) {
        Queued queued = queue.poll();
        if (queued != null) {
          queuedBytes -= queued.bytes();
          working = true;
          return queued.envelope();
        }
        if (flushing) {
          flushing = false;
          if (isReportDue(lastFlush)) {
            working = true;
            return new SentryEnvelope(
                new SentryEnvelopeHeader(), new ArrayList<SentryEnvelopeItem>());
          }
          lock.notifyAll();
        }
        if (closed) {
          return null;
        }
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Nobody interrupts this thread but a JVM that ends.
          return null;
        }
      }
    }
  }

  private void deliver(SentryEnvelope envelope) {
    SentryEnvelope allowed = limiter.filter(envelope, new Hint());
    if (allowed == null) {
      return;
    }
    SentryEnvelope full = losses.attachReportToEnvelope(allowed);
    if (!full.getItems().iterator().hasNext()) {
      return;
    }
    boolean well = false;
    boolean targetRefused = false;
    try {
      Answer answer = exchange(full);
      // One that finds fault with an envelope only may well take what is told of its loss; one that
      // finds fault with that too is not asked again before there is another envelope.
      boolean reportOnly = !allowed.getItems().iterator().hasNext();
      targetRefused = answer.isTargetRefused();
      well =
          answer.isTaken()
              || (!reportOnly
                  && !targetRefused
                  && answer.status() < 500
                  && answer.status() != TOO_MANY_REQUESTS);
      limiter.updateRetryAfterLimits(answer.rateLimits(), answer.retryAfter(), answer.status());
      if (answer.status() == TOO_MANY_REQUESTS) {
        losses.refused(full);
      } else if (!answer.isTaken()) {
        losses.recordLostEnvelope(DiscardReason.SEND_ERROR, full);
      }
      if (!answer.isTaken()) {
        tell(answer.status());
      }
    } catch (IOException e) {
      losses.recordLostEnvelope(DiscardReason.NETWORK_ERROR, full);
      log.line(LogLevel.WARN, "a report was not delivered", name + ": " + e.getClass().getName());
    } catch (RuntimeException e) {
      // The thread must outlive it: it is the only one.
      losses.lost(
          brokenOff ? DiscardReason.NETWORK_ERROR.getReason() : LossRecorder.INTERNAL_ERROR, full);
      log.line(LogLevel.ERROR, "a report was not delivered", name + ": " + e.getClass().getName());
    }
    synchronized (lock) {
      // One that was broken off was most likely cut by a freeze, and one that is overdue pauses.
      if (!well && !overdue && !brokenOff && clock.getAsLong() - exchangeStart > SLOW_MILLIS) {
        pausedUntil = clock.getAsLong() + PAUSE_MILLIS;
      } else if (well && !overdue) {
        pausedUntil = 0;
      }
      failing = !well;
      refused = targetRefused;
      overdue = false;
      overflowed &= !well;
    }
  }

  /** Each refusal is counted; a line for each would be one for each failure. */
  private void tell(int status) {
    long now = clock.getAsLong();
    if (status != toldStatus || now - toldAt >= TOLD_MILLIS) {
      toldStatus = status;
      toldAt = now;
      log.line(LogLevel.WARN, "a report was refused", name + " answered " + status);
    }
  }

  private Answer exchange(SentryEnvelope envelope) throws IOException {
    envelope.getHeader().setSentAt(Date.from(Instant.now()));
    byte[] body = codec.compressed(envelope);
    HttpURLConnection http = (HttpURLConnection) request.getUrl().openConnection();
    exchangeStart = clock.getAsLong();
    brokenOff = false;
    connection = http;
    try {
      synchronized (lock) {
        if (closed) {
          throw new IOException("closed");
        }
      }
      for (Map.Entry<String, String> header : request.getHeaders().entrySet()) {
        http.setRequestProperty(header.getKey(), header.getValue());
      }
      http.setRequestMethod("POST");
      http.setRequestProperty("Content-Type", "application/x-sentry-envelope");
      http.setRequestProperty("Content-Encoding", "gzip");
      http.setRequestProperty("Accept", "application/json");
      // A connection that was kept while the process was frozen would be a dead one.
      http.setRequestProperty("Connection", "close");
      http.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
      http.setReadTimeout(readTimeoutMillis);
      http.setUseCaches(false);
      // The key is for this host only.
      http.setInstanceFollowRedirects(false);
      http.setDoOutput(true);
      // With a length that is known the JDK does not send a request twice.
      http.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = http.getOutputStream()) {
        out.write(body);
      }
      counter.count(
          name.equals(MultiplexingTransport.UPSTREAM) ? Metric.SENT_UPSTREAM : Metric.SENT_RELAY,
          1);
      if (brokenOff) {
        throw new IOException("broken off");
      }
      int status;
      try {
        status = http.getResponseCode();
      } catch (HttpRetryException e) {
        // How the JDK tells a 401 to a body that it did not keep.
        status = e.responseCode();
      }
      if (status < 100) {
        throw new IOException("no HTTP");
      }
      return new Answer(
          status, http.getHeaderField("X-Sentry-Rate-Limits"), http.getHeaderField("Retry-After"));
    } finally {
      connection = null;
      http.disconnect();
    }
  }

  @Override
  public TestEventAnswer sendNow(SentryEnvelope envelope) {
    long start = System.nanoTime();
    int status = 0;
    String error;
    try {
      Answer answer = exchange(envelope);
      status = answer.status();
      error = answer.isTaken() ? null : said(status);
    } catch (IOException e) {
      error = "it cannot be reached: " + e.getClass().getSimpleName();
    }
    return new TestEventAnswer(
        name, status, error, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private static String said(int status) {
    return switch (status) {
      case 401, 403 -> "it does not know the key, or the project is switched off";
      case 404 -> "it has no such project, or no envelope is taken under that address";
      case 413 -> "it finds the event too large";
      case TOO_MANY_REQUESTS -> "it limits us: try again later";
      default ->
          status >= 500
              ? "it has a fault of its own: try again later"
              : "it did not take the event";
    };
  }

  /** Sends nothing more; what is left is counted as lost. */
  @Override
  public void close() {
    List<Queued> left;
    Thread ending;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      flushing = false;
      left = new ArrayList<>(queue);
      queue.clear();
      queuedBytes = 0;
      ending = worker;
      lock.notifyAll();
    }
    for (Queued queued : left) {
      losses.recordLostEnvelope(DiscardReason.QUEUE_OVERFLOW, queued.envelope());
    }
    breakOffStale();
    if (ending != null && !awaitIdle(CLOSE_MILLIS)) {
      log.line(LogLevel.WARN, "a report was still on its way at the end", name);
    }
    try {
      limiter.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close(boolean isRestarting) {
    close();
  }
}
