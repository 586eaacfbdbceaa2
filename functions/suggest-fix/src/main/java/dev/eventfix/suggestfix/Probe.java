package dev.eventfix.suggestfix;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.event.RequestField;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.TokenStream;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonObject;
import dev.eventfix.wire.Problem;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model of a use case something harmless, to find out whether it answers and how fast: the
 * request <code>{"probe": USE_CASE}</code>, with {@code stream} beside it or not. What is asked is
 * always the same, so that whoever may call the function cannot use its model for anything else;
 * nothing is kept.
 */
final class Probe {

  /** Longer requests are none of a probe. */
  private static final int MAX_BYTES = 300;

  private static final String FIELD = "probe";
  private static final String STREAM = RequestField.STREAM.fieldName();

  private static final String TEXT =
      "This is a test of the connection. Answer in one short sentence that you can be reached.";

  private final UseCases useCases;
  private final ModelCall call;

  Probe(UseCases useCases, Metrics metrics) {
    this.useCases = useCases;
    this.call = new ModelCall(metrics);
  }

  /**
   * What a probe asks for.
   *
   * @param stream whether the answer is to be shown while it comes, where that is possible
   */
  record Wanted(String useCase, boolean stream) {}

  /** What the request probes, or null when it is no probe; no event may be given to it. */
  static @Nullable Wanted of(Request request) {
    byte[] body = request.body();
    // Nobody waits for the answer to a record, and its sender may be a stranger.
    if (body.length > MAX_BYTES || request.isRecord()) {
      return null;
    }
    String useCase = null;
    boolean stream = isYes(request.parameters().getOrDefault(STREAM, ""));
    try (JsonParser json = Json.parser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals(FIELD) && value == JsonToken.VALUE_STRING) {
          useCase = json.getText();
        } else if (name.equals(STREAM) && value.isScalarValue()) {
          stream = isYes(json.getText());
        } else {
          return null;
        }
      }
      return useCase == null || json.nextToken() != null ? null : new Wanted(useCase, stream);
    } catch (IOException e) {
      // Whoever reads it as a request tells what is wrong with it.
      return null;
    }
  }

  private static boolean isYes(String text) {
    return Boolean.TRUE.equals(RequestField.STREAM.parse(text));
  }

  /** What becomes of it. */
  Reply reply(Wanted wanted, Request request) {
    String name = wanted.useCase();
    UseCase useCase = useCases.of(name);
    if (useCase == null) {
      return new Reply.Refusal(
          Problem.invalid(
              FIELD,
              useCases.names().isEmpty()
                  ? "cannot be asked: llm.provider is none"
                  : "must be a use case of llm.usecases: " + String.join(", ", useCases.names())));
    }
    Prompt prompt = Prompt.probe(TEXT);
    Question question =
        new Question(
            null, () -> prompt, useCase.model(), useCase.options(), null, request.deadline());
    TokenStream tokens = wanted.stream() ? request.tokens() : null;
    if (tokens != null) {
      tokens.begin();
    }
    Watch watch = new Watch(tokens);
    ModelCall.Asked asked = call.ask(useCase, question, watch);
    if (!(asked.completion() instanceof Completion.Answer answer)) {
      return FixSuggester.refused(asked.completion());
    }
    if (tokens != null) {
      tokens.usage(answer.inputTokens(), answer.outputTokens());
    }
    return new Reply.Answer(
        new ProbeAnswer(name, asked, answer, watch.firstMillis, watch.millis()),
        Map.of("input_tokens", answer.inputTokens(), "output_tokens", answer.outputTokens()));
  }

  /** Takes the time, and passes on what comes. */
  private static final class Watch implements ModelCall.Viewer {
    private final @Nullable TokenStream tokens;
    private final long start = System.nanoTime();
    private long firstMillis = -1;

    Watch(@Nullable TokenStream tokens) {
      this.tokens = tokens;
    }

    @Override
    public boolean hasShown() {
      return firstMillis >= 0;
    }

    @Override
    public void startAgain() {
      // Nothing came.
    }

    @Override
    public boolean text(String piece) {
      if (firstMillis < 0) {
        firstMillis = millis();
      }
      return tokens == null || tokens.token(piece);
    }

    long millis() {
      return (System.nanoTime() - start) / 1_000_000;
    }
  }

  private record ProbeAnswer(
      String useCase,
      ModelCall.Asked asked,
      Completion.Answer answer,
      long firstMillis,
      long millis)
      implements JsonObject {
    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("use_case", useCase);
      json.writeStringField("provider", asked.provider());
      if (asked.insteadOf() != null) {
        json.writeStringField("instead_of", asked.insteadOf());
      }
      json.writeStringField("model", answer.model());
      json.writeStringField("answer", answer.text());
      json.writeStringField("finish_reason", answer.finishReason());
      json.writeObjectFieldStart("usage");
      json.writeNumberField("input_tokens", answer.inputTokens());
      json.writeNumberField("output_tokens", answer.outputTokens());
      json.writeEndObject();
      json.writeNumberField("first_token_ms", firstMillis);
      json.writeNumberField("time_ms", millis);
    }
  }
}
