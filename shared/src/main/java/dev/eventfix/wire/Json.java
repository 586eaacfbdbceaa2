package dev.eventfix.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jackson's streaming parser and generator, set up once for hostile input. */
public final class Json {

  /** How deep objects and lists may be nested; deeper input is refused. */
  public static final int MAX_DEPTH = 500;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Field names are chosen by strangers: they must not stay in the JVM's table of strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // A character beyond the first 65,536 in four bytes: twelve of an escape are more tokens.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /** Digits of a whole number that a {@code long} holds in any case, with its sign. */
  private static final int MAX_LONG = 18;

  private Json() {}

  /**
   * A parser over one JSON text in UTF-8, which tells places by bytes; it holds no resource that
   * needs closing.
   *
   * @throws JsonParseException when the text is in UTF-16 or UTF-32, which Jackson would read too
   */
  public static JsonParser parser(byte[] utf8) throws IOException {
    if (utf8.length > 1 && isWide(utf8[0], utf8[1])) {
      throw new JsonParseException(null, "not in UTF-8");
    }
    return FACTORY.createParser(utf8);
  }

  /** Whether a JSON text begins with a byte of zeros in one of its first characters, or a mark. */
  private static boolean isWide(byte first, byte second) {
    return first == 0 || second == 0 || (first & second & 0xfe) == 0xfe;
  }

  /** A parser over one JSON text in UTF-8 that stands in a larger array. */
  public static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
    return FACTORY.createParser(bytes, offset, length);
  }

  /** True for the blanks that may stand between JSON's values. */
  public static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** True when the first byte that is no blank begins an object or a list. */
  public static boolean begins(byte[] bytes) {
    for (byte b : bytes) {
      if (!isBlank(b)) {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  /** A generator that writes UTF-8 and leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  /** The value as UTF-8 bytes without a final newline. */
  public static byte[] bytes(JsonValue value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = generator(out)) {
      value.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads the value the parser stands on as maps, lists, texts, numbers, booleans and nulls, and
   * leaves the parser on its last token.
   *
   * @throws IOException when the text is not JSON
   */
  public static @Nullable Object readTree(JsonParser json) throws IOException {
    return readTree(json, false);
  }

  /**
   * As {@link #readTree}, with {@link JsonNumber}s for numbers that are no {@code int} or {@code
   * long}.
   */
  public static @Nullable Object readTreeAsSent(JsonParser json) throws IOException {
    return readTree(json, true);
  }

  private static @Nullable Object readTree(JsonParser json, boolean asSent) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          object.put(name, readTree(json, asSent));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(readTree(json, asSent));
        }
        yield list;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          asSent && !isLong(json) ? new JsonNumber(json.getText()) : json.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static boolean isLong(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getTextLength() <= MAX_LONG;
  }

  /** Writes the value the parser stands on, each number as it was, and goes to its end. */
  public static void copy(JsonParser from, JsonGenerator to) throws IOException {
    int depth = 0;
    do {
      JsonToken token = from.currentToken();
      if (token == JsonToken.FIELD_NAME) {
        to.writeFieldName(from.currentName());
      } else if (token.isNumeric()) {
        // The generator's own copy writes what Java makes of a number.
        to.writeNumber(from.getText());
      } else {
        to.copyCurrentEvent(from);
        depth += token.isStructStart() ? 1 : 0;
        depth -= token.isStructEnd() ? 1 : 0;
      }
      if (depth > 0) {
        from.nextToken();
      }
    } while (depth > 0);
  }
}
