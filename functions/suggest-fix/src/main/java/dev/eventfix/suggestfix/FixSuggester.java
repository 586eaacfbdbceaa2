package dev.eventfix.suggestfix;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.TokenStream;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.suggestfix.answer.AnswerStream;
import dev.eventfix.suggestfix.answer.FixAnswer;
import dev.eventfix.suggestfix.answer.NotEnoughInformation;
import dev.eventfix.suggestfix.budget.Grant;
import dev.eventfix.suggestfix.budget.Reservation;
import dev.eventfix.suggestfix.delivery.Delivered;
import dev.eventfix.suggestfix.options.Policy;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.rules.RulesProvider;
import dev.eventfix.suggestfix.suggestions.Asker;
import dev.eventfix.suggestfix.suggestions.Claim;
import dev.eventfix.suggestfix.suggestions.QuestionKey;
import dev.eventfix.suggestfix.suggestions.Subject;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import dev.eventfix.suggestfix.suggestions.Waiting;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Suggests a fix for one event at a time: policy, then the answer that is there already, then the
 * budget, then the model. Of all that ask the same at once one asks the model, on every path.
 */
final class FixSuggester {

  /** How long a caller waits for somebody else's answer before being told where it will be. */
  static final int WAIT_MILLIS = 5_000;

  /** How long a caller waits for the table in one call: it can be answered without. */
  static final int CALLER_TABLE_MILLIS = 3_000;

  /** What the model is not given of the time, for its answer must be kept. */
  static final int KEEPING_MILLIS = 3_000;

  private final @Nullable TableServices table;
  private final ModelCall call;
  private final int waitMillis;
  private final SuggestionStore.Pause pause;
  private final InstantSource clock;
  private final Metrics metrics;

