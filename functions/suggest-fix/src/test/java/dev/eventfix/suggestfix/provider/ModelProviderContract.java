package dev.eventfix.suggestfix.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every provider does, also one that asks no server. */
public abstract class ModelProviderContract {

  /** The provider under test. */
  protected abstract ModelProvider provider();

  @Test
  final void hasANameForSettings() {
    assertThat(provider().name()).matches("[a-z]+");
  }

  @Test
  final void answers() {
    assertThat(provider().complete(question()))
        .isInstanceOfSatisfying(
            Answer.class,
            answer -> {
              assertThat(answer.text()).isNotBlank();
              assertThat(answer.model()).isNotBlank();
              assertThat(answer.finishReason()).isEqualTo("stop");
              assertThat(answer.inputTokens()).isNotNegative();
              assertThat(answer.outputTokens()).isNotNegative();
            });
  }

  @Test
  final void streamsWhatItAnswers() {
    List<String> taken = new ArrayList<>();

    Completion streamed = provider().stream(question(), taken::add);

    assertThat(streamed).isEqualTo(provider().complete(question()));
    assertThat(String.join("", taken)).isEqualTo(((Answer) streamed).text());
  }

  @Test
  final void stopsWhenNobodyReadsOn() {
    List<String> taken = new ArrayList<>();

    Completion stopped =
        provider().stream(
            question(),
            piece -> {
              taken.add(piece);
              return false;
            });

    assertThat(stopped).isEqualTo(Completion.STOPPED);
    assertThat(taken).hasSize(1);
  }

  @Test
  final void answersAfterItWasClosed() {
    ModelProvider provider = provider();
    provider.close();

    assertThat(provider.complete(question())).isInstanceOf(Answer.class);
    assertThat(provider.checks(List.of("any"))).isEmpty();
  }

  private static Question question() {
    return new Question(
        new EventDescription(null, null, List.of(), null, null),
        () -> new Prompt("1", "You repair code.", "{\"message\":\"boom\"}"),
        "any",
        new GenerationOptions(0.5, 1_000),
        null,
        Deadline.inMillis(10_000));
  }
}
