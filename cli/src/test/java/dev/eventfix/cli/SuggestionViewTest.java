package dev.eventfix.cli;

import static dev.eventfix.cli.Answers.object;
import static dev.eventfix.cli.Answers.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SuggestionViewTest {

  private static final Terminal PLAIN = new Terminal(80, false);
  private static final String RULE = "─".repeat(80) + "\n";

  @Test
  void saysWhoGaveTheSuggestion() {
    Map<String, ?> answer = with(Answers.suggestion(), "suggestion", "Do *this*.");
    assertThat(SuggestionView.render(answer, PLAIN))
        .isEqualTo(
            "Do this.\n\n"
                + RULE
                + """
                event 7c4e21aa90b84b0f9f3d1c2b5a6e7d80 · project shop
                fingerprint v2:3f0c9a4be1d24f7788aa0c5d6e7f8091
                openai · gpt-5 · prompt 3 · 900 tokens in · 120 tokens out
                """);
  }

  @Test
  void warnsOfAnAnswerThatWasCutOff() {
    Map<String, ?> answer =
        object("suggestion", "a", "provider", "openai", "finish_reason", "length", "cached", true);
    assertThat(SuggestionView.render(answer, new Terminal(80, true)))
        .endsWith(
            """
            \u001b[33mwarning: \u001b[0mthe answer was cut off at the output limit
            \u001b[2mopenai · from the cache\u001b[0m
            """);
  }

  @Test
  void namesAnotherReasonToFinish() {
    Map<String, ?> answer =
        object("suggestion", "a", "provider", "p", "finish_reason", "content_filter");
    assertThat(SuggestionView.render(answer, PLAIN)).endsWith("p · finished: content_filter\n");
  }

  @Test
  void saysHowToAskAModel() {
    Map<String, ?> answer =
        object("suggestion", "a", "provider", "rules", "model", "rules", "finish_reason", "stop");
    assertThat(SuggestionView.render(answer, PLAIN))
        .isEqualTo(
            "a\n\n"
                + RULE
                + """
                No model was asked (built-in rules): to ask one set OPENAI_API_KEY; see --help
                """);
  }

  @Test
  void showsSomethingForNothing() {
    assertThat(SuggestionView.render(Map.of(), PLAIN))
        .isEqualTo("(an answer without a suggestion)\n\n" + RULE);
    assertThat(PromptView.render(Map.of(), PLAIN)).isEqualTo("No model was asked.\n");
  }

  @Test
  void showsWhatWouldBeAsked() {
    assertThat(PromptView.render(Answers.prompt(), new Terminal(40, false)))
        .isEqualTo(
            """
              ── system ────────────────────────────
                You are asked.
                    Be brief.
              ──────────────────────────────────────

              ── user ──────────────────────────────
                {"a": 1}
              ──────────────────────────────────────

            prompt 3 · event
              7c4e21aa90b84b0f9f3d1c2b5a6e7d80 ·
              about 33 tokens
            fingerprint
              v2:3f0c9a4be1d24f7788aa0c5d6e7f8091
            No model was asked.
            """);
  }
}
