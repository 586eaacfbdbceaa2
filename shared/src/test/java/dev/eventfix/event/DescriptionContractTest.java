package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.column;
import static dev.eventfix.event.EventFixture.compact;
import static dev.eventfix.event.EventFixture.detailed;
import static dev.eventfix.event.EventFixture.event;
import static dev.eventfix.event.EventFixture.exception;
import static dev.eventfix.event.EventFixture.frame;
import static dev.eventfix.event.EventFixture.quoted;
import static dev.eventfix.event.EventFixture.text;
import static dev.eventfix.event.EventFixture.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's description, sentence by sentence. */
class DescriptionContractTest {

  private static JsonNode exceptions(String event) {
    return tree(compact(event)).path("exceptions");
  }

  private static JsonNode stacktrace(String... frames) {
    return exceptions(event(exception("E", "v", frames))).path(0).path("stacktrace");
  }

  /** An exception with a mechanism. */
  private static String thrown(String type, String mechanism) {
    return "{\"type\":" + quoted(type) + ",\"mechanism\":" + mechanism + "}";
  }

  @Test
  void keysStandInTheContractsOrderWhateverTheEventsOrder() {
    String event =
        """
        {"exception":{"values":[
           {"stacktrace":{"frames":[{"in_app":false,"function":"main"}]},
            "mechanism":{"parent_id":0,"source":"__cause__","handled":true,"exception_id":1},
            "value":"first","type":"KeyError"},
           {"stacktrace":{"frames":[
              {"post_context":["c"],"context_line":"  b","pre_context":["a"],"in_app":true,
               "lineno":7,"filename":"app.py","module":"app","function":"run"}]},
            "mechanism":{"handled":false,"meta":{"errno":{"number":2}},"exception_id":0},
            "value":"second","type":"ValueError"}]},
         "platform":"python","logentry":{"formatted":"hello"}}
        """;

    assertThat(text(compact(event)))
        .isEqualTo(
            """
            {"message":"hello","language":"python","exceptions":[\
            {"num":1,"type":"ValueError","message":"second",\
            "exception_info":{"errno":{"number":2}},"exception_id":0,"unhandled":true,\
            "stacktrace":[{"func":"run","module":"app","file":"app.py","line":7,"in_app":true,\
            "crash":"here","code_before":["a"],"code":"  b","code_after":["c"]}]},\
            {"raised_during_handling_of_previous_exception":true,"num":2,"type":"KeyError",\
            "message":"first","exception_id":1,"parent_id":0,\
            "stacktrace":[{"func":"main","crash":"here"}]}]}""");
  }

  @Test
  void whatIsUnknownIsAbsent() {
    assertThat(text(compact("{\"message\":\"hi\"}"))).isEqualTo("{\"message\":\"hi\"}");
    assertThat(text(compact("{\"exception\":[{\"type\":\"E\"}]}")))
        .isEqualTo("{\"exceptions\":[{\"num\":1,\"type\":\"E\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"platform\":\"python\",\"level\":\"error\"}",
        "{\"message\":null,\"exception\":null,\"threads\":null}",
        "{\"message\":\"\",\"logentry\":{\"message\":\" \"}}",
        "{\"exception\":{\"values\":[]},\"threads\":{\"values\":[]}}",
        "{\"exception\":[{}],\"threads\":[{}]}",
        "{\"exception\":[{\"stacktrace\":{\"frames\":[{}, null]}}]}"
      })
  void anEventWithNothingInItIsNothingToDescribe(String event) {
    Description description = EventFixture.description(event, Detail.COMPACT, EventFixture.PLENTY);

    assertThat(description).isInstanceOf(NothingToDescribe.class);
    Problem problem = ((NothingToDescribe) description).problem();
    assertThat(problem.type()).isEqualTo(ProblemType.NOTHING_TO_DESCRIBE);
    assertThat(problem.type().status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"hi\"}",
        "{\"exception\":[{\"type\":\"E\"}]}",
        "{\"exception\":[{\"value\":\"v\"}]}",
        "{\"threads\":[{\"stacktrace\":{\"frames\":[{\"function\":\"f\"}]}}]}",
        "{\"stacktrace\":{\"frames\":[{\"function\":\"f\"}]}}"
      })
  void anExceptionAMessageOrAThreadIsEnough(String event) {
    assertThat(text(compact(event))).isNotEqualTo("{}");
  }

