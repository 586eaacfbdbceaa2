package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.telemetry.SentryServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both targets in every state at once: what becomes of one has nothing to do with the other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TargetMatrixTest {

  /** Long enough for any machine: nothing waits so long but what has failed. */
  static final long AMPLE_MILLIS = 30_000;

  /**
   * What a target does, and what becomes of two envelopes.
   *
   * @param reply null when nobody listens
   * @param told what the requests told as lost, summed up: also what they told in vain
   */
  record State(
      String name,
      @Nullable Reply reply,
      int requests,
      Map<String, Long> lost,
      Map<String, Long> told) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final State UP = new State("up", Reply.OK, 2, Map.of(), Map.of());

  private static final State DOWN =
      new State("down", null, 0, Map.of("network_error error", 2L), Map.of());

  /** The answer to the first never comes. */
  private static final State SLOW =
      new State(
          "slow",
          Reply.NEVER,
          1,
          Map.of("network_error error", 1L, "queue_overflow error", 1L),
          Map.of());

  private static final List<State> STATES =
      List.of(
          UP,
          DOWN,
          SLOW,
          limited("429", Map.of()),
          limited("429 for all", Map.of("X-Sentry-Rate-Limits", "60::organization")),
          limited("429 for errors", Map.of("X-Sentry-Rate-Limits", "60:error:key")),
          // Two envelopes, and after each what is told of its loss.
          new State(
              "413",
              Reply.of(413),
              4,
              Map.of("send_error error", 2L),
              Map.of("send_error error", 1L + 1L + 2L)),
          // The second envelope tells the loss of the first; none is sent to tell of it alone.
          failing("500", Reply.of(500), "send_error error"),
          failing("503", Reply.of(503), "send_error error"),
          failing("cut off", Reply.CUT, "network_error error"));

  private static State limited(String name, Map<String, String> headers) {
    return new State(
        name,
        new Reply(429, headers),
        1,
        Map.of("rate_limited error", 1L, "ratelimit_backoff error", 1L),
        Map.of());
  }

  private static State failing(String name, Reply reply, String loss) {
    return new State(name, reply, 2, Map.of(loss, 2L), Map.of(loss, 1L));
  }

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (State upstream : STATES) {
      for (State relay : STATES) {
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
          .isEqualTo(upstream.equals(SLOW) ? 1 : 0);
      assertThat(targets.counts.of("internal.flush_timeouts relay"))
          .isEqualTo(relay.equals(SLOW) ? 1 : 0);
      assertThat(targets.transport.isHealthy()).isEqualTo(upstream.equals(UP) && relay.equals(UP));
      targets.end();

      check("upstream", upstream, targets, first, "up", "1");
      check("relay", relay, targets, second, "re", "2");
      assertThat(targets.counts.of("internal.captured.events.envelopes")).isEqualTo(2);
      assertThat(targets.counts.of("internal.captured.events.upstream")).isEqualTo(2);
      assertThat(targets.counts.of("internal.captured.events.relay")).isEqualTo(2);
    }
  }

  private static String dsn(State state, SentryServer server, String key, String project) {
    if (state.reply() == null) {
      return SentryServer.deadDsn(key, project);
    }
    server.answer(state.reply());
    return server.dsn(key, project);
  }

  private static void settle(State state, HttpTransport target, SentryServer server)
      throws InterruptedException {
    if (state.equals(SLOW)) {
      server.await(1);
    } else {
      target.flush(AMPLE_MILLIS);
    }
  }

  private static void check(
      String name, State state, Targets targets, SentryServer server, String key, String project) {
    assertThat(targets.counts.below("internal.lost_events " + name + " "))
        .as(name)
        .isEqualTo(state.lost());
    assertThat(targets.counts.of("internal.sent_requests." + name + ".events"))
        .as(name)
        .isEqualTo(state.requests());
    assertThat(server.requests()).as(name).hasSize(state.requests());
    assertThat(server.clientReports()).as(name).isEqualTo(state.told());
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
