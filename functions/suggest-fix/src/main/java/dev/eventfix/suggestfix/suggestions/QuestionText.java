package dev.eventfix.suggestfix.suggestions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What of a description makes a question: the description without what differs from one occurrence
 * of an error to the next. It is never read back, only digested.
 *
 * <ul>
 *   <li>In what the program said and did when it failed (messages, variables, the request,
 *       contexts, extra, breadcrumbs, tags, the release) numbers and ids are left out: each run of
 *       digits, UUIDs, hex numbers behind {@code 0x} or {@code @}, and words of {@value #MIN_HEX}
 *       or more hex digits with {@value #MIN_DIGITS} or more decimal ones among them. All other
 *       letters stay: nobody can write an event that asks the same as one with other words.
 *   <li>When it happened is left out.
 *   <li>In names of places (functions, modules, files, types) only the ids: {@code step1} and
 *       {@code step2} are different functions.
 *   <li>Lines of code, and whatever is not named here, stay as they are.
 *   <li>A frame's line number is left out where its code is shown, so that a program in which lines
 *       have moved asks the same; without code it stays, for nothing else would tell two places of
 *       one function apart. An address is left out of a frame that has a name.
 *   <li>Small numbers that are numbers in JSON, such as those of operating systems' errors and
 *       browsers' columns, stay: they are codes.
 * </ul>
 *
 * <p>One pass over the description's JSON, linear in its length.
 */
final class QuestionText {

  /** From this length on a word may be an id: a commit's short name has 7 digits. */
  static final int MIN_HEX = 7;

  /** So that no word of a language is taken for an id. */
  static final int MIN_DIGITS = 2;

  /** Behind an {@code @}, where Java writes what stands for an address. */
  private static final int MAX_IDENTITY = 8;

  private static final int UUID_LENGTH = 36;

  /** Numbers of JSON with more digits are addresses, sizes and times. */
  private static final long MAX_CODE = 99_999;

  // Bytes that no text in UTF-8 has: what stands between texts cannot be written in one.
  private static final int OBJECT = 0xf5;
  private static final int LIST = 0xf6;
  private static final int END = 0xf7;
  private static final int NAME = 0xf8;
  private static final int TEXT = 0xf9;
  private static final int OTHER = 0xfa;

  /** Of numbers and ids alike: an id may happen to have no letter. */
  private static final int LEFT_OUT = 0xff;

  /** How a text counts. */
  private enum Kind {
    /** As it is. */
    EXACT,
    /** Without ids. */
    PLACE,
    /** Without ids and numbers. */
    SAID
  }

  /** An object or list that has begun. */
  private static final class Level {
    final @Nullable Level parent;

    /** The member that it is, or that the list is which it stands in. */
    final String name;

    final boolean isObject;

    /** Of all that it holds, or null when that is told by the names in it. */
    final @Nullable Kind kind;

    final boolean isFrame;
    @Nullable String line;
    @Nullable String address;
    boolean hasCode;
    boolean hasName;

    Level(
        @Nullable Level parent,
        String name,
        boolean isObject,
        @Nullable Kind kind,
        boolean isFrame) {
      this.parent = parent;
      this.name = name;
      this.isObject = isObject;
      this.kind = kind;
      this.isFrame = isFrame;
    }
  }

  private final ByteArrayOutputStream out;

  private QuestionText(int length) {
    out = new ByteArrayOutputStream(length);
  }

  /** The bytes that equal questions have in common. */
  static byte[] of(JsonValue description) {
    byte[] json = Json.bytes(description);
    QuestionText text = new QuestionText(json.length + 64);
    try (JsonParser parser = Json.parser(json)) {
      text.read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.out.toByteArray();
  }

  private void read(JsonParser json) throws IOException {
    Level level = null;
    String name = "";
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      switch (token) {
        case FIELD_NAME -> name = json.currentName();
        case START_OBJECT, START_ARRAY -> {
          boolean isObject = token == JsonToken.START_OBJECT;
          name(level, name);
          out.write(isObject ? OBJECT : LIST);
          String its = level == null || level.isObject ? name : level.name;
          boolean isFrame =
              isObject && level != null && !level.isObject && level.name.equals("stacktrace");
          level = new Level(level, its, isObject, inside(level, its), isFrame);
        }
        case END_OBJECT, END_ARRAY -> {
          if (level != null) {
            frameEnds(level);
            level = level.parent;
          }
          out.write(END);
        }
        default -> value(json, token, level, name);
      }
    }
  }

  private void value(JsonParser json, JsonToken token, @Nullable Level level, String name)
      throws IOException {
    if (level != null && level.parent == null && name.equals("time")) {
      return;
    }
    String text = json.getText();
    if (level != null && level.isFrame) {
      if (name.equals("line")) {
        level.line = text;
        return;
      }
      if (name.equals("instruction_addr")) {
        level.address = text;
        return;
      }
      level.hasCode |= name.equals("code");
      level.hasName |= name.equals("func") || name.equals("symbol");
    }
    Kind inherited = level == null ? null : level.kind;
    Kind kind = inherited == null ? kind(name) : inherited;
    name(level, name);
    if (token == JsonToken.VALUE_STRING) {
      out.write(TEXT);
      text(text, kind);
    } else if (token.isNumeric() && kind == Kind.SAID && !isCode(token, text)) {
      out.write(LEFT_OUT);
    } else {
      out.write(OTHER);
      plain(text);
    }
  }

  private static boolean isCode(JsonToken token, String text) {
    if (token != JsonToken.VALUE_NUMBER_INT || text.length() > 6) {
      return false;
    }
    return Math.abs(Long.parseLong(text)) <= MAX_CODE;
  }

  /** What was kept back until the whole frame was seen. */
  private void frameEnds(Level frame) {
    if (frame.line != null && !frame.hasCode) {
      field("line", frame.line);
    }
    if (frame.address != null && !frame.hasName) {
      field("instruction_addr", frame.address);
    }
  }

  private void field(String name, String value) {
    out.write(NAME);
    plain(name);
    out.write(TEXT);
    plain(value);
  }

  private void name(@Nullable Level level, String name) {
    if (level != null && level.isObject) {
      out.write(NAME);
      plain(name);
    }
  }

  private static @Nullable Kind inside(@Nullable Level parent, String name) {
    if (parent == null) {
      return null;
    }
    if (parent.kind != null) {
      return parent.kind;
    }
    return switch (name) {
      case "variables",
          "request",
          "contexts",
          "extra",
          "tags",
          "breadcrumbs",
          "exception_info",
          "report" ->
          Kind.SAID;
      case "exceptions", "stacktrace" -> null;
      // Lines of code among them.
      default -> Kind.EXACT;
    };
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "message", "transaction", "release" -> Kind.SAID;
      case "func", "module", "file", "type", "symbol", "package" -> Kind.PLACE;
      default -> Kind.EXACT;
    };
  }

  private void plain(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
  }

  private void text(String text, Kind kind) {
    if (kind == Kind.EXACT) {
      plain(text);
      return;
    }
    int kept = 0;
    int i = 0;
    while (i < text.length()) {
      if (!isWordPart(text.charAt(i))) {
        i++;
        continue;
      }
      int end = wordEnd(text, i);
      int id = idEnd(text, i, end);
      if (id > 0) {
        plain(text.substring(kept, i));
        out.write(LEFT_OUT);
        kept = id;
        i = id;
        continue;
      }
      if (kind == Kind.SAID) {
        kept = digits(text, kept, i, end);
      }
      i = end;
    }
    plain(text.substring(kept));
  }

  /** Leaves out the runs of digits in a word; returns from where on nothing is written yet. */
  private int digits(String text, int from, int start, int end) {
    int kept = from;
    for (int i = start; i < end; i++) {
      if (isDigit(text.charAt(i))) {
        plain(text.substring(kept, i));
        out.write(LEFT_OUT);
        while (i < end && isDigit(text.charAt(i))) {
          i++;
        }
        kept = i;
      }
    }
    return kept;
  }

  /** Where an id ends that begins with that word, or 0 when it is none. */
  private static int idEnd(String text, int start, int end) {
    if (end - start == 8 && isUuid(text, start)) {
      return start + UUID_LENGTH;
    }
    boolean prefixed =
        end - start > 2
            && text.charAt(start) == '0'
            && (text.charAt(start + 1) == 'x' || text.charAt(start + 1) == 'X');
    int digits = 0;
    for (int i = prefixed ? start + 2 : start; i < end; i++) {
      char c = text.charAt(i);
      if (!isHex(c)) {
        return 0;
      }
      digits += isDigit(c) ? 1 : 0;
    }
    int length = end - start;
    boolean identity =
        start > 0 && text.charAt(start - 1) == '@' && length <= MAX_IDENTITY && digits > 0;
    boolean id = prefixed || identity || (length >= MIN_HEX && digits >= MIN_DIGITS);
    return id ? end : 0;
  }

  private static boolean isUuid(String text, int start) {
    int end = start + UUID_LENGTH;
    if (end > text.length() || (end < text.length() && isWordPart(text.charAt(end)))) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
