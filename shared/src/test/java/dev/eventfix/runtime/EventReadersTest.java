package dev.eventfix.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our readers against AWS's own serializer. */
class EventReadersTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ROUNDS = 300;

  enum Kind {
    HTTP_API(APIGatewayV2HTTPEvent.class),
    REST_API(APIGatewayProxyRequestEvent.class),
    SQS(SQSEvent.class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    List<String> samples() {
      return switch (this) {
        case HTTP_API -> Samples.HTTP_API;
        case REST_API -> Samples.REST_API;
        case SQS -> Samples.SQS;
      };
    }

    Object ours(byte[] json) throws Exception {
      JsonParser parser = Samples.onFirstToken(json);
      Object event =
          switch (this) {
            case HTTP_API -> HttpApiEventReader.read(parser);
            case REST_API -> RestApiEventReader.read(parser);
            case SQS -> SqsEventReader.read(parser);
          };
      assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(parser.getParsingContext().inRoot()).isTrue();
      assertThat(parser.nextToken()).isNull();
      return event;
    }

    Object theirs(byte[] json) {
      return Samples.official(type, json);
    }
  }

  @ParameterizedTest
  @EnumSource
  void samplesFillTheSameObjects(Kind kind) throws Exception {
    for (String sample : kind.samples()) {
      byte[] json = Samples.read(sample);
      assertThat(Getters.differences(kind.ours(json), kind.theirs(json))).as(sample).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void samplesFillEveryMember(Kind kind) throws Exception {
    Set<String> all = new TreeSet<>(Getters.all(kind.type));
    if (kind == Kind.SQS) {
      all.addAll(Getters.all(SQSMessage.class));
      all.addAll(Getters.all(MessageAttribute.class));
    }
    Set<String> filled = new TreeSet<>();
    for (String sample : kind.samples()) {
      filled.addAll(Getters.filled(kind.ours(Samples.read(sample))));
    }
    assertThat(filled).isEqualTo(all).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyObjectFillsTheSameObject(Kind kind) throws Exception {
    byte[] json = "{}".getBytes(UTF_8);
    assertThat(Getters.differences(kind.ours(json), kind.theirs(json))).isEmpty();
  }

  @Test
  void aPipesMessagesAreRecords() throws Exception {
    byte[] json = Samples.read(Samples.PIPE);
    SQSEvent theirs =
        Samples.official(
            SQSEvent.class, ("{\"Records\":" + Samples.text(Samples.PIPE) + "}").getBytes(UTF_8));
    List<SQSMessage> ours = SqsEventReader.readMessages(Samples.onFirstToken(json), "");
    assertThat(ours).hasSize(2);
    assertThat(Getters.differences(ours, theirs.getRecords())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void membersMayBeMissingOrNullAndInAnyOrder(Kind kind) throws Exception {
    Random random = new Random(20260101);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode root = randomSample(kind, random);
      for (int i = random.nextInt(4); i >= 0; i--) {
        mutate(root, random, random.nextBoolean() ? null : NODES.nullNode());
      }
      byte[] json = MAPPER.writeValueAsBytes(shuffled(root, random));
      if (kind == Kind.SQS && losesARecord(root)) {
        assertThatThrownBy(() -> kind.ours(json)).isInstanceOf(MalformedTriggerException.class);
        refused++;
      } else {
        assertThat(Getters.differences(kind.ours(json), kind.theirs(json)))
            .as("%s", root)
            .isEmpty();
      }
    }
    assertThat(refused).isLessThan(ROUNDS / 2);
  }

  @ParameterizedTest
  @EnumSource
  void anyOtherShapeIsReadTheSameOrRefused(Kind kind) throws Exception {
    Random random = new Random(20260102);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode root = randomSample(kind, random);
      mutate(root, random, anyValue(random));
      byte[] json = MAPPER.writeValueAsBytes(shuffled(root, random));
      Object ours;
      try {
        ours = kind.ours(json);
      } catch (MalformedTriggerException e) {
        assertThat(e).hasMessageMatching("[A-Za-z0-9.*\\[\\]]+ must be [a-z0-9 ]+");
        refused++;
        continue;
      }
      assertThat(Getters.differences(ours, kind.theirs(json))).as("%s", root).isEmpty();
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void ofDuplicateNamesTheLastCounts(Kind kind) throws Exception {
    for (String sample : kind.samples()) {
      String twice = twice(MAPPER.readTree(Samples.read(sample)));
      byte[] json = twice.getBytes(UTF_8);
      assertThat(Getters.differences(kind.ours(json), kind.theirs(json))).as(twice).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP_API | {'headers': ['SECRET']} | headers must be an object of texts",
        "HTTP_API | {'headers': {'SECRET': {'a': 1}}} | headers must be an object of texts",
        "HTTP_API | {'headers': {'SECRET': ['a']}} | headers must be an object of texts",
        "HTTP_API | {'headers': 'SECRET'} | headers must be an object of texts",
        "HTTP_API | {'body': 5} | body must be a text",
        "HTTP_API | {'body': {'SECRET': 1}} | body must be a text",
        "HTTP_API | {'body': ['SECRET']} | body must be a text",
        "HTTP_API | {'body': true} | body must be a text",
        "HTTP_API | {'version': {}} | version must be a text",
        "HTTP_API | {'cookies': 'SECRET'} | cookies must be a list of texts",
        "HTTP_API | {'cookies': [['SECRET']]} | cookies must be a list of texts",
        "HTTP_API | {'isBase64Encoded': 'SECRET'} | isBase64Encoded must be true or false",
        "HTTP_API | {'isBase64Encoded': []} | isBase64Encoded must be true or false",
        "HTTP_API | {'requestContext': 1} | requestContext must be an object",
        "HTTP_API | {'requestContext': {'http': []}} | requestContext.http must be an object",
        "HTTP_API | {'requestContext': {'http': {'method': {}}}} |"
            + " requestContext.http.method must be a text",
        "HTTP_API | {'requestContext': {'stage': []}} | requestContext.stage must be a text",
        "HTTP_API | {'requestContext': {'timeEpoch': 'SECRET'}} |"
            + " requestContext.timeEpoch must be a whole number",
        "HTTP_API | {'requestContext': {'timeEpoch': 9223372036854775808}} |"
            + " requestContext.timeEpoch must be a whole number",
        "HTTP_API | {'requestContext': {'timeEpoch': 1e300}} |"
            + " requestContext.timeEpoch must be a whole number",
        "HTTP_API | {'requestContext': {'timeEpoch': []}} |"
            + " requestContext.timeEpoch must be a whole number",
        "HTTP_API | {'requestContext': {'authorizer': 1}} |"
            + " requestContext.authorizer must be an object",
        "HTTP_API | {'requestContext': {'authorizer': {'lambda': 'SECRET'}}} |"
            + " requestContext.authorizer.lambda must be an object",
        "HTTP_API | {'requestContext': {'authorizer': {'jwt': {'claims': {'SECRET': {}}}}}} |"
            + " requestContext.authorizer.jwt.claims must be an object of texts",
        "HTTP_API | {'requestContext': {'authorizer': {'jwt': {'scopes': {}}}}} |"
            + " requestContext.authorizer.jwt.scopes must be a list of texts",
        "HTTP_API | {'requestContext': {'authorizer': {'iam': {'cognitoIdentity': {'amr': 1}}}}} |"
            + " requestContext.authorizer.iam.cognitoIdentity.amr must be a list of texts",
        "REST_API | {'multiValueHeaders': {'SECRET': 'a'}} |"
            + " multiValueHeaders must be an object of lists of texts",
        "REST_API | {'multiValueQueryStringParameters': {'SECRET': [{}]}} |"
            + " multiValueQueryStringParameters must be an object of lists of texts",
        "REST_API | {'multiValueHeaders': []} |"
            + " multiValueHeaders must be an object of lists of texts",
        "REST_API | {'body': 1.5} | body must be a text",
        "REST_API | {'requestContext': {'authorizer': ['SECRET']}} |"
            + " requestContext.authorizer must be an object",
        "REST_API | {'requestContext': {'identity': {'sourceIp': {}}}} |"
            + " requestContext.identity.sourceIp must be a text",
        "REST_API | {'requestContext': {'requestTimeEpoch': true}} |"
            + " requestContext.requestTimeEpoch must be a whole number",
        "SQS | {'Records': {}} | Records must be a list",
        "SQS | {'Records': 'SECRET'} | Records must be a list",
        "SQS | {'Records': [null]} | Records[0] must be an object",
        "SQS | {'Records': [{'messageId': 'a'}, 'SECRET']} | Records[1] must be an object",
        "SQS | {'Records': [[]]} | Records[0] must be an object",
        "SQS | {'Records': [{}]} | Records[0].messageId must be a text that is not empty",
        "SQS | {'Records': [{'messageId': ''}]} |"
            + " Records[0].messageId must be a text that is not empty",
        "SQS | {'Records': [{'messageId': null, 'body': 'SECRET'}]} |"
            + " Records[0].messageId must be a text that is not empty",
        "SQS | {'Records': [{'messageId': 12}]} | Records[0].messageId must be a text",
        "SQS | {'Records': [{'messageId': 'a'}, {'body': 7}]} | Records[1].body must be a text",
        "SQS | {'Records': [{'attributes': []}]} | Records[0].attributes must be an object of texts",
        "SQS | {'Records': [{'messageAttributes': {'SECRET': 'a'}}]} |"
            + " Records[0].messageAttributes must be an object of objects",
        "SQS | {'Records': [{'messageAttributes': {'SECRET': {'binaryValue': 'SECRET!'}}}]} |"
            + " Records[0].messageAttributes.*.binaryValue must be base64",
        "SQS | {'Records': [{'messageAttributes': {'SECRET': {'binaryValue': 5}}}]} |"
            + " Records[0].messageAttributes.*.binaryValue must be base64",
        "SQS | {'Records': [{'messageAttributes': {'SECRET': {'binaryListValues': ['QQ']}}}]} |"
            + " Records[0].messageAttributes.*.binaryListValues must be a list of base64",
      })
  void namesTheMemberOfAnotherShapeAndNothingFoundThere(Kind kind, String json, String message) {
    Throwable thrown = catchThrowable(() -> kind.ours(json.replace('\'', '"').getBytes(UTF_8)));
    assertThat(thrown).isInstanceOf(MalformedTriggerException.class).hasMessage(message);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP_API | {'headers': {'a': 1, 'b': true, 'c': 1.50, 'd': null}}",
        "HTTP_API | {'cookies': [null, 1, false]}",
        "HTTP_API | {'isBase64Encoded': ''}",
        "HTTP_API | {'isBase64Encoded': 'TRUE'}",
        "HTTP_API | {'isBase64Encoded': 'False'}",
        "HTTP_API | {'requestContext': {'timeEpoch': ' 12 '}}",
        "HTTP_API | {'requestContext': {'timeEpoch': ''}}",
        "HTTP_API | {'requestContext': {'timeEpoch': -1.9}}",
        "HTTP_API | {'requestContext': {'accountId': 210987654321}}",
        "REST_API | {'isBase64Encoded': ''}",
        "REST_API | {'isBase64Encoded': 'True'}",
        "REST_API | {'requestContext': {'requestTimeEpoch': ''}}",
        "SQS | {'Records': null}",
        "SQS | {'Records': []}",
        "SQS | {'records': [{'messageId': 'a'}]}",
        "SQS | {'Records': [{'messageId': 'a', 'eventSourceArn': 'arn', 'Body': 'b'}]}",
        "SQS | {'Records': [{'messageId': 'a', 'messageAttributes': {'a': {'DataType': 'b'}}}]}",
      })
  void readsTheSameAsTheOfficialSerializer(Kind kind, String json) throws Exception {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    assertThat(Getters.differences(kind.ours(bytes), kind.theirs(bytes))).isEmpty();
  }

  @Test
  void textThatIsNoJsonIsNoFaultOfTheTrigger() {
    String json = "{\"Records\":[{\"messageAttributes\":{\"a\":{\"binaryValue\":\"QUJ";
    assertThatThrownBy(() -> Kind.SQS.ours(json.getBytes(UTF_8)))
        .isInstanceOf(JsonEOFException.class);
  }

  /** Where we are stricter than AWS's serializer on purpose: no service sends these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HTTP_API | {'headers': ''}",
        "HTTP_API | {'headers': []}",
        "HTTP_API | {'headers': [{'a': 'b'}]}",
        "HTTP_API | {'headers': {'a': ['b']}}",
        "HTTP_API | {'cookies': 'a'}",
        "HTTP_API | {'body': 5}",
        "HTTP_API | {'body': ['a']}",
        "HTTP_API | {'isBase64Encoded': 1}",
        "HTTP_API | {'requestContext': ''}",
        "HTTP_API | {'requestContext': {'timeEpoch': [1]}}",
        "REST_API | {'multiValueHeaders': {'a': 'b'}}",
        "SQS | {'Records': {'messageId': 'a'}}",
        "SQS | {'Records': [null]}",
        "SQS | {'Records': [{'body': 'a'}]}",
      })
  void refusesWhatTheOfficialSerializerBends(Kind kind, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    assertThat(kind.theirs(bytes)).isNotNull();
    assertThatThrownBy(() -> kind.ours(bytes)).isInstanceOf(MalformedTriggerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void bothRefuseWhatIsNoText(Kind kind) {
    String json =
        switch (kind) {
          case HTTP_API -> "{\"requestContext\":{\"http\":{\"method\":{}}}}";
          case REST_API -> "{\"requestContext\":{\"stage\":{}}}";
          case SQS -> "{\"Records\":[{\"messageId\":\"a\",\"md5OfBody\":{}}]}";
        };
    byte[] bytes = json.getBytes(UTF_8);
    assertThatThrownBy(() -> kind.theirs(bytes)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> kind.ours(bytes)).isInstanceOf(MalformedTriggerException.class);
  }

  private static JsonNode randomSample(Kind kind, Random random) throws Exception {
    return MAPPER.readTree(Samples.read(kind.samples().get(random.nextInt(kind.samples().size()))));
  }

  private static boolean losesARecord(JsonNode root) {
    for (JsonNode record : root.path("Records")) {
      if (!record.isObject() || !record.path("messageId").isTextual()) {
        return true;
      }
    }
    return false;
  }

  /** Removes or replaces one value, at any depth. */
  private static void mutate(JsonNode root, Random random, @Nullable JsonNode replacement) {
    List<JsonNode> containers = new ArrayList<>();
    collectContainers(root, containers);
    if (containers.isEmpty()) {
      return;
    }
    JsonNode container = containers.get(random.nextInt(containers.size()));
    int at = random.nextInt(container.size());
    if (container instanceof ArrayNode array) {
      if (replacement == null) {
        array.remove(at);
      } else {
        array.set(at, replacement);
      }
    } else if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (replacement == null) {
        object.remove(names.get(at));
      } else {
        object.set(names.get(at), replacement);
      }
    }
  }

  private static void collectContainers(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && !node.isEmpty()) {
      containers.add(node);
    }
    for (JsonNode child : node) {
      collectContainers(child, containers);
    }
  }

  private static JsonNode anyValue(Random random) {
    List<JsonNode> values =
        Arrays.asList(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.booleanNode(false),
            NODES.numberNode(0),
            NODES.numberNode(-17),
            NODES.numberNode(1.5),
            NODES.textNode(""),
            NODES.textNode("42"),
            NODES.textNode("true"),
            NODES.textNode("QUJD"),
            NODES.textNode("other text"),
            NODES.arrayNode(),
            NODES.arrayNode().add("a"),
            NODES.arrayNode().addNull(),
            NODES.arrayNode().add(NODES.objectNode()),
            NODES.objectNode(),
            NODES.objectNode().put("a", "b"),
            NODES.objectNode().set("messageId", NODES.arrayNode()));
    return values.get(random.nextInt(values.size()));
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(item -> copy.add(shuffled(item, random)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
      Collections.shuffle(members, random);
      ObjectNode copy = NODES.objectNode();
      members.forEach(member -> copy.set(member.getKey(), shuffled(member.getValue(), random)));
      return copy;
    }
    return node;
  }

  /** The same text with each member twice: another text or null first, then the true one. */
  private static String twice(JsonNode node) throws Exception {
    StringBuilder json = new StringBuilder();
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> members = new LinkedHashMap<>();
      object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        String name = MAPPER.writeValueAsString(member.getKey());
        json.append(json.isEmpty() ? "" : ",");
        // Digits are base64 and a whole number too; only a flag takes neither.
        boolean digits = member.getValue().isTextual() && !member.getKey().startsWith("is");
        json.append(name).append(':').append(digits ? "\"1234\"" : "null");
        json.append(',').append(name).append(':').append(twice(member.getValue()));
      }
      return "{" + json + "}";
    }
    if (node instanceof ArrayNode array) {
      for (JsonNode item : array) {
        json.append(json.isEmpty() ? "" : ",").append(twice(item));
      }
      return "[" + json + "]";
    }
    return MAPPER.writeValueAsString(node);
  }
}
