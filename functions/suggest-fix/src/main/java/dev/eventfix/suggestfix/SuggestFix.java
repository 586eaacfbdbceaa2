package dev.eventfix.suggestfix;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.event.Description;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.EventRequest;
import dev.eventfix.event.Redaction;
import dev.eventfix.event.RedactionSettings;
import dev.eventfix.event.RequestField;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Lookup;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Priming;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Startup;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.suggestions.Claim;
import dev.eventfix.suggestfix.suggestions.DynamoDbSuggestionStore;
import dev.eventfix.suggestfix.suggestions.QuestionKey;
import dev.eventfix.suggestfix.suggestions.Subject;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.time.InstantSource;
import java.util.ArrayList;
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

  /** What the model is not given of a queue's record's time, for its answer must be kept. */
  private static final int KEEPING_MILLIS = 3_000;

  private static final GenerationOptions OPTIONS =
      new GenerationOptions(
          GenerationOptions.DEFAULT_TEMPERATURE, GenerationOptions.DEFAULT_MAX_OUTPUT_TOKENS);

  private final Redaction redaction;
  private final @Nullable ProviderChoice choice;
  private final @Nullable SuggestionStore store;
  private final NonceSource nonces;
  private final InstantSource clock;
  private final Metrics metrics;

  /**
   * An operation.
   *
   * @param redaction what is taken out of an event's texts
   * @param choice who is asked, or null when suggestions are turned off
   * @param store keeps what records of queues ask, or null when nothing is kept
   */
  SuggestFix(
      Redaction redaction,
      @Nullable ProviderChoice choice,
      @Nullable SuggestionStore store,
      NonceSource nonces,
      InstantSource clock,
      Metrics metrics) {
    this.redaction = redaction;
    this.choice = choice;
    this.store = store;
    this.nonces = nonces;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** The function's start-up, to be run once. */
  public static ColdStart<Application> coldStart(Surroundings surroundings) {
    return new ColdStart<>(startup(surroundings));
  }

  /** The function's start-up. */
  public static Startup startup(Surroundings surroundings) {
    return new Startup("suggest-fix", surroundings) {
      @Override
      protected List<Setting> secrets(Settings settings) {
        return SuggestFix.secrets(settings);
      }

      @Override
      protected Parts build(Settings settings, Metrics metrics) {
        Redaction redaction = RedactionSettings.read(settings);
        String provider = ProviderChoice.provider(settings);
        ProviderChoice choice = ProviderChoice.from(provider, settings);
        InstantSource clock = InstantSource.system();
        Table table = table(settings);
        SuggestionStore store = store(table, settings, clock);
        SuggestFix suggestFix =
            new SuggestFix(redaction, choice, store, new NonceSource.Secure(), clock, metrics);
        List<Service> services = new ArrayList<>();
        services.add(new SuggestionQueues());
        if (table != null) {
          services.add(table);
        }
        services.add(new ModelService(provider, choice));
        return new Parts(
            settings.isSet(Setting.WEBHOOK_QUEUE_ARN)
                ? Webhooks.before(suggestFix, settings, metrics)
                : suggestFix,
            new Lookup(SuggestionLookup.EVENT_ID, new SuggestionLookup(store)),
            services,
            primings(store != null));
      }
    };
  }

  /** A prompt that is dumped, and one read of the table if there is one. */
  private static List<Priming> primings(boolean hasTable) {
    List<Priming> primings = new ArrayList<>();
    primings.add(Priming.post("{\"dump_prompt\": true, \"event\": " + Priming.EVENT + "}"));
    if (hasTable) {
      primings.add(Priming.get(SuggestionLookup.EVENT_ID, "0".repeat(32)));
    }
    return primings;
  }

  /** Those that are needed; one that is missing is a fault. */
  private static List<Setting> secrets(Settings settings) {
    List<Setting> secrets = new ArrayList<>();
    if (ProviderChoice.takesKey(ProviderChoice.provider(settings))) {
      secrets.add(Setting.OPENAI_API_KEY);
    }
    if (settings.isSet(Setting.WEBHOOK_QUEUE_ARN)) {
      if (!settings.isSet(Setting.WEBHOOK_SECRET)) {
        settings.fault(
            Setting.WEBHOOK_SECRET,
            "is missing: without it no record of "
                + Setting.WEBHOOK_QUEUE_ARN.key()
                + " is known"
                + " to be Sentry's");
      }
      secrets.add(Setting.WEBHOOK_SECRET);
      secrets.add(Setting.WEBHOOK_PREVIOUS_SECRET);
    }
    return secrets;
  }

  private static @Nullable Table table(Settings settings) {
    TableSettings table = TableSettings.read(settings);
    return table == null ? null : new Table(table);
  }

  private static @Nullable SuggestionStore store(
      @Nullable Table table, Settings settings, InstantSource clock) {
    return table == null
        ? null
        : new DynamoDbSuggestionStore(
            table,
            clock,
            settings.wholeNumber(Setting.SUGGESTIONS_RETENTION_DAYS),
            settings.wholeNumber(Setting.CACHE_TTL_SECONDS));
  }

  @Override
  public boolean takesEnvelopes() {
    return true;
  }

  @Override
  public Reply run(Request request) {
    return run(
        request,
        EventRequest.read(request.body(), request.mediaType(), request.parameters(), FIELDS));
  }

  /** Answers a request of which somebody has read the event. */
  Reply run(Request request, EventRequest.Reading reading) {
    if (reading instanceof EventRequest.Reading.Refused refused) {
      return new Reply.Refusal(refused.problem());
    }
    EventRequest event = ((EventRequest.Reading.Understood) reading).request();
    request.concerns(event.namedProjects());
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
    Description description = event.describe(model, redaction);
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
    ModelProvider provider = choice.provider();
    if (store == null && request.isQueued()) {
      throw new MisconfiguredException(
          Setting.TABLE_NAME, "is missing: without a table a record's suggestion is kept nowhere");
    }
    if (store == null || !request.isQueued()) {
      Question question =
          new Question(described.event(), prompt, model, OPTIONS, null, request.deadline());
      return reply(ask(provider, question), provider, event.project(), described);
    }
    Question question =
        new Question(
            described.event(),
            prompt,
            model,
            OPTIONS,
            null,
            request.deadline().earlierBy(KEEPING_MILLIS));
    QuestionKey key =
        QuestionKey.of(
            event.project(), provider.name(), model, Prompt.VERSION, language, described.event());
    try {
      return new Queued(
              store, key, Subject.of(event.project(), described.eventId(), key), request.deadline())
          .reply(provider, question, event.project(), described);
    } catch (TableUnavailableException e) {
      return new Reply.Refusal(Problem.of(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage())));
    }
  }

  private Completion ask(ModelProvider provider, Question question) {
    long start = System.nanoTime();
    Completion completion = provider.complete(question);
    long millis = (System.nanoTime() - start) / 1_000_000;
    Tags tags = Tags.of("provider", provider.name(), "result", completion.result());
    metrics.incr(Metric.MODEL_CALLS, tags);
    metrics.timing(Metric.MODEL_TIME, millis, tags);
    if (completion instanceof Completion.Answer answer) {
      Tags provided = Tags.of("provider", provider.name());
      metrics.incr(Metric.INPUT_TOKENS, answer.inputTokens(), provided);
      metrics.incr(Metric.OUTPUT_TOKENS, answer.outputTokens(), provided);
    }
    return completion;
  }

  private Reply reply(
      Completion completion, ModelProvider provider, String project, Described described) {
    return switch (completion) {
      case Completion.Answer answer ->
          asked(suggestion(answer, provider, described), project, described);
      case Completion.RateLimited limited -> limited(limited);
      case Completion.Refused refused -> refusal(ProblemType.MODEL_FAILED, refused.reason());
      case Completion.Unavailable unavailable ->
          refusal(
              switch (unavailable.cause()) {
                case FAILED, MISCONFIGURED -> ProblemType.MODEL_FAILED;
                case TIMED_OUT, STOPPED -> ProblemType.MODEL_TIMEOUT;
              },
              unavailable.reason());
    };
  }

  /** The answer of somebody who was asked for it just now. */
  private static Reply asked(Suggestion suggestion, String project, Described described) {
    Map<String, Integer> counts = new LinkedHashMap<>(described.counts());
    counts.put("input_tokens", suggestion.answer().inputTokens());
    counts.put("output_tokens", suggestion.answer().outputTokens());
    return new Reply.Answer(
        new SuggestFixAnswer(described.eventId(), project, suggestion, false, described.warnings()),
        counts);
  }

  private Suggestion suggestion(
      Completion.Answer answer, ModelProvider provider, Described described) {
    return new Suggestion(
        described.fingerprint(), provider.name(), Prompt.VERSION, answer, clock.millis());
  }

  /** A record of a queue, which may come several times and whose answer is kept. */
  private final class Queued {
    private final SuggestionStore suggestions;
    private final QuestionKey key;
    private final Subject subject;
    private final Deadline deadline;

    Queued(SuggestionStore suggestions, QuestionKey key, Subject subject, Deadline deadline) {
      this.suggestions = suggestions;
      this.key = key;
      this.subject = subject;
      this.deadline = deadline;
    }

    Reply reply(ModelProvider provider, Question question, String project, Described described) {
      Claim claim = suggestions.claim(key, subject, deadline);
      if (claim instanceof Claim.Answered answered) {
        count("duplicate");
        Suggestion suggestion = answered.suggestion().of(described.fingerprint());
        suggestions.keep(key, subject, suggestion, deadline);
        return new Reply.Answer(
            new SuggestFixAnswer(
                described.eventId(), project, suggestion, true, described.warnings()),
            described.counts());
      }
      if (!(claim instanceof Claim.Taken taken)) {
        count("held");
        return new Reply.Refusal(
            Problem.of(
                ProblemType.BEING_ASKED,
                "Another record asks the same: this one comes again for the answer."));
      }
      Completion completion = ask(provider, question);
      if (completion instanceof Completion.Answer answer) {
        Suggestion suggestion = suggestion(answer, provider, described);
        // First for all who ask the same: if this is the last that we do, nobody asks again.
        suggestions.answer(key, taken, suggestion, deadline);
        suggestions.keep(key, subject, suggestion, deadline);
        count("stored");
        return asked(suggestion, project, described);
      }
      release(taken);
      return SuggestFix.this.reply(completion, provider, project, described);
    }

    /** So that the record's next try need not wait for the lease to end; that it does suffices. */
    private void release(Claim.Taken taken) {
      try {
        suggestions.release(key, taken, deadline);
      } catch (TableUnavailableException e) {
        count("not_released");
      }
    }

    private void count(String result) {
      metrics.incr(Metric.SUGGESTIONS, Tags.of("result", result));
    }
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
