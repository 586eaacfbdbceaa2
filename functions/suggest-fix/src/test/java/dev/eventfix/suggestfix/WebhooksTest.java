package dev.eventfix.suggestfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.KnownQueues;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore;
import dev.eventfix.suggestfix.suggestions.MovableClock;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of the webhooks' queue through the real handler. */
final class WebhooksTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:eventfix-webhook";
  private static final String OTHER_QUEUE = "arn:aws:sqs:eu-west-1:123456789012:eventfix-fix";
  private static final String SECRET = "3d1c1b";
  private static final String PREVIOUS = "previous-secret";

  /** A webhook of an alert as Sentry documents it, shortened. */
  private static final String ALERT =
      "{\"action\":\"triggered\",\"data\":{\"event\":"
          + "{\"event_id\":\"00000000000000000000000000000001\",\"project\":17,"
          + "\"platform\":\"python\","
          + "\"exception\":{\"values\":[{\"type\":\"KeyError\",\"value\":\"sku-1\"}]}},"
          + "\"triggered_rule\":\"any\"},\"installation\":{\"uuid\":\"a\"},"
          + "\"actor\":{\"type\":\"application\"}}";

  // By openssl dgst -sha256 -hmac.
  private static final String ALERT_SIGNED =
      "a800683cc063e645a18946687b8c8e1ffe4df2f7e36738f5e6060c32f487e319";
  private static final String ALERT_SIGNED_BEFORE =
      "8a2088ab63adb26b7a5bab20b2a67e6a1d0e8cb727efe4a030a348ecc2a18152";

  private static final String ERROR =
      "{\"action\":\"created\",\"data\":{\"error\":"
          + "{\"event_id\":\"00000000000000000000000000000002\",\"project\":\"shop\","
          + "\"platform\":\"python\","
          + "\"exception\":{\"values\":[{\"type\":\"KeyError\",\"value\":\"sku-2 é\"}]}}}}";
  private static final String ERROR_SIGNED =
      "e5d844714573468c860d27266a130026e04be7e1c56c242c72d59492d408daa1";

  private final MovableClock clock = new MovableClock();
  private final InMemorySuggestionStore store = new InMemorySuggestionStore(clock, 30);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final FakeProvider provider =
      new FakeProvider(
          new Completion.Answer("## Problem Description\n\nIt is told.\n", "m-1", "stop", 7, 5));

  private SuggestFixHandler handler() {
    return handler(
        Map.of(
            "webhook.queue_arn", QUEUE,
            "webhook.secret", SECRET,
            "webhook.previous_secret", PREVIOUS,
            "suggestions.queue_arn", OTHER_QUEUE));
  }

  private SuggestFixHandler handler(Map<String, String> given) {
    Metrics metrics = Metrics.emf("suggest-fix", lines, Map.of());
    Settings settings = Settings.read(Map.of(), given);
    SuggestFix suggestFix = new TestFunction(provider, metrics).keptIn(store, clock).build();
    return new SuggestFixHandler(
        new ColdStart<>(
            () ->
                new Application(
                    new KnownQueues(
                        Webhooks.before(suggestFix, settings, metrics),
                        settings,
                        metrics,
                        Setting.SUGGESTIONS_QUEUE_ARN,
                        Setting.WEBHOOK_QUEUE_ARN),
                    null,
                    new Log(lines, LogLevel.INFO),
                    metrics)),
        lines);
  }

  private static String signature(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode message(
      String queue, String body, @Nullable String resource, @Nullable String signature) {
    ObjectNode message = MAPPER.createObjectNode();
    message.put("messageId", "m-0").put("eventSource", "aws:sqs").put("eventSourceARN", queue);
    message.put("body", body);
    ObjectNode attributes = message.putObject("messageAttributes");
    attribute(attributes, "Sentry-Hook-Resource", resource);
    attribute(attributes, "Sentry-Hook-Signature", signature);
    attribute(attributes, "Sentry-Hook-Timestamp", "1566248777");
    return message;
  }

  private static void attribute(ObjectNode attributes, String name, @Nullable String text) {
    if (text != null) {
      attributes.putObject(name).put("dataType", "String").put("stringValue", text);
    }
  }

  /** Whether the record is done; it is the only one of its batch. */
  private boolean isDone(SuggestFixHandler handler, ObjectNode message) throws IOException {
    ObjectNode batch = MAPPER.createObjectNode();
    batch.withArray("Records").add(message);
    JsonNode failures = answer(handler, batch).path("batchItemFailures");
    assertThat(failures.isArray()).isTrue();
    return failures.isEmpty();
  }

  private static JsonNode answer(SuggestFixHandler handler, JsonNode invocation)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(invocation.toString().getBytes(UTF_8)),
        out,
        new FakeContext(120_000));
    return MAPPER.readTree(out.toByteArray());
  }

  private List<String> outcomes() throws IOException {
    List<String> outcomes = new ArrayList<>();
    for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode node = MAPPER.readTree(line);
      if (node.has("message")) {
        outcomes.add(node.path("outcome").asText());
      }
    }
    return outcomes;
  }

  private void assertDropped(ObjectNode message) throws IOException {
    assertThat(isDone(handler(), message)).isTrue();
    assertThat(provider.asked).isEmpty();
    assertThat(store.all()).isEmpty();
    assertThat(outcomes()).containsExactly("unsigned-webhook");
    assertThat(lines.toString(UTF_8))
        .contains("\"webhooks\":1")
        .contains("\"result\":\"dropped\"")
        .doesNotContain("KeyError", "sku-1", "signed-by-nobody", "triggered");
  }

  @Test
  void aSignedAlertIsSuggestedFor() throws Exception {
    assertThat(isDone(handler(), message(QUEUE, ALERT, "event_alert", ALERT_SIGNED))).isTrue();

    assertThat(provider.asked).hasSize(1);
    assertThat(store.all()).hasSize(1);
    assertThat(outcomes()).containsExactly("ok");
    assertThat(lines.toString(UTF_8)).contains("\"result\":\"signed\"");
  }

  @Test
  void aSignedErrorIsSuggestedFor() throws Exception {
    assertThat(isDone(handler(), message(QUEUE, ERROR, "error", ERROR_SIGNED))).isTrue();

    assertThat(provider.asked).hasSize(1);
    assertThat(outcomes()).containsExactly("ok");
  }

  @Test
  void theProjectIsTheEventsOwnAtSentry() throws Exception {
    JsonNode alert = piped(message(QUEUE, ALERT, "event_alert", ALERT_SIGNED));
    assertThat(alert.path("project").asText()).isEqualTo("17");
    assertThat(alert.path("event_id").asText()).isEqualTo("00000000000000000000000000000001");
    JsonNode error = piped(message(QUEUE, ERROR, "error", ERROR_SIGNED));
    assertThat(error.path("project").asText()).isEqualTo("shop");
    for (String other : List.of("\"a b\"", "null", "{}", "1.5", "\"\"")) {
      String body = ALERT.replace("\"project\":17", "\"project\":" + other);
      JsonNode answer = piped(message(QUEUE, body, "event_alert", signature(SECRET, body)));
      assertThat(answer.path("project").asText()).as(other).isEqualTo("default");
    }
  }

  /** The answer to a record that comes through a pipe. */
  private JsonNode piped(ObjectNode message) throws IOException {
    return answer(handler(), MAPPER.createArrayNode().add(message)).path(0);
  }

  @Test
  void bothSecretsSign() throws Exception {
    assertThat(isDone(handler(), message(QUEUE, ALERT, "event_alert", ALERT_SIGNED_BEFORE)))
        .isTrue();
    assertThat(provider.asked).hasSize(1);

    Map<String, String> onlyNew = Map.of("webhook.queue_arn", QUEUE, "webhook.secret", SECRET);
    assertThat(isDone(handler(onlyNew), message(QUEUE, ERROR, "error", ERROR_SIGNED))).isTrue();
    assertThat(provider.asked).hasSize(2);
    assertThat(isDone(handler(onlyNew), message(QUEUE, ALERT, "event_alert", ALERT_SIGNED_BEFORE)))
        .isTrue();
    assertThat(provider.asked).hasSize(2);
    assertThat(outcomes()).containsExactly("ok", "ok", "unsigned-webhook");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "signed-by-nobody",
        "a800683cc063e645a18946687b8c8e1ffe4df2f7e36738f5e6060c32f487e318",
        "a800683cc063e645a18946687b8c8e1ffe4df2f7e36738f5e6060c32f487e3",
        "a800683cc063e645a18946687b8c8e1ffe4df2f7e36738f5e6060c32f487e3190",
        "A800683CC063E645A18946687B8C8E1FFE4DF2F7E36738F5E6060C32F487E319",
        "sha256=a800683cc063e645a18946687b8c8e1ffe4df2f7e36738f5e6060c32f487e319",
        "e5d844714573468c860d27266a130026e04be7e1c56c242c72d59492d408daa1"
      })
  void withAWrongSignatureOrNoneItIsDropped(@Nullable String signature) throws Exception {
    assertDropped(message(QUEUE, ALERT, "event_alert", signature));
  }

  @Test
  void aBodyOfWhichOneByteWasChangedIsDropped() throws Exception {
    for (String changed :
        List.of(
            ALERT.replace("sku-1", "sku-2"),
            ALERT + " ",
            ALERT + "\n",
            ALERT.substring(0, ALERT.length() - 1),
            " " + ALERT,
            "")) {
      lines.reset();
      assertDropped(message(QUEUE, changed, "event_alert", ALERT_SIGNED));
    }
  }

  @Test
  void aDirectRequestPutOnTheWebhooksQueueIsDropped() throws Exception {
    String request = "{\"event\":{\"message\":\"KeyError\"},\"model\":\"m-1\"}";
    assertDropped(message(QUEUE, request, null, null));
    ObjectNode bare = message(QUEUE, request, null, null);
    bare.remove("messageAttributes");
    lines.reset();
    assertDropped(bare);
    ObjectNode empty = message(QUEUE, request, null, null);
    empty.remove("body");
    lines.reset();
    assertDropped(empty);
  }

  /** Signed, it is still a webhook and nothing else: its other fields are not obeyed. */
  @Test
  void aSignedRequestIsNoRequest() throws Exception {
    String request = "{\"event\":{\"message\":\"a\"},\"dump_prompt\":true}";

    assertThat(
            isDone(handler(), message(QUEUE, request, "event_alert", signature(SECRET, request))))
        .isFalse();
    assertThat(outcomes()).containsExactly("invalid-request");
  }

  @Test
  void aReplayAsksNoModelAgain() throws Exception {
    SuggestFixHandler handler = handler();
    for (int i = 0; i < 3; i++) {
      assertThat(isDone(handler, message(QUEUE, ALERT, "event_alert", ALERT_SIGNED))).isTrue();
    }

    assertThat(provider.asked).hasSize(1);
    assertThat(store.all()).hasSize(1);
    assertThat(lines.toString(UTF_8)).contains("\"result\":\"duplicate\"");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"installation", "issue", "metric_alert", "comment", "of tomorrow", ""})
  void otherResourcesAreDoneWithoutEffect(@Nullable String resource) throws Exception {
    assertThat(isDone(handler(), message(QUEUE, ALERT, resource, ALERT_SIGNED))).isTrue();

    assertThat(provider.asked).isEmpty();
    assertThat(store.all()).isEmpty();
    assertThat(outcomes()).containsExactly("nothing-to-describe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no JSON | malformed-json
          {"data":{"event":{"message":"a"}} | malformed-json
          {"action":"triggered","data":{}} | invalid-request
          {"data":{"event":[{"message":"a"}]}} | invalid-request
          {"data":[{"event":{"message":"a"}}]} | invalid-request
          {"event":{"message":"a"}} | invalid-request
          {"data":{"error":{"message":"a"}}} | invalid-request
          {"data":{"event":{"message":"a"}}}{} | invalid-request
          [] | invalid-request
          {"data":{"event":{"tags":[]}}} | nothing-to-describe
          """)
  void signedAndMalformedItIsARecordLikeOthers(String body, String outcome) throws Exception {
    boolean done = isDone(handler(), message(QUEUE, body, "event_alert", signature(SECRET, body)));

    assertThat(done).isEqualTo(outcome.equals("nothing-to-describe"));
    assertThat(outcomes()).containsExactly(outcome);
    assertThat(provider.asked).isEmpty();
  }

  @Test
  void whenTheModelIsLimitedItComesAgain() throws Exception {
    provider.behaviour = question -> new Completion.RateLimited("the model is limited", 7);
    assertThat(isDone(handler(), message(QUEUE, ALERT, "event_alert", ALERT_SIGNED))).isFalse();
  }

  private static final String EVENT =
      "{\"event_id\":\"00000000000000000000000000000003\",\"message\":\"a\"}";

  private void assertRefused(SuggestFixHandler handler, ObjectNode message, String reason)
      throws IOException {
    lines.reset();
    assertThat(isDone(handler, message)).isFalse();
    assertThat(outcomes()).containsExactly("refused-record");
    assertThat(lines.toString(UTF_8))
        .contains("\"level\":\"WARN\"", "\"refused_records\":1", "\"" + reason + "\"");
    assertThat(provider.asked).isEmpty();
    assertThat(store.all()).isEmpty();
  }

  /** What says of itself that it is a webhook is none on another queue, and no request either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sentry-Hook-Signature",
        "sentry-hook-resource",
        "SENTRY-HOOK-TIMESTAMP",
        "sentry_hook_signature",
        "SentryHook.Anything"
      })
  void onAnotherQueueItIsRefused(String name) throws Exception {
    ObjectNode message = message(OTHER_QUEUE, EVENT, null, null);
    ObjectNode attributes = message.putObject("messageAttributes");
    attribute(attributes, name, "x");
    assertRefused(handler(), message, "webhook_elsewhere");
    // Also one without a text.
    attributes.putObject(name).put("dataType", "Binary").put("binaryValue", "AAAA");
    assertRefused(handler(), message, "webhook_elsewhere");
    attributes.remove(name);
    attribute(attributes, "Request-ID", "x");
    attribute(attributes, "Sentry", "x");
    assertThat(isDone(handler(), message)).isTrue();
    assertThat(provider.asked).hasSize(1);
  }

  /** As while a stack is updated: the route is open, and the function knows of no webhooks yet. */
  @Test
  void recordsOfAQueueThatItWasNotToldOfAreRefused() throws Exception {
    SuggestFixHandler before = handler(Map.of("suggestions.queue_arn", OTHER_QUEUE));
    String request = "{\"project\":\"shop\",\"event\":" + EVENT + "}";
    assertRefused(before, message(QUEUE, request, null, null), "unknown_queue");
    assertThat(lines.toString(UTF_8))
        .contains("\"queue\":\"" + QUEUE + "\"")
        .doesNotContain("shop");
    assertRefused(before, message(QUEUE, ALERT, "event_alert", ALERT_SIGNED), "unknown_queue");
    // Neither is one of which AWS does not say where it is from, nor any when it is told of none.
    ObjectNode unknown = message(QUEUE, EVENT, null, null);
    unknown.remove("eventSourceARN");
    assertRefused(handler(), unknown, "unknown_queue");
    assertRefused(handler(Map.of()), message(QUEUE, EVENT, null, null), "unknown_queue");
    for (String strange :
        List.of("", QUEUE + " ", QUEUE.toUpperCase(Locale.ROOT), "hunter2 is it")) {
      assertRefused(handler(), message(strange, EVENT, null, null), "unknown_queue");
      assertThat(lines.toString(UTF_8)).doesNotContain("hunter2");
    }
    assertThat(piped(message("arn:aws:sqs:a:1:q", EVENT, null, null)).path("type").asText())
        .isEqualTo("urn:eventfix:problem:refused-record");
  }

  /** A signature has its name by HTTP, where capitals do not count. */
  @Test
  void theAttributesNamesMayBeInLowerCase() throws Exception {
    ObjectNode message = message(QUEUE, ALERT, null, null);
    ObjectNode attributes = message.putObject("messageAttributes");
    attribute(attributes, "sentry-hook-resource", "event_alert");
    attribute(attributes, "sentry-hook-signature", ALERT_SIGNED);
    assertThat(isDone(handler(), message)).isTrue();
    assertThat(provider.asked).hasSize(1);
  }

  @Test
  void theQueueWithoutASecretIsAFault() {
    for (Map<String, String> given :
        List.of(
            Map.of("webhook.queue_arn", QUEUE),
            Map.of("webhook.queue_arn", QUEUE, "webhook.previous_secret", PREVIOUS))) {
      assertThatThrownBy(() -> SuggestFix.coldStart(new Surroundings(Map.of(), given, lines)).get())
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageStartingWith("webhook.secret (EVENTFIX_WEBHOOK_SECRET) is missing");
    }
  }

  /** References without a name, for which nobody needs to be asked. */
  @Test
  void bothSecretsMayBeReferences() {
    Map<String, String> given =
        Map.of(
            "webhook.queue_arn", QUEUE,
            "webhook.secret", "ssm:",
            "webhook.previous_secret", "secretsmanager:");

    assertThatThrownBy(() -> SuggestFix.coldStart(new Surroundings(Map.of(), given, lines)).get())
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("webhook.secret (command line)")
        .hasMessageContaining("webhook.previous_secret (command line)")
        .hasMessageNotContaining("does not resolve");
  }

  @Test
  void withoutTheQueueSecretsAreOfNoUse() {
    Application application =
        SuggestFix.coldStart(
                new Surroundings(Map.of(), Map.of("webhook.secret", "ssm:/not/asked/for"), lines))
            .get();

    assertThat(application.operation()).isInstanceOf(KnownQueues.class);
  }

  @Test
  void withTheQueueRecordsAreChecked() {
    Application application =
        SuggestFix.coldStart(
                new Surroundings(
                    Map.of("EVENTFIX_WEBHOOK_QUEUE_ARN", QUEUE, "EVENTFIX_WEBHOOK_SECRET", SECRET),
                    Map.of("table.name", "eventfix", "table.endpoint_url", "http://127.0.0.1:1"),
                    lines))
            .get();

    assertThat(application.operation()).isInstanceOf(KnownQueues.class);
    assertThat(application.operation().takesEnvelopes()).isTrue();
  }
}
