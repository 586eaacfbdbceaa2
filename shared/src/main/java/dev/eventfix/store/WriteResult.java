package dev.eventfix.store;

import org.jspecify.annotations.Nullable;

/** What became of a write that the table decided about. */
public sealed interface WriteResult {

  /** It was written. */
  record Written() implements WriteResult {}

  /**
   * Its condition did not hold, and nothing was written.
   *
   * @param index which of a transaction's writes it was, from 0
   * @param item the item as it is, or null when there is none
   */
  record Refused(int index, @Nullable Item item) implements WriteResult {}

  /** The item would be larger than DynamoDB's 400 KB. */
  record TooLarge() implements WriteResult {}
}
