package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of a value as a description shows: {@value #MAX_DEPTH} levels, {@value #MAX_ITEMS}
 * items a level, {@value #MAX_VALUES} values in all, for strangers may have filled megabytes with
 * it. What is left out of a level is counted there, under the name {@value #REST}.
 */
final class Facts {

  static final int MAX_DEPTH = 4;
  static final int MAX_ITEMS = 20;
  static final int MAX_VALUES = 100;

  private static final String REST = "…";

  private final JsonParser json;
  private int valuesLeft = MAX_VALUES;

  /**
   * A reader.
   *
   * @param json stands on the value, afterwards on its end
   */
  Facts(JsonParser json) {
    this.json = json;
  }

  @Nullable Object read() throws IOException {
    return read(MAX_DEPTH);
  }

  private @Nullable Object read(int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (!token.isStructStart()) {
      valuesLeft--;
      return Json.readTree(json);
    }
    if (depth == 0) {
      json.skipChildren();
      return REST;
    }
    return token == JsonToken.START_OBJECT ? readObject(depth) : readList(depth);
  }

  private Map<String, @Nullable Object> readObject(int depth) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int further = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (object.size() < MAX_ITEMS && valuesLeft > 0) {
        object.put(name, read(depth - 1));
      } else {
        json.skipChildren();
        further++;
      }
    }
    if (further > 0) {
      object.put(REST, further + " more");
    }
    return object;
  }

  private List<@Nullable Object> readList(int depth) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    int further = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (list.size() < MAX_ITEMS && valuesLeft > 0) {
        list.add(read(depth - 1));
      } else {
        json.skipChildren();
        further++;
      }
    }
    if (further > 0) {
      list.add(REST + " " + further + " more");
    }
    return list;
  }
}
