package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.compact;
import static dev.eventfix.event.EventFixture.read;
import static dev.eventfix.event.EventFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  private static final String FRAMES = "{\"frames\":[{\"function\":\"%s\"}]}";

  private static List<String> types(ErrorEvent event) {
    List<String> types = new ArrayList<>();
    for (Thrown thrown : event.exceptions()) {
      types.add(String.valueOf(thrown.type()));
    }
    return types;
  }

  private static List<Frame> frames(String stacktrace) {
    return read("{\"exception\":[{\"stacktrace\":" + stacktrace + "}]}")
        .exceptions()
        .getFirst()
        .frames();
  }

  private static Frame frame(String frame) {
    return frames("{\"frames\":[" + frame + "]}").getFirst();
  }

  @Test
  void aFullEventIsReadWithoutAWarning() {
    ErrorEvent event = read(EventFixture.FULL);

    assertThat(event.warnings().texts()).isEmpty();
    assertThat(types(event)).containsExactly("T");
    assertThat(event.message()).isEqualTo("f");
  }

  @Nested
  class Shapes {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'values':[{'type':'A'},{'type':'B'}]} | A,B",
          "[{'type':'A'},{'type':'B'}]            | A,B",
          "{'type':'A'}                           | A",
          "{'values':{'type':'A'}}                | A",
          "{'values':[null,{'type':'A'},null]}    | A",
          "[null,{'type':'A'}]                    | A",
          "{}                                     | ''",
          "[]                                     | ''",
          "null                                   | ''",
          "{'values':null}                        | ''",
          "{'values':[]}                          | ''",
          "{'values':[{},{'type':'','value':null}]} | ''"
        })
    void ofExceptions(String exception, String types) {
      ErrorEvent event = read(("{'exception':" + exception + "}").replace('\'', '"'));

      assertThat(String.join(",", types(event))).isEqualTo(types);
      assertThat(event.warnings().texts()).isEmpty();
    }

    @Test
    void legacyInterfaceNames() {
      ErrorEvent event =
          read(
              """
              {"sentry.interfaces.Exception":{"values":[{"type":"A"}]},
               "sentry.interfaces.Message":{"message":"m %s","params":["p"]}}""");

      assertThat(types(event)).containsExactly("A");
      assertThat(event.message()).isEqualTo("m p");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"frames\":[{\"function\":\"f\"}]}",
          "[{\"function\":\"f\"}]",
          "{\"frames\":[null,{\"function\":\"f\"},null,{}]}",
          "{\"frames_omitted\":[1,2],\"frames\":[{\"function\":\"f\",\"vars\":{\"a\":[{}]}}]}"
        })
    void ofStackTraces(String stacktrace) {
      assertThat(frames(stacktrace)).hasSize(1);
      assertThat(frames(stacktrace).getFirst().function()).isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"frames\":null}", "{\"frames\":[]}", "[]", "[null]"})
    void ofStackTracesWithNothingInThem(String stacktrace) {
      ErrorEvent event =
          read("{\"exception\":[{\"type\":\"E\",\"stacktrace\":" + stacktrace + "}]}");

      assertThat(event.exceptions().getFirst().frames()).isEmpty();
      assertThat(event.warnings().texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"raw_stacktrace\":{\"frames\":[{\"function\":\"raw\"}]}}",
          "{\"stacktrace\":null,\"raw_stacktrace\":{\"frames\":[{\"function\":\"raw\"}]}}",
          "{\"raw_stacktrace\":{\"frames\":[{\"function\":\"raw\"}]},\"stacktrace\":{}}"
        })
    void aRawStackTraceStandsInForAMissingOne(String exception) {
      assertThat(read("{\"exception\":[" + exception + "]}").exceptions().getFirst().frames())
          .extracting(Frame::function)
          .containsExactly("raw");
    }

    @Test
    void aStackTraceIsBetterThanARawOneInEitherOrder() {
      String raw = "\"raw_stacktrace\":{\"frames\":[{\"function\":\"raw\"}]}";
      String good = "\"stacktrace\":{\"frames\":[{\"function\":\"good\"}]}";
      for (String exception : List.of(raw + "," + good, good + "," + raw)) {
        assertThat(read("{\"exception\":[{" + exception + "}]}").exceptions().getFirst().frames())
            .extracting(Frame::function)
            .containsExactly("good");
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'values':[{'crashed':true,'stacktrace':S}]} | f",
          "[{'crashed':true,'stacktrace':S}]            | f",
          "{'crashed':true,'stacktrace':S}              | f",
          "{'stacktrace':S,'crashed':true}              | f",
          "{'values':{'stacktrace':S}}                  | f",
          "{'values':[null,{'stacktrace':S}],'id':5}    | f",
          "{'values':[{'raw_stacktrace':S}]}            | f",
          "{}                                           | ''",
          "[]                                           | ''",
          "{'values':null}                              | ''",
          "{'values':[{}]}                              | ''"
        })
    void ofThreads(String threads, String function) {
      ErrorEvent event =
          read(
              ("{'threads':" + threads + "}")
                  .replace("S", "{'frames':[{'function':'f'}]}")
                  .replace('\'', '"'));

      assertThat(event.threadStack().stream().map(Frame::function).toList())
          .isEqualTo(function.isEmpty() ? List.of() : List.of(function));
      assertThat(event.warnings().texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "eventID"})
    void ofEventIds(String name) {
      assertThat(read("{\"" + name + "\":\"FC6D8C0C-43FC-4630-ad85-0ee518f1b9d0\"}").eventId())
          .isEqualTo("fc6d8c0c43fc4630ad850ee518f1b9d0");
    }

    @Test
    void anExceptionsValueMayBeAnyJson() {
      assertThat(
              read("{\"exception\":[{\"value\":{\"code\":5,\"why\":[\"a\",null]}}]}")
                  .exceptions()
                  .getFirst()
                  .value())
          .isEqualTo("{\"code\":5,\"why\":[\"a\",null]}");
      assertThat(read("{\"exception\":[{\"value\":5}]}").exceptions().getFirst().value())
          .isEqualTo("5");
    }
  }

  @Nested
  class Messages {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{'message':'%s is %s','params':['a',5]}            | a is 5",
          "{'message':'%(who)s','params':{'who':'ann'}}       | ann",
          "{'message':'%s','params':[{'a':[1,null]}]}         | {\"a\":[1,null]}",
          "{'message':'{who}','params':{'who':['x','y']}}     | [\"x\",\"y\"]",
          "{'params':['a'],'message':'%s'}                    | a",
          "{'message':'%s','params':[true]}                   | true",
          "{'message':'%s','params':[null]}                   | %s",
          "{'message':'%s','params':[1.5]}                    | 1.5",
          "'plain'                                            | plain",
          "5                                                  | 5"
        })
    void comeInSeveralShapes(String message, String expected) {
      for (String name : List.of("message", "logentry")) {
        ErrorEvent event = read(("{'" + name + "':" + message + "}").replace('\'', '"'));

        assertThat(event.message()).isEqualTo(expected);
        assertThat(event.warnings().texts()).isEmpty();
      }
    }
  }

  @Nested
  class Threads {

    private static String thread(String function, String more) {
      return "{\"stacktrace\":" + FRAMES.formatted(function) + more + "}";
    }

    private static String stackOf(String event) {
      return String.valueOf(read(event).threadStack().getFirst().function());
    }

    @Test
    void theCrashedOneIsDescribed() {
      String threads =
          String.join(
              ",",
              thread("other", ""),
              thread("current", ",\"current\":true"),
              thread("crashed", ",\"crashed\":true"),
              thread("last", ",\"current\":true"));

      assertThat(stackOf("{\"threads\":{\"values\":[" + threads + "]}}")).isEqualTo("crashed");
      assertThat(stackOf("{\"threads\":[" + threads + "]}")).isEqualTo("crashed");
    }

    @Test
    void elseTheCurrentOneElseTheFirst() {
      assertThat(
              stackOf(
                  "{\"threads\":["
                      + thread("other", ",\"current\":false")
                      + ","
                      + thread("current", ",\"current\":true,\"crashed\":false")
                      + "]}"))
          .isEqualTo("current");
      assertThat(stackOf("{\"threads\":[" + thread("a", "") + "," + thread("b", "") + "]}"))
          .isEqualTo("a");
    }

    @Test
    void aCrashedOneWithoutFramesIsPassedOver() {
      assertThat(
              stackOf(
                  "{\"threads\":[{\"crashed\":true,\"stacktrace\":null},"
                      + thread("current", ",\"current\":true")
                      + "]}"))
          .isEqualTo("current");
    }

    @Test
    void theirStackStandsAsAnExceptionOfItsOwnBesideAMessage() {
      assertThat(
              text(
                  compact(
                      "{\"message\":\"m\",\"threads\":["
                          + thread("f", ",\"current\":true")
                          + "]}")))
          .isEqualTo(
              "{\"message\":\"m\",\"exceptions\":[{\"num\":1,\"stacktrace\":"
                  + "[{\"func\":\"f\",\"crash\":\"here\"}]}]}");
    }

    @Test
    void theirStackIsGivenToAnExceptionWithoutFrames() {
      assertThat(
              text(
                  compact(
                      "{\"exception\":[{\"type\":\"Root\"},{\"type\":\"E\"}],\"threads\":["
                          + thread("f", ",\"crashed\":true")
                          + "]}")))
          .isEqualTo(
              "{\"exceptions\":[{\"num\":1,\"type\":\"E\",\"stacktrace\":"
                  + "[{\"func\":\"f\",\"crash\":\"here\"}]},"
                  + "{\"raised_during_handling_of_previous_exception\":true,"
                  + "\"num\":2,\"type\":\"Root\"}]}");
    }

    @Test
    void anExceptionsOwnFramesAreBetter() {
      assertThat(
              text(
                  compact(
                      "{\"exception\":[{\"type\":\"E\",\"stacktrace\":"
                          + FRAMES.formatted("own")
                          + "}],\"threads\":["
                          + thread("f", ",\"crashed\":true")
                          + "]}")))
          .contains("own")
          .doesNotContain("\"f\"");
    }

    @Test
    void aLegacyStackTraceBesideTheExceptionIsUsedWhenThereIsNoThread() {
      assertThat(stackOf("{\"stacktrace\":" + FRAMES.formatted("legacy") + "}"))
          .isEqualTo("legacy");
      assertThat(
              stackOf(
                  "{\"stacktrace\":"
                      + FRAMES.formatted("legacy")
                      + ",\"threads\":["
                      + thread("thread", "")
                      + "]}"))
          .isEqualTo("thread");
    }
  }

  @Nested
  class FrameFields {

    @Test
    void ofANativeFrame() {
      Frame frame =
          frame(
              """
              {"instruction_addr":"0x1043a","symbol_addr":"0x104","package":"/usr/lib/libc.so.6",
               "function":null,"trust":"scan","in_app":null}""");

      assertThat(frame.function()).isNull();
      assertThat(frame.address()).isEqualTo("0x1043a");
      assertThat(frame.file()).isNull();
      assertThat(frame.binary()).isEqualTo("/usr/lib/libc.so.6");
      assertThat(frame.inApp()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'function':'f','raw_function':'r' | f",
          "'raw_function':'r'                | r",
          "'function':'','raw_function':'r'  | r",
          "'raw_function':'r','function':null | r"
        })
    void theBestKnownNameIsTheFunction(String fields, String expected) {
      assertThat(frame(("{" + fields + "}").replace('\'', '"')).function()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'filename':'f','abs_path':'a' | f",
          "'abs_path':'a','package':'p'  | a",
          "'filename':'','abs_path':'a'  | a"
        })
    void theBestKnownPathIsTheFile(String fields, String expected) {
      assertThat(frame(("{" + fields + "}").replace('\'', '"')).file()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "5, 5",
      "1, 1",
      "'\"17\"', 17",
      "'\" 17 \"', 17",
      "999999999, 999999999",
      "12.0, 12",
      "12.000, 12",
      "1.2e1, 12",
      "1E+3, 1000",
      "999999999.0, 999999999",
      "'\"12.0\"', 12",
      "'\"100\"', 100",
      "0.0, ",
      "0, ",
      "null, "
    })
    void linesMayBeText(String lineno, Integer expected) {
      ErrorEvent event =
          read(
              "{\"exception\":[{\"stacktrace\":[{\"function\":\"f\",\"lineno\":"
                  + lineno
                  + "}]}]}");

      assertThat(event.exceptions().getFirst().frames().getFirst().line()).isEqualTo(expected);
      assertThat(event.warnings().texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-1",
          "-999999999999",
          "9999999999",
          "123456789012345678901234567890",
          "1.5",
          "12.01",
          "-1.0",
          "1e9",
          "1e400",
          "\"1.5\"",
          "\".0\"",
          "\"abc\"",
          "\"\"",
          "\"-5\"",
          "\"1e5\"",
          "true",
          "[1]",
          "{\"a\":1}"
        })
    void otherLinesAreLeftOutWithAWarning(String lineno) {
      ErrorEvent event =
          read(
              "{\"exception\":[{\"stacktrace\":[{\"function\":\"f\",\"lineno\":"
                  + lineno
                  + "}]}]}");

      assertThat(event.exceptions().getFirst().frames().getFirst().line()).isNull();
      assertThat(event.warnings().texts())
          .containsExactly("event.exception[0].stacktrace[0].lineno: expected a whole number");
    }

    @ParameterizedTest
    @CsvSource({
      "true, true",
      "false, false",
      "null, false",
      "'\"true\"', true",
      "'\"TRUE\"', true",
      "'\"false\"', false"
    })
    void inAppMayBeTextOrNull(String inApp, boolean expected) {
      assertThat(frame("{\"function\":\"f\",\"in_app\":" + inApp + "}").inApp())
          .isEqualTo(expected);
    }

    @Test
    void pythonsFrozenModulesAreNotTheProgram() {
      String fields =
          "{\"in_app\":true,\"filename\":\"%s\"},{\"in_app\":true,\"filename\":\"own.py\"}";
      assertThat(frame(fields.formatted("<frozen codecs>")).inApp()).isFalse();
      assertThat(frame(fields.formatted("frozen.py")).inApp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"lineno\":0}",
          "{\"lineno\":-5}",
          "{\"function\":\"\",\"module\":\" \",\"context_line\":\"\"}",
          "{\"in_app\":true,\"pre_context\":[\"a\"]}"
        })
    void aFrameThatTellsNothingIsLeftOut(String frame) {
      assertThat(
              read("{\"exception\":[{\"type\":\"E\",\"stacktrace\":[" + frame + "]}]}")
                  .exceptions()
                  .getFirst()
                  .frames())
          .isEmpty();
    }

    @Test
    void contextLinesOfOtherTypesKeepTheirPlaces() {
      ErrorEvent event =
          read(
              """
              {"exception":[{"stacktrace":[{"context_line":5,
                "pre_context":[null,"a",7],"post_context":[{},"b"]}]}]}""");
      Frame frame = event.exceptions().getFirst().frames().getFirst();

      Warnings warnings = new Warnings();
      assertThat(frame.codeBefore().last(10, warnings)).containsExactly("", "a", "7");
      assertThat(frame.code()).isEqualTo("5");
      assertThat(frame.codeAfter().first(10, warnings)).containsExactly("", "b");
      assertThat(event.warnings().texts()).isEmpty();
      assertThat(warnings.texts()).containsExactly("event.post_context[0]: expected text");
    }
  }

  @Nested
  class WrongTypes {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'event_id':'no-id'}                          | event_id: expected 32 hex digits",
          "{'event_id':{}}                               | event_id: expected text",
          "{'platform':[]}                               | platform: expected text",
          "{'message':[]}                                | message: expected text",
          "{'logentry':[1]}                              | logentry: expected text",
          "{'logentry':{'formatted':{}}}                 | logentry.formatted: expected text",
          "{'logentry':{'message':[]}}                   | logentry.message: expected text",
          "{'logentry':{'params':5}}              | logentry.params: expected a list or an object",
          "{'exception':5}                       | exception: expected an object or a list",
          "{'exception':'E: v'}                  | exception: expected an object or a list",
          "{'exception':{'values':5}}                    | exception.values: expected a list",
          "{'exception':{'values':[5]}}               | exception.values[0]: expected an object",
          "{'exception':[null,[1]]}                      | exception[1]: expected an object",
          "{'exception':[{'type':{}}]}                   | exception[0].type: expected text",
          "{'exception':[{'module':[]}]}                 | exception[0].module: expected text",
          "{'exception':[{'mechanism':'m'}]}         | exception[0].mechanism: expected an object",
          "{'exception':[{'mechanism':{'handled':5}}]}   "
              + "| exception[0].mechanism.handled: expected true or false",
          "{'exception':[{'mechanism':{'exception_id':'x'}}]}   "
              + "| exception[0].mechanism.exception_id: expected a whole number",
          "{'exception':[{'mechanism':{'meta':[1]}}]}   "
              + "| exception[0].mechanism.meta: expected an object",
          "{'exception':[{'stacktrace':5}]}          | exception[0].stacktrace: expected an object",
          "{'exception':[{'stacktrace':{'frames':{}}}]}   "
              + "| exception[0].stacktrace.frames: expected a list",
          "{'exception':[{'stacktrace':{'frames':['f']}}]}   "
              + "| exception[0].stacktrace.frames[0]: expected an object",
          "{'exception':[{'stacktrace':[{'function':{}}]}]}   "
              + "| exception[0].stacktrace[0].function: expected text",
          "{'exception':[{'stacktrace':[{'in_app':1}]}]}   "
              + "| exception[0].stacktrace[0].in_app: expected true or false",
          "{'exception':[{'stacktrace':[{'pre_context':'a'}]}]}   "
              + "| exception[0].stacktrace[0].pre_context: expected a list of lines",
          "{'threads':5}                             | threads: expected an object or a list",
          "{'threads':{'values':5}}                      | threads.values: expected a list",
          "{'threads':[5]}                               | threads[0]: expected an object",
          "{'threads':[{'crashed':[]}]}          | threads[0].crashed: expected true or false",
          "{'stacktrace':'s'}                            | stacktrace: expected an object",
          "{'request':'GET /'}                           | request: expected an object",
          "{'contexts':5}                                | contexts: expected an object",
          "{'tags':'a=b'}                          | tags: expected an object or a list",
          "{'breadcrumbs':true}               | breadcrumbs: expected an object or a list",
          "{'fingerprint':'x'}                  | fingerprint: expected a list of texts",
          "{'fingerprint':[{}]}                        | fingerprint[0]: expected text",
          "{'release':[]}                              | release: expected text",
          "{'environment':{}}                            | environment: expected text",
          "{'csp':'x'}                                   | csp: expected an object",
          "{'entries':{}}                                | entries: expected a list",
          "{'entries':[5]}                               | entries[0]: expected an object",
          "{'entries':[{'type':'exception','data':{'values':[{'type':[]}]}}]}   "
              + "| entries.data.values[0].type: expected text",
          "{'sentry.interfaces.Exception':{'values':[5]}}   "
              + "| sentry.interfaces.Exception.values[0]: expected an object",
          "{'exception':[{'stacktrace':[{'vars':5}]}]}   "
              + "| exception[0].stacktrace[0].vars: expected an object",
          "{'exception':[{'stacktrace':[{'lineNo':1,'context':[[1,'a'],5]}]}]}   "
              + "| exception[0].stacktrace[0].context[1]: expected a number and a line"
        })
    void giveAWarningWithPathAndExpectation(String event, String warning) {
      assertThat(read(event.replace('\'', '"')).warnings().texts())
          .containsExactly("event." + warning);
    }

    @Test
    void doNotKeepTheRestFromBeingRead() {
      ErrorEvent event =
          read(
              """
              {"platform":{"a":[{"b":1}]},"exception":[5,{"type":[["x"]],"value":"v",
                "stacktrace":[[1],{"function":{"x":[]},"module":"m"}]}],"message":"m"}""");

      assertThat(event.message()).isEqualTo("m");
      assertThat(event.exceptions().getFirst().value()).isEqualTo("v");
      assertThat(event.exceptions().getFirst().frames().getFirst().module()).isEqualTo("m");
      assertThat(event.warnings().texts()).hasSize(5);
    }

    @Test
    void warningsAreLimitedAndCounted() {
      ErrorEvent event = read("{\"exception\":[" + "5,".repeat(99) + "5]}");

      assertThat(event.warnings().texts()).hasSize(Warnings.MAX + 1);
      assertThat(event.warnings().texts().getLast()).isEqualTo("and 80 more");
    }

    @Test
    void warningsHoldNothingOfTheEvent() {
      ErrorEvent event =
          read("{\"event_id\":\"SECRET\",\"exception\":[\"SECRET\"],\"threads\":\"SECRET\"}");

      assertThat(event.warnings().texts()).hasSize(3);
      assertThat(String.join(" ", event.warnings().texts())).doesNotContain("SECRET");
    }

    /** The full event with one value, of whatever depth, replaced by a wrong one. */
    static Stream<String> fullEventsWithOneWrongValue() {
      List<String> events = new ArrayList<>();
      List<String> wrong =
          List.of(
              "null",
              "5",
              "-1",
              "1e400",
              "123456789012345678901234567890",
              "true",
              "\"x\"",
              "\"\"",
              "[]",
              "[null]",
              "[[]]",
              "{}",
              "{\"values\":{}}",
              "{\"a\":[{}]}");
      for (String value : wrong) {
        int places = replace(EventFixture.tree(EventFixture.FULL), -1, value);
        for (int i = 0; i < places; i++) {
          JsonNode event = EventFixture.tree(EventFixture.FULL);
          replace(event, i, value);
          events.add(event.toString());
        }
      }
      return events.stream();
    }

    /**
     * Replaces the value at that place, counted in the tree's order; returns how many there are.
     */
    private static int replace(JsonNode node, int place, String value) {
      int count = 0;
      if (node instanceof ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
          if (count++ == place) {
            object.set(name, EventFixture.tree(value));
            return count;
          }
          count += replace(object.get(name), place - count, value);
        }
      } else if (node instanceof ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
          if (count++ == place) {
            array.set(i, EventFixture.tree(value));
            return count;
          }
          count += replace(array.get(i), place - count, value);
        }
      }
      return count;
    }

    @Test
    void anywhereAreNeverAFailure() {
      fullEventsWithOneWrongValue()
          .forEach(
              event ->
                  assertThatCode(
                          () ->
                              EventFixture.description(event, Detail.DETAILED, EventFixture.PLENTY))
                      .as(event)
                      .doesNotThrowAnyException());
    }

    @Test
    void aNullAnywhereIsNoFault() {
      fullEventsWithOneWrongValue()
          .filter(event -> event.contains("null"))
          .filter(event -> !event.contains("[null]"))
          .forEach(event -> assertThat(read(event).warnings().texts()).as(event).isEmpty());
    }
  }

  /** What Sentry's event API and its issue pages export. */
  @Nested
  class EntriesOfTheEventApi {

    private static final String EXCEPTION =
        """
        {"type":"exception","data":{"excOmitted":null,"hasSystemFrames":true,"values":[
          {"type":"KeyError","value":"'mail'","module":"builtins","threadId":null,
           "mechanism":{"type":"django","handled":false},
           "rawStacktrace":{"frames":[{"function":"raw"}]},
           "stacktrace":{"framesOmitted":null,"frames":[
             {"function":"send","absPath":"/srv/shop/mail.py","inApp":true,"lineNo":7,"colNo":null,
              "filename":null,"module":"shop.mail","rawFunction":null,"package":null,
              "instructionAddr":null,"symbol":null,"errors":null,
              "context":[[5,"def send(to):"],[6,"    log(to)"],[7,"    to['mail']"],[8,""],
                         [9,"def other():"]],
              "vars":{"to":"{}"}},
             {"function":null,"package":"libssl.so","instructionAddr":"0x7f01","symbol":"SSL_read",
              "inApp":false,"lineNo":null,"context":[]}]}}]}}""";

    @Test
    void entriesInAnEntryArePassedOver() {
      ErrorEvent event =
          event(
              """
              {"type":"entries","data":[{"type":"exception","data":{"values":[{"type":"In"}]}}]}""",
              """
              {"type":"exception","data":{"values":[{"type":"Out"}]}}""");

      assertThat(event.exceptions()).extracting(Thrown::type).containsExactly("Out");
    }

    private static ErrorEvent event(String... entries) {
      return read("{\"message\":\"\",\"entries\":[" + String.join(",", entries) + "]}");
    }

    @Test
    void exceptionsWithTheirFrames() {
      ErrorEvent event = event(EXCEPTION);

      assertThat(event.warnings().texts()).isEmpty();
      assertThat(types(event)).containsExactly("KeyError");
      assertThat(event.exceptions().getFirst().mechanism())
          .isEqualTo(
              new ErrorEvent.Mechanism(false, null, null, false, false, null, Map.of(), Map.of()));
      List<Frame> frames = event.exceptions().getFirst().frames();
      assertThat(frames).hasSize(2);
      Frame send = frames.getFirst();
      assertThat(send.function()).isEqualTo("send");
      assertThat(send.file()).isEqualTo("/srv/shop/mail.py");
      assertThat(send.line()).isEqualTo(7);
      assertThat(send.inApp()).isTrue();
      assertThat(send.codeBefore().last(10, new Warnings()))
          .containsExactly("def send(to):", "    log(to)");
      assertThat(send.code()).isEqualTo("    to['mail']");
      assertThat(send.codeAfter().first(10, new Warnings())).containsExactly("", "def other():");
      assertThat(send.variables()).isNotNull();
      Frame read = frames.getLast();
      assertThat(read.binary()).isEqualTo("libssl.so");
      assertThat(read.symbol()).isEqualTo("SSL_read");
      assertThat(read.address()).isEqualTo("0x7f01");
    }

    @Test
    void theTypeMayStandBehindTheData() {
      assertThat(types(event("{\"data\":{\"values\":[{\"type\":\"A\"}]},\"type\":\"exception\"}")))
          .containsExactly("A");
    }

    @Test
    void messagesThreadsAndStackTraces() {
      assertThat(
              event("{\"type\":\"message\",\"data\":{\"formatted\":\"Page not found!\"}}")
                  .message())
          .isEqualTo("Page not found!");
      assertThat(
              event(
                      "{\"type\":\"threads\",\"data\":{\"values\":[{\"current\":true,\"stacktrace\":"
                          + FRAMES.formatted("t")
                          + "}]}}")
                  .threadStack())
          .hasSize(1);
      assertThat(
              event("{\"type\":\"stacktrace\",\"data\":" + FRAMES.formatted("s") + "}")
                  .threadStack())
          .hasSize(1);
    }

    @Test
    void whatOnlyADetailedDescriptionTells() {
      EventContext context =
          ContextReader.read(
              event(
                  "{\"type\":\"request\",\"data\":{\"method\":\"GET\",\"url\":\"http://a/b\","
                      + "\"query\":[[\"q\",\"1\"]],\"headers\":[[\"Accept\",\"*/*\"]],"
                      + "\"cookies\":[],\"env\":null}}",
                  "{\"type\":\"breadcrumbs\",\"data\":{\"values\":[{\"message\":\"m\"}]}}"),
              new Warnings());

      assertThat(context.request())
          .isEqualTo(
              new EventContext.Request(
                  "GET", "http://a/b", null, Map.of("q", "1"), Map.of("Accept", "*/*")));
      assertThat(context.breadcrumbs()).hasSize(1);
    }

    @Test
    void unknownEntriesAndEntriesWithNothingArePassedOver() {
      ErrorEvent event =
          event(
              "null",
              "{}",
              "{\"type\":\"spans\",\"data\":[{\"op\":\"db\"}]}",
              "{\"type\":\"exception\",\"data\":null}",
              "{\"type\":null,\"data\":{}}",
              EXCEPTION);

      assertThat(types(event)).containsExactly("KeyError");
      assertThat(event.warnings().texts()).isEmpty();
    }

    @Test
    void theTitleStandsInForATextThatIsNowhere() {
      assertThat(read("{\"title\":\"t\",\"message\":\"\"}").message()).isEqualTo("t");
      assertThat(read("{\"title\":\"t\",\"exception\":[{\"type\":\"E\"}]}").message()).isNull();
      assertThat(read("{\"title\":\" \"}").message()).isNull();
    }

    @Test
    void aReleaseMayBeAnObject() {
      ErrorEvent event = read("{\"release\":{\"id\":5,\"version\":\"shop@1\"},\"culprit\":\"c\"}");

      assertThat(event.circumstances().release()).isEqualTo("shop@1");
      assertThat(event.circumstances().transaction()).isEqualTo("c");
    }
  }

  @Nested
  class Reports {

    @ParameterizedTest
    @CsvSource({
      "csp, csp",
      "csp-report, csp",
      "sentry.interfaces.Csp, csp",
      "expectct, expectct",
      "expect-ct-report, expectct",
      "expectstaple, expectstaple",
      "hpkp, hpkp"
    })
    void areReadUnderTheirNames(String name, String type) {
      ErrorEvent.Report report = read("{\"" + name + "\":{\"hostname\":\"h\"}}").report();

      assertThat(report).isEqualTo(new ErrorEvent.Report(type, Map.of("hostname", "h")));
    }

    @Test
    void areReadInEntriesToo() {
      assertThat(read("{\"entries\":[{\"type\":\"hpkp\",\"data\":{\"port\":443}}]}").report())
          .isEqualTo(new ErrorEvent.Report("hpkp", Map.of("port", 443)));
    }

    @Test
    void withoutFactsAreNone() {
      assertThat(read("{\"csp\":{}}").report()).isNull();
    }
  }

  @Nested
  class DuplicateKeys {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'exception':[{'type':'A'}],'exception':[{'type':'B'}]",
          "'exception':{'values':[{'type':'A'}],'values':[{'type':'B'}]}",
          "'exception':[{'type':'A','type':'B'}]",
          "'sentry.interfaces.Exception':[{'type':'A'}],'exception':[{'type':'B'}]"
        })
    void theLastIsTaken(String fields) {
      assertThat(types(read(("{" + fields + "}").replace('\'', '"')))).containsExactly("B");
    }

    @Test
    void ofTheMessageToo() {
      assertThat(read("{\"message\":\"a\",\"message\":\"b\"}").message()).isEqualTo("b");
    }
  }

  @Nested
  class Sizes {

    @Test
    void aHundredThousandFrames() {
      String event =
          "{\"exception\":[{\"type\":\"E\",\"stacktrace\":["
              + "{\"function\":\"f\",\"in_app\":true},".repeat(100_000)
              + "{\"function\":\"g\"}]}]}";
      String differing =
          IntStream.range(0, 100_000)
              .mapToObj(i -> "{\"function\":\"f\",\"lineno\":" + i % 37 + "}")
              .collect(Collectors.joining(",", "{\"stacktrace\":[", "]}"));

      assertThat(EventFixture.text(compact(event))).contains("\"repeated\":100000");
      assertThat(compact(event).omitted()).doesNotContainKey("frames");
      assertThat(compact(differing).omitted()).containsEntry("frames", 99_985);
    }

    @Test
    void aHundredThousandExceptions() {
      String event =
          "{\"exception\":[" + "{\"type\":\"E\"},".repeat(100_000) + "{\"type\":\"F\"}]}";

      assertThat(compact(event).omitted()).containsEntry("exceptions", 99_998);
    }

    @ParameterizedTest
    @MethodSource("deepAndLong")
    void aLongTextAtTheBottomOfADeepValue(String event) {
      assertThat(compact(event).estimatedTokens()).isLessThan(20_000);
    }

    static Stream<String> deepAndLong() {
      String deep = "[".repeat(490) + "\"" + "x".repeat(3_000_000) + "\"" + "]".repeat(490);
      return Stream.of(
          "{\"exception\":[{\"value\":" + deep + "}]}",
          "{\"logentry\":{\"message\":\"%s\",\"params\":[" + deep + "]}}",
          "{\"exception\":[{\"type\":\"E\",\"mechanism\":{\"meta\":{\"a\":" + deep + "}}}]}");
    }
  }
}
