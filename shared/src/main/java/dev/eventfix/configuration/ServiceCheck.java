package dev.eventfix.configuration;

/** One thing that is found out about a back end by calling it. */
public interface ServiceCheck {

  /** What is checked, for people: "keys". */
  String name();

  /** Calls the back end and tells what came of it; throws nothing for what it may find. */
  Result run();

  /** What came of a check. */
  sealed interface Result {

    /** What was found, for people; never a secret. */
    String detail();

    /** All is well. */
    record Passed(String detail) implements Result {}

    /** It works by half, or it could not be found out. */
    record Doubtful(String detail) implements Result {}

    /** It does not work; tells what to do. */
    record Failed(String detail) implements Result {}
  }
}
