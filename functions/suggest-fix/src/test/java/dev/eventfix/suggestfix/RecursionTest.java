package dev.eventfix.suggestfix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.eventfix.runtime.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real function fails over events, some of which are of the project that takes its own
 * failures: here because a record comes and there is no table.
 */
final class RecursionTest {

  private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:suggest-fix";
  private static final String EVENT = "{\"message\": \"it failed\"}";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A Sentry that takes everything. */
  private static final class Target implements AutoCloseable {
    private int envelopes;
    private final HttpServer server;

    Target() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            received();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    String dsn(String project) {
      return "http://key@127.0.0.1:" + server.getAddress().getPort() + "/" + project;
    }

    private synchronized void received() {
      envelopes++;
      notifyAll();
    }

    /** How many came, once there are so many: on a busy machine they may be late. */
    synchronized int envelopes(int expected) throws InterruptedException {
      long until = System.nanoTime() + PATIENCE_NANOS;
      for (long left = PATIENCE_NANOS;
          envelopes < expected && left > 0;
          left = until - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return envelopes;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Target upstream;
  private Target relay;
  private SuggestFixHandler handler;

  @BeforeEach
  void start() throws IOException {
    upstream = new Target();
    relay = new Target();
    Map<String, String> settings = new HashMap<>();
    settings.put("stage", "production");
    settings.put("suggestions.queue_arn", QUEUE);
    // No table: what a record needs is missing, and so each is a fault that is reported.
    settings.put("skip_service_validation", "true");
    settings.put("sentry.dsn", upstream.dsn("1"));
    settings.put("sentry.internal_dsn", relay.dsn("7"));
    handler =
        new SuggestFixHandler(
            SuggestFix.coldStart(new Surroundings(Map.of(), settings, lines)), lines);
  }

  @AfterEach
  void stop() {
    upstream.close();
    relay.close();
  }

  private void receive(String... bodies) throws IOException {
    ObjectNode event = MAPPER.createObjectNode();
    for (int i = 0; i < bodies.length; i++) {
      event
          .withArray("Records")
          .addObject()
          .put("messageId", "m-" + i)
          .put("eventSource", "aws:sqs")
          .put("eventSourceARN", QUEUE)
          .put("body", bodies[i]);
    }
    handler.handleRequest(
        new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new FakeContext(60_000));
  }

  private static String of(String project) {
    return "{\"project\": \"" + project + "\", \"event\": " + EVENT + "}";
  }

  private static String envelope(String project) {
    return "{\"dsn\": \"https://k@sentry.example/"
        + project
        + "\"}\n{\"type\": \"event\"}\n"
        + EVENT
        + "\n";
  }

  private static String both(String project, String envelopesProject) {
    return MAPPER
        .createObjectNode()
        .put("project", project)
        .put("envelope", envelope(envelopesProject))
        .toString();
  }

  @ParameterizedTest
  @CsvSource({"42, 1", "7, 0", "8, 1"})
  void byTheRequestsProject(String project, int relayed) throws Exception {
    receive(of(project));
    assertThat(upstream.envelopes(1)).isEqualTo(1);
    assertThat(relay.envelopes(relayed)).isEqualTo(relayed);
  }

  @ParameterizedTest
  @CsvSource({"42, 1", "7, 0"})
  void byTheEnvelopesProject(String project, int relayed) throws Exception {
    receive(envelope(project));
    assertThat(upstream.envelopes(1)).isEqualTo(1);
    assertThat(relay.envelopes(relayed)).isEqualTo(relayed);
  }

  /** A forwarder may give projects names of its own. */
  @ParameterizedTest
  @CsvSource({"shop, 42, 1", "eventfix-errors, 7, 0", "7, 42, 0"})
  void byEitherOfThem(String project, String envelopesProject, int relayed) throws Exception {
    receive(both(project, envelopesProject));
    assertThat(upstream.envelopes(1)).isEqualTo(1);
    assertThat(relay.envelopes(relayed)).isEqualTo(relayed);
  }

  @Test
  void ofABatchEachForItself() throws Exception {
    receive(of("7"), of("42"), of("7"), EVENT);
    assertThat(upstream.envelopes(4)).isEqualTo(4);
    assertThat(relay.envelopes(1)).isEqualTo(1);
  }

  /** What was reported comes back as an event of our own project, and that is the end of it. */
  @Test
  void theFailureThatComesBackIsNotReportedAgain() throws Exception {
    receive(of("42"));
    int reported = relay.envelopes(1);
    assertThat(reported).isEqualTo(1);
    for (int i = 0; i < reported; i++) {
      receive(of("7"));
    }
    assertThat(relay.envelopes(reported)).isEqualTo(reported);
  }
}
