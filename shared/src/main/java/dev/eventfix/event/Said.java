package dev.eventfix.event;

import java.util.Map;

/**
 * What is said of a body beside it, by whoever hands it over: the body itself may be a stranger's.
 *
 * @param parameters of a query; a name that is not known is refused
 * @param attributes of a queue's record, or of a direct invocation's client context; what is not
 *     known among them is passed over, for others put theirs there too
 * @param eventsOnly whether bodies are events and envelopes, and no requests, where nothing is said
 */
public record Said(
    Map<String, String> parameters, Map<String, String> attributes, boolean eventsOnly) {

  /** The parameter or attribute that says what the body is. */
  static final String AS = "as";

  /** Its only value: an event or envelope and nothing else, whatever it looks like. */
  static final String EVENT = "event";

  /** Nothing: the body may be a request. */
  public static final Said NOTHING = new Said(Map.of(), Map.of(), false);

  /**
   * Whether the body is an event or envelope and nothing else. Who says something that is not
   * understood is refused, and does not have the body taken for a request until then.
   */
  public boolean isEvent() {
    return eventsOnly || parameters.containsKey(AS) || attributes.containsKey(AS);
  }
}
