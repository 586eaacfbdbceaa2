package dev.eventfix.suggestfix.http;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;

/** What comes of a body, read as a provider reads it. */
public final class FormatReading {

  private FormatReading() {}

  /** Of the body of a whole answer. */
  public static Completion whole(
      WireFormat format, byte[] body, String model, int maxOutputTokens) {
    Question question =
        new Question(
            null,
            () -> new Prompt("1", "s", "u"),
            model,
            new GenerationOptions(0.5, maxOutputTokens),
            null,
            Deadline.inMillis(1_000));
    return HttpProvider.whole(format, body, question, new AnswerDraft(null));
  }
}
