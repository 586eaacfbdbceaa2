package dev.eventfix.suggestfix.provider;

import org.jspecify.annotations.Nullable;

/** Every way in which asking a model can end. No variant holds a secret or the event's text. */
public sealed interface Completion {

  /** Nobody wanted to read on. */
  Unavailable STOPPED = new Unavailable(Cause.STOPPED, "nobody reads the answer any longer");

  /** Its name in metrics. */
  String result();

  /**
   * The model answered.
   *
   * @param text what the model wrote, never blank
   * @param finishReason {@code stop}, {@code length} when its end is missing, else the provider's
   *     own word
   * @param inputTokens what the provider counted, 0 when it told nothing
   * @param outputTokens what the provider counted, 0 when it told nothing
   */
  record Answer(String text, String model, String finishReason, int inputTokens, int outputTokens)
      implements Completion {
    @Override
    public String result() {
      return "answer";
    }
  }

  /**
   * The provider limits us.
   *
   * @param reason what it is that it limits, in our words, with the provider's own message
   * @param retryAfterSeconds when it wants to be asked again, or null when it did not say
   */
  record RateLimited(String reason, @Nullable Integer retryAfterSeconds) implements Completion {
    @Override
    public String result() {
      return "limited";
    }
  }

  /**
   * The model was asked and declined to answer.
   *
   * @param reason why, in our words
   */
  record Refused(String reason) implements Completion {
    @Override
    public String result() {
      return "refused";
    }
  }

  /**
   * No usable answer came.
   *
   * @param reason what happened, in our words; names the setting to check where one is at fault
   */
  record Unavailable(Cause cause, String reason) implements Completion {
    @Override
    public String result() {
      return cause.label;
    }
  }

  /** Why no usable answer came. */
  enum Cause {
    /** It was down, could not be reached, or answered nonsense. */
    FAILED("failed"),
    /** A time-out, ours or that of the time that was left. */
    TIMED_OUT("timed-out"),
    /** It says that our key, model or address is wrong. */
    MISCONFIGURED("misconfigured"),
    /** Whoever read the answer while it came went away. */
    STOPPED("stopped");

    private final String label;

    Cause(String label) {
      this.label = label;
    }
  }
}
