package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.addpermission.AddPermission;
import dev.eventfix.addpermission.AddPermissionHandler;
import dev.eventfix.describeevent.DescribeEvent;
import dev.eventfix.describeevent.DescribeEventHandler;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import dev.eventfix.metrics.Metric;
import dev.eventfix.runtime.ResponseStream;
import dev.eventfix.runtime.StreamingHandler;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every invocation in {@code events/<function>/} gets the answer that stands beside it. The
 * expected files are laid out for reading; without the blanks they are compared as bytes.
 */
final class InvocationFilesTest {

  private static final List<String> FUNCTIONS =
      List.of("describe-event", "suggest-fix", "add-permission");

  private static final Path EVENTS = Path.of(System.getProperty("eventfix.root"), "events");
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Users get ids by chance; in the expected files each is this one. */
  private static final Pattern USER_ID =
      Pattern.compile("(?<name>user_id\\\\?\":\\\\?\")[0-9a-f-]{36}");

  private static final String ANY_ID = "${name}00000000-0000-0000-0000-000000000000";

  /** Their queue, and the secret with which the examples are signed. */
  private static final Map<String, String> WEBHOOKS =
      Map.of(
          "webhook.queue_arn", "arn:aws:sqs:eu-central-1:123456789012:eventfix-webhook",
          "webhook.secret", "the-examples-client-secret");

  /** The queue of every other record: that of sam local. */
  private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:MyQueue";

  /** One for each test: what an invocation answers may depend on those before it. */
  private final DynamoDbLocal table = DynamoDbLocal.inMemory();

  private Map<String, String> tableSettings() {
    return Map.of(
        "table.name",
        LocalTable.DEFAULT_NAME,
        "table.endpoint_url",
        table.endpoint().toString(),
        "suggestions.queue_arn",
        QUEUE,
        "permissions.queue_arn",
        QUEUE);
  }

  private Map<String, String> webhooks() {
    Map<String, String> settings = new HashMap<>(WEBHOOKS);
    settings.putAll(tableSettings());
    return settings;
  }

  /** The users whom the invocations name, made by the launcher's own commands. */
  @BeforeEach
  void createUsers() throws IOException {
    table.createTable(LocalTable.DEFAULT_NAME);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    for (String line : Files.readAllLines(EVENTS.resolve("add-permission/users.txt"))) {
      PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
      Launcher launcher = new Launcher(Map.of(), InputStream.nullInputStream(), out, out, false);
      List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
      arguments.addAll(List.of("--endpoint-url", table.endpoint().toString()));
      assertThat(Main.run(launcher, arguments.toArray(new String[0]))).as("%s", said).isZero();
    }
  }

  @AfterEach
  void closeTable() {
    table.close();
  }

  private RequestStreamHandler handler(String function) {
    return handler(function, OutputStream.nullOutputStream(), Map.of());
  }

