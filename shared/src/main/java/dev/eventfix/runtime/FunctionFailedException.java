package dev.eventfix.runtime;

/**
 * Makes an invocation fail. Its message is ours alone: the original one may hold text of an event,
 * and Lambda logs what it is given.
 */
public final class FunctionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FunctionFailedException(String message) {
    super(message);
  }
}
