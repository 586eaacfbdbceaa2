package dev.eventfix.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client context of which only the caller's own part is told.
 *
 * @param custom by name
 */
record CustomContext(Map<String, String> custom) implements ClientContext {

  /**
   * The context that the Runtime API tells of.
   *
   * @param json an object with the caller's own part as {@code custom}; of what is no text or
   *     number there only the name is told
   * @throws FunctionFailedException when it is none
   */
  static CustomContext parse(String json) {
    Map<String, String> custom = new LinkedHashMap<>();
    try {
      JsonParser parser = Json.parser(json.getBytes(StandardCharsets.UTF_8));
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean own = parser.currentName().equals("custom");
        if (parser.nextToken() == JsonToken.START_OBJECT && own) {
          readTexts(parser, custom);
        }
        parser.skipChildren();
      }
      if (object && parser.nextToken() == null) {
        return new CustomContext(custom);
      }
    } catch (IOException e) {
      // Told below: what it quotes is the caller's.
    }
    throw new FunctionFailedException("The client context is not a JSON object");
  }

  private static void readTexts(JsonParser json, Map<String, String> texts) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      boolean text = value.isScalarValue() && value != JsonToken.VALUE_NULL;
      texts.put(name, text ? json.getText() : "");
      json.skipChildren();
    }
  }

  @Override
  public @Nullable Client getClient() {
    return null;
  }

  @Override
  public Map<String, String> getCustom() {
    return custom;
  }

  @Override
  public Map<String, String> getEnvironment() {
    return Map.of();
  }
}
