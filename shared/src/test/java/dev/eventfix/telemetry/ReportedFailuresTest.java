package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.MetricsBackend;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Endpoint;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Startup;
import dev.eventfix.runtime.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of a whole function, from the invocation to what the two Sentry servers get. */
final class ReportedFailuresTest {

  private static final String OWN_PROJECT = "7";

  /** Text of an event, which no report may hold. */
  private static final String EVENT_TEXT = "HUNTER2";

  private SentryServer upstream;
  private SentryServer relay;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void start() {
    upstream = new SentryServer();
    relay = new SentryServer();
    settings.put("stage", "production");
    settings.put("logging.format", "json");
    settings.put("sentry.dsn", upstream.dsn("u", "1"));
    settings.put("sentry.internal_dsn", relay.dsn("r", OWN_PROJECT));
  }

  @AfterEach
  void stop() {
    upstream.close();
    relay.close();
  }

  /** Takes the body for the event's project, and fails over it as asked. */
  private static final class Failing implements Operation {
    private final boolean worksOnEvents;

    Failing(boolean worksOnEvents) {
      this.worksOnEvents = worksOnEvents;
    }

    @Override
    public boolean takesEnvelopes() {
      return worksOnEvents;
    }

    @Override
    public Reply run(Request request) {
      String project = request.parameters().get("project");
      if (project != null && !project.isEmpty()) {
        request.concerns(List.of(project.split(",", -1)));
      }
      if (request.parameters().containsKey("answered")) {
        return new Reply.Answer(json -> json.writeStringField("a", "b"), Map.of());
      }
      if (request.parameters().containsKey("misconfigured")) {
        throw new MisconfiguredException(Setting.TABLE_NAME, "is missing");
      }
      throw new IllegalStateException(EVENT_TEXT);
    }
  }

