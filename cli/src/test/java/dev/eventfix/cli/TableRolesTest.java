package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.addpermission.AddPermission;
import dev.eventfix.addpermission.AddPermissionHandler;
import dev.eventfix.addpermission.users.Creation;
import dev.eventfix.addpermission.users.DynamoDbUserStore;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the functions ask of a real table, held against what their roles in template.yaml allow: by
 * action and partition key, nothing less and nothing more.
 */
final class TableRolesTest {

  private static final Path ROOT = Path.of(System.getProperty("eventfix.root"));
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:eventfix-suggest-fix";
  private static final String EVENT_ID = "0".repeat(31) + "1";
  private static final String OTHER_EVENT_ID = "0".repeat(31) + "2";

  private static final String COMPLETION =
      """
      {"model": "m", "usage": {"prompt_tokens": 9, "completion_tokens": 9},
       "choices": [{"finish_reason": "stop", "message": {"content":
         "## Problem Cause\\nA.\\n\\n## Proposed Solution\\nB.\\n\\n## What Else\\nC."}}]}
      """;

  /** One thing that is asked of the table, or allowed: of a partition, or pattern; or of none. */
  private record Access(String action, String partition) implements Comparable<Access> {

    boolean allows(Access other) {
      return action.equals(other.action)
          && (partition.endsWith("*")
              ? other.partition.startsWith(partition.substring(0, partition.length() - 1))
              : other.partition.equals(partition));
    }

    @Override
    public int compareTo(Access other) {
      return toString().compareTo(other.toString());
    }
  }

  private final DynamoDbLocal table = DynamoDbLocal.inMemory();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<Access> asked = new TreeSet<>();
  private WireServer server;

  @BeforeEach
  void start() throws IOException {
    table.createTable(LocalTable.DEFAULT_NAME);
    server = new WireServer();
    server.answer("POST /", this::passedOn);
    server.answer("GET /v1/models", 200, "{\"data\": [{\"id\": \"gpt-4.1-mini\"}]}");
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    table.close();
  }

