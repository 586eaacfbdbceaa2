package dev.eventfix.suggestfix.provider;

import dev.eventfix.configuration.ServiceCheck;
import java.util.List;

/** Something that can be asked for a fix. Safe for use by several threads. */
public interface ModelProvider {

  /** The provider's name, as in the setting {@code llm.provider}. */
  String name();

  /**
   * Asks once, with the provider's own bounded retries, and ends before the question's deadline.
   * Never throws for anything the provider or the network does.
   */
  Completion complete(Question question);

  /**
   * Asks likewise, and gives the text away while it comes. All of it together is the text of the
   * answer that is returned; what was given away before another outcome is worth nothing. A
   * provider that cannot do so gives the whole text at the end.
   */
  default Completion stream(Question question, TextSink sink) {
    Completion completion = complete(question);
    if (completion instanceof Completion.Answer answer && !sink.text(answer.text())) {
      return Completion.STOPPED;
    }
    return completion;
  }

  /** Whether it answers by itself: nothing leaves the function then, and it costs nothing. */
  default boolean isBuiltIn() {
    return false;
  }

  /** Lets go of connections and threads, if it has any; asked again it makes new ones. */
  default void close() {}

  /**
   * What can be found out without asking anything, at no cost.
   *
   * @param models those that may be asked
   */
  default List<ServiceCheck> checks(List<String> models) {
    return List.of();
  }
}
