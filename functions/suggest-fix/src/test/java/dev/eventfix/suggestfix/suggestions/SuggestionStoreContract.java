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
  private static final String EVENT = "9ec79c33ec9942ab8353589fcb2e04dc";

  final MovableClock clock = new MovableClock();
  private SuggestionStore store;
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
        "v1:" + "0".repeat(32),
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
  void anAnswerIsForgottenAfterADay() {
    store.answer(question, (Claim.Taken) claim(question), suggestion("text"), deadline());
    clock.advance(Duration.ofHours(23));
    assertThat(claim(question)).isInstanceOf(Claim.Answered.class);
    clock.advance(Duration.ofHours(2));
    assertThat(claim(question)).isInstanceOf(Claim.Taken.class);
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
    int threads = 32;
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
