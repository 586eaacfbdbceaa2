package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of suggestions does. */
abstract class SuggestionStoreContract {

  static final int DAYS = 30;
  static final int TTL_SECONDS = 300;
  private static final String EVENT = "9ec79c33ec9942ab8353589fcb2e04dc";

  final MovableClock clock = new MovableClock();
  SuggestionStore store;
  private final QuestionKey question = question("a question");
  private final Subject subject = Subject.of("shop", EVENT, question);

  @BeforeEach
  void open() {
    store = store();
  }

  /** An empty store that keeps suggestions for {@link #DAYS} and has the clock. */
  abstract SuggestionStore store();

  static QuestionKey question(String text) {
    return QuestionKey.of("shop", "fake", "m-1", "1", null, json -> json.writeString(text));
  }

  private static Deadline deadline() {
    return Deadline.inMillis(60_000);
  }

  private Suggestion suggestion(String text) {
    return new Suggestion(
        "v2:" + "0".repeat(32),
        "fake",
        "1",
        new Completion.Answer(text, "m-1-2026", "stop", 7, 5),
        clock.millis());
  }

  private Claim claim(QuestionKey of) {
    return store.claim(of, subject, deadline());
  }

  private Stored read(Subject of) {
    return store.read(of, deadline());
  }

  @Test
  void theFirstMayAskAndTheOthersMayNot() {
    assertThat(claim(question)).isInstanceOf(Claim.Taken.class);
    assertThat(claim(question)).isEqualTo(new Claim.Held());
    assertThat(claim(question("another question"))).isInstanceOf(Claim.Taken.class);
  }

  @Test
  void anAnswerIsThereForWhoeverAsksTheSame() {
    Suggestion suggestion = suggestion("## Problem Description\n\nÜber “all” of it, 日本語 🙂\n");
    store.answer(question, (Claim.Taken) claim(question), suggestion, deadline());
    assertThat(claim(question)).isEqualTo(new Claim.Answered(suggestion));
  }

