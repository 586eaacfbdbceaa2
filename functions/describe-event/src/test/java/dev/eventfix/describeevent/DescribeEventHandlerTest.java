package dev.eventfix.describeevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescribeEventHandlerTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Reply run(String body, Map<String, String> parameters) {
    return DescribeEvent.coldStart(
            new Surroundings(Map.of(), Map.of(), new ByteArrayOutputStream()))
        .get()
        .operation()
        .run(
            new Request(
                body.getBytes(StandardCharsets.UTF_8), parameters, Deadline.inMillis(60_000)));
  }

  private static JsonNode answer(String body, Map<String, String> parameters) throws Exception {
    return MAPPER.readTree(Json.bytes(((Reply.Answer) run(body, parameters)).body()));
  }

  @Test
  void lambdaFindsAPublicHandlerWithoutArguments() throws Exception {
    Constructor<?> constructor =
        Class.forName("dev.eventfix.describeevent.DescribeEventHandler").getConstructor();
    assertThat(constructor.newInstance())
        .isInstanceOf(com.amazonaws.services.lambda.runtime.RequestStreamHandler.class);
  }

  @Test
  void theAnswerHasTheMembersOfTheContractInTheirOrder() throws Exception {
    JsonNode answer =
        answer(
            """
            {"project": "shop", "event": {
              "event_id": "CBC38AA3-D6B3-4A85-9E1C-1B2F28551C4B",
              "platform": "python",
              "exception": {"values": [{"type": "KeyError", "value": "'TEA-01'"}]}}}
            """,
            Map.of());
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "event_id",
            "project",
            "fingerprint",
            "description",
            "estimated_tokens",
            "omitted",
            "redacted",
            "warnings");
    assertThat(answer.path("event_id").asText()).isEqualTo("cbc38aa3d6b34a859e1c1b2f28551c4b");
    assertThat(answer.path("project").asText()).isEqualTo("shop");
    assertThat(answer.path("fingerprint").asText()).matches("v2:[0-9a-f]{32}");
    assertThat(answer.path("description").toString())
        .isEqualTo(
            "{\"language\":\"python\",\"exceptions\":[{\"num\":1,\"type\":\"KeyError\","
                + "\"message\":\"'TEA-01'\"}]}");
  }

  private static JsonNode answer(String setting, String body, Map<String, String> parameters)
      throws Exception {
    Reply reply =
        DescribeEvent.coldStart(
                new Surroundings(
                    Map.of("EVENTFIX_REQUESTS_BODIES", setting),
                    Map.of(),
                    new ByteArrayOutputStream()))
            .get()
            .operation()
            .run(
                new Request(
                    body.getBytes(StandardCharsets.UTF_8), parameters, Deadline.inMillis(60_000)));
    return MAPPER.readTree(
        reply instanceof Reply.Answer given
            ? Json.bytes(given.body())
            : Json.bytes(((Reply.Refusal) reply).problem()));
  }

  @Test
  void bodiesAreEventsOnlyWhereTheCallerOrTheSettingSaysSo() throws Exception {
    String body = "{\"message\": \"m\", \"event\": {\"message\": \"n\"}, \"project\": \"B\"}";
    JsonNode asRequest = answer("requests", body.replace("\"message\": \"m\", ", ""), Map.of());
    assertThat(asRequest.path("project").asText()).isEqualTo("B");
    assertThat(asRequest.path("description").path("message").asText()).isEqualTo("n");
    for (JsonNode asEvent :
        List.of(
            answer("requests", body, Map.of("as", "event", "project", "A")),
            answer("events", body, Map.of("project", "A")),
            answer("events", body, Map.of("as", "event", "project", "A")))) {
      assertThat(asEvent.path("project").asText()).isEqualTo("A");
      assertThat(asEvent.path("description").path("message").asText()).isEqualTo("m");
    }
    assertThat(
            answer("events", "{\"event\": {\"message\": \"n\"}}", Map.of()).path("detail").asText())
        .contains("where bodies are events only");
    assertThatThrownBy(() -> answer("event", body, Map.of()))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("must be one of requests, events");
  }

  @Test
  void aModelThatIsNotKnownGivesAWarningAndNoProblem() throws Exception {
    JsonNode answer = answer("{\"message\": \"m\"}", Map.of("model", "house-7b"));
    assertThat(answer.path("warnings").path(0).asText()).contains("house-7b", "8000 tokens");
    assertThat(answer("{\"message\": \"m\"}", Map.of("model", "gpt-4o")).path("warnings"))
        .isEmpty();
  }

  @Test
  void theFieldsOfSuggestFixAreNotKnownHere() {
    Reply reply = run("{\"message\": \"m\"}", Map.of("dump_prompt", "true"));
    assertThat(((Reply.Refusal) reply).problem().errors().getFirst().field())
        .isEqualTo("dump_prompt");
  }

  @Test
  void aParameterThatIsNotKnownIsToldWithTheKnownOnes() {
    Reply reply = run("{\"message\": \"m\"}", Map.of("event", "e"));
    assertThat(((Reply.Refusal) reply).problem().detail())
        .isEqualTo(
            "event is not a known parameter; known are as, project, model, detail,"
                + " max_description_tokens.");
  }

  @Test
  void aNameThatMayBeTextOfAnEventIsNotShown() {
    Reply reply = run("{\"event\": {\"message\": \"m\"}, \"Hunter2 \": 1}", Map.of());
    assertThat(((Reply.Refusal) reply).problem().detail())
        .startsWith(
            "(a name that is not shown) is not a known field; known are event, envelope, project, ");
  }

  @Test
  void aProblemListsNoMoreFaultsThanAnybodyReads() {
    String fields = ",\"a\":1".repeat(100_000);
    Reply reply = run("{\"event\": {\"message\": \"m\"}" + fields + "}", Map.of());
    assertThat(((Reply.Refusal) reply).problem().errors()).hasSize(21);
  }

  @Test
  void settingsOfTheWrongFormStopTheStart() {
    assertThatThrownBy(
            () ->
                DescribeEvent.coldStart(
                        new Surroundings(
                            Map.of("EVENTFIX_LOGGING_LEVEL", "loud"),
                            Map.of("logging.colour", "red"),
                            new ByteArrayOutputStream()))
                    .get())
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContainingAll("logging.level", "logging.colour");
  }

  @Test
  void aReferenceIsAFaultWhereItIsReadAndNoneWhereItIsNot() {
    Map<String, String> read = Map.of("EVENTFIX_LOGGING_LEVEL", "ssm:/eventfix/level");
    assertThatThrownBy(
            () ->
                DescribeEvent.coldStart(
                        new Surroundings(read, Map.of(), new ByteArrayOutputStream()))
                    .get())
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage(
            "logging.level (EVENTFIX_LOGGING_LEVEL) is a reference, which only a secret may be: set"
                + " the value itself");
    Map<String, String> notRead = Map.of("OPENAI_API_KEY", "ssm:/eventfix/key");
    assertThat(
            DescribeEvent.coldStart(
                    new Surroundings(notRead, Map.of(), new ByteArrayOutputStream()))
                .get())
        .isNotNull();
  }

  private static String described(Map<String, String> settings, ByteArrayOutputStream lines)
      throws Exception {
    Request request =
        new Request(
            "{\"message\": \"a@b.co CUST-1 badge=7\"}".getBytes(StandardCharsets.UTF_8),
            Map.of(),
            Deadline.inMillis(60_000));
    Reply reply =
        DescribeEvent.coldStart(
                new Surroundings(Map.of("EVENTFIX_LOGGING_FORMAT", "json"), settings, lines))
            .get()
            .operation()
            .run(request);
    return MAPPER
        .readTree(Json.bytes(((Reply.Answer) reply).body()))
        .at("/description/message")
        .asText();
  }

  @Test
  void settingsChooseWhatIsRedacted() throws Exception {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    assertThat(
            described(
                Map.of("redaction.patterns", "CUST-[0-9]+", "redaction.keys", "badge"), lines))
        .isEqualTo("<email:1> <custom:1> badge=<custom:2>");
    assertThat(lines.size()).isZero();
  }

  @Test
  void redactingNothingIsWarnedOfAtEachStart() throws Exception {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    assertThat(described(Map.of("redaction.kinds", "none"), lines))
        .isEqualTo("a@b.co CUST-1 badge=7");
    JsonNode line = MAPPER.readTree(lines.toByteArray());
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).isEqualTo("setting");
    assertThat(line.path("warning").asText())
        .startsWith("redaction.kinds (command line) is none: ");
    described(Map.of("redaction.kinds", "none"), lines);
    assertThat(lines.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void whatIsRedactedIsCheckedAtTheStart() {
    Map<String, String> wrong =
        Map.of("redaction.kinds", "mails", "redaction.keys", "a", "redaction.patterns", "(");
    assertThatThrownBy(
            () ->
                DescribeEvent.coldStart(
                        new Surroundings(Map.of(), wrong, new ByteArrayOutputStream()))
                    .get())
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContainingAll("redaction.kinds", "redaction.keys", "redaction.patterns");
  }
}
