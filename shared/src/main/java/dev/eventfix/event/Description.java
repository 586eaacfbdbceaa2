package dev.eventfix.event;

import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import dev.eventfix.wire.WrittenJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an event that was to be described. */
public sealed interface Description {

  /**
   * The event, described.
   *
   * @param eventId 32 lower-case hex digits, or null when the event has none
   * @param fingerprint {@code v2:} and 32 hex digits, the same for the events of one group
   * @param json the described event as JSON
   * @param estimatedTokens an upper bound of the description's tokens as JSON
   * @param omitted what was left out, kind to count; empty when nothing was
   * @param redacted what was redacted, kind to count; empty when nothing was
   * @param warnings what a reader should know, in plain words
   */
  record Described(
      @Nullable String eventId,
      String fingerprint,
      EventDescription event,
      WrittenJson json,
      int estimatedTokens,
      Map<String, Integer> omitted,
      Map<String, Integer> redacted,
      List<String> warnings)
      implements Description {

    /** What a log line tells of it. */
    public Map<String, Integer> counts() {
      Map<String, Integer> counts = new LinkedHashMap<>();
      counts.put("estimated_tokens", estimatedTokens);
      counts.put("exceptions", event.exceptions().size());
      counts.put("omitted", sum(omitted));
      counts.put("redacted", sum(redacted));
      counts.put("warnings", warnings.size());
      return counts;
    }

    private static int sum(Map<String, Integer> counts) {
      int sum = 0;
      for (int count : counts.values()) {
        sum += count;
      }
      return sum;
    }
  }

  /**
   * The event has no exception, no message, no threads and no report, or there is none.
   *
   * @param problem how a caller is told
   */
  record NothingToDescribe(Problem problem) implements Description {

    private static final Problem PROBLEM =
        Problem.of(
            ProblemType.NOTHING_TO_DESCRIBE,
            "The event has no exception, no message, no threads and no report. If it stands in a"
                + " larger object, send it as the field `event`; where bodies are events only"
                + " (as=event, requests.bodies), send it alone.");

    NothingToDescribe() {
      this(PROBLEM);
    }
  }
}
