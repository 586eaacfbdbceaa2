package dev.eventfix.suggestfix.budget;

/** The fake counts as the table does. */
final class InMemoryCountersTest extends BudgetsContract {

  @Override
  Counters counters() {
    return new InMemoryCounters();
  }
}
