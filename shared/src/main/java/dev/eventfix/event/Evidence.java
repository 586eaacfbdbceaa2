package dev.eventfix.event;

/** What tells a secret that stands under a key from a name, a mask or a word. */
final class Evidence {

  private final String text;
  private final ValueBounds bounds;

  Evidence(String text, ValueBounds bounds) {
    this.text = text;
    this.bounds = bounds;
  }

  /** Whether a quoted value under a weak key is a secret. */
  boolean isEvidence(SecretKey key, int from, int to) {
    return to - from >= SecretKey.MIN_WEAK_LENGTH
        && !bounds.hasBlank(from, to)
        && (key.numbers() || bounds.hasLetter(from, to))
        && !SecretKind.anyPlaceholder(text, from, to)
        && !SecretName.is(text, from, to)
        && !SecretValue.isWord(text, from, to);
  }

  /** Whether a call's argument is a secret: parsers name tokens, and words are no evidence. */
  boolean isToldByCall(SecretKey key, int from, int to) {
    return key.strength() == SecretKey.Strength.STRONG
        || (isEvidence(key, from, to) && Chars.hasDigit(text, from, to));
  }

  /** Whether a quoted value is a mask, a placeholder or a name. */
  boolean stays(SecretKey key, int from, int to) {
    return from >= to
        || SecretKind.anyPlaceholder(text, from, to)
        || SecretValue.isMask(text, from, to)
        || SecretName.is(text, from, to)
        || SecretValue.isWord(text, from, to)
        || key.isNamedAlike(text, from, to)
        || (!Chars.hasDigit(text, from, to)
            && SecretKey.of(text, from, to, Redaction.DEFAULT) != null);
  }
}
