package dev.eventfix.event;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is taken out of the texts of events: the built-in kinds that are switched on, and whatever
 * stands under keys or matches patterns of the operator's own. Immutable.
 */
public final class Redaction {

  /** Every built-in kind, and nothing of the operator's own. */
  public static final Redaction DEFAULT =
      new Redaction(EnumSet.allOf(SecretKind.class), List.of(), null);

  private final EnumSet<SecretKind> kinds;

  /** Whether no kind is switched off, which is asked first: it is what nearly everybody has. */
  private final boolean all;

  private final SecretKey[] keys;
  private final @Nullable CustomPatterns patterns;

  /**
   * What is taken out.
   *
   * @param kinds the built-in kinds; {@link SecretKind#CUSTOM} is switched on in any case
   * @param keys names of keys, as {@link SecretKey#custom} takes them
   * @param patterns the operator's own, or null without any
   */
  Redaction(EnumSet<SecretKind> kinds, List<String> keys, @Nullable CustomPatterns patterns) {
    this.kinds = EnumSet.copyOf(kinds);
    this.kinds.add(SecretKind.CUSTOM);
    this.all = EnumSet.complementOf(this.kinds).isEmpty();
    this.keys = new SecretKey[keys.size()];
    for (int i = 0; i < this.keys.length; i++) {
      this.keys[i] = SecretKey.custom(keys.get(i));
    }
    this.patterns = patterns;
  }

  boolean takesOut(SecretKind kind) {
    return all || kinds.contains(kind);
  }

  /** The operator's own keys; not to be changed. */
  SecretKey[] keys() {
    return keys;
  }

  @Nullable CustomPatterns patterns() {
    return patterns;
  }
}
