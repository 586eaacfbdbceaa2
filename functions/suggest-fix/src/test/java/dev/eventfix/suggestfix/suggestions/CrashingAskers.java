package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Records and callers that ask one question, step by step in any order, and die at any step: a
 * record is delivered again then, a caller is gone. In the end each record's event has the answer.
 */
final class CrashingAskers {

  private static final int RECORDS = 6;
  private static final int CALLERS = 4;

  /** Each may have to be waited for until its lease has ended: all within the time to live. */
  private static final int MAX_CRASHES = 6;

  private static final int LEASE_MILLIS = 20_000;
  private static final String FINGERPRINT = "v2:" + "a".repeat(32);

  private final class Actor {
    final Asker asker;
    final Subject subject;
    Claim.@Nullable Taken taken;
    @Nullable Suggestion toKeep;
    boolean asked;
    boolean gone;

    Actor(Asker asker, String event) {
      this.asker = asker;
      this.subject = new Subject("shop", event);
    }

    /** Forgets all that a process knows. */
    void die() {
      crashes++;
      if (asked) {
        crashesAfterAsking++;
      }
      forget();
      gone = asker.record() == null;
    }

    void forget() {
      taken = null;
      toKeep = null;
      asked = false;
    }

    void step() {
      Claim.Taken mine = taken;
      Suggestion answer = toKeep;
      if (answer != null) {
        store.keep(question, subject, answer, deadline());
        gone = true;
      } else if (mine == null) {
        met(store.claim(question, subject, asker, deadline()), true);
      } else if (!asked && random.nextInt(5) == 0) {
        // The model is down. Nothing comes of it, so a record comes again.
        store.release(question, mine, deadline());
        forget();
        gone = asker.record() == null;
      } else if (!asked) {
        asked = true;
        questions++;
      } else {
        Suggestion suggestion = suggestion();
        store.answer(question, mine, suggestion, deadline());
        asked = false;
        toKeep = suggestion;
      }
    }

    private void met(Claim claim, boolean mayWait) {
      switch (claim) {
        case Claim.Taken taking -> taken = taking;
        case Claim.Answered answered -> toKeep = answered.suggestion().of(FINGERPRINT);
        case Claim.Held held -> {
          assertThat(mayWait).isTrue();
          switch (store.waitFor(question, subject, FINGERPRINT, asker, deadline())) {
            case Waiting.Left left -> gone = true;
            case Waiting.ComesAgain again -> gone = asker.record() == null;
            case Waiting.Over over -> met(over.claim(), false);
          }
        }
      }
    }
  }

  private final SuggestionStore store;
  private final MovableClock clock;
  private final SplittableRandom random;
  private final QuestionKey question;
  private int crashes;
  private int crashesAfterAsking;
  private int questions;

  CrashingAskers(SuggestionStore store, MovableClock clock, long seed) {
    this.store = store;
    this.clock = clock;
    this.random = new SplittableRandom(seed);
    this.question =
        QuestionKey.of("shop", "fake", "m-1", "1", Long.toString(seed), json -> json.writeNull());
  }

  private static Deadline deadline() {
    return Deadline.inMillis(LEASE_MILLIS);
  }

  private Suggestion suggestion() {
    return new Suggestion(
        FINGERPRINT,
        "fake",
        "1",
        new Completion.Answer("text", "m-1", "stop", 1, 1),
        clock.millis());
  }

  void run() {
    List<Actor> records = new ArrayList<>();
    List<Actor> all = new ArrayList<>();
    for (int i = 0; i < RECORDS + CALLERS; i++) {
      String event = "%s-%d".formatted(question.digest().substring(0, 16), i);
      boolean record = i < RECORDS;
      Actor actor =
          new Actor(
              record ? Asker.record(event.getBytes(StandardCharsets.UTF_8)) : Asker.CALLER, event);
      all.add(actor);
      if (record) {
        records.add(actor);
      }
    }
    int advances = 0;
    for (int steps = 0; records.stream().anyMatch(actor -> !actor.gone); steps++) {
      assertThat(steps).as("they come to an end").isLessThan(10_000);
      Actor actor = all.get(random.nextInt(all.size()));
      if (actor.gone) {
        continue;
      }
      if (crashes < MAX_CRASHES && random.nextInt(4) == 0) {
        actor.die();
        continue;
      }
      actor.step();
      boolean working = all.stream().anyMatch(each -> each.taken != null);
      if (!working && advances < MAX_CRASHES && random.nextInt(10) == 0) {
        // The leases of the dead end.
        advances++;
        clock.advance(
            Duration.ofMillis(LEASE_MILLIS + DynamoDbSuggestionStore.LEASE_MARGIN_MILLIS + 1));
      } else if (!working && steps > 2_000 && steps % 500 == 0) {
        clock.advance(Duration.ofSeconds(31));
      }
    }
    for (Actor actor : records) {
      assertThat(store.read(actor.subject, deadline()))
          .as("%s after %d crashes", actor.subject, crashes)
          .isInstanceOf(Stored.Found.class);
    }
    assertThat(questions).isBetween(1, 1 + crashesAfterAsking);
  }
}
