package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, of what this machine has. */
final class CheckCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static DynamoDbLocal local;

  private final Invocation invocation = new Invocation();

  @BeforeAll
  static void start() {
    local = DynamoDbLocal.inMemory();
    local.createTable("eventfix");
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  /** As {@code table: keys: ok}, without times. */
  private static List<String> results(Result result) throws IOException {
    List<String> results = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      JsonNode row = MAPPER.readTree(line);
      assertThat(row.path("ms").isIntegralNumber()).isTrue();
      results.add(
          row.path("service").asText()
              + ": "
              + row.path("check").asText()
              + ": "
              + row.path("result").asText());
    }
    return results;
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("check", "--json"));
    all.addAll(List.of("--endpoint-url", local.endpoint().toString()));
    all.addAll(List.of(arguments));
    return invocation.run(all.toArray(new String[0]));
  }

  @Test
  void allIsWellOnAFreshLaptop(@TempDir Path home) {
    invocation.environment.put("HOME", home.toString());
    Result result = invocation.run("check");
    assertThat(result.err()).contains("DynamoDB Local").hasLineCount(1);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("settings +describe-event +ok +")
        .containsPattern("table +it exists, with its keys +ok +\\d+ +eventfix\n")
        .containsPattern("table +expired items are deleted +ok +\\d+ +by ttl\n")
        .doesNotContain("doubtful", "failed");
  }

  @Test
  void eachBackEndIsAskedOnce() throws Exception {
    Result result = run();
    assertThat(result.exitCode()).isZero();
    assertThat(results(result))
        .containsExactly(
            "settings: describe-event: ok",
            "sentry: set up: ok",
            "settings: suggest-fix: ok",
            "queues: set up: ok",
            "table: it exists, with its keys: ok",
            "table: expired items are deleted: ok",
            "model: set up: ok",
            "settings: add-permission: ok");
  }

  @Test
  void aTableThatIsNotThereFails() throws Exception {
    Result result = run("--table", "nothere");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(results(result)).contains("table: it exists, with its keys: failed");
    assertThat(result.out()).contains("table.name (EVENTFIX_TABLE_NAME) names no table");
    Result forPeople =
        invocation.run(
            "check", "--table", "nothere", "--endpoint-url", local.endpoint().toString());
    assertThat(forPeople.exitCode()).isEqualTo(1);
    assertThat(forPeople.out())
        .contains("\n\nfailed: table: it exists, with its keys: table.name (EVENTFIX_TABLE_NAME)");
  }

  @Test
  void aTableThatIsDownFails() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Result result = invocation.run("check", "--endpoint-url", "http://127.0.0.1:" + port);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("The table cannot be reached");
  }

  @Test
  void whatIsWrongWithTheSettingsIsToldAtOnce() throws Exception {
    invocation.environment.put("EVENTFIX_LLM_MODLE", "x");
    Result result = run("--set", "llm.temperature=7", "--set", "debug=maybe");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(results(result))
        .containsExactly(
            "settings: settings: failed",
            "settings: settings: failed",
            "settings: settings: doubtful",
            "functions: set up: doubtful");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void whatAServiceFindsInTheSettingsIsToldAndItsFunctionIsNotAsked() throws Exception {
    Result result = run("--set", "webhook.queue_arn=arn:aws:sqs:eu-central-1:1:q");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(results(result))
        .contains("settings: suggest-fix: failed", "settings: add-permission: ok")
        // Of the function that is well.
        .contains("table: it exists, with its keys: ok")
        .doesNotContain("model: set up: ok");
    assertThat(result.out()).contains("webhook.secret", "is missing");
  }

  @Test
  void aWarningIsDoubtfulAndToldOnce() throws Exception {
    invocation.environment.put("EVENTFIX_STAGE", "production");
    invocation.environment.put("EVENTFIX_DEBUG", "true");
    Result result = run();
    assertThat(result.exitCode()).isZero();
    assertThat(results(result)).containsOnlyOnce("settings: describe-event: doubtful");
    assertThat(result.out()).containsOnlyOnce("is on in production");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void theModelIsAsked() throws Exception {
    try (WireServer models = new WireServer()) {
      models.answer("GET /v1/models", 200, "{\"data\":[{\"id\":\"m\"}]}");
      Result result =
          run(
              "--set",
              "llm.openai.base_url=" + models.url() + "/v1",
              "--set",
              "llm.openai.api_key=k",
              "--set",
              "llm.model=m");
      assertThat(result.exitCode()).isZero();
      assertThat(results(result)).contains("model: it answers, and has the model: ok");
      assertThat(models.requests().getFirst().header("Authorization")).isEqualTo("Bearer k");
    }
  }

  @Test
  void aTestEventIsSentWhenAskedFor() throws Exception {
    try (WireServer sentry = new WireServer()) {
      sentry.answer("POST /api/1/envelope/", 200, "{}");
      sentry.answer("POST /api/2/envelope/", 429, "");
      String dsn = sentry.url().replace("//", "//00000000000000000000000000000001@");
      String[] arguments = {
        "--set", "sentry.dsn=" + dsn + "/1", "--set", "sentry.relay_dsn=" + dsn + "/2"
      };
      assertThat(results(run(arguments)))
          .contains("sentry: upstream takes reports: ok", "sentry: relay takes reports: failed")
          .noneMatch(row -> row.contains("test event"));
      int withoutEvent = sentry.requests().size();
      List<String> all = new ArrayList<>(List.of(arguments));
      all.add("--send-test-event");
      Result result = run(all.toArray(new String[0]));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(results(result))
          .contains(
              "sentry upstream: it takes a test event: ok",
              "sentry relay: it takes a test event: failed");
      assertThat(sentry.requests()).hasSize(withoutEvent + 2);
    }
  }

  @Test
  void withoutATargetNoTestEventIsSent() throws Exception {
    Result result = run("--send-test-event");
    assertThat(result.exitCode()).isZero();
    assertThat(results(result)).contains("sentry: it takes a test event: doubtful");
    assertThat(results(run())).doesNotContain("sentry: it takes a test event: doubtful");
  }
}
