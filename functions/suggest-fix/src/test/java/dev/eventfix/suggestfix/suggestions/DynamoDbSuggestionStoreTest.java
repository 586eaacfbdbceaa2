package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.suggestfix.provider.Completion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DynamoDbSuggestionStoreTest extends SuggestionStoreContract {

  private final Table table = LocalTable.open(LocalTable.create());

  @Override
  SuggestionStore store() {
    return new DynamoDbSuggestionStore(table, clock, DAYS);
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
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS);
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
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS);
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
    SuggestionStore store = new DynamoDbSuggestionStore(table, clock, DAYS);
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

  private Suggestion suggestion(String text) {
    return new Suggestion(
        "v1:" + "0".repeat(32),
        "fake",
        "1",
        new Completion.Answer(text, "m-1", "stop", 0, 0),
        clock.millis());
  }
}
