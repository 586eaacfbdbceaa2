package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.compact;
import static dev.eventfix.event.EventFixture.detailed;
import static dev.eventfix.event.EventFixture.quoted;
import static dev.eventfix.event.EventFixture.text;
import static dev.eventfix.event.EventFixture.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a detailed description tells beyond a compact one, and what both tell of odd events. */
class DetailedDescriptionTest {

  private static final String EVENT =
      """
      {"message":"m","platform":"python","release":"shop@1.4.2","environment":"production",
       "transaction":"confirm_order",
       "exception":[{"type":"E","module":"shop.errors","stacktrace":{"frames":[
         {"function":"f","lineno":7,"in_app":true,"pre_context":["a = 1"],
          "context_line":"run(order)","post_context":[],
          "vars":{"order":"Order(77)","a":1,"unnamed":"x","ord":"y"}}]}}],
       "request":{"method":"POST","url":"http://shop.example/orders",
         "query_string":"lang=de&token=Zq81kd02mfT5","headers":{"Content-Type":"application/json",
         "X-Shop":"1","Authorization":"Bearer Zq81kd02mfT5"}},
       "contexts":{"runtime":{"name":"CPython","version":"3.12.1"},
         "os":{"name":"Linux","version":"6.1"}},
       "tags":{"shop":"berlin","server_name":"web-1","browser.name":"Firefox"},
       "breadcrumbs":[{"timestamp":1700000000,"category":"query","level":"info",
         "message":"SELECT 1","data":{"rows":1}}]}
      """;

  private static JsonNode of(String event) {
    return tree(detailed(event.replace('\'', '"')));
  }

  private static JsonNode variables(String frame) {
    return of("{'exception':[{'type':'E','stacktrace':[" + frame + "]}]}")
        .at("/exceptions/0/stacktrace/0/variables");
  }

  @Test
  void tellsWhatSurroundedTheErrorInThisOrder() {
    assertThat(text(detailed(EVENT)))
        .isEqualTo(
            """
            {"message":"m","language":"python","exceptions":[{"num":1,"type":"E",\
            "module":"shop.errors","stacktrace":[{"func":"f","line":7,"in_app":true,\
            "crash":"here","code_before":["a = 1"],"code":"run(order)",\
            "variables":{"order":"Order(77)","a":"1"}}]}],\
            "request":{"method":"POST",\
            "url":"http://shop.example/orders?lang=de&token=<password:1>",\
            "headers":{"content-type":"application/json"}},\
            "transaction":"confirm_order","release":"shop@1.4.2","environment":"production",\
            "runtime":"CPython 3.12.1","os":"Linux 6.1","tags":{"shop":"berlin"},\
            "breadcrumbs":[{"timestamp":"2023-11-14T22:13:20Z","category":"query",\
            "level":"info","message":"SELECT 1","data":{"rows":1}}]}""");
  }

