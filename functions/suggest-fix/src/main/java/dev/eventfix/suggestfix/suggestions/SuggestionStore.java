package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.runtime.Deadline;

/**
 * Keeps suggestions, and who asks which question. Of all that want to ask a question at once, one
 * may; whoever dies while asking loses the claim when its lease ends. Safe for use by several
 * threads.
 *
 * <p>Every method ends before its deadline and throws {@link
 * dev.eventfix.store.TableUnavailableException} when the table gives no answer that counts.
 */
public interface SuggestionStore {

  /**
   * Claims a question. A lease ends a little after the deadline, by which its holder is done or
   * dead.
   */
  Claim claim(QuestionKey question, Subject subject, Deadline deadline);

  /**
   * Keeps the answer of a question that was claimed, for whoever asks the same. Does nothing when
   * the claim was lost meanwhile.
   */
  void answer(QuestionKey question, Claim.Taken claim, Suggestion suggestion, Deadline deadline);

  /** Gives a claim back, for nothing came of it; does nothing when it was lost meanwhile. */
  void release(QuestionKey question, Claim.Taken claim, Deadline deadline);

  /** Keeps a suggestion for that event, beside those that it has already. */
  void keep(QuestionKey question, Subject subject, Suggestion suggestion, Deadline deadline);

  /** The newest suggestion for an event. */
  Stored read(Subject subject, Deadline deadline);
}
