package dev.eventfix.runtime;

/** What a function does with one request, whichever trigger brought it. */
public interface Operation {
  /**
   * Answers or refuses the request.
   *
   * @throws RuntimeException for our own faults only
   */
  Reply run(Request request);

  /** Whether a request's body may be a Sentry envelope; if not, only JSON is let through. */
  default boolean takesEnvelopes() {
    return false;
  }
}
