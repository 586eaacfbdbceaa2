package dev.eventfix.suggestfix.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.ServiceCheck.Result;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.FormatReading;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.ProviderError.Kind;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of Anthropic's messages, beside what every provider's does. */
final class MessagesTest {

  private static final Messages FORMAT = new Messages(URI.create("http://127.0.0.1/v1/messages"));

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  @Test
  void sendsExactlyTheseBytes() {
    assertThat(new String(FORMAT.request(question("claude-sonnet-4-5"), true, true), UTF_8))
        .isEqualTo(
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":700,\"system\":\"s\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"u \uFFFD\"}],"
                + "\"temperature\":0.25,"
                + "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"a\":1}}},"
                + "\"stream\":true}");
    assertThat(FORMAT.headers())
        .containsExactly(java.util.Map.entry("anthropic-version", "2023-06-01"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-4-7",
        "claude-opus-4-10",
        "anthropic/claude-opus-4.8",
        "claude-opus-5",
        "claude-sonnet-5-20260801",
        "claude-fable-5-1",
        "claude-10"
      })
  void sendsNoTemperatureToModelsThatRefuseIt(String model) {
    assertThat(Messages.takesTemperature(model)).isFalse();
    assertThat(new String(FORMAT.request(question(model), false, false), UTF_8))
        .doesNotContain("temperature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-4-6",
        "claude-opus-4-20250514",
        "claude-opus-4",
        "claude-sonnet-4-5@20250929",
        "claude-3-7-sonnet-latest",
        "claude-3-5-haiku-20241022",
        "claude-3-opus",
        "our-gateways-alias",
        "claude-"
      })
  void sendsTheTemperatureToAllOthers(String model) {
    assertThat(Messages.takesTemperature(model)).isTrue();
  }

  @Test
  void leavesOutWhatTheModelThoughtAndWhatToolsGet() {
    assertThat(
            whole(
                """
                {"type":"message","model":"claude-sonnet-4-5","content":[
                 {"type":"thinking","thinking":"hm","signature":"x","text":"not this"},
                 {"text":"One ","type":"text","citations":null},"odd",
                 {"type":"redacted_thinking","data":"x"},
                 {"type":"tool_use","id":"t","name":"n","input":{"text":"nor this"}},
                 {"type":"text","text":"two"}],
                 "stop_reason":"stop_sequence","stop_sequence":"END",
                 "usage":{"input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":9},
                 "cache_creation_input_tokens":100,"cache_read_input_tokens":20,"output_tokens":2}}
                """))
        .isEqualTo(new Answer("One two", "claude-sonnet-4-5", "stop", 125, 2));
  }

  @Test
  void leavesThemOutOfStreamsToo() {
    List<String> taken = new ArrayList<>();
    assertThat(
            stream(
                taken,
                "{\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"content\":[],"
                    + "\"usage\":{\"input_tokens\":7,\"cache_read_input_tokens\":3,"
                    + "\"output_tokens\":1}}}",
                "{\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"signature_delta\",\"signature\":\"EqQ\"}}",
                "{\"type\":\"content_block_delta\",\"index\":1,"
                    + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\"}}",
                "{\"type\":\"an_event_of_next_year\",\"index\":1}",
                "{\"type\":\"content_block_start\",\"index\":2,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"He\"}}",
                "{\"type\":\"content_block_delta\",\"index\":2,"
                    + "\"delta\":{\"text\":\"llo\",\"type\":\"text_delta\"}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                    + "\"usage\":{\"input_tokens\":8,\"cache_read_input_tokens\":3,"
                    + "\"output_tokens\":15}}",
                "{\"type\":\"message_stop\"}",
                "{\"type\":\"content_block_delta\",\"index\":2,"
                    + "\"delta\":{\"text\":\"never read\",\"type\":\"text_delta\"}}"))
        .isEqualTo(new Answer("Hello", "m", "stop", 11, 15));
    assertThat(taken).containsExactly("He", "llo");
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, stop",
    "stop_sequence, stop",
    "max_tokens, length",
    "model_context_window_exceeded, length",
    "tool_use, tool_use",
    "pause_turn, pause_turn",
    "new_reason, new_reason"
  })
  void namesWhyItEnded(String reason, String finishReason) {
    assertThat(
            whole(
                "{\"content\":[{\"type\":\"text\",\"text\":\"x\"}],\"stop_reason\":\""
                    + reason
                    + "\"}"))
        .isEqualTo(new Answer("x", "claude-sonnet-4-5", finishReason, 0, 0));
  }

