package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.compact;
import static dev.eventfix.event.EventFixture.detailed;
import static dev.eventfix.event.EventFixture.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFactsTest {

  private static String message(String event) {
    return tree(compact("{" + event.replace('\'', '"') + "}")).path("message").asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'logentry':{'message':M},'extra':{'class':'Import','code':12}",
        "'logentry':{'message':M,'params':[]},'extra':{'data':{'class':'Import','code':12}}",
        "'logentry':{'message':M,'params':{'class':'Import'}},'extra':{'class':'no','code':12}",
        "'logentry':{'message':M,'formatted':M},'extra':{'context':{'class':'Import','code':12}}",
        "'logentry':{'message':M,'formatted':null},'extra':{'log_context':{'class':'Import'},'code':12}",
        "'message':M,'extra':{'monolog.context':{'class':'Import','code':12}}",
        "'message':M,'context':{'class':'Import','code':12}",
        "'message':{'message':M},'contexts':{'monolog':{'class':'Import','code':12}}",
        "'message':M,'contexts':{'monolog':{'context':{'class':'Import','code':12}}}",
        "'message':M,'extra':{'details':{'class':'Import','code':12}}",
        "'extra':{'other':{'class':'no'},'data':{'class':'Import','code':0},'code':12},'message':M"
      })
  void valuesThatStandBesideAMessageArePutIn(String event) {
    assertThat(message(event.replace("M", "'Task {class}, code {code}: {none} {} %s {a b}'")))
        .isEqualTo("Task Import, code 12: {none} {} %s {a b}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'logentry':{'message':'a {x}','formatted':'b {x}'},'extra':{'x':1}        | b {x}",
        "'logentry':{'message':'a {x} %s','params':['p']},'extra':{'x':1}          | a {x} p",
        "'message':'a {x}','extra':{'a':{'b':{'x':1}}}                             | a {x}",
        "'message':'a {x}','contexts':{'x':1,'job':{'x':1},'log':1}                | a {x}",
        "'message':'a {x}','extra':{'x':null}                                      | a {x}",
        "'message':'a {x}','extra':[{'x':1}]                                       | a {x}",
        "'message':'a {x}','extra':{'x':{'b':[1,5e-05]}}                           | a {'b':[1,5e-05]}",
        "'message':'a {c}','extra':{'c':{'name':'Bob'}}                            | a {'name':'Bob'}",
        "'message':'a {0} { x } {x','extra':{'0':1,'x':1}                          | a {0} { x } {x"
      })
  void anythingElseStaysAndAnObjectIsJson(String event, String expected) {
    assertThat(message(event)).isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void whatStandsUnderASecretsNameIsRedacted() {
    assertThat(
            message(
                "'message':'login {user} {password}','extra':{'user':'bob','password':'correct horse'}"))
        .isEqualTo("login bob <password:1>");
  }

  @Test
  void theFingerprintIsThatOfTheMessageItself() {
    String event = "{\"message\":\"login {user}\",\"extra\":{\"user\":\"%s\"}}";

    assertThat(compact(event.formatted("ann")).fingerprint())
        .isEqualTo(compact(event.formatted("bob")).fingerprint())
        .isEqualTo(compact("{\"message\":\"login {user}\"}").fingerprint());
    assertThat(tree(detailed(event.formatted("ann"))).path("message").asText())
        .isEqualTo("login ann");
  }

  @Test
  void namesMayHaveFormatsBehindAndMarksBefore() {
    assertThat(
            MessageFacts.namesIn("{a} {b:N2} {c,10} {d!r} {@e} {$f} {g.h} {i-j} {{k}} {1} {l m}"))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g.h", "i-j", "k");
    assertThat(MessageFacts.namesIn("none")).isEqualTo(Set.of());
    assertThat(MessageFacts.namesIn("{".repeat(100_000) + "a")).isEmpty();
    assertThat(MessageFacts.namesIn("{a}".repeat(10) + many())).hasSize(100);
  }

  private static String many() {
    StringBuilder places = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      places.append("{b").append(i).append('}');
    }
    return places.toString();
  }
}
