package dev.eventfix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  /** Far longer than any flush here takes, and than a failing test should. */
  private static final long LONG = 30_000;

  private final RecordingBackend backend = new RecordingBackend();
  private final Metrics metrics =
      new Metrics("suggest-fix", backend, new Random(4711), MetricsQueue.CAPACITY);

  private List<Measurement> flushed() {
    assertThat(metrics.flush(LONG)).isTrue();
    return backend.written();
  }

  @Test
  void aMeasurementHasItsTagsAndTheGlobalOnes() {
    metrics.incr(Metric.REQUESTS, 2, Tags.of("outcome", "ok"));
    metrics.addGlobalTags(Tags.of("stage", "live", "function", "another"));
    metrics.timing(Metric.REQUEST_TIME, 12, Tags.of("outcome", "ok"));
    metrics.incr(Metric.COLD_STARTS);
    assertThat(flushed())
        .containsExactly(
            new Measurement(
                Metric.REQUESTS, 2, Tags.of("outcome", "ok", "function", "suggest-fix")),
            new Measurement(
                Metric.REQUEST_TIME,
                12,
                Tags.of("outcome", "ok", "function", "suggest-fix", "stage", "live")),
            new Measurement(
                Metric.COLD_STARTS, 1, Tags.of("function", "suggest-fix", "stage", "live")));
  }

  @Test
  void anInstanceIsOneMoreTag() {
    metrics.incr(Metric.INPUT_TOKENS, 5, "eu", Tags.of("provider", "openai"), 1);
    metrics.timing(Metric.MODEL_TIME, 7, "eu", Tags.of("provider", "openai"), 1);
    assertThat(flushed())
        .extracting(Measurement::tags)
        .allSatisfy(
            tags -> {
              assertThat(tags.value("instance")).isEqualTo("eu");
              assertThat(tags.value("provider")).isEqualTo("openai");
            });
  }

  @Test
  void tagsThatAMetricDoesNotHaveAreAFaultOfOurs() {
    assertThatThrownBy(() -> metrics.incr(Metric.COLD_STARTS, Tags.of("outcome", "ok")))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNotCounted(double amount) {
    metrics.incr(Metric.REQUESTS, amount, Tags.NONE);
    assertThat(flushed()).isEmpty();
  }

  // Scopes

  @Test
  void scopesAddTagsUntilTheyAreClosed() {
    try (Metrics.Scope outer = metrics.scope(Tags.of("use_case", "suggest", "part", "outer"))) {
      try (Metrics.Scope inner = metrics.scope(Tags.of("part", "inner"))) {
        assertThat(inner).isNotSameAs(outer);
        metrics.incr(Metric.COLD_STARTS);
      }
      metrics.incr(Metric.COLD_STARTS);
    }
    metrics.incr(Metric.COLD_STARTS);
    assertThat(flushed())
        .extracting(Measurement::tags)
        .containsExactly(
            Tags.of("part", "inner", "use_case", "suggest", "function", "suggest-fix"),
            Tags.of("use_case", "suggest", "part", "outer", "function", "suggest-fix"),
            Tags.of("function", "suggest-fix"));
  }

  @Test
  void aMeasurementsOwnTagsHoldBeforeItsScopes() {
    Metrics.Scope scope = metrics.scope(Tags.of("outcome", "scoped", "function", "scoped"));
    try (scope) {
      metrics.incr(Metric.REQUESTS, Tags.of("outcome", "own"));
    }
    assertThat(flushed().getFirst().tags())
        .isEqualTo(Tags.of("outcome", "own", "function", "scoped"));
  }

  @Test
  void aScopeIsItsThreads() throws Exception {
    Metrics.Scope scope = metrics.scope(Tags.of("use_case", "suggest"));
    Thread other =
        new Thread(
            () -> {
              scope.close();
              metrics.incr(Metric.COLD_STARTS);
            });
    other.start();
    other.join();
    metrics.incr(Metric.COLD_STARTS);
    scope.close();
    assertThat(flushed())
        .extracting(measurement -> String.valueOf(measurement.tags().value("use_case")))
        .containsExactly("null", "suggest");
  }

  @Test
  void aScopeThatIsClosedLateBringsNothingBack() {
    Metrics.Scope outer = metrics.scope(Tags.of("use_case", "suggest"));
    Metrics.Scope inner = metrics.scope(Tags.of("part", "inner"));
    outer.close();
    inner.close();
    outer.close();
    metrics.incr(Metric.COLD_STARTS);
    assertThat(flushed().getFirst().tags()).isEqualTo(Tags.of("function", "suggest-fix"));
  }

  // Timers

  @Test
  void aTimerSaysWhetherItsWorkSucceeded() {
    Tags tags = Tags.of("provider", "openai");
    try (Metrics.Timer timer = metrics.timer(Metric.MODEL_TIME, "eu", tags)) {
      timer.success();
    }
    assertThatThrownBy(
            () -> {
              try (Metrics.Timer timer = metrics.timer(Metric.MODEL_TIME, tags)) {
                if (timer != null) {
                  throw new IOException("reset");
                }
              }
            })
        .isInstanceOf(IOException.class);
    Metrics.Timer twice = metrics.timer(Metric.MODEL_TIME);
    twice.close();
    twice.success();
    twice.close();
    assertThat(flushed())
        .allSatisfy(measurement -> assertThat(measurement.value()).isBetween(0.0, 30_000.0))
        .extracting(measurement -> measurement.tags().value("result"))
        .containsExactly("success", "failure", "failure");
    assertThat(flushed().getFirst().tags().value("instance")).isEqualTo("eu");
  }

  // Samples

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 0", "-Infinity, 0", "1, 1000", "2, 1000", "NaN, 1000"})
  void ratesAtTheEndsAreNeverAndAlways(double rate, int expected) {
    for (int i = 0; i < 1_000; i++) {
      metrics.incr(Metric.REQUESTS, 1, null, Tags.NONE, rate);
      metrics.timing(Metric.REQUEST_TIME, 1, null, Tags.NONE, rate);
    }
    flushed();
    assertThat(backend.sum(Metric.REQUESTS)).isEqualTo(expected);
    assertThat(backend.sum(Metric.REQUEST_TIME)).isEqualTo(expected);
  }

  @Test
  void sampledAmountsAreScaledAndTimesAreNot() {
    for (int i = 0; i < 4_000; i++) {
      metrics.incr(Metric.REQUESTS, 3, null, Tags.NONE, 0.25);
      metrics.timing(Metric.REQUEST_TIME, 5, null, Tags.NONE, 0.25);
    }
    List<Measurement> all = flushed();
    assertThat(all.stream().filter(m -> m.metric() == Metric.REQUESTS))
        .hasSizeBetween(900, 1_100)
        .allMatch(measurement -> measurement.value() == 12);
    assertThat(all.stream().filter(m -> m.metric() == Metric.REQUEST_TIME))
        .hasSizeBetween(900, 1_100)
        .allMatch(measurement -> measurement.value() == 5);
    assertThat(backend.sum(Metric.REQUESTS)).isCloseTo(12_000, within(1_200.0));
  }

  @Test
  void chanceOfItsOwnIsEven() {
    Metrics own = new Metrics("suggest-fix", backend);
    for (int i = 0; i < 10_000; i++) {
      own.incr(Metric.REQUESTS, 1, null, Tags.NONE, 0.5);
    }
    assertThat(own.flush(LONG)).isTrue();
    assertThat(backend.written()).hasSizeBetween(4_000, 6_000);
  }

  // The queue

  @Test
  void aFlushOfNothingStartsNoThread() {
    assertThat(metrics.flush(0)).isTrue();
    assertThat(backend.written()).isEmpty();
  }

  @Test
  void aFlushBringsEverythingThatWasMeasuredBefore() {
    for (int round = 1; round <= 200; round++) {
      metrics.incr(Metric.REQUESTS, Tags.NONE);
      assertThat(flushed()).hasSize(round);
    }
  }

  @Test
  void nothingIsLostAmongManyThreads() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 2_000; j++) {
                  metrics.incr(Metric.REQUESTS);
                  if (j % 500 == 0) {
                    metrics.flush(LONG);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    flushed();
    assertThat(backend.sum(Metric.REQUESTS) + backend.sum(Metric.DROPPED)).isEqualTo(16_000);
  }

  /** Stands still until it is let go. */
  private static final class StuckBackend implements MetricsBackend {
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final RecordingBackend recording = new RecordingBackend();

    @Override
    public void take(Measurement measurement) {
      recording.take(measurement);
    }

    @Override
    public int flush() throws IOException {
      stuck.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return recording.flush();
    }
  }

  @Test
  void aFullQueueDropsAndCounts() throws Exception {
    StuckBackend stuck = new StuckBackend();
    Metrics small = new Metrics("suggest-fix", stuck, null, 10);
    small.incr(Metric.COLD_STARTS);
    assertThat(small.flush(1)).isFalse();
    stuck.stuck.await();
    for (int i = 0; i < 15; i++) {
      small.incr(Metric.REQUESTS);
    }
    small.addGlobalTags(Tags.of("stage", "live"));
    stuck.letGo.countDown();
    assertThat(small.flush(LONG)).isTrue();
    assertThat(small.flush(LONG)).isTrue();
    assertThat(stuck.recording.sum(Metric.FLUSH_TIMEOUTS)).isEqualTo(1);
    // The flush that ran out of time is one of the ten, unless the worker took it at once.
    double dropped = stuck.recording.sum(Metric.DROPPED);
    assertThat(dropped).isBetween(5.0, 6.0);
    assertThat(stuck.recording.sum(Metric.REQUESTS)).isEqualTo(15 - dropped);
    assertThat(stuck.recording.written())
        .contains(
            new Measurement(
                Metric.DROPPED,
                dropped,
                Tags.of("reason", "queue_full", "function", "suggest-fix", "stage", "live")));
  }

  @Test
  void anInterruptedFlushEndsAndTells() {
    StuckBackend stuck = new StuckBackend();
    Metrics interrupted = new Metrics("suggest-fix", stuck);
    interrupted.incr(Metric.COLD_STARTS);
    Thread.currentThread().interrupt();
    assertThat(interrupted.flush(LONG)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    stuck.letGo.countDown();
  }

  @Test
  void aFailingBackEndIsToldOnceAndItsLossesAreCounted() {
    List<Exception> told = new ArrayList<>();
    metrics.reportFaultsTo(told::add);
    backend.failing(true);
    for (int i = 0; i < 3; i++) {
      metrics.incr(Metric.REQUESTS);
      assertThat(metrics.flush(LONG)).isTrue();
    }
    backend.failing(false);
    metrics.incr(Metric.REQUESTS);
    assertThat(flushed())
        .containsExactlyInAnyOrder(
            new Measurement(Metric.REQUESTS, 1, Tags.of("function", "suggest-fix")),
            new Measurement(
                Metric.DROPPED, 3, Tags.of("reason", "failed", "function", "suggest-fix")));
    assertThat(told).hasSize(1).first().isInstanceOf(IOException.class);
  }

  @Test
  void whatABackEndLeavesOutIsCountedAtTheNextFlushAndOnce() {
    MetricsBackend leavingOut =
        new MetricsBackend() {
          private int left = 2;

          @Override
          public void take(Measurement measurement) {
            backend.take(measurement);
          }

          @Override
          public int flush() throws IOException {
            backend.flush();
            int before = left;
            left = 0;
            return before;
          }
        };
    Metrics lossy = new Metrics("suggest-fix", leavingOut);
    lossy.incr(Metric.REQUESTS);
    for (int i = 0; i < 4; i++) {
      assertThat(lossy.flush(LONG)).isTrue();
    }
    assertThat(backend.written())
        .containsExactly(
            new Measurement(Metric.REQUESTS, 1, Tags.of("function", "suggest-fix")),
            new Measurement(
                Metric.DROPPED, 2, Tags.of("reason", "too_long", "function", "suggest-fix")));
  }

  @Test
  void aFaultBeforeSomebodyListensIsToldThen() {
    backend.failing(true);
    metrics.incr(Metric.REQUESTS);
    metrics.flush(LONG);
    List<Exception> told = new ArrayList<>();
    metrics.reportFaultsTo(told::add);
    metrics.reportFaultsTo(told::add);
    assertThat(told).hasSize(1);
  }

  /** Fails in a way that its interface does not name. */
  private static final class FaultyBackend implements MetricsBackend {
    private int calls;

    @Override
    public void take(Measurement measurement) {
      calls++;
      if (measurement.metric() == Metric.WEBHOOKS) {
        throw new StackOverflowError();
      }
      throw new IllegalStateException("closed");
    }

    @Override
    public int flush() {
      calls++;
      throw new IllegalStateException("closed");
    }
  }

  @Test
  void aBackEndsFaultsNeverReachWhoMeasures() {
    List<Exception> told = new ArrayList<>();
    FaultyBackend faulty = new FaultyBackend();
    Metrics broken = new Metrics("suggest-fix", faulty);
    broken.reportFaultsTo(told::add);
    broken.incr(Metric.REQUESTS);
    assertThat(broken.flush(LONG)).isTrue();
    broken.incr(Metric.REQUESTS);
    assertThat(broken.flush(LONG)).isTrue();
    assertThat(told).hasSize(1);
    assertThat(faulty.calls).isGreaterThan(3);
  }

  @Test
  void aWorkerThatDiedIsReplacedAndNobodyWaitsForIt() {
    Metrics broken = new Metrics("suggest-fix", new FaultyBackend());
    for (int i = 0; i < 3; i++) {
      broken.incr(Metric.WEBHOOKS);
      assertThat(broken.flush(LONG)).isTrue();
    }
  }

  @Test
  void theWorkerKeepsNoProcessAlive() {
    metrics.incr(Metric.COLD_STARTS);
    flushed();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("eventfix-metrics"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void closingWritesWhatWasMeasuredAndEndsTheThread() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    AtomicInteger taken = new AtomicInteger();
    Metrics metrics =
        new Metrics(
            "f",
            new MetricsBackend() {
              @Override
              public void take(Measurement measurement) {
                worker.set(Thread.currentThread());
                taken.incrementAndGet();
              }

              @Override
              public int flush() {
                return 0;
              }
            });
    metrics.incr(Metric.COLD_STARTS);
    metrics.close();
    assertThat(taken).hasValue(1);
    worker.get().join(60_000);
    assertThat(worker.get().isAlive()).isFalse();
    metrics.incr(Metric.COLD_STARTS);
    assertThat(metrics.flush()).isTrue();
    assertThat(taken).hasValue(1);
  }
}