  @Test
  void anAnswerCountsForOthersForTheTimeToLive() {
    store.answer(question, (Claim.Taken) claim(question), suggestion("text"), deadline());
    clock.advance(Duration.ofSeconds(TTL_SECONDS - 1));
    assertThat(claim(question)).isInstanceOf(Claim.Answered.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(claim(question)).isInstanceOf(Claim.Taken.class);
  }

  @Test
  void aRecordThatComesAgainFindsItsOwnAnswerForADay() {
    Suggestion suggestion = suggestion("text");
    store.answer(question, (Claim.Taken) claim(question), suggestion, deadline());
    store.keep(question, subject, suggestion, deadline());
    clock.advance(Duration.ofHours(23));
    assertThat(store.claim(question, subject, record("again"), deadline()))
        .isEqualTo(new Claim.Answered(suggestion));
    assertThat(store.claim(question, OTHER, record("other"), deadline()))
        .as("another event")
        .isInstanceOf(Claim.Taken.class);
    clock.advance(Duration.ofHours(2));
    assertThat(store.claim(question, subject, record("again"), deadline()))
        .isInstanceOf(Claim.Taken.class);
  }

  @Test
  void aCallerAsksAgainAfterTheTimeToLive() {
    Suggestion suggestion = suggestion("text");
    store.answer(question, (Claim.Taken) claim(question), suggestion, deadline());
    store.keep(question, subject, suggestion, deadline());
    clock.advance(Duration.ofSeconds(TTL_SECONDS));
    assertThat(store.claim(question, subject, Asker.CALLER, deadline()))
        .isInstanceOf(Claim.Taken.class);
  }

  @Test
  void allThatIsKnownOfAnAnswerIsKept() {
    Suggestion suggestion =
        new Suggestion(
            "v2:" + "0".repeat(32),
            "fake",
            "1",
            new Completion.Answer("text", "m-1-2026", "stop", 7, 5),
            clock.millis(),
            "medium",
            "{\"missing\":[\"code\"]}",
            "openai",
            true);
    store.keep(question, subject, suggestion, deadline());
    assertThat(read(subject)).isEqualTo(new Stored.Found(suggestion));
  }

  // Who waits

  private static final Subject OTHER = new Subject("shop", "0".repeat(32));
  private static final String FINGERPRINT = "v2:" + "f".repeat(32);

  private static Asker record(String body) {
    return Asker.record(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private Claim.Taken taken(Asker asker) {
    return (Claim.Taken) store.claim(question, subject, asker, deadline());
  }

  private Waiting waitFor(Subject who, Asker asker) {
    return store.waitFor(question, who, FINGERPRINT, asker, deadline());
  }

  @Test
  void theAnswerReachesWhoWaits() {
    Claim.Taken claim = taken(record("a"));
    assertThat(waitFor(OTHER, record("b"))).isEqualTo(new Waiting.Left());
    assertThat(read(OTHER)).isEqualTo(new Stored.Asking());
    Suggestion suggestion = suggestion("text");
    // And nothing after it: whoever answers may die.
    store.answer(question, claim, suggestion, deadline());
    assertThat(read(OTHER)).isEqualTo(new Stored.Found(suggestion.of(FINGERPRINT)));
    assertThat(read(subject)).isEqualTo(new Stored.Found(suggestion));
    clock.advance(Duration.ofDays(DAYS - 1));
    assertThat(read(OTHER)).isInstanceOf(Stored.Found.class);
    clock.advance(Duration.ofDays(2));
    assertThat(read(OTHER)).isEqualTo(new Stored.None());
  }

  @Test
  void whoeverAnswersAtLastAnswersAllWhoWait() {
    Claim.Taken first = taken(record("a"));
    assertThat(waitFor(OTHER, record("b"))).isEqualTo(new Waiting.Left());
    store.release(question, first, deadline());
    assertThat(read(OTHER)).as("the first comes again").isEqualTo(new Stored.Asking());
    Claim.Taken second = taken(Asker.CALLER);
    Suggestion suggestion = suggestion("text");
    store.answer(question, second, suggestion, deadline());
    assertThat(read(OTHER)).isEqualTo(new Stored.Found(suggestion.of(FINGERPRINT)));
  }

  @Test
  void whoWaitsForAnAnswerThatIsThereGetsIt() {
    Suggestion suggestion = suggestion("text");
    store.answer(question, taken(record("a")), suggestion, deadline());
    assertThat(waitFor(OTHER, record("b")))
        .isEqualTo(new Waiting.Over(new Claim.Answered(suggestion)));
  }

  @Test
  void whoWaitsForADeadHolderMayAsk() {
    taken(Asker.CALLER);
    clock.advance(Duration.ofHours(1));
    assertThat(waitFor(OTHER, record("b")))
        .isInstanceOfSatisfying(
            Waiting.Over.class, over -> assertThat(over.claim()).isInstanceOf(Claim.Taken.class));
  }

  /** It died, and its claim is still there: done now, nobody would ask. */
  @Test
  void aRecordDoesNotWaitForItself() {
    taken(record("a"));
    assertThat(waitFor(subject, record("a"))).isEqualTo(new Waiting.ComesAgain());
    assertThat(waitFor(subject, record("another about the same event")))
        .isEqualTo(new Waiting.Left());
  }

  /** A caller that dies is not delivered again, so one record has to be. */
  @Test
  void behindACallerTheFirstRecordComesAgainAndTheOthersAreDone() {
    taken(Asker.CALLER);
    assertThat(waitFor(OTHER, record("b"))).isEqualTo(new Waiting.ComesAgain());
    assertThat(waitFor(OTHER, record("c"))).isEqualTo(new Waiting.Left());
    assertThat(waitFor(OTHER, Asker.CALLER)).isEqualTo(new Waiting.Left());
    assertThat(waitFor(OTHER, record("b"))).isEqualTo(new Waiting.ComesAgain());
    clock.advance(Duration.ofHours(1));
    // The next caller is as mortal: who comes first then comes again.
    taken(Asker.CALLER);
    assertThat(waitFor(OTHER, record("d"))).isEqualTo(new Waiting.ComesAgain());
    assertThat(waitFor(OTHER, record("b"))).isEqualTo(new Waiting.Left());
  }

  @Test
  void aCallerLeavesItsEventWithoutComingAgain() {
    taken(Asker.CALLER);
    assertThat(waitFor(OTHER, Asker.CALLER)).isEqualTo(new Waiting.Left());
    assertThat(waitFor(OTHER, record("b"))).as("still").isEqualTo(new Waiting.ComesAgain());
  }

  @Test
  void aLimitedAnswerReachesWhoWaitsAndIsNoneForOthers() {
    Claim.Taken claim = taken(record("a"));
    waitFor(OTHER, record("b"));
    Suggestion limited = limited("rules");
    store.answer(question, claim, limited, deadline());
    assertThat(read(OTHER)).isEqualTo(new Stored.Found(limited.of(FINGERPRINT)));
    assertThat(store.claim(question, OTHER, record("c"), deadline()))
        .isInstanceOf(Claim.Taken.class);
  }

  @Test
  void aLimitedAnswerReplacesNoOther() {
    waitForAndAnswer(suggestion("text"));
    clock.advance(Duration.ofHours(1));
    store.answer(question, taken(Asker.CALLER), limited("rules"), deadline());
    assertThat(read(OTHER))
        .isInstanceOfSatisfying(
            Stored.Found.class,
            found -> assertThat(found.suggestion().answer().text()).isEqualTo("text"));
    assertThat(store.claim(question, subject, Asker.CALLER, deadline()))
        .as("it was given back")
        .isInstanceOf(Claim.Taken.class);
  }

  private void waitForAndAnswer(Suggestion suggestion) {
    Claim.Taken claim = taken(record("a"));
    waitFor(OTHER, record("b"));
    store.answer(question, claim, suggestion, deadline());
  }

  private Suggestion limited(String text) {
    Suggestion made = suggestion(text);
    return new Suggestion(
        made.fingerprint(),
        "rules",
        made.promptVersion(),
        made.answer(),
        made.answeredAt(),
        null,
        null,
        null,
        true);
  }

  @Test
  void whileItIsAskedAnewWhoWaitsIsTold() {
    waitForAndAnswer(suggestion("old"));
    clock.advance(Duration.ofHours(1));
    Claim.Taken claim = taken(Asker.CALLER);
    Subject third = new Subject("shop", "3".repeat(32));
    assertThat(waitFor(third, Asker.CALLER)).isEqualTo(new Waiting.Left());
    assertThat(read(third)).as("not the old one").isEqualTo(new Stored.Asking());
    assertThat(read(OTHER)).as("which stays where it was").isInstanceOf(Stored.Found.class);
    clock.advance(Duration.ofMillis(1));
    Suggestion anew = suggestion("new");
    store.answer(question, claim, anew, deadline());
    assertThat(read(third)).isEqualTo(new Stored.Found(anew.of(FINGERPRINT)));
  }

  @Test
  void whoWaitsIsToldSoForADay() {
    taken(record("a"));
    waitFor(OTHER, record("b"));
    clock.advance(Duration.ofHours(23));
    assertThat(read(OTHER)).isEqualTo(new Stored.Asking());
    clock.advance(Duration.ofHours(2));
    assertThat(read(OTHER)).isEqualTo(new Stored.None());
    // From the dead letters, say: late is not lost.
    Suggestion suggestion = suggestion("text");
    store.answer(question, taken(record("a")), suggestion, deadline());
    assertThat(read(OTHER)).isEqualTo(new Stored.Found(suggestion.of(FINGERPRINT)));
  }

  @Test
  void aNoteOfAStrangerWithTheSameIdHidesNothing() {
    Suggestion suggestion = suggestion("text");
    store.keep(question, OTHER, suggestion, deadline());
    for (int i = 0; i < 2 * DynamoDbSuggestionStore.PAGE; i++) {
      clock.advance(Duration.ofMillis(1));
      QuestionKey strangers = question("stranger " + i);
      store.claim(strangers, subject, record("s" + i), deadline());
      store.waitFor(strangers, OTHER, FINGERPRINT, record("t" + i), deadline());
    }
    assertThat(read(OTHER)).isEqualTo(new Stored.Found(suggestion));
  }

  /** How often chance is tried. */
  int rounds() {
    return 500;
  }

  @Test
  void nobodyIsLostWhoeverDies() {
    for (int round = 0; round < rounds(); round++) {
      new CrashingAskers(store, clock, round).run();
    }
  }

  @Test
  void awaitingEndsWithTheAnswer() {
    Claim.Taken claim = taken(Asker.CALLER);
    Suggestion suggestion = suggestion("text");
    List<Long> pauses = new ArrayList<>();
    Claim awaited =
        store.await(
            question,
            OTHER,
            Asker.CALLER,
            deadline(),
            deadline(),
            millis -> {
              pauses.add(millis);
              if (pauses.size() == 7) {
                store.answer(question, claim, suggestion, deadline());
              }
            });
    assertThat(awaited).isEqualTo(new Claim.Answered(suggestion));
    assertThat(pauses).containsExactly(100L, 200L, 300L, 400L, 500L, 500L, 500L);
  }

  @Test
  void awaitingEndsWithTheLease() {
    taken(Asker.CALLER);
    Claim awaited =
        store.await(
            question,
            OTHER,
            Asker.CALLER,
            deadline(),
            deadline(),
            millis -> clock.advance(Duration.ofMinutes(1)));
    assertThat(awaited).isInstanceOf(Claim.Taken.class);
  }

  @Test
  void awaitingEndsWithTheTime() {
    taken(Asker.CALLER);
    Claim awaited =
        store.await(question, OTHER, Asker.CALLER, Deadline.inMillis(0), deadline(), millis -> {});
    assertThat(awaited).isEqualTo(new Claim.Held());
  }

  @Test
  void aClaimIsGivenBack() {
    Claim.Taken claim = (Claim.Taken) claim(question);
    store.release(question, claim, deadline());
    Claim next = claim(question);
    assertThat(next).isInstanceOf(Claim.Taken.class).isNotEqualTo(claim);
  }

  @Test
  void theClaimOfADeadHolderEnds() {
    assertThat(claim(question)).isInstanceOf(Claim.Taken.class);
    clock.advance(Duration.ofMinutes(1));
    assertThat(claim(question)).as("clocks differ").isEqualTo(new Claim.Held());
    clock.advance(Duration.ofMillis(DynamoDbSuggestionStore.LEASE_MARGIN_MILLIS + 1));
    assertThat(claim(question)).isInstanceOf(Claim.Taken.class);
  }

  @Test
  void whoLostTheClaimChangesNothingForWhoHasIt() {
    Claim.Taken late = (Claim.Taken) claim(question);
    clock.advance(Duration.ofHours(1));
    Claim.Taken next = (Claim.Taken) claim(question);
    store.release(question, late, deadline());
    store.answer(question, late, suggestion("late"), deadline());
    assertThat(claim(question)).isEqualTo(new Claim.Held());
    Suggestion suggestion = suggestion("in time");
    store.answer(question, next, suggestion, deadline());
    assertThat(claim(question)).isEqualTo(new Claim.Answered(suggestion));
  }

  @Test
  void ofManyAtOnceOneMayAsk() throws Exception {
    int threads = 200;
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<Claim> one =
        () -> {
          start.await();
          return claim(question);
        };
    List<Claim> claims = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Claim>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(one));
      }
      for (Future<Claim> future : futures) {
        claims.add(future.get());
      }
    }
    assertThat(claims).filteredOn(claim -> claim instanceof Claim.Taken).hasSize(1);
    assertThat(claims).filteredOn(claim -> claim instanceof Claim.Held).hasSize(threads - 1);
  }

