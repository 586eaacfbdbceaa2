package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.telemetry.SentryServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both targets in every state at once: what becomes of one has nothing to do with the other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TargetMatrixTest {

  /** Long enough for any machine: nothing waits so long but what has failed. */
  static final long AMPLE_MILLIS = 30_000;

  enum State {
    /** Takes everything. */
    UP(Reply.OK, 2, Map.of(), Map.of()),
    /** Nobody listens. */
    DOWN(null, 0, Map.of("network_error error", 2L), Map.of()),
    /** The answer to the first never comes. */
    SLOW(Reply.NEVER, 1, Map.of("network_error error", 1L, "queue_overflow error", 1L), Map.of()),
    LIMITED(
        Reply.of(429),
        1,
        Map.of("rate_limited error", 1L, "ratelimit_backoff error", 1L),
        Map.of()),
    LIMITED_ERRORS(
        new Reply(429, Map.of("X-Sentry-Rate-Limits", "60:error:key")),
        1,
        Map.of("rate_limited error", 1L, "ratelimit_backoff error", 1L),
        Map.of()),
    /** Two envelopes, and after each what is told of its loss. */
    TOO_LARGE(
        Reply.of(413), 4, Map.of("send_error error", 2L), Map.of("send_error error", 1L + 1L + 2L)),
    /** The second envelope tells the loss of the first; none is sent to tell of it alone. */
    FAULTY(Reply.of(500), 2, Map.of("send_error error", 2L), Map.of("send_error error", 1L)),
    UNAVAILABLE(Reply.of(503), 2, Map.of("send_error error", 2L), Map.of("send_error error", 1L)),
    /** Takes the request and ends the connection. */
    CUTTING(Reply.CUT, 2, Map.of("network_error error", 2L), Map.of("network_error error", 1L));

    final Reply reply;
    final int requests;
    final Map<String, Long> lost;
    final Map<String, Long> told;

    @SuppressWarnings("NullAway") // DOWN has no server
    State(Reply reply, int requests, Map<String, Long> lost, Map<String, Long> told) {
      this.reply = reply;
      this.requests = requests;
      this.lost = lost;
      this.told = told;
    }
  }

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (State upstream : State.values()) {
      for (State relay : State.values()) {
        pairs.add(Arguments.of(upstream, relay));
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatBecomesOfOneTargetIsNoMatterForTheOther(State upstream, State relay) throws Exception {
    try (SentryServer first = new SentryServer();
        SentryServer second = new SentryServer();
        Targets targets =
            new Targets(dsn(upstream, first, "up", "1"), dsn(relay, second, "re", "2"))) {
      targets.send();
      settle(upstream, targets.upstream, first);
      settle(relay, targets.relay, second);
      targets.send();
      settle(upstream, targets.upstream, first);
      settle(relay, targets.relay, second);

      // Looks only: what hangs is counted.
      targets.transport.flush(0);
      assertThat(targets.counts.of("internal.flush_timeouts upstream"))
          .isEqualTo(upstream == State.SLOW ? 1 : 0);
      assertThat(targets.counts.of("internal.flush_timeouts relay"))
          .isEqualTo(relay == State.SLOW ? 1 : 0);
      assertThat(targets.transport.isHealthy())
          .isEqualTo(upstream == State.UP && relay == State.UP);
      targets.close();

      check("upstream", upstream, targets, first, "up", "1");
      check("relay", relay, targets, second, "re", "2");
      assertThat(targets.counts.of("internal.captured.events.envelopes")).isEqualTo(2);
      assertThat(targets.counts.of("internal.captured.events.upstream")).isEqualTo(2);
      assertThat(targets.counts.of("internal.captured.events.relay")).isEqualTo(2);
    }
  }

  private static String dsn(State state, SentryServer server, String key, String project) {
    if (state == State.DOWN) {
      return SentryServer.deadDsn(key, project);
    }
    server.answer(state.reply);
    return server.dsn(key, project);
  }

  private static void settle(State state, HttpTransport target, SentryServer server)
      throws InterruptedException {
    if (state == State.SLOW) {
      server.await(1);
    } else {
      target.flush(AMPLE_MILLIS);
    }
  }

  private static void check(
      String name, State state, Targets targets, SentryServer server, String key, String project) {
    assertThat(targets.counts.below("internal.lost_events " + name + " "))
        .as(name)
        .isEqualTo(state.lost);
    assertThat(targets.counts.of("internal.sent_requests." + name + ".events"))
        .as(name)
        .isEqualTo(state.requests);
    assertThat(server.requests()).as(name).hasSize(state.requests);
    assertThat(server.clientReports()).as(name).isEqualTo(state.told);
    for (SentryServer.Request request : server.requests()) {
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/api/" + project + "/envelope/");
      assertThat(request.headers())
          .containsEntry("content-type", "application/x-sentry-envelope")
          .containsEntry("content-encoding", "gzip")
          .containsEntry("connection", "close");
      assertThat(request.headers().get("x-sentry-auth"))
          .startsWith("Sentry sentry_version=7,")
          .contains("sentry_client=sentry.java/")
          .endsWith("sentry_key=" + key);
      assertThat(request.header().has("sent_at")).isTrue();
    }
  }
}
