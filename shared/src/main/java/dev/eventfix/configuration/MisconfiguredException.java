package dev.eventfix.configuration;

import java.util.List;

/** Settings are missing or wrong. Tells all of them at once; never a secret's value. */
public final class MisconfiguredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Made of one sentence for each fault, each naming its setting. */
  public MisconfiguredException(List<String> faults) {
    super(String.join("; ", faults));
  }
}
