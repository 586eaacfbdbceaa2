package dev.eventfix.event;

import java.util.EnumSet;
import java.util.Set;

/** What is taken out of the texts of events. Immutable. */
public final class Redaction {

  /** Every kind there is. */
  public static final Redaction DEFAULT = new Redaction(EnumSet.allOf(SecretKind.class));

  private final Set<SecretKind> kinds;

  private Redaction(Set<SecretKind> kinds) {
    this.kinds = kinds;
  }

  boolean takesOut(SecretKind kind) {
    return kinds.contains(kind);
  }
}
