package dev.eventfix.suggestfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Settings;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, or warned of, because back ends are missing or set up by half. */
final class SuggestFixServicesTest {

  private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:suggest-fix";

  private static final Map<String, String> JSON = Map.of("EVENTFIX_LOGGING_FORMAT", "json");

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<String> warnings = new ArrayList<>();

  private Application start(Map<String, String> given) {
    return SuggestFix.coldStart(new Surroundings(JSON, given, lines, warnings::add)).get();
  }

  @Test
  void aQueueWithoutATableIsAFault() {
    assertThatThrownBy(() -> start(Map.of("suggestions.queue_arn", QUEUE)))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage(
            "suggestions.queue_arn (command line) names a queue, but table.name no table:"
                + " suggestions for its records would be kept nowhere");
    assertThatThrownBy(
            () -> start(Map.of("webhook.queue_arn", QUEUE, "webhook.secret", "something")))
        .hasMessageStartingWith(
            "webhook.queue_arn (command line) names a queue, but table.name no table");
  }

  @Test
  void keepingForSomeTimeWithoutATableIsWarnedOf() {
    start(Map.of("suggestions.retention_days", "7"));
    assertThat(warnings)
        .containsExactly(
            "suggestions.retention_days (command line) has no effect: table.name names no table,"
                + " and nothing is kept");
    start(Map.of("suggestions.retention_days", "30"));
    assertThat(warnings).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"budget.daily_requests", "budget.daily_tokens"})
  void aBudgetWithoutATableIsAFault(String budget) {
    assertThatThrownBy(() -> start(Map.of(budget, "1000")))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessage(
            budget
                + " (command line) limits what is asked, but table.name names no table: what was"
                + " used would be counted nowhere");
    start(Map.of(budget, "0"));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cache.ttl_seconds,60",
    "delivery.topic_arn,arn:aws:sns:eu-central-1:123456789012:suggestions"
  })
  void whatNeedsATableIsWarnedOfWithoutOne(String setting, String value) {
    start(Map.of(setting, value));
    assertThat(warnings)
        .containsExactly(
            setting
                + " (command line) has no effect: table.name names no table, and nothing is kept");
  }

  @Test
  void whatIsNoTopicIsAFault() {
    assertThatThrownBy(
            () ->
                start(
                    Map.of(
                        "delivery.topic_arn", "suggestions",
                        "table.name", "eventfix",
                        "table.endpoint_url", "http://127.0.0.1:1")))
        .hasMessageStartingWith(
            "delivery.topic_arn (command line) must be the ARN of an SNS topic");
  }

  @Test
  void withATableQueuesAreFine() {
    start(
        Map.of(
            "suggestions.queue_arn", QUEUE,
            "suggestions.retention_days", "7",
            "table.name", "eventfix",
            "table.endpoint_url", "http://127.0.0.1:1"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void theValidationCanBeSkipped() {
    start(Map.of("suggestions.queue_arn", QUEUE, "skip_service_validation", "true"));
    assertThat(warnings).isEmpty();
  }

  /** Nobody validated what it was told. */
  @Test
  void aRecordWithoutATableGoesBackToItsQueue() throws Exception {
    SuggestFixHandler handler =
        new SuggestFixHandler(
            SuggestFix.coldStart(
                new Surroundings(
                    JSON,
                    Map.of("suggestions.queue_arn", QUEUE, "skip_service_validation", "true"),
                    lines)),
            lines);
    String record =
        """
        {"Records": [{"messageId": "m-1", "eventSource": "aws:sqs", "eventSourceARN": "%s",
                      "body": "{\\"message\\": \\"x\\"}"}]}
        """
            .formatted(QUEUE);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8)),
        answer,
        new FakeContext(60_000));
    assertThat(new ObjectMapper().readTree(answer.toByteArray()).toString())
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("\"outcome\":\"misconfigured\"", "table.name (EVENTFIX_TABLE_NAME) is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm.model|gpt-9|has no effect, for no model is asked: llm.provider is rules without a key",
        "llm.allowed_models|a|has no effect, for no model is asked: llm.provider is rules without a"
            + " key",
        "llm.openai.base_url|http://localhost:1/v1|has no effect, for no model is asked:"
            + " llm.provider is rules without a key",
        "webhook.secret|s|is set, but webhook.queue_arn is not: nothing is checked with it",
        "webhook.previous_secret|s|is set, but webhook.queue_arn is not: nothing is checked with"
            + " it",
        "table.endpoint_url|http://127.0.0.1:1|has no effect: table.name names no table",
      })
  void halfASetUpIsWarnedOf(String setting, String value, String warning) {
    start(Map.of(setting, value));
    assertThat(warnings).containsExactly(setting + " (command line) " + warning);
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("\"level\":\"WARN\"")
        .contains(warning);
  }

  @Test
  void aKeyThatIsNotUsedIsWarnedOf() {
    start(Map.of("llm.openai.api_key", "sk-HUNTER2", "llm.provider", "rules"));
    assertThat(warnings)
        .containsExactly(
            "llm.openai.api_key (command line) has no effect, for no model is asked: llm.provider"
                + " is rules");
  }

  /** Names that are none, for which nobody needs to be asked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm.openai.api_key | ssm: | ''",
        "llm.anthropic.api_key | secretsmanager: | ''",
        "llm.anthropic.api_key | ssm: | anthropic",
        "llm.providers | {anthropic: {api_key: 'ssm:'}} | anthropic",
        "llm.providers | {v: {type: vertex, project: p, location: l, credentials: 'ssm:'}} | v"
      })
  void aKeyThatCannotBeReadIsToldOnceAndNothingElse(String setting, String value, String provider) {
    Map<String, String> given = new HashMap<>(Map.of(setting, value, "llm.model", "gpt-9"));
    if (!provider.isEmpty()) {
      given.put("llm.provider", provider);
    }
    assertThatThrownBy(() -> start(given))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            e -> assertThat(e.getMessage()).startsWith(setting).doesNotContain("is missing", ";"));
    assertThat(warnings).isEmpty();
    assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain("no model is asked");
  }

  @Test
  void defaultsAreNotWarnedOf() {
    start(Map.of("llm.model", "gpt-4.1-mini"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatCannotWorkIsToldWithAllThatIsWrongOtherwise() {
    Settings settings =
        Settings.read(Map.of(), Map.of("suggestions.queue_arn", QUEUE, "llm.temperature", "hot"));
    settings.validate(List.of(new SuggestionQueues()));
    assertThatThrownBy(settings::requireNoFaults)
        .hasMessageContainingAll("llm.temperature", "suggestions.queue_arn");
  }
}
