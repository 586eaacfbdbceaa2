package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over an event's JSON in one pass. Readers stand on a value and leave it at its end; a value
 * of a wrong type is passed over with a warning, and a null says nothing and is no fault.
 */
final class EventJson {

  /** Whole numbers are smaller. */
  private static final double MAX_NUMBER = 1e9;

  /** How many names of an object that is passed over are noted. */
  private static final int MAX_NAMES = 100;

  private final byte[] bytes;
  private final Warnings warnings;
  private final JsonParser json;

  /** Where the parser's text begins in {@link #bytes}: it counts from there. */
  private final int base;

  /** How deep the object lies that paths are told from, and what they begin with. */
  private final int rootDepth;

  private final String root;

  /**
   * A walk over the fields of an object.
   *
   * @param json stands in that object
   * @param bytes hold what it reads
   * @param base where in the bytes its text begins
   * @param root what paths in warnings begin with
   */
  EventJson(JsonParser json, byte[] bytes, int base, String root, Warnings warnings) {
    this.json = json;
    this.bytes = bytes;
    this.base = base;
    this.root = root;
    this.warnings = warnings;
    rootDepth = json.getParsingContext().getNestingDepth();
  }

  /**
   * A walk over a value that was passed over before; stands on it.
   *
   * @param path where in the event it stands
   */
  static EventJson of(JsonSlice slice, String path, Warnings warnings) throws IOException {
    JsonParser json = parser(slice);
    EventJson walk = new EventJson(json, slice.json(), slice.from(), path, warnings);
    json.nextToken();
    return walk;
  }

  private static JsonParser parser(JsonSlice slice) throws IOException {
    return Json.parser(slice.json(), slice.from(), slice.to() - slice.from());
  }

  /** Goes on to the next field's value of the object; false at the object's end. */
  boolean nextField() throws IOException {
    if (json.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    json.nextToken();
    return true;
  }

  /** The name of the field whose value it stands on. */
  String name() throws IOException {
    return json.currentName();
  }

  /** Goes on to the next item of the list; false at the list's end. */
  boolean nextItem() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isList() {
    return json.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  /** Passes over an object or a list, to be read later; null, with a warning, for others. */
  @Nullable JsonSlice slice(String expected) throws IOException {
    return slice(expected, 0);
  }

  /** As {@link #slice(String)}; notes the names of an object's first fields, too. */
  @Nullable JsonSlice sliceWithNames(String expected) throws IOException {
    return slice(expected, MAX_NAMES);
  }

  private @Nullable JsonSlice slice(String expected, int maxNames) throws IOException {
    if (!json.currentToken().isStructStart()) {
      wrongType(expected);
      return null;
    }
    List<String> names = maxNames == 0 ? List.of() : new ArrayList<>();
    int from = start();
    boolean list = isList();
    int members = 0;
    int depth = 1;
    // As skipChildren does, and counts.
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        if (depth == 1) {
          members++;
          if (names.size() < maxNames) {
            names.add(json.currentName());
          }
        }
      } else if (token.isStructEnd()) {
        depth--;
      } else {
        members += list && depth == 1 ? 1 : 0;
        depth += token.isStructStart() ? 1 : 0;
      }
    }
    return sliceFrom(from, members, names);
  }

  /** As {@link #slice(String)}, of what an {@link ItemReader} reads: its members are the items. */
  @Nullable JsonSlice sliceOfItems(String expected) throws IOException {
    if (!isObject()) {
      return slice(expected);
    }
    int from = start();
    int items = 0;
    boolean values = false;
    while (nextField()) {
      if (isList() && name().equals("values")) {
        values = true;
        JsonSlice list = slice(expected);
        items = list == null ? 0 : list.members();
      } else {
        items = values || isNull() ? items : 1;
        skip();
      }
    }
    return sliceFrom(from, items);
  }

  /** The first byte of the value on whose first token it stands. */
  int start() {
    return base + (int) json.currentTokenLocation().getByteOffset();
  }

  /** The object or list that began there, on whose end it stands. */
  JsonSlice sliceFrom(int start, int members) {
    return sliceFrom(start, members, List.of());
  }

  private JsonSlice sliceFrom(int start, int members, List<String> names) {
    return new JsonSlice(
        bytes, start, base + (int) json.currentLocation().getByteOffset(), members, names);
  }

