package dev.eventfix.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that triggers' events are made of. The parser stands on the value of a member
 * whose name the trigger defines, and afterwards on the value's last token; JSON's null is null.
 * Numbers and booleans are taken where a text is expected, as written, for AWS's own serializer
 * does so too.
 *
 * <p>Each method takes the path of the object that holds the member, for messages: empty, or ending
 * in a full stop.
 */
final class Members {

  private Members() {}

  /** True on an object, false on null. */
  static boolean isObject(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    return isOn(JsonToken.START_OBJECT, json, parent, "an object");
  }

  /** True on a list, false on null. */
  static boolean isList(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    return isOn(JsonToken.START_ARRAY, json, parent, "a list");
  }

  static @Nullable String text(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    return scalar(json, parent, json.currentName(), "a text");
  }

  /** A text and nothing that merely reads like one: what callers sent must not be made up. */
  static @Nullable String strictText(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    return isOn(JsonToken.VALUE_STRING, json, parent, "a text") ? json.getText() : null;
  }

  static @Nullable List<@Nullable String> texts(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    String name = json.currentName();
    String expected = "a list of texts";
    if (!isOn(JsonToken.START_ARRAY, json, parent, expected)) {
      return null;
    }
    return items(json, parent, name, expected);
  }

  static @Nullable Map<String, @Nullable String> textByName(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    String name = json.currentName();
    String expected = "an object of texts";
    if (!isOn(JsonToken.START_OBJECT, json, parent, expected)) {
      return null;
    }
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      texts.put(key, scalar(json, parent, name, expected));
    }
    return texts;
  }

  static @Nullable Map<String, @Nullable List<@Nullable String>> textsByName(
      JsonParser json, String parent) throws IOException, MalformedTriggerException {
    String name = json.currentName();
    String expected = "an object of lists of texts";
    if (!isOn(JsonToken.START_OBJECT, json, parent, expected)) {
      return null;
    }
    Map<String, @Nullable List<@Nullable String>> texts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (json.nextToken()) {
        case START_ARRAY -> texts.put(key, items(json, parent, name, expected));
        case VALUE_NULL -> texts.put(key, null);
        default -> throw new MalformedTriggerException(parent + name, expected);
      }
    }
    return texts;
  }

  /** An object whose values may be anything, as {@link Json#readTree} makes it. */
  @SuppressWarnings("unchecked") // Json.readTree makes maps with text keys only.
  static @Nullable Map<String, @Nullable Object> object(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    return isObject(json, parent) ? (Map<String, @Nullable Object>) Json.readTree(json) : null;
  }

  /** A whole number, also written as a text; a fraction is cut off. */
  static @Nullable Long wholeNumber(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    try {
      return switch (json.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> (Long) json.getLongValue();
        case VALUE_STRING -> {
          String text = json.getText().trim();
          yield text.isEmpty() ? null : (Long) Long.parseLong(text);
        }
        case VALUE_NULL -> null;
        default -> throw notWholeNumber(json, parent);
      };
    } catch (InputCoercionException | NumberFormatException e) {
      // No cause: its message quotes what was found.
      throw notWholeNumber(json, parent);
    }
  }

  /** True or false, also written as a text. */
  static @Nullable Boolean flag(JsonParser json, String parent)
      throws IOException, MalformedTriggerException {
    String expected = "true or false";
    String text = scalar(json, parent, json.currentName(), expected);
    if (text == null || text.isEmpty()) {
      return null;
    }
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw new MalformedTriggerException(parent + json.currentName(), expected);
    };
  }

  private static List<@Nullable String> items(
      JsonParser json, String parent, String name, String expected)
      throws IOException, MalformedTriggerException {
    List<@Nullable String> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(scalar(json, parent, name, expected));
    }
    return items;
  }

  private static @Nullable String scalar(
      JsonParser json, String parent, String name, String expected)
      throws IOException, MalformedTriggerException {
    if (json.currentToken().isStructStart()) {
      throw new MalformedTriggerException(parent + name, expected);
    }
    return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
  }

  private static boolean isOn(JsonToken wanted, JsonParser json, String parent, String expected)
      throws IOException, MalformedTriggerException {
    if (json.currentToken() == wanted) {
      return true;
    }
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    throw new MalformedTriggerException(parent + json.currentName(), expected);
  }

  private static MalformedTriggerException notWholeNumber(JsonParser json, String parent)
      throws IOException {
    return new MalformedTriggerException(parent + json.currentName(), "a whole number");
  }
}
