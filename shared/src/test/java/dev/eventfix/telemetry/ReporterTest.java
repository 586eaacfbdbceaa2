package dev.eventfix.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.configuration.AwsError;
import dev.eventfix.configuration.AwsErrorException;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.telemetry.SentryServer.Item;
import dev.eventfix.telemetry.SentryServer.Reply;
import dev.eventfix.telemetry.SentryServer.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReporterTest {

  /** What an event's text might be, and must never be sent on. */
  private static final String HOSTILE = "hostile-text-3f9c";

  private static final ReportContext CONTEXT =
      new ReportContext("req-1", "sqs", "msg-1", "shop", false);

  private static final String TRACE = "0123456789abcdef0123456789abcdef-0123456789abcdef";

  private final RecordedCounts counts = new RecordedCounts();
  private final RecordedLines lines = new RecordedLines();
  private final SentryServer upstream = new SentryServer();
  private final SentryServer relay = new SentryServer();

  @AfterEach
  void close() {
    upstream.close();
    relay.close();
  }

  private Reporter reporter() {
    return reporter(1, Map.of());
  }

  private Reporter reporter(double rate, Map<String, Double> rates) {
    return new Reporter(
        settings(upstream.dsn("upkey", "7"), relay.dsn("rekey", "42"), rate, rates), counts, lines);
  }

  private static ReportSettings settings(
      @Nullable String upstreamDsn,
      @Nullable String relayDsn,
      double rate,
      Map<String, Double> rates) {
    return new ReportSettings(
        upstreamDsn,
        relayDsn,
        Set.of("42"),
        "production",
        "eu-central-1",
        "suggest-fix",
        "eventfix@1.2.3",
        rate,
        rates,
        false,
        0);
  }

  private static RuntimeException fault() {
    return new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE));
  }

  /** Ends the reporter, so that all it had was sent. */
  private static void end(Reporter reporter) {
    reporter.close(TargetMatrixTest.AMPLE_MILLIS);
  }

  @Test
  void bothTargetsGetTheFailure() {
    Reporter reporter = reporter();
    reporter.report(fault(), CONTEXT);
    end(reporter);

    for (SentryServer server : List.of(upstream, relay)) {
      assertThat(server.requests()).hasSize(1);
      JsonNode event = server.items("event").get(0).json();
      assertThat(event.path("release").asText()).isEqualTo("eventfix@1.2.3");
      assertThat(event.path("environment").asText()).isEqualTo("production");
      assertThat(event.path("transaction").asText()).isEqualTo("suggest-fix");
      assertThat(event.path("platform").asText()).isEqualTo("java");
      assertThat(event.path("level").asText()).isEqualTo("error");
      assertThat(event.path("tags"))
          .isEqualTo(
              SentryServer.json(
                  ("{\"region\":\"eu-central-1\",\"stage\":\"production\","
                          + "\"function\":\"suggest-fix\",\"request_id\":\"req-1\","
                          + "\"trigger\":\"sqs\",\"message_id\":\"msg-1\"}")
                      .getBytes(StandardCharsets.UTF_8)));
      JsonNode exceptions = event.path("exception").path("values");
      assertThat(exceptions.findValuesAsText("type"))
          .contains("IllegalArgumentException", "IllegalStateException");
      JsonNode frames = exceptions.get(exceptions.size() - 1).path("stacktrace").path("frames");
      assertThat(frames.findValuesAsText("module")).contains("dev.eventfix.telemetry.ReporterTest");
    }
    assertThat(upstream.requests().get(0).headers().get("x-sentry-auth")).endsWith("=upkey");
    assertThat(relay.requests().get(0).headers().get("x-sentry-auth")).endsWith("=rekey");
    assertThat(counts.all())
        .isEqualTo(
            Map.of(
                "internal.captured.events.envelopes", 1L,
                "internal.captured.events.upstream", 1L,
                "internal.captured.events.relay", 1L,
                "internal.sent_requests.upstream.events", 1L,
                "internal.sent_requests.relay.events", 1L));
    assertThat(lines.lines()).isEmpty();
  }

  @Test
  void nothingOfAnEventsTextIsSentAndNothingOfTheMachine() {
    Reporter reporter = reporter();
    RuntimeException fault = fault();
    fault.addSuppressed(new IllegalStateException(HOSTILE));
    reporter.report(
        fault,
        new ReportContext("req-1", HOSTILE + " <", "a message of " + HOSTILE, HOSTILE, false));
    end(reporter);

    Item item = upstream.items("event").get(0);
    assertThat(item.payload())
        .doesNotContain(HOSTILE)
        .doesNotContain(System.getProperty("user.name") + "\"")
        .doesNotContain(System.getProperty("java.io.tmpdir"));
    for (String member :
        List.of(
            "server_name",
            "user",
            "request",
            "breadcrumbs",
            "extra",
            "modules",
            "threads",
            "message",
            "logger",
            "debug_meta",
            "fingerprint")) {
      assertThat(item.json().has(member)).as(member).isFalse();
    }
    List<String> contexts = new ArrayList<>();
    item.json().path("contexts").fieldNames().forEachRemaining(contexts::add);
    assertThat(contexts).isSubsetOf("runtime", "trace");
    assertThat(item.json().path("tags").has("trigger")).isFalse();
    assertThat(item.json().path("tags").has("message_id")).isFalse();
  }

  @Test
  void ourOwnMessagesThatNameSettingsAreSent() {
    Reporter reporter = reporter();
    reporter.report(
        new IllegalStateException(HOSTILE, new MisconfiguredException(List.of("x.y is missing"))),
        CONTEXT);
    end(reporter);

    JsonNode exceptions = upstream.items("event").get(0).json().path("exception").path("values");
    assertThat(exceptions.findValuesAsText("value")).containsExactly("x.y is missing");
  }

  /** They come out of the same places of the code: what we say of them tells them apart. */
  @Test
  void differentFaultsAreDifferentIssues() {
    Reporter reporter = reporter();
    for (String error :
        List.of("ThrottledException", "ValidationException", "ThrottledException")) {
      reporter.report(
          new AwsErrorException(
              AwsError.told("DynamoDB", "PutItem", error), new IllegalStateException(HOSTILE)),
          CONTEXT);
    }
    reporter.report(new MisconfiguredException(List.of("x.y is missing, asked 3 times")), CONTEXT);
    end(reporter);

    List<String> groups = new ArrayList<>();
    for (Item item : upstream.items("event")) {
      groups.add(item.json().path("fingerprint").toString());
      assertThat(item.payload()).doesNotContain(HOSTILE);
    }
    assertThat(groups)
        .containsExactly(
            "[\"{{ default }}\",\"DynamoDB PutItem: ThrottledException\"]",
            "[\"{{ default }}\",\"DynamoDB PutItem: ValidationException\"]",
            "[\"{{ default }}\",\"DynamoDB PutItem: ThrottledException\"]",
            "[\"{{ default }}\",\"x.y is missing, asked N times\"]");
  }

  @Test
  void anUnsafeFailureNeverGoesToTheRelay() {
    Reporter reporter = reporter();
    reporter.report(fault(), new ReportContext("req-1", "sqs", null, "shop", true));
    end(reporter);

    assertThat(upstream.items("event")).hasSize(1);
    assertThat(relay.requests()).isEmpty();
    assertThat(counts.of("internal.uncaptured.events.relay unsafe")).isEqualTo(1);
    assertThat(counts.of("internal.captured.events.relay")).isZero();
  }

  /** The relay is this deployment itself: what it is sent comes back to be handled, and fails. */
  @ParameterizedTest
  @ValueSource(strings = {"42", " 42 "})
  void aFailureToHandleOurOwnProjectsEventEndsThere(String own) throws Exception {
    Reporter reporter = reporter();
    CountDownLatch handled = new CountDownLatch(1);
    relay.answer(
        request -> {
          reporter.report(fault(), new ReportContext("req-2", "sqs", null, own, false));
          ReportTransaction traced = requireNonNull(reporter.startTransaction(CONTEXT, null));
          traced.finish(500, new ReportContext("req-2", "sqs", null, own, false));
          handled.countDown();
          return Reply.OK;
        });
    reporter.report(fault(), CONTEXT);
    handled.await();
    end(reporter);

    assertThat(relay.requests()).hasSize(1);
    assertThat(relay.items("client_report")).isEmpty();
    assertThat(upstream.items("event")).hasSize(2);
    assertThat(upstream.items("transaction")).hasSize(1);
    assertThat(counts.of("internal.captured.events.relay")).isEqualTo(1);
    assertThat(counts.of("internal.uncaptured.events.relay unsafe")).isEqualTo(2);
    assertThat(counts.below("internal.lost_events")).isEmpty();
  }

  /** Nor may the account of what was dropped: it would tell of an event that nobody may know. */
  @Test
  void theRelayIsNotToldOfUnsafeLosses() {
    Reporter reporter = reporter();
    ReportTransaction dropped = requireNonNull(reporter.startTransaction(CONTEXT, null));
    dropped.finish(302, new ReportContext("req-1", "sqs", null, "42", false));
    reporter.report(fault(), CONTEXT);
    end(reporter);

    assertThat(relay.clientReports()).isEmpty();
    assertThat(upstream.clientReports())
        .isEqualTo(Map.of("before_send transaction", 1L, "before_send span", 1L));
  }

  @Test
  void eachTargetIsToldOfItsOwnLossesWithTheNextEnvelope() {
    upstream.answer(Reply.of(503));
    Reporter reporter = reporter();
    reporter.report(fault(), CONTEXT);
    reporter.flush(TargetMatrixTest.AMPLE_MILLIS);
    settle(reporter, 1);
    upstream.answer(Reply.OK);
    reporter.report(fault(), CONTEXT);
    end(reporter);

    assertThat(upstream.requests()).hasSize(2);
    assertThat(upstream.clientReports()).isEqualTo(Map.of("send_error error", 1L));
    assertThat(upstream.requests().get(1).items()).hasSize(2);
    assertThat(relay.clientReports()).isEmpty();
    assertThat(counts.below("internal.lost_events "))
        .isEqualTo(Map.of("upstream send_error error", 1L));
  }

  /** The flush of an invocation is short; here it is repeated until it was enough. */
  private void settle(Reporter reporter, int lost) {
    while (counts.below("internal.lost_events upstream").values().stream()
            .mapToLong(Long::longValue)
            .sum()
        < lost) {
      reporter.flush(TargetMatrixTest.AMPLE_MILLIS);
    }
  }

  @Test
  void withNoNextEnvelopeTheLastFlushTellsTheLosses() {
    upstream.answer(Reply.of(503));
    Reporter reporter = reporter();
    reporter.report(fault(), CONTEXT);
    settle(reporter, 1);
    upstream.answer(Reply.OK);
    end(reporter);

    Request last = upstream.requests().get(upstream.requests().size() - 1);
    assertThat(last.items()).hasSize(1);
    assertThat(upstream.clientReports()).isEqualTo(Map.of("send_error error", 1L));
  }

  @Test
  void limitsOfOneKindLetOthersPass() {
    upstream.answer(new Reply(429, Map.of("X-Sentry-Rate-Limits", "600:error:key")));
    Reporter reporter = reporter();
    reporter.report(fault(), CONTEXT);
    settle(reporter, 1);
    upstream.answer(Reply.OK);
    reporter.report(fault(), CONTEXT);
    ReportTransaction traced = requireNonNull(reporter.startTransaction(CONTEXT, null));
    traced.finish(200, CONTEXT);
    assertThat(reporter.isHealthy()).isFalse();
    end(reporter);

    assertThat(upstream.items("event")).hasSize(1);
    assertThat(upstream.items("transaction")).hasSize(1);
    // The server itself keeps account of what it refused.
    assertThat(upstream.clientReports()).isEqualTo(Map.of("ratelimit_backoff error", 1L));
    assertThat(counts.below("internal.lost_events "))
        .isEqualTo(
            Map.of("upstream rate_limited error", 1L, "upstream ratelimit_backoff error", 1L));
    assertThat(relay.items("event")).hasSize(2);
  }

  @Test
  void aTracedInvocationIsSentWithItsSteps() {
    Reporter reporter = reporter(0, Map.of("suggest-fix", 1.0));
    ReportTransaction traced = requireNonNull(reporter.startTransaction(CONTEXT, TRACE + "-1"));
    traced.step("describe").close();
    traced.finish(200, CONTEXT);
    end(reporter);

    for (SentryServer server : List.of(upstream, relay)) {
      JsonNode transaction = server.items("transaction").get(0).json();
      assertThat(transaction.path("transaction").asText()).isEqualTo("suggest-fix");
      assertThat(transaction.path("contexts").path("trace").path("trace_id").asText())
          .isEqualTo(TRACE.substring(0, 32));
      assertThat(transaction.path("contexts").path("trace").path("status").asText())
          .isEqualTo("ok");
      assertThat(transaction.path("spans").findValuesAsText("op")).containsExactly("describe");
      assertThat(transaction.path("tags").path("http.status_code").asText()).isEqualTo("200");
      assertThat(transaction.path("tags").path("request_id").asText()).isEqualTo("req-1");
      assertThat(transaction.path("tags").has("spans_over_limit")).isFalse();
      assertThat(transaction.has("user")).isFalse();
      assertThat(transaction.has("server_name")).isFalse();
    }
    // Each envelope names the key of its own target only.
    assertThat(upstream.requests().get(0).header().toString())
        .contains("\"public_key\":\"upkey\"")
        .doesNotContain("rekey");
    assertThat(relay.requests().get(0).header().toString())
        .contains("\"public_key\":\"rekey\"")
        .doesNotContain("upkey");
    assertThat(counts.of("internal.captured.events.transactions")).isEqualTo(1);
    assertThat(counts.of("internal.captured.events.envelopes")).isEqualTo(1);
  }

  @Test
  void aTransactionOfTooManyStepsIsMarked() {
    Reporter reporter = reporter();
    ReportTransaction traced = requireNonNull(reporter.startTransaction(CONTEXT, null));
    for (int i = 0; i <= TransactionFilter.MAX_SPANS; i++) {
      traced.step("step").close();
    }
    traced.finish(200, CONTEXT);
    end(reporter);

    JsonNode transaction = upstream.items("transaction").get(0).json();
    assertThat(transaction.path("spans")).hasSize(TransactionFilter.MAX_SPANS);
    assertThat(transaction.path("tags").path("spans_over_limit").asText()).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({"301,0", "302,0", "399,0", "200,1", "299,1", "400,1", "500,1"})
  void redirectsAreNotTraced(int status, int sent) {
    Reporter reporter = reporter();
    ReportTransaction traced = requireNonNull(reporter.startTransaction(CONTEXT, null));
    traced.finish(status, CONTEXT);
    end(reporter);

    assertThat(upstream.items("transaction")).hasSize(sent);
    assertThat(relay.items("transaction")).hasSize(sent);
  }

  @Test
  void anInvocationThatIsNotDrawnIsNotTraced() {
    Reporter reporter = reporter(0, Map.of());
    assertThat(reporter.startTransaction(CONTEXT, null)).isNull();
    assertThat(reporter.startTransaction(CONTEXT, TRACE + "-0")).isNull();
    assertThat(reporter.startTransaction(CONTEXT, TRACE + "-1")).isNotNull();
    end(reporter);
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void eachTargetSaysWhatItThinksOfATestEvent() {
    relay.answer(Reply.of(403));
    Reporter reporter = reporter();
    List<TestEventAnswer> answers = reporter.sendTestEvents();
    end(reporter);

    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).target()).isEqualTo("upstream");
    assertThat(answers.get(0).status()).isEqualTo(200);
    assertThat(answers.get(0).error()).isNull();
    assertThat(answers.get(1).target()).isEqualTo("relay");
    assertThat(answers.get(1).status()).isEqualTo(403);
    assertThat(answers.get(1).error()).contains("key");
    JsonNode event = upstream.items("event").get(0).json();
    assertThat(event.path("message").path("formatted").asText()).contains("test event");
    assertThat(event.path("level").asText()).isEqualTo("info");
    assertThat(event.path("tags").path("region").asText()).isEqualTo("eu-central-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 404, 413, 418, 429, 500})
  void aRefusalOfTheTestEventIsTold(int status) {
    upstream.answer(Reply.of(status));
    Reporter reporter = reporter();
    TestEventAnswer answer = reporter.sendTestEvents().get(0);
    end(reporter);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isNotBlank();
  }

  @Test
  void atATargetThatCannotBeReachedTheTestEventSaysSo() {
    Reporter reporter =
        new Reporter(settings(SentryServer.deadDsn("k", "1"), null, 0, Map.of()), counts, lines);
    List<TestEventAnswer> answers = reporter.sendTestEvents();
    end(reporter);
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).status()).isZero();
    assertThat(answers.get(0).error()).contains("cannot be reached");
  }

  @Test
  void sixtyFourThreadsStartTheSdkOnceAndLoseNothing() throws Exception {
    Reporter reporter = reporter();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      go.await();
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                    reporter.report(fault(), CONTEXT);
                  }));
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    end(reporter);

    for (String target : List.of("upstream", "relay")) {
      SentryServer server = target.equals("upstream") ? upstream : relay;
      long lost =
          counts.below("internal.lost_events " + target).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      assertThat(server.items("event").size() + lost).as(target).isEqualTo(64);
    }
    assertThat(counts.of("internal.captured.events.envelopes")).isEqualTo(64);
    assertThat(reporter.starts()).isEqualTo(1);
  }

  @Test
  void afterTheEndNothingIsSentAndNothingFails() {
    Reporter reporter = reporter();
    reporter.report(fault(), CONTEXT);
    end(reporter);
    end(reporter);
    reporter.report(fault(), CONTEXT);
    reporter.flush(1_000);
    assertThat(upstream.items("event")).hasSize(1);
    assertThat(
            counts.below("internal.lost_events upstream ").values().stream()
                .mapToLong(n -> n)
                .sum())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "200,0", "201,1", "1200,1000", "2200,2000", "900000,2000", "-5,0"})
  void aFlushLeavesTimeForTheAnswer(long left, long flushed) {
    assertThat(Reporter.flushMillis(left)).isEqualTo(flushed);
  }

  @Test
  void withNoTargetNothingHappens() {
    Reporter reporter = new Reporter(settings(null, null, 1, Map.of()), counts, lines);
    reporter.report(fault(), CONTEXT);
    reporter.forward(new byte[0], CONTEXT);
    assertThat(reporter.startTransaction(CONTEXT, TRACE + "-1")).isNull();
    assertThat(reporter.sendTestEvents()).isEmpty();
    reporter.flush(10_000);
    assertThat(reporter.isEnabled()).isFalse();
    assertThat(reporter.isHealthy()).isTrue();
    reporter.close();
    assertThat(reporter.starts()).isZero();
    assertThat(counts.all()).isEmpty();
    assertThat(lines.lines()).isEmpty();
  }

  // Envelopes that are sent on ----------------------------------------------------------------

  private static final String STATSD =
      "{\"type\":\"statsd\",\"length\":31,\"x\":1.50}\nsome.count:1|c|#a:b|T1700000000\n";
  private static final String UNKNOWN =
      "{ \"length\" : 6 , \"type\":\"Future_Thing\", \"weird\":[1, 2.0, null]}\n\u0000\u00ff{}\n\n\n";
  private static final String EVENT = "{\"type\":\"event\",\"length\":16}\n{\"level\":\"info\"}\n";

  private static byte[] envelope(String... items) {
    return ("{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\","
            + "\"dsn\":\"https://other@sentry.example/1\"}\n"
            + String.join("", items))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void itemsOfUnknownTypesComeThroughByteForByte() {
    Reporter reporter = reporter();
    reporter.forward(envelope(EVENT, UNKNOWN), CONTEXT);
    end(reporter);

    for (SentryServer server : List.of(upstream, relay)) {
      Request request = server.requests().get(0);
      assertThat(request.items()).hasSize(2);
      Item item = request.items().get(1);
      assertThat(item.line() + "\n" + item.payload() + "\n").isEqualTo(UNKNOWN);
      // Whoever it was first addressed to is no business of the targets'.
      assertThat(request.header().has("dsn")).isFalse();
      assertThat(request.header().path("event_id").asText())
          .isEqualTo("9ec79c33ec9942ab8353589fcb2e04dc");
    }
  }

  @Test
  void upstreamGetsNoStatsdAndTheRelayDoes() {
    Reporter reporter = reporter();
    reporter.forward(envelope(EVENT, STATSD), CONTEXT);
    reporter.forward(envelope(STATSD), CONTEXT);
    end(reporter);

    assertThat(upstream.items("statsd")).isEmpty();
    assertThat(upstream.items("event")).hasSize(1);
    assertThat(relay.items("statsd")).hasSize(2);
    assertThat(counts.of("internal.captured.events.upstream")).isEqualTo(1);
    assertThat(counts.of("internal.captured.events.relay")).isEqualTo(2);
    assertThat(counts.below("internal.lost_events "))
        .isEqualTo(Map.of("upstream sample_rate metric_bucket", 2L));
    assertThat(upstream.clientReports()).isEqualTo(Map.of("sample_rate metric_bucket", 2L));
    assertThat(relay.clientReports()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,0", "false,1"})
  void upstreamGetsStatsdWhenItIsToOrWhenDrawn(boolean enabled, double rate) {
    ReportSettings settings =
        new ReportSettings(
            upstream.dsn("u", "1"),
            null,
            Set.of(),
            "s",
            "r",
            "f",
            "eventfix@1",
            0,
            Map.of(),
            enabled,
            rate);
    Reporter reporter = new Reporter(settings, counts, lines);
    reporter.forward(envelope(STATSD), CONTEXT);
    end(reporter);

    assertThat(upstream.items("statsd").get(0).line())
        .isEqualTo(STATSD.substring(0, STATSD.indexOf('\n')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no envelope",
        "{}\n{\"type\":\"event\",\"length\":900}\n{}",
        "{}\n{\"length\":2}\n{}",
        "{}\n[]\n{}"
      })
  void whatIsNoEnvelopeIsCountedAsLost(String bytes) {
    Reporter reporter = reporter();
    reporter.forward(bytes.getBytes(StandardCharsets.UTF_8), CONTEXT);
    end(reporter);

    assertThat(counts.below("internal.lost_events "))
        .isEqualTo(
            Map.of(
                "upstream internal_sdk_error default", 1L,
                "relay internal_sdk_error default", 1L));
    assertThat(upstream.requests()).isEmpty();
  }
}
