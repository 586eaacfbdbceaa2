package dev.eventfix.suggestfix.suggestions;

import org.jspecify.annotations.Nullable;

/**
 * Who wants to ask a question: what becomes of the question when it dies.
 *
 * @param record names a record of a queue, which comes again when it is not done; null for a caller
 *     who waits for the answer, and after whose death nobody asks again
 */
public record Asker(@Nullable String record) {

  /** Somebody who waits for the answer. */
  public static final Asker CALLER = new Asker(null);

  /**
   * A record of a queue.
   *
   * @param body what was delivered: delivered again, it is the same record. A copy that was sent by
   *     itself passes for it too, which only lets it come again once more
   */
  public static Asker record(byte[] body) {
    return new Asker(Sha256Hex.of(body));
  }
}
