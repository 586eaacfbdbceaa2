package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.telemetry.SentryServer.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many envelopes, one target of which fails in every way in turn. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AccountTest {

  private static final int ENVELOPES = 10_000;

  /** At most that many are on their way to the target that works, so that its queue holds them. */
  private static final int WINDOW = HttpTransport.MAX_QUEUED_ENVELOPES;

  @Test
  void noneIsLostForTheTargetThatWorksAndAllAreAccountedForBoth() throws Exception {
    try (SentryServer failing = new SentryServer();
        SentryServer working = new SentryServer();
        Targets targets = new Targets(failing.dsn("up", "1"), working.dsn("re", "2"))) {
      AtomicInteger taken = new AtomicInteger();
      AtomicInteger asked = new AtomicInteger();
      Map<String, Long> told = new ConcurrentHashMap<>();
      failing.answer(
          request -> {
            Reply reply = reply(asked.getAndIncrement());
            if (reply.status() == 200) {
              taken.addAndGet(request.items("event").size());
              SentryServer.told(request)
                  .forEach((loss, amount) -> told.merge(loss, amount, Long::sum));
            }
            return reply;
          });

      int most = 0;
      for (int i = 0; i < ENVELOPES; i++) {
        targets.send();
        most = Math.max(most, targets.upstream.queued());
        if (i % WINDOW == WINDOW - 1) {
          targets.relay.flush(TargetMatrixTest.AMPLE_MILLIS);
        }
      }
      targets.relay.flush(TargetMatrixTest.AMPLE_MILLIS);
      targets.end();

      assertThat(targets.counts.below("internal.lost_events relay")).isEmpty();
      assertThat(working.items("event")).hasSize(ENVELOPES);
      assertThat(working.clientReports()).isEmpty();

      Map<String, Long> lost = targets.counts.below("internal.lost_events upstream ");
      long dropped = lost.values().stream().mapToLong(Long::longValue).sum();
      assertThat(taken.get() + dropped).as("%s taken, %s", taken, lost).isEqualTo(ENVELOPES);
      assertThat(taken.get()).isPositive();
      assertThat(lost)
          .containsKeys(
              "send_error error",
              "network_error error",
              "rate_limited error",
              "queue_overflow error");
      assertThat(most).isLessThanOrEqualTo(HttpTransport.MAX_QUEUED_ENVELOPES);
      assertThat(targets.counts.of("internal.sent_requests.upstream.events"))
          .isEqualTo(failing.requests().size());
      // What was told of its losses was told once: what was told in vain is told again.
      assertThat(told).isNotEmpty();
      told.forEach((loss, amount) -> assertThat(amount).isLessThanOrEqualTo(lost.get(loss)));
    }
  }

  /** Each way to fail in turn, and one that works; the last one hangs for ever. */
  private static Reply reply(int number) {
    if (number == 1_000) {
      return Reply.NEVER;
    }
    return switch (number % 7) {
      case 0 -> Reply.of(500);
      case 1 -> Reply.of(503);
      case 2 -> Reply.CUT;
      case 3 -> Reply.of(413);
      // Lifted at once: the next envelope is sent.
      case 4 -> new Reply(429, Map.of("X-Sentry-Rate-Limits", "0:error:key"));
      case 5 -> Reply.of(302);
      default -> Reply.OK;
    };
  }
}
