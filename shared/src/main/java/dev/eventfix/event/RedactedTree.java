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
 * A small tree of facts whose keys and texts are redacted. Cut to {@value #MAX_DEPTH} levels,
 * {@value #MAX_ITEMS} items a level, {@value #MAX_VALUES} values in all and {@value #MAX_TEXT}
 * characters a text.
 */
public final class RedactedTree implements JsonValue {

  static final int MAX_DEPTH = 4;
  static final int MAX_ITEMS = 20;
  static final int MAX_VALUES = 100;
  static final int MAX_TEXT = 300;

  private final Map<Redacted, @Nullable Object> root;

  private RedactedTree(Map<Redacted, @Nullable Object> root) {
    this.root = root;
  }

  /** The tree redacted, or null when nothing of it is left. */
  static @Nullable RedactedTree of(Map<String, @Nullable Object> raw, Redactor redactor) {
    Map<Redacted, @Nullable Object> root = new Pruner(redactor).object(raw, MAX_DEPTH);
    return root.isEmpty() ? null : new RedactedTree(root);
  }

  /** How many facts it has on its first level. */
  int size() {
    return root.size();
  }

  /** The tree without the last fact of its first level. */
  RedactedTree withoutLast() {
    Map<Redacted, @Nullable Object> shorter = new LinkedHashMap<>();
    for (Map.Entry<Redacted, @Nullable Object> fact : root.entrySet()) {
      if (shorter.size() < root.size() - 1) {
        shorter.put(fact.getKey(), fact.getValue());
      }
    }
    return new RedactedTree(shorter);
  }

  private static final class Pruner {
    private final Redactor redactor;
    private int valuesLeft = MAX_VALUES;

    Pruner(Redactor redactor) {
      this.redactor = redactor;
    }

    Map<Redacted, @Nullable Object> object(Map<?, ?> raw, int depth) {
      Map<Redacted, @Nullable Object> object = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : raw.entrySet()) {
        if (object.size() == MAX_ITEMS || valuesLeft == 0) {
          break;
        }
        String key = String.valueOf(entry.getKey());
        Object value = value(key, entry.getValue(), depth - 1);
        if (value != null) {
          object.put(redactor.redact(key).cutMiddle(MAX_TEXT), value);
        }
      }
      return object;
    }

    private @Nullable Object value(String key, @Nullable Object raw, int depth) {
      if (raw instanceof Map<?, ?> map) {
        Map<Redacted, @Nullable Object> object = depth == 0 ? Map.of() : object(map, depth);
        return object.isEmpty() ? null : object;
      }
      if (raw instanceof List<?> list) {
        List<Object> items = depth == 0 ? List.of() : items(key, list, depth);
        return items.isEmpty() ? null : items;
      }
      if (raw == null) {
        return null;
      }
      valuesLeft--;
      if (raw instanceof Boolean) {
        return raw;
      }
      Redacted text = redactor.redactValueOf(key, raw.toString());
      boolean same = text.toString().equals(raw.toString());
      return same && (raw instanceof Long || raw instanceof Integer)
          ? raw
          : text.cutMiddle(MAX_TEXT);
    }

    private List<Object> items(String key, List<?> raw, int depth) {
      List<Object> items = new ArrayList<>();
      for (Object item : raw) {
        if (items.size() == MAX_ITEMS || valuesLeft == 0) {
          break;
        }
        Object value = value(key, item, depth - 1);
        if (value != null) {
          items.add(value);
        }
      }
      return items;
    }
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
