package dev.eventfix.runtime;

import dev.eventfix.wire.JsonObject;
import dev.eventfix.wire.Problem;
import java.util.Map;

/** What becomes of a request. */
public sealed interface Reply {

  /**
   * It is answered.
   *
   * @param body the answer object
   * @param counts what the log line tells of it, name to number
   */
  record Answer(JsonObject body, Map<String, Integer> counts) implements Reply {}

  /** It is refused. */
  record Refusal(Problem problem) implements Reply {}
}
