package dev.eventfix.suggestfix;

import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.provider.TextSink;
import org.jspecify.annotations.Nullable;

/** Asks whom a use case names, and its second provider when the first is limited or down. */
final class ModelCall {

  /** The second is not asked with less time left. */
  static final int MIN_FALLBACK_MILLIS = 5_000;

  /** Which part of the time the first one has when there is a second. */
  private static final double FIRST_SHARE = 0.6;

  private final Metrics metrics;

  ModelCall(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * What came of it.
   *
   * @param provider who said so
   * @param insteadOf who was to be asked and was limited or down, or null
   */
  record Asked(Completion completion, String provider, @Nullable String insteadOf) {}

  /** Takes an answer's text while it comes, and knows what of it was shown to anybody. */
  interface Viewer extends TextSink {
    /** Whether anything was: it cannot be taken back. */
    boolean hasShown();

    /** What came so far is of no use, and was not shown. */
    void startAgain();
  }

  /**
   * Asks.
   *
   * @param question for the use case's first provider
   * @param sink takes the text while it comes, or null
   */
  Asked ask(UseCase useCase, Question question, @Nullable Viewer sink) {
    UseCase.Fallback fallback = useCase.fallback();
    ModelProvider first = useCase.provider();
    if (fallback == null) {
      return new Asked(ask(first, question, sink), first.name(), null);
    }
    Deadline whole = question.deadline();
    long share = (long) (whole.remainingMillis() * FIRST_SHARE);
    Completion completion =
        ask(first, to(question, question.model(), Deadline.inMillis(share)), sink);
    if (!isWorthAnother(completion)
        || (sink != null && sink.hasShown())
        || whole.remainingMillis() < MIN_FALLBACK_MILLIS) {
      return new Asked(completion, first.name(), null);
    }
    if (sink != null) {
      sink.startAgain();
    }
    ModelProvider second = fallback.provider();
    Completion other = ask(second, to(question, fallback.model(), whole), sink);
    return other instanceof Completion.Answer
        ? new Asked(other, second.name(), first.name())
        // Whoever set it up has to know about the first one.
        : new Asked(completion, first.name(), null);
  }

  private static Question to(Question question, String model, Deadline deadline) {
    return new Question(
        question.description(),
        question.prompt(),
        model,
        question.options(),
        question.format(),
        deadline);
  }

  private static boolean isWorthAnother(Completion completion) {
    return switch (completion) {
      case Completion.RateLimited limited -> true;
      case Completion.Unavailable unavailable ->
          unavailable.cause() == Cause.FAILED || unavailable.cause() == Cause.TIMED_OUT;
      case Completion.Answer answer -> false;
      case Completion.Refused refused -> false;
    };
  }

  private Completion ask(ModelProvider provider, Question question, @Nullable TextSink sink) {
    long start = System.nanoTime();
    Completion completion =
        sink == null ? provider.complete(question) : provider.stream(question, sink);
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
}