  @Test
  void ofAllThatACompactDescriptionTellsNothing() {
    assertThat(text(compact(EVENT)))
        .isEqualTo(
            """
            {"message":"m","language":"python","exceptions":[{"num":1,"type":"E",\
            "stacktrace":[{"func":"f","line":7,"in_app":true,"crash":"here",\
            "code_before":["a = 1"],"code":"run(order)"}]}]}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url':'http://a/b'}                                             | http://a/b",
        "{'url':'http://a/b','query_string':'q=1&r=2'}                    | http://a/b?q=1&r=2",
        "{'url':'http://a/b','query_string':'?q=1'}                       | http://a/b?q=1",
        "{'query_string':{'q':'1','r':2},'url':'http://a/b'}              | http://a/b?q=1&r=2",
        "{'url':'http://a/b','query_string':[['q','1'],['r',null],['s']]} | http://a/b?q=1",
        "{'url':'http://a/b','query':[['q','1'],['r','2']]}               | http://a/b?q=1&r=2",
        "{'url':'http://a/b?q=1','query_string':'q=1'}                    | http://a/b?q=1",
        "{'url':'http://a/b?q=1','query_string':'r=2'}                    | http://a/b?q=1&r=2",
        "{'url':'http://a/b?q=1','query_string':{'r':'2'}}                | http://a/b?q=1&r=2",
        "{'url':'http://a/#/c','query_string':'q=1'}                      | http://a/?q=1",
        "{'url':'http://a/#/c'}                                           | http://a/#/c",
        "{'url':'http://a/b','query_string':''}                           | http://a/b",
        "{'url':'http://a/b','query_string':null}                         | http://a/b",
        "{'url':'http://a/b','query_string':{'q':['1','2']}}              | http://a/b?q=1, 2",
        "{'url':'','query_string':'q=1'}                                  | ?q=1",
        "{'query_string':{'q':'1'}}                                       | ?q=1",
        "{'url':''}                                                       | -",
        "{}                                                               | -"
      })
  void theQueryIsPartOfTheUrl(String request, String expected) {
    assertThat(of("{'message':'m','request':" + request + "}").at("/request/url").asText("-"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'password':'correct horse battery'}",
        "[['password','correct&horse battery']]",
        "[['token','correct#horse']]",
        "{'sid':'correct'}",
        "{'auth':'correct'}",
        "'password=correct&a=b'",
        "{'api_key':['correct','horse']}"
      })
  void secretsInAQueryAreRedactedWhole(String query) {
    String url =
        of("{'message':'m','request':{'url':'http://a/','query_string':" + query + "}}")
            .at("/request/url")
            .asText();

    assertThat(url).startsWith("http://a/?").doesNotContain("correct").doesNotContain("horse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "user.id",
        "server_name",
        "host",
        "release",
        "handled",
        "client_os",
        "client_os.name",
        "browser",
        "browser.name",
        "environment",
        "runtime",
        "runtime.name",
        "device",
        "device.family",
        "gpu",
        "gpu.name",
        "url",
        "trace",
        "trace.span",
        "otel",
        "otel.kind",
        "sentry:user",
        "sentry:release"
      })
  void unstableTagsAreNotTold(String tag) {
    assertThat(of("{'message':'m','tags':{'" + tag + "':'x','shop':'berlin'}}").path("tags"))
        .isEqualTo(tree("{\"shop\":\"berlin\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "hostname", "level", "tracer", "urls.shop", "sentry:shop"})
  void tagsThatOnlyLookLikeThemAre(String tag) {
    assertThat(of("{'message':'m','tags':{'" + tag + "':'x'}}").path("tags").path(tag).asText())
        .isEqualTo("x");
  }

  @Test
  void ofManyTagsThirtyAreToldAndTheOthersCounted() {
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      tags.append(i == 0 ? "" : ",").append("\"tag").append(i).append("\":\"v\"");
    }
    Described described = detailed("{\"message\":\"m\",\"tags\":{" + tags + "}}");

    assertThat(tree(described).path("tags")).hasSize(30);
    assertThat(described.omitted()).containsEntry("tags", 10);
  }

  @Test
  void olderBreadcrumbsAreCounted() {
    String crumbs = "{\"message\":\"m\"},".repeat(12) + "{\"message\":\"last\"}";
    Described described = detailed("{\"message\":\"m\",\"breadcrumbs\":[" + crumbs + "]}");

    assertThat(tree(described).path("breadcrumbs")).hasSize(10);
    assertThat(tree(described).at("/breadcrumbs/9/message").asText()).isEqualTo("last");
    assertThat(described.omitted()).containsExactlyEntriesOf(Map.of("breadcrumbs", 3));
  }

  @Test
  void variablesAreThoseThatTheShownLinesName() {
    assertThat(
            variables(
                "{'context_line':'$total += $row->price;','pre_context':['// {snip}','rate = é_x'],"
                    + "'post_context':['row2 = 1 if none'],'vars':{'none':null,'$total':5,'row':{'price':null},"
                    + "'price':'p','rate':'r','é_x':'u','row2':[1],'tota':'no','snip':'no'}}"))
        .isEqualTo(
            tree(
                """
                {"none":"null","$total":"5","row":"{\\"price\\":null}","price":"p","rate":"r","é_x":"u",
                 "row2":"[1]"}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'function':'f','vars':{}}",
        "{'context_line':'f()','vars':{'g':'x'}}",
        "{'context_line':'f()','vars':[]}",
        "{'context_line':'f()','vars':['f']}",
        "{'context_line':'f()','vars':null}"
      })
  void withoutAShownLineThatNamesThemThereAreNone(String frame) {
    assertThat(variables(frame).isMissingNode()).isTrue();
  }

  @Test
  void aVariableOfSeveralWordsIsToldWhenTheLinesNameThemAll() {
    assertThat(
            variables(
                "{'context_line':'$total += $row->price;',"
                    + "'vars':{'row->price':1,'row.rate':'no','->':'no'}}"))
        .isEqualTo(tree("{\"row->price\":\"1\"}"));
  }

  @Test
  void ofManyVariablesTwentyAreToldAndLongOnesLoseTheirMiddle() {
    StringBuilder code = new StringBuilder();
    StringBuilder vars = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      code.append(" v").append(i);
      vars.append(i == 0 ? "" : ",").append("'v").append(i).append("':'");
      vars.append("word ".repeat(100)).append('\'');
    }
    Described described =
        detailed(
            ("{'exception':[{'type':'E','stacktrace':[{'context_line':'"
                    + code
                    + "','vars':{"
                    + vars
                    + "}}]}]}")
                .replace('\'', '"'));
    JsonNode variables = tree(described).at("/exceptions/0/stacktrace/0/variables");

    assertThat(variables).hasSize(20);
    assertThat(variables.path("v0").asText()).hasSize(200).contains("characters left out");
    assertThat(described.omitted()).containsExactlyEntriesOf(Map.of("variables", 10));
  }

  @Test
  void variablesUnderASecretsNameAreRedacted() {
    assertThat(
            variables(
                    "{'context_line':'login(password, user)','vars':{'password':'hunter2x',"
                        + "'user':'ann'}}")
                .path("password")
                .asText())
        .isEqualTo("<password:1>");
  }

  @Test
  void nativeFramesShowPackageSymbolAndAddress() {
    JsonNode frames =
        of("{'exception':[{'type':'SIGSEGV','stacktrace':["
                + "{'instruction_addr':'0x1','package':'/usr/lib/libc.so.6'},"
                + "{'instruction_addr':'0x2','package':'/srv/shop','symbol':'_Z3runv'},"
                + "{'instruction_addr':'0x3','package':'/srv/shop','symbol':'_Z3runv',"
                + "'function':'run()','lineno':0},"
                + "{'instruction_addr':'0x4','package':'/srv/shop','symbol':'main',"
                + "'function':'main','filename':'main.c','lineno':12}]}]}")
            .at("/exceptions/0/stacktrace");

    assertThat(frames)
        .isEqualTo(
            tree(
                """
                [{"func":"main","file":"main.c","line":12,"in_app":true,"crash":"here"},
                 {"func":"run()","in_app":true,"package":"/srv/shop","symbol":"_Z3runv",
                  "instruction_addr":"0x3"},
                 {"func":"_Z3runv","in_app":true,"package":"/srv/shop",
                  "instruction_addr":"0x2"},
                 {"package":"/usr/lib/libc.so.6","instruction_addr":"0x1"}]"""));
  }

  @ParameterizedTest
  @CsvSource({
    "csp, effective_directive, style-src",
    "expectct, hostname, shop.example",
    "hpkp, known_pins, pin-sha256"
  })
  void reportsAreDescribedByTheirFacts(String type, String fact, String value) {
    String report = "\"" + type + "\":{\"" + fact + "\":" + quoted(value) + ",\"referrer\":\"\"}";
    String told = "\"report\":{\"type\":\"" + type + "\",\"" + fact + "\":" + quoted(value) + "}}";

    assertThat(text(compact("{" + report + "}"))).isEqualTo("{" + told);
    assertThat(text(compact("{\"logentry\":\"Blocked\"," + report + "}")))
        .isEqualTo("{\"message\":\"Blocked\"," + told);
  }

  @Test
  void aReportsTypeIsNotWhatItSaysItself() {
    assertThat(of("{'csp':{'type':'x','a':'b'}}").at("/report/type").asText()).isEqualTo("csp");
  }

  @Test
  void aReportKeepsItsTypeInTheSmallestBudget() {
    StringBuilder facts = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      facts.append(i == 0 ? "" : ",").append("\"fact").append(i).append("\":\"");
      facts.append("word ".repeat(50)).append('"');
    }
    Described described = EventFixture.describe("{\"csp\":{" + facts + "}}", Detail.COMPACT, 200);

    assertThat(described.estimatedTokens()).isLessThanOrEqualTo(200);
    assertThat(tree(described).at("/report/type").asText()).isEqualTo("csp");
    assertThat(described.omitted().get("report")).isBetween(10, 15);
  }

  @Test
  void ofSeveralThreadsNoneOfWhichIsKnownToHaveRaisedItNoneIsTaken() {
    String threads =
        "[{'id':1,'stacktrace':[{'function':'a'}]},{'id':2,'stacktrace':[{'function':'b'}]}]";

    assertThat(of("{'exception':[{'type':'E'}],'threads':" + threads + "}").path("exceptions"))
        .isEqualTo(tree("[{\"num\":1,\"type\":\"E\"}]"));
    assertThat(of("{'message':'m','threads':" + threads + "}").at("/exceptions/0/stacktrace"))
        .isEqualTo(tree("[{\"func\":\"a\",\"crash\":\"here\"}]"));
    assertThat(
            of("{'exception':[{'type':'E'}],'threads':[{'stacktrace':[{'function':'a'}]}]}")
                .at("/exceptions/0/stacktrace"))
        .hasSize(1);
  }

  private static final String THREADS =
      "[{'id':1,'stacktrace':[{'function':'one'}]},{'id':'7','stacktrace':[{'function':'seven'}]},"
          + "{'id':9,'crashed':true,'stacktrace':[{'function':'nine'}]}]";

  private static JsonNode stack(String exceptions, int exception, String threads) {
    return of("{'exception':" + exceptions + ",'threads':" + threads + "}")
        .at("/exceptions/" + exception + "/stacktrace/0/func");
  }

  @Test
  void anExceptionWithoutAStackHasThatOfTheThreadItNames() {
    assertThat(stack("[{'type':'E','thread_id':7,'stacktrace':null}]", 0, THREADS).asText())
        .isEqualTo("seven");
    assertThat(stack("[{'type':'E','threadId':'1'}]", 0, THREADS).asText()).isEqualTo("one");
    assertThat(stack("[{'type':'E','thread_id':5}]", 0, THREADS).asText()).isEqualTo("nine");
    assertThat(stack("[{'type':'Root','thread_id':1},{'type':'E'}]", 1, THREADS).asText())
        .isEqualTo("one");
  }

  @Test
  void theCrashedThreadsStackIsTheMostRecentExceptionsThoughAnOlderOneHasItsOwn() {
    String chain = "[{'type':'Root','stacktrace':[{'function':'own'}]},{'type':'E'}]";

    assertThat(stack(chain, 0, THREADS).asText()).isEqualTo("nine");
    assertThat(stack(chain, 1, THREADS).asText()).isEqualTo("own");
    assertThat(stack(chain, 0, THREADS.replace("crashed", "current")).isMissingNode()).isTrue();
  }

  @Test
  void anExceptionWithoutATypeIsKnownByItsModuleOrItsMechanism() {
    assertThat(
            text(
                compact(
                    "{\"exception\":[{\"module\":\"java.lang\","
                        + "\"mechanism\":{\"meta\":{\"signal\":11}}}]}")))
        .isEqualTo(
            "{\"exceptions\":[{\"num\":1,\"exception_info\":{\"signal\":11},"
                + "\"module\":\"java.lang\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'lineNo':5,'context':[[4,'a()'],[5,''],[6,'b()']]}",
        "{'lineno':5,'context_line':'','pre_context':['a()'],'post_context':['b()']}",
        "{'lineno':5,'pre_context':['a()'],'post_context':['b()']}"
      })
  void linesAroundABlankOneAreShown(String frame) {
    assertThat(
            of("{'exception':[{'type':'E','stacktrace':[" + frame + "]}]}")
                .at("/exceptions/0/stacktrace/0"))
        .isEqualTo(
            tree(
                "{\"line\":5,\"crash\":\"here\",\"code_before\":[\"a()\"],\"code_after\":[\"b()\"]}"));
  }

  @Test
  void warningsOfBothKindsAreCountedTogether() {
    String bad = "5,".repeat(29) + "5";

    assertThat(
            detailed("{\"message\":\"m\",\"exception\":[" + bad + "],\"tags\":[" + bad + "]}")
                .warnings())
        .hasSize(21)
        .endsWith("and 40 more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message':'login {user} {password}','params':{'user':'bob','password':'correct horse'}}",
        "{'message':'login %(password)s','params':{'password':'correct horse'}}",
        "{'message':'password=%s of %s','params':['correct horse','bob']}",
        "{'message':'api_key: \\\"{}\\\"','params':['correct horse']}",
        "{'message':'api_key={0}','params':['correct horse']}"
      })
  void aLogEntrysParameterUnderASecretsNameIsRedactedWhole(String logentry) {
    assertThat(of("{'logentry':" + logentry + "}").path("message").asText())
        .contains("<password:1>")
        .doesNotContain("correct")
        .doesNotContain("horse");
  }

  @Test
  void warningsOfWhatIsReadLateAreToldToo() {
    assertThat(detailed("{\"message\":\"m\",\"tags\":[5]}").warnings())
        .isEqualTo(List.of("event.tags[0]: expected a name and a value"));
  }

  /** As languages print a text with its quotes, and that text in another one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "q7Zp4kLw92xT",
        "'q7Zp4kLw92xT'",
        "\"q7Zp4kLw92xT\"",
        "b'q7Zp4kLw92xT'",
        "u'q7Zp4kLw92xT'",
        "b\"q7Zp4kLw92xT\"",
        "`q7Zp4kLw92xT`",
        "\\'q7Zp4kLw92xT\\'",
        "\\\"q7Zp4kLw92xT\\\"",
        " 'q7Zp4kLw92xT' "
      })
  void aSecretInQuotesHasTheNumberItHasWithout(String value) {
    String frame =
        "{\"function\":\"f\",\"context_line\":\"go(password)\",\"vars\":{\"password\":%s}}";
    String event =
        EventFixture.event(
            EventFixture.exception(
                "E",
                "no password=q7Zp4kLw92xT",
                frame.formatted(quoted(value)),
                frame.formatted(quoted("'q7Zp4kLw92xT'"))));

    assertThat(text(detailed(event)))
        .contains("\"password\":\"<password:1>\"")
        .doesNotContain("q7Zp4kLw92xT")
        .doesNotContain(":2>");
  }
}
