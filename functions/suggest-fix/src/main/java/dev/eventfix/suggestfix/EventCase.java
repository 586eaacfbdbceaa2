package dev.eventfix.suggestfix;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.TokenEstimate;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.TokenStream;
import dev.eventfix.suggestfix.answer.AnswerSchema;
import dev.eventfix.suggestfix.budget.Limits;
import dev.eventfix.suggestfix.options.Policy;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.suggestions.QuestionKey;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event that a fix is to be suggested for, with all that was decided about it.
 *
 * @param request that brought it
 * @param project it is of
 * @param useCase whom to ask, and how
 * @param model one that the use case allows
 * @param language the answer's, or null for the model's own choice
 * @param policy whether a model may be asked about it
 * @param policyKnown false when the project's own could not be read, and may be stricter
 * @param consent whether whoever asks said yes
 * @param limits the project's own, or null when it has none
 * @param prompt made once, when it is needed
 * @param tokens takes the answer while it comes, or null
 */
record EventCase(
    Request request,
    String project,
    Described described,
    UseCase useCase,
    String model,
    @Nullable String language,
    Policy policy,
    boolean policyKnown,
    boolean consent,
    @Nullable Limits limits,
    Supplier<Prompt> prompt,
    @Nullable TokenStream tokens) {

  /** The question to a provider, to be answered by the deadline. */
  Question question(Deadline deadline) {
    return new Question(
        described.event(),
        prompt,
        model,
        useCase.options(),
        useCase.provider().isBuiltIn() ? null : format(),
        deadline);
  }

  private static AnswerFormat format() {
    ByteArrayOutputStream schema = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Json.generator(schema)) {
      AnswerSchema.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AnswerFormat(AnswerSchema.NAME, schema.toString(StandardCharsets.UTF_8));
  }

  QuestionKey key() {
    return QuestionKey.of(
        project, useCase.provider().name(), model, Prompt.VERSION, language, described.event());
  }

  /** At least what question and answer can have together. */
  long longestTokens() {
    Prompt made = prompt.get();
    return (long) TokenEstimate.of(made.system())
        + TokenEstimate.of(made.user())
        + useCase.options().maxOutputTokens();
  }

  /** The prompt, made when it is first asked for and kept: its nonce costs a cold start. */
  static Supplier<Prompt> prompt(
      Described described, @Nullable String language, NonceSource nonces) {
    return new Supplier<>() {
      private @Nullable Prompt made;

      @Override
      public synchronized Prompt get() {
        Prompt prompt = made;
        if (prompt == null) {
          prompt = Prompt.about(described.event(), language, nonces.next());
          made = prompt;
        }
        return prompt;
      }
    };
  }
}
