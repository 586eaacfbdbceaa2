package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.cli.Invocation.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code eventfix llm}: what people are told of a model that answers, and of one that does not. */
final class LlmCommandTest {

  private static final String STREAM =
      """
      data: {"model":"m-1","choices":[{"delta":{"content":"I can be "},"finish_reason":null}]}

      data: {"choices":[{"delta":{"content":"reached.\\u001b[31m"},"finish_reason":"stop"}]}

      data: {"choices":[],"usage":{"prompt_tokens":31,"completion_tokens":6}}

      data: [DONE]

      """;

  private final Invocation invocation = new Invocation();

  private Result llm(WireServer model, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "llm",
                "suggested-fix",
                "--set=llm.provider=openai",
                "--set=llm.openai.base_url=" + model.url() + "/v1"));
    words.addAll(List.of(more));
    return invocation.run(words.toArray(new String[0]));
  }

  @Test
  void theAnswerIsShownWithItsTimesAndTokens() throws IOException {
    try (WireServer model = new WireServer()) {
      model.answer(
          "POST /v1/chat/completions", request -> new WireServer.Answer(200, STREAM, EVENTS));
      Result result = llm(model);

      assertThat(result.exitCode()).isZero();
      assertThat(result.out())
          .contains("I can be reached.")
          .contains("asked openai", "m-1", "ended with stop")
          .contains("first token after", "31 tokens in, 6 out")
          .doesNotContain("\u001b");
      assertThat(result.err()).isEmpty();
    }
  }

  private static final String EVENTS = "text/event-stream";

  @Test
  void asJsonItIsTheAnswerOfTheFunction() throws IOException {
    try (WireServer model = new WireServer()) {
      model.answer(
          "POST /v1/chat/completions", request -> new WireServer.Answer(200, STREAM, EVENTS));
      JsonNode answer = new ObjectMapper().readTree(llm(model, "--json").out());

      assertThat(answer.path("use_case").asText()).isEqualTo("suggested-fix");
      assertThat(answer.path("answer").asText()).startsWith("I can be reached.");
      assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(31);
    }
  }

  @Test
  void whatIsWrongIsToldWithTheSettingToCheck() throws IOException {
    try (WireServer model = new WireServer()) {
      model.answer("POST /v1/chat/completions", request -> new WireServer.Answer(401, "{}"));
      Result refused = llm(model);

      assertThat(refused.exitCode()).isOne();
      assertThat(refused.err()).contains("llm.openai.api_key (OPENAI_API_KEY)");
    }
    assertThat(invocation.run("llm", "nightly").err())
        .contains("must be a use case of llm.usecases: suggested-fix, example");
    assertThat(invocation.run("llm", "suggested-fix", "--set=llm.provider=none").err())
        .contains("llm.provider is none");
    assertThat(invocation.run("llm", "suggested-fix", "--set=llm.provider=opnai").err())
        .contains("did you mean openai?");
    assertThat(invocation.run("llm").exitCode()).isEqualTo(2);
  }

  @Test
  void theRulesSayThatNoModelIsAsked() {
    Result result = invocation.run("llm", "example");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("no model is asked", "asked rules");
  }
}