  @Test
  void aSuggestionIsReadBackUntilItEnds() {
    Suggestion suggestion = suggestion("## What Else\n\nNothing.\n");
    assertThat(read(subject)).isEqualTo(new Stored.None());
    store.keep(question, subject, suggestion, deadline());
    assertThat(read(subject)).isEqualTo(new Stored.Found(suggestion));
    clock.advance(Duration.ofDays(DAYS).minusMinutes(1));
    assertThat(read(subject)).isEqualTo(new Stored.Found(suggestion));
    clock.advance(Duration.ofMinutes(2));
    assertThat(read(subject)).as("deleted late").isEqualTo(new Stored.None());
  }

  @Test
  void projectsAndEventsDoNotSeeEachOthersSuggestions() {
    store.keep(question, subject, suggestion("text"), deadline());
    assertThat(read(new Subject("other", EVENT))).isEqualTo(new Stored.None());
    assertThat(read(new Subject("shop", EVENT.replace('9', '8')))).isEqualTo(new Stored.None());
    assertThat(read(new Subject("shop", EVENT.substring(0, 31)))).isEqualTo(new Stored.None());
  }

  @Test
  void theNewestIsReadAndNoneIsReplaced() {
    Suggestion first = suggestion("first");
    store.keep(question, subject, first, deadline());
    clock.advance(Duration.ofMillis(1));
    Suggestion second = suggestion("second");
    store.keep(question("other content, same id"), subject, second, deadline());
    assertThat(read(subject)).isEqualTo(new Stored.Found(second));
    // A late copy of the first record does not make it the newest again.
    store.keep(question, subject, first, deadline());
    assertThat(read(subject)).isEqualTo(new Stored.Found(second));
  }

  @Test
  void anEventThatIsBeingAskedAboutIsKnownToBe() {
    Claim.Taken claim = (Claim.Taken) claim(question);
    assertThat(read(subject)).isEqualTo(new Stored.Asking());
    Suggestion suggestion = suggestion("text");
    store.answer(question, claim, suggestion, deadline());
    store.keep(question, subject, suggestion, deadline());
    assertThat(read(subject)).isEqualTo(new Stored.Found(suggestion));
  }

  @Test
  void nobodyWaitsForADeadHolder() {
    claim(question);
    clock.advance(Duration.ofHours(1));
    assertThat(read(subject)).isEqualTo(new Stored.None());
  }
}
