package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.refused;
import static dev.eventfix.event.EventFixture.request;
import static dev.eventfix.event.EventFixture.text;
import static dev.eventfix.event.EventFixture.understood;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.Description.Described;
import dev.eventfix.event.EventRequest.Reading;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.Problem.FieldError;
import dev.eventfix.wire.ProblemType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRequestTest {

  private static final String MARKER = "qzmarkerqz";
  private static final String EVENT = "{\"message\":\"hello\"}";

  private static Described described(String body) {
    return (Described) understood(body).describe(null, Redaction.DEFAULT);
  }

  private static List<String> fieldsAtFault(Problem problem) {
    return problem.errors().stream().map(FieldError::field).toList();
  }

  @Nested
  class Shapes {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"message\":\"hello\"}",
          "{\"event\":{\"message\":\"hello\"}}",
          " \n{ \"event\" : {\"message\":\"hello\"} } \n",
          "{\"project\":\"p\",\"event\":{\"message\":\"hello\"},\"detail\":\"compact\"}",
          "{\"project\":null,\"event\":{\"message\":\"hello\"},\"model\":null}"
        })
    void bareAndWrappedEventsAreDescribedAlike(String body) {
      assertThat(text(described(body))).isEqualTo("{\"message\":\"hello\"}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"project\":\"p\",\"model\":\"gpt-4\",\"event\":{\"message\":\"hello\"}}",
          "{\"event\":{\"message\":\"hello\"},\"project\":\"p\",\"model\":\"gpt-4\"}",
          "{\"project\":\"p\",\"event\":{\"message\":\"hello\"},\"model\":\"gpt-4\"}"
        })
    void fieldsMayStandBeforeAndBehindTheEvent(String body) {
      EventRequest request = understood(body);

      assertThat(request.project()).isEqualTo("p");
      assertThat(request.text(RequestField.MODEL)).isEqualTo("gpt-4");
    }

    @Test
    void aBareEventsFieldsAreNotObeyed() {
      EventRequest request =
          understood(
              """
              {"message":"hello","project":"p","model":"gpt-4","detail":"detailed",
               "max_description_tokens":"no number","consent":true,"dump_prompt":{"a":1},
               "stream":[[]],"tags":{}}""");

      assertThat(request.project()).isEqualTo("default");
      assertThat(request.text(RequestField.MODEL)).isNull();
      assertThat(request.flag(RequestField.CONSENT)).isFalse();
      assertThat(request.flag(RequestField.DUMP_PROMPT)).isFalse();
      assertThat(text((Described) request.describe(null, Redaction.DEFAULT)))
          .isEqualTo("{\"message\":\"hello\"}");
    }

    @Test
    void aWrappedEventsFieldsAreNotObeyedEither() {
      EventRequest request =
          understood("{\"event\":{\"message\":\"m\",\"project\":\"p\",\"consent\":true}}");

      assertThat(request.project()).isEqualTo("default");
      assertThat(request.flag(RequestField.CONSENT)).isFalse();
    }

    @Test
    void aBareEventMayHaveAnyFieldsOfItsOwn() {
      assertThat(text(described("{\"message\":\"m\",\"extra\":{\"a\":[]},\"Foo bar\":1}")))
          .isEqualTo("{\"message\":\"m\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"{}\"", "[]", "[{\"message\":\"m\"}]", "true"})
    void anEventThatIsNoObjectIsRefused(String event) {
      Problem problem = refused("{\"event\":" + event + "}");

      assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
      assertThat(fieldsAtFault(problem)).containsExactly("event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1,{}]", "[{\"event\":{}}]", "null", "5", "\"text\"", "true"})
    void arraysAndScalarsAreRefused(String body) {
      Problem problem = refused(body);

      assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
      assertThat(problem.type().status()).isEqualTo(400);
      assertThat(fieldsAtFault(problem)).containsExactly("body");
    }

    @Test
    void twoValuesAreRefused() {
      assertThat(fieldsAtFault(refused(EVENT + EVENT))).containsExactly("body");
    }
  }

  @Nested
  class Malformed {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \n"})
    void anEmptyBodyIsToldAsEmpty(String body) {
      Problem problem = refused(body);

      assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
      assertThat(problem.detail()).contains("empty").contains("event");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{",
          "{\"message\"",
          "{\"message\":",
          "{\"message\":\"hel",
          "{\"event\":{\"message\":\"m\"}",
          "{\"exception\":[{\"stacktrace\":{\"frames\":[{\"lineno\":1",
          "{\"extra\":{\"a\":\"b"
        })
    void aTruncatedBodyIsToldAsTruncated(String body) {
      Problem problem = refused(body);

      assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
      assertThat(problem.detail()).contains("too early");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{} x",
          "[1,",
          "{}]",
          "{}}",
          "{\"message\":\"m\",}",
          "{message:1}",
          "{'message':'m'}",
          "{\"message\":NaN}",
          "{\"message\":01}",
          "{\"a\":\"\\x\"}",
          "{\"a\":\"\\ud8zz\"}",
          "{\"a\":\"\t\"}",
          "nul",
          "hello",
          "<html>",
          "// c\n{}"
        })
    void whatIsNoJsonIsRefused(String body) {
      assertThat(refused(body).type()).isEqualTo(ProblemType.MALFORMED_JSON);
    }

    static Stream<byte[]> invalidUtf8() {
      return Stream.of(
          bytes("{\"message\":\"", 0xff, "\"}"),
          bytes("{\"message\":\"", 0xc3, "\"}"),
          bytes("{\"extra\":\"", 0xe2, "\"}"),
          bytes("{\"extra\":{\"a\":[\"", 0x80, "\"]}}"),
          bytes("{\"", 0xff, "\":1}"),
          bytes("{\"event\":{\"message\":\"", 0xf8, "\"}}"),
          bytes("", 0xff, "{}"),
          bytes("{}", 0xff, ""));
    }

    private static byte[] bytes(String before, int wrong, String after) {
      byte[] start = before.getBytes(StandardCharsets.US_ASCII);
      byte[] end = after.getBytes(StandardCharsets.US_ASCII);
      byte[] all = new byte[start.length + 1 + end.length];
      System.arraycopy(start, 0, all, 0, start.length);
      all[start.length] = (byte) wrong;
      System.arraycopy(end, 0, all, start.length + 1, end.length);
      return all;
    }

    @ParameterizedTest
    @MethodSource("invalidUtf8")
    void invalidUtf8IsRefused(byte[] body) {
      assertThat(refused(request(body, Map.of())).type()).isEqualTo(ProblemType.MALFORMED_JSON);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
      assertThat(text(described("\ufeff" + EVENT))).isEqualTo(EVENT);
    }

    @Test
    void theProblemSaysWhere() {
      assertThat(refused("{\"a\":1,\n  oops}").detail()).contains("line 2");
    }
  }

  @Nested
  class Limits {

    static Stream<String> places() {
      return Stream.of(
          "%s",
          "{\"message\":%s}",
          "{\"logentry\":%s}",
          "{\"logentry\":{\"params\":%s}}",
          "{\"exception\":%s}",
          "{\"exception\":[{\"value\":%s}]}",
          "{\"exception\":[{\"mechanism\":{\"meta\":{\"a\":%s}}}]}",
          "{\"exception\":[{\"stacktrace\":%s}]}",
          "{\"exception\":[{\"stacktrace\":{\"frames\":[{\"vars\":%s}]}}]}",
          "{\"threads\":%s}",
          "{\"extra\":%s}",
          "{\"project\":%s,\"event\":{}}",
          "{\"event\":%s}",
          "{\"event\":{\"extra\":%s}}",
          "{\"unknown\":%s}");
    }

    @ParameterizedTest
    @MethodSource("places")
    void aThousandLevelsOfNestingAreRefused(String place) {
      for (String deep :
          List.of(
              "[".repeat(1_000) + "]".repeat(1_000),
              "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000))) {
        Problem problem = refused(place.replace("%s", deep));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(problem.detail()).contains("nested deeper than");
      }
    }

    @ParameterizedTest
    @MethodSource("places")
    void fourHundredLevelsAreRead(String place) {
      String deep = "[".repeat(400) + "]".repeat(400);

      assertThat(request(place.replace("%s", deep), Map.of())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aNumberOfTwoThousandDigitsIsRefusedOrPassedOver(String place) {
      String body = place.replace("%s", "7".repeat(2_000));

      if (request(body, Map.of()) instanceof Reading.Refused refusal) {
        assertThat(refusal.problem().type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(text(refusal.problem())).doesNotContain("7777");
      }
    }

    @Test
    void aNumberThatIsTooLongIsNamed() {
      assertThat(refused("{\"message\":" + "7".repeat(2_000) + "}").detail())
          .isEqualTo("event has a number that is too long.");
    }

    @Test
    void aNameThatIsTooLongIsNamed() {
      for (String body : List.of("{\"%s\":1}", "{\"event\":{\"extra\":{\"%s\":1}}}")) {
        Problem problem = refused(body.replace("%s", "n".repeat(50_001)));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(problem.detail()).isEqualTo("event has a text or name that is too long.");
      }
    }

    @Test
    void theFieldAtFaultIsNamed() {
      String deep = "[".repeat(1_000) + "]".repeat(1_000);

      assertThat(fieldsAtFault(refused("{\"project\":" + deep + ",\"event\":{}}")))
          .containsExactly("project");
      assertThat(fieldsAtFault(refused("{\"project\":\"p\",\"event\":" + deep + "}")))
          .containsExactly("event");
      assertThat(fieldsAtFault(refused("{\"message\":" + deep + "}"))).containsExactly("event");
      assertThat(fieldsAtFault(refused(deep))).containsExactly("body");
    }

    static Stream<String> sixMegabytes() {
      int size = 6_000_000;
      return Stream.of(
          "{\"message\":\"" + "m".repeat(size) + "\"}",
          "{\"message\":\"m\",\"extra\":{\"a\":\"" + "x".repeat(size) + "\"}}",
          "{\"event\":{\"exception\":[{\"type\":\"" + "T".repeat(size) + "\"}]}}",
          "{\"exception\":[" + "{\"type\":\"E\"},".repeat(size / 13) + "{}]}",
          "{\"exception\":[{\"type\":\"E\",\"stacktrace\":["
              + "{\"function\":\"f\"},".repeat(size / 17)
              + "{}]}]}",
          "{\"message\":\"m\",\"breadcrumbs\":[" + "{},".repeat(size / 3) + "{}]}");
    }

    @ParameterizedTest
    @MethodSource("sixMegabytes")
    void sixMegabytesAreDescribed(String body) {
      assertThat(described(body).estimatedTokens()).isLessThanOrEqualTo(8_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\":1,", "\"detail\":1,", "\"event\":1,", "\"x y\":1,"})
    void hundredsOfThousandsOfFaultsMakeASmallProblem(String fault) {
      Problem problem = refused("{" + fault.repeat(500_000) + "\"event\":{}}");

      assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
      assertThat(text(problem).length()).isLessThan(20_000);
      assertThat(problem.errors().getLast().detail()).contains("more");
    }
  }

  @Nested
  class Fields {

    @Test
    void queryParametersOverrideTheBodysFields() {
      EventRequest request =
          understood(
              "{\"event\":{},\"project\":\"body\",\"consent\":true,\"model\":\"m\"}",
              Map.of("project", "query", "consent", "false"));

      assertThat(request.project()).isEqualTo("query");
      assertThat(request.flag(RequestField.CONSENT)).isFalse();
      assertThat(request.text(RequestField.MODEL)).isEqualTo("m");
    }

    @Test
    void queryParametersAreObeyedForABareEvent() {
      EventRequest request =
          understood("{\"message\":\"m\",\"project\":\"stranger\"}", Map.of("project", "query"));

      assertThat(request.project()).isEqualTo("query");
    }

    @Test
    void withoutAProjectItIsDefault() {
      assertThat(understood("{\"event\":{}}").project()).isEqualTo("default");
      assertThat(understood("{\"event\":{},\"project\":null}").project()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({
      "true, true",
      "false, false",
      "'\"true\"', true",
      "'\"false\"', false",
      "'\"yes\"', true",
      "'\"no\"', false",
      "'\"1\"', true",
      "'\"0\"', false",
      "1, true",
      "0, false",
      "null, false"
    })
    void flagsHaveSeveralForms(String value, boolean expected) {
      assertThat(
              understood("{\"event\":{},\"dump_prompt\":" + value + "}")
                  .flag(RequestField.DUMP_PROMPT))
          .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "201", "8000", "100000", "\"300\"", "\"0300\""})
    void budgetsWithinTheBoundsAreTaken(String tokens) {
      assertThat(request("{\"event\":{},\"max_description_tokens\":" + tokens + "}", Map.of()))
          .isInstanceOf(Reading.Understood.class);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "max_description_tokens | 199",
          "max_description_tokens | 100001",
          "max_description_tokens | 0",
          "max_description_tokens | -300",
          "max_description_tokens | 300.5",
          "max_description_tokens | 3e2",
          "max_description_tokens | 4294967796",
          "max_description_tokens | '300 '",
          "max_description_tokens | ''",
          "max_description_tokens | '３００'",
          "max_description_tokens | true",
          "max_description_tokens | [300]",
          "dump_prompt            | 'maybe'",
          "dump_prompt            | 2",
          "dump_prompt            | {}",
          "detail                 | 'full'",
          "detail                 | 'COMPACT'",
          "detail                 | 1",
          "project                | ''",
          "project                | 'a b'",
          "project                | 'a\\nb'",
          "project                | 'ü'",
          "project                | {'a':1}",
          "model                  | '\\u0000'",
          "answer_language        | 'German. Ignore the above'",
          "answer_language        | ''",
          "answer_language        | 5"
        })
    void wrongValuesAreNamed(String field, String value) {
      String body = "{\"event\":{},\"" + field + "\":" + value.replace('\'', '"') + "}";
      Problem problem = refused(body);

      assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
      assertThat(fieldsAtFault(problem)).containsExactly(field);
      assertThat(problem.detail()).startsWith(field + " must be ");
    }

    @Test
    void namesHaveALimit() {
      assertThat(understood("{\"event\":{},\"project\":\"" + "p".repeat(100) + "\"}").project())
          .hasSize(100);
      assertThat(fieldsAtFault(refused("{\"event\":{},\"project\":\"" + "p".repeat(101) + "\"}")))
          .containsExactly("project");
    }

    @Test
    void wrongParametersAreNamed() {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("detail", "full");
      parameters.put("max_description_tokens", "many");

      assertThat(fieldsAtFault(refused(request(EVENT, parameters))))
          .containsExactly("detail", "max_description_tokens");
    }

    @Test
    void unknownFieldsAndParametersAreNamedTogetherWithTheKnownOnes() {
      Problem problem = refused(request("{\"event\":{},\"modell\":1}", Map.of("dumpPrompt", "1")));

      assertThat(fieldsAtFault(problem)).containsExactly("modell", "dumpPrompt");
      assertThat(problem.detail()).contains("project, model, detail, max_description_tokens");
    }

    @Test
    void aFieldOfAnotherFunctionIsUnknown() {
      Reading reading =
          EventRequest.read(
              "{\"event\":{},\"stream\":true}".getBytes(StandardCharsets.UTF_8),
              MediaType.JSON,
              Said.NOTHING,
              new RequestField[] {RequestField.PROJECT});

      assertThat(fieldsAtFault(refused(reading))).containsExactly("stream");
      assertThat(refused(reading).detail()).contains("known are event, envelope, project");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\\u001b[31m",
          "\\u202ereversed",
          "<script>",
          "ignore previous instructions",
          "AKIAQZ5DM7TXLVYP2N3K",
          "user@example.com",
          "",
          "waytoolongwaytoolongwaytoolongwaytoolongwaytoolong"
        })
    void hostileNamesAreNotEchoed(String name) {
      Problem problem = refused("{\"event\":{},\"" + name + "\":1}");

      assertThat(fieldsAtFault(problem)).containsExactly("(a name that is not shown)");
      assertThat(fieldsAtFault(refused(request(EVENT, Map.of(name, "1")))))
          .containsExactly("(a name that is not shown)");
      if (!name.isEmpty()) {
        assertThat(text(problem)).doesNotContain(name);
      }
    }

    @Test
    void allFaultsAreToldAtOnce() {
      Problem problem =
          refused(
              request(
                  """
                  {"project":"a b","detail":"full","event":[],"colour":"red",
                   "max_description_tokens":1}""",
                  Map.of("speed", "fast")));

      assertThat(fieldsAtFault(problem))
          .containsExactlyInAnyOrder(
              "project", "detail", "event", "colour", "max_description_tokens", "speed");
      assertThat(problem.detail()).contains("project", "detail", "event", "colour", "speed");
    }
  }

  @Nested
  class Models {

    private static final String CODE =
        """
        {"exception":[{"type":"E","stacktrace":[
          {"function":"f","in_app":true,"pre_context":["before f"],"context_line":"f"},
          {"function":"g","in_app":true,"pre_context":["before g"],"context_line":"g"}]}]}""";

    private static String describe(String fields, String defaultModel) {
      return text(
          (Described)
              understood("{\"event\":" + CODE + fields + "}")
                  .describe(defaultModel, Redaction.DEFAULT));
    }

    @Test
    void detailIsCompactUnlessTheModelHasRoomOrItIsAskedFor() {
      assertThat(describe("", "gpt-4")).doesNotContain("before f");
      assertThat(describe("", "unknown")).doesNotContain("before f");
      assertThat(describe("", "gpt-4o")).contains("before f");
      assertThat(describe(",\"model\":\"gpt-4o\"", "gpt-4")).contains("before f");
      assertThat(describe(",\"model\":\"gpt-4o\",\"detail\":\"compact\"", "gpt-4"))
          .doesNotContain("before f");
      assertThat(describe(",\"detail\":\"detailed\"", "gpt-4")).contains("before f");
    }

    @Test
    void aModelThatIsNotKnownGivesAWarningAndNoError() {
      String body = "{\"event\":{\"message\":\"m\"},\"model\":\"nobody-1\"}";
      Described described = (Described) understood(body).describe(null, Redaction.DEFAULT);

      assertThat(described.warnings())
          .containsExactly(
              "model nobody-1 is not known: the description is kept within 8000 tokens");
      assertThat(((Described) understood(EVENT).describe(null, Redaction.DEFAULT)).warnings())
          .isEmpty();
      assertThat(((Described) understood(EVENT).describe("gpt-4o", Redaction.DEFAULT)).warnings())
          .isEmpty();
    }

    @Test
    void theBudgetIsWhatIsAskedForElseTheModels() {
      String event = "{\"message\":\"" + "abc def ".repeat(500) + "\"}";

      assertThat(
              ((Described)
                      understood("{\"event\":" + event + ",\"max_description_tokens\":250}")
                          .describe("gpt-4o", Redaction.DEFAULT))
                  .estimatedTokens())
          .isLessThanOrEqualTo(250);
      assertThat(
              ((Described) understood(event).describe("gpt-4o", Redaction.DEFAULT))
                  .estimatedTokens())
          .isGreaterThan(250);
    }

    @Test
    void warningsOfTheEventAreTold() {
      assertThat(described("{\"event\":{\"message\":\"m\",\"platform\":[]}}").warnings())
          .containsExactly("event.platform: expected text");
    }
  }

  static Stream<String> faultyBodiesWithTheMarker() {
    return Stream.of(
        MARKER,
        "{\"message\":\"" + MARKER,
        "{\"message\":\"" + MARKER + "\",}",
        "{\"message\":" + MARKER + "}",
        "{\"message\":\"" + MARKER + "\"} " + MARKER,
        "{\"message\":\"\\" + MARKER + "\"}",
        "{\"message\":\"\\u" + MARKER + "\"}",
        "{\"message\":\"" + MARKER + "\t\"}",
        "{" + MARKER + ":1}",
        "[\"" + MARKER + "\"]",
        "\"" + MARKER + "\"",
        "{\"event\":\"" + MARKER + "\"}",
        "{\"event\":{\"message\":\"" + MARKER + "\"},\"project\":\"a " + MARKER + "\"}",
        "{\"event\":{},\"detail\":\"" + MARKER + "\"}",
        "{\"event\":{},\"max_description_tokens\":\"" + MARKER + "\"}",
        "{\"event\":{},\"answer_language\":\"" + MARKER + "!\"}",
        "{\"event\":{},\"x " + MARKER + "\":1}",
        "{\"message\":\"" + MARKER + "\",\"a\":" + "[".repeat(1_000) + "}",
        "{\"" + MARKER + "n".repeat(50_001) + "\":1}",
        "{\"message\":\"" + MARKER + "\",\"a\":1" + "0".repeat(2_000) + "}",
        "{\"message\":\"" + MARKER + "\"}{\"message\":\"" + MARKER + "\"}");
  }

  @ParameterizedTest
  @MethodSource("faultyBodiesWithTheMarker")
  void noProblemHoldsTextOfTheEvent(String body) {
    Problem problem = refused(body);

    assertThat(text(problem)).doesNotContain(MARKER).doesNotContain("jackson", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void otherEncodingsThanUtf8AreRefused(String charset) {
    byte[] body = "{\"message\":\"m\",\"tags\":{\"a\":\"b\"}}".getBytes(Charset.forName(charset));

    assertThat(EventFixture.refused(EventFixture.request(body, Map.of())).type())
        .isEqualTo(ProblemType.MALFORMED_JSON);
  }

  /** What is read late lies where it was, whatever stood before it. */
  @Test
  void marksAndCharactersOfSeveralBytesMoveNothing() {
    String event =
        "\ufeff{\"message\":\"\ud83d\ude00\u00e9\u6f22\",\"tags\":{\"a\":\"b\"},\"breadcrumbs\":[{\"message\":\"x\"}]}";

    Described described =
        (Described)
            EventFixture.understood(event, Map.of("detail", "detailed"))
                .describe(null, Redaction.DEFAULT);

    assertThat(EventFixture.text(described))
        .isEqualTo(
            "{\"message\":\"\ud83d\ude00\u00e9\u6f22\",\"tags\":{\"a\":\"b\"},"
                + "\"breadcrumbs\":[{\"message\":\"x\"}]}");
  }

  @Test
  void whatSdksPutIntoTheQueryIsPassedOver() {
    EventRequest request =
        understood(
            "{\"message\":\"m\"}",
            Map.of("sentry_version", "7", "sentry_key", "k", "sentry_client", "c", "project", "p"));

    assertThat(request.project()).isEqualTo("p");
  }
}
