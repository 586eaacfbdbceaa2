package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.EventContext.Breadcrumb;
import dev.eventfix.event.EventContext.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextReaderTest {

  private final Warnings warnings = new Warnings();

  /** Of an event in whose JSON single quotes stand for double ones. */
  private EventContext context(String event) {
    return ContextReader.read(read(event.replace('\'', '"')), warnings);
  }

  private @Nullable Request request(String request) {
    return context("{'request':" + request + "}").request();
  }

  /** Names and values in their order, as in {@code a=1, b=2}. */
  private static String text(Map<String, String> pairs) {
    String text = new LinkedHashMap<>(pairs).toString();
    return text.substring(1, text.length() - 1);
  }

  @Test
  void anEventWithoutAnyHasNone() {
    assertThat(context("{}")).isEqualTo(EventContext.NONE);
    assertThat(context("{'request':null,'tags':null,'contexts':null,'breadcrumbs':null}"))
        .isEqualTo(EventContext.NONE);
    assertThat(warnings.texts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'A':'1','B':2,'C':true,'D':null,'':'x'} | A=1, B=2, C=true",
        "[['A','1'],['B',2],null,['C'],[],['D','4','5']] | A=1, B=2, D=4",
        "[{'key':'A','value':'1'},{'value':'2','key':'B','_meta':null},{}] | A=1, B=2",
        "{'A':['1','2'],'B':[]} | A=1, 2",
        "{'A':{'x':1}} | A={`x`:1}",
        "{} | ",
        "[] | "
      })
  void headersAndTagsAreAnObjectOrPairs(String pairs, @Nullable String expected) {
    String wanted = expected == null ? "" : expected.replace('`', '"');

    Request request = request("{'headers':" + pairs + "}");
    assertThat(request == null ? "-" : text(request.headers())).isEqualTo(wanted);
    assertThat(text(context("{'tags':" + pairs + "}").tags())).isEqualTo(wanted);
    assertThat(warnings.texts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'runtime':{'name':'CPython','version':'3.12.1'}}                | CPython 3.12.1 | -",
        "{'runtime':{'name':'node'}}                                      | node           | -",
        "{'runtime':{'version':'3.12.1'}}                                 | -              | -",
        "{'runtime':{'raw_description':'.NET 8'}}                         | .NET 8         | -",
        "{'os':{'name':'Linux','version':6},'runtime':null}               | -        | Linux 6",
        "{'java':{'type':'runtime','name':'OpenJDK'},'kernel':{'type':'os','name':'Linux'}}"
            + " | OpenJDK | Linux",
        "{'server':{'type':'runtime','name':'node'},'runtime':{'name':'Deno'}} | Deno    | -",
        "{'runtime':{'name':'Deno'},'server':{'type':'runtime','name':'node'}} | Deno    | -",
        "{'runtime':'CPython','os':[],'device':{'name':'d'}}              | -        | -",
        "{'client_os':{'type':'os','name':'Ubuntu'}}                      | -        | Ubuntu"
      })
  void runtimeAndSystemAreFoundByTheirType(String contexts, String runtime, String os) {
    EventContext context = context("{'contexts':" + contexts + "}");

    assertThat(String.valueOf(context.runtime())).isEqualTo(runtime.replace("-", "null"));
    assertThat(String.valueOf(context.os())).isEqualTo(os.replace("-", "null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'values':[{'message':'m'}]}",
        "[{'message':'m'}]",
        "{'message':'m'}",
        "{'values':{'message':'m'}}",
        "[null,{'message':'m'},null,{}]"
      })
  void breadcrumbsComeInSeveralShapes(String breadcrumbs) {
    assertThat(context("{'breadcrumbs':" + breadcrumbs + "}").breadcrumbs())
        .containsExactly(new Breadcrumb(null, null, null, "m", Map.of()));
    assertThat(warnings.texts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{'values':[]}", "{'values':null}", "[{}]", "[{'data':{}}]"})
  void breadcrumbsWithNothingInThemAreNone(String breadcrumbs) {
    assertThat(context("{'breadcrumbs':" + breadcrumbs + "}").breadcrumbs()).isEmpty();
    assertThat(warnings.texts()).isEmpty();
  }

  @Test
  void theLastTenBreadcrumbsAreKeptAndTheOthersCounted() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      all.add("{'message':'" + i + "'}");
    }

    EventContext context = context("{'breadcrumbs':{'values':" + all + "}}");

    assertThat(context.breadcrumbs()).hasSize(10);
    assertThat(context.breadcrumbs().getFirst().message()).isEqualTo("16");
    assertThat(context.breadcrumbs().getLast().message()).isEqualTo("25");
    assertThat(context.olderBreadcrumbs()).isEqualTo(15);
  }

  @Test
  void aBreadcrumbHasATimeACategoryALevelAMessageAndData() {
    EventContext context =
        context(
            "{'breadcrumbs':[{'timestamp':1700000000,'type':'http','category':'requests',"
                + "'level':'info','message':{'a':1},'data':{'status_code':500}},"
                + "{'type':'navigation','data':{'to':'/x'}}]}");

    assertThat(context.breadcrumbs())
        .containsExactly(
            new Breadcrumb(
                "2023-11-14T22:13:20Z",
                "requests",
                "info",
                "{\"a\":1}",
                Map.of("status_code", 500)),
            new Breadcrumb(null, "navigation", null, null, Map.of("to", "/x")));
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.25, 2023-11-14T22:13:20.250Z",
    "1.7e9, 2023-11-14T22:13:20Z",
    "0, 1970-01-01T00:00:00Z",
    "'\"1700000000.25\"', 2023-11-14T22:13:20.250Z",
    "'\"2023-11-14T22:13:20Z\"', 2023-11-14T22:13:20Z",
    "'\"2023-11-14T22:13:20\"', 2023-11-14T22:13:20Z",
    "'\"2023-11-14 22:13:20.123456789\"', 2023-11-14T22:13:20.123Z",
    "'\"2023-11-14T23:13:20.5+01:00\"', 2023-11-14T22:13:20.500Z",
    "'\"2023-11-14T17:13:20-05:00\"', 2023-11-14T22:13:20Z"
  })
  void timesAreNumbersOrTexts(String timestamp, String expected) {
    EventContext context =
        context("{\"breadcrumbs\":[{\"message\":\"m\",\"timestamp\":" + timestamp + "}]}");

    assertThat(context.breadcrumbs().getFirst().timestamp()).isEqualTo(expected);
    assertThat(warnings.texts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'soon'",
        "1e400",
        "-1",
        "'NaN'",
        "'2023-02-31T00:00:00Z'",
        "true",
        "253402300800"
      })
  void otherTimesAreLeftOutWithAWarning(String timestamp) {
    EventContext context =
        context("{'breadcrumbs':[{'message':'m','timestamp':" + timestamp + "}]}");

    assertThat(context.breadcrumbs().getFirst().timestamp()).isNull();
    assertThat(warnings.texts()).containsExactly("event.breadcrumbs[0].timestamp: expected a time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'request':{'method':{}}}             | request.method: expected text",
        "{'request':{'headers':5}}             "
            + "| request.headers: expected an object or a list of pairs",
        "{'request':{'headers':[5]}}           "
            + "| request.headers[0]: expected a name and a value",
        "{'request':[1]}                       | request: expected an object",
        "{'tags':['a']}                        | tags[0]: expected a name and a value",
        "{'contexts':[1]}                      | contexts: expected an object",
        "{'breadcrumbs':[5]}                   | breadcrumbs[0]: expected an object",
        "{'breadcrumbs':[{'level':[]}]}        | breadcrumbs[0].level: expected text",
        "{'breadcrumbs':[{'data':'x'}]}        | breadcrumbs[0].data: expected an object"
      })
  void wrongTypesGiveAWarning(String event, String warning) {
    context(event);

    assertThat(warnings.texts()).containsExactly("event." + warning);
  }

  @Test
  void anEmptyListIsHowPhpWritesAnEmptyObject() {
    context(
        "{'request':[],'contexts':[],'tags':[],'breadcrumbs':[{'message':'m','data':[]}],"
            + "'exception':[{'type':'E','mechanism':[],'stacktrace':[]}]}");

    assertThat(warnings.texts()).isEmpty();
  }

  @Test
  void warningsDoNotRepeatNamesThatStrangersChose() {
    context(
        "{'tags':{'SECRET':{'SECRET':[]}},'contexts':{'SECRET':{'name':[],'type':{}}},"
            + "'request':{'headers':{'SECRET':[{}]}}}");

    assertThat(warnings.texts()).isEmpty();
  }
}
