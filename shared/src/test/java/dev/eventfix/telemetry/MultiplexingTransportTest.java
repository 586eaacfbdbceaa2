package dev.eventfix.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.Hint;
import io.sentry.JsonSerializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryOptions;
import io.sentry.TraceContext;
import io.sentry.transport.RateLimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultiplexingTransportTest {

  /** Does as it is told, and writes down what it was asked for. */
  private static final class FakeTarget implements ReportTarget {
    private final String name;
    private final List<String> calls;
    private final List<SentryEnvelope> sent = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private @Nullable RuntimeException fault;
    private @Nullable IOException refusal;
    private boolean healthy = true;
    private boolean idle = true;
    private long waited = -1;

    FakeTarget(String name, List<String> calls) {
      this.name = name;
      this.calls = calls;
    }

    private void called(String what) {
      calls.add(name + " " + what);
      if (fault != null) {
        throw fault;
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String publicKey() {
      return name + "-key";
    }

    @Override
    public void recordLost(String reason, String category, long amount) {
      lost.add(reason + " " + category + " " + amount);
    }

    @Override
    public void recordLost(String reason, SentryEnvelope envelope) {
      lost.add(reason);
    }

    @Override
    public void send(SentryEnvelope envelope, Hint hint) throws IOException {
      // What a target does to its copy is its own matter.
      envelope.getHeader().setSentAt(Date.from(Instant.EPOCH));
      if (envelope.getItems() instanceof List<?> items) {
        sent.add(new SentryEnvelope(envelope.getHeader(), new ArrayList<>(copy(items))));
        items.clear();
      }
      hint.set("sentry:mine", true);
      called("send");
      if (refusal != null) {
        throw refusal;
      }
    }

    private static List<SentryEnvelopeItem> copy(List<?> items) {
      List<SentryEnvelopeItem> copy = new ArrayList<>();
      items.forEach(item -> copy.add((SentryEnvelopeItem) item));
      return copy;
    }

    @Override
    public void beginFlush(boolean last) {
      called("begin");
    }

    @Override
    public boolean awaitIdle(long millis) {
      waited = millis;
      called("await");
      return idle;
    }

    @Override
    public TestEventAnswer sendNow(SentryEnvelope envelope) {
      return new TestEventAnswer(name, 200, null, 0);
    }

    @Override
    public boolean isHealthy() {
      return healthy;
    }

    @Override
    public void flush(long timeoutMillis) {
      throw new AssertionError("both are flushed at once");
    }

    @Override
    public @Nullable RateLimiter getRateLimiter() {
      return null;
    }

    @Override
    public void close() {
      called("close");
    }

    @Override
    public void close(boolean isRestarting) {
      close();
    }
  }

  private final List<String> calls = new ArrayList<>();
  private final FakeTarget upstream = new FakeTarget("upstream", calls);
  private final FakeTarget relay = new FakeTarget("relay", calls);
  private final RecordedCounts counts = new RecordedCounts();
  private final RecordedLines lines = new RecordedLines();
  private final EnvelopeCodec codec = new EnvelopeCodec(new JsonSerializer(new SentryOptions()));
  private final MultiplexingTransport transport =
      new MultiplexingTransport(List.of(upstream, relay), () -> false, codec, counts, lines);

  private SentryEnvelope envelope() {
    return codec.read(
        ("{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\",\"more\":{\"a\":[1]},"
                + "\"trace\":{\"trace_id\":\"0123456789abcdef0123456789abcdef\","
                + "\"public_key\":\"original\",\"user_id\":\"someone\"}}\n"
                + "{\"type\":\"event\",\"length\":2}\n{}\n"
                + "{\"type\":\"statsd\",\"length\":3}\na:1\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static List<SentryEnvelopeItem> items(SentryEnvelope envelope) {
    List<SentryEnvelopeItem> items = new ArrayList<>();
    envelope.getItems().forEach(items::add);
    return items;
  }

  @Test
  void eachTargetHasItsOwnCopyAndTheOriginalStaysAsItWas() throws Exception {
    SentryEnvelope original = envelope();
    List<SentryEnvelopeItem> items = items(original);
    byte[] before = codec.compressed(original);
    Hint hint = new Hint();
    transport.send(original, hint);

    assertThat(calls).containsExactly("upstream send", "relay send");
    assertThat(items(original)).isEqualTo(items);
    assertThat(original.getHeader().getSentAt()).isNull();
    assertThat(codec.compressed(original)).isEqualTo(before);
    assertThat(hint.get("sentry:mine")).isNull();
    // A target emptied its copy, yet the next one got all.
    assertThat(items(upstream.sent.get(0))).containsExactly(items.get(0));
    assertThat(items(relay.sent.get(0))).isEqualTo(items);
    assertThat(upstream.sent.get(0).getHeader())
        .isNotSameAs(relay.sent.get(0).getHeader())
        .isNotSameAs(original.getHeader());
    for (FakeTarget target : List.of(upstream, relay)) {
      var header = target.sent.get(0).getHeader();
      assertThat(header.getEventId()).isEqualTo(original.getHeader().getEventId());
      assertThat(header.getUnknown()).isEqualTo(Map.of("more", Map.of("a", List.of(1))));
      TraceContext trace = requireNonNull(header.getTraceContext());
      assertThat(trace.getPublicKey()).isEqualTo(target.publicKey());
      assertThat(trace.getUserId()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"upstream, true", "upstream, false", "relay, true", "relay, false"})
  void aTargetThatThrowsDoesNotKeepTheOtherFromItsCopy(String name, boolean unchecked) {
    FakeTarget failing = name.equals("upstream") ? upstream : relay;
    FakeTarget working = failing == upstream ? relay : upstream;
    if (unchecked) {
      failing.fault = new IllegalStateException("hostile-text");
    } else {
      failing.refusal = new IOException("hostile-text");
    }
    transport.send(envelope(), new Hint());
    transport.flush(1_000);
    transport.close();

    assertThat(working.sent).hasSize(1);
    assertThat(working.lost.stream().filter(loss -> loss.startsWith("internal"))).isEmpty();
    assertThat(failing.lost).contains("internal_sdk_error");
    assertThat(calls).contains(working.name + " await", working.name + " close");
    assertThat(lines.lines()).isNotEmpty();
    assertThat(String.join("", lines.lines())).doesNotContain("hostile");
    if (unchecked) {
      assertThat(counts.of("internal.flush_timeouts " + failing.name)).isEqualTo(1);
    }
    assertThat(counts.of("internal.flush_timeouts " + working.name)).isZero();
  }

  @Test
  void bothAreFlushedBeforeEitherIsWaitedForAndShareTheTime() {
    upstream.idle = false;
    transport.flush(60_000);

    assertThat(calls)
        .containsExactly("upstream begin", "relay begin", "upstream await", "relay await");
    assertThat(upstream.waited).isBetween(1L, 60_000L);
    assertThat(relay.waited).isBetween(1L, upstream.waited);
    assertThat(counts.all()).isEqualTo(Map.of("internal.flush_timeouts upstream", 1L));
  }

  @Test
  void aFlushWithNoTimeLeftOnlyLooks() {
    transport.flush(0);
    assertThat(upstream.waited).isLessThanOrEqualTo(0);
    assertThat(relay.waited).isLessThanOrEqualTo(0);
    assertThat(counts.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,true,true", "true,false,false", "false,true,false", "false,false,false"})
  void healthyOnlyWhenEveryTargetIs(boolean first, boolean second, boolean all) {
    upstream.healthy = first;
    relay.healthy = second;
    assertThat(transport.isHealthy()).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsMarkedUnsafeNeverGoesToTheRelay(boolean unsafe) {
    Hint hint = new Hint();
    hint.set(MultiplexingTransport.UNSAFE, unsafe);
    transport.send(envelope(), hint);

    assertThat(upstream.sent).hasSize(1);
    assertThat(relay.sent).hasSize(unsafe ? 0 : 1);
    assertThat(counts.of("internal.captured.events.relay")).isEqualTo(unsafe ? 0 : 1);
    assertThat(counts.of("internal.uncaptured.events.relay unsafe")).isEqualTo(unsafe ? 1 : 0);
    assertThat(relay.lost).isEmpty();
  }
}