  @Test
  void aRefusalAfterSomeTextIsOneAllTheSame() {
    assertThat(
            whole("{\"content\":[{\"type\":\"text\",\"text\":\"I\"}],\"stop_reason\":\"refusal\"}"))
        .isInstanceOf(Completion.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate_limit_error|x|LIMITED",
        "overloaded_error|Overloaded|OVERLOADED",
        "billing_error|x|QUOTA",
        "request_too_large|x|TOO_LONG",
        "invalid_request_error|prompt is too long: 103078 tokens > 102398 maximum|TOO_LONG",
        "invalid_request_error|input length and `max_tokens` exceed context limit: 1|TOO_LONG",
        "invalid_request_error|Your credit balance is too low to access the Anthropic API.|QUOTA",
        "invalid_request_error|You have reached your specified API usage limits.|QUOTA",
        "invalid_request_error|output_config: Extra inputs are not permitted|FORMAT",
        "invalid_request_error|This model does not support structured outputs.|FORMAT",
        "invalid_request_error|messages: at least one message is required|OTHER",
        "api_error|prompt is too long|OTHER",
        "not_found_error|model: claude-9|OTHER"
      })
  void knowsErrors(String type, String message, Kind kind) {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\""
            + message
            + "\"},\"request_id\":\"req_1\"}";

    assertThat(FORMAT.error(body.getBytes(UTF_8)).kind()).isEqualTo(kind);
    assertThat(FORMAT.error(body.getBytes(UTF_8)).message()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"error\":\"x\"}", "{\"error\":{\"type\":1"})
  void makesNothingOfOtherErrors(String body) {
    assertThat(FORMAT.error(body.getBytes(UTF_8)).kind()).isEqualTo(Kind.OTHER);
  }

  @Test
  void anEmptyAccountIsALimitThoughItsStatusIsAnother() {
    server.answer(
        400,
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
            + "\"Your credit balance is too low to access the Anthropic API.\"}}");

    assertThat(provider().complete(question("claude-sonnet-4-5")))
        .isEqualTo(
            new RateLimited(
                "the quota of the key's account is used up (Your credit balance is too low to"
                    + " access the Anthropic API)",
                null));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void asksWhichModelsThereAre() {
    server.answer(
        200, "{\"data\":[{\"type\":\"model\",\"id\":\"claude-sonnet-4-5\"}],\"has_more\":false}");

    assertThat(provider().checks(List.of("claude-sonnet-4-5")))
        .singleElement()
        .satisfies(
            check ->
                assertThat(check.run()).isEqualTo(new Result.Passed("it has claude-sonnet-4-5")));
    assertThat(server.onlyRequest().line()).isEqualTo("GET /v1/models?limit=1000 HTTP/1.1");
    assertThat(server.onlyRequest().headers())
        .containsEntry("x-api-key", "sk-ant-test")
        .containsEntry("anthropic-version", "2023-06-01")
        .doesNotContainKey("authorization");
  }

  private HttpProvider provider() {
    return server.closeAfterwards(
        Anthropic.provider(
            "anthropic",
            new AnthropicSettings(
                new ModelServer("http://127.0.0.1:" + server.port(), "a", "k", "m", null),
                Secret.of("sk-ant-test"),
                false,
                new Timeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60))),
            millis -> {},
            InstantSource.system()));
  }

  private static Completion whole(String body) {
    return FormatReading.whole(FORMAT, body.getBytes(UTF_8), "claude-sonnet-4-5", 1_000);
  }

  private static Completion stream(List<String> taken, String... events) {
    return FormatReading.stream(FORMAT, List.of(events), "claude-sonnet-4-5", taken::add);
  }

  private static Question question(String model) {
    return new Question(
        null,
        () -> new Prompt("1", "s", "u \uD83D"),
        model,
        new GenerationOptions(0.25, 700),
        new AnswerFormat("n", "{\"a\":1}"),
        Deadline.inMillis(60_000));
  }
}
