package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import dev.eventfix.wire.JsonObject;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose answers may be streamed, and what an operation does for that. */
class EndpointStreamTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SECRET = "text of the event";
  private static final String BEGUN = ":\n\n";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final RecordedResponse response = new RecordedResponse();
  private final List<Boolean> listening = new ArrayList<>();
  private long remaining;

  /** Does what the body's words say, in this order. */
  private Reply act(Request request) {
    remaining = request.deadline().remainingMillis();
    String body = new String(request.body(), StandardCharsets.UTF_8);
    @Nullable TokenStream tokens = request.tokens();
    if (body.contains("limited")) {
      return new Reply.Refusal(new Problem(ProblemType.MODEL_LIMITED, "Wait.", List.of(), 7));
    }
    if (body.contains("early fault")) {
      throw new IllegalStateException(SECRET);
    }
    if (tokens != null && body.contains("stream")) {
      tokens.begin();
      if (body.contains("gone")) {
        response.closed = true;
      }
      listening.add(tokens.token("One\n"));
      listening.add(tokens.token("two"));
      tokens.usage(7, 2);
    }
    if (body.contains("failed")) {
      return new Reply.Refusal(Problem.of(ProblemType.MODEL_FAILED, "It failed."));
    }
    if (body.contains("fault")) {
      throw new IllegalStateException(SECRET);
    }
    if (body.contains("misconfigured")) {
      throw new MisconfiguredException(Setting.LLM_MODEL, "is wrong");
    }
    JsonObject answer = json -> json.writeStringField("suggestion", "One\ntwo");
    return new Reply.Answer(answer, Map.of());
  }

  private Endpoint endpoint() {
    return new Endpoint(
        "acting",
        new ColdStart<>(
            () ->
                new Application(
                    this::act,
                    null,
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("acting", lines, Map.of()))),
        lines);
  }

  private void url(String method, String body) throws IOException {
    ObjectNode event = MAPPER.createObjectNode();
    event.put("version", "2.0");
    event.putObject("headers").put("content-type", "application/json");
    ObjectNode context = event.putObject("requestContext");
    context.putObject("http").put("method", method);
    context.putObject("authorizer").putObject("iam").put("accountId", "123456789012");
    event.put("body", "{\"words\": \"" + body + "\"}");
    event.put("isBase64Encoded", false);
    handle(MAPPER.writeValueAsBytes(event));
  }

  private void handle(byte[] event) throws IOException {
    endpoint().handle(new ByteArrayInputStream(event), response, new FakeContext(200_000));
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private static final String TOLD =
      BEGUN
          + event("token", "{\"text\":\"One\\n\"}")
          + event("token", "{\"text\":\"two\"}")
          + event("usage", "{\"input_tokens\":7,\"output_tokens\":2}");

  private static String problem(String name, String title, int status, String detail) {
    return "{\"type\":\"urn:eventfix:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
        .formatted(name, title, status, detail);
  }

  private static final String INTERNAL =
      problem(
          "internal",
          "The function failed",
          500,
          "acting failed; its log says where, under request id " + FakeContext.REQUEST_ID + ".");

  private Map<String, String> headers() {
    return Objects.requireNonNull(response.headers);
  }

  private String log() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStreamEndsWithTheAnswerAsItIsWhole() throws IOException {
    url("POST", "stream");
    assertThat(response.status).isEqualTo(200);
    assertThat(headers()).containsEntry("Content-Type", "text/event-stream; charset=utf-8");
    assertThat(response.body()).isEqualTo(TOLD + event("done", "{\"suggestion\":\"One\\ntwo\"}"));
    assertThat(listening).containsExactly(true, true);
    assertThat(response.failure).isNull();
    assertThat(response.whole.size()).isZero();
    assertThat(log()).contains("\"trigger\":\"function-url\",\"outcome\":\"ok\"");
  }

  @Test
  void aFunctionUrlHasAllTheTimeThatLambdaGives() throws IOException {
    url("POST", "stream");
    assertThat(remaining).isBetween(100_000L, 200_000L - Endpoint.MARGIN_MILLIS);
  }

  @Test
  void withoutAStreamTheSameIsAnsweredWhole() throws IOException {
    url("POST", "nothing");
    assertThat(response.status).isEqualTo(200);
    assertThat(headers())
        .isEqualTo(Map.of("Content-Type", "application/json", "Cache-Control", "no-store"));
    assertThat(response.body()).isEqualTo("{\"suggestion\":\"One\\ntwo\"}");
  }

  @Test
  void aRefusalBeforeAnythingWasAskedHasItsStatus() throws IOException {
    url("POST", "limited stream");
    assertThat(response.status).isEqualTo(429);
    assertThat(headers())
        .isEqualTo(
            Map.of(
                "Content-Type", "application/problem+json",
                "Cache-Control", "no-store",
                "Retry-After", "7"));
    assertThat(response.body())
        .isEqualTo(problem("model-limited", "The model's provider limits requests", 429, "Wait."));
    assertThat(response.failure).isNull();
  }

  @Test
  void whatIsNoRequestIsRefusedAsEverywhere() throws IOException {
    url("GET", "stream");
    assertThat(response.status).isEqualTo(405);
    assertThat(headers()).containsEntry("Allow", "POST");
  }

  @Test
  void aFaultBeforeAnythingWasAskedIsAnOrdinaryResponse() throws IOException {
    url("POST", "early fault stream");
    assertThat(response.status).isEqualTo(500);
    assertThat(response.body()).isEqualTo(INTERNAL);
    assertThat(response.failure).as("it is answered").isNull();
  }

  @Test
  void aRefusalAfterwardsIsTheLastEvent() throws IOException {
    url("POST", "stream failed");
    assertThat(response.status).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            TOLD
                + event(
                    "error",
                    problem("model-failed", "The model gave no usable answer", 502, "It failed.")));
    assertThat(response.failure).as("no fault of the function").isNull();
    assertThat(log()).contains("\"outcome\":\"model-failed\"");
  }

  @Test
  void aFaultAfterwardsIsTheLastEventAndLambdaIsTold() throws IOException {
    url("POST", "stream fault");
    assertThat(response.body()).isEqualTo(TOLD + event("error", INTERNAL));
    assertThat(response.failure).startsWith("internal: acting failed");
    assertThat(log())
        .contains("\"outcome\":\"internal\"", "java.lang.IllegalStateException", "\"at\":")
        .doesNotContain(SECRET);
    assertThat(response.body() + response.failure).doesNotContain(SECRET);
  }

  @Test
  void settingsThatAreAtFaultAfterwardsToo() throws IOException {
    url("POST", "stream misconfigured");
    assertThat(response.body()).contains("event: error\ndata: {", "problem:misconfigured");
    assertThat(response.failure)
        .startsWith("misconfigured: llm.model (EVENTFIX_LLM_MODEL) is wrong");
  }

  @Test
  void whenNobodyListensTheOperationIsTold() throws IOException {
    url("POST", "stream gone");
    assertThat(listening).containsExactly(false, false);
    assertThat(response.body()).isEqualTo(BEGUN);
    assertThat(log()).contains("\"outcome\":\"ok\"");
  }

  @Test
  void aDirectInvocationIsAnsweredWhole() throws IOException {
    handle("{\"words\": \"stream\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(response.whole).hasToString("{\"suggestion\":\"One\\ntwo\"}");
    assertThat(response.headers).isNull();
    assertThat(listening).as("has nowhere to stream to").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "stream failed"})
  void aDirectInvocationCanBeWatched(String words) throws IOException {
    List<String> seen = new ArrayList<>();
    TokenStream tokens =
        new TokenStream() {
          @Override
          public void begin() {
            seen.add("begin");
          }

          @Override
          public boolean token(String text) {
            return seen.add(text);
          }

          @Override
          public void usage(int inputTokens, int outputTokens) {
            seen.add(inputTokens + " " + outputTokens);
          }
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    endpoint()
        .handle(
            new ByteArrayInputStream(
                ("{\"words\": \"" + words + "\"}").getBytes(StandardCharsets.UTF_8)),
            out,
            tokens,
            new FakeContext(60_000));
    assertThat(seen).containsExactly("begin", "One\n", "two", "7 2");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(words.contains("failed") ? "{\"type\":" : "{\"suggestion\":");
  }

  @Test
  void otherGatewaysAndQueuesAreAnsweredInTheirOwnForm() throws IOException {
    handle(
        """
        {"httpMethod": "POST", "headers": {"content-type": "application/json"},
         "requestContext": {"stage": "prod"}, "body": "{\\"words\\": \\"stream\\"}"}
        """
            .getBytes(StandardCharsets.UTF_8));
    assertThat(response.whole.toString(StandardCharsets.UTF_8)).startsWith("{\"statusCode\":200,");
    assertThat(response.headers).isNull();
  }
}
