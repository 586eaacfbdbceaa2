package dev.eventfix.suggestfix.options;

import org.jspecify.annotations.Nullable;

/** Whether models may be asked about a project's events. */
public enum Policy {
  /** They may. */
  ALLOWED("allowed"),
  /** Only with the consent of who asks, told with the request. */
  INDIVIDUAL_CONSENT("individual_consent"),
  /** Not: nobody agreed to the provider as a subprocessor. */
  SUBPROCESSOR("subprocessor");

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  /** Its name in options, settings and answers. */
  public String label() {
    return label;
  }

  /** The policy of that name, or null. */
  public static @Nullable Policy named(String label) {
    for (Policy policy : values()) {
      if (policy.label.equals(label)) {
        return policy;
      }
    }
    return null;
  }
}
