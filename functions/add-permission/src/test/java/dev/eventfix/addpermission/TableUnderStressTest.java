package dev.eventfix.addpermission;

import static dev.eventfix.addpermission.Invoker.body;
import static dev.eventfix.addpermission.Invoker.httpApi;
import static dev.eventfix.addpermission.Invoker.pipe;
import static dev.eventfix.addpermission.Invoker.queue;
import static dev.eventfix.addpermission.Invoker.request;
import static dev.eventfix.addpermission.Invoker.restApi;
import static dev.eventfix.store.LoopbackServer.begin;
import static dev.eventfix.store.LoopbackServer.error;
import static dev.eventfix.store.LoopbackServer.respond;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.store.LoopbackServer;
import dev.eventfix.store.LoopbackServer.Answer;
import dev.eventfix.store.LoopbackServer.Then;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The function, the SDK and its own HTTP client, before a server that answers badly. */
final class TableUnderStressTest {

  /** How often the SDK tries at most. */
  private static final int TRIES = 4;

  private static final String ASKED = request("ann", "users.admin");

  @RegisterExtension private final LoopbackServer server = new LoopbackServer();

  private static void assertProblem(JsonNode problem, String name, int status) {
    assertThat(problem.path("type").asText()).isEqualTo("urn:eventfix:problem:" + name);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).isNotEmpty().doesNotContain("secret");
  }

  static List<Named<Answer>> soonOver() {
    return List.of(
        Named.of("500", error(500, "InternalServerError")),
        Named.of("503 without a body", respond(503, "")),
        Named.of("closed", client -> Then.CLOSE),
        Named.of("cut off", begin(Then.CLOSE)),
        Named.of("garbage", respond(200, "<html>Welcome</html>")),
        Named.of("another checksum", respond(200, "{\"Responses\":{}}", "x-amz-crc32: 12345")));
  }

  @ParameterizedTest
  @MethodSource("soonOver")
  void whatFailsIsTriedAFewTimes(Answer answer) throws Exception {
    server.answer(answer);
    assertProblem(new Invoker(server.environment()).invoke(ASKED), "unavailable", 503);
    assertThat(server.requests()).isEqualTo(TRIES);
  }

  @Test
  void whatSpeaksNoHttpIsNotAskedAgain() throws Exception {
    server.answer(
        client -> {
          client.write("220 mail.example.com ready\r\n".getBytes(UTF_8));
          return Then.CLOSE;
        });
    assertProblem(new Invoker(server.environment()).invoke(ASKED), "unavailable", 503);
    assertThat(server.requests()).isEqualTo(1);
  }

  static List<Named<Answer>> endless() {
    return List.of(
        Named.of("limited", error(400, "ThrottlingException")),
        Named.of("silent", client -> Then.SILENCE),
        Named.of("silent in the middle", begin(Then.SILENCE)));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void whatDoesNotEndIsLeftInTime(Answer answer) throws Exception {
    server.answer(answer);
    Invoker invoker = new Invoker(server.environment());
    Duration remaining = Duration.ofMillis(1_200);
    long started = System.nanoTime();
    String problem = invoker.invoke(ASKED, (int) remaining.toMillis());
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(remaining);
    assertProblem(Invoker.MAPPER.readTree(problem), "unavailable", 503);
    assertThat(server.requests()).isBetween(1, TRIES);
  }

  @Test
  void aServerThatIsNotThereIsToldInTime() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Invoker invoker =
        new Invoker(
            Map.of(
                "EVENTFIX_TABLE_NAME",
                "eventfix",
                "EVENTFIX_TABLE_ENDPOINT_URL",
                "http://127.0.0.1:" + port));
    assertProblem(invoker.invoke(ASKED), "unavailable", 503);
  }

  @Test
  void everyTriggerTellsThatTheTableIsUnavailable() throws Exception {
    server.answer(respond(503, ""));
    Invoker invoker = new Invoker(server.environment());
    for (String event : List.of(httpApi(ASKED), restApi(ASKED))) {
      JsonNode answer = invoker.invoke(event);
      assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
      assertThat(answer.path("headers").path("Content-Type").asText())
          .isEqualTo("application/problem+json");
      assertProblem(body(answer), "unavailable", 503);
    }
    assertProblem(invoker.invoke(ASKED), "unavailable", 503);
    assertThat(invoker.invoke(queue(ASKED, ASKED)).toString())
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-0\"},{\"itemIdentifier\":\"id-1\"}]}");
    JsonNode piped = invoker.invoke(pipe(ASKED)).path(0);
    assertThat(piped.path("message_id").asText()).isEqualTo("id-0");
    assertProblem(piped, "unavailable", 503);
    assertThat(invoker.lines())
        .contains("\"outcome\":\"unavailable\"", "The table failed to answer (DynamoDB ")
        .doesNotContain("users.admin");
  }

  @ParameterizedTest
  @CsvSource({"ResourceNotFoundException", "AccessDeniedException", "ExpiredTokenException"})
  void everyTriggerTellsThatItIsMisconfigured(String type) throws Exception {
    server.answer(error(400, type));
    Invoker invoker = new Invoker(server.environment());
    for (String event : List.of(httpApi(ASKED), restApi(ASKED))) {
      JsonNode answer = invoker.invoke(event);
      assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
      assertProblem(body(answer), "misconfigured", 500);
      assertThat(body(answer).path("detail").asText()).startsWith("table.name (");
    }
    assertThatThrownBy(() -> invoker.invoke(ASKED)).isInstanceOf(MisconfiguredException.class);
    assertThatThrownBy(() -> invoker.invoke(pipe(ASKED)))
        .isInstanceOf(MisconfiguredException.class);
    assertThat(invoker.invoke(queue(ASKED)).toString()).contains("\"id-0\"");
    assertThat(invoker.lines()).contains("\"outcome\":\"misconfigured\"").doesNotContain("secret");
    // Nobody mends that by asking again.
    assertThat(server.requests()).isEqualTo(5);
  }

  @Test
  void aRecordThatNoTimeIsLeftForIsGivenBack() throws Exception {
    server.answer(client -> Then.SILENCE);
    String answer = new Invoker(server.environment()).invoke(queue(ASKED, ASKED), 700);
    assertThat(answer).contains("id-0", "id-1");
  }

  static List<Arguments> refusals() {
    return List.of(Arguments.of("ValidationException", 400), Arguments.of("SomethingNew", 418));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatNobodyThoughtOfIsAFaultOfOurs(String type, int status) throws Exception {
    server.answer(error(status, type));
    Invoker invoker = new Invoker(server.environment());
    assertProblem(body(invoker.invoke(httpApi(ASKED))), "internal", 500);
    assertThat(invoker.lines())
        .contains("\"reason\":\"DynamoDB BatchGetItem: " + type + "\"", "AwsErrorException")
        .doesNotContain("secret");
    assertThat(invoker.invoke(queue(ASKED)).toString()).contains("\"id-0\"");
  }
}
