package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.compact;
import static dev.eventfix.event.EventFixture.detailed;
import static dev.eventfix.event.EventFixture.text;
import static dev.eventfix.event.EventFixture.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs and SDKs tell beside exceptions and frames: told, or counted. */
class EventFactsTest {

  /** With single quotes for double ones. */
  private static String event(String members) {
    return ("{'exception':[{'type':'JobError'}]," + members + "}").replace('\'', '"');
  }

  private static JsonNode of(String members) {
    return tree(detailed(event(members)));
  }

  private static JsonNode json(String json) {
    return tree(json.replace('\'', '"'));
  }

  private static String many(String name, int count, String value) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < count; i++) {
      members.append(i == 0 ? "'" : ",'").append(name).append(i).append("':").append(value);
    }
    return "{" + members + "}";
  }

  @Test
  void standInThisOrder() {
    String event =
        event(
            "'timestamp':1.5,'level':'fatal','logger':'shop','transaction':'t',"
                + "'request':{'url':'http://a/'},'contexts':{'job':{'attempt':3},"
                + "'runtime':{'name':'CPython'}},'extra':{'state':'x'},'tags':{'a':'b'},"
                + "'breadcrumbs':[{'message':'m'}]");

    assertThat(text(detailed(event)))
        .isEqualTo(
            """
            {"exceptions":[{"num":1,"type":"JobError"}],\
            "time":"1970-01-01T00:00:01.500Z","level":"fatal","logger":"shop",\
            "request":{"url":"http://a/"},"transaction":"t","runtime":"CPython",\
            "contexts":{"job":{"attempt":3}},"extra":{"state":"x"},"tags":{"a":"b"},\
            "breadcrumbs":[{"message":"m"}]}""");
    Described compact = compact(event);
    assertThat(text(compact))
        .isEqualTo("{\"exceptions\":[{\"num\":1,\"type\":\"JobError\"}],\"level\":\"fatal\"}");
    assertThat(compact.omitted())
        .isEqualTo(Map.of("context", 4, "contexts", 2, "extra", 1, "tags", 1, "breadcrumbs", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'timestamp':'2026-11-30T08:00:00Z'             | 2026-11-30T08:00:00Z",
        "'timestamp':1796028588.123                     | 2026-11-30T08:49:48.123Z",
        "'dateCreated':'2026-11-30T08:00:00.5Z'         | 2026-11-30T08:00:00.500Z",
        "'datetime':'2026-11-30T08:00:00','timestamp':1 | 1970-01-01T00:00:01Z",
        "'timestamp':null                               | -",
        "'timestamp':'today'                            | -"
      })
  void theTimeIsInUtc(String member, String expected) {
    assertThat(of(member).path("time").asText("-")).isEqualTo(expected);
  }

  @Test
  void whatIsNoTimeIsWarnedOf() {
    assertThat(detailed(event("'timestamp':'today'")).warnings())
        .containsExactly("event.timestamp: expected a time");
    assertThat(compact(event("'timestamp':'today'")).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"warning, warning", "fatal, fatal", "info, info", "error, -", "' ', -"})
  void aCompactDescriptionTellsTheLevelUnlessItIsTheUsualOne(String level, String expected) {
    assertThat(tree(compact(event("'level':'" + level + "'"))).path("level").asText("-"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tags':[{'key':'environment','value':'live'},{'key':'level','value':'info'},"
            + "{'value':'shop','key':'logger'},{'key':'sentry:release','value':'1.2'},"
            + "{'key':'transaction','value':'GET /'}]",
        "'tags':[['environment','live'],['level','info'],['logger','shop'],['release','1.2'],"
            + "['transaction','GET /'],['a',{'b':[]}],null,[]]",
        "'tags':{'environment':'live','level':'info','logger':'shop','release':'1.2',"
            + "'transaction':'GET /','other':{'level':'debug'}},'culprit':'c','environment':null"
      })
  void tagsTellWhatSentrysEventApiHasNoOtherPlaceFor(String tags) {
    JsonNode tree = of(tags);

    assertThat(tree.path("environment").asText()).isEqualTo("live");
    assertThat(tree.path("level").asText()).isEqualTo("info");
    assertThat(tree.path("logger").asText()).isEqualTo("shop");
    assertThat(tree.path("release").asText()).isEqualTo("1.2");
    assertThat(tree.path("transaction").asText()).isEqualTo("GET /");
    assertThat(tree(compact(event(tags))).path("level").asText()).isEqualTo("info");
  }

  @Test
  void fieldsOfTheEventGoBeforeItsTags() {
    JsonNode tree =
        of("'environment':'e','level':'debug','tags':{'environment':'x','level':'info'}");

    assertThat(tree.path("environment").asText()).isEqualTo("e");
    assertThat(tree.path("level").asText()).isEqualTo("debug");
  }

  @Test
  void aTagThatIsNoneOfSentrysLevelsIsNotTheEvents() {
    assertThat(of("'tags':{'level':'dungeon 3'}").has("level")).isFalse();
    assertThat(of("'tags':{'level':'or fatal'}").has("level")).isFalse();
  }

  @Test
  void tagsThatChangeFromEventToEventAreCounted() {
    assertThat(detailed(event("'tags':{'browser':'x','url':'y','shop':'z'}")).omitted())
        .isEqualTo(Map.of("tags", 2));
  }

  @Test
  void extraIsToldByName() {
    String extra = "{'order_state':'refunded-twice','payload':{'qty':-1,'none':null},'no':null}";

    assertThat(of("'extra':" + extra).path("extra")).isEqualTo(json(extra));
    assertThat(of("'context':" + extra).path("extra")).isEqualTo(json(extra));
    assertThat(of("'extra':[]").has("extra")).isFalse();
    assertThat(of("'extra':{}").has("extra")).isFalse();
  }

  @Test
  void secretsInThemAreRedacted() {
    JsonNode tree =
        of(
            "'extra':{'api_key':'correct horse','a':'password=hunter2x','o':{'token':['hunter2x']}},"
                + "'contexts':{'job':{'password':'hunter2x'},'hunter@example.com':{'a':1}}");

    assertThat(tree.toString())
        .contains("<password:1>", "<password:2>", "<email:1>")
        .doesNotContain("hunter")
        .doesNotContain("correct");
  }

  @Test
  void ofManyTwentyAreToldAndTheOthersCounted() {
    Described described =
        detailed(
            event(
                "'extra':"
                    + many("f", 30, "[1]")
                    + ",'contexts':"
                    + many("c", 25, "{'a':1}").replace("}}", "},'runtime':{'name':'node'}}")));

    assertThat(tree(described).path("extra")).hasSize(20);
    assertThat(tree(described).path("contexts")).hasSize(20);
    assertThat(tree(described).path("runtime").asText()).isEqualTo("node");
    assertThat(described.omitted()).isEqualTo(Map.of("extra", 10, "contexts", 5));
  }

  @Test
  void contextsThatAreToldElsewhereOrTellOfTheMachineAreNot() {
    Described described =
        detailed(
            event(
                "'contexts':{'trace':{'trace_id':'1'},'device':{'arch':'x'},'phone':{'type':'device'},"
                    + "'runtime':{'name':'node','version':'20'},'os':{'name':'Linux'},"
                    + "'response':{'type':'response','status_code':502},'none':null,'empty':{},"
                    + "'browser':{'name':'Firefox'},'state':'a text','server':{'type':'runtime',"
                    + "'name':'x'}}"));

    assertThat(tree(described).path("contexts"))
        .isEqualTo(
            json(
                "{'response':{'type':'response','status_code':502},"
                    + "'browser':{'name':'Firefox'},'state':'a text'}"));
    assertThat(tree(described).path("runtime").asText()).isEqualTo("node 20");
    assertThat(described.omitted()).isEqualTo(Map.of("contexts", 4));
  }

  @Test
  void aRuntimeWithoutANameIsAContextLikeOthers() {
    assertThat(of("'contexts':{'runtime':{'version':'3'}}").path("contexts"))
        .isEqualTo(json("{'runtime':{'version':'3'}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"node_system_error", "JobError", "AxiosError", "exception", "LastException"})
  void contextsOfTheErrorItselfAreToldInBoth(String name) {
    String contexts =
        "'contexts':{'job':{'a':1},'" + name + "':{'errno':-2,'path':'/srv/none.txt','none':null}}";
    JsonNode expected = json("{'errno':-2,'path':'/srv/none.txt','none':null}");

    Described compact = compact(event(contexts));
    assertThat(tree(compact).path("contexts")).hasSize(1);
    assertThat(tree(compact).path("contexts").path(name)).isEqualTo(expected);
    assertThat(compact.omitted()).isEqualTo(Map.of("contexts", 1));
    assertThat(of(contexts).path("contexts").path(name)).isEqualTo(expected);
    assertThat(of(contexts).path("contexts").fieldNames().next()).isEqualTo(name);
  }

  @Test
  void aContextMayBeNamedAfterTheTypeWithoutItsPackage() {
    String contexts = "'contexts':{'Declined':{'code':5},'clined':{'code':6}}";

    assertThat(
            tree(compact(event(contexts).replace("JobError", "shop.pay.Declined")))
                .path("contexts"))
        .isEqualTo(json("{'Declined':{'code':5}}"));
  }

  @Test
  void ofAContextOfTheErrorACompactDescriptionTellsAFewFacts() {
    String contexts = "'contexts':{'ApiError':" + many("f", 15, "{'a':{'b':1}}") + "}";
    JsonNode told = tree(compact(event(contexts))).at("/contexts/ApiError");

    assertThat(told).hasSize(11);
    assertThat(told.path("…").asText()).isEqualTo("5 more");
    assertThat(told.at("/f0/a").asText()).isEqualTo("…");
    Described six = compact(event("'contexts':" + many("error", 6, "{'a':1}")));
    assertThat(tree(six).path("contexts")).hasSize(5);
    assertThat(six.omitted()).isEqualTo(Map.of("contexts", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"__serialized__", "Exception[0][order]", "last_error", "JobError"})
  void soIsWhatExtraTellsOfTheErrorItself(String name) {
    String extra = "'extra':{'a':1,'" + name + "':'502'}";

    assertThat(tree(compact(event(extra))).path("extra")).isEqualTo(json("{'" + name + "':'502'}"));
    assertThat(compact(event(extra)).omitted()).isEqualTo(Map.of("extra", 1));
    assertThat(of(extra).path("extra").fieldNames().next()).isEqualTo(name);
  }

  @Test
  void anObjectThatWasThrownIsToldInBoth() {
    String extra = "'extra':{'a':1,'__serialized__':{'status':502,'url':'/api/x'}}";

    assertThat(tree(compact(event(extra))).path("extra"))
        .isEqualTo(json("{'__serialized__':{'status':502,'url':'/api/x'}}"));
    assertThat(compact(event(extra)).omitted()).isEqualTo(Map.of("extra", 1));
    assertThat(of(extra).path("extra").fieldNames().next()).isEqualTo("__serialized__");
  }

  @Test
  void whatAMechanismTellsIsToldInBoth() {
    String event =
        """
        {"exception":[{"type":"PDOException","mechanism":{"meta":{"errno":{"number":2},"a":"m"},
          "data":{"code":1045,"state":"HY000","a":"d","list":[1],"long":"%s"}}}]}
        """
            .formatted("word ".repeat(50));

    assertThat(tree(compact(event)).at("/exceptions/0/exception_info"))
        .isEqualTo(json("{'errno':{'number':2},'a':'m','code':1045,'state':'HY000'}"));
    assertThat(compact(event).omitted()).isEqualTo(Map.of("exception_info", 3));
    assertThat(tree(detailed(event)).at("/exceptions/0/exception_info")).hasSize(6);
    assertThat(detailed(event).omitted()).isEqualTo(Map.of("exception_info", 1));
  }

  @Test
  void ofWhatAMechanismTellsACompactDescriptionTellsTenFacts() {
    String event = "{'exception':[{'type':'E','mechanism':{'data':" + many("f", 15, "1") + "}}]}";
    Described compact = compact(event.replace('\'', '"'));

    assertThat(tree(compact).at("/exceptions/0/exception_info")).hasSize(10);
    assertThat(compact.omitted()).isEqualTo(Map.of("exception_info", 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'colno':34567 | 34567",
        "'colNo':5     | 5",
        "'colno':'7'   | 7",
        "'colno':0     | -",
        "'colno':-1    | -",
        "'colno':null  | -"
      })
  void aFramesColumnStandsBehindItsLine(String column, String expected) {
    String event =
        ("{'exception':[{'type':'E','stacktrace':[{'lineno':1," + column + "}]}]}")
            .replace('\'', '"');
    String told = expected.equals("-") ? "" : ",\"column\":" + expected;

    assertThat(text(compact(event))).contains("{\"line\":1" + told + ",\"crash\":\"here\"}");
    assertThat(text(detailed(event))).contains("{\"line\":1" + told + ",\"crash\":\"here\"}");
  }

  private static Described variables(String frame, Detail detail) {
    String event = "{'exception':[{'type':'E','stacktrace':[" + frame + "]}]}";
    return EventFixture.describe(event.replace('\'', '"'), detail, EventFixture.PLENTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'function':'pay/1','vars':{'arg0':'%{id: 7}'}}",
        "{'function':'f','context_line':'','vars':{'arg0':'%{id: 7}'}}",
        "{'function':'f','context_line':'a() {snip}','vars':{'arg0':'%{id: 7}'}}",
        "{'function':'f','context_line':'}','vars':{'arg0':'%{id: 7}'}}"
      })
  void variablesOfFramesWithoutSourceAreTold(String frame) {
    Described described = variables(frame, Detail.DETAILED);

    assertThat(tree(described).at("/exceptions/0/stacktrace/0/variables"))
        .isEqualTo(json("{'arg0':'%{id: 7}'}"));
    assertThat(described.omitted()).isEmpty();
    assertThat(variables(frame, Detail.COMPACT).omitted()).containsEntry("variables", 1);
  }

  @Test
  void variablesThatAreNotToldAreCounted() {
    String named = "{'context_line':'f(a)','vars':{'a':1,'b':2,'c':3}}";

    assertThat(variables(named, Detail.DETAILED).omitted()).isEqualTo(Map.of("variables", 2));
    assertThat(variables(named, Detail.COMPACT).omitted()).isEqualTo(Map.of("variables", 3));
    assertThat(variables("{'function':'f','vars':" + many("v", 150, "1") + "}", Detail.DETAILED))
        .extracting(Described::omitted)
        .isEqualTo(Map.of("variables", 130));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'breadcrumbs':[{'message':'a'},{'message':'b'}]            | 2",
        "'breadcrumbs':{'values':[{'message':'a'},{'message':'b'}]} | 2",
        "'breadcrumbs':{'values':[]}                                | 0",
        "'breadcrumbs':{'values':null}                              | 0",
        "'breadcrumbs':{'message':'a','data':{'b':1}}               | 1",
        "'breadcrumbs':{}                                           | 0",
        "'breadcrumbs':null                                         | 0"
      })
  void aCompactDescriptionCountsBreadcrumbs(String breadcrumbs, int expected) {
    assertThat(compact(event(breadcrumbs)).omitted().getOrDefault("breadcrumbs", 0))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1796028588.123",
        "5e-05",
        "5E-324",
        "-0.0",
        "1.0",
        "12345678901234567890123",
        "-9223372036854775808",
        "9223372036854775807",
        "0.1234567890123456789"
      })
  void numbersAreToldAsTheirSenderWroteThem(String number) {
    String event =
        event(
            "'extra':{'n':N,'o':{'n':[N]}},'tags':{'n':N,'o':{'n':N}},"
                + "'logentry':{'message':'%s {n} it','params':[N]},"
                + "'breadcrumbs':[{'data':{'n':N},'message':{'n':N}}]");
    JsonNode tree = tree(detailed(event.replace("N", number)));

    assertThat(text(detailed(event.replace("N", number))))
        .contains(
            "\"extra\":{\"n\":" + number + ",\"o\":{\"n\":[" + number + "]}}",
            "\"data\":{\"n\":" + number + "}",
            "\"message\":\"{\\\"n\\\":" + number + "}\"");
    assertThat(tree.at("/tags/n").asText()).isEqualTo(number);
    assertThat(tree.at("/tags/o").asText()).isEqualTo("{\"n\":" + number + "}");
    assertThat(tree.path("message").asText()).startsWith(number + " ");
  }

  @Test
  void numbersOfManyDigitsAreTexts() {
    String number = "1".repeat(41);

    assertThat(text(detailed(event("'extra':{'n':" + number + "}"))))
        .contains("\"n\":\"" + number + "\"");
  }

  @Test
  void whatIsLeftIsCountedAtAnyBudget() {
    String event =
        event(
            "'level':'fatal','timestamp':1,'logger':'shop','extra':"
                + many("field", 8, "'some words of a fact'")
                + ",'contexts':{'a':{'b':'some words'},'c':{'d':'some words'},"
                + "'JobError':{'code':'some words'}}");
    int whole = detailed(event).estimatedTokens();
    assertThat(detailed(event).omitted()).isEmpty();
    int last = Integer.MAX_VALUE;

    for (int budget = whole; budget > 30; budget -= 3) {
      Described described = EventFixture.describe(event, Detail.DETAILED, budget);
      JsonNode tree = tree(described);
      int extra = tree.path("extra").size();
      int contexts = tree.path("contexts").size();

      assertThat(extra + described.omitted().getOrDefault("extra", 0)).isEqualTo(8);
      assertThat(contexts + described.omitted().getOrDefault("contexts", 0)).isEqualTo(3);
      // Contexts go first, extra then, what tells of the error last.
      assertThat(extra == 8 || contexts <= 1).isTrue();
      assertThat(extra == 0 || tree.at("/contexts/JobError").isObject()).isTrue();
      assertThat(tree.has("level") || extra == 0).isTrue();
      assertThat(extra + contexts).isLessThanOrEqualTo(last);
      last = extra + contexts;
    }
    assertThat(last).isZero();
  }
}