  @Test
  void theSameEventGivesTheSameBytes() {
    String event = EventFixture.contents(EventFixture.ownEvents().getFirst());

    Described once = compact(event);
    Described again = compact(event);

    assertThat(text(again)).isEqualTo(text(once));
    assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
    assertThat(again.estimatedTokens()).isEqualTo(once.estimatedTokens());
  }

  @Test
  void theEventIdIsNormalised() {
    assertThat(
            compact("{\"event_id\":\"FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0\",\"message\":\"m\"}")
                .eventId())
        .isEqualTo("fc6d8c0c43fc4630ad850ee518f1b9d0");
    assertThat(compact("{\"message\":\"m\"}").eventId()).isNull();
  }

  @Nested
  class Message {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{'formatted':'F','message':'M %s','params':['p']} | 'E'  | F",
          "{'message':'M %s','params':['p']}                 | 'E'  | M p",
          "{'message':'M %(a)s','params':{'a':1}}            | 'E'  | M 1",
          "{'message':'M %s'}                                | 'E'  | M %s",
          "{'formatted':'','message':'M'}                    | 'E'  | M",
          "{'formatted':null,'message':'M'}                  | 'E'  | M",
          "{}                                                | 'E'  | E",
          "{'params':['p']}                                  | 'E'  | E",
          "null                                              | 'E'  | E",
          "'text'                                            | 'E'  | text",
          "null                | {'formatted':'F','message':'M'}    | F",
          "null                | {'message':'M %s','params':['p']}  | M p"
        })
    void isTheLogEntrysTextElseItsMessageWithParametersElseTheEvents(
        String logEntry, String message, String expected) {
      String event = "{\"message\":" + message + ",\"logentry\":" + logEntry + "}";

      assertThat(tree(compact(event.replace('\'', '"'))).path("message").asText())
          .isEqualTo(expected);
    }

    @Test
    void theOrderOfTheTwoFieldsDoesNotMatter() {
      assertThat(text(compact("{\"logentry\":{\"message\":\"L\"},\"message\":\"E\"}")))
          .isEqualTo(text(compact("{\"message\":\"E\",\"logentry\":{\"message\":\"L\"}}")))
          .contains("\"L\"");
    }

    @Test
    void standsBesideExceptions() {
      JsonNode tree = tree(compact("{\"message\":\"m\",\"exception\":[{\"type\":\"E\"}]}"));

      assertThat(tree.path("message").asText()).isEqualTo("m");
      assertThat(tree.path("exceptions")).hasSize(1);
    }
  }

  @Nested
  class Language {

    @ParameterizedTest
    @ValueSource(strings = {"python", "native", "no-such-platform"})
    void isThePlatform(String platform) {
      assertThat(
              tree(compact("{\"message\":\"m\",\"platform\":\"" + platform + "\"}"))
                  .path("language")
                  .asText())
          .isEqualTo(platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "null", "\"\"", "\" \"", "{}"})
    void isAbsentForOtherAndForNone(String platform) {
      assertThat(tree(compact("{\"message\":\"m\",\"platform\":" + platform + "}")).has("language"))
          .isFalse();
    }
  }

  @Nested
  class Chains {

    @Test
    void standMostRecentFirstAndAreNumberedFromOne() {
      JsonNode exceptions = exceptions(event(exception("Root", "a"), exception("Recent", "b")));

      assertThat(column(exceptions, "type")).containsExactly("Recent", "Root");
      assertThat(column(exceptions, "num")).containsExactly("1", "2");
      assertThat(column(exceptions, "message")).containsExactly("b", "a");
    }

    @Test
    void withoutIdsEachWasRaisedWhileTheNextWasHandled() {
      JsonNode exceptions =
          exceptions(event(exception("C", ""), exception("B", ""), exception("A", "")));

      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "true", "true");
    }

    @Test
    void withIdsEachWasRaisedWhileTheNextWasHandled() {
      JsonNode exceptions =
          exceptions(
              event(
                  thrown("C", "{\"exception_id\":2,\"parent_id\":1,\"source\":\"__context__\"}"),
                  thrown("B", "{\"exception_id\":1,\"parent_id\":0,\"source\":\"__cause__\"}"),
                  thrown("A", "{\"exception_id\":0}")));

      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "true", "true");
      assertThat(column(exceptions, "exception_id")).containsExactly("0", "1", "2");
      assertThat(column(exceptions, "parent_id")).containsExactly("-", "0", "1");
    }

    @Test
    void ofMoreThanThreeTheTwoMostRecentAndTheRootCauseStay() {
      Described described =
          compact(
              event(
                  exception("Root", ""),
                  exception("D", "", frame("f", true), frame("g", false)),
                  exception("C", ""),
                  exception("B", ""),
                  exception("A", "")));
      JsonNode exceptions = tree(described).path("exceptions");

      assertThat(column(exceptions, "type")).containsExactly("A", "B", "Root");
      assertThat(column(exceptions, "num")).containsExactly("1", "2", "5");
      assertThat(described.omitted()).containsEntry("exceptions", 2).containsEntry("frames", 2);
    }

    @Test
    void acrossAGapNothingWasRaisedDuringHandling() {
      JsonNode exceptions =
          exceptions(
              event(
                  exception("D", ""), exception("C", ""), exception("B", ""), exception("A", "")));

      assertThat(column(exceptions, "num")).containsExactly("1", "2", "4");
      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "true", "-");
    }

    @Test
    void threeAreAllThereAndNothingIsOmitted() {
      Described described =
          compact(event(exception("C", ""), exception("B", ""), exception("A", "")));

      assertThat(tree(described).path("exceptions")).hasSize(3);
      assertThat(described.omitted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, -", "null, -", "'\"false\"', true", "{}, -"})
    void unhandledIsSaidOnlyWhenTheMechanismSaysSo(String handled, String expected) {
      assertThat(
              column(exceptions(event(thrown("E", "{\"handled\":" + handled + "}"))), "unhandled"))
          .containsExactly(expected);
    }

    @Test
    void exceptionInfoIsTheMechanismsMetaAndData() {
      JsonNode exceptions =
          exceptions(
              event(
                  thrown(
                      "OSError",
                      """
                      {"type":"generic","data":{"x":1},"meta":{"errno":{"number":13,"name":"EACCES"},
                       "signal":null,"list":[1,"two",true,null]}}""")));

      assertThat(exceptions.path(0).path("exception_info"))
          .isEqualTo(
              tree(
                  """
                  {"errno":{"number":13,"name":"EACCES"},"list":[1,"two",true],"x":1}"""));
    }

    @Test
    void noMetaIsNoExceptionInfo() {
      assertThat(exceptions(event(thrown("E", "{\"meta\":{}}"))).path(0).has("exception_info"))
          .isFalse();
    }
  }

  @Nested
  class Groups {

    @Test
    void membersWereNotRaisedWhileTheGroupWasHandledAndCausesWere() {
      JsonNode exceptions =
          exceptions(
              event(
                  thrown("M2", "{\"exception_id\":2,\"parent_id\":0,\"source\":\"exceptions[1]\"}"),
                  thrown("M1", "{\"exception_id\":1,\"parent_id\":0,\"source\":\"exceptions[0]\"}"),
                  thrown("Group", "{\"exception_id\":0,\"is_exception_group\":true}")));

      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "-", "-");
      assertThat(column(exceptions, "exception_id")).containsExactly("0", "1", "2");
      assertThat(column(exceptions, "parent_id")).containsExactly("-", "0", "0");
    }

    @Test
    void aGroupsOwnCauseWasRaisedWhileItWasHandled() {
      JsonNode exceptions =
          exceptions(
              event(
                  thrown("Cause", "{\"exception_id\":1,\"parent_id\":0,\"source\":\"__cause__\"}"),
                  thrown("Group", "{\"exception_id\":0,\"is_exception_group\":true}")));

      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "true");
    }

    @Test
    void aMemberWithoutASourceIsStillAMember() {
      JsonNode exceptions =
          exceptions(
              event(
                  thrown("Member", "{\"exception_id\":1,\"parent_id\":0}"),
                  thrown("Group", "{\"exception_id\":0,\"is_exception_group\":true}")));

      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "-");
    }

    @Test
    void theCauseOfAGroupStandsBehindIt() {
      JsonNode exceptions =
          exceptions(
              event(
                  thrown("M", "{\"exception_id\":2,\"parent_id\":0,\"source\":\"errors[0]\"}"),
                  thrown("B", "{\"exception_id\":1,\"parent_id\":0,\"source\":\"__cause__\"}"),
                  thrown("A", "{\"exception_id\":0}")));

      assertThat(column(exceptions, "type")).containsExactly("A", "B", "M");
      assertThat(column(exceptions, "raised_during_handling_of_previous_exception"))
          .containsExactly("-", "true", "-");
    }
  }

  @Nested
  class Frames {

    @Test
    void standMostRecentCallFirst() {
      assertThat(column(stacktrace(frame("main", true), frame("run", true)), "func"))
          .containsExactly("run", "main");
    }

    @Test
    void inAppIsSaidOnlyWhenTrue() {
      assertThat(
              column(
                  stacktrace(frame("a", true), frame("b", false), "{\"function\":\"c\"}"),
                  "in_app"))
          .containsExactly("-", "-", "true");
    }

    @Test
    void crashIsTheMostRecentInAppFrame() {
      JsonNode frames =
          stacktrace(
              frame("a", true), frame("b", true), frame("lib1", false), frame("lib2", false));

      assertThat(column(frames, "crash")).containsExactly("-", "-", "here", "-");
    }

    @Test
    void crashIsTheMostRecentFrameWhenNoneIsInApp() {
      assertThat(column(stacktrace(frame("a", false), frame("b", false)), "crash"))
          .containsExactly("here", "-");
    }

    @Test
    void everyTraceHasOneCrash() {
      JsonNode exceptions =
          exceptions(
              event(
                  exception("B", "", frame("a", true), frame("b", false)),
                  exception("A", "", frame("a", true), frame("b", true))));

      assertThat(column(exceptions.path(0).path("stacktrace"), "crash"))
          .containsExactly("here", "-");
      assertThat(column(exceptions.path(1).path("stacktrace"), "crash"))
          .containsExactly("-", "here");
    }

    @Test
    void noMoreThanFifteenAndTheSystemFramesFarthestFromTheCrashGoFirst() {
      List<String> frames = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        frames.add(frame("f" + i, i == 2 || i == 9 || i == 10));
      }
      Described described = compact(event(exception("E", "", frames.toArray(new String[0]))));

      // The crash is f10. Farthest are f0, then f1 and f19, then f18 (f2 is in-app), then f3.
      assertThat(column(tree(described).path("exceptions").path(0).path("stacktrace"), "func"))
          .containsExactly(
              "f17", "f16", "f15", "f14", "f13", "f12", "f11", "f10", "f9", "f8", "f7", "f6", "f5",
              "f4", "f2");
      assertThat(described.omitted()).containsExactly(java.util.Map.entry("frames", 5));
    }

    @Test
    void systemFramesNearTheCrashGoBeforeInAppFramesFarFromIt() {
      List<String> frames = new ArrayList<>();
      for (int i = 0; i < 18; i++) {
        frames.add(frame("f" + i, i != 16 && i != 15));
      }

      JsonNode described = stacktrace(frames.toArray(new String[0]));

      // Both system frames are gone, and of the in-app frames the one farthest from f17.
      assertThat(column(described, "func"))
          .containsExactly(
              "f17", "f14", "f13", "f12", "f11", "f10", "f9", "f8", "f7", "f6", "f5", "f4", "f3",
              "f2", "f1");
    }

    @Test
    void ofInAppFramesTheFarthestFromTheCrashGo() {
      List<String> frames = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        frames.add(frame("f" + i, true));
      }

      JsonNode described = stacktrace(frames.toArray(new String[0]));

      assertThat(described).hasSize(15);
      assertThat(described.path(0).path("func").asText()).isEqualTo("f99");
      assertThat(described.path(14).path("func").asText()).isEqualTo("f85");
    }

    @Test
    void fifteenStay() {
      List<String> frames = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        frames.add(frame("f" + i, i % 2 == 0));
      }
      Described described = compact(event(exception("E", "", frames.toArray(new String[0]))));

      assertThat(tree(described).path("exceptions").path(0).path("stacktrace")).hasSize(15);
      assertThat(described.omitted()).isEmpty();
    }
  }

  @Nested
  class Code {

    private static String frameWithCode(String function, boolean inApp, String code) {
      return "{\"function\":"
          + quoted(function)
          + ",\"in_app\":"
          + inApp
          + ",\"pre_context\":[\"  one\",\"  two\"],\"context_line\":"
          + quoted(code)
          + ",\"post_context\":[\"  four\",\"  five\"]}";
    }

    private static final String CHAIN =
        event(
            exception("B", "", frameWithCode("b", true, "  of b")),
            exception(
                "A",
                "",
                frameWithCode("main", true, "  of main"),
                frameWithCode("run", true, "  of run"),
                frameWithCode("lib", false, "  of lib")));

    @Test
    void compactShowsContextAroundTheFirstExceptionsCrashFrameOnly() {
      JsonNode exceptions = exceptions(CHAIN);

      JsonNode first = exceptions.path(0).path("stacktrace");
      assertThat(column(first, "func")).containsExactly("lib", "run", "main");
      assertThat(column(first, "code")).containsExactly("of lib", "  of run", "of main");
      assertThat(first.path(1).path("code_before")).isEqualTo(tree("[\"  one\",\"  two\"]"));
      assertThat(first.path(1).path("code_after")).isEqualTo(tree("[\"  four\",\"  five\"]"));
      assertThat(first.path(0).has("code_before")).isFalse();
      assertThat(first.path(2).has("code_after")).isFalse();
      JsonNode second = exceptions.path(1).path("stacktrace");
      assertThat(column(second, "code")).containsExactly("of b");
      assertThat(second.path(0).has("code_before")).isFalse();
    }

    @Test
    void detailedShowsContextAroundEveryFrame() {
      for (JsonNode exception : tree(detailed(CHAIN)).path("exceptions")) {
        for (JsonNode frame : exception.path("stacktrace")) {
          assertThat(frame.path("code_before")).isEqualTo(tree("[\"  one\",\"  two\"]"));
          assertThat(frame.path("code").asText()).startsWith("  of ");
          assertThat(frame.path("code_after")).isEqualTo(tree("[\"  four\",\"  five\"]"));
        }
      }
    }

    @Test
    void aFirstExceptionWithoutFramesLeavesTheContextToTheNext() {
      JsonNode exceptions =
          exceptions(
              event(
                  exception("B", "", frameWithCode("b", true, "  of b")), exception("A", "none")));

      assertThat(exceptions.path(1).path("stacktrace").path(0).path("code_before")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void minifiedLinesAreNotShown(boolean crash) {
      for (String minified : List.of("{snip} e.exports=t(1) {snip}", "x".repeat(401))) {
        String event =
            event(
                exception(
                    "E",
                    "",
                    frameWithCode("other", !crash, "ok"),
                    frameWithCode("mini", true, minified),
                    frameWithCode("last", !crash, "ok")));

        JsonNode frame =
            tree(detailed(event)).path("exceptions").path(0).path("stacktrace").path(1);
        assertThat(frame.path("func").asText()).isEqualTo("mini");
        assertThat(frame.has("code")).isFalse();
        assertThat(frame.has("code_before")).isFalse();
        assertThat(frame.has("code_after")).isFalse();
        assertThat(text(compact(event))).doesNotContain("{snip}").doesNotContain("xxx");
      }
    }

    @Test
    void aLineOfFourHundredCharactersIsShown() {
      String line = "x".repeat(400);

      assertThat(
              column(
                  stacktrace(frameWithCode("f", true, line), frameWithCode("g", true, "g()")),
                  "code"))
          .containsExactly("g()", line);
    }

    @Test
    void minifiedLinesOfAContextAreNotShownEither() {
      JsonNode frame =
          stacktrace(
                  """
                  {"function":"f","in_app":true,"pre_context":["{snip} far","near"],
                   "context_line":"here","post_context":["next","{snip}"]}""")
              .path(0);

      assertThat(frame.path("code_before")).isEqualTo(tree("[\"near\"]"));
      assertThat(frame.path("code_after")).isEqualTo(tree("[\"next\"]"));
    }

    @Test
    void blankCodeIsNoCode() {
      assertThat(column(stacktrace("{\"function\":\"f\",\"context_line\":\"   \"}"), "code"))
          .containsExactly("-");
    }

    @Test
    void contextLinesKeepTheirIndentation() {
      JsonNode frame =
          stacktrace(
                  """
                  {"function":"f","in_app":true,"pre_context":["def f():",""],
                   "context_line":"\\tg()  ","post_context":null}""")
              .path(0);

      assertThat(frame.path("code_before")).isEqualTo(tree("[\"def f():\",\"\"]"));
      assertThat(frame.path("code").asText()).isEqualTo("\tg()");
    }
  }
}
