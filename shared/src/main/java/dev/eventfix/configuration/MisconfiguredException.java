package dev.eventfix.configuration;

import java.util.List;

/** Settings are missing or wrong. Tells all of them at once; never a secret's value. */
public final class MisconfiguredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /** Made of one sentence for each fault, each naming its setting. */
  public MisconfiguredException(List<String> faults) {
    this(faults, false);
  }

  /**
   * Of one setting.
   *
   * @param fault what is wrong with it, as the predicate of a sentence; never a secret's value
   */
  public MisconfiguredException(Setting setting, String fault) {
    this(List.of(told(setting, fault)));
  }

  /** Likewise, and whether all of them may pass with nothing changed. */
  public MisconfiguredException(List<String> faults, boolean passing) {
    super(String.join("; ", faults));
    this.passing = passing;
  }

  /** True when it may be well later with nothing changed: what a setting names was not answered. */
  public boolean isPassing() {
    return passing;
  }

  /** How a fault names its setting. */
  static String told(Setting setting, String fault) {
    return setting.key() + " (" + setting.variable() + ") " + fault;
  }
}
