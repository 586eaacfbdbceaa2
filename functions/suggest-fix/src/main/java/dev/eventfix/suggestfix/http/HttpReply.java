package dev.eventfix.suggestfix.http;

import dev.eventfix.suggestfix.provider.Completion;
import org.jspecify.annotations.Nullable;

/** How one HTTP call ended. */
public sealed interface HttpReply {

  /** The server answered, with whatever status. */
  final class Received implements HttpReply {
    private final int status;
    private final @Nullable String retryAfter;
    private final byte[] body;

    Received(int status, @Nullable String retryAfter, byte[] body) {
      this.status = status;
      this.retryAfter = retryAfter;
      this.body = body;
    }

    /** The status code. */
    public int status() {
      return status;
    }

    /** The header as it came, or null. */
    @Nullable String retryAfter() {
      return retryAfter;
    }

    /** Not copied: whoever asks does not write to it. Empty when the status alone matters. */
    public byte[] body() {
      return body;
    }
  }

  /** A streamed answer was given away event by event. */
  record Streamed() implements HttpReply {}

  /**
   * No whole answer came.
   *
   * @param worthRetrying true when nothing of an answer came and asking again may help
   */
  record Failed(Completion.Unavailable outcome, boolean worthRetrying) implements HttpReply {}
}
