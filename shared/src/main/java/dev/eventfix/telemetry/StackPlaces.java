package dev.eventfix.telemetry;

/**
 * Where something was thrown: calls of ours and of libraries, without its message, which may quote
 * anything.
 */
public final class StackPlaces {

  /** No call begins after so many characters. */
  static final int MAX_LENGTH = 1_000;

  private StackPlaces() {}

  /** The calls, the innermost first. */
  public static String of(Throwable thrown) {
    StringBuilder places = new StringBuilder();
    for (StackTraceElement call : thrown.getStackTrace()) {
      if (places.length() > MAX_LENGTH) {
        break;
      }
      places.append(places.isEmpty() ? "" : " < ").append(call);
    }
    return places.toString();
  }
}
