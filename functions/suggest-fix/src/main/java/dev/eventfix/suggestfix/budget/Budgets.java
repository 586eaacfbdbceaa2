package dev.eventfix.suggestfix.budget;

import dev.eventfix.configuration.Jitter;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much models may be asked a day, in UTC: by the whole deployment and by each project. Safe for
 * use by several threads.
 *
 * <p>Before a model is asked, one request and an upper bound of tokens are set aside; afterwards
 * that is corrected to what was used. So a limit is never exceeded, however many ask at once, as
 * long as the bound is one. Because a counter is spread over shards of which each has its part of
 * the limit, tokens may be refused while up to one question's worth is left in each shard; requests
 * are granted to the last one. A limit that is changed holds at once, but of what was used on that
 * day before, a part may not count.
 *
 * <p>A project is counted before the deployment: one that is over its own budget takes nothing of
 * the others', not even for a moment. What one counter grants and the other refuses is given back;
 * whoever dies in between leaves too much counted, never too little.
 *
 * <p>Every method throws {@link dev.eventfix.store.TableUnavailableException} when the table gives
 * no answer that counts.
 */
public final class Budgets {

  private static final long DAY_MILLIS = 86_400_000;

  private final Counters counters;
  private final InstantSource clock;
  private final Limits limits;

  /**
   * Budgets in that table.
   *
   * @param limits of the whole deployment
   */
  public Budgets(Table table, InstantSource clock, Limits limits) {
    this(new TableCounters(table, clock), clock, limits);
  }

  /** For tests: budgets that are counted elsewhere. */
  Budgets(Counters counters, InstantSource clock, Limits limits) {
    this.counters = counters;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Sets aside what one question may use: one write for each budget that has a limit, none without
   * limits.
   *
   * @param estimatedTokens at least what question and answer can have together
   * @param projectLimits null when the project has none of its own
   */
  public Grant reserve(
      String project, long estimatedTokens, @Nullable Limits projectLimits, Deadline deadline) {
    long now = clock.millis();
    long day = Math.floorDiv(now, DAY_MILLIS);
    long tokens = Math.max(0, estimatedTokens);
    List<Key> counted = new ArrayList<>(2);
    Grant.Used over = count(project, projectLimits, day, tokens, counted, deadline);
    Grant.Scope scope = Grant.Scope.PROJECT;
    if (over == null) {
      over = count(null, limits, day, tokens, counted, deadline);
      scope = Grant.Scope.DEPLOYMENT;
    }
    Reservation reservation = new Reservation(counted, tokens);
    if (over == null) {
      return new Grant.Granted(reservation);
    }
    giveBack(reservation, deadline);
    long millis = (day + 1) * DAY_MILLIS - now;
    return new Grant.Over(scope, over, (int) ((millis + 999) / 1_000));
  }

  /** Counts in one of the shards; returns what is used up in all of them, or null. */
  private Grant.@Nullable Used count(
      @Nullable String project,
      @Nullable Limits of,
      long day,
      long tokens,
      List<Key> counted,
      Deadline deadline) {
    if (of == null || of.isNone()) {
      return null;
    }
    int shards = of.shards();
    // Any of them, so that those who ask at once do not meet; then the others in turn.
    int first = (int) Jitter.between(0, shards - 1);
    Grant.Used over = Grant.Used.REQUESTS;
    for (int i = 0; i < shards; i++) {
      int shard = (first + i) % shards;
      Key key = Key.budget(project, day, shard);
      switch (counters.add(key, tokens, of.ofShard(shard), deadline)) {
        case DONE -> {
          counted.add(key);
          return null;
        }
        case OVER_TOKENS -> over = Grant.Used.TOKENS;
        case OVER_REQUESTS -> {}
      }
    }
    return over;
  }

  /**
   * Corrects a reservation to what was used, also when the call has failed; the request counts. A
   * reservation that is never settled stays counted.
   */
  public void settle(Reservation reservation, long actualTokens, Deadline deadline) {
    long difference = Math.max(0, actualTokens) - reservation.tokens();
    if (difference != 0 && !reservation.counters().isEmpty()) {
      counters.correct(reservation.counters(), 0, difference, deadline);
    }
  }

  /** Takes a reservation back, when no model was asked after all. */
  public void giveBack(Reservation reservation, Deadline deadline) {
    if (!reservation.counters().isEmpty()) {
      counters.correct(reservation.counters(), -1, -reservation.tokens(), deadline);
    }
  }
}
