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
import dev.eventfix.event.Said;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.KnownQueues;
import dev.eventfix.runtime.Lookup;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Startup;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.suggestfix.budget.Budgets;
import dev.eventfix.suggestfix.budget.Limits;
import dev.eventfix.suggestfix.delivery.Delivery;
import dev.eventfix.suggestfix.delivery.TopicArn;
import dev.eventfix.suggestfix.options.DynamoDbProjectOptionsStore;
import dev.eventfix.suggestfix.options.Policy;
import dev.eventfix.suggestfix.options.ProjectOptions;
import dev.eventfix.suggestfix.options.RecentOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.suggestions.DynamoDbSuggestionStore;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String EVENTS = "events";

  private final boolean eventsOnly;
  private final boolean eventsInQueues;
  private final Redaction redaction;
  private final UseCases useCases;
  private final Policy policy;
  private final @Nullable TableServices table;
  private final FixSuggester suggester;
  private final Probe probe;
  private final NonceSource nonces;

  /**
   * An operation.
   *
   * @param eventsOnly whether bodies are events and envelopes, and no requests
   * @param eventsInQueues the same of queues' records
   * @param redaction what is taken out of an event's texts
   * @param useCases whom to ask
   * @param policy of every project that has none of its own
   * @param table what is kept, or null when nothing is
   */
  SuggestFix(
      boolean eventsOnly,
      boolean eventsInQueues,
      Redaction redaction,
      UseCases useCases,
      Policy policy,
      @Nullable TableServices table,
      NonceSource nonces,
      FixSuggester suggester,
      Probe probe) {
    this.eventsOnly = eventsOnly;
    this.eventsInQueues = eventsInQueues;
    this.redaction = redaction;
    this.useCases = useCases;
    this.policy = policy;
    this.table = table;
    this.nonces = nonces;
    this.suggester = suggester;
    this.probe = probe;
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
        return SuggestFix.build(settings, surroundings.environment(), metrics);
      }
    };
  }

  private static Startup.Parts build(
      Settings settings, Map<String, String> environment, Metrics metrics) {
    boolean eventsOnly = EVENTS.equals(settings.text(Setting.REQUESTS_BODIES));
    boolean eventsInQueues =
        settings.isSet(Setting.SUGGESTIONS_QUEUE_BODIES)
            ? EVENTS.equals(settings.text(Setting.SUGGESTIONS_QUEUE_BODIES))
            : eventsOnly;
    Redaction redaction = RedactionSettings.read(settings);
    UseCases useCases = UseCases.read(settings, new Providers(settings, environment));
    TableSettings tableSettings = TableSettings.read(settings);
    Table table = tableSettings == null ? null : new Table(tableSettings);
    // What is written for others to compare with is in the time that all of them share.
    InstantSource clock = table == null ? InstantSource.system() : table.clock();
    TableServices services = services(table, settings, environment, clock, metrics);
    FixSuggester suggester =
        new FixSuggester(services, FixSuggester.WAIT_MILLIS, Thread::sleep, clock, metrics);
    SuggestFix suggestFix =
        new SuggestFix(
            eventsOnly,
            eventsInQueues,
            redaction,
            useCases,
            policy(settings),
            services,
            new NonceSource.Secure(),
            suggester,
            new Probe(useCases, metrics));
    List<Service> all = new ArrayList<>();
    all.add(new SuggestionQueues());
    if (table != null) {
      all.add(table);
    }
    if (services != null && services.delivery() != null) {
      all.add(services.delivery());
    }
    all.add(new ModelService(useCases));
    Operation operation =
        settings.isSet(Setting.WEBHOOK_QUEUE_ARN)
            ? Webhooks.before(suggestFix, settings, metrics)
            : suggestFix;
    return new Startup.Parts(
        new KnownQueues(
            operation, settings, metrics, Setting.SUGGESTIONS_QUEUE_ARN, Setting.WEBHOOK_QUEUE_ARN),
        new Lookup(
            SuggestionLookup.EVENT_ID,
            new SuggestionLookup(services == null ? null : services.suggestions())),
        all);
  }

  /** Those that are needed; one that is missing is a fault. */
  private static List<Setting> secrets(Settings settings) {
    List<Setting> secrets = new ArrayList<>(Providers.secrets(settings));
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

  private static Policy policy(Settings settings) {
    Policy policy = Policy.named(String.valueOf(settings.text(Setting.LLM_POLICY)));
    return policy == null ? Policy.SUBPROCESSOR : policy;
  }

  private static @Nullable TableServices services(
      @Nullable Table table,
      Settings settings,
      Map<String, String> environment,
      InstantSource clock,
      Metrics metrics) {
    if (table == null) {
      return null;
    }
    String named = settings.text(Setting.DELIVERY_TOPIC_ARN);
    TopicArn topic = named == null ? null : TopicArn.parse(named);
    return new TableServices(
        new DynamoDbSuggestionStore(
            table,
            clock,
            settings.wholeNumber(Setting.SUGGESTIONS_RETENTION_DAYS),
            settings.wholeNumber(Setting.CACHE_TTL_SECONDS)),
        new Budgets(
            table,
            clock,
            new Limits(
                settings.wholeNumber(Setting.BUDGET_DAILY_REQUESTS),
                settings.wholeNumber(Setting.BUDGET_DAILY_TOKENS))),
        new RecentOptions(new DynamoDbProjectOptionsStore(table)),
        topic == null ? null : new Delivery(topic, environment, metrics));
  }

  @Override
  public boolean takesEnvelopes() {
    return true;
  }

  @Override
  public Reply run(Request request) {
    Said said =
        new Said(
            request.parameters(),
            request.attributes(),
            request.isRecord() ? eventsInQueues : eventsOnly);
    Probe.Wanted probed = said.isEvent() ? null : Probe.of(request);
    return probed != null
        ? probe.reply(probed, request)
        : run(request, EventRequest.read(request.body(), request.mediaType(), said, FIELDS));
  }

  /** Answers a request of which somebody has read the event. */
  Reply run(Request request, EventRequest.Reading reading) {
    if (reading instanceof EventRequest.Reading.Refused refused) {
      return new Reply.Refusal(refused.problem());
    }
    EventRequest event = ((EventRequest.Reading.Understood) reading).request();
    request.concerns(event.namedProjects());
    boolean dump = event.flag(RequestField.DUMP_PROMPT);
    RecentOptions.Reading known = options(event.project(), request);
    ProjectOptions options = known.options();
    UseCase useCase = useCase(options);
    if (useCase == null && !dump) {
      return new Reply.Refusal(
          Problem.of(
              ProblemType.NO_MODEL,
              "The setting " + Setting.LLM_PROVIDER.key() + " is none: nothing is suggested."));
    }
    String asked = event.text(RequestField.MODEL);
    if (useCase != null && asked != null && !useCase.allows(asked)) {
      return new Reply.Refusal(Problem.invalid(RequestField.MODEL.fieldName(), allowed(useCase)));
    }
    String model = asked != null || useCase == null ? asked : useCase.model();
    Description description = event.describe(model, redaction);
    if (description instanceof Description.NothingToDescribe nothing) {
      return new Reply.Refusal(nothing.problem());
    }
    Described described = (Described) description;
    String language = event.text(RequestField.ANSWER_LANGUAGE);
    language = language == null ? options.answerLanguage() : language;
    if (dump || useCase == null || model == null) {
      Prompt prompt = Prompt.about(described.event(), language, Prompt.FIXED_NONCE);
      return new Reply.Answer(new PromptAnswer(described, prompt), described.counts());
    }
    return suggester.reply(
        new EventCase(
            request,
            event.project(),
            described,
            useCase,
            model,
            language,
            options.policy() == null ? policy : options.policy(),
            known.known(),
            event.flag(RequestField.CONSENT),
            limits(options),
            EventCase.prompt(described, language, nonces),
            event.flag(RequestField.STREAM) ? request.tokens() : null));
  }

  private RecentOptions.Reading options(String project, Request request) {
    // A read that changes nothing is a good part of a cold start with the rules.
    return table == null || useCases.isOneBuiltIn()
        ? new RecentOptions.Reading(ProjectOptions.NONE, true)
        : table
            .options()
            .read(
                project,
                request.isQueued(),
                request.isQueued()
                    ? request.deadline().earlierBy(FixSuggester.KEEPING_MILLIS)
                    : request.deadline());
  }

  /** The use case that the project's options choose, else the function's own. */
  private @Nullable UseCase useCase(ProjectOptions options) {
    String chosen = options.useCase();
    UseCase useCase = useCases.of(chosen == null ? UseCase.SUGGESTED_FIX : chosen);
    if (useCase == null && chosen != null && useCases.of(UseCase.SUGGESTED_FIX) != null) {
      throw new MisconfiguredException(
          Setting.LLM_USECASES,
          "has no use case "
              + chosen
              + ", which the options of this project choose: it has "
              + String.join(", ", useCases.names()));
    }
    return useCase;
  }

  private static @Nullable Limits limits(ProjectOptions options) {
    Long requests = options.dailyRequests();
    Long tokens = options.dailyTokens();
    return requests == null && tokens == null
        ? null
        : new Limits(requests == null ? 0 : requests, tokens == null ? 0 : tokens);
  }

  /** What a request's model must be, for the problem of one that is not. */
  private static String allowed(UseCase useCase) {
    return useCase.provider().isBuiltIn()
        ? "cannot be asked: the built-in rules answer, because no provider is configured (set "
            + Setting.OPENAI_API_KEY.usualVariable()
            + " or llm.provider)"
        : "must be one of those that may be asked: "
            + String.join(", ", useCase.models())
            + " (llm.model and llm.allowed_models, or allowed_models in llm.providers)";
  }
}
