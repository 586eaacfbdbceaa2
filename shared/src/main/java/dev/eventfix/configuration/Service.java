package dev.eventfix.configuration;

import java.util.List;

/**
 * A back end that a function uses. At each start all of a function's are validated, then all are
 * set up, in order and once; their checks call them, and run in {@code debug} and for {@code
 * ./eventfix check}.
 */
public interface Service {

  /** Its name, for people. */
  String name();

  /**
   * Notes in the settings what is wrong with how it is set up: a fault when it cannot work or would
   * silently keep nothing, a warning when it works by half. Calls nobody.
   */
  void validate(Settings settings);

  /** Makes ready what is made ready at the start; costs nothing when that is nothing. */
  default void setup() {}

  /** Lets go of connections and threads, when a start-up fails. */
  default void close() {}

  /** What can be found out by calling it. */
  default List<ServiceCheck> checks() {
    return List.of();
  }
}
