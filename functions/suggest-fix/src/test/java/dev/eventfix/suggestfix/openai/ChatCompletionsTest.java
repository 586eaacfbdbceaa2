package dev.eventfix.suggestfix.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.FormatReading;
import dev.eventfix.suggestfix.http.ProviderError;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the servers people run answer, and what hostile or broken ones may. */
class ChatCompletionsTest {

  private static final ChatCompletions FORMAT =
      new ChatCompletions(URI.create("http://127.0.0.1/v1/chat/completions"));

  private static final Unavailable NOT_JSON =
      new Unavailable(
          Cause.FAILED, "the provider's answer is not JSON as chat completions have it");
  private static final Unavailable NO_CHOICE =
      new Unavailable(Cause.FAILED, "the provider's answer holds no choice");
  private static final Unavailable EMPTY =
      new Unavailable(Cause.FAILED, "the model's answer is empty");

  // Requests

  @Test
  void asksReasoningModelWithoutTemperature() {
    assertThat(request("o4-mini", "s", "u"))
        .isEqualTo(
            "{\"model\":\"o4-mini\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"}],"
                + "\"max_completion_tokens\":700}");
  }

  @Test
  void asksOtherModelWithTemperature() {
    assertThat(request("qwen3:8b", "s", "u"))
        .isEqualTo(
            "{\"model\":\"qwen3:8b\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"}],"
                + "\"max_tokens\":700,\"temperature\":0.5}");
  }

  @Test
  void asksWithReplacementForHalfOfSurrogatePair() {
    assertThat(request("m", "\uD83D", "a\uDC1Bb\uD83D\uDC1Bc\uD83D"))
        .contains("\"content\":\"\uFFFD\"", "\"content\":\"a\uFFFDb\uD83D\uDC1Bc\uFFFD\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o1",
        "o1-mini",
        "o3",
        "o3-pro-2025-06-10",
        "o4-mini",
        "gpt-5",
        "gpt-5-nano",
        "gpt-5.2",
        "gpt-6",
        "gpt-10-mini",
        "openai/gpt-5-mini",
        "openrouter/openai/o3"
      })
  void knowsReasoningModels(String model) {
    assertThat(ChatCompletions.isReasoningModel(model)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "gpt-4.1-mini",
        "gpt-3.5-turbo",
        "gpt-oss:20b",
        "openai/gpt-oss-120b",
        "gpt-",
        "o",
        "",
        "olmo2",
        "/",
        "qwen3:8b",
        "llama3.1",
        "chatgpt-4o-latest",
        "openai/gpt-4o"
      })
  void knowsOtherModels(String model) {
    assertThat(ChatCompletions.isReasoningModel(model)).isFalse();
  }

  // Answers

  @Test
  void readsWhatOpenAiAnswers() {
    assertThat(
            completion(
                """
                {
                  "id": "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
                  "object": "chat.completion",
                  "created": 1741569952,
                  "model": "gpt-4.1-2025-04-14",
                  "choices": [
                    {
                      "index": 0,
                      "message": {
                        "role": "assistant",
                        "content": "## Problem Description\\nIt is null.",
                        "refusal": null,
                        "annotations": []
                      },
                      "logprobs": null,
                      "finish_reason": "stop"
                    }
                  ],
                  "usage": {
                    "prompt_tokens": 19,
                    "completion_tokens": 10,
                    "total_tokens": 29,
                    "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
                    "completion_tokens_details": {"reasoning_tokens": 0, "prompt_tokens": 7}
                  },
                  "service_tier": "default",
                  "system_fingerprint": "fp_1"
                }
                """))
        .isEqualTo(
            new Answer(
                "## Problem Description\nIt is null.", "gpt-4.1-2025-04-14", "stop", 19, 10));
  }

  @Test
  void readsWhatOllamaAnswers() {
    assertThat(
            completion(
                """
                {"id":"chatcmpl-752","object":"chat.completion","created":1750000000,
                 "model":"qwen3:8b","system_fingerprint":"fp_ollama",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Check for null.",
                 "reasoning":"The user asks"},"finish_reason":"length"}],
                 "usage":{"prompt_tokens":24,"completion_tokens":700,"total_tokens":724}}
                """))
        .isEqualTo(new Answer("Check for null.", "qwen3:8b", "length", 24, 700));
  }

  @Test
  void readsWhatVllmAnswers() {
    assertThat(
            completion(
                """
                {"id":"chatcmpl-9f","object":"chat.completion","created":1750000000,
                 "model":"meta-llama/Llama-3.1-8B-Instruct",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Check for null.",
                 "refusal":null,"annotations":null,"audio":null,"function_call":null,
                 "tool_calls":[],"reasoning_content":null},"logprobs":null,
                 "finish_reason":"stop","stop_reason":null}],"service_tier":null,
                 "usage":{"prompt_tokens":44,"total_tokens":57,"completion_tokens":13,
                 "prompt_tokens_details":null},"prompt_logprobs":null,"kv_transfer_params":null}
                """))
        .isEqualTo(
            new Answer("Check for null.", "meta-llama/Llama-3.1-8B-Instruct", "stop", 44, 13));
  }

  @Test
  void readsContentInParts() {
    assertThat(
            completion(
                choice(
                    "{\"content\":[{\"type\":\"text\",\"text\":\"Check\"},7,[\"x\"],"
                        + "{\"text\":\" for null.\",\"type\":\"text\","
                        + "\"more\":{\"text\":\"no\"}}]}")))
        .isEqualTo(new Answer("Check for null.", "asked", "stop", 0, 0));
  }

  @Test
  void readsTheFirstChoiceOnly() {
    assertThat(
            completion(
                "{\"choices\":[{\"message\":{\"content\":\"one\"}},"
                    + "{\"message\":{\"content\":\"two\"}}]}"))
        .isEqualTo(new Answer("one", "asked", "unknown", 0, 0));
  }

  @Test
  void takesNeitherOddNamesNorOddCounts() {
    assertThat(
            completion(
                "{\"model\":\"a\\u001b[31m\",\"choices\":[{\"message\":{\"content\":\"one\"},"
                    + "\"finish_reason\":\"two words\"}],\"usage\":{\"prompt_tokens\":-5,"
                    + "\"completion_tokens\":99999999999}}"))
        .isEqualTo(new Answer("one", "asked", "unknown", 0, 0));
    assertThat(
            completion(
                "{\"model\":\""
                    + "m".repeat(128 + 1)
                    + "\",\"choices\":[{\"message\":{\"content\":\"one\"},\"finish_reason\":{}}],"
                    + "\"usage\":{\"prompt_tokens\":1.5,\"completion_tokens\":[1]}}"))
        .isEqualTo(new Answer("one", "asked", "unknown", 0, 0));
  }

  @Test
  void repairsHalfOfSurrogatePair() {
    assertThat(completion(choice("{\"content\":\"a\\ud83d\"}")))
        .isEqualTo(new Answer("a\uFFFD", "asked", "stop", 0, 0));
  }

  // Refusals

  @Test
  void tellsRefusal() {
    assertThat(completion(choice("{\"content\":null,\"refusal\":\"SECRET\"}")))
        .isEqualTo(new Refused("the model declined to answer"));
    assertThat(completion(choice("{\"content\":[{\"type\":\"refusal\",\"refusal\":\"SECRET\"}]}")))
        .isEqualTo(new Refused("the model declined to answer"));
  }

  @Test
  void takesBlankRefusalForNone() {
    assertThat(completion(choice("{\"content\":\"one\",\"refusal\":\"\"}")))
        .isInstanceOf(Answer.class);
  }

  @Test
  void tellsContentFilter() {
    assertThat(
            completion(
                "{\"choices\":[{\"message\":{\"content\":\"It is\"},"
                    + "\"finish_reason\":\"content_filter\"}]}"))
        .isEqualTo(new Refused("the provider's content filter stopped the answer"));
  }

  // Useless answers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"content\":null}",
        "{\"content\":\"\"}",
        "{\"content\":\" \\n\"}",
        "{\"content\":[]}",
        "{\"content\":{\"text\":\"x\"}}",
        "{\"content\":7}",
        "null",
        "[]",
        "{\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]}"
      })
  void failsOnEmptyMessage(String message) {
    assertThat(completion(choice(message))).isEqualTo(EMPTY);
  }

  @Test
  void tellsThatReasoningAteAllTokens() {
    assertThat(
            completion(
                "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}]}"))
        .isEqualTo(
            new Unavailable(
                Cause.FAILED,
                "the model spent all of its 700 tokens before it answered:"
                    + " raise llm.max_output_tokens"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":null}",
        "{\"choices\":{}}",
        "{\"choices\":[null]}",
        "{\"choices\":[[{}]]}",
        "{\"error\":{\"message\":\"SECRET\",\"code\":502}}"
      })
  void failsWithoutChoice(String body) {
    assertThat(completion(body)).isEqualTo(NO_CHOICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "null",
        "[]",
        "\"text\"",
        "7",
        "<html>SECRET</html>",
        "{\"choices\":[{\"message\":{\"content\":\"one\"}}]",
        "{\"choices\":[{\"message\":{\"content\":\"one\"}}]} {}",
        "{\"choices\":[{\"message\":{\"content\":\"one\"}}]} SECRET",
        "data: {\"choices\":[]}\n\n",
        "{'choices':[]}",
        "{\"choices\":[{\"message\":{\"content\":\"one",
      })
  void failsOnWhatIsNotOneObject(String body) {
    assertThat(completion(body)).isEqualTo(NOT_JSON);
  }

  @Test
  void failsOnNothing() {
    assertThat(completion(""))
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider's answer is empty"));
  }

  @Test
  void failsOnInvalidUtf8() {
    byte[] body = choice("{\"content\":\"Gr\u00fc\u00dfe\"}").getBytes(ISO_8859_1);

    assertThat(completion(body)).isEqualTo(NOT_JSON);
  }

  @Test
  void failsOnDeepNesting() {
    String deep = "[".repeat(100_000);

    assertThat(completion("{\"x\":" + deep)).isEqualTo(NOT_JSON);
    assertThat(completion("{\"x\":" + deep + "]".repeat(100_000) + "}")).isEqualTo(NOT_JSON);
  }

  // Errors

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"message":"m","type":"t","code":"insufficient_quota"}} | QUOTA
          {"error":{"message":"m","type":"insufficient_quota"}}            | QUOTA
          {"error":{"message":"m","code":"rate_limit_exceeded"}}           | LIMITED
          {"error":{"message":"m","code":"content_filter","status":400}}   | CONTENT_FILTER
          {"error":{"message":"m","code":"context_length_exceeded"}}       | TOO_LONG
          {"error":{"message":"m","param":"response_format"}}              | FORMAT
          {"error":{"message":"unknown field Response_Format"}}            | FORMAT
          {"error":{"message":"m","type":"t","code":"c"}}                  | OTHER
          """)
  void readsWhatKindOfErrorItIs(String body, ProviderError.Kind kind) {
    assertThat(FORMAT.error(body.getBytes(UTF_8)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"error\":\"text\"}",
        "{\"error\":{\"code\":400}}",
        "{\"error\":{\"code\":null}}",
        "{\"error\":{}}",
        "{\"object\":\"error\",\"message\":\"m\",\"code\":400}"
      })
  void readsNoKindWhereThereIsNone(String body) {
    assertThat(FORMAT.error(body.getBytes(UTF_8)).kind()).isEqualTo(ProviderError.Kind.OTHER);
  }

  private static String choice(String message) {
    return "{\"choices\":[{\"message\":" + message + ",\"finish_reason\":\"stop\"}]}";
  }

  private static Completion completion(String body) {
    return completion(body.getBytes(UTF_8));
  }

  private static Completion completion(byte[] body) {
    return FormatReading.whole(FORMAT, body, "asked", 700);
  }

  private static String request(String model, String system, String user) {
    return new String(
        FORMAT.request(
            new Question(
                null,
                () -> new Prompt("1", system, user),
                model,
                new GenerationOptions(0.25, 700),
                null,
                Deadline.inMillis(1_000)),
            false,
            false),
        UTF_8);
  }
}
