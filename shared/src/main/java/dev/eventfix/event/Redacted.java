package dev.eventfix.event;

/** A text that has been through redaction. Only {@link Redactor} makes one. */
public final class Redacted {
  private final String text;

  Redacted(String text) {
    this.text = text;
  }

  Redacted cutMiddle(int maxChars) {
    return text.length() <= maxChars ? this : new Redacted(text.substring(0, maxChars));
  }

  Redacted strip() {
    return new Redacted(text.strip());
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Redacted redacted && text.equals(redacted.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
