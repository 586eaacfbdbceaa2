package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.refused;
import static dev.eventfix.event.EventFixture.text;
import static dev.eventfix.event.EventFixture.understood;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import dev.eventfix.wire.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved webhooks and events of other trackers' APIs, sent as they are. */
class WrappedEventTest {

  private static final String EVENT =
      "{\"event_id\":\"fc6d8c0c43fc4630ad850ee518f1b9d0\",\"message\":\"hello\"}";

  private static Described described(String body) {
    return (Described) understood(body).describe(null, Redaction.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'action':'triggered','data':{'event':%s,'triggered_rule':'r'},'actor':{'type':'a'}}",
        "{'data':{'triggered_rule':'r','event':%s,'issue_alert':{}},'installation':{'uuid':'u'}}",
        "{'action':'created','data':{'error':%s},'actor':{}}",
        "{'data':{'issue':{'id':'1'},'event':%s}}",
        "{'data':%s}",
        "{'id':'8811eb56','event_id':'df112ec1','project':3,'data':%s,'issue':'4c0b'}",
        "{'title':'a title','data':%s}",
        "{'event':{'data':%s}}",
        "{'event':{'action':'created','data':{'error':%s}},'detail':'compact'}",
        "{'project':'shop','project_name':'Shop','culprit':'a','level':'error','url':'u',"
            + "'message':'other','event':%s}",
        "{'event':%s,'id':'1','project_slug':'shop','logger':null,'triggering_rules':['r']}",
        "{'project':{'slug':'shop','name':'Shop'},'group':{'id':1},'event':%s}"
      })
  void theEventInItIsDescribed(String body) {
    Described described = described(body.replace('\'', '"').formatted(EVENT));

    assertThat(text(described)).isEqualTo("{\"message\":\"hello\"}");
    assertThat(described.eventId()).isEqualTo("fc6d8c0c43fc4630ad850ee518f1b9d0");
  }

  @Test
  void nothingBesideItDecides() {
    String body = "{\"project\":\"shop\",\"url\":\"u\",\"data\":{},\"event\":" + EVENT + "}";

    assertThat(understood(body.replace("\"data\":{},", "")).project()).isEqualTo("default");
    assertThat(refused(body).detail()).contains("data is not a known field");
  }

  /** One wrong name in a request stays a fault, whatever stands beside it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `{"event":%s,"modle":"x"}`, modle
          `{"event":%s,"message":"x"}`, message
          `{"event":%s,"url":"u","modle":"x"}`, url
          `{"event":%s,"url":"u","detail":"compact"}`, url
          `{"event":%s,"culprit":"u","consent":true}`, culprit
          `{"event":%s,"url":"u","envelope":[{}]}`, envelope
          """)
  void aRequestWithAnUnknownFieldIsRefused(String body, String field) {
    assertThat(refused(body.formatted(EVENT)).errors().getFirst().field()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "issue, {}, an issue",
    "issue, '{\"title\":\"ValueError: boom\",\"metadata\":{\"value\":\"boom\"}}', an issue",
    "comment, '\"hello\"', a comment",
    "metric_alert, {}, a metric alert",
    "installation, {}, an installation"
  })
  void aWebhookWithoutAnEventIsToldAsOne(String member, String value, String told) {
    String body = "{\"action\":\"created\",\"data\":{\"" + member + "\":" + value + "}}";
    NothingToDescribe nothing =
        (NothingToDescribe) understood(body).describe(null, Redaction.DEFAULT);

    assertThat(nothing.problem().type()).isEqualTo(ProblemType.NOTHING_TO_DESCRIBE);
    assertThat(nothing.problem().detail())
        .isEqualTo(
            "This webhook is about "
                + told
                + " and brings no event: those of the resources event_alert and error do.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"hello\",\"data\":{\"message\":\"other\"}}",
        "{\"message\":\"hello\",\"data\":{\"event\":{\"message\":\"other\"}}}",
        "{\"message\":\"hello\",\"data\":{\"issue\":{}}}",
        "{\"message\":\"hello\",\"data\":7}",
        "{\"title\":\"hello\",\"data\":{\"issue\":{}}}",
        "{\"title\":\"hello\",\"data\":{\"a\":[1]}}"
      })
  void ofAnEventItsDataDoesNotCount(String event) {
    assertThat(text(described(event))).isEqualTo("{\"message\":\"hello\"}");
    assertThat(described(event).warnings()).isEmpty();
  }

  @Test
  void dataInDataIsNoneAndDepthCostsNothing() {
    String deep = "{\"data\":".repeat(400) + EVENT + "}".repeat(400);

    assertThat(understood(deep).describe(null, Redaction.DEFAULT))
        .isInstanceOf(NothingToDescribe.class);
  }
}
