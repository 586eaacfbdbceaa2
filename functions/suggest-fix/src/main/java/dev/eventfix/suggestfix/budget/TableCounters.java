package dev.eventfix.suggestfix.budget;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.ItemWrite;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.store.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Counters in DynamoDB, each added to by one conditional write. One whose answer is lost is tried
 * again and may count twice; what is taken off is taken off once. So what is counted is never too
 * little.
 */
final class TableCounters implements Counters {

  /** How long a day's counters are kept from their last change: nobody reads them after the day. */
  private static final long KEPT_SECONDS = 2 * 86_400;

  private static final String REQUESTS = "requests";
  private static final String TOKENS = "tokens";

  private final Table table;
  private final InstantSource clock;

  TableCounters(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Added add(Key counter, long tokens, Limits limits, Deadline deadline) {
    if (limits.tokens() > 0 && tokens > limits.tokens()) {
      return Added.OVER_TOKENS;
    }
    ItemWrite write = change(counter, 1, tokens);
    String condition = "";
    if (limits.requests() > 0) {
      condition = "(attribute_not_exists(#requests) OR #requests < :requests_limit)";
      write.number(":requests_limit", limits.requests());
    }
    if (limits.tokens() > 0) {
      condition +=
          (condition.isEmpty() ? "" : " AND ")
              + "(attribute_not_exists(#tokens) OR #tokens <= :tokens_before)";
      write.number(":tokens_before", limits.tokens() - tokens);
    }
    if (!condition.isEmpty()) {
      write.onlyIf(condition);
    }
    WriteResult result = table.write(write, deadline.remainingMillis());
    if (!(result instanceof WriteResult.Refused refused)) {
      return Added.DONE;
    }
    Item item = refused.item();
    return item != null && limits.requests() > 0 && item.number(REQUESTS) >= limits.requests()
        ? Added.OVER_REQUESTS
        : Added.OVER_TOKENS;
  }

  @Override
  public void correct(List<Key> counters, long requests, long tokens, Deadline deadline) {
    List<ItemWrite> writes = new ArrayList<>();
    for (Key counter : counters) {
      writes.add(change(counter, requests, tokens));
    }
    // A transaction for its token: by it DynamoDB knows a second try.
    table.write(writes, UUID.randomUUID().toString(), deadline.remainingMillis());
  }

  private ItemWrite change(Key counter, long requests, long tokens) {
    return ItemWrite.update(counter, "SET #ttl = :ttl ADD #requests :requests, #tokens :tokens")
        .name("#ttl", TableSchema.TIME_TO_LIVE)
        .name("#requests", REQUESTS)
        .name("#tokens", TOKENS)
        .number(":ttl", clock.millis() / 1_000 + KEPT_SECONDS)
        .number(":requests", requests)
        .number(":tokens", tokens);
  }
}
