package dev.eventfix.suggestfix.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.suggestions.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What budgets do, wherever they are counted. */
abstract class BudgetsContract {

  final MovableClock clock = new MovableClock();
  private Counters counters;

  /** Counters that nothing was counted in. */
  abstract Counters counters();

  @BeforeEach
  void open() {
    counters = counters();
  }

  private static Deadline deadline() {
    return Deadline.inMillis(60_000);
  }

  private Budgets budgets(long requests, long tokens) {
    return new Budgets(counters, clock, new Limits(requests, tokens));
  }

  private static Grant reserve(Budgets budgets, long tokens) {
    return budgets.reserve("shop", tokens, null, deadline());
  }

  private static Reservation granted(Grant grant) {
    assertThat(grant).isInstanceOf(Grant.Granted.class);
    return ((Grant.Granted) grant).reservation();
  }

  private static void assertOver(Grant grant, Grant.Scope scope, Grant.Used what) {
    assertThat(grant)
        .isInstanceOfSatisfying(
            Grant.Over.class,
            over -> {
              assertThat(over.scope()).isEqualTo(scope);
              assertThat(over.what()).isEqualTo(what);
            });
  }

  @Test
  void withoutLimitsNothingIsCounted() {
    Reservation reservation = granted(reserve(budgets(0, 0), 1_000_000));
    assertThat(reservation.counters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 21})
  void asManyRequestsAreGrantedAsTheLimitSays(int limit) {
    Budgets budgets = budgets(limit, 0);
    for (int i = 0; i < limit; i++) {
      granted(reserve(budgets, 10));
    }
    for (int i = 0; i < 3; i++) {
      assertOver(reserve(budgets, 10), Grant.Scope.DEPLOYMENT, Grant.Used.REQUESTS);
    }
  }

  @Test
  void theNextDayBeginsAnew() {
    // Just before midnight, wherever the clock begins.
    long toMidnight = 86_400_000 - clock.millis() % 86_400_000;
    clock.advance(Duration.ofMillis(toMidnight - 1_500));
    Budgets budgets = budgets(1, 0);
    granted(reserve(budgets, 10));
    assertThat(reserve(budgets, 10))
        .isEqualTo(new Grant.Over(Grant.Scope.DEPLOYMENT, Grant.Used.REQUESTS, 2));
    clock.advance(Duration.ofMillis(1_499));
    assertThat(reserve(budgets, 10))
        .isEqualTo(new Grant.Over(Grant.Scope.DEPLOYMENT, Grant.Used.REQUESTS, 1));
    clock.advance(Duration.ofMillis(1));
    granted(reserve(budgets, 10));
    assertThat(reserve(budgets, 10))
        .isEqualTo(new Grant.Over(Grant.Scope.DEPLOYMENT, Grant.Used.REQUESTS, 86_400));
  }

  @Test
  void tokensAreLimited() {
    Budgets budgets = budgets(0, 1_000);
    granted(reserve(budgets, 600));
    assertOver(reserve(budgets, 600), Grant.Scope.DEPLOYMENT, Grant.Used.TOKENS);
    granted(reserve(budgets, 400));
    assertOver(reserve(budgets, 1), Grant.Scope.DEPLOYMENT, Grant.Used.TOKENS);
  }

  @Test
  void aQuestionThatIsLargerThanTheBudgetIsRefused() {
    Budgets budgets = budgets(0, 1_000);
    assertOver(reserve(budgets, 1_001), Grant.Scope.DEPLOYMENT, Grant.Used.TOKENS);
    granted(reserve(budgets, 1_000));
  }

  @Test
  void whatWasNotUsedIsThereAgain() {
    Budgets budgets = budgets(0, 1_000);
    Reservation reservation = granted(reserve(budgets, 1_000));
    budgets.settle(reservation, 100, deadline());
    assertOver(reserve(budgets, 901), Grant.Scope.DEPLOYMENT, Grant.Used.TOKENS);
    granted(reserve(budgets, 900));
  }

  @Test
  void moreThanWasSetAsideCountsToo() {
    Budgets budgets = budgets(0, 1_000);
    budgets.settle(granted(reserve(budgets, 100)), 950, deadline());
    assertOver(reserve(budgets, 51), Grant.Scope.DEPLOYMENT, Grant.Used.TOKENS);
    granted(reserve(budgets, 50));
  }