  /**
   * A suggester.
   *
   * @param table null when none is named: nothing is kept then, and nothing limited
   * @param waitMillis {@link #WAIT_MILLIS}, but in tests, which wait for nothing
   */
  FixSuggester(
      @Nullable TableServices table,
      int waitMillis,
      SuggestionStore.Pause pause,
      InstantSource clock,
      Metrics metrics) {
    this.table = table;
    this.call = new ModelCall(metrics);
    this.waitMillis = waitMillis;
    this.pause = pause;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** What becomes of it. */
  Reply reply(EventCase event) {
    boolean builtIn = event.useCase().provider().isBuiltIn();
    // Nothing leaves the function for the built-in ones: there is nothing to agree to.
    Problem refusal = builtIn ? null : refusal(event.policy(), event.consent());
    if (refusal != null) {
      return new Reply.Refusal(refusal);
    }
    boolean queued = event.request().isQueued();
    if (!builtIn && !event.policyKnown() && queued) {
      // It can wait until the project's own policy is known, which may be stricter.
      return new Reply.Refusal(
          Problem.of(
              ProblemType.UNAVAILABLE,
              "The project's options cannot be read: this record comes again."));
    }
    if (table == null) {
      if (queued) {
        throw new MisconfiguredException(
            Setting.TABLE_NAME,
            "is missing: without a table a record's suggestion is kept nowhere");
      }
      return uncached(event);
    }
    // What costs nothing nobody need wait for, or ask only once.
    return builtIn && !queued
        ? answeredAndKept(event, table.suggestions())
        : new OneAnswer(event, table).reply();
  }

  /**
   * Answers, and keeps it for who looks it up; that it cannot be kept costs no caller an answer.
   */
  private Reply answeredAndKept(EventCase event, SuggestionStore suggestions) {
    Made made = ask(event, event.request().deadline());
    Suggestion suggestion = made.suggestion();
    if (suggestion == null) {
      return refused(made.asked().completion());
    }
    QuestionKey key = event.key();
    Subject subject = Subject.of(event.project(), event.described().eventId(), key);
    try {
      suggestions.keep(key, subject, suggestion, forCaller(event.request().deadline()));
      count(Metric.SUGGESTIONS, "stored");
    } catch (TableUnavailableException e) {
      count(Metric.SUGGESTIONS, "not_stored");
    }
    return answer(event, suggestion, false);
  }

  /** By when a call to the table ends for which a caller waits. */
  private static Deadline forCaller(Deadline deadline) {
    return Deadline.inMillis(Math.min(CALLER_TABLE_MILLIS, deadline.remainingMillis()));
  }

  private static @Nullable Problem refusal(Policy policy, boolean consent) {
    return switch (policy) {
      case ALLOWED -> null;
      case INDIVIDUAL_CONSENT ->
          consent
              ? null
              : Problem.policy(
                  policy.label(),
                  "Events of this project go to a model only with consent: send `consent` as true"
                      + " once you have it.");
      case SUBPROCESSOR ->
          Problem.policy(
              policy.label(),
              "Events of this project do not go to a model before there is an agreement with who"
                  + " runs it. The operator then allows it: llm.policy, or ./eventfix options set.");
    };
  }

  /** Asks, and keeps nothing. */
  private Reply uncached(EventCase event) {
    Made made = ask(event, event.request().deadline());
    return made.suggestion() == null
        ? refused(made.asked().completion())
        : answer(event, made.suggestion(), false);
  }

  /**
   * What came of asking.
   *
   * @param suggestion null when there is none
   */
  private record Made(ModelCall.Asked asked, @Nullable Suggestion suggestion) {}

  private Made ask(EventCase event, Deadline deadline) {
    TokenStream tokens = event.tokens();
    if (tokens == null) {
      ModelCall.Asked asked = call.ask(event.useCase(), event.question(deadline), null);
      return asked.completion() instanceof Completion.Answer answer
          ? new Made(asked, suggestion(event, asked, answer, FixAnswer.parse(answer.text())))
          : new Made(asked, null);
    }
    tokens.begin();
    Watched watched = new Watched(tokens);
    ModelCall.Asked asked = call.ask(event.useCase(), event.question(deadline), watched);
    if (!(asked.completion() instanceof Completion.Answer answer)) {
      return new Made(asked, null);
    }
    FixAnswer fix = watched.stream.finish();
    tokens.usage(answer.inputTokens(), answer.outputTokens());
    return new Made(asked, suggestion(event, asked, answer, fix));
  }

  /** Shows what may be shown of the pieces of an answer. */
  private static final class Watched implements ModelCall.Viewer {
    private final TokenStream tokens;
    private AnswerStream stream = new AnswerStream(this::show);
    private boolean listening = true;
    private boolean hasShown;

    Watched(TokenStream tokens) {
      this.tokens = tokens;
    }

    private void show(String text) {
      hasShown = true;
      listening &= tokens.token(text);
    }

    @Override
    public boolean text(String piece) {
      stream.append(piece);
      return listening;
    }

    @Override
    public boolean hasShown() {
      return hasShown;
    }

    @Override
    public void startAgain() {
      stream = new AnswerStream(this::show);
    }
  }

  private Suggestion suggestion(
      EventCase event, ModelCall.Asked asked, Completion.Answer answer, FixAnswer fix) {
    return new Suggestion(
        event.described().fingerprint(),
        asked.provider(),
        Prompt.VERSION,
        new Completion.Answer(
            fix.markdown(),
            answer.model(),
            answer.finishReason(),
            answer.inputTokens(),
            answer.outputTokens()),
        clock.millis(),
        fix.confidence().wireName(),
        note(fix.notEnoughInformation()),
        asked.insteadOf(),
        false);
  }

  private static @Nullable String note(@Nullable NotEnoughInformation missing) {
    return missing == null ? null : new String(Json.bytes(missing), StandardCharsets.UTF_8);
  }

  private static Reply answer(EventCase event, Suggestion suggestion, boolean cached) {
    return answer(event, suggestion, cached, null);
  }

  private static Reply answer(
      EventCase event, Suggestion suggestion, boolean cached, @Nullable String warning) {
    Map<String, Integer> counts = new LinkedHashMap<>(event.described().counts());
    if (!cached) {
      counts.put("input_tokens", suggestion.answer().inputTokens());
      counts.put("output_tokens", suggestion.answer().outputTokens());
    }
    return new Reply.Answer(
        200,
        new SuggestFixAnswer(
            event.described().eventId(),
            event.project(),
            suggestion,
            cached,
            event.described().warnings()),
        counts,
        null,
        warning);
  }

  /** Why there is no answer. */
  static Reply refused(Completion completion) {
    return switch (completion) {
      case Completion.Answer answer -> throw new IllegalArgumentException("it is an answer");
      case Completion.RateLimited limited -> limited(limited);
      case Completion.Refused refused -> refusal(ProblemType.MODEL_FAILED, refused.reason());
      case Completion.Unavailable unavailable ->
          refusal(
              unavailable.cause() == Cause.TIMED_OUT
                  ? ProblemType.MODEL_TIMEOUT
                  : ProblemType.MODEL_FAILED,
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

  private static Reply unavailableTable(TableUnavailableException e) {
    return new Reply.Refusal(Problem.of(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage())));
  }

  private void count(Metric metric, String result) {
    metrics.incr(metric, Tags.of("result", result));
  }

  /** One event whose answer may be there already, or be on its way, and is kept for others. */
  private final class OneAnswer {
    private final EventCase event;
    private final TableServices services;
    private final SuggestionStore suggestions;
    private final boolean queued;
    private final Deadline deadline;
    private final QuestionKey key;
    private final Subject subject;
    private final Asker asker;

    OneAnswer(EventCase event, TableServices services) {
      this.event = event;
      this.services = services;
      this.suggestions = services.suggestions();
      this.queued = event.request().isQueued();
      this.deadline = event.request().deadline();
      this.key = event.key();
      this.subject = Subject.of(event.project(), event.described().eventId(), key);
      this.asker = queued ? Asker.record(event.request().body()) : Asker.CALLER;
    }

    /** By when a call to the table ends. */
    private Deadline forTable() {
      return queued ? deadline : forCaller(deadline);
    }

    Reply reply() {
      Claim claim;
      try {
        claim = suggestions.claim(key, subject, asker, deadline);
        if (claim instanceof Claim.Held && !queued) {
          claim = await();
        }
        if (claim instanceof Claim.Held) {
          Waiting waiting =
              suggestions.waitFor(key, subject, event.described().fingerprint(), asker, deadline);
          if (!(waiting instanceof Waiting.Over over)) {
            return left(waiting);
          }
          claim = over.claim();
        }
        if (claim instanceof Claim.Answered answered) {
          return hit(answered.suggestion().of(event.described().fingerprint()));
        }
      } catch (TableUnavailableException e) {
        return unavailable(e);
      }
      return claim instanceof Claim.Taken taken
          ? new Holding(taken).reply()
          // Over and held again at once: somebody was quicker.
          : left(new Waiting.ComesAgain());
    }

    private Claim await() {
      long millis = Math.min(waitMillis, deadline.remainingMillis() / 2);
      Claim claim =
          suggestions.await(key, subject, asker, Deadline.inMillis(millis), deadline, pause);
      if (claim instanceof Claim.Answered) {
        count(Metric.CACHE, "waited");
      }
      return claim;
    }

    /** It is answered without the table, but a record's answer has no other place to go to. */
    private Reply unavailable(TableUnavailableException e) {
      count(Metric.CACHE, "unavailable");
      return queued
          ? new Reply.Refusal(Problem.of(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage())))
          : uncached(event);
    }

    private Reply left(Waiting waiting) {
      count(Metric.CACHE, "held");
      if (queued && waiting instanceof Waiting.ComesAgain) {
        return new Reply.Refusal(
            Problem.of(
                ProblemType.BEING_ASKED,
                "Somebody else asks the same: this record comes again for the answer."));
      }
      return new Reply.Answer(
          202,
          new AskingAnswer(subject.event(), event.project()),
          event.described().counts(),
          AskingAnswer.location(subject));
    }

    private Reply hit(Suggestion suggestion) {
      count(Metric.CACHE, "hit");
      if (queued) {
        count(Metric.SUGGESTIONS, "duplicate");
      }
      try {
        suggestions.keep(key, subject, suggestion, forTable());
      } catch (TableUnavailableException e) {
        if (queued) {
          throw e;
        }
        count(Metric.SUGGESTIONS, "not_stored");
      }
      TokenStream tokens = event.tokens();
      if (tokens != null) {
        tokens.begin();
        if (tokens.token(suggestion.answer().text())) {
          tokens.usage(0, 0);
        }
      }
      return answer(event, suggestion, true);
    }

    /**
     * It is ours to ask: whatever happens, the claim is answered, given back, or ends by itself.
     */
    private final class Holding {
      private final Claim.Taken taken;
      private @Nullable Reservation reservation;
      private boolean answered;

      Holding(Claim.Taken taken) {
        this.taken = taken;
      }

      Reply reply() {
        count(Metric.CACHE, "miss");
        try {
          Grant.Over over = reserve();
          return over == null ? asked() : overBudget(over);
        } finally {
          // Whatever failed: nobody need wait for the lease to end.
          if (!answered) {
            release();
          }
        }
      }

      private Reply asked() {
        Made made = ask(event, deadline.earlierBy(KEEPING_MILLIS));
        Suggestion suggestion = made.suggestion();
        if (suggestion == null) {
          settle(used(made.asked().completion()));
          return refused(made.asked().completion());
        }
        try {
          keep(suggestion);
        } catch (TableUnavailableException e) {
          count(Metric.SUGGESTIONS, "not_stored");
          if (queued) {
            settle(tokens(suggestion));
            return unavailableTable(e);
          }
          // Asked for again it costs once more; this caller has it at least.
        }
        settle(tokens(suggestion));
        return answer(event, suggestion, false, answered ? deliver(suggestion) : null);
      }

      /** What a budget left no room for, or null. */
      private Grant.@Nullable Over reserve() {
        if (event.useCase().provider().isBuiltIn()) {
          return null;
        }
        try {
          Grant grant =
              services
                  .budgets()
                  .reserve(event.project(), event.longestTokens(), event.limits(), forTable());
          if (grant instanceof Grant.Granted granted) {
            reservation = granted.reservation();
            return null;
          }
          Grant.Over over = (Grant.Over) grant;
          metrics.incr(
              Metric.BUDGET_REFUSALS,
              Tags.of("scope", over.scope().label(), "limit", over.what().label()));
          return over;
        } catch (TableUnavailableException e) {
          // The question is answered all the same, as it is without the cache.
          count(Metric.CACHE, "unavailable");
          return null;
        }
      }

      private Reply overBudget(Grant.Over over) {
        if (!queued) {
          return new Reply.Refusal(
              new Problem(
                  ProblemType.OVER_BUDGET,
                  "The daily budget of "
                      + over.what().label()
                      + " of "
                      + (over.scope() == Grant.Scope.PROJECT
                          ? "this project"
                          : "the whole deployment")
                      + " is used up: try again after midnight UTC, or have it raised.",
                  List.of(),
                  over.retryAfterSeconds()));
        }
        Completion completion = new RulesProvider().complete(event.question(deadline));
        if (!(completion instanceof Completion.Answer answer)) {
          throw new IllegalStateException("the rules always answer");
        }
        FixAnswer fix = FixAnswer.parse(answer.text());
        ModelCall.Asked asked =
            new ModelCall.Asked(answer, RulesProvider.NAME, event.useCase().provider().name());
        Suggestion suggestion = suggestion(event, asked, answer, fix).limitedOne();
        try {
          keep(suggestion);
        } catch (TableUnavailableException e) {
          return unavailableTable(e);
        }
        return answer(event, suggestion, false, deliver(suggestion));
      }

      private void keep(Suggestion suggestion) {
        // First for all who ask the same: if this is the last that we do, nobody asks again.
        suggestions.answer(key, taken, suggestion, forTable());
        answered = true;
        suggestions.keep(key, subject, suggestion, forTable());
        count(Metric.SUGGESTIONS, "stored");
      }

      /** Publishes it; tells why it was not, for the log, or null. */
      private @Nullable String deliver(Suggestion suggestion) {
        if (services.delivery() == null) {
          return null;
        }
        Delivered delivered =
            services
                .delivery()
                .deliver(event.described().eventId(), event.project(), suggestion, forTable());
        String reason =
            switch (delivered) {
              case Delivered.Published published -> null;
              case Delivered.Refused refused -> refused.reason();
              case Delivered.Lost lost -> lost.reason();
            };
        return reason == null ? null : "the suggestion is kept and was not published: " + reason;
      }

      /** So that nobody need wait for the lease to end; that it does suffices. */
      private void release() {
        try {
          suggestions.release(key, taken, forTable());
        } catch (TableUnavailableException e) {
          count(Metric.SUGGESTIONS, "not_released");
        }
      }

      /** Not settled, all that was set aside stays counted: too much, and never too little. */
      private void settle(long tokens) {
        Reservation set = reservation;
        if (set != null && tokens >= 0) {
          try {
            services.budgets().settle(set, tokens, forTable());
          } catch (TableUnavailableException e) {
            count(Metric.SUGGESTIONS, "not_settled");
          }
        }
      }

      private static long tokens(Suggestion suggestion) {
        long told = (long) suggestion.answer().inputTokens() + suggestion.answer().outputTokens();
        // A server that counts nothing is taken at the most that it can have been.
        return told == 0 ? -1 : told;
      }

      /** Tokens of a question that got no answer, or -1 when they are not known. */
      private static long used(Completion completion) {
        return switch (completion) {
          case Completion.Answer answer -> -1;
          case Completion.RateLimited limited -> 0;
          case Completion.Refused refused -> -1;
          case Completion.Unavailable unavailable ->
              switch (unavailable.cause()) {
                case FAILED, TIMED_OUT, STOPPED -> -1;
                case MISCONFIGURED -> 0;
              };
        };
      }
    }
  }
}
