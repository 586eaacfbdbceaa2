package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.store.TableSettings;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.suggestfix.provider.Completion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DynamoDbSuggestionStoreTest extends SuggestionStoreContract {

  private final LosingHttpClient http = new LosingHttpClient();
  private final Table table = Table.over(LocalTable.create(), http);

  @Override
  SuggestionStore store() {
    return new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
  }

  @Override
  int rounds() {
    return 5;
  }

  @AfterEach
  void close() {
    table.close();
  }

  private List<Item> suggestions(String project) {
    return table.query(Key.suggestions(project), "", false, 10, null, 10_000);
  }

  @Test
  void aSuggestionHasALineForLists() {
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
    QuestionKey question = question("a question");
    store.keep(
        question,
        new Subject("lists", "e"),
        suggestion("## Problem Description\n\nThe cart is `None`.\nMore.\n"),
        Deadline.inMillis(10_000));
    assertThat(suggestions("lists"))
        .singleElement()
        .satisfies(item -> assertThat(item.text("summary")).isEqualTo("The cart is `None`."));
  }

  /** Whether the process's clock is ahead or behind, the table's own time decides. */
  @ParameterizedTest
  @ValueSource(ints = {-10, 10})
  void processesWhoseClocksDifferDoNotAskTwice(int minutes) {
    TableSettings settings = LocalTable.create();
    InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
    try (Table right = new Table(settings);
        Table skewed = new Table(settings, wrong)) {
      SuggestionStore here = new DynamoDbSuggestionStore(right, right.clock(), DAYS, TTL_SECONDS);
      SuggestionStore there =
          new DynamoDbSuggestionStore(skewed, skewed.clock(), DAYS, TTL_SECONDS);
      // As a project's options are read before a model is asked.
      right.get(Key.options("p"), 10_000);
      skewed.get(Key.options("p"), 10_000);
      Subject subject = new Subject("p", "e");
      Deadline deadline = Deadline.inMillis(60_000);
      Claim taken = here.claim(question("a"), subject, Asker.CALLER, deadline);
      assertThat(taken).isInstanceOf(Claim.Taken.class);
      assertThat(there.claim(question("a"), subject, Asker.CALLER, deadline))
          .isEqualTo(new Claim.Held());
      here.answer(question("a"), (Claim.Taken) taken, answeredAt(right.clock().millis()), deadline);
      assertThat(there.claim(question("a"), subject, Asker.CALLER, deadline))
          .isInstanceOf(Claim.Answered.class);
      // And the other way round: what it wrote, and left.
      assertThat(there.claim(question("b"), subject, Asker.CALLER, Deadline.inMillis(30_000)))
          .isInstanceOf(Claim.Taken.class);
      assertThat(here.claim(question("b"), subject, Asker.CALLER, deadline))
          .isEqualTo(new Claim.Held());
    }
  }

  private static Suggestion answeredAt(long millis) {
    return new Suggestion(
        "v2:0",
        "openai",
        "2",
        new Completion.Answer("text", "m-1", "stop", 7, 5),
        millis,
        null,
        null,
        null,
        false);
  }

  @Test
  void theTableMayDeleteWhatHasEndedAndNothingBefore() {
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
    store.keep(
        question("q"), new Subject("ttl", "e"), suggestion("text"), Deadline.inMillis(10_000));
    assertThat(suggestions("ttl"))
        .singleElement()
        .satisfies(
            item -> {
              long millis = item.number(TableSchema.TIME_TO_LIVE) * 1_000;
              assertThat(millis)
                  .isBetween(
                      clock.millis() + DAYS * 86_400_000L,
                      clock.millis() + DAYS * 86_400_000L + 1_000);
            });
  }

  @Test
  void aTextThatIsTooLongLosesItsEnd() {
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
    Subject subject = new Subject("long", "e");
    String text = "x" + "🙂".repeat(DynamoDbSuggestionStore.MAX_TEXT);
    QuestionKey question = question("long");
    Claim.Taken claim = (Claim.Taken) store.claim(question, subject, Deadline.inMillis(10_000));
    store.answer(question, claim, suggestion(text), Deadline.inMillis(10_000));
    store.keep(question, subject, suggestion(text), Deadline.inMillis(10_000));
    String kept =
        ((Stored.Found) store.read(subject, Deadline.inMillis(10_000)))
            .suggestion()
            .answer()
            .text();
    assertThat(kept).hasSize(DynamoDbSuggestionStore.MAX_TEXT - 1);
    assertThat(text).startsWith(kept);
  }

  @Test
  void whoTookAClaimIsToldSoAlsoWhenTheFirstAnswerIsLost() {
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
    QuestionKey question = question("lost");
    Subject subject = new Subject("lost", "e");
    http.loseNext(1);
    Claim claim = store.claim(question, subject, Deadline.inMillis(10_000));
    assertThat(claim).isInstanceOf(Claim.Taken.class);
    assertThat(http.left()).isZero();
    assertThat(store.claim(question, subject, Deadline.inMillis(10_000)))
        .isEqualTo(new Claim.Held());
    http.loseNext(1);
    Suggestion suggestion = suggestion("text");
    store.answer(question, (Claim.Taken) claim, suggestion, Deadline.inMillis(10_000));
    assertThat(store.claim(question, subject, Deadline.inMillis(10_000)))
        .isEqualTo(new Claim.Answered(suggestion));
    http.loseNext(2);
    store.keep(question, subject, suggestion, Deadline.inMillis(10_000));
    assertThat(suggestions("lost")).filteredOn(item -> item.text("suggestion") != null).hasSize(1);
  }

  @Test
  void aClaimIsGivenBackAlsoWhenTheFirstAnswerIsLost() {
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
    QuestionKey question = question("lost");
    Subject subject = new Subject("lost", "e");
    Claim.Taken claim = (Claim.Taken) store.claim(question, subject, Deadline.inMillis(10_000));
    http.loseNext(1);
    store.release(question, claim, Deadline.inMillis(10_000));
    assertThat(store.claim(question, subject, Deadline.inMillis(10_000)))
        .isInstanceOf(Claim.Taken.class);
  }

  @Test
  void aTableThatNeverAnswersIsUnavailable() {
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS, TTL_SECONDS);
    http.loseNext(100);
    assertThatThrownBy(() -> store.read(new Subject("lost", "e"), Deadline.inMillis(10_000)))
        .isInstanceOf(TableUnavailableException.class);
    assertThat(http.left()).as("bounded tries").isGreaterThan(90);
  }

  private Suggestion suggestion(String text) {
    return new Suggestion(
        "v2:" + "0".repeat(32),
        "fake",
        "1",
        new Completion.Answer(text, "m-1", "stop", 0, 0),
        clock.millis());
  }
}
