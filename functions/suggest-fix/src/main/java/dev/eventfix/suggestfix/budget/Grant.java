package dev.eventfix.suggestfix.budget;

/** Whether a model may be asked. */
public sealed interface Grant {

  /** It may. */
  record Granted(Reservation reservation) implements Grant {}

  /**
   * It may not: a budget is used up.
   *
   * @param retryAfterSeconds until the next day begins in UTC, at least 1
   */
  record Over(Scope scope, Used what, int retryAfterSeconds) implements Grant {}

  /** Whose budget it is. */
  enum Scope {
    DEPLOYMENT("deployment"),
    PROJECT("project");

    private final String label;

    Scope(String label) {
      this.label = label;
    }

    /** Its name in metrics and for people. */
    public String label() {
      return label;
    }
  }

  /** What of it is used up. */
  enum Used {
    REQUESTS("requests"),
    TOKENS("tokens");

    private final String label;

    Used(String label) {
      this.label = label;
    }

    /** Its name in metrics and for people. */
    public String label() {
      return label;
    }
  }
}
