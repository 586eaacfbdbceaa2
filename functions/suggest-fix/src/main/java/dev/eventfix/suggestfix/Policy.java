package dev.eventfix.suggestfix;

import dev.eventfix.wire.Problem;
import org.jspecify.annotations.Nullable;

/** Whether an event may go to a model. */
enum Policy {
  /** It may. */
  ALLOWED("allowed"),
  /** With the consent of whoever asks. */
  INDIVIDUAL_CONSENT("individual_consent"),
  /** Not before there is an agreement with whoever runs the model. */
  SUBPROCESSOR("subprocessor");

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  /** The policy of that name, as the setting and project options have it. */
  static Policy named(String label) {
    for (Policy policy : values()) {
      if (policy.label.equals(label)) {
        return policy;
      }
    }
    // A name that only a newer version knows must not let anything through.
    return SUBPROCESSOR;
  }

  /** Why a request is refused, or null when it is not. */
  @Nullable Problem refusal(boolean consent) {
    return switch (this) {
      case ALLOWED -> null;
      case INDIVIDUAL_CONSENT ->
          consent
              ? null
              : Problem.policy(
                  label,
                  "Events of this project go to a model only with consent: ask whoever the event"
                      + " is about to be shown to, and send `consent` as true.");
      case SUBPROCESSOR ->
          Problem.policy(
              label,
              "Events of this project do not go to a model before there is an agreement with who"
                  + " runs it: the operator then sets llm.policy, or the project's policy with"
                  + " ./eventfix options set.");
    };
  }
}
