package dev.eventfix.runtime;

/**
 * A trigger's event that lacks the trigger's shape. The message names the member at fault and what
 * was expected there; it holds nothing of what was found.
 */
final class MalformedTriggerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String expected;

  /**
   * One member at fault.
   *
   * @param path made of names that the trigger defines and of indexes, never of a stranger's keys
   * @param expected what should be there, for example {@code an object of texts}
   */
  MalformedTriggerException(String path, String expected) {
    super(path + " must be " + expected);
    this.path = path;
    this.expected = expected;
  }

  /** The same fault, told from an item of the list of that name; the name may be empty. */
  MalformedTriggerException inItem(String list, int index) {
    String item = list + "[" + index + "]";
    MalformedTriggerException told =
        new MalformedTriggerException(path.isEmpty() ? item : item + "." + path, expected);
    told.initCause(this);
    return told;
  }
}
