package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.event.Description;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.EventRequest;
import dev.eventfix.event.RequestField;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Suggests a fix for the event of a request. */
public final class SuggestFix implements Operation {

  private static final RequestField[] FIELDS = {
    RequestField.PROJECT,
    RequestField.MODEL,
    RequestField.DETAIL,
    RequestField.MAX_DESCRIPTION_TOKENS,
    RequestField.DUMP_PROMPT,
    RequestField.STREAM,
    RequestField.CONSENT,
    RequestField.ANSWER_LANGUAGE
  };

  private final @Nullable ProviderChoice choice;
  private final NonceSource nonces;
  private final Metrics metrics;

  /**
   * An operation.
   *
   * @param choice who is asked, or null when suggestions are turned off
   */
  SuggestFix(@Nullable ProviderChoice choice, NonceSource nonces, Metrics metrics) {
    this.choice = choice;
    this.nonces = nonces;
    this.metrics = metrics;
  }

  /**
   * The function's start-up.
   *
   * @param environment the process's variables
   * @param given settings from the command line, by dotted name
   * @param lines where log lines and metrics go
   */
  public static ColdStart<Application> coldStart(
      Map<String, String> environment, Map<String, String> given, OutputStream lines) {
    return new ColdStart<>(
        new Supplier<Application>() {
          @Override
          public Application get() {
            Settings settings = Settings.read(environment, given);
            Metrics metrics = new Metrics("suggest-fix", lines);
            ProviderChoice choice = ProviderChoice.from(settings);
            Application application =
                Application.of(
                    new SuggestFix(choice, new NonceSource.Secure(), metrics),
                    null,
                    settings,
                    metrics,
                    lines);
            settings.requireNoFaults();
            return application;
          }
        });
  }

  @Override
  public Reply run(Request request) {
    EventRequest.Reading reading = EventRequest.read(request.body(), request.parameters(), FIELDS);
    if (reading instanceof EventRequest.Reading.Refused refused) {
      return new Reply.Refusal(refused.problem());
    }
    EventRequest event = ((EventRequest.Reading.Understood) reading).request();
    boolean dump = event.flag(RequestField.DUMP_PROMPT);
    if (choice == null && !dump) {
      return new Reply.Refusal(
          Problem.of(
              ProblemType.NO_MODEL,
              "The setting " + Setting.LLM_PROVIDER.key() + " is none: nothing is suggested."));
    }
    String asked = event.text(RequestField.MODEL);
    if (choice != null && asked != null && !choice.allows(asked)) {
      return new Reply.Refusal(Problem.invalid(RequestField.MODEL.fieldName(), choice.allowed()));
    }
    String model = asked != null || choice == null ? asked : choice.models().getFirst();
    Description description = event.describe(model);
    if (!(description instanceof Described described)) {
      return new Reply.Refusal(Description.NothingToDescribe.PROBLEM);
    }
    String language = event.text(RequestField.ANSWER_LANGUAGE);
    if (dump || choice == null || model == null) {
      Prompt prompt = Prompt.about(described.event(), language, Prompt.FIXED_NONCE);
      return new Reply.Answer(new PromptAnswer(described, prompt), described.counts());
    }
    Supplier<Prompt> prompt =
        new Supplier<>() {
          @Override
          public Prompt get() {
            return Prompt.about(described.event(), language, nonces.next());
          }
        };
    return ask(
        choice.provider(),
        new Question(described.event(), prompt, model, request.deadline()),
        event,
        described);
  }

  private Reply ask(
      ModelProvider provider, Question question, EventRequest event, Described described) {
    long start = System.nanoTime();
    Completion completion = provider.complete(question);
    long millis = (System.nanoTime() - start) / 1_000_000;
    String[] tags = {"provider", provider.name(), "result", completion.result()};
    metrics.incr("model_calls", 1, tags);
    metrics.timing("model_time", millis, tags);
    return switch (completion) {
      case Completion.Answer answer -> {
        metrics.incr("input_tokens", answer.inputTokens(), "provider", provider.name());
        metrics.incr("output_tokens", answer.outputTokens(), "provider", provider.name());
        Map<String, Integer> counts = new LinkedHashMap<>(described.counts());
        counts.put("input_tokens", answer.inputTokens());
        counts.put("output_tokens", answer.outputTokens());
        yield new Reply.Answer(
            new SuggestFixAnswer(
                event.project(), described, provider.name(), Prompt.VERSION, answer),
            counts);
      }
      case Completion.RateLimited limited -> limited(limited);
      case Completion.Refused refused -> refusal(ProblemType.MODEL_FAILED, refused.reason());
      case Completion.Unavailable unavailable ->
          refusal(
              switch (unavailable.cause()) {
                case FAILED, MISCONFIGURED -> ProblemType.MODEL_FAILED;
                case TIMED_OUT -> ProblemType.MODEL_TIMEOUT;
              },
              unavailable.reason());
    };
  }

  private static Reply limited(Completion.RateLimited limited) {
    Integer seconds = limited.retryAfterSeconds();
    String detail = sentence(limited.reason());
    return new Reply.Refusal(
        new Problem(
            ProblemType.MODEL_LIMITED,
            seconds == null ? detail : detail + " Try again in " + seconds + " s.",
            List.of(),
            seconds));
  }

  private static Reply refusal(ProblemType type, String reason) {
    return new Reply.Refusal(Problem.of(type, sentence(reason)));
  }

  private static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
  }
}