  private RequestStreamHandler handler(
      String function, OutputStream lines, Map<String, String> environment) {
    return switch (function) {
      case "describe-event" ->
          new DescribeEventHandler(
              DescribeEvent.coldStart(new Surroundings(environment, Map.of(), lines)), lines);
      case "suggest-fix" ->
          new SuggestFixHandler(
              SuggestFix.coldStart(new Surroundings(environment, webhooks(), lines)), lines);
      case "add-permission" ->
          new AddPermissionHandler(
              AddPermission.coldStart(new Surroundings(environment, tableSettings(), lines)),
              lines);
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static List<Path> invocations(String function) {
    try (Stream<Path> files = Files.list(EVENTS.resolve(function))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith(".expected.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(String function, boolean url, byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(event);
    if (url) {
      UrlResponse response = new UrlResponse();
      ((StreamingHandler) handler(function))
          .handleRequest(in, response, FunctionCall.context(function));
      return response.laidOut();
    }
    handler(function).handleRequest(in, out, FunctionCall.context(function));
    return USER_ID.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll(ANY_ID);
  }

  /** A function URL's response: as the gateway's answers are, but a stream's events one by one. */
  private static final class UrlResponse implements ResponseStream {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ObjectNode answer = MAPPER.createObjectNode();

    @Override
    public OutputStream http(int status, Map<String, String> headers) {
      answer.put("statusCode", status);
      headers.forEach(answer.putObject("headers")::put);
      return body;
    }

    @Override
    public OutputStream whole() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void fail(String error, String message) {
      answer.put("failure", error);
    }

    String laidOut() throws IOException {
      String text = body.toString(StandardCharsets.UTF_8);
      if (answer.path("headers").path("Content-Type").asText().startsWith("text/event-stream")) {
        ArrayNode events = answer.putArray("events");
        for (String event : text.replace(":\n\n", "").split("\n\n", -1)) {
          if (!event.isEmpty()) {
            assertThat(event).matches("event: [a-z]+\ndata: \\{.*}");
            int data = event.indexOf("\ndata: ");
            events
                .addObject()
                .put("event", event.substring("event: ".length(), data))
                .set("data", MAPPER.readTree(event.substring(data + "\ndata: ".length())));
          }
        }
        // No other byte is there.
        assertThat(text).startsWith(":\n\n").endsWith("}\n\n");
      } else {
        answer.put("body", text);
      }
      return MAPPER.writeValueAsString(answer);
    }
  }

  @TestFactory
  List<DynamicTest> everyInvocationGetsItsExpectedAnswer() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String function : FUNCTIONS) {
      for (Path file : invocations(function)) {
        tests.add(
            DynamicTest.dynamicTest(
                function + "/" + file.getFileName(), () -> compare(function, file)));
      }
    }
    return tests;
  }

  private void compare(String function, Path file) throws IOException {
    String name = file.getFileName().toString();
    Path expected = file.resolveSibling(name.replace(".json", ".expected.json"));
    assertThat(expected).exists();
    assertThat(answer(function, name.startsWith("function-url-"), Files.readAllBytes(file)))
        .isEqualTo(MAPPER.writeValueAsString(MAPPER.readTree(expected.toFile())));
  }

  @Test
  void everyTriggerIsThere() {
    for (String function : FUNCTIONS) {
      for (String trigger : List.of("direct-", "http-api-", "rest-api-", "sqs-", "pipe-")) {
        assertThat(invocations(function))
            .anyMatch(file -> file.getFileName().toString().startsWith(trigger));
      }
    }
    assertThat(invocations("suggest-fix"))
        .anyMatch(file -> file.getFileName().toString().startsWith("function-url-"));
  }

  // What CloudWatch bills of such a run

  /** What suggest-fix alone counts; the rest any function may. */
  private static final Set<Metric> OF_SUGGEST_FIX =
      EnumSet.of(
          Metric.MODEL_CALLS,
          Metric.MODEL_TIME,
          Metric.INPUT_TOKENS,
          Metric.OUTPUT_TOKENS,
          Metric.WEBHOOKS,
          Metric.SUGGESTIONS,
          Metric.CACHE,
          Metric.BUDGET_REFUSALS,
          Metric.DELIVERIES);

  private static int mostSeries() {
    int most = 0;
    for (Metric metric : Metric.values()) {
      int values = metric.dimension() == null ? 1 : metric.dimension().values().size();
      most += OF_SUGGEST_FIX.contains(metric) ? values : FUNCTIONS.size() * values;
    }
    return most;
  }

  @Test
  void theDocsTellHowManySeriesThereAreAtMost() throws IOException {
    assertThat(Files.readString(EVENTS.resolveSibling("docs/operations.md")))
        .contains("at most " + mostSeries() + " series");
  }

  /** Every trigger, many outcomes: what tells them apart makes no series. */
  @Test
  void aRunMakesFewSeries() throws IOException {
    Set<String> series = new TreeSet<>();
    int invocations = 0;
    int bytes = 0;
    for (String function : FUNCTIONS) {
      for (Path file : invocations(function)) {
        if (file.getFileName().toString().startsWith("function-url-")) {
          continue;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        // Elsewhere than on Lambda lines are for people, and metrics none.
        handler(function, lines, Map.of("AWS_LAMBDA_FUNCTION_NAME", function))
            .handleRequest(
                new ByteArrayInputStream(Files.readAllBytes(file)),
                OutputStream.nullOutputStream(),
                FunctionCall.context(function));
        invocations++;
        bytes += lines.size();
        for (String text : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
          JsonNode line = MAPPER.readTree(text);
          for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
            StringJoiner of = new StringJoiner(" ");
            directive
                .path("Dimensions")
                .path(0)
                .forEach(d -> of.add(line.path(d.asText()).asText()));
            directive.path("Metrics").forEach(m -> series.add(m.path("Name").asText() + " " + of));
          }
        }
      }
    }
    assertThat(series).as("%s", series).hasSizeBetween(FUNCTIONS.size() * 3, 25);
    // What the docs say of log lines.
    assertThat(bytes / invocations).isBetween(500, 2_500);
  }
}