  /** True on an object; anything else is passed over, with a warning unless it is null. */
  boolean standsOnObject(String expected) throws IOException {
    if (isObject()) {
      return true;
    }
    if (!isList()) {
      wrongType(expected);
      return false;
    }
    String warning = warning(expected);
    // PHP writes an empty object as an empty list.
    boolean empty = json.nextToken() == JsonToken.END_ARRAY;
    while (json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
    if (!empty) {
      warnings.add(warning);
    }
    return false;
  }

  /** Notes the fault, unless it is a null, and passes over the value. */
  void wrongType(String expected) throws IOException {
    if (!isNull()) {
      warn(expected);
      json.skipChildren();
    }
  }

  /** Notes that the value is not what it should be. */
  void warn(String expected) {
    warnings.add(warning(expected));
  }

  /** Put together only when it will be told. */
  private String warning(String expected) {
    return warnings.areFull() ? "" : "event." + path() + ": expected " + expected;
  }

  /** Where it stands, by the names and places that lead there. */
  private String path() {
    JsonStreamContext context = json.getParsingContext();
    if (json.currentToken().isStructStart()) {
      // On its first token, a value's own context has been entered already.
      context = context.getParent();
    }
    StringBuilder path = new StringBuilder();
    while (context != null && context.getNestingDepth() >= rootDepth && !context.inRoot()) {
      path.insert(
          0,
          context.inArray()
              ? "[" + context.getCurrentIndex() + "]"
              : "." + context.getCurrentName());
      context = context.getParent();
    }
    path.insert(0, root);
    return path.charAt(0) == '.' ? path.substring(1) : path.toString();
  }

  /** A scalar as text; null for null and, with a warning, for objects and lists. */
  @Nullable String text() throws IOException {
    if (json.currentToken().isStructStart()) {
      wrongType("text");
      return null;
    }
    return isNull() ? null : json.getText();
  }

  /** A scalar's text, or an object or list as JSON; null for null. */
  @Nullable String anyText() throws IOException {
    if (!json.currentToken().isStructStart()) {
      return text();
    }
    // Written in one pass: a nested map's toString copies its text once for every level.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator copy = Json.generator(out)) {
      Json.copy(json, copy);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A scalar as it is in JSON, an object or list as its text. */
  @Nullable Object any() throws IOException {
    return json.currentToken().isStructStart() ? anyText() : Json.readTreeAsSent(json);
  }

  /** A few facts of any kind, name to value; empty when it stands on no object. */
  @SuppressWarnings("unchecked") // Facts.read makes maps with text keys only.
  Map<String, @Nullable Object> facts() throws IOException {
    if (!standsOnObject("an object")) {
      return Map.of();
    }
    Object facts = new Facts(json).read();
    return facts == null ? Map.of() : (Map<String, @Nullable Object>) facts;
  }

  /** A value of any kind, of which a few facts are read when it is an object or a list. */
  @Nullable Object anyFacts() throws IOException {
    return new Facts(json).read();
  }

  /** As {@link #anyFacts}, of far fewer. */
  @Nullable Object fewFacts() throws IOException {
    return Facts.few(json).read();
  }

  @Nullable Boolean flag() throws IOException {
    switch (json.currentToken()) {
      case VALUE_TRUE -> {
        return true;
      }
      case VALUE_FALSE -> {
        return false;
      }
      case VALUE_STRING -> {
        if (json.getText().equalsIgnoreCase("true")) {
          return true;
        }
        if (json.getText().equalsIgnoreCase("false")) {
          return false;
        }
      }
      default -> {
        // Null or a wrong type: wrongType tells them apart.
      }
    }
    wrongType("true or false");
    return null;
  }

  /** A whole number of up to nine digits, also one written as text or with a fraction of zeros. */
  @Nullable Integer number() throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double number = json.getDoubleValue();
      if (number >= 0 && number < MAX_NUMBER && number == Math.rint(number)) {
        return (int) number;
      }
    } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
      String digits = withoutFraction(json.getText().strip());
      if (digits.length() <= 9 && Chars.isNumber(digits)) {
        return Integer.valueOf(digits);
      }
    }
    wrongType("a whole number");
    return null;
  }

  private static String withoutFraction(String digits) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    boolean fraction = end > 0 && end < digits.length() && digits.charAt(end - 1) == '.';
    return fraction ? digits.substring(0, end - 1) : digits;
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** The preferred text unless it is blank, else the other unless that is. */
  static @Nullable String first(@Nullable String preferred, @Nullable String other) {
    return preferred != null && !preferred.isBlank() ? preferred : blankToNull(other);
  }
}