  /** What the table says; what it was asked is written down. */
  private WireServer.Answer passedOn(WireServer.Request request) {
    String target = String.valueOf(request.header("X-amz-target"));
    try {
      note(target.substring(target.indexOf('.') + 1), MAPPER.readTree(request.body()));
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(table.endpoint().toString()))
                  .header("Content-Type", "application/x-amz-json-1.0")
                  .header("X-Amz-Target", target)
                  .header("Authorization", String.valueOf(request.header("Authorization")))
                  .header("X-Amz-Date", String.valueOf(request.header("X-amz-date")))
                  .POST(HttpRequest.BodyPublishers.ofString(request.body()))
                  .build(),
              BodyHandlers.ofString());
      return new WireServer.Answer(
          response.statusCode(), response.body(), "application/x-amz-json-1.0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Of a transaction, each of its parts: IAM asks for their actions. */
  private void note(String operation, JsonNode body) {
    switch (operation) {
      case "TransactWriteItems" -> {
        for (JsonNode item : body.path("TransactItems")) {
          item.properties().forEach(part -> note(part.getKey() + "Item", part.getValue()));
        }
      }
      case "BatchGetItem" -> {
        for (JsonNode of : body.path("RequestItems")) {
          of.path("Keys").forEach(key -> note(operation, key.at("/pk/S").asText()));
        }
      }
      case "PutItem" -> note(operation, body.at("/Item/pk/S").asText());
      case "Query" -> note(operation, body.path("ExpressionAttributeValues").at("/:pk/S").asText());
      default -> note(operation, body.at("/Key/pk/S").asText());
    }
  }

  private void note(String operation, String partition) {
    asked.add(new Access("dynamodb:" + operation, partition));
  }

  private Map<String, String> settings(URI tableEndpoint) {
    Map<String, String> settings = new HashMap<>();
    settings.put("table.name", LocalTable.DEFAULT_NAME);
    settings.put("table.endpoint_url", tableEndpoint.toString());
    settings.put("debug", "true");
    return settings;
  }

  private static JsonNode call(RequestStreamHandler handler, JsonNode invocation)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(MAPPER.writeValueAsBytes(invocation)),
        out,
        FunctionCall.context("roles"));
    return MAPPER.readTree(out.toByteArray());
  }

  /** The role's statements about the table, a row for each action and key. */
  private static Set<Access> allowed(String role) throws IOException {
    Set<Access> allowed = new TreeSet<>();
    TemplateNode properties =
        TemplateNode.read(ROOT.resolve("template.yaml")).at("Resources", role, "Properties");
    for (TemplateNode policy : properties.at("Policies").elements()) {
      for (TemplateNode statement : policy.at("PolicyDocument", "Statement").elements()) {
        List<String> keys = new ArrayList<>();
        for (TemplateNode operator : statement.at("Condition").members().values()) {
          // A text is what Null is compared with.
          if (operator.at("dynamodb:LeadingKeys").value() instanceof List<?>) {
            keys.addAll(operator.at("dynamodb:LeadingKeys").texts());
          }
        }
        for (String action : statement.at("Action").texts()) {
          if (action.startsWith("dynamodb:")) {
            (keys.isEmpty() ? List.of("") : keys)
                .forEach(key -> allowed.add(new Access(action, key)));
          }
        }
      }
    }
    return allowed;
  }

  private void assertIsWhatTheRoleAllows(String role) throws IOException {
    Set<Access> allowed = allowed(role);
    assertThat(asked)
        .as("what is asked is allowed")
        .allMatch(access -> allowed.stream().anyMatch(each -> each.allows(access)));
    assertThat(allowed)
        .as("what is allowed is asked")
        .allMatch(each -> asked.stream().anyMatch(each::allows));
  }

  @Test
  void addPermissionMayUpdateUsersAndReadTheirNames() throws Exception {
    Table direct = new Table(new TableSettings(LocalTable.DEFAULT_NAME, "local", table.endpoint()));
    try {
      assertThat(
              new DynamoDbUserStore(direct)
                  .create("ann", "ann@example.com", true, Deadline.inMillis(10_000)))
          .isInstanceOf(Creation.Created.class);
    } finally {
      direct.close();
    }
    AddPermissionHandler handler =
        new AddPermissionHandler(
            AddPermission.coldStart(
                new Surroundings(
                    Map.of(), settings(URI.create(server.url())), OutputStream.nullOutputStream())),
            OutputStream.nullOutputStream());
    for (String user : List.of("ann", "ann@example.com", "nobody")) {
      ObjectNode request = MAPPER.createObjectNode();
      request.put("user", user).put("permission", "users.admin");
      call(handler, request);
    }
    assertIsWhatTheRoleAllows("AddPermissionRole");
  }

  @Test
  void suggestFixMayClaimQuestionsKeepSuggestionsCountAndReadOptions() throws Exception {
    SuggestFixHandler handler = suggestFix(URI.create(server.url()));
    SuggestFixHandler other = suggestFix(table.endpoint());
    // Asked while the first one's question is, the second finds its answer later.
    server.answer(
        "POST /v1/chat/completions",
        request -> {
          try {
            assertThat(call(other, batch(OTHER_EVENT_ID)).path("batchItemFailures")).isEmpty();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return new WireServer.Answer(200, COMPLETION);
        });

    assertThat(call(handler, batch(EVENT_ID)).path("batchItemFailures")).isEmpty();
    for (String eventId : List.of(EVENT_ID, OTHER_EVENT_ID)) {
      JsonNode readBack =
          call(
              handler,
              MAPPER.readTree(
                  """
                  {"version": "2.0", "requestContext": {"http": {"method": "GET"}},
                   "pathParameters": {"event_id": "%s"}, "queryStringParameters": {"project": "p"}}
                  """
                      .formatted(eventId)));
      assertThat(readBack.path("statusCode").asInt()).isEqualTo(200);
    }

    assertIsWhatTheRoleAllows("SuggestFixRole");
    assertThat(allowed("SuggestFixStreamRole")).isEqualTo(allowed("SuggestFixRole"));
  }

  private SuggestFixHandler suggestFix(URI tableEndpoint) {
    Map<String, String> settings = settings(tableEndpoint);
    settings.put("suggestions.queue_arn", QUEUE);
    settings.put("llm.openai.api_key", "k");
    settings.put("llm.openai.base_url", server.url() + "/v1");
    settings.put("budget.daily_requests", "1000");
    settings.put("budget.daily_tokens", "1000000");
    return new SuggestFixHandler(
        SuggestFix.coldStart(new Surroundings(Map.of(), settings, OutputStream.nullOutputStream())),
        OutputStream.nullOutputStream());
  }

  private static ObjectNode batch(String eventId) {
    String event =
        """
        {"event_id": "%s", "platform": "python",
         "exception": {"values": [{"type": "KeyError", "value": "'a'"}]}}
        """
            .formatted(eventId);
    ObjectNode batch = MAPPER.createObjectNode();
    batch
        .putArray("Records")
        .addObject()
        .put("messageId", "1")
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", QUEUE)
        .put("body", "{\"project\": \"p\", \"event\": " + event + "}");
    return batch;
  }
}
