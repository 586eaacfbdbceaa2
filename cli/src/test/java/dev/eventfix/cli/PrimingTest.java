package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.eventfix.addpermission.AddPermission;
import dev.eventfix.addpermission.AddPermissionHandler;
import dev.eventfix.addpermission.users.Names;
import dev.eventfix.describeevent.DescribeEvent;
import dev.eventfix.describeevent.DescribeEventHandler;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Priming;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the functions work on before a snapshot of them is taken, with a real table and a model. */
final class PrimingTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DynamoDbLocal table = DynamoDbLocal.inMemory();
  private final AtomicInteger questions = new AtomicInteger();
  private HttpServer model;

  @BeforeEach
  void start() throws IOException {
    table.createTable(LocalTable.DEFAULT_NAME);
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.createContext(
        "/",
        exchange -> {
          questions.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    model.start();
  }

  @AfterEach
  void stop() {
    model.stop(0);
    table.close();
  }

  private Surroundings surroundings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("table.name", LocalTable.DEFAULT_NAME);
    settings.put("table.endpoint_url", table.endpoint().toString());
    settings.put("llm.openai.api_key", "k");
    settings.put("llm.openai.base_url", "http://127.0.0.1:" + model.getAddress().getPort());
    return new Surroundings(Map.of(), settings, OutputStream.nullOutputStream());
  }

  private static List<JsonNode> answers(
      ColdStart<Application> coldStart, RequestStreamHandler handler) throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    for (Priming priming : coldStart.get().parts().primings()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(priming.invocation()), out, FunctionCall.context("priming"));
      answers.add(MAPPER.readTree(out.toByteArray()));
    }
    return answers;
  }

  private int items() {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClientBuilder(AwsCrtHttpClient.builder())
            .endpointOverride(table.endpoint())
            .region(Region.of("local"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build()) {
      return client.scan(scan -> scan.tableName(LocalTable.DEFAULT_NAME)).count();
    }
  }

  @Test
  void describeEventDescribesAnEventWithABitOfEverything() throws Exception {
    ColdStart<Application> coldStart = DescribeEvent.coldStart(surroundings());
    List<JsonNode> answers =
        answers(coldStart, new DescribeEventHandler(coldStart, OutputStream.nullOutputStream()));
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().path("statusCode").asInt()).isEqualTo(200);
    JsonNode described = MAPPER.readTree(answers.getFirst().path("body").asText());
    assertThat(described.path("redacted").size()).isPositive();
    assertThat(described.path("warnings").size()).isZero();
  }

  @Test
  void suggestFixDumpsAPromptAndReadsTheTableAndThatIsAll() throws Exception {
    ColdStart<Application> coldStart = SuggestFix.coldStart(surroundings());
    List<JsonNode> answers =
        answers(coldStart, new SuggestFixHandler(coldStart, OutputStream.nullOutputStream()));
    assertThat(answers)
        .extracting(answer -> answer.path("statusCode").asInt())
        .containsExactly(200, 404);
    assertThat(answers.getFirst().path("body").asText()).contains("\"prompt\"");
    assertThat(answers.get(1).path("body").asText()).contains("suggestion-not-found");
    assertThat(questions).hasValue(0);
    assertThat(items()).isZero();
  }

  @Test
  void addPermissionLooksForSomebodyWhomThereCannotBe() throws Exception {
    ColdStart<Application> coldStart = AddPermission.coldStart(surroundings());
    List<JsonNode> answers =
        answers(coldStart, new AddPermissionHandler(coldStart, OutputStream.nullOutputStream()));
    assertThat(answers)
        .extracting(answer -> answer.path("statusCode").asInt())
        .containsExactly(404);
    assertThat(answers.getFirst().path("body").asText()).contains("user-not-found");
    assertThat(items()).isZero();
    assertThat(Names.usernameFault("00000000-0000-0000-0000-000000000000")).isNotNull();
  }
}
