package dev.eventfix.suggestfix.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.ItemWrite;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.WriteResult;
import dev.eventfix.suggestfix.suggestions.LocalTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DynamoDbProjectOptionsStoreTest extends ProjectOptionsStoreContract {

  private final Table table = new Table(LocalTable.create());

  @Override
  ProjectOptionsStore store() {
    return new DynamoDbProjectOptionsStore(table);
  }

  @AfterEach
  void close() {
    table.close();
  }

  /** Written by a later version, or by hand. */
  @Test
  void aPolicyThatIsNotKnownIsTheStrictest() {
    Item item =
        new Item().text("policy", "new").text("budget.daily_tokens", "x").text("other", "y");
    assertThat(table.write(ItemWrite.put(Key.options("shop"), item), 10_000))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(store().read("shop", Deadline.inMillis(10_000)))
        .isEqualTo(new ProjectOptions(Policy.SUBPROCESSOR, null, null, null, null));
  }
}
