package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.runtime.Deadline;

/**
 * Keeps suggestions, and who asks which question. Of all that want to ask a question at once, one
 * may; whoever dies while asking loses the claim when its lease ends. Safe for use by several
 * threads.
 *
 * <p>How nobody is lost who waits. A record of a queue may be done without an answer only while
 * another record answers for the question: one that is not done, and so comes again until there is
 * an answer or somebody finds it among the dead letters. That is the record that holds the claim;
 * or, while a caller holds it, the first record that wanted it: that one comes again, and those
 * after it are done. A record that answers for a question stops to do so only by an answer, or by
 * leaving its event with another record that does. So a record that holds a claim must either
 * {@link #answer} or come again: to release it and be done would lose who waits.
 *
 * <p>Who waits leaves a note at its event that names the question, and a reader follows the note to
 * the answer, which stays at the question as long as suggestions are kept. So there is no moment
 * between an answer and a note at which one misses the other, and an answerer that dies has no list
 * to finish.
 *
 * <p>Every method ends before its deadline and throws {@link
 * dev.eventfix.store.TableUnavailableException} when the table gives no answer that counts.
 */
public interface SuggestionStore {

  /** The wait before a question is looked at for the second time; each wait is longer by it. */
  int FIRST_PAUSE_MILLIS = 100;

  /** The longest wait between two looks. */
  int LONGEST_PAUSE_MILLIS = 500;

  /** Waits; tests have one that does not. */
  interface Pause {
    /** Returns after that many milliseconds, or when interrupted. */
    void forMillis(long millis) throws InterruptedException;
  }

  /**
   * Claims a question. A lease ends a little after the deadline, by which its holder is done or
   * dead. An answer counts for as long as the cache's time to live; for a record whose own event
   * has an answer to this question already, a day, so that one that comes again does not ask again.
   * A caller waits for the table only for a few seconds, for it can be answered without.
   */
  Claim claim(QuestionKey question, Subject subject, Asker asker, Deadline deadline);

  /** Claims a question for a record that is not told apart from others about the same event. */
  default Claim claim(QuestionKey question, Subject subject, Deadline deadline) {
    return claim(question, subject, new Asker(subject.event()), deadline);
  }

  /**
   * Leaves a note at an event whose question somebody else is asking, so that the answer reaches
   * it.
   *
   * @param fingerprint of that event
   */
  Waiting waitFor(
      QuestionKey question, Subject subject, String fingerprint, Asker asker, Deadline deadline);

  /**
   * Waits for somebody else's answer.
   *
   * @param until when waiting ends; the last look at the table may end a little later
   * @param deadline of who waits, for the lease that it may get
   * @return {@link Claim.Held} when it is still being asked then
   */
  default Claim await(
      QuestionKey question,
      Subject subject,
      Asker asker,
      Deadline until,
      Deadline deadline,
      Pause pause) {
    long wait = FIRST_PAUSE_MILLIS;
    while (until.remainingMillis() > wait) {
      try {
        pause.forMillis(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      Claim claim = claim(question, subject, asker, deadline);
      if (!(claim instanceof Claim.Held)) {
        return claim;
      }
      wait = Math.min(LONGEST_PAUSE_MILLIS, wait + FIRST_PAUSE_MILLIS);
    }
    return new Claim.Held();
  }

  /**
   * Keeps the answer of a question that was claimed, for whoever asks the same and whoever waits
   * for it; a limited one only for who waits. Does nothing when the claim was lost meanwhile.
   */
  void answer(QuestionKey question, Claim.Taken claim, Suggestion suggestion, Deadline deadline);

  /** Gives a claim back, for nothing came of it; does nothing when it was lost meanwhile. */
  void release(QuestionKey question, Claim.Taken claim, Deadline deadline);

  /** Keeps a suggestion for that event, beside those that it has already. */
  void keep(QuestionKey question, Subject subject, Suggestion suggestion, Deadline deadline);

  /** The newest suggestion for an event, of its own or one that it waited for. */
  Stored read(Subject subject, Deadline deadline);
}