  private Endpoint endpoint(boolean worksOnEvents) {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            new Startup("failing", new Surroundings(Map.of(), settings, lines)) {
              @Override
              protected Parts build(Settings read, Metrics metrics) {
                if (settings.containsKey("llm.model")) {
                  throw new IllegalStateException(EVENT_TEXT);
                }
                return new Parts(new Failing(worksOnEvents), null, List.of());
              }
            });
    return new Endpoint("failing", coldStart, lines);
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            ReportedFailuresTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAwsRequestId" -> "req-1";
                  case "getRemainingTimeInMillis" -> 60_000;
                  default -> null;
                });
  }

  private String invoke(Endpoint endpoint, String query, String header) throws IOException {
    String event =
        """
        {"version": "2.0", "requestContext": {"http": {"method": "POST"}},
         "headers": {"content-type": "application/json"%s}, "body": "{}",
         "queryStringParameters": {%s}}
        """
            .formatted(header, query);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    endpoint.handle(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context());
    return answer.toString(StandardCharsets.UTF_8);
  }

  private String log() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFailureGoesToBothTargetsBeforeTheInvocationEnds() throws Exception {
    assertThat(invoke(endpoint(true), "\"project\": \"42\"", "")).contains("500");
    assertThat(upstream.items("event")).hasSize(1);
    assertThat(relay.items("event")).hasSize(1);
    SentryServer.Item item = upstream.items("event").getFirst();
    assertThat(item.json().at("/exception/values/0/type").asText())
        .isEqualTo("IllegalStateException");
    assertThat(item.json().at("/tags/request_id").asText()).isEqualTo("req-1");
    assertThat(item.json().at("/tags/trigger").asText()).isEqualTo("http-api");
    assertThat(item.json().at("/environment").asText()).isEqualTo("production");
    assertThat(item.payload()).doesNotContain(EVENT_TEXT);
    assertThat(log())
        .contains("\"internal.captured.events.upstream\":", "\"internal.captured.events.relay\":")
        .contains("\"internal.sent_requests.upstream.events\":")
        .doesNotContain(EVENT_TEXT);
  }

  /** Also when nobody says whose event it is: it may be one of our own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"project\": \"7\"",
        "\"project\": \" 7 \"",
        "\"project\": \"42,7\"",
        "\"project\": \"7,42\"",
        "\"project\": \"\"",
        ""
      })
  void aFailureOverAnEventOfOurOwnGoesUpstreamOnlyAndCausesNoOther(String query) throws Exception {
    Endpoint endpoint = endpoint(true);
    for (int i = 1; i <= 3; i++) {
      invoke(endpoint, query, "");
      assertThat(upstream.items("event")).hasSize(i);
    }
    assertThat(relay.requests()).isEmpty();
    assertThat(log()).contains("\"internal.uncaptured.events.relay\":", "\"reason\":\"unsafe\"");
  }

  @Test
  void whatWorksOnNoEventsIsReportedToBoth() throws Exception {
    invoke(endpoint(false), "", "");
    assertThat(upstream.items("event")).hasSize(1);
    assertThat(relay.items("event")).hasSize(1);
  }

  @Test
  void aFaultOfSettingsIsReportedWithItsWords() throws Exception {
    invoke(endpoint(true), "\"project\": \"42\", \"misconfigured\": \"\"", "");
    assertThat(upstream.items("event").getFirst().json().at("/exception/values/0/value").asText())
        .isEqualTo("table.name (EVENTFIX_TABLE_NAME) is missing");
  }

  @Test
  void aTargetThatIsDownChangesNoAnswerAndIsCounted() throws Exception {
    upstream.close();
    assertThat(invoke(endpoint(true), "\"project\": \"42\"", "")).contains("500");
    assertThat(relay.items("event")).hasSize(1);
    assertThat(log()).contains("\"internal.lost_events\":", "\"reason\":\"network_error\"");
  }

  /** A Sentry that hangs is waited for once, and then not for a while. */
  @Test
  void aTargetThatHangsKeepsOneAnswerWaitingAndNoOther() throws Exception {
    upstream.answer(SentryServer.Reply.NEVER);
    Endpoint endpoint = endpoint(true);
    invoke(endpoint, "\"project\": \"42\"", "");
    for (int i = 0; i < 20; i++) {
      invoke(endpoint, "\"project\": \"42\"", "");
    }
    assertThat(relay.items("event")).hasSize(21);
    assertThat(upstream.requests()).hasSize(1);
    // One flush ran out of time: twenty more would have been counted too.
    assertThat(log().lines())
        .filteredOn(line -> line.contains("\"internal.flush_timeouts\":"))
        .hasSize(1);
  }

  /** What is ingested here can work on nothing while this does not start. */
  @Test
  void aStartThatFailsIsReportedUpstreamOnly() {
    settings.put("llm.model", "failing");
    Endpoint endpoint = endpoint(true);
    assertThatThrownBy(() -> direct(endpoint)).isInstanceOf(FunctionFailedException.class);
    assertThat(upstream.items("event")).hasSize(1);
    assertThat(upstream.items("event").getFirst().json().at("/tags/trigger").asText())
        .isEqualTo("start");
    assertThat(relay.requests()).isEmpty();
    // The same failure again: it was reported when it happened.
    assertThatThrownBy(() -> direct(endpoint)).isInstanceOf(FunctionFailedException.class);
    assertThat(upstream.items("event")).hasSize(1);
  }

  private void direct(Endpoint endpoint) throws IOException {
    endpoint.handle(
        new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        context());
  }

  @Test
  void inDevelopmentNothingGoesToTheProjectThatIsIngestedHere() throws Exception {
    settings.put("stage", "development");
    invoke(endpoint(true), "\"project\": \"42\"", "");
    assertThat(upstream.items("event")).hasSize(1);
    assertThat(relay.requests()).isEmpty();
  }

  @Test
  void aRelayThatIsNamedIsReportedToInDevelopmentToo() throws Exception {
    settings.put("stage", "development");
    settings.put("sentry.relay_dsn", relay.dsn("r", "9"));
    invoke(endpoint(true), "\"project\": \"42\"", "");
    assertThat(relay.items("event")).hasSize(1);
    // Both projects are ours then.
    invoke(endpoint(true), "\"project\": \"7\"", "");
    invoke(endpoint(true), "\"project\": \"9\"", "");
    assertThat(relay.items("event")).hasSize(1);
  }

  @Test
  void requestsAreTracedWhenTheyAreDrawn() throws Exception {
    settings.put("sentry.traces_sample_rate", "1");
    invoke(endpoint(true), "\"project\": \"42\", \"answered\": \"\"", "");
    assertThat(upstream.items("transaction")).hasSize(1);
    assertThat(relay.items("transaction")).hasSize(1);
    assertThat(upstream.items("transaction").getFirst().json().at("/transaction").asText())
        .isEqualTo("failing");
    // The project is known only while the request is worked on.
    invoke(endpoint(true), "\"project\": \"7\", \"answered\": \"\"", "");
    assertThat(upstream.items("transaction")).hasSize(2);
    assertThat(relay.items("transaction")).hasSize(1);
  }

  @Test
  void theCallersDecisionToTraceWins() throws Exception {
    String trace = ", \"Sentry-Trace\": \"771a43a4192642f0b136d5159a501700-7c51afd529da4a2a-%s\"";
    invoke(endpoint(true), "\"project\": \"42\", \"answered\": \"\"", trace.formatted(1));
    assertThat(upstream.items("transaction")).hasSize(1);
    assertThat(
            upstream.items("transaction").getFirst().json().at("/contexts/trace/trace_id").asText())
        .isEqualTo("771a43a4192642f0b136d5159a501700");
    settings.put("sentry.traces_sample_rate", "1");
    invoke(endpoint(true), "\"project\": \"42\", \"answered\": \"\"", trace.formatted(0));
    assertThat(upstream.items("transaction")).hasSize(1);
  }

  // What is validated

  private String fault(Map<String, String> given) {
    settings.clear();
    settings.putAll(given);
    try {
      invoke(endpoint(true), "\"answered\": \"\"", "");
      direct(endpoint(true));
      return "none";
    } catch (MisconfiguredException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException | FunctionFailedException e) {
      return "none";
    }
  }

  @Test
  void aDsnThatIsNoneIsAFaultThatDoesNotTellIt() {
    assertThat(fault(Map.of("sentry.dsn", "https://HUNTER2@")))
        .startsWith("sentry.dsn (command line) ")
        .doesNotContain("HUNTER2");
  }

  @Test
  void oneProjectCannotBeBothTargets() {
    String dsn = "https://key@sentry.example/1";
    assertThat(
            fault(
                Map.of(
                    "sentry.dsn", dsn,
                    "sentry.internal_dsn", "https://other@SENTRY.example/1/",
                    "skip_service_validation", "true")))
        .isEqualTo(
            "sentry.internal_dsn (command line) is the same project as sentry.dsn: name one that is"
                + " another's, or leave it out");
  }

  @Test
  void halfASetUpIsWarnedOf() {
    fault(Map.of("logging.format", "json", "sentry.relay_dsn", "https://key@sentry.example/1"));
    assertThat(log()).contains("sentry.relay_dsn (command line) is set and sentry.dsn is not");
    fault(Map.of("logging.format", "json", "sentry.traces_sample_rate", "0.5"));
    assertThat(log())
        .contains(
            "sentry.traces_sample_rate (command line) has no effect: sentry.dsn names nobody");
  }

  // Asking the targets

  @Test
  void targetsAreCheckedWithoutAnEvent() {
    Settings read = Settings.read(Map.of(), settings);
    try (Closing reporter =
        new Closing(
            Reporter.of(
                ReportSettings.read(read, "f", "", true),
                new Metrics("f", MetricsBackend.NONE),
                new Log(lines, LogLevel.OFF)))) {
      relay.answer(SentryServer.Reply.of(403));
      assertThat(reporter.reporter().checks())
          .extracting(check -> check.name() + ": " + check.run())
          .containsExactly(
              "upstream takes reports: Passed[detail=status 200]",
              "relay takes reports: Failed[detail=it does not know the key, or the project is"
                  + " switched off (status 403)]");
      assertThat(upstream.items("event")).isEmpty();
      assertThat(upstream.requests()).hasSize(1);
    }
  }

  private record Closing(Reporter reporter) implements AutoCloseable {
    @Override
    public void close() {
      reporter.close();
    }
  }
}
