package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.suggestfix.provider.Completion;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion that is kept.
 *
 * @param fingerprint of the event it was made for
 * @param provider who was asked
 * @param promptVersion of our wording
 * @param answer what came of it
 * @param answeredAt when, in milliseconds since 1970
 * @param confidence how sure its maker is, in one word, or null when it does not tell
 * @param notEnoughInformation what was missing, as JSON of up to {@value #MAX_NOTE} characters, or
 *     null when nothing was
 * @param insteadOf the provider that was to be asked and was limited or down, or null when the one
 *     that answered was the first choice
 * @param limited true when a budget was used up, and the answer is one that costs nothing: it is
 *     kept for who waits for it, and is no answer for others who ask the same
 */
public record Suggestion(
    String fingerprint,
    String provider,
    String promptVersion,
    Completion.Answer answer,
    long answeredAt,
    @Nullable String confidence,
    @Nullable String notEnoughInformation,
    @Nullable String insteadOf,
    boolean limited) {

  /** Why an answer ended whose end is missing. */
  private static final String CUT_OFF = "length";

  /** The longest note about missing information that is kept; a longer one is left out. */
  static final int MAX_NOTE = 16_000;

  /** A suggestion of the provider that was to be asked, about which nothing else is known. */
  public Suggestion(
      String fingerprint,
      String provider,
      String promptVersion,
      Completion.Answer answer,
      long answeredAt) {
    this(fingerprint, provider, promptVersion, answer, answeredAt, null, null, null, false);
  }

  /** The same answer, for another event that asks the same. */
  public Suggestion of(String otherFingerprint) {
    return new Suggestion(
        otherFingerprint,
        provider,
        promptVersion,
        answer,
        answeredAt,
        confidence,
        notEnoughInformation,
        insteadOf,
        limited);
  }

  /** The same, told to be one that a used up budget is the reason of. */
  public Suggestion limitedOne() {
    return new Suggestion(
        fingerprint,
        provider,
        promptVersion,
        answer,
        answeredAt,
        confidence,
        notEnoughInformation,
        insteadOf,
        true);
  }

  /**
   * Whether it counts for others who ask the same: it is whole, and the first choice's. What came
   * instead of that is for who asked, lest the first choice be asked by nobody for as long as it
   * would be kept.
   */
  boolean countsForOthers() {
    return !limited && insteadOf == null && !answer.finishReason().equals(CUT_OFF);
  }
}
