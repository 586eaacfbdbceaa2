package dev.eventfix.suggestfix.suggestions;

/** What becomes of who waits for the answer to a question that somebody else is asking. */
public sealed interface Waiting {

  /** The answer will be found for its event: it is done. */
  record Left() implements Waiting {}

  /**
   * The answer will be found for its event, but it must come again: nobody else would ask if who is
   * asking now died.
   */
  record ComesAgain() implements Waiting {}

  /** Nobody is asking any more: it has the answer, or may ask by itself. */
  record Over(Claim claim) implements Waiting {}
}
