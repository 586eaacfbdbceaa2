package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.telemetry.SentryServer.Reply;
import io.sentry.Hint;
import io.sentry.SentryEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One target over time; the other one takes everything. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HttpTransportTest {

  private final SentryServer server = new SentryServer();
  private final SentryServer other = new SentryServer();
  private final Targets targets = new Targets(server.dsn("up", "1"), other.dsn("re", "2"));

  @AfterEach
  void close() {
    targets.end();
    server.close();
    other.close();
  }

  private void sendAndFlush() {
    targets.send();
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
  }

  private Map<String, Long> lost() {
    return targets.counts.below("internal.lost_events upstream ");
  }

  @ParameterizedTest
  @CsvSource({
    "200, X-Sentry-Rate-Limits, 60:error:key",
    "200, X-Sentry-Rate-Limits, '10:transaction:key, 60:error;security:organization'",
    "429, X-Sentry-Rate-Limits, 60:error:key",
    "429, Retry-After, 60",
    "429, X-None, none"
  })
  void aLimitHoldsAsLongAsItSays(int status, String header, String value) {
    server.answer(new Reply(status, Map.of(header, value)));
    sendAndFlush();
    server.answer(Reply.OK);
    assertThat(targets.transport.isHealthy()).isFalse();
    targets.clock.addAndGet(59_000);
    sendAndFlush();
    assertThat(server.items("event")).hasSize(1);
    assertThat(lost()).containsEntry("ratelimit_backoff error", 1L);

    targets.clock.addAndGet(2_000);
    sendAndFlush();
    assertThat(server.items("event")).hasSize(2);
    assertThat(server.clientReports()).isEqualTo(Map.of("ratelimit_backoff error", 1L));
    assertThat(targets.transport.isHealthy()).isTrue();
    assertThat(other.items("event")).hasSize(3);
  }

  /** Also one that the target tells with an answer of 200, of kinds that are limited for a day. */
  @ParameterizedTest
  @CsvSource({
    "200, 86400:transaction;span",
    "200, 86400:error;transaction;span",
    "200, '60:unheard_of;error:key, soon:error'",
    "429, 60:error"
  })
  void aLimitThatTheTargetTellsIsNoFaultOfTheSdk(int status, String limits) {
    server.answer(new Reply(status, Map.of("X-Sentry-Rate-Limits", limits)));
    sendAndFlush();
    sendAndFlush();
    assertThat(targets.lines.lines())
        .noneMatch(line -> line.contains("the Sentry SDK met a fault"));
  }

  /** Not with the account of what it refused either, nor when the process ends. */
  @ParameterizedTest
  @CsvSource({"401", "403", "404"})
  void aTargetThatRefusesUsIsAskedOnceForEachFailureAndToldOfOnceAMinute(int status) {
    server.answer(Reply.of(status));
    for (int i = 1; i <= 3; i++) {
      sendAndFlush();
      targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
      assertThat(server.requests()).hasSize(i);
    }
    assertThat(lost()).isEqualTo(Map.of("send_error error", 3L));
    assertThat(targets.upstream.isHealthy()).isFalse();
    assertThat(targets.lines.lines())
        .hasSize(1)
        .allMatch(line -> line.endsWith(" answered " + status));

    targets.clock.addAndGet(HttpTransport.TOLD_MILLIS);
    sendAndFlush();
    assertThat(targets.lines.lines()).hasSize(2);
    server.answer(Reply.of(413));
    sendAndFlush();
    assertThat(targets.lines.lines().getLast()).endsWith(" answered 413");
    targets.end();
    assertThat(server.requests()).hasSizeBetween(5, 6);
  }

  @Test
  void aLimitHoldsForWhatWaitsAlready() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    CountDownLatch queued = new CountDownLatch(1);
    server.answer(
        request -> {
          came.countDown();
          try {
            queued.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Reply.of(429);
        });
    targets.send();
    came.await();
    targets.send();
    assertThat(targets.upstream.queued()).isEqualTo(1);
    queued.countDown();
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);

    assertThat(server.requests()).hasSize(1);
    assertThat(lost()).isEqualTo(Map.of("rate_limited error", 1L, "ratelimit_backoff error", 1L));
  }

  /** As when the process was frozen in the middle of it. */
  @Test
  void anExchangeThatIsTooOldIsBrokenOff() throws Exception {
    server.answer(Reply.NEVER);
    targets.send();
    server.await(1);
    server.answer(Reply.OK);
    targets.clock.addAndGet(HttpTransport.MAX_EXCHANGE_MILLIS + 1);
    sendAndFlush();

    assertThat(server.items("event")).hasSize(2);
    assertThat(lost()).isEqualTo(Map.of("network_error error", 1L));
    assertThat(server.clientReports()).isEqualTo(lost());
    assertThat(targets.counts.of("internal.flush_timeouts upstream")).isZero();
  }

  @Test
  void whatIsTooMuchForTheQueueIsDroppedAndCounted() throws Exception {
    server.answer(Reply.NEVER);
    targets.send();
    server.await(1);
    for (int i = 0; i < HttpTransport.MAX_QUEUED_ENVELOPES; i++) {
      targets.upstream.send(targets.envelope(), new Hint());
    }
    assertThat(lost()).isEmpty();
    targets.upstream.send(targets.envelope(), new Hint());
    assertThat(lost()).isEqualTo(Map.of("queue_overflow error", 1L));
    assertThat(targets.upstream.isHealthy()).isFalse();
    assertThat(targets.relay.isHealthy()).isTrue();
  }

  @Test
  void whatIsTooLargeForTheQueueIsDroppedAndCounted() {
    int length = (int) HttpTransport.MAX_QUEUED_BYTES;
    targets.transport.send(large(length + 1), new Hint());
    assertThat(lost()).isEqualTo(Map.of("queue_overflow attachment", 1L));
    assertThat(targets.counts.below("internal.lost_events relay ")).isEqualTo(lost());
    targets.transport.send(large(length), new Hint());
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
    targets.transport.send(large(length), new Hint());
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
    assertThat(server.items("attachment")).hasSize(2);
    assertThat(server.items("attachment").get(1).payload()).hasSize(length);
  }

  private SentryEnvelope large(int length) {
    String head = "{}\n{\"type\":\"attachment\",\"length\":" + length + "}\n";
    return targets.codec.read((head + "x".repeat(length)).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aTargetThatIsWellAgainIsHealthyAgain() {
    server.answer(Reply.of(503));
    sendAndFlush();
    assertThat(targets.transport.isHealthy()).isFalse();
    server.answer(Reply.OK);
    sendAndFlush();
    assertThat(targets.transport.isHealthy()).isTrue();
    assertThat(lost()).isEqualTo(Map.of("send_error error", 1L));
  }

  /** With a target that fails, the ends of invocations must not each try to tell of losses. */
  @Test
  void aFailingTargetIsNotAskedAgainByEachFlush() {
    server.answer(Reply.of(503));
    sendAndFlush();
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
    assertThat(server.requests()).hasSize(1);
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS, true);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aFlushWithNothingToSendSendsNothing() {
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS);
    targets.transport.flush(TargetMatrixTest.AMPLE_MILLIS, true);
    assertThat(server.requests()).isEmpty();
    assertThat(targets.counts.all()).isEmpty();
  }

  @Test
  void whatWasRedirectedIsNotSentElsewhere() {
    server.answer(
        new Reply(
            307, Map.of("Location", "http://127.0.0.1:" + other.port() + "/api/2/envelope/")));
    targets.upstream.send(targets.envelope(), new Hint());
    targets.upstream.flush(TargetMatrixTest.AMPLE_MILLIS);
    assertThat(other.requests()).isEmpty();
    assertThat(lost()).isEqualTo(Map.of("send_error error", 1L));
  }

  /** A count that fails ends the thread; the next envelope gets another one. */
  @Test
  void aThreadThatEndedIsStartedAgain() throws Exception {
    AtomicBoolean failing = new AtomicBoolean(true);
    HttpTransport transport =
        new HttpTransport(
            "upstream",
            server.dsn("up", "1"),
            targets.options,
            targets.codec,
            (key, amount, tags) -> {
              if (failing.get()) {
                throw new AssertionError("hostile text");
              }
            },
            targets.lines,
            targets.clock::get,
            0);
    transport.send(targets.envelope(), new Hint());
    assertThat(transport.awaitIdle(TargetMatrixTest.AMPLE_MILLIS)).isTrue();
    failing.set(false);
    transport.send(targets.envelope(), new Hint());
    assertThat(transport.awaitIdle(TargetMatrixTest.AMPLE_MILLIS)).isTrue();
    transport.close();
    assertThat(server.items("event")).hasSize(2);
    targets.lines.await(1);
    assertThat(targets.lines.lines())
        .isEqualTo(
            List.of(
                "ERROR the thread that sends reports ended: upstream: java.lang.AssertionError"));
  }

  @Test
  void theLogNamesTargetAndStatusOnly() {
    server.answer(Reply.of(500));
    sendAndFlush();
    assertThat(targets.lines.lines())
        .isEqualTo(List.of("WARN a report was refused: upstream answered 500"));
  }

  /**
   * Later invocations have their answers ready: none waits for it again before the pause is over.
   */
  @Test
  void aTargetThatDoesNotAnswerInTimeIsLeftAloneForAWhile() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    server.answer(
        request -> {
          came.countDown();
          return Reply.NEVER;
        });
    HttpTransport transport = targets.upstream;
    transport.send(targets.envelope(), new Hint());
    came.await();
    transport.flush(0);
    assertThat(transport.awaitIdle(TargetMatrixTest.AMPLE_MILLIS)).isTrue();
    transport.send(targets.envelope(), new Hint());
    assertThat(lost()).isEqualTo(Map.of("network_error error", 1L));
    assertThat(transport.isHealthy()).isFalse();

    server.answer(Reply.OK);
    targets.clock.addAndGet(HttpTransport.PAUSE_MILLIS + 1);
    transport.send(targets.envelope(), new Hint());
    transport.flush(TargetMatrixTest.AMPLE_MILLIS);
    assertThat(lost()).isEqualTo(Map.of("network_error error", 2L));
    assertThat(server.items("event")).hasSize(2);
    assertThat(transport.isHealthy()).isTrue();
  }
}
