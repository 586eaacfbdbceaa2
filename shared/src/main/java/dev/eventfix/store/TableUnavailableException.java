package dev.eventfix.store;

/**
 * The table gave no answer that counts, after retries: it is down, slow, cannot be reached, or
 * limits us. What was to be written may have been written. The message is one for callers.
 */
public final class TableUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Made by {@link Table}, and by fakes of what uses it.
   *
   * @param message a sentence, without names of the deployment
   */
  public TableUnavailableException(String message) {
    super(message);
  }
}
