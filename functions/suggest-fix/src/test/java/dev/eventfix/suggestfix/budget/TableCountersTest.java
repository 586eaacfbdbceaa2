package dev.eventfix.suggestfix.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.store.TableSettings;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.suggestfix.suggestions.LocalTable;
import dev.eventfix.suggestfix.suggestions.LosingHttpClient;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets that are counted in DynamoDB. */
final class TableCountersTest extends BudgetsContract {

  private final LosingHttpClient http = new LosingHttpClient();
  private final Table table = Table.over(LocalTable.create(), http);

  @Override
  Counters counters() {
    return new TableCounters(table, clock);
  }

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void countersEndTwoDaysLater() {
    Budgets budgets = new Budgets(table, clock, new Limits(5, 0));
    Grant grant = budgets.reserve("a", 10, null, Deadline.inMillis(10_000));
    Reservation reservation = ((Grant.Granted) grant).reservation();
    assertThat(reservation.counters()).hasSize(1);
    Item item = Objects.requireNonNull(table.get(reservation.counters().getFirst(), 10_000));
    assertThat(item.number(TableSchema.TIME_TO_LIVE))
        .isEqualTo(clock.millis() / 1_000 + 2 * 86_400);
    assertThat(item.number("requests")).isEqualTo(1);
    assertThat(item.number("tokens")).isEqualTo(10);
  }

  /** Tried again, what is set aside may count twice; what is given back must not. */
  @Test
  void whatIsGivenBackIsGivenBackOnceAlsoWhenTheAnswerIsLost() {
    Limits project = new Limits(3, 0);
    Budgets budgets = new Budgets(table, clock, new Limits(3, 0));
    Deadline deadline = Deadline.inMillis(10_000);
    budgets.reserve("a", 10, project, deadline);
    Grant second = budgets.reserve("a", 10, project, deadline);
    http.loseNext(1);
    budgets.giveBack(((Grant.Granted) second).reservation(), deadline);
    assertThat(http.left()).isZero();
    int granted = 0;
    while (budgets.reserve("a", 10, project, deadline) instanceof Grant.Granted) {
      granted++;
    }
    assertThat(granted).isEqualTo(2);
  }

  @Test
  void aTableThatCannotBeReachedIsTold() {
    try (Table nowhere =
        new Table(new TableSettings("nowhere", "local", URI.create("http://127.0.0.1:1")))) {
      Budgets budgets = new Budgets(nowhere, clock, new Limits(5, 0));
      assertThatThrownBy(() -> budgets.reserve("a", 10, null, Deadline.inMillis(5_000)))
          .isInstanceOf(TableUnavailableException.class);
    }
  }
}
