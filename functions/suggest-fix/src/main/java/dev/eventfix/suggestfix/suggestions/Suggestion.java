package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.suggestfix.provider.Completion;

/**
 * A suggestion that is kept.
 *
 * @param fingerprint of the event it was made for
 * @param provider who was asked
 * @param promptVersion of our wording
 * @param answer what came of it
 * @param answeredAt when, in milliseconds since 1970
 */
public record Suggestion(
    String fingerprint,
    String provider,
    String promptVersion,
    Completion.Answer answer,
    long answeredAt) {

  /** The same answer, for another event that asks the same. */
  public Suggestion of(String otherFingerprint) {
    return new Suggestion(otherFingerprint, provider, promptVersion, answer, answeredAt);
  }
}
