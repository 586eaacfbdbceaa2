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

  static final int FEW_LEVELS = 2;
  static final int FEW_ITEMS = 10;
  static final int FEW_VALUES = 20;

  private static final String REST = "…";

  private final JsonParser json;
  private final int maxDepth;
  private final int maxItems;
  private int valuesLeft;

  /**
   * A reader.
   *
   * @param json stands on the value, afterwards on its end
   */
  Facts(JsonParser json) {
    this(json, MAX_DEPTH, MAX_ITEMS, MAX_VALUES);
  }

  private Facts(JsonParser json, int maxDepth, int maxItems, int maxValues) {
    this.json = json;
    this.maxDepth = maxDepth;
    this.maxItems = maxItems;
    this.valuesLeft = maxValues;
  }

  /** As {@link #Facts}, of far fewer: what a compact description has room for. */
  static Facts few(JsonParser json) {
    return new Facts(json, FEW_LEVELS, FEW_ITEMS, FEW_VALUES);
  }

  @Nullable Object read() throws IOException {
    return read(maxDepth);
  }

  private @Nullable Object read(int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (!token.isStructStart()) {
      valuesLeft--;
      return Json.readTreeAsSent(json);
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
      if (object.size() < maxItems && valuesLeft > 0) {
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
      if (list.size() < maxItems && valuesLeft > 0) {
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
