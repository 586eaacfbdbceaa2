package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text that has been through redaction. Only {@link Redactor} makes one. */
public final class Redacted implements JsonValue {

  /** What Unicode has for what cannot be represented. */
  private static final char REPLACEMENT = '\ufffd';

  private final String text;

  Redacted(String text) {
    this.text = wellFormed(text);
  }

  /** Half a surrogate pair is no character: models' servers refuse JSON that holds one. */
  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, REPLACEMENT);
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  /**
   * The text in at most {@code maxChars} characters: its middle gives way to a note of how much was
   * left out, or to a single {@code …} where the note has no room. Neither a surrogate pair nor a
   * placeholder is split.
   */
  Redacted cutMiddle(int maxChars) {
    int length = text.length();
    if (length <= maxChars) {
      return this;
    }
    if (maxChars <= 0) {
      return new Redacted("");
    }
    // The whole length has at least as many digits as what is left out: the note only gets shorter.
    boolean note = note(length).length() <= maxChars;
    int kept = maxChars - (note ? note(length).length() : 1);
    int headEnd = boundary(kept - kept / 2, -1);
    int tailStart = boundary(length - kept / 2, 1);
    return new Redacted(
        text.substring(0, headEnd)
            + (note ? note(tailStart - headEnd) : "…")
            + text.substring(tailStart));
  }

  /** The text without white space at its ends. */
  Redacted strip() {
    return new Redacted(text.strip());
  }

  static String note(int characters) {
    return "…[" + characters + " characters left out]…";
  }

  /** The nearest index in the direction of {@code step} that splits nothing. */
  private int boundary(int index, int step) {
    int from = Math.max(0, index - SecretKind.MAX_PLACEHOLDER);
    for (int start = index - 1; start >= from; start--) {
      int end = SecretKind.placeholderEnd(text, start);
      if (end > index) {
        return step < 0 ? start : end;
      }
    }
    boolean splitsPair =
        index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return splitsPair ? index + step : index;
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeString(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
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
