package dev.eventfix.suggestfix.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a topic is sent, and what becomes of what it does not take. */
final class DeliveryTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:suggestions";
  private static final String EVENT = "9ec79c33ec9942ab8353589fcb2e04dc";

  private final SnsServer sns = new SnsServer();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Metrics metrics = Metrics.emf("suggest-fix", lines, Map.of());
  private final List<Long> pauses = new ArrayList<>();
  private final List<Delivery> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Delivery::close);
    sns.close();
  }

  private Delivery delivery(String arn, int attemptMillis, Map<String, String> environment) {
    Delivery delivery =
        new Delivery(
            Objects.requireNonNull(TopicArn.parse(arn)),
            environment,
            metrics,
            attemptMillis,
            pauses::add);
    open.add(delivery);
    return delivery;
  }

  private Delivery delivery() {
    return delivery(TOPIC, 10_000, sns.environment());
  }

  private static Suggestion suggestion(String text, @Nullable String confidence) {
    return new Suggestion(
        "v2:" + "0".repeat(32),
        "openai",
        "2",
        new Completion.Answer(text, "m-1", "stop", 7, 5),
        4_000_000_000_000L,
        confidence,
        null,
        null,
        false);
  }

  private static Delivered deliver(Delivery delivery, Suggestion suggestion) {
    return delivery.deliver(EVENT, "shop", suggestion, Deadline.inMillis(30_000));
  }

  private String counted() {
    metrics.flush(1_000);
    return lines.toString(UTF_8);
  }

  @Test
  void aSuggestionIsPublishedAndSigned() throws Exception {
    String text = "## Problem Description\n\nÜber \"all\" & more = 100 % 日本語 🙂\n";
    assertThat(deliver(delivery(), suggestion(text, "high"))).isEqualTo(new Delivered.Published());
    assertThat(sns.received).hasSize(1);
    SnsServer.Received received = sns.received.getFirst();
    assertThat(received.fault()).isEmpty();
    Map<String, String> form = new HashMap<>(received.form());
    JsonNode message = MAPPER.readTree(form.remove("Message"));
    assertThat(form)
        .isEqualTo(
            Map.of(
                "Action", "Publish",
                "Version", "2010-03-31",
                "TopicArn", TOPIC,
                "MessageAttributes.entry.1.Name", "project",
                "MessageAttributes.entry.1.Value.DataType", "String",
                "MessageAttributes.entry.1.Value.StringValue", "shop",
                "MessageAttributes.entry.2.Name", "confidence",
                "MessageAttributes.entry.2.Value.DataType", "String",
                "MessageAttributes.entry.2.Value.StringValue", "high"));
    assertThat(message)
        .isEqualTo(
            MAPPER
                .createObjectNode()
                .put("event_id", EVENT)
                .put("project", "shop")
                .put("fingerprint", "v2:" + "0".repeat(32))
                .put("suggestion", text)
                .put("provider", "openai")
                .put("model", "m-1")
                .put("confidence", "high"));
    assertThat(counted()).contains("\"result\":\"published\"");
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws Exception {
    Delivered delivered =
        delivery().deliver(null, "shop", suggestion("text", null), Deadline.inMillis(30_000));
    assertThat(delivered).isEqualTo(new Delivered.Published());
    Map<String, String> form = sns.received.getFirst().form();
    assertThat(form).doesNotContainKeys("MessageAttributes.entry.2.Name", "MessageGroupId");
    JsonNode message = MAPPER.readTree(form.get("Message"));
    assertThat(message.has("event_id")).isFalse();
    assertThat(message.has("confidence")).isFalse();
  }

  @Test
  void anOrderedTopicHasAGroupForEachProjectAndDropsWhatIsPublishedTwice() {
    Delivery delivery = delivery(TOPIC + ".fifo", 10_000, sns.environment());
    Suggestion suggestion = suggestion("text", null);
    deliver(delivery, suggestion);
    deliver(delivery, suggestion);
    deliver(delivery, suggestion("other", null));
    delivery.deliver(EVENT, "shöp", suggestion, Deadline.inMillis(30_000));
    List<String> groups = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (SnsServer.Received received : sns.received) {
      groups.add(received.form().get("MessageGroupId"));
      ids.add(received.form().get("MessageDeduplicationId"));
    }
    assertThat(groups.subList(0, 3)).containsOnly("shop");
    assertThat(groups.get(3)).matches("[0-9a-f]{64}");
    assertThat(ids.get(0)).matches("[0-9a-f]{64}").isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\u0001", "é", "🙂"})
  void aTextThatIsTooLongLosesItsEnd(String character) throws Exception {
    String text = "x" + character.repeat(200_000);
    byte[] bytes = DeliveryMessage.bytes(EVENT, "shop", suggestion(text, null));
    JsonNode message = MAPPER.readTree(bytes);
    String kept = message.path("suggestion").asText();
    assertThat(text).startsWith(kept);
    boolean fits = kept.length() == text.length();
    assertThat(message.has("suggestion_cut")).isEqualTo(!fits);
    assertThat(bytes.length).isLessThanOrEqualTo(DeliveryMessage.MAX_BYTES);
    assertThat(fits || bytes.length > DeliveryMessage.MAX_BYTES * 9 / 10).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"500,InternalError", "503,ServiceUnavailable", "400,Throttling", "429,x"})
  void whatMayGoWellIsTriedAgain(int status, String code) {
    sns.answer(status, SnsServer.error(code));
    assertThat(deliver(delivery(), suggestion("text", null))).isEqualTo(new Delivered.Published());
    assertThat(sns.received).hasSize(2);
    assertThat(pauses).hasSize(1);
    assertThat(pauses.getFirst()).isBetween(50L, 100L);
  }

  @Test
  void afterAFewTriesItIsLost() {
    for (int i = 0; i < 9; i++) {
      sns.answer(500, SnsServer.error("InternalError"));
    }
    assertThat(deliver(delivery(), suggestion("text", null)))
        .isEqualTo(
            new Delivered.Lost(
                "failed", "SNS answers with status 500; SNS Publish: InternalError"));
    assertThat(sns.received).hasSize(Delivery.MAX_ATTEMPTS);
    assertThat(counted()).contains("\"result\":\"lost\"", "\"reason\":\"failed\"");
  }

  @ParameterizedTest
  @CsvSource({
    "403,AuthorizationError,sns:Publish,denied",
    "404,NotFound,delivery.topic_arn,no_topic",
    "400,InvalidParameter,InvalidParameter,other",
    "400,<b>arn:x</b>,an unknown error,other",
  })
  void whatIsRefusedIsNotTriedAgain(int status, String code, String told, String cause) {
    sns.answer(status, SnsServer.error(code));
    assertThat(deliver(delivery(), suggestion("text", null)))
        .isInstanceOfSatisfying(
            Delivered.Refused.class,
            refused -> assertThat(refused.reason()).contains(told).doesNotContain("secret"));
    assertThat(sns.received).hasSize(1);
    assertThat(counted())
        .contains("\"result\":\"refused\"", "\"reason\":\"" + cause + "\"")
        .doesNotContain("arn:secret");
  }

  private ServiceCheck.Result checked() {
    return delivery().checks().getFirst().run();
  }

  /** Nothing is published for it. */
  @Test
  void aTopicIsLookedForByItsAttributes() {
    assertThat(checked()).isEqualTo(new ServiceCheck.Result.Passed(TOPIC));
    assertThat(sns.received)
        .singleElement()
        .isEqualTo(
            new SnsServer.Received(
                "",
                Map.of(
                    "Action", "GetTopicAttributes", "Version", "2010-03-31", "TopicArn", TOPIC)));
  }

  @Test
  void whatIsWrongWithATopicIsTold() {
    sns.answer(404, SnsServer.error("NotFound"));
    assertThat(checked())
        .isEqualTo(
            new ServiceCheck.Result.Failed(
                "there is no such topic: correct delivery.topic_arn; SNS GetTopicAttributes:"
                    + " NotFound"));
    sns.answer(403, SnsServer.error("AuthorizationError"));
    assertThat(checked())
        .isEqualTo(
            new ServiceCheck.Result.Doubtful(
                "not known: the credentials in use may not sns:GetTopicAttributes on " + TOPIC));
    sns.answer(503, "");
    assertThat(checked()).isInstanceOf(ServiceCheck.Result.Failed.class);
  }

  @Test
  void aTopicThatHangsIsGivenUp() {
    for (int i = 0; i < 9; i++) {
      sns.answer(SnsServer.HANG, "");
    }
    assertThat(deliver(delivery(TOPIC, 100, sns.environment()), suggestion("text", null)))
        .isEqualTo(
            new Delivered.Lost(
                "time_out", "SNS did not answer in time (can the function reach it?)"));
  }

  @Test
  void withoutTimeNothingIsTried() {
    assertThat(delivery().deliver(EVENT, "shop", suggestion("text", null), Deadline.inMillis(0)))
        .isEqualTo(new Delivered.Lost("time_out", "no time was left to publish it"));
    assertThat(sns.received).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsLostToo() {
    Map<String, String> environment = new HashMap<>(sns.environment());
    environment.put("AWS_ENDPOINT_URL_SNS", "http://127.0.0.1:1");
    assertThat(deliver(delivery(TOPIC, 10_000, environment), suggestion("text", null)))
        .isInstanceOf(Delivered.Lost.class);
    assertThat(pauses).hasSize(Delivery.MAX_ATTEMPTS - 1);
  }

  @Test
  void withoutCredentialsItIsRefused() {
    Map<String, String> environment = new HashMap<>(sns.environment());
    environment.remove("AWS_SECRET_ACCESS_KEY");
    assertThat(deliver(delivery(TOPIC, 10_000, environment), suggestion("text", null)))
        .isInstanceOf(Delivered.Refused.class);
  }

  @Test
  void credentialsAreNotSentInTheClearToStrangers() {
    Map<String, String> environment = new HashMap<>(sns.environment());
    environment.put("AWS_ENDPOINT_URL_SNS", "http://example.com");
    assertThat(deliver(delivery(TOPIC, 10_000, environment), suggestion("text", null)))
        .isInstanceOfSatisfying(
            Delivered.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("AWS_ENDPOINT_URL_SNS"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sns:eu-central-1:123456789012:a,https://sns.eu-central-1.amazonaws.com",
    "arn:aws-cn:sns:cn-north-1:123456789012:a.fifo,https://sns.cn-north-1.amazonaws.com.cn",
    "arn:aws:sqs:eu-central-1:123456789012:a,",
    "arn:aws:sns:eu-central-1:123456789012:a:b,",
    "arn:aws:sns:evil.example/:123456789012:a,",
    "arn:aws:sns::123456789012:a,",
    "arn:aws:sns:eu-central-1:123456789012:,",
    "arn:aws:sns:eu-central-1:123456789012:.fifo,",
    "suggestions,",
  })
  void aTopicIsNamedByItsArn(String arn, @Nullable String endpoint) {
    TopicArn topic = TopicArn.parse(arn);
    assertThat(topic == null ? null : topic.endpoint()).isEqualTo(endpoint);
  }
}
