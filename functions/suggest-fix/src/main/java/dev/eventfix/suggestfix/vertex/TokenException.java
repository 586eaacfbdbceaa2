package dev.eventfix.suggestfix.vertex;

import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;

/** There is no having an access token. Its message is for people and holds no secret. */
final class TokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Unavailable outcome;

  TokenException(Unavailable outcome) {
    super(outcome.reason());
    this.outcome = outcome;
  }

  /** What is set is wrong. */
  static TokenException misconfigured(String reason) {
    return new TokenException(new Unavailable(Cause.MISCONFIGURED, reason));
  }

  Unavailable outcome() {
    return outcome;
  }
}
