package dev.eventfix.suggestfix.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What all formats do with JSON: values of whatever form a server gave them, and texts. */
public final class ModelJson {

  private ModelJson() {}

  /** The text the parser stands at; null, and past it, when it is none. */
  public static @Nullable String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  /** The count the parser stands at; 0, and past it, when it is none. */
  public static int count(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT) {
      return Math.max(0, json.getIntValue());
    }
    json.skipChildren();
    return 0;
  }

  /** Both counts together, as far as they can be told. */
  public static int sum(int count, int other) {
    return (int) Math.min(Integer.MAX_VALUE, (long) count + other);
  }

  /** The text with U+FFFD for half of a surrogate pair, which has no bytes in UTF-8. */
  public static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        if (repaired == null) {
          repaired = new StringBuilder(text);
        }
        repaired.setCharAt(i, '\uFFFD');
      }
    }
    return repaired == null ? text : repaired.toString();
  }
}
