package dev.eventfix.suggestfix.http;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.provider.TextSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What comes of a body, read as a provider reads it. */
public final class FormatReading {

  private FormatReading() {}

  /** Of the body of a whole answer. */
  public static Completion whole(
      WireFormat format, byte[] body, String model, int maxOutputTokens) {
    return HttpProvider.whole(
        format, body, question(model, maxOutputTokens), new AnswerDraft(null));
  }

  /** Of the events of a streamed one. */
  public static Completion stream(
      WireFormat format, List<String> events, String model, TextSink sink) {
    AnswerDraft draft = new AnswerDraft(sink);
    for (String event : events) {
      try {
        if (!format.readEvent(SseReader.MESSAGE, event, draft)) {
          break;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return draft.completion(question(model, 1_000));
  }

  private static Question question(String model, int maxOutputTokens) {
    return new Question(
        null,
        () -> new Prompt("1", "s", "u"),
        model,
        new GenerationOptions(0.5, maxOutputTokens),
        null,
        Deadline.inMillis(1_000));
  }
}
