package dev.eventfix.addpermission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invokes the handler as Lambda does, through each trigger. */
final class Invoker {

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** The queue that the function is told of. */
  static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:add-permission";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final AddPermissionHandler handler;

  /** The handler that those variables configure. */
  Invoker(Map<String, String> environment) {
    handler =
        new AddPermissionHandler(
            AddPermission.coldStart(
                new Surroundings(
                    environment,
                    Map.of("logging.format", "json", "permissions.queue_arn", QUEUE),
                    lines)),
            lines);
  }

  /** The handler of that application. */
  Invoker(ColdStart<Application> application) {
    handler = new AddPermissionHandler(application, lines);
  }

  /** The log lines and metrics so far. */
  String lines() {
    return lines.toString(UTF_8);
  }

  /** The answer to an invocation. */
  String invoke(String event, int remainingMillis) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)), out, new Remaining(remainingMillis));
    return out.toString(UTF_8);
  }

  /** The answer to an invocation that has a minute. */
  JsonNode invoke(String event) throws IOException {
    return MAPPER.readTree(invoke(event, 60_000));
  }

  static String request(String user, String permission) {
    return MAPPER.createObjectNode().put("user", user).put("permission", permission).toString();
  }

  static String httpApi(String body) {
    ObjectNode event = MAPPER.createObjectNode().put("version", "2.0");
    event.putObject("headers").put("content-type", "application/json");
    event.putObject("requestContext").putObject("http").put("method", "POST");
    return event.put("body", body).put("isBase64Encoded", false).toString();
  }

  static String restApi(String body) {
    ObjectNode event = MAPPER.createObjectNode().put("httpMethod", "POST");
    event.putObject("headers").put("Content-Type", "application/json");
    event.putObject("requestContext").put("stage", "prod");
    return event.put("body", body).put("isBase64Encoded", false).toString();
  }

  /** A batch of SQS whose messages have the ids id-0, id-1 and so on. */
  static String queue(String... bodies) {
    ObjectNode event = MAPPER.createObjectNode();
    for (int i = 0; i < bodies.length; i++) {
      event.withArray("Records").add(message(i, bodies[i]));
    }
    return event.toString();
  }

  static String pipe(String... bodies) {
    var messages = MAPPER.createArrayNode();
    for (int i = 0; i < bodies.length; i++) {
      messages.add(message(i, bodies[i]));
    }
    return messages.toString();
  }

  private static ObjectNode message(int number, String body) {
    return MAPPER
        .createObjectNode()
        .put("messageId", "id-" + number)
        .put("body", body)
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", QUEUE);
  }

  /** The body of a gateway's answer. */
  static JsonNode body(JsonNode answer) throws IOException {
    return MAPPER.readTree(answer.path("body").asText());
  }

  /** An invocation's context with a chosen time left. */
  private record Remaining(int remainingMillis) implements Context {

    @Override
    public String getAwsRequestId() {
      return "2f1c7a9e-6b1d-4d0c-9a44-6f1d2e3c4b5a";
    }

    @Override
    public int getRemainingTimeInMillis() {
      return remainingMillis;
    }

    @Override
    public @Nullable String getLogGroupName() {
      return null;
    }

    @Override
    public @Nullable String getLogStreamName() {
      return null;
    }

    @Override
    public @Nullable String getFunctionName() {
      return null;
    }

    @Override
    public @Nullable String getFunctionVersion() {
      return null;
    }

    @Override
    public @Nullable String getInvokedFunctionArn() {
      return null;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public @Nullable LambdaLogger getLogger() {
      return null;
    }
  }
}
