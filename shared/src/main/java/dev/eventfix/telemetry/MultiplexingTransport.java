package dev.eventfix.telemetry;

import dev.eventfix.metrics.Metric;
import io.sentry.DataCategory;
import io.sentry.Hint;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryItemType;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends each envelope to every target, upstream first: that one is the farthest from this
 * deployment, and so the likeliest to get it. Each target gets a copy of its own, and what one does
 * or fails to do changes nothing for the other.
 */
final class MultiplexingTransport implements ITransport {

  static final String UPSTREAM = "upstream";
  static final String RELAY = "relay";

  /** A hint of this name that is true keeps an envelope from the relay; the SDK clears others. */
  static final String UNSAFE = "sentry:eventfix:unsafe";

  private final List<ReportTarget> targets;
  private final StatsdPolicy statsd;
  private final EnvelopeCodec codec;
  private final ReportCounter counter;
  private final ReportLog log;

  /** Whether upstream gets an item of the type {@code statsd}. */
  interface StatsdPolicy {
    boolean passes();
  }

  /**
   * A transport.
   *
   * @param targets in the order in which they get envelopes; named {@value #UPSTREAM} and {@value
   *     #RELAY}
   */
  MultiplexingTransport(
      List<ReportTarget> targets,
      StatsdPolicy statsd,
      EnvelopeCodec codec,
      ReportCounter counter,
      ReportLog log) {
    this.targets = List.copyOf(targets);
    this.statsd = statsd;
    this.codec = codec;
    this.counter = counter;
    this.log = log;
  }

  @Override
  public void send(SentryEnvelope envelope, Hint hint) {
    counter.count(Metric.CAPTURED_ENVELOPES, 1);
    boolean unsafe = Boolean.TRUE.equals(hint.get(UNSAFE));
    // Made here, once: the targets' threads must not both make the same payload.
    List<SentryEnvelopeItem> items = new ArrayList<>();
    List<SentryEnvelopeItem> unmade = new ArrayList<>();
    boolean transaction = false;
    for (SentryEnvelopeItem item : envelope.getItems()) {
      (EnvelopeCodec.payload(item) == null ? unmade : items).add(item);
      transaction |= item.getHeader().getType() == SentryItemType.Transaction;
    }
    if (transaction) {
      counter.count(Metric.CAPTURED_TRANSACTIONS, 1);
    }
    for (ReportTarget target : targets) {
      boolean upstream = target.name().equals(UPSTREAM);
      if (unsafe && !upstream) {
        counter.count(Metric.UNCAPTURED_RELAY, 1, "reason", "unsafe");
        continue;
      }
      for (SentryEnvelopeItem item : unmade) {
        target.recordLost(LossRecorder.INTERNAL_ERROR, LossRecorder.category(item), 1);
      }
      List<SentryEnvelopeItem> own = upstream ? forUpstream(items, target) : new ArrayList<>(items);
      if (!own.isEmpty()) {
        counter.count(upstream ? Metric.CAPTURED_UPSTREAM : Metric.CAPTURED_RELAY, 1);
        send(target, envelope, own);
      }
    }
  }

  private List<SentryEnvelopeItem> forUpstream(
      List<SentryEnvelopeItem> items, ReportTarget target) {
    List<SentryEnvelopeItem> passing = new ArrayList<>();
    for (SentryEnvelopeItem item : items) {
      if (EnvelopeCodec.type(item).equals(LossRecorder.STATSD) && !statsd.passes()) {
        target.recordLost("sample_rate", LossRecorder.METRIC_BUCKET, 1);
      } else {
        passing.add(item);
      }
    }
    return passing;
  }

  private void send(ReportTarget target, SentryEnvelope envelope, List<SentryEnvelopeItem> items) {
    SentryEnvelope copy = new SentryEnvelope(envelope.getHeader(), items);
    try {
      copy = new SentryEnvelope(codec.headerFor(envelope.getHeader(), target.publicKey()), items);
      // A hint of its own too: a transport writes into it.
      target.send(copy, new Hint());
    } catch (IOException | RuntimeException e) {
      // Whatever one target fails at, the other gets its copy.
      log.line(
          LogLevel.ERROR, "a report was not taken", target.name() + ": " + e.getClass().getName());
      target.recordLost(LossRecorder.INTERNAL_ERROR, copy);
    }
  }

  /**
   * Something was dropped before it was an envelope.
   *
   * @param unsafe whether it would have been kept from the relay
   */
  void recordLost(String reason, DataCategory category, long amount, boolean unsafe) {
    for (ReportTarget target : targets) {
      if (!unsafe || target.name().equals(UPSTREAM)) {
        target.recordLost(reason, category.getCategory(), amount);
      }
    }
  }

  /** True when every target is. */
  @Override
  public boolean isHealthy() {
    for (ReportTarget target : targets) {
      if (!target.isHealthy()) {
        return false;
      }
    }
    return true;
  }

  /** None: each target has its own. */
  @Override
  public @Nullable RateLimiter getRateLimiter() {
    return null;
  }

  @Override
  public void flush(long timeoutMillis) {
    flush(timeoutMillis, false);
  }

  /**
   * Has all targets send what they have, all at the same time, and waits for them.
   *
   * @param timeoutMillis at most that long in all; a target that needs longer goes on, and is
   *     counted
   * @param last whether no other flush will follow
   */
  void flush(long timeoutMillis, boolean last) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    for (ReportTarget target : targets) {
      try {
        target.beginFlush(last);
      } catch (RuntimeException e) {
        told(target, e);
      }
    }
    // They work on threads of their own: while one is waited for, the other goes on.
    for (ReportTarget target : targets) {
      boolean idle = false;
      try {
        idle = target.awaitIdle(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
      } catch (RuntimeException e) {
        told(target, e);
      }
      if (!idle) {
        counter.count(Metric.FLUSH_TIMEOUTS, 1, "target", target.name());
      }
    }
  }

  private void told(ReportTarget target, RuntimeException e) {
    log.line(
        LogLevel.ERROR, "reports were not flushed", target.name() + ": " + e.getClass().getName());
  }

  /** Sends an envelope to each target at once, past the queues, and tells what each said. */
  List<TestEventAnswer> sendNow(SentryEnvelope envelope) {
    List<TestEventAnswer> answers = new ArrayList<>();
    for (ReportTarget target : targets) {
      answers.add(sendNow(target, envelope));
    }
    return answers;
  }

  /** The same to one target, by its name. */
  TestEventAnswer sendNow(String name, SentryEnvelope envelope) {
    for (ReportTarget target : targets) {
      if (target.name().equals(name)) {
        return sendNow(target, envelope);
      }
    }
    throw new IllegalArgumentException("there is no target " + name);
  }

  private TestEventAnswer sendNow(ReportTarget target, SentryEnvelope envelope) {
    List<SentryEnvelopeItem> items = new ArrayList<>();
    for (SentryEnvelopeItem item : envelope.getItems()) {
      items.add(item);
    }
    return target.sendNow(
        new SentryEnvelope(codec.headerFor(envelope.getHeader(), target.publicKey()), items));
  }

  @Override
  public void close() {
    for (ReportTarget target : targets) {
      try {
        target.close();
      } catch (IOException | RuntimeException e) {
        log.line(
            LogLevel.WARN,
            "a target was not closed",
            target.name() + ": " + e.getClass().getName());
      }
    }
  }

  @Override
  public void close(boolean isRestarting) {
    close();
  }
}
