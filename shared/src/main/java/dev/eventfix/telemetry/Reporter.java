package dev.eventfix.telemetry;

import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports our own failures and traces to Sentry. The SDK is started by the first thing to report:
 * without one none of its classes is loaded, and with no DSN nothing ever happens. What an
 * invocation calls throws nothing, and but for {@link #flush} does not wait. Safe for threads.
 */
public final class Reporter implements Service {

  /** Reports to nobody. */
  public static final Reporter NONE =
      new Reporter(
          new ReportSettings(null, null, Set.of(), "", "", "", "", 0, Map.of(), false, 0),
          ReportOutlets.NONE,
          ReportOutlets.NONE);

  /** What is left of an invocation's time for its answer. */
  static final long FLUSH_MARGIN_MILLIS = 200;

  /** A flush takes no more of an invocation, whatever is left of it. */
  static final long MAX_FLUSH_MILLIS = 2_000;

  private final ReportSettings settings;
  private final ReportCounter counter;
  private final ReportLog log;
  private final Object lock = new Object();
  private volatile @Nullable SentrySdk sdk;
  private volatile int starts;
  private boolean closed;

  Reporter(ReportSettings settings, ReportCounter counter, ReportLog log) {
    this.settings = settings;
    this.counter = counter;
    this.log = log;
  }

  /** A reporter that counts and logs there. */
  public static Reporter of(ReportSettings settings, Metrics metrics, Log log) {
    ReportOutlets outlets = new ReportOutlets(metrics, log);
    return new Reporter(settings, outlets, outlets);
  }

  @Override
  public String name() {
    return "sentry";
  }

  @Override
  public void validate(Settings validated) {
    if (settings.upstreamDsn() == null && settings.hasTargets()) {
      validated.warn(
          validated.isSet(Setting.SENTRY_RELAY_DSN)
              ? Setting.SENTRY_RELAY_DSN
              : Setting.SENTRY_INTERNAL_DSN,
          "is set and "
              + Setting.SENTRY_DSN.key()
              + " is not: what an event of that project causes to fail is reported to nobody");
    }
    if (!settings.hasTargets()) {
      for (Setting rate :
          new Setting[] {Setting.SENTRY_TRACES_SAMPLE_RATE, Setting.SENTRY_TRACES_SAMPLE_RATES}) {
        if (validated.isChanged(rate)) {
          validated.warn(
              rate, "has no effect: " + Setting.SENTRY_DSN.key() + " names nobody to report to");
        }
      }
    }
  }

  /** Whether each target takes what it is sent; no event is made there. */
  @Override
  public List<ServiceCheck> checks() {
    List<ServiceCheck> checks = new ArrayList<>();
    if (settings.upstreamDsn() != null) {
      checks.add(new TargetCheck("upstream"));
    }
    if (settings.relayDsn() != null) {
      checks.add(new TargetCheck("relay"));
    }
    return checks;
  }

  /** Whether one of the targets takes what it is sent. */
  private final class TargetCheck implements ServiceCheck {
    private final String target;

    TargetCheck(String target) {
      this.target = target;
    }

    @Override
    public String name() {
      return target + " takes reports";
    }

    @Override
    public Result run() {
      SentrySdk started = started();
      if (started == null) {
        return new Result.Doubtful("it is closed");
      }
      TestEventAnswer answer = started.ask(target);
      String said = answer.status() == 0 ? "" : "status " + answer.status();
      if (answer.error() == null) {
        return new Result.Passed(said);
      }
      return new Result.Failed(answer.error() + (said.isEmpty() ? "" : " (" + said + ")"));
    }
  }

  /** False when there is nowhere to report to. */
  public boolean isEnabled() {
    return settings.hasTargets();
  }

  /**
   * Whether a project is one that takes our own reports. An invocation with such an event among
   * others is unsafe.
   */
  public boolean isOwnProject(@Nullable String project) {
    return settings.isOwn(project);
  }

  /** Reports a failure of ours; what it was thrown over is not sent. */
  public void report(Throwable fault, ReportContext context) {
    if (!settings.hasTargets()) {
      return;
    }
    try {
      started().report(fault, context);
    } catch (RuntimeException e) {
      failed("a failure was not reported", "error", context, e);
    }
  }

  /**
   * Begins to trace an invocation, if it is one that is traced.
   *
   * @param sentryTrace the request's header {@code sentry-trace}; null when there is none
   * @return null when it is not; {@link ReportTransaction#finish} must be called on others
   */
  public @Nullable ReportTransaction startTransaction(
      ReportContext context, @Nullable String sentryTrace) {
    if (!settings.hasTargets()) {
      return null;
    }
    double rate = TracesSampler.rate(settings, TracesSampler.parentDecision(sentryTrace));
    if (!TracesSampler.isDrawn(rate)) {
      return null;
    }
    try {
      return started().startTransaction(this, sentryTrace);
    } catch (RuntimeException e) {
      failed("a trace was not begun", "transaction", context, e);
      return null;
    }
  }

  void finish(ReportTransaction transaction, int status, ReportContext context) {
    try {
      transaction.end(status, context);
    } catch (RuntimeException e) {
      failed("a trace was not ended", "transaction", context, e);
    }
  }

  /**
   * Sends an envelope that was made elsewhere on to the targets. Items of types that the SDK does
   * not know come through byte for byte.
   *
   * @param envelope its bytes, not compressed; each item's header tells its length
   */
  public void forward(byte[] envelope, ReportContext context) {
    if (!settings.hasTargets()) {
      return;
    }
    try {
      started().forward(envelope, context);
    } catch (RuntimeException e) {
      failed("an envelope was not sent on", "default", context, e);
    }
  }

  /**
   * The SDK, started if it was not.
   *
   * @throws IllegalStateException after {@link #close}
   */
  private SentrySdk started() {
    SentrySdk known = sdk;
    if (known != null) {
      return known;
    }
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the reporter is closed");
      }
      known = sdk;
      if (known == null) {
        starts++;
        known = new SentrySdk(settings, counter, log);
        sdk = known;
      }
      return known;
    }
  }

  /** How often the SDK was started. */
  int starts() {
    return starts;
  }

  private void failed(String what, String category, ReportContext context, RuntimeException e) {
    log.line(LogLevel.ERROR, what, e.getClass().getName());
    if (settings.upstreamDsn() != null) {
      lost("upstream", category);
    }
    if (settings.relayDsn() != null && !settings.isUnsafe(context)) {
      lost("relay", category);
    }
  }

  private void lost(String target, String category) {
    counter.count(
        Metric.LOST_EVENTS,
        1,
        "target",
        target,
        "reason",
        "internal_sdk_error",
        "category",
        category);
  }

  /**
   * Has everything sent. It is the last thing that an invocation does: what is still on its way
   * when the process is frozen breaks off. Free when nothing was reported.
   *
   * @param millisLeft of the invocation's time
   */
  public void flush(long millisLeft) {
    SentrySdk started = sdk;
    if (started != null) {
      started.flush(flushMillis(millisLeft), false);
    }
  }

  /** The time that a flush may take. */
  static long flushMillis(long millisLeft) {
    return Math.max(0, Math.min(MAX_FLUSH_MILLIS, millisLeft - FLUSH_MARGIN_MILLIS));
  }

  /** True when every target takes what it is sent, and as long as nothing was sent. */
  public boolean isHealthy() {
    SentrySdk started = sdk;
    return started == null || started.isHealthy();
  }

  /**
   * Sends one event to each target, and waits for what each says, at most {@value
   * HttpTransport#CONNECT_TIMEOUT_MILLIS} ms for a connection and {@value
   * HttpTransport#READ_TIMEOUT_MILLIS} ms for an answer.
   *
   * @return empty when there is no target
   * @throws IllegalStateException after {@link #close}
   */
  public List<TestEventAnswer> sendTestEvents() {
    return settings.hasTargets() ? started().sendTestEvents() : List.of();
  }

  /** Sends what can be sent within {@value #MAX_FLUSH_MILLIS} ms, and counts the rest as lost. */
  @Override
  public void close() {
    close(MAX_FLUSH_MILLIS);
  }

  void close(long millis) {
    SentrySdk started;
    synchronized (lock) {
      closed = true;
      started = sdk;
    }
    if (started != null) {
      started.flush(millis, true);
      started.close();
    }
  }
}
