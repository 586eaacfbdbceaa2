package dev.eventfix.metrics;

import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times of one process. Whatever becomes of a measurement, recording it throws nothing
 * and waits for nothing; it reaches the back end at the next {@link #flush(long)}.
 *
 * <p>A measurement's tags are its own, its instance, those of the scopes that its thread has open,
 * inner ones first, and the global ones; of two with one name the first in this order holds.
 */
public final class Metrics {

  /** How long a flush may take when nobody says so. */
  static final int FLUSH_MILLIS = 1_000;

  private final MetricsQueue queue;
  private final @Nullable RandomGenerator random;

  /** One for each process, as its metrics are; and a thread's value goes with its last scope. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Scope> scopes = new ThreadLocal<>();

  private volatile Tags globalTags;

  /**
   * Metrics of a function, written in CloudWatch's embedded metric format.
   *
   * @param function its name, the first global tag
   * @param lines where the lines go
   * @param environment the process's variables
   */
  public static Metrics emf(String function, OutputStream lines, Map<String, String> environment) {
    return new Metrics(function, new EmfBackend(lines, EmfBackend.level(environment)));
  }

  /**
   * Metrics of a function.
   *
   * @param function its name, the first global tag
   * @param backend where the measurements go
   */
  public Metrics(String function, MetricsBackend backend) {
    this(function, backend, null, MetricsQueue.CAPACITY);
  }

  /**
   * Metrics whose chance a test decides.
   *
   * @param random decides what a sample rate lets through, or null for one of its own
   */
  Metrics(String function, MetricsBackend backend, @Nullable RandomGenerator random, int capacity) {
    this.globalTags = Tags.of(Metric.FUNCTION, function);
    this.queue = new MetricsQueue(backend, globalTags, capacity);
    this.random = random;
  }

  /** Gives every later measurement these tags too; those that are global already stay. */
  public synchronized void addGlobalTags(Tags tags) {
    globalTags = globalTags.and(tags);
    queue.setTags(globalTags);
  }

  /**
   * Has the first fault of the back end told, once; what is lost later is only counted, as {@link
   * Metric#DROPPED}.
   */
  public void reportFaultsTo(MetricsFaultListener listener) {
    queue.reportFaultsTo(listener);
  }

  // Counts

  /** Counts one. */
  public void incr(Metric metric) {
    incr(metric, 1, null, Tags.NONE, 1);
  }

  /** Counts one. */
  public void incr(Metric metric, Tags tags) {
    incr(metric, 1, null, tags, 1);
  }

  /** Adds to a count. */
  public void incr(Metric metric, double amount, Tags tags) {
    incr(metric, amount, null, tags, 1);
  }

  /**
   * Adds to a count.
   *
   * @param amount a finite number; others are not counted
   * @param instance which one of several of a kind it was, as a further tag, or null
   * @param tags the metric's dimension and fields
   * @param sampleRate with what probability the call counts, and then for 1/rate times the amount,
   *     which may be no whole number; 0 or less is never, 1 or more always
   */
  public void incr(
      Metric metric, double amount, @Nullable String instance, Tags tags, double sampleRate) {
    if (isDrawn(sampleRate)) {
      record(metric, sampleRate < 1 ? amount / sampleRate : amount, instance, tags);
    }
  }

  // Times

  /** Notes how long something took. */
  public void timing(Metric metric, long millis, Tags tags) {
    timing(metric, millis, null, tags, 1);
  }

  /**
   * Notes how long something took.
   *
   * @param instance which one of several of a kind it was, as a further tag, or null
   * @param tags the metric's dimension and fields
   * @param sampleRate with what probability it is noted, as it is: a time is not scaled
   */
  public void timing(
      Metric metric, long millis, @Nullable String instance, Tags tags, double sampleRate) {
    if (isDrawn(sampleRate)) {
      record(metric, (double) millis, instance, tags);
    }
  }

  /** Starts a timer without tags but its result. */
  public Timer timer(Metric metric) {
    return timer(metric, null, Tags.NONE);
  }

  /** Starts a timer. */
  public Timer timer(Metric metric, Tags tags) {
    return timer(metric, null, tags);
  }

  /**
   * Starts a timer.
   *
   * @param metric one with the field {@code result}
   * @param instance which one of several of a kind it is, as a further tag, or null
   */
  public Timer timer(Metric metric, @Nullable String instance, Tags tags) {
    return new Timer(metric, instance, tags);
  }

  /**
   * Times a piece of work, until it is closed. Work that ends in any way but {@link #success()}
   * failed, an exception too:
   *
   * <pre>{@code
   * try (Metrics.Timer timer = metrics.timer(metric)) {
   *   work();
   *   timer.success();
   * }
   * }</pre>
   */
  public final class Timer implements AutoCloseable {
    private final Metric metric;
    private final @Nullable String instance;
    private final Tags tags;
    private final long start = System.nanoTime();
    private boolean successful;
    private boolean closed;

    private Timer(Metric metric, @Nullable String instance, Tags tags) {
      this.metric = metric;
      this.instance = instance;
      this.tags = tags;
    }

    /** The work succeeded. */
    public void success() {
      successful = true;
    }

    /** The work is over; only the first call counts. */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      Tags result = Tags.of("result", successful ? "success" : "failure");
      timing(metric, (System.nanoTime() - start) / 1_000_000, instance, result.and(tags), 1);
    }
  }

  // Scopes

  /**
   * Gives what this thread measures these tags too, until the scope is closed:
   *
   * <pre>{@code
   * Metrics.Scope scope = metrics.scope(Tags.of("use_case", "suggest"));
   * try (scope) {
   *   work();
   * }
   * }</pre>
   */
  public Scope scope(Tags tags) {
    Scope scope = new Scope(tags, scopes.get());
    scopes.set(scope);
    return scope;
  }

  /** Tags for a piece of work of one thread. */
  public final class Scope implements AutoCloseable {
    private final Tags tags;
    private final @Nullable Scope outer;

    private Scope(Tags tags, @Nullable Scope outer) {
      this.tags = outer == null ? tags : tags.and(outer.tags);
      this.outer = outer;
    }

    /** Ends it and those within it; does nothing on another thread, nor when it has ended. */
    @Override
    public void close() {
      for (Scope open = scopes.get(); open != null; open = open.outer) {
        if (open == this) {
          if (outer == null) {
            scopes.remove();
          } else {
            scopes.set(outer);
          }
          return;
        }
      }
    }
  }

  // On their way

  /** Has all that was measured before written, within a second. */
  public boolean flush() {
    return flush(FLUSH_MILLIS);
  }

  /**
   * Has all that was measured before written.
   *
   * @param millis how long it waits for that
   * @return whether that sufficed; when not, it is counted
   */
  public boolean flush(long millis) {
    boolean done = queue.flush(millis);
    if (!done) {
      incr(Metric.FLUSH_TIMEOUTS, Tags.of("target", "metrics"));
    }
    return done;
  }

  /** Has all that was measured written, and ends the thread that does it. */
  public void close() {
    flush();
    queue.close();
  }

  private boolean isDrawn(double sampleRate) {
    if (sampleRate <= 0) {
      return false;
    }
    return !(sampleRate < 1) || draw() < sampleRate;
  }

  private double draw() {
    return (random == null ? ThreadLocalRandom.current() : random).nextDouble();
  }

  private void record(Metric metric, double value, @Nullable String instance, Tags tags) {
    // A fault of ours, for tests to find; in production the count matters more than its tags.
    assert metric.declares(tags) : metric + " has no tags " + tags;
    if (!Double.isFinite(value)) {
      return;
    }
    Tags all = instance == null ? tags : tags.ofInstance(instance);
    Scope scope = scopes.get();
    if (scope != null) {
      all = all.and(scope.tags);
    }
    queue.add(new Measurement(metric, value, all.and(globalTags)));
  }
}
