package dev.eventfix.suggestfix.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.TokenEstimate;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.ModelProviderContract;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import org.junit.jupiter.api.Test;

/** The prompt comes back, as text that does nothing. */
final class PreviewProviderTest extends ModelProviderContract {

  @Override
  protected ModelProvider provider() {
    return new PreviewProvider();
  }

  private static Answer preview(String system, String user) {
    return (Answer)
        new PreviewProvider()
            .complete(
                new Question(
                    null,
                    () -> new Prompt("1", system, user),
                    "preview",
                    new GenerationOptions(0.5, 1),
                    null,
                    Deadline.inMillis(1_000)));
  }

  @Test
  void showsThePromptAndWhatItMayCost() {
    assertThat(preview("You repair code.\n", "{\"message\":\"né 🐛\"}"))
        .isEqualTo(
            new Answer(
                """
                No model was asked. This is what one would be sent.

                ## System

                ```text
                You repair code.
                ```

                ## User

                ```text
                {"message":"né 🐛"}
                ```
                """,
                "preview",
                "stop",
                TokenEstimate.of("You repair code.\n")
                    + TokenEstimate.of("{\"message\":\"né 🐛\"}"),
                0));
  }

  @Test
  void noTextEndsItsBlock() {
    assertThat(preview("a\n```\n# out", "`````x").text())
        .contains("\n````text\na\n```\n# out\n````\n")
        .contains("\n``````text\n`````x\n``````\n");
  }

  @Test
  void whatIsInvisibleIsReplaced() {
    assertThat(preview("a\u202Eb\u001B[1m\tc\u0000", "x\uD83Dy\uDB40\uDC01").text())
        .contains("\na\uFFFDb\uFFFD[1m\tc\uFFFD\n")
        .contains("\nx\uFFFDy\uFFFD\n");
  }
}
