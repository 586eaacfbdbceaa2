package dev.eventfix.telemetry;

import io.sentry.Hint;
import io.sentry.JsonSerializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two targets as the SDK's set-up makes them, and the transport over both; without time-outs, so
 * that no machine is too slow.
 */
final class Targets implements AutoCloseable {

  final RecordedCounts counts = new RecordedCounts();
  final RecordedLines lines = new RecordedLines();
  final SentryOptions options = new SentryOptions();
  final EnvelopeCodec codec = new EnvelopeCodec(new JsonSerializer(options));
  final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
  final HttpTransport upstream;
  final HttpTransport relay;
  final MultiplexingTransport transport;

  Targets(String upstreamDsn, String relayDsn) {
    options.setLogger(new SdkLogger(lines));
    upstream = target("upstream", upstreamDsn);
    relay = target("relay", relayDsn);
    transport =
        new MultiplexingTransport(List.of(upstream, relay), () -> false, codec, counts, lines);
  }

  private HttpTransport target(String name, String dsn) {
    return new HttpTransport(name, dsn, options, codec, counts, lines, clock::get, 0);
  }

  SentryEnvelope envelope() {
    SentryEvent event = new SentryEvent();
    event.setPlatform("java");
    try {
      return SentryEnvelope.from(options.getSerializer(), event, options.getSdkVersion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send() {
    transport.send(envelope(), new Hint());
  }

  /** Cuts off what is on its way, so that all is accounted for. */
  void end() {
    transport.close();
  }

  @Override
  public void close() {
    end();
  }
}
