package dev.eventfix.suggestfix.http;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;

/** What a provider is opened with. Safe for use by several threads. */
public interface Credentials {

  /** What to send. */
  sealed interface Sent {
    /** This header. */
    record Header(String name, String value) implements Sent {}

    /** Nothing: the server asks for none. */
    record Nothing() implements Sent {}

    /** Nothing can be sent, for there was no having it. */
    record Missing(Completion.Unavailable outcome) implements Sent {}
  }

  /** What is sent with the next request, had by the deadline. */
  Sent get(Deadline deadline);

  /**
   * Has it fetched anew, for the server refused it.
   *
   * @return true when there is another one that can be sent
   */
  boolean renew(Sent refused);

  /** Lets go of connections, if it has any; asked again it makes new ones. */
  default void close() {}
}
