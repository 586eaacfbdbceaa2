package dev.eventfix.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What was going on when a report was made.
 *
 * @param requestId Lambda's id of the invocation; empty when unknown
 * @param trigger our own name of the trigger; empty when unknown
 * @param messageId the queue message's id, given by SQS; null when there is none
 * @param project the project of the event in work; it is compared only, and never sent
 * @param unsafe true keeps the report from the relay: sending it could cause another one like it
 */
public record ReportContext(
    String requestId,
    String trigger,
    @Nullable String messageId,
    @Nullable String project,
    boolean unsafe) {

  private static final int MAX_TAG_CHARS = 200;

  /** Nothing is known: a report from outside any invocation. */
  public static final ReportContext NONE = new ReportContext("", "", null, null, false);

  /**
   * A tag's value: a value that is no plain name or id is left out, wherever it came from.
   *
   * @return null when it is not to be sent
   */
  static @Nullable String tag(@Nullable String value) {
    if (value == null || value.isEmpty() || value.length() > MAX_TAG_CHARS) {
      return null;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
          && "-_.:@".indexOf(c) < 0) {
        return null;
      }
    }
    return value;
  }
}
