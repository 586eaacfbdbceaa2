package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.suggestfix.provider.Completion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        "v1:" + "0".repeat(32),
        "fake",
        "1",
        new Completion.Answer(text, "m-1", "stop", 0, 0),
        clock.millis());
  }
}
