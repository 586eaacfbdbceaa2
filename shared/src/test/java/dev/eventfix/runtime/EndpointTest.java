package dev.eventfix.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.configuration.AwsError;
import dev.eventfix.configuration.AwsErrorException;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import dev.eventfix.wire.Decompression;
import dev.eventfix.wire.JsonObject;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SECRET = "this text stands in the event";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<Request> seen = new ArrayList<>();

  /** Answers with what it was asked; does otherwise when the body says so. */
  private Reply echo(Request request) {
    seen.add(request);
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (body.contains("fault")) {
      throw new IllegalStateException("cannot handle " + body);
    }
    for (ProblemType type : ProblemType.values()) {
      if (body.contains(type.problemName())) {
        return new Reply.Refusal(
            new Problem(
                type, "As asked.", List.of(), type == ProblemType.MODEL_LIMITED ? 7 : null));
      }
    }
    JsonObject answer =
        (JsonGenerator json) -> {
          json.writeStringField("body", body);
          json.writeStringField("model", String.valueOf(request.parameters().get("model")));
        };
    return new Reply.Answer(answer, Map.of("exceptions", 3));
  }

  private Endpoint endpoint() {
    return new Endpoint(
        "echo",
        new ColdStart<>(
            () ->
                new Application(
                    this::echo,
                    null,
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("echo", lines, Map.of()))),
        lines);
  }

  private String invoke(Endpoint endpoint, byte[] event, int remainingMillis) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    endpoint.handle(new ByteArrayInputStream(event), out, new FakeContext(remainingMillis));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String invoke(String event) throws IOException {
    return invoke(endpoint(), event.getBytes(StandardCharsets.UTF_8), 60_000);
  }

  private static String httpApi(String method, String contentType, String body, boolean base64)
      throws IOException {
    ObjectNode event = MAPPER.createObjectNode();
    event.put("version", "2.0");
    event.putObject("headers").put("content-type", contentType);
    event.putObject("queryStringParameters").put("model", "gpt-4o");
    event.putObject("requestContext").putObject("http").put("method", method);
    event.put("body", body);
    event.put("isBase64Encoded", base64);
    return MAPPER.writeValueAsString(event);
  }

  private static String restApi(String method, String headerName, String body) throws IOException {
    ObjectNode event = MAPPER.createObjectNode();
    event.put("httpMethod", method);
    event.putObject("headers").put(headerName, "application/json; charset=utf-8");
    event.putObject("queryStringParameters").put("model", "gpt-4o");
    event.putObject("requestContext").put("stage", "prod");
    event.put("body", body);
    event.put("isBase64Encoded", false);
    return MAPPER.writeValueAsString(event);
  }

  private static ObjectNode message(String id, String body) {
    ObjectNode message = MAPPER.createObjectNode();
    message.put("messageId", id);
    message.put("body", body);
    message.put("eventSource", "aws:sqs");
    return message;
  }

  private static String queue(String... bodies) {
    ObjectNode event = MAPPER.createObjectNode();
    for (int i = 0; i < bodies.length; i++) {
      event.withArray("Records").add(message("id-" + i, bodies[i]));
    }
    return event.toString();
  }

  private List<JsonNode> logged() throws IOException {
    List<JsonNode> logged = new ArrayList<>();
    for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode node = MAPPER.readTree(line);
      if (node.has("message")) {
        logged.add(node);
      }
    }
    return logged;
  }

  @Test
  void aDirectInvocationIsTheRequestAndGetsTheAnswer() throws Exception {
    assertThat(MAPPER.readTree(invoke("{\"event\":{}}")))
        .isEqualTo(MAPPER.readTree("{\"body\":\"{\\\"event\\\":{}}\",\"model\":\"null\"}"));
  }

  private void invokeSaying(Map<String, String> said, String payload) throws IOException {
    endpoint()
        .handle(
            new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new LocalContext("echo", "1", 60_000, said));
  }

  @Test
  void whatACallerSaysInTheClientContextStandsBesideThePayload() throws Exception {
    invokeSaying(Map.of("project", "shop"), "{\"event\":{}}");
    assertThat(seen.getFirst().attributes()).containsExactly(Map.entry("project", "shop"));
    assertThat(seen.getFirst().parameters()).isEmpty();
    assertThat(seen.getFirst().isRecord()).isFalse();
    invoke("{\"event\":{}}");
    assertThat(seen.getLast().attributes()).isEmpty();
  }

  /** A stranger's event may look like a gateway's, with a query that says what he wants. */
  @Test
  void whatACallerSaysIsAnEventIsNoTriggers() throws Exception {
    for (String payload :
        List.of(
            httpApi("POST", "application/json", "{}", false),
            restApi("POST", "content-type", "{}"),
            queue("{}"),
            "[" + message("id-1", "{}") + "]",
            "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}")) {
      seen.clear();
      invokeSaying(Map.of("as", "event"), payload);
      assertThat(seen).hasSize(1);
      assertThat(new String(seen.getFirst().body(), StandardCharsets.UTF_8)).isEqualTo(payload);
      assertThat(seen.getFirst().isRecord()).isFalse();
    }
    seen.clear();
    invokeSaying(Map.of("project", "shop"), queue("{}"));
    assertThat(seen.getFirst().isRecord()).isTrue();
    assertThat(seen.getFirst().attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRecordHasItsAttributes(boolean pipe) throws Exception {
    ObjectNode message = message("id-1", "{}");
    ObjectNode attributes = message.putObject("messageAttributes");
    attributes.putObject("as").put("dataType", "String").put("stringValue", "event");
    // Bytes are no text, and must not look as if nothing was said.
    attributes.putObject("project").put("dataType", "Binary").put("binaryValue", "QQ==");
    invoke(pipe ? "[" + message + "]" : "{\"Records\":[" + message + "]}");
    assertThat(seen.getFirst().attributes())
        .containsOnly(Map.entry("as", "event"), Map.entry("project", ""));
    assertThat(seen.getFirst().isRecord()).isTrue();
    assertThat(seen.getFirst().isQueued()).isEqualTo(!pipe);
  }

  @Test
  void anHttpApiRequestGetsStatusAndBody() throws Exception {
    JsonNode answer = MAPPER.readTree(invoke(httpApi("POST", "application/json", "{}", false)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("headers").path("Content-Type").asText()).isEqualTo("application/json");
    assertThat(answer.path("body").asText()).isEqualTo("{\"body\":\"{}\",\"model\":\"gpt-4o\"}");
    assertThat(answer.path("isBase64Encoded").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-type", "Content-Type", "CONTENT-TYPE"})
  void aRestRequestGetsTheSameWhateverTheCaseOfItsHeaders(String headerName) throws Exception {
    JsonNode answer = MAPPER.readTree(invoke(restApi("POST", headerName, "{}")));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("body").asText()).isEqualTo("{\"body\":\"{}\",\"model\":\"gpt-4o\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"POST\"}}",
        "{\"httpMethod\":\"POST\",\"requestContext\":{}"
      })
  void aParameterWithoutAValueIsAnEmptyText(String trigger) throws Exception {
    String event =
        trigger
            + ",\"headers\":{\"content-type\":null},\"queryStringParameters\":{\"model\":null},"
            + "\"body\":\"{}\"}";
    assertThat(MAPPER.readTree(invoke(event)).path("statusCode").asInt()).isEqualTo(200);
    assertThat(seen.getFirst().parameters()).containsExactly(Map.entry("model", ""));
  }

  @Test
  void aBodyInBase64IsDecoded() throws Exception {
    String body = Base64.getEncoder().encodeToString("{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
    JsonNode answer = MAPPER.readTree(invoke(httpApi("POST", "application/json", body, true)));
    assertThat(MAPPER.readTree(answer.path("body").asText()).path("body").asText())
        .isEqualTo("{\"ü\":1}");
    JsonNode refused = MAPPER.readTree(invoke(httpApi("POST", "application/json", "%%%", true)));
    assertThat(refused.path("statusCode").asInt()).isEqualTo(400);
    assertThat(refused.path("body").asText()).contains("is not valid base64");
  }

  @Test
  void anotherMethodIsRefusedAndToldWhichOneIsRight() throws Exception {
    for (String event :
        List.of(httpApi("GET", "application/json", "{}", false), restApi("PUT", "a", "{}"))) {
      JsonNode answer = MAPPER.readTree(invoke(event));
      assertThat(answer.path("statusCode").asInt()).isEqualTo(405);
      assertThat(answer.path("headers").path("Allow").asText()).isEqualTo("POST");
      assertThat(answer.path("headers").path("Content-Type").asText())
          .isEqualTo("application/problem+json");
    }
    assertThat(seen).isEmpty();
  }

  // Look-ups

  /** Looks up by `id`, and answers otherwise than {@link #echo}. */
  private Endpoint endpointWithLookUp() {
    Operation lookUp =
        request -> {
          seen.add(request);
          return new Reply.Answer(
              202, json -> json.writeStringField("status", "pending"), Map.of());
        };
    return new Endpoint(
        "echo",
        new ColdStart<>(
            () ->
                new Application(
                    this::echo,
                    new Lookup("id", lookUp),
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("echo", lines, Map.of()))),
        lines);
  }

  private JsonNode invoke(Endpoint endpoint, String event) throws IOException {
    return MAPPER.readTree(invoke(endpoint, event.getBytes(UTF_8), 60_000));
  }

  /** A request of either payload version, without a content type and with those parameters. */
  private static String gateway(boolean http, String method, String path, String query) {
    String trigger =
        http
            ? "\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"" + method + "\"}}"
            : "\"httpMethod\":\"" + method + "\",\"requestContext\":{}";
    return "{"
        + trigger
        + ",\"pathParameters\":"
        + path
        + ",\"queryStringParameters\":"
        + query
        + ",\"headers\":{},\"body\":null}";
  }

  private static void assertNotAllowed(JsonNode answer, String allowed) {
    assertThat(answer.path("statusCode").asInt()).isEqualTo(405);
    assertThat(answer.path("headers").path("Allow").asText()).isEqualTo(allowed);
    assertThat(answer.path("body").asText()).contains("Send the request with " + allowed + ".");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGetWithThePathsParameterLooksUp(boolean http) throws Exception {
    JsonNode answer =
        invoke(
            endpointWithLookUp(),
            gateway(http, "GET", "{\"id\":\"4711\"}", "{\"project\":\"shop\",\"id\":\"0\"}"));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(answer.path("headers").path("Content-Type").asText()).isEqualTo("application/json");
    assertThat(answer.path("body").asText()).isEqualTo("{\"status\":\"pending\"}");
    assertThat(seen.getFirst().parameters())
        .containsOnly(Map.entry("id", "4711"), Map.entry("project", "shop"));
    assertThat(seen.getFirst().body()).isEmpty();
    assertThat(seen.getFirst().isQueued()).isFalse();
    assertThat(logged().getFirst().path("outcome").asText()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachPathHasItsOneMethod(boolean http) throws Exception {
    Endpoint endpoint = endpointWithLookUp();
    for (String method : List.of("POST", "PUT", "DELETE", "HEAD", "get", "")) {
      assertNotAllowed(invoke(endpoint, gateway(http, method, "{\"id\":\"4711\"}", "null")), "GET");
    }
    for (String path : List.of("null", "{}", "{\"other\":\"4711\"}", "{\"id\":null}")) {
      assertNotAllowed(invoke(endpoint, gateway(http, "GET", path, "{\"id\":\"4711\"}")), "POST");
    }
    assertThat(seen).isEmpty();
    assertThat(invoke(endpoint, gateway(http, "POST", "null", "null")).path("statusCode").asInt())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFunctionWithoutLookUpsHasNoGet(boolean http) throws Exception {
    assertNotAllowed(
        MAPPER.readTree(invoke(gateway(http, "GET", "{\"id\":\"4711\"}", "null"))), "POST");
    JsonNode answer = MAPPER.readTree(invoke(gateway(http, "POST", "{\"id\":\"4711\"}", "null")));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(seen.getFirst().parameters()).isEmpty();
  }

  @Test
  void whatIsNotStartedLooksNothingUp() throws Exception {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            () -> {
              throw new MisconfiguredException(List.of("table.name is missing"));
            });
    JsonNode answer =
        invoke(
            new Endpoint("echo", coldStart, lines),
            gateway(true, "GET", "{\"id\":\"4711\"}", "null"));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
    assertThat(answer.path("body").asText()).contains("table.name is missing");
  }

  @Test
  void theStatusOfAnAnswerIsForGatewaysOnly() throws Exception {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            () ->
                new Application(
                    request ->
                        new Reply.Answer(
                            201, json -> json.writeBooleanField("added", true), Map.of()),
                    null,
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("echo", lines, Map.of())));
    Endpoint endpoint = new Endpoint("echo", coldStart, lines);
    assertThat(invoke(endpoint, restApi("POST", "a", "{}")).path("statusCode").asInt())
        .isEqualTo(201);
    assertThat(
            invoke(endpoint, httpApi("POST", "application/json", "{}", false))
                .path("statusCode")
                .asInt())
        .isEqualTo(201);
    assertThat(invoke(endpoint, "{}")).hasToString("{\"added\":true}");
    assertThat(invoke(endpoint, queue("{}"))).hasToString("{\"batchItemFailures\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "json", "text/json+x"})
  void anotherContentTypeIsRefused(String contentType) throws Exception {
    JsonNode answer = MAPPER.readTree(invoke(httpApi("POST", contentType, "{}", false)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json;charset=UTF-8",
        "Application/JSON",
        "application/vnd.a+json"
      })
  void everyKindOfJsonIsTaken(String contentType) throws Exception {
    JsonNode answer = MAPPER.readTree(invoke(httpApi("POST", contentType, "{}", false)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
  }

  /** An endpoint of an operation that takes envelopes. */
  private Endpoint envelopes() {
    Operation operation =
        new Operation() {
          @Override
          public Reply run(Request request) {
            return echo(request);
          }

          @Override
          public boolean takesEnvelopes() {
            return true;
          }
        };
    return new Endpoint(
        "echo",
        new ColdStart<>(
            () ->
                new Application(
                    operation,
                    null,
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("echo", lines, Map.of()))),
        lines);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "'', JSON",
    "application/x-sentry-envelope, ENVELOPE",
    "Application/X-Sentry-Envelope; charset=utf-8, ENVELOPE",
    "text/plain;charset=UTF-8, TEXT"
  })
  void whatTheBodyIsSaidToBeReachesAnOperationThatTakesEnvelopes(String said, MediaType type)
      throws Exception {
    byte[] event = httpApi("POST", said, "{}", false).getBytes(StandardCharsets.UTF_8);
    JsonNode answer = MAPPER.readTree(invoke(envelopes(), event, 60_000));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(seen).extracting(Request::mediaType).containsExactly(type);
    byte[] rest =
        restApi("POST", "content-type", "{}")
            .replace("application/json; charset=utf-8", said)
            .getBytes(StandardCharsets.UTF_8);
    invoke(envelopes(), rest, 60_000);
    assertThat(seen).extracting(Request::mediaType).containsExactly(type, type);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-sentry-envelope, false, application/json`.",
    "application/x-www-form-urlencoded, true, application/x-sentry-envelope`.",
    "multipart/form-data, true, application/x-sentry-envelope`."
  })
  void aTypeThatIsNotTakenIsToldWithThoseThatAre(String said, boolean taken, String told)
      throws Exception {
    byte[] event = httpApi("POST", said, "{}", false).getBytes(StandardCharsets.UTF_8);
    JsonNode answer = MAPPER.readTree(invoke(taken ? envelopes() : endpoint(), event, 60_000));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(415);
    assertThat(MAPPER.readTree(answer.path("body").asText()).path("detail").asText())
        .endsWith(told);
  }

  private static String encoded(String contentEncoding, byte[] body) throws IOException {
    ObjectNode event =
        (ObjectNode)
            MAPPER.readTree(
                httpApi(
                    "POST", "application/json", Base64.getEncoder().encodeToString(body), true));
    ((ObjectNode) event.path("headers")).put("Content-Encoding", contentEncoding);
    return event.toString();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void aContentEncodingIsUndoneForJsonToo() throws Exception {
    byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    JsonNode answer = MAPPER.readTree(invoke(encoded("gzip", gzip(json))));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(seen.getFirst().body()).isEqualTo(json);

    answer = MAPPER.readTree(invoke(encoded("identity", json)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(MAPPER.readTree(invoke(encoded("zstd", json))).path("statusCode").asInt())
        .isEqualTo(415);
    assertThat(MAPPER.readTree(invoke(encoded("gzip", json))).path("statusCode").asInt())
        .isEqualTo(400);
    assertThat(seen).hasSize(2);
  }

  /** 6 MiB is what may come in; what it becomes may be more, up to a limit of its own. */
  @Test
  void theSizeOfABodyIsMeasuredAsItComes() throws Exception {
    byte[] large = new byte[Endpoint.MAX_BODY_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    JsonNode grown = MAPPER.readTree(invoke(encoded("gzip", gzip(large))));
    assertThat(grown.path("statusCode").asInt()).isEqualTo(200);
    assertThat(seen.getFirst().body()).hasSize(Endpoint.MAX_BODY_BYTES + 1);

    byte[] bomb = gzip(new byte[Decompression.MAX_BYTES + 1]);
    JsonNode answer = MAPPER.readTree(invoke(encoded("gzip", bomb)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(413);
    assertThat(MAPPER.readTree(answer.path("body").asText()).path("type").asText())
        .isEqualTo("urn:eventfix:problem:too-large");

    assertThat(MAPPER.readTree(invoke(encoded("identity", large))).path("statusCode").asInt())
        .isEqualTo(413);
    assertThat(seen).hasSize(1);
  }

  /** Where a record came from AWS tells; its attributes are its sender's words. */
  @Test
  void aRecordKnowsItsQueueAndItsAttributes() throws Exception {
    ObjectNode record = message("id-0", "{}").put("eventSourceARN", "arn:aws:sqs:a:1:q");
    ObjectNode attributes = record.putObject("messageAttributes");
    attributes.putObject("Text").put("stringValue", "a").put("dataType", "String");
    attributes.putObject("Binary").put("binaryValue", "AAAA").put("dataType", "Binary");
    attributes.putNull("Nothing");
    ObjectNode batch = MAPPER.createObjectNode();
    batch.withArray("Records").add(record).add(message("id-1", "{}"));
    invoke(batch.toString());
    invoke(batch.path("Records").toString());

    assertThat(seen)
        .extracting(Request::queueArn)
        .containsExactly("arn:aws:sqs:a:1:q", null, "arn:aws:sqs:a:1:q", null);
    assertThat(seen).extracting(r -> r.attribute("Text")).containsExactly("a", null, "a", null);
    assertThat(seen).extracting(r -> r.attribute("Binary")).containsOnlyNulls();
    assertThat(seen).extracting(r -> r.attribute("Nothing")).containsOnlyNulls();
    assertThat(seen).extracting(Request::isQueued).containsExactly(true, true, false, false);
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalIsAProblemBehindEveryTrigger(ProblemType type) throws Exception {
    String body = "{\"do\":\"" + type.problemName() + "\"}";
    JsonNode direct = MAPPER.readTree(invoke(body));
    assertThat(direct.path("type").asText())
        .isEqualTo("urn:eventfix:problem:" + type.problemName());
    assertThat(direct.path("status").asInt()).isEqualTo(type.status());

    JsonNode http = MAPPER.readTree(invoke(httpApi("POST", "application/json", body, false)));
    assertThat(http.path("statusCode").asInt()).isEqualTo(type.status());
    assertThat(MAPPER.readTree(http.path("body").asText())).isEqualTo(direct);
    assertThat(http.path("headers").has("Retry-After"))
        .isEqualTo(type == ProblemType.MODEL_LIMITED);
  }

  @Test
  void aBatchGivesBackWhatFailedAndNothingElse() throws Exception {
    String answer =
        invoke(
            queue(
                "{}",
                "{\"do\":\"malformed-json\"}",
                "{\"do\":\"nothing-to-describe\"}",
                "{\"do\":\"fault\"}",
                "{\"do\":\"no-model\"}",
                "{\"do\":\"model-limited\"}",
                "{\"do\":\"model-timeout\"}"));
    assertThat(answer)
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-3\"},"
                + "{\"itemIdentifier\":\"id-5\"},{\"itemIdentifier\":\"id-6\"}]}");
    assertThat(logged())
        .extracting(line -> line.path("message_id").asText() + " " + line.path("outcome").asText())
        .containsExactly(
            "id-0 ok",
            "id-1 malformed-json",
            "id-2 nothing-to-describe",
            "id-3 internal",
            "id-4 no-model",
            "id-5 model-limited",
            "id-6 model-timeout");
    assertThat(logged())
        .extracting(line -> line.path("reason").asText())
        // That of a limit may be in a provider's own words.
        .containsExactly("", "As asked.", "As asked.", "", "As asked.", "", "As asked.");
  }

  @Test
  void aBatchThatRunsOutOfTimeGivesBackWhatItHasNotBegun() throws Exception {
    byte[] batch = queue("{}", "{}").getBytes(StandardCharsets.UTF_8);
    assertThat(invoke(endpoint(), batch, Endpoint.MARGIN_MILLIS))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-0\"},{\"itemIdentifier\":\"id-1\"}]}");
    assertThat(seen).isEmpty();
    assertThat(logged())
        .extracting(line -> line.path("message_id").asText() + " " + line.path("outcome").asText())
        .containsExactly("id-0 not-begun", "id-1 not-begun");
  }

  @Test
  void aPipeGetsAnAnswerOrAProblemInEachPlace() throws Exception {
    String event =
        MAPPER
            .createArrayNode()
            .add(message("m-1", "{}"))
            .add(message("m-2", "{\"do\":\"nothing-to-describe\"}"))
            .toString();
    JsonNode answer = MAPPER.readTree(invoke(event));
    assertThat(answer).hasSize(2);
    assertThat(answer.path(0).path("message_id").asText()).isEqualTo("m-1");
    assertThat(answer.path(0).path("body").asText()).isEqualTo("{}");
    assertThat(answer.path(1).path("message_id").asText()).isEqualTo("m-2");
    assertThat(answer.path(1).path("status").asInt()).isEqualTo(422);
  }

  @Test
  void aFaultMakesADirectInvocationFailWithoutTextOfTheEvent() {
    assertThatThrownBy(() -> invoke("{\"fault\":\"" + SECRET + "\"}"))
        .isInstanceOf(FunctionFailedException.class)
        .hasMessageContainingAll("echo failed", FakeContext.REQUEST_ID)
        .hasNoCause();
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("java.lang.IllegalStateException", "EndpointTest.echo")
        .doesNotContain(SECRET);
  }

  @Test
  void aFaultInAPipeMakesTheInvocationFailSoThatItIsTriedAgain() {
    String event = "[" + message("m-1", "{}") + "," + message("m-2", "{\"fault\":1}") + "]";
    assertThatThrownBy(() -> invoke(event)).isInstanceOf(FunctionFailedException.class);
  }

  @Test
  void aFaultBehindAGatewayIsAProblem() throws Exception {
    JsonNode answer =
        MAPPER.readTree(
            invoke(httpApi("POST", "application/json", "{\"fault\":\"" + SECRET + "\"}", false)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
    assertThat(answer.path("body").asText())
        .contains("urn:eventfix:problem:internal")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "nul", "{\"Records\": 1} x"})
  void whatIsNoJsonIsAProblemAndNoFault(String event) throws Exception {
    assertThat(MAPPER.readTree(invoke(event)).path("status").asInt()).isEqualTo(400);
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[]", "[1]", "\"a\"", "7"})
  void whatIsNoObjectIsTheFunctionsToRefuse(String event) throws Exception {
    invoke(event);
    assertThat(seen.getFirst().body()).asString(UTF_8).isEqualTo(event);
  }

  @Test
  void aTriggersEventThatIsMalformedMakesTheInvocationFail() {
    assertThatThrownBy(() -> invoke("{\"Records\": 1}"))
        .isInstanceOf(FunctionFailedException.class)
        .hasMessageContaining("Records");
  }

  @Test
  void recordsOfOtherServicesMakeTheInvocationFail() {
    assertThatThrownBy(() -> invoke("{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{}}]}"))
        .isInstanceOf(FunctionFailedException.class)
        .hasMessageContaining("aws:sns");
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("\"outcome\":\"rejected\"", "aws:sns", "\"requests\":1");
    assertThat(seen).isEmpty();
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    String large = "{\"event\":\"" + "x".repeat(Endpoint.MAX_BODY_BYTES) + "\"}";
    assertThat(MAPPER.readTree(invoke(large)).path("status").asInt()).isEqualTo(413);
    JsonNode http = MAPPER.readTree(invoke(httpApi("POST", "application/json", large, false)));
    assertThat(http.path("statusCode").asInt()).isEqualTo(413);
    assertThat(invoke(queue(large))).contains("id-0");
    byte[] endless = new byte[Endpoint.MAX_INVOCATION_BYTES + 1];
    assertThat(MAPPER.readTree(invoke(endpoint(), endless, 1_000)).path("status").asInt())
        .isEqualTo(413);
    assertThat(seen).isEmpty();
  }

  @Test
  void aGatewaysRequestHasToBeAnsweredBeforeTheGatewayGivesUp() throws Exception {
    Endpoint endpoint = endpoint();
    int lambda = 900_000;
    invoke(endpoint, "{\"event\":1}".getBytes(StandardCharsets.UTF_8), lambda);
    invoke(
        endpoint,
        httpApi("POST", "application/json", "{}", false).getBytes(StandardCharsets.UTF_8),
        lambda);
    assertThat(seen.get(0).deadline().remainingMillis())
        .isBetween(lambda / 2L, (long) lambda - Endpoint.MARGIN_MILLIS);
    assertThat(seen.get(1).deadline().remainingMillis())
        .isBetween(Endpoint.GATEWAY_MILLIS / 2L, (long) Endpoint.GATEWAY_MILLIS);
  }

  @Test
  void aLogLineTellsWhatHappenedAndNothingOfTheEvent() throws Exception {
    Endpoint endpoint = endpoint();
    byte[] event = ("{\"event\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
    invoke(endpoint, event, 60_000);
    invoke(endpoint, event, 60_000);
    assertThat(logged()).hasSize(2);
    JsonNode first = logged().get(0);
    assertThat(first.path("function").asText()).isEqualTo("echo");
    assertThat(first.path("request_id").asText()).isEqualTo(FakeContext.REQUEST_ID);
    assertThat(first.path("trigger").asText()).isEqualTo("direct");
    assertThat(first.path("outcome").asText()).isEqualTo("ok");
    assertThat(first.path("exceptions").asInt()).isEqualTo(3);
    assertThat(first.path("cold").asBoolean()).isTrue();
    assertThat(logged().get(1).path("cold").asBoolean()).isFalse();
    assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
  }

  @Test
  void linesOfTheInvocationTellXRaysId() throws Exception {
    String property = "com.amazonaws.xray.traceHeader";
    System.setProperty(property, "Root=1-5759e988-bd86;Parent=53995c3f;Sampled=1");
    try {
      invoke("{\"event\":1}");
    } finally {
      System.clearProperty(property);
    }
    assertThat(logged().getFirst().path("trace_id").asText()).isEqualTo("1-5759e988-bd86");
  }

  @Test
  void linesAfterTheInvocationAreNotIts() throws Exception {
    Log log = new Log(lines, LogLevel.INFO);
    Application application =
        new Application(this::echo, null, log, Metrics.emf("echo", lines, Map.of()));
    Endpoint endpoint = new Endpoint("echo", new ColdStart<>(() -> application), lines);
    invoke(endpoint, "{\"event\":1}".getBytes(UTF_8), 60_000);
    log.line(LogLevel.INFO, "later").write();
    assertThat(logged().getLast().has("request_id")).isFalse();
  }

  @Test
  void aLogLineRepeatsNoNamesOfFields() throws Exception {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            () ->
                new Application(
                    request -> new Reply.Refusal(Problem.invalid(SECRET, "is not a known field")),
                    null,
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("echo", lines, Map.of())));
    invoke(new Endpoint("echo", coldStart, lines), "{\"event\":1}".getBytes(UTF_8), 1_000);
    assertThat(logged().getFirst().path("outcome").asText()).isEqualTo("invalid-request");
    assertThat(lines.toString(UTF_8)).doesNotContain(SECRET);
  }

  /** Which service answered what, and where; never its own message. */
  @Test
  void anErrorOfAwsIsToldByItsName() throws Exception {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            () ->
                new Application(
                    request -> {
                      throw new AwsErrorException(
                          AwsError.told("DynamoDB", "PutItem", "ValidationException"),
                          new IllegalStateException(SECRET));
                    },
                    null,
                    new Log(lines, LogLevel.INFO),
                    Metrics.emf("echo", lines, Map.of())));
    assertThatThrownBy(
            () -> invoke(new Endpoint("echo", coldStart, lines), "{}".getBytes(UTF_8), 1_000))
        .isInstanceOf(FunctionFailedException.class);
    JsonNode line = logged().getFirst();
    assertThat(line.path("outcome").asText()).isEqualTo("internal");
    assertThat(line.path("reason").asText()).isEqualTo("DynamoDB PutItem: ValidationException");
    assertThat(line.path("at").asText()).contains("EndpointTest");
    assertThat(lines.toString(UTF_8)).doesNotContain(SECRET);
  }

  @Test
  void metricsCountRequestsOutcomesAndColdStarts() throws Exception {
    Endpoint endpoint = endpoint();
    invoke(
        endpoint,
        queue("{}", "{}", "{\"do\":\"model-failed\"}").getBytes(StandardCharsets.UTF_8),
        60_000);
    List<JsonNode> metrics = new ArrayList<>();
    for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
      if (MAPPER.readTree(line).has("_aws")) {
        metrics.add(MAPPER.readTree(line));
      }
    }
    assertThat(metrics)
        .extracting(
            line ->
                line.path("trigger").asText()
                    + line.path("result").asText()
                    + line.path("outcome").asText()
                    + line.path("requests").asInt()
                    + line.path("cold_starts").asInt())
        .containsExactly("sqsokok20", "sqsfailedmodel-failed10", "01");
  }

  @Test
  void aStartThatFailedIsToldToEveryRequest() throws Exception {
    ColdStart<Application> coldStart =
        new ColdStart<>(
            () -> {
              throw new MisconfiguredException(List.of("llm.model must be set", "b is wrong"));
            });
    Endpoint endpoint = new Endpoint("echo", coldStart, lines);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> invoke(endpoint, "{\"event\":1}".getBytes(StandardCharsets.UTF_8), 1_000))
          .isInstanceOf(MisconfiguredException.class)
          .hasMessage("llm.model must be set; b is wrong");
    }
    JsonNode http =
        MAPPER.readTree(
            invoke(
                endpoint,
                httpApi("POST", "application/json", "{}", false).getBytes(StandardCharsets.UTF_8),
                1_000));
    assertThat(http.path("statusCode").asInt()).isEqualTo(500);
    assertThat(http.path("body").asText())
        .contains("urn:eventfix:problem:misconfigured", "llm.model must be set; b is wrong");
    assertThat(invoke(endpoint, queue("{}").getBytes(StandardCharsets.UTF_8), 1_000))
        .contains("id-0");
    assertThat(logged().get(0).path("reason").asText())
        .isEqualTo("llm.model must be set; b is wrong");
  }
}
