package dev.eventfix.suggestfix.suggestions;

import org.jspecify.annotations.Nullable;

/**
 * Which event of which project a suggestion is for.
 *
 * @param event the event's id, or what stands for it where it has none
 */
public record Subject(String project, String event) {

  private static final String WITHOUT_ID = "content-";
  private static final int DIGITS = 32;

  /**
   * The subject of a question.
   *
   * @param eventId 32 hex digits, or null: then the question, which is made of all of the event's
   *     text, stands for it
   */
  public static Subject of(String project, @Nullable String eventId, QuestionKey question) {
    return new Subject(
        project, eventId == null ? WITHOUT_ID + question.digest().substring(0, DIGITS) : eventId);
  }

  /** Whether it is what stands for an event without an id, as {@link #of} made it. */
  public static boolean isStandIn(String event) {
    if (event.length() != WITHOUT_ID.length() + DIGITS || !event.startsWith(WITHOUT_ID)) {
      return false;
    }
    for (int i = WITHOUT_ID.length(); i < event.length(); i++) {
      char c = event.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
