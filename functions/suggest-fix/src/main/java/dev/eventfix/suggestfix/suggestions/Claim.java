package dev.eventfix.suggestfix.suggestions;

/** What becomes of the wish to ask a question. */
public sealed interface Claim {

  /**
   * It is ours to ask, until the lease ends.
   *
   * @param lease names our claim
   */
  record Taken(String lease) implements Claim {}

  /** It was asked before. */
  record Answered(Suggestion suggestion) implements Claim {}

  /** Somebody else is asking it. */
  record Held() implements Claim {}
}
