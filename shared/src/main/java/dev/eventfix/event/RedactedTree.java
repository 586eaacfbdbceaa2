package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonNumber;
import dev.eventfix.wire.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small tree of facts, as {@link Facts} reads them, whose keys and texts are redacted and cut to
 * {@value #MAX_TEXT} characters.
 */
public final class RedactedTree implements JsonValue {

  static final int MAX_TEXT = 300;

  /** Characters of a number; a longer one is a text. */
  private static final int MAX_NUMBER = 40;

  /** How an object with one member without a name begins. */
  private static final String ROOT = "{\"\":";

  private final Map<Redacted, @Nullable Object> root;

  private RedactedTree(Map<Redacted, @Nullable Object> root) {
    this.root = root;
  }

  /** The tree redacted, or null when nothing of it is left. */
  static @Nullable RedactedTree of(Map<String, @Nullable Object> raw, Redactor redactor) {
    Map<Redacted, @Nullable Object> root = new Maker(redactor, false).object(raw);
    return root.isEmpty() ? null : new RedactedTree(root);
  }

  /** The tree redacted with its nulls, which may be what is wrong; null when it is empty. */
  static @Nullable RedactedTree ofAll(Map<String, @Nullable Object> raw, Redactor redactor) {
    Map<Redacted, @Nullable Object> root = new Maker(redactor, true).object(raw);
    return root.isEmpty() ? null : new RedactedTree(root);
  }

  /** How many facts it has on its first level. */
  int size() {
    return root.size();
  }

  /** The tree without the last fact of its first level. */
  RedactedTree withoutLast() {
    LinkedHashMap<Redacted, @Nullable Object> shorter = new LinkedHashMap<>(root);
    shorter.pollLastEntry();
    return new RedactedTree(shorter);
  }

  /** The last fact of its first level alone. */
  RedactedTree last() {
    LinkedHashMap<Redacted, @Nullable Object> last = new LinkedHashMap<>();
    for (Map.Entry<Redacted, @Nullable Object> entry : root.entrySet()) {
      last.clear();
      last.put(entry.getKey(), entry.getValue());
    }
    return new RedactedTree(last);
  }

  /** Any value under a name as text, redacted: an object or a list as JSON, nulls included. */
  static Redacted textOf(String name, Object raw, Redactor redactor) {
    if (!(raw instanceof Map) && !(raw instanceof List)) {
      return redactor.redactValueOf(name, raw.toString());
    }
    Map<Redacted, @Nullable Object> root = new LinkedHashMap<>();
    root.put(new Redacted(""), new Maker(redactor, true).value(name, raw));
    String json = new String(Json.bytes(new RedactedTree(root)), StandardCharsets.UTF_8);
    return new Redacted(json.substring(ROOT.length(), json.length() - 1));
  }

  /** Redacts; of trees without nulls what holds nothing is left out as well. */
  private static final class Maker {
    private final Redactor redactor;
    private final boolean nulls;

    /** The secret's key above all that is redacted now, or null. */
    private @Nullable SecretKey secret;

    /** The key above whose values are secrets when they look so, or null. */
    private @Nullable SecretKey weak;

    Maker(Redactor redactor, boolean nulls) {
      this.redactor = redactor;
      this.nulls = nulls;
    }

    Map<Redacted, @Nullable Object> object(Map<?, ?> raw) {
      Map<Redacted, @Nullable Object> object = new LinkedHashMap<>();
      String name = nameIn(raw);
      for (Map.Entry<?, ?> entry : raw.entrySet()) {
        String key = String.valueOf(entry.getKey());
        Object value = value(name != null && key.equals("value") ? name : key, entry.getValue());
        if (nulls || value != null) {
          object.put(redactor.redact(key).cutMiddle(MAX_TEXT), value);
        }
      }
      return object;
    }

    /** The name in <code>{"name": ..., "value": ...}</code>, as some write pairs, or null. */
    private static @Nullable String nameIn(Map<?, ?> raw) {
      Object name = raw.containsKey("name") ? raw.get("name") : raw.get("key");
      return name instanceof String text && raw.containsKey("value") ? text : null;
    }

    private List<@Nullable Object> list(String key, List<?> raw) {
      List<@Nullable Object> items = new ArrayList<>();
      String before = null;
      for (Object item : raw) {
        String text = item instanceof String string ? string : null;
        String name = before == null || text == null ? null : redactor.nameBefore(before, text);
        // Two texts are a pair, as headers are in many SDKs.
        name = raw.size() == 2 && text != null ? before : name;
        Object value = value(name == null ? key : name, item);
        if (nulls || value != null) {
          items.add(value);
        }
        before = text;
      }
      return items;
    }

    @Nullable Object value(String key, @Nullable Object raw) {
      SecretKey own = secret == null ? redactor.keyOf(key) : secret;
      SecretKey weakly = own == null && weak != null && !SecretKey.saysNone(key) ? weak : own;
      if (!(raw instanceof Map) && !(raw instanceof List)) {
        return scalar(weakly, key, raw);
      }
      SecretKey above = secret;
      SecretKey weaklyAbove = weak;
      // What stands below a secret's key is the secret, however it is made up.
      secret = own != null && own.isCertain() ? own : above;
      weak = weakly;
      Map<?, ?> object = raw instanceof Map<?, ?> map ? object(map) : Map.of();
      List<?> list = raw instanceof List<?> items ? list(key, items) : List.of();
      secret = above;
      weak = weaklyAbove;
      if (!nulls && object.isEmpty() && list.isEmpty()) {
        return null;
      }
      return raw instanceof Map ? object : list;
    }

    private @Nullable Object scalar(
        @Nullable SecretKey secretKey, String key, @Nullable Object raw) {
      if (raw == null || raw instanceof Boolean) {
        return raw;
      }
      Redacted text = redactor.redactValueOf(secretKey, key, raw.toString());
      boolean same = text.toString().equals(raw.toString());
      boolean number =
          raw instanceof Long
              || raw instanceof Integer
              || (raw instanceof JsonNumber && raw.toString().length() <= MAX_NUMBER);
      return same && number ? raw : text.cutMiddle(MAX_TEXT);
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
      json.writeNumber(number.toString());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
