package dev.eventfix.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings("StringConcatToTextBlock") // Where lines end is what is tested.
class ServerSentEventsTest {

  /** No heartbeat of the thread's own comes while a test runs. */
  private static final int NEVER = Integer.MAX_VALUE;

  private final RecordedResponse response = new RecordedResponse();
  private final AtomicLong millis = new AtomicLong();
  private final List<ServerSentEvents> begun = new ArrayList<>();

  private ServerSentEvents events(RecordedResponse to, int heartbeatMillis) {
    ServerSentEvents events =
        new ServerSentEvents(to, heartbeatMillis, () -> millis.get() * 1_000_000);
    events.begin();
    begun.add(events);
    return events;
  }

  @AfterEach
  void end() throws InterruptedException {
    begun.forEach(ServerSentEvents::end);
    for (Thread thread : heartbeats()) {
      thread.join();
    }
  }

  private static List<Thread> heartbeats() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("heartbeat"))
        .toList();
  }

  @Test
  void theResponseBeginsWithItsHeadersAndAComment() {
    ServerSentEvents events = new ServerSentEvents(response);
    assertThat(events.hasBegun()).isFalse();
    assertThat(response.headers).isNull();
    begun.add(events);
    events.begin();
    events.begin();
    assertThat(events.hasBegun()).isTrue();
    assertThat(response.status).isEqualTo(200);
    assertThat(response.headers)
        .isEqualTo(
            Map.of(
                "Content-Type", "text/event-stream; charset=utf-8",
                "Cache-Control", "no-store, no-transform",
                "X-Accel-Buffering", "no"));
    assertThat(response.body()).isEqualTo(":\n\n");
  }

  @Test
  void noTextBreaksTheFraming() {
    ServerSentEvents events = events(response, NEVER);
    assertThat(response.take()).isEqualTo(":\n\n");
    assertThat(events.token("a\nb\r\n\ndata: é\u2028\u0000\ud83d\ude00")).isTrue();
    assertThat(response.take())
        .isEqualTo(
            "event: token\n"
                + "data: {\"text\":\"a\\nb\\r\\n\\ndata: é\u2028\\u0000\ud83d\ude00\"}\n\n");
    events.usage(12, 3);
    assertThat(response.take())
        .isEqualTo("event: usage\ndata: {\"input_tokens\":12,\"output_tokens\":3}\n\n");
    events.done("{\"a\":1}".getBytes(UTF_8));
    assertThat(response.take()).isEqualTo("event: done\ndata: {\"a\":1}\n\n");
  }

  @Test
  void anErrorIsTheLastEventToo() {
    ServerSentEvents events = events(response, NEVER);
    response.take();
    events.error("{\"status\":502}".getBytes(UTF_8));
    assertThat(response.take()).isEqualTo("event: error\ndata: {\"status\":502}\n\n");
  }

  @Test
  void nothingIsToldBeforeItBegins() {
    ServerSentEvents events = new ServerSentEvents(response);
    assertThatThrownBy(() -> events.token("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("begin()");
    assertThatThrownBy(() -> events.usage(1, 2)).isInstanceOf(IllegalStateException.class);
    assertThat(response.headers).isNull();
  }

  @Test
  void aCommentIsWrittenWhenNothingElseWas() {
    assertThat(ServerSentEvents.HEARTBEAT_MILLIS).isLessThan(15_000);
    // Of a clock that stands still, so that the thread's own beats stay out.
    ServerSentEvents events = events(response, 10_000);
    response.take();
    millis.set(9_999);
    assertThat(events.beatIfDue()).isEqualTo(1);
    assertThat(response.take()).isEmpty();
    millis.set(10_000);
    assertThat(events.beatIfDue()).isEqualTo(10_000);
    assertThat(response.take()).isEqualTo(":\n\n");
    millis.set(15_000);
    assertThat(events.token("a")).isTrue();
    response.take();
    millis.set(24_000);
    assertThat(events.beatIfDue()).as("counted from the last write").isEqualTo(1_000);
    assertThat(response.take()).isEmpty();
  }

  @Test
  void theHeartbeatBeatsByItselfAndEndsWithTheStream() throws InterruptedException {
    RecordedResponse beaten = new RecordedResponse(4);
    ServerSentEvents events = new ServerSentEvents(beaten, 1, System::nanoTime);
    begun.add(events);
    events.begin();
    Thread heartbeat = heartbeats().getFirst();
    assertThat(heartbeat.isDaemon()).isTrue();
    beaten.awaitWrites();
    events.done("{}".getBytes(UTF_8));
    heartbeat.join();
    assertThat(beaten.take()).matches("(:\n\n){4,}event: done\ndata: \\{}\n\n");
  }

  @Test
  void whoeverIsGoneIsToldNoMore() throws InterruptedException {
    ServerSentEvents events = events(response, NEVER);
    assertThat(events.token("a")).isTrue();
    response.closed = true;
    assertThat(events.token("b")).isFalse();
    response.closed = false;
    response.take();
    assertThat(events.token("c")).as("once gone, gone").isFalse();
    events.usage(1, 2);
    events.done("{}".getBytes(UTF_8));
    assertThat(response.take()).isEmpty();
  }

  @Test
  void theHeartbeatNoticesThatNobodyIsThere() throws InterruptedException {
    RecordedResponse beaten = new RecordedResponse(2);
    ServerSentEvents events = new ServerSentEvents(beaten, 1, System::nanoTime);
    begun.add(events);
    events.begin();
    Thread heartbeat = heartbeats().getFirst();
    beaten.awaitWrites();
    beaten.closed = true;
    heartbeat.join();
    assertThat(events.token("a")).isFalse();
  }

  @Test
  void aResponseThatCannotBeginHasNoListener() {
    response.closed = true;
    ServerSentEvents events = events(response, NEVER);
    assertThat(events.hasBegun()).isTrue();
    assertThat(events.token("a")).isFalse();
    events.done("{}".getBytes(UTF_8));
    assertThat(response.body()).isEmpty();
  }
}
