package dev.eventfix.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationReaderTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LARGE = 6_000_000;

  private static final String NO_RECORDS = "malformed Records must be a list of one record or more";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "NULL",
      value = {
        // Requests and events.
        "{} | direct",
        "{'event': {}} | direct",
        "{'event': {}, 'detail': 'compact'} | direct",
        "{'detail': 'compact', 'event': {'exception': []}} | direct",
        "{'user': 'ada', 'permission': 'users.admin'} | direct",
        "{'exception': {'values': []}} | direct",
        "{'level': 'error', 'platform': 'python'} | direct",
        "{'action': 'created', 'data': {'event': {}}} | direct",
        "{'version': '0', 'detail-type': 'x', 'source': 'aws.s3', 'detail': {}} | direct",
        // Stray members of triggers in what strangers wrote.
        "{'version': '2.0'} | direct",
        "{'httpMethod': 'POST'} | direct",
        "{'requestContext': {}} | direct",
        "{'requestContext': {'http': {'method': 'POST'}}} | direct",
        "{'version': '1.0', 'requestContext': {'http': {'method': 'POST'}}} | direct",
        "{'version': 2.0, 'requestContext': {'http': {'method': 'POST'}}} | direct",
        "{'version': '2.0', 'requestContext': {'http': 'POST'}} | direct",
        "{'version': '2.0', 'requestContext': {'http': null}} | direct",
        "{'version': '2.0', 'requestContext': [{'http': {}}]} | direct",
        "{'version': '2.0', 'requestContext': {'inner': {'http': {}}}} | direct",
        "{'version': '2.0', 'http': {}} | direct",
        "{'httpMethod': {}, 'requestContext': {}} | direct",
        "{'httpMethod': 'POST', 'requestContext': null} | direct",
        "{'httpMethod': 'POST', 'requestContext': 'x'} | direct",
        "{'records': [{'eventSource': 'aws:sqs', 'messageId': 'a'}]} | direct",
        "{'extra': {'Records': [{'eventSource': 'aws:sqs', 'messageId': 'a'}]}} | direct",
        "{'Records': [{'eventSource': 'aws:sqs', 'messageId': 'a'}], 'event_id': 'e'} | direct",
        "{'Records': [{'eventSource': 'aws:sns'}], 'exception': []} | direct",
        "{'Records': 1, 'message': 'm'} | direct",
        "{'version': '2.0', 'requestContext': {'http': {}}, 'threads': {}} | direct",
        "{'httpMethod': 'GET', 'requestContext': {}, 'sentry.interfaces.Message': {}} | direct",
        "{'version': '2.0', 'requestContext': {'http': {}}, 'event': {}} | direct",
        // Triggers.
        "{'version': '2.0', 'requestContext': {'http': {}}} | http-api",
        "{'requestContext': {'stage': 's', 'http': {'method': 'GET'}}, 'version': '2.0'} | http-api",
        "{'version': '1.0', 'version': '2.0', 'requestContext': {'http': {}}} | http-api",
        "{'version': '2.0', 'requestContext': null, 'requestContext': {'http': {}}} | http-api",
        "{'version': '2.0', 'requestContext': {'http': {}}, 'requestContext': {}} | direct",
        "{'version': '2.0', 'requestContext': {'http': {}, 'http': null}} | direct",
        "{'httpMethod': 'POST', 'requestContext': {}} | rest-api",
        "{'requestContext': {'identity': {}}, 'httpMethod': 'POST', 'version': '1.0'} | rest-api",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs'}]} | queue 1",
        "{'Records': [{'eventSource': 'aws:sqs', 'messageId': 'a'},"
            + " {'body': '', 'messageId': 'b', 'eventSource': 'aws:sqs'}]} | queue 2",
        "{'Records': [], 'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs'}]} | queue 1",
        "{'Records': [{'messageId': 'a', 'eventSource': 'x', 'eventSource': 'aws:sqs'}]} | queue 1",
        "[{'messageId': 'a', 'eventSource': 'aws:sqs'}] | pipe 1",
        "[{'eventSource': 'aws:sqs', 'messageId': 'a'}, {'messageId': 'b', 'eventSource':"
            + " 'aws:sqs'}] | pipe 2",
        // Services that do not read answers.
        "{'Records': [{'EventSource': 'aws:sns', 'Sns': {'Message': 'SECRET'}}]} |"
            + " unsupported aws:sns",
        "{'Records': [{'eventSource': 'aws:s3'}]} | unsupported aws:s3",
        "{'Records': [{'eventSource': 'aws:kinesis'}, {}]} | unsupported aws:kinesis",
        "{'Records': [{'eventSource': 'aws:dynamodb'}]} | unsupported aws:dynamodb",
        "{'Records': [{'eventSource': 'aws:SECRET'}]} | unsupported another source",
        "{'Records': [{'eventSource': {'SECRET': 1}}]} | unsupported another source",
        "{'Records': [{'cf': {'config': {}}}]} | unsupported another source",
        // Triggers with a fault.
        "{'Records': []} | NO_RECORDS",
        "{'Records': null} | NO_RECORDS",
        "{'Records': {}} | NO_RECORDS",
        "{'Records': 'SECRET', 'other': 1} | NO_RECORDS",
        "{'Records': [null]} | malformed Records[0] must be an object with the eventSource aws:sqs",
        "{'Records': ['SECRET']} |"
            + " malformed Records[0] must be an object with the eventSource aws:sqs",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs'}, null]} |"
            + " malformed Records[1] must be an object with the eventSource aws:sqs",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs'}, {'eventSource': 'aws:s3'}]} |"
            + " malformed Records[1] must be an object with the eventSource aws:sqs",
        "{'Records': [{'eventSource': 'aws:s3'}, {'messageId': 'a', 'eventSource': 'aws:sqs'}]} |"
            + " malformed Records[0] must be an object with the eventSource aws:sqs",
        "{'Records': [{'eventSource': 'aws:s3'}, {'messageId': 'a', 'eventSource': 'aws:sqs'}, 1]} |"
            + " malformed Records[0] must be an object with the eventSource aws:sqs",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs'}], 'Records': 1} | NO_RECORDS",
        "{'Records': [{'eventSource': 'aws:sqs'}]} |"
            + " malformed Records[0].messageId must be a text that is not empty",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs', 'body': {'SECRET': 1}}]} |"
            + " malformed Records[0].body must be a text",
        "{'version': '2.0', 'headers': ['SECRET'], 'requestContext': {'http': {}}} |"
            + " malformed headers must be an object of texts",
        "{'httpMethod': 'POST', 'body': 12, 'requestContext': {}} |"
            + " malformed body must be a text",
        "[{'messageId': 'a', 'eventSource': 'aws:sqs'}, {'eventSource': 'aws:sqs'}] |"
            + " malformed [1].messageId must be a text that is not empty",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs'}]} {} |"
            + " malformed the event must be a single JSON value",
        // No objects.
        "[] | direct",
        "[{}] | direct",
        "[null] | direct",
        "['SECRET'] | direct",
        "[[{'messageId': 'a', 'eventSource': 'aws:sqs'}]] | direct",
        "[{'messageId': 'a', 'eventSource': 'aws:sqs'}, {}] | direct",
        "[{'messageId': 'a', 'eventSource': 'aws:sqs'}, null] | direct",
        "[{'messageId': 'a', 'eventSource': 'aws:sqs'}] [] | direct",
        "[{'event_id': 'e', 'dsn': 'SECRET'}, {'type': 'event'}, {}] | direct",
        "'SECRET' | direct",
        "12 | direct",
        "-0.5e3 | direct",
        "true | direct",
        "null | direct",
        // No JSON.
        "`` | direct",
        "` ` | direct",
        "{ | malformed-json The JSON ends too early, at line 1, column 2.",
        "{'Records': [{'messageId': 'SECRET |"
            + " malformed-json The JSON ends too early, at line 1, column 35.",
        "[1, 2 | malformed-json The JSON ends too early, at line 1, column 6.",
        "[1, SECRET] | malformed-json This is no JSON in UTF-8, at line 1, column 5.",
        "{'a': SECRET} | malformed-json This is no JSON in UTF-8, at line 1, column 7.",
        "SECRET | malformed-json This is no JSON in UTF-8, at line 1, column 1.",
        "{'a' 'SECRET'} | malformed-json This is no JSON in UTF-8, at line 1, column 6.",
        "{'a': 1,} | malformed-json This is no JSON in UTF-8, at line 1, column 9.",
        "} | malformed-json This is no JSON in UTF-8, at line 1, column 1.",
        // A direct body is not looked into further than needed.
        "{'event': {SECRET | direct",
      })
  void decides(String json, String expected) {
    assertThat(told(json.replace('\'', '"')))
        .doesNotContain("SECRET")
        .isEqualTo(expected.equals("NO_RECORDS") ? NO_RECORDS : expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event",
        "event_id",
        "platform",
        "exception",
        "logentry",
        "message",
        "stacktrace",
        "threads",
        "sentry.interfaces.Exception",
        "sentry.interfaces.Message",
        "sentry.interfaces.Stacktrace",
        "envelope",
        "eventID",
        "entries",
        "csp",
        "csp-report",
        "expectct",
        "expect-ct-report",
        "expectstaple",
        "hpkp",
        "sentry.interfaces.Csp",
      })
  void whatAnEventIsDescribedFromIsInNoTrigger(String name) throws Exception {
    for (String sample : List.of("http-api-jwt.json", "rest-api-iam.json", "sqs-fifo.json")) {
      String json = Samples.text(sample).strip();
      assertThat(told("{\"" + name + "\":null," + json.substring(1))).isEqualTo("direct");
      assertThat(told(json.substring(0, json.length() - 1) + ",\"" + name + "\":[]}"))
          .isEqualTo("direct");
    }
  }

  @Test
  void readsTheSamples() throws Exception {
    for (String sample : Samples.HTTP_API) {
      byte[] json = Samples.read(sample);
      assertThat(InvocationReader.read(json))
          .isEqualTo(new Invocation.HttpApi(Samples.official(APIGatewayV2HTTPEvent.class, json)));
    }
    for (String sample : Samples.REST_API) {
      byte[] json = Samples.read(sample);
      assertThat(InvocationReader.read(json))
          .isEqualTo(
              new Invocation.RestApi(Samples.official(APIGatewayProxyRequestEvent.class, json)));
    }
    for (String sample : Samples.SQS) {
      byte[] json = Samples.read(sample);
      assertThat(InvocationReader.read(json))
          .isEqualTo(new Invocation.Queue(Samples.official(SQSEvent.class, json)));
    }
    assertThat(told(Samples.text(Samples.PIPE))).isEqualTo("pipe 2");
  }

  @Test
  void theOrderOfMembersDecidesNothing() throws Exception {
    Random random = new Random(20260103);
    List<String> samples = new ArrayList<>(Samples.HTTP_API);
    samples.addAll(Samples.REST_API);
    samples.addAll(Samples.SQS);
    for (String sample : samples) {
      JsonNode root = MAPPER.readTree(Samples.read(sample));
      String expected = told(root.toString());
      for (int round = 0; round < 20; round++) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(root.properties());
        Collections.shuffle(members, random);
        ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
        members.forEach(member -> shuffled.set(member.getKey(), member.getValue()));
        assertThat(told(shuffled.toString())).as(sample).isEqualTo(expected);
        // With a member of an event anywhere it is none of them.
        int at = random.nextInt(members.size() + 1);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i <= members.size(); i++) {
          if (i == at) {
            event.put("event_id", "e");
          }
          if (i < members.size()) {
            event.set(members.get(i).getKey(), members.get(i).getValue());
          }
        }
        assertThat(told(event.toString())).as(sample).isEqualTo("direct");
      }
    }
  }

  @Test
  void tellsTheLineOfAFault() {
    assertThat(told("{\n  \"a\": 1,\n  \"b\" 2\n}"))
        .isEqualTo("malformed-json This is no JSON in UTF-8, at line 3, column 7.");
    assertThat(told("{\"a\": \"line\nbreak\"}")).startsWith("malformed-json ");
  }

  @Test
  void aDirectBodyIsTheVeryArray() {
    byte[] body = "{\"event\": {\"a\":   1.0}}".getBytes(UTF_8);
    assertThat(((Invocation.Direct) InvocationReader.read(body)).body()).isSameAs(body);
  }

  @Test
  void realEventsAreDirect() throws IOException {
    Path events = Path.of(System.getProperty("eventfix.root"), "events", "sentry");
    try (Stream<Path> files = Files.list(events)) {
      List<Path> json = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(json).hasSizeGreaterThan(10);
      for (Path file : json) {
        assertThat(told(Files.readAllBytes(file))).as(file.toString()).isEqualTo("direct");
      }
    }
  }

  /** What comes from the launcher too: an envelope, the list of its lines, and compressed bytes. */
  @Test
  void envelopesAreDirectRequests() {
    for (String body :
        List.of(
            "{\"event_id\":\"a\"}\n{\"type\":\"event\"}\n{}",
            "{}\n{\"type\":\"event\"}\n{\"Records\":[]}",
            "[{\"event_id\":\"a\"},{\"type\":\"event\"},{\"message\":\"a\"}]",
            "[{},{\"type\":\"event\"},{\"eventSource\":\"aws:sqs\"}]",
            "[\"{}\",\"{}\"]",
            "{\"Records\":[],\"envelope\":\"\"}")) {
      assertThat(told(body)).as(body).isEqualTo("direct");
    }
    assertThat(told(new byte[] {0x1F, (byte) 0x8B, 8, 0})).isEqualTo("direct");
  }

  @Test
  void aCutSampleIsUnreadable() throws Exception {
    for (String sample : List.of("http-api-jwt.json", "rest-api-iam.json", "sqs-fifo.json")) {
      byte[] json = Samples.text(sample).strip().getBytes(UTF_8);
      for (int length = 1; length < json.length; length++) {
        assertThat(told(Arrays.copyOf(json, length)))
            .as("%s cut to %d", sample, length)
            .startsWith("malformed-json ");
      }
    }
  }

  @Test
  void changedBytesNeverThrow() throws Exception {
    Random random = new Random(20260104);
    List<String> samples = new ArrayList<>(Samples.HTTP_API);
    samples.addAll(Samples.REST_API);
    samples.addAll(Samples.SQS);
    samples.add(Samples.PIPE);
    for (String sample : samples) {
      byte[] json = Samples.read(sample);
      for (int round = 0; round < 500; round++) {
        byte[] changed = json.clone();
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        assertThat(told(changed)).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'other': '%'}",
        "{'%': 1}",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs', 'body': '%'}]}",
        "{'Records': [{'messageId': 'a', 'eventSource': '%'}]}",
        "{'version': '2.0', 'requestContext': {'http': {'%': 1}}, 'body': ''}",
        "{'version': '2.0', 'requestContext': {'http': {}}, 'body': '%'}",
        "{'httpMethod': 'POST', 'requestContext': {}, 'headers': {'a': '%'}}",
        "[{'messageId': '%', 'eventSource': 'aws:sqs'}]",
        "'% ",
      })
  void invalidUtf8IsNoJson(String template) throws IOException {
    byte[][] invalid = {
      {(byte) 0xff}, {(byte) 0xc3, 'a'}, {(byte) 0x80}, {(byte) 0xe2, (byte) 0x82, 'a'}
    };
    for (byte[] bytes : invalid) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      for (byte b : template.replace('\'', '"').getBytes(UTF_8)) {
        json.write(b == '%' ? bytes : new byte[] {b});
      }
      // A text at the root is not read.
      assertThat(told(json.toByteArray()))
          .isEqualTo(
              template.startsWith("'")
                  ? "direct"
                  : "malformed-json This is no JSON in UTF-8, " + place(json.toByteArray()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "{'other': %}",
        "{'other': %, 'event': {}}",
        "{'version': %}",
        "{'requestContext': %}",
        "{'requestContext': {'http': %}, 'version': '2.0'}",
        "{'version': '2.0', 'requestContext': {'http': {}, 'authorizer': {'lambda': %}}}",
        "{'version': '2.0', 'requestContext': {'http': {}}, 'headers': %}",
        "{'httpMethod': 'POST', 'requestContext': {'authorizer': %}}",
        "{'httpMethod': 'POST', 'requestContext': {}, 'body': %}",
        "{'Records': %}",
        "{'Records': [%]}",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs', 'body': %}]}",
        "{'Records': [{'messageId': 'a', 'eventSource': %}]}",
        "{'Records': [{'messageId': 'a', 'eventSource': 'aws:sqs', 'messageAttributes': {'a': %}}]}",
        "[%]",
        "[{'messageId': 'a', 'eventSource': 'aws:sqs', 'other': %}]",
      })
  void refusesDeepNesting(String template) {
    String expected = "invalid-request body is nested deeper than " + Json.MAX_DEPTH + " levels.";
    String json = template.replace('\'', '"');
    assertThat(told(json.replace("%", "[".repeat(1000) + "]".repeat(1000)))).isEqualTo(expected);
    assertThat(told(json.replace("%", "{\"a\":".repeat(1000) + "1" + "}".repeat(1000))))
        .isEqualTo(expected);
  }

  @Test
  void anEventsOwnNestingIsForTheFunctionToRefuse() {
    assertThat(told("{\"event\":" + "[".repeat(1000) + "]".repeat(1000) + "}")).isEqualTo("direct");
  }

  @Test
  void keepsNestingUpToTheLimit() {
    int levels = Json.MAX_DEPTH - 4;
    Invocation read =
        InvocationReader.read(
            ("{\"version\":\"2.0\",\"requestContext\":{\"http\":{},\"authorizer\":{\"lambda\":{\"a\":"
                    + "[".repeat(levels)
                    + "]".repeat(levels)
                    + "}}}}")
                .getBytes(UTF_8));
    assertThat(read).isInstanceOf(Invocation.HttpApi.class);
  }

  @Test
  void refusesNumbersOfAnyLength() {
    String digits = "1".repeat(5000);
    assertThat(told("{\"other\":" + digits + "}"))
        .isEqualTo("invalid-request body has a number that is too long.");
    assertThat(told(digits)).isIn("direct", "invalid-request body has a number that is too long.");
  }

  @Test
  void readsLargeBodies() {
    String text = "{\"event\":\"ö€😀\\\\n".repeat(LARGE / 16);
    String quoted = new String(Json.bytes(json -> json.writeString(text)), UTF_8);
    Invocation queue =
        InvocationReader.read(
            ("{\"Records\":[{\"body\":"
                    + quoted
                    + ",\"messageId\":\"a\",\"eventSource\":\"aws:sqs\"}]}")
                .getBytes(UTF_8));
    assertThat(((Invocation.Queue) queue).event().getRecords().get(0).getBody().equals(text))
        .isTrue();
    Invocation http =
        InvocationReader.read(
            ("{\"body\":"
                    + quoted
                    + ",\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"POST\"}}}")
                .getBytes(UTF_8));
    assertThat(((Invocation.HttpApi) http).event().getBody().equals(text)).isTrue();
    Invocation rest =
        InvocationReader.read(
            ("{\"body\":" + quoted + ",\"requestContext\":{},\"httpMethod\":\"POST\"}")
                .getBytes(UTF_8));
    assertThat(((Invocation.RestApi) rest).event().getBody().equals(text)).isTrue();
  }

  @Test
  void looksForTheShapeBehindLargeMembers() {
    String large = "{\"other\":[" + "\"0123456789abcdef\",".repeat(LARGE / 19) + "1],";
    assertThat(told(large + "\"Records\":[{\"messageId\":\"a\",\"eventSource\":\"aws:sqs\"}]}"))
        .isEqualTo("queue 1");
    assertThat(told(large + "\"version\":\"2.0\",\"requestContext\":{\"http\":{}}}"))
        .isEqualTo("http-api");
    assertThat(told(large + "\"event\":{}}")).isEqualTo("direct");
  }

  private static String place(byte[] json) {
    return ((Invocation.Unreadable) InvocationReader.read(json))
        .problem()
        .detail()
        .substring("This is no JSON in UTF-8, ".length());
  }

  private static String told(String json) {
    return told(json.getBytes(UTF_8));
  }

  /** The invocation in a few words. */
  private static String told(byte[] json) {
    Invocation invocation = InvocationReader.read(json);
    return switch (invocation) {
      case Invocation.Direct direct -> "direct";
      case Invocation.HttpApi http -> "http-api";
      case Invocation.RestApi rest -> "rest-api";
      case Invocation.Queue queue -> "queue " + queue.event().getRecords().size();
      case Invocation.Pipe pipe -> "pipe " + pipe.messages().size();
      case Invocation.Unreadable unreadable -> told(unreadable.problem());
      case Invocation.Malformed malformed -> "malformed " + malformed.detail();
      case Invocation.Unsupported unsupported -> "unsupported " + unsupported.source();
    };
  }

  private static String told(Problem problem) {
    assertThat(problem.type()).isIn(ProblemType.MALFORMED_JSON, ProblemType.INVALID_REQUEST);
    return problem.type().problemName() + " " + problem.detail();
  }
}
