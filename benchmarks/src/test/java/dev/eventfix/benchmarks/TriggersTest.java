package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TriggersTest {

  private static final String REQUEST = "{\"message\": \"a \\\\ b\"}\n";
  private static final String QUOTED = "\"{\\\"message\\\": \\\"a \\\\\\\\ b\\\"}\\u000a\"";

  @Test
  void quotesWhatJsonDoesNotAllowInAString() {
    assertThat(Triggers.quote(REQUEST)).isEqualTo(QUOTED);
    assertThat(Triggers.quote("\u0000\u001fé")).isEqualTo("\"\\u0000\\u001fé\"");
  }

  @Test
  void anHttpApisPostHasTheRequestAsItsBody() {
    assertThat(Triggers.httpApi("/describe-event", REQUEST))
        .startsWith("{\"version\":\"2.0\",\"routeKey\":\"ANY /describe-event\",")
        .contains("\"http\":{\"method\":\"POST\",\"path\":\"/describe-event\",")
        .endsWith("\"body\":" + QUOTED + ",\"isBase64Encoded\":false}");
  }

  @Test
  void anHttpApisGetHasItsParametersInPathAndQuery() {
    assertThat(Triggers.httpApiGet("/suggestions", "event_id", "abc", "project", "shop"))
        .startsWith(
            "{\"version\":\"2.0\",\"routeKey\":\"GET /suggestions/{event_id}\","
                + "\"rawPath\":\"/suggestions/abc\",\"rawQueryString\":\"project=shop\",")
        .contains("\"http\":{\"method\":\"GET\",\"path\":\"/suggestions/abc\",")
        .endsWith(
            "\"queryStringParameters\":{\"project\":\"shop\"},"
                + "\"pathParameters\":{\"event_id\":\"abc\"},\"isBase64Encoded\":false}");
  }

  @Test
  void aQueuesBatchHasOneRecordWithTheRequestAsItsBody() {
    assertThat(Triggers.sqs(REQUEST))
        .startsWith("{\"Records\":[{\"messageId\":")
        .contains("\"body\":" + QUOTED + ",\"attributes\":{")
        .contains("\"eventSource\":\"aws:sqs\"");
    assertThat(Triggers.sqs(REQUEST, REQUEST))
        .contains(
            "000000000002\",",
            "}},{\"messageId\":\"00000000-0000-4000-8000-000000000003\",".substring(2));
  }
}
