package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small tree of facts whose keys and texts are redacted. Cut to {@value #MAX_DEPTH} levels and
 * {@value #MAX_ITEMS} items a level.
 */
public final class RedactedTree implements JsonValue {

  static final int MAX_DEPTH = 4;
  static final int MAX_ITEMS = 20;

  private final Map<Redacted, @Nullable Object> root;

  private RedactedTree(Map<Redacted, @Nullable Object> root) {
    this.root = root;
  }

  /** The tree redacted, or null when nothing of it is left. */
  static @Nullable RedactedTree of(Map<String, @Nullable Object> raw, Redactor redactor) {
    Map<Redacted, @Nullable Object> root = object(raw, redactor, MAX_DEPTH);
    return root.isEmpty() ? null : new RedactedTree(root);
  }

  private static Map<Redacted, @Nullable Object> object(
      Map<?, ?> raw, Redactor redactor, int depth) {
    Map<Redacted, @Nullable Object> object = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : raw.entrySet()) {
      if (object.size() == MAX_ITEMS) {
        break;
      }
      String key = String.valueOf(entry.getKey());
      Object value = value(key, entry.getValue(), redactor, depth - 1);
      if (value != null) {
        object.put(redactor.redact(key), value);
      }
    }
    return object;
  }

  private static @Nullable Object value(
      String key, @Nullable Object raw, Redactor redactor, int depth) {
    if (raw instanceof Map<?, ?> map) {
      Map<Redacted, @Nullable Object> object = depth == 0 ? Map.of() : object(map, redactor, depth);
      return object.isEmpty() ? null : object;
    }
    if (raw instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (Object item : depth == 0 ? List.of() : list) {
        Object value = value(key, item, redactor, depth - 1);
        if (value != null && items.size() < MAX_ITEMS) {
          items.add(value);
        }
      }
      return items.isEmpty() ? null : items;
    }
    if (raw == null || raw instanceof Boolean) {
      return raw;
    }
    Redacted text = redactor.redactValueOf(key, raw.toString());
    boolean same = text.toString().equals(raw.toString());
    return same && (raw instanceof Long || raw instanceof Integer) ? raw : text;
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    write(json, root);
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    // No pattern switch: its bootstrap would be the first of its kind in a cold start.
    if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
