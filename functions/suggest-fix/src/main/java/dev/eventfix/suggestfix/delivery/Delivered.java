package dev.eventfix.suggestfix.delivery;

/** What became of a suggestion that was to be published. */
public sealed interface Delivered {

  /** Its name in metrics. */
  String result();

  /** The topic has it. */
  record Published() implements Delivered {
    @Override
    public String result() {
      return "published";
    }
  }

  /**
   * The topic refuses it, and would again.
   *
   * @param cause for metrics: denied, no_topic, no_credentials, endpoint or other
   * @param reason for the log, and what to do; without text of the event
   */
  record Refused(String cause, String reason) implements Delivered {
    @Override
    public String result() {
      return "refused";
    }
  }

  /**
   * The topic was not reached in the time and the tries that there were, or its answer was lost.
   *
   * @param cause for metrics: time_out, unreachable, limited, failed or interrupted
   * @param reason for the log; without text of the event
   */
  record Lost(String cause, String reason) implements Delivered {
    @Override
    public String result() {
      return "lost";
    }
  }
}
