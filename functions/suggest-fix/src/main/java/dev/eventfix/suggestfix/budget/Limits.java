package dev.eventfix.suggestfix.budget;

/**
 * How much may be used a day.
 *
 * @param requests how often a model is asked; 0 for no limit
 * @param tokens of questions and answers; 0 for no limit
 */
public record Limits(long requests, long tokens) {

  /** No limit at all. */
  public static final Limits NONE = new Limits(0, 0);

  /** How many partitions a counter is spread over at most: each takes 1,000 writes a second. */
  static final int MAX_SHARDS = 8;

  /**
   * The smallest part of a limit on tokens that one shard has: more than the longest question and
   * answer, so that what is left over in each is no large part of it.
   */
  static final long SHARD_TOKENS = 200_000;

  public Limits {
    if (requests < 0 || tokens < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }

  /** True when nothing is limited. */
  public boolean isNone() {
    return requests == 0 && tokens == 0;
  }

  /** How many shards there are: so few that each has a part of every limit. */
  int shards() {
    long shards = MAX_SHARDS;
    if (requests > 0) {
      shards = Math.min(shards, requests);
    }
    if (tokens > 0) {
      shards = Math.min(shards, Math.max(1, tokens / SHARD_TOKENS));
    }
    return (int) shards;
  }

  /** That shard's part of the limits; all parts together are the limits. */
  Limits ofShard(int shard) {
    return new Limits(part(requests, shard), part(tokens, shard));
  }

  private long part(long limit, int shard) {
    int shards = shards();
    return limit / shards + (shard < limit % shards ? 1 : 0);
  }
}