  @Test
  void aSettledRequestCountsAndOneGivenBackDoesNot() {
    Budgets budgets = budgets(2, 0);
    budgets.settle(granted(reserve(budgets, 10)), 0, deadline());
    Reservation second = granted(reserve(budgets, 10));
    assertOver(reserve(budgets, 10), Grant.Scope.DEPLOYMENT, Grant.Used.REQUESTS);
    budgets.giveBack(second, deadline());
    granted(reserve(budgets, 10));
    assertOver(reserve(budgets, 10), Grant.Scope.DEPLOYMENT, Grant.Used.REQUESTS);
  }

  @Test
  void projectsHaveBudgetsOfTheirOwn() {
    Budgets budgets = budgets(0, 0);
    Limits one = new Limits(1, 0);
    granted(budgets.reserve("a", 10, one, deadline()));
    assertOver(budgets.reserve("a", 10, one, deadline()), Grant.Scope.PROJECT, Grant.Used.REQUESTS);
    granted(budgets.reserve("b", 10, one, deadline()));
    granted(budgets.reserve("a", 10, null, deadline()));
  }

  /** Not even a name that looks like another's key. */
  @Test
  void aProjectsNameIsNoOtherBudget() {
    Budgets budgets = budgets(1, 0);
    granted(budgets.reserve("deployment", 10, new Limits(5, 0), deadline()));
    assertOver(
        budgets.reserve("x", 10, new Limits(5, 0), deadline()),
        Grant.Scope.DEPLOYMENT,
        Grant.Used.REQUESTS);
    granted(new Budgets(counters, clock, Limits.NONE).reserve("#project#x", 1, one(), deadline()));
    granted(new Budgets(counters, clock, Limits.NONE).reserve("x", 1, one(), deadline()));
  }

  private static Limits one() {
    return new Limits(1, 0);
  }

  @Test
  void whatOneBudgetGrantsAndTheOtherRefusesIsGivenBack() {
    Budgets budgets = budgets(1, 0);
    Limits project = new Limits(2, 1_000);
    granted(budgets.reserve("a", 100, project, deadline()));
    for (int i = 0; i < 5; i++) {
      assertOver(
          budgets.reserve("a", 100, project, deadline()),
          Grant.Scope.DEPLOYMENT,
          Grant.Used.REQUESTS);
    }
    Budgets unlimited = budgets(0, 0);
    granted(unlimited.reserve("a", 900, project, deadline()));
    assertOver(
        unlimited.reserve("a", 0, project, deadline()), Grant.Scope.PROJECT, Grant.Used.REQUESTS);
  }

  @Test
  void refusedRequestsNeverCount() {
    Budgets budgets = budgets(0, 1_000);
    granted(reserve(budgets, 500));
    for (int i = 0; i < 20; i++) {
      assertOver(reserve(budgets, 501), Grant.Scope.DEPLOYMENT, Grant.Used.TOKENS);
    }
    granted(reserve(budgets, 500));
  }

  @Test
  void ofManyAtOnceExactlyAsManyAreGrantedAsTheLimitSays() throws Exception {
    int threads = 200;
    Budgets budgets = budgets(50, 0);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Grant> grants = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Grant>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return reserve(budgets, 10);
                }));
      }
      for (Future<Grant> future : futures) {
        grants.add(future.get());
      }
    }
    assertThat(grants).filteredOn(grant -> grant instanceof Grant.Granted).hasSize(50);
  }

  @Test
  void manyTokensAreSpreadAndNeverExceeded() {
    long limit = 8 * Limits.SHARD_TOKENS + 3;
    Budgets budgets = budgets(0, limit);
    long granted = 0;
    @Nullable Grant grant = null;
    while (!(grant instanceof Grant.Over)) {
      grant = reserve(budgets, 70_000);
      granted += grant instanceof Grant.Granted ? 70_000 : 0;
    }
    assertThat(granted).isBetween(limit - Limits.MAX_SHARDS * 70_000L, limit);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 8, 50, 1_000, 1_700_003, 9_000_000_000L})
  void thePartsOfAllShardsAreTheLimit(long limit) {
    for (Limits limits :
        List.of(new Limits(limit, 0), new Limits(0, limit), new Limits(9, limit))) {
      long requests = 0;
      long tokens = 0;
      for (int shard = 0; shard < limits.shards(); shard++) {
        Limits part = limits.ofShard(shard);
        requests += part.requests();
        tokens += part.tokens();
        assertThat(part.requests() == 0).isEqualTo(limits.requests() == 0);
        assertThat(part.tokens() == 0).isEqualTo(limits.tokens() == 0);
      }
      assertThat(new Limits(requests, tokens)).isEqualTo(limits);
    }
  }
}
