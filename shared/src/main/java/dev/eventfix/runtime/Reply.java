package dev.eventfix.runtime;

import dev.eventfix.wire.JsonObject;
import dev.eventfix.wire.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a request. */
public sealed interface Reply {

  /**
   * It is answered.
   *
   * @param status the HTTP status code, one of 200 to 299; other triggers do not tell it
   * @param body the answer object
   * @param counts what the log line tells of it, name to number
   * @param location where the result is to be had later, or null
   * @param warning for the log: what went wrong beside the answer, and what to do; without text of
   *     the event. Null when all went well
   */
  record Answer(
      int status,
      JsonObject body,
      Map<String, Integer> counts,
      @Nullable String location,
      @Nullable String warning)
      implements Reply {
    /** One whose result is to be had later, or is this. */
    public Answer(
        int status, JsonObject body, Map<String, Integer> counts, @Nullable String location) {
      this(status, body, counts, location, null);
    }

    /** One that is the result itself. */
    public Answer(int status, JsonObject body, Map<String, Integer> counts) {
      this(status, body, counts, null);
    }

    /** An ordinary answer: 200. */
    public Answer(JsonObject body, Map<String, Integer> counts) {
      this(200, body, counts);
    }
  }

  /** It is refused. */
  record Refusal(Problem problem) implements Reply {}
}
