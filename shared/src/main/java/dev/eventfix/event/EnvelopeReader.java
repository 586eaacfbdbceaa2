package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one event of a Sentry envelope: a header, then items, each a header and a payload (<a
 * href="https://develop.sentry.dev/sdk/data-model/envelopes/">the format</a>). Items that are no
 * error event are passed over. As Sentry's own Relay does, it takes blank lines between items, and
 * refuses an item that ends before its length or not where its length says; unlike Relay, it takes
 * lines that end in {@code \r\n}.
 */
final class EnvelopeReader {

  /** The name for problems of an envelope that stands in no field of a request. */
  static final String BODY = "body";

  /** The type of the items that hold an error event. */
  private static final String EVENT = "event";

  /** Of a length that is written as text: a body is never as long. */
  private static final int MAX_LENGTH_DIGITS = 9;

  private static final String NO_HEADER =
      "must begin with a line that is a JSON object, the envelope's header";
  private static final String NO_ITEM_HEADER =
      "has no header: a line that is a JSON object with a `type`, and a whole `length` if any";

  /** The other types of items that senders know, in their order of being told. */
  private static final String[] OTHER_TYPES = {
    "transaction",
    "session",
    "sessions",
    "client_report",
    "attachment",
    "user_report",
    "feedback",
    "check_in",
    "log",
    "span",
    "profile",
    "profile_chunk",
    "replay_event",
    "replay_recording",
    "replay_video",
    "statsd",
    "metric_buckets",
    "trace_metric",
    "nel",
    "raw_security",
    "form_data",
    "unreal_report"
  };

  private final String field;
  private @Nullable String eventId;
  private @Nullable String project;
  private @Nullable ErrorEvent event;

  /** The item that is being read, from 1. */
  private int item;

  /** Which of the other types there were: a bit for each, and one more for those not known. */
  private int otherTypes;

  private @Nullable String itemType;

  /** Of the item's payload in bytes, -1 when its header does not say. */
  private int itemLength;

  /**
   * A reader of one envelope.
   *
   * @param field the name of what holds the envelope, for problems
   */
  EnvelopeReader(String field) {
    this.field = field;
  }

  /** The event with the id that the header gives it, if any; null when there is no event. */
  @Nullable ErrorEvent event() {
    return event;
  }

  /** What the sender of one without an event is told. */
  Problem withoutEvent() {
    StringBuilder detail = new StringBuilder(200);
    detail.append("The envelope holds no item of the type event");
    String separator = ", but of the types ";
    for (int i = 0; i < OTHER_TYPES.length; i++) {
      if ((otherTypes & 1 << i) != 0) {
        detail.append(separator).append(OTHER_TYPES[i]);
        separator = ", ";
      }
    }
    if ((otherTypes & 1 << OTHER_TYPES.length) != 0) {
      detail.append(separator).append("(others)");
    } else if (otherTypes == 0) {
      detail.append(", and no other");
    }
    detail.append(
        ". Only error events are described: send the envelope with the error, or the event itself.");
    return Problem.of(ProblemType.NOTHING_TO_DESCRIBE, detail.toString());
  }

  /** The project that the header's DSN names, or null when it names none that is valid. */
  @Nullable String project() {
    return project;
  }

  /**
   * Whether a body is an envelope although nobody says so: its first line is a JSON object, and the
   * next one another, with a {@code type}.
   */
  static boolean isEnvelope(byte[] bytes) {
    int start = afterBlanks(bytes, 0);
    int end = lineEnd(bytes, start);
    int next = afterBlanks(bytes, end);
    if (next == bytes.length || bytes[start] != '{' || bytes[next] != '{') {
      return false;
    }
    EnvelopeReader reader = new EnvelopeReader("");
    return reader.readItemHeader(bytes, next, lineEnd(bytes, next))
        && reader.readHeader(bytes, start, end);
  }

  // An envelope's own form

  /**
   * Reads an envelope.
   *
   * @param bytes decompressed
   * @return what is wrong with it, or null
   */
  @Nullable Problem read(byte[] bytes) {
    int start = afterBlanks(bytes, 0);
    int end = lineEnd(bytes, start);
    if (!readHeader(bytes, start, end)) {
      return Problem.invalid(field, NO_HEADER);
    }
    while ((start = afterBlanks(bytes, end)) < bytes.length) {
      item++;
      end = lineEnd(bytes, start);
      if (!readItemHeader(bytes, start, end)) {
        return problem(NO_ITEM_HEADER);
      }
      start = Math.min(end + 1, bytes.length);
      if (itemLength < 0) {
        end = lineEnd(bytes, start);
      } else if (itemLength > bytes.length - start) {
        return problem("ends before its `length`");
      } else {
        end = start + itemLength;
        if (!isLineEnd(bytes, end)) {
          return problem("does not end where its `length` says");
        }
      }
      Problem problem = readPayload(bytes, start, end);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private boolean readHeader(byte[] bytes, int start, int end) {
    try {
      JsonParser json = line(bytes, start, end);
      return readHeader(json) && json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean readItemHeader(byte[] bytes, int start, int end) {
    try {
      JsonParser json = line(bytes, start, end);
      return readItemHeader(json) && json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable Problem readPayload(byte[] bytes, int start, int end) {
    if (!EVENT.equals(itemType)) {
      note(itemType);
      return null;
    }
    try {
      JsonParser json = line(bytes, start, end);
      Problem problem = readEvent(json, bytes, start);
      return problem == null && json.nextToken() != null
          ? problem("has more than one JSON value")
          : problem;
    } catch (IOException e) {
      return BodyProblems.unreadable(e, field, " of the envelope's item " + item);
    }
  }

  private static int afterBlanks(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length && Json.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int lineEnd(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(byte[] bytes, int at) {
    int end = at < bytes.length && bytes[at] == '\r' ? at + 1 : at;
    return end == bytes.length || bytes[end] == '\n';
  }

  private static JsonParser line(byte[] bytes, int start, int end) throws IOException {
    JsonParser json = Json.parser(bytes, start, end - start);
    json.nextToken();
    return json;
  }

  // The JSON list of its lines

  /**
   * Reads a list of an envelope's lines: all of them texts, or all of them the JSON values that
   * stand there.
   *
   * @param json stands on the list's start, afterwards on its end unless there is a problem
   * @param bytes what it reads, from their start
   * @return what is wrong with it, or null
   * @throws IOException when the list itself is not JSON
   */
  @Nullable Problem readLines(JsonParser json, byte[] bytes) throws IOException {
    if (json.nextToken() == JsonToken.VALUE_STRING) {
      return readTexts(json);
    }
    if (!readHeader(json)) {
      return noEnvelope(field);
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      item++;
      if (!readItemHeader(json)) {
        return item == 1 ? noEnvelope(field) : problem(NO_ITEM_HEADER);
      }
      if (json.nextToken() == JsonToken.END_ARRAY) {
        return problem("has no payload");
      }
      if (EVENT.equals(itemType)) {
        Problem problem = readEvent(json, bytes, 0);
        if (problem != null) {
          return problem;
        }
      } else {
        note(itemType);
      }
      // Does nothing behind an event, which has been read to its end.
      json.skipChildren();
    }
    // In a request's field the header alone is an envelope, with nothing in it.
    return item == 0 && field.equals(BODY) ? noEnvelope(field) : null;
  }

  private @Nullable Problem readTexts(JsonParser json) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return noEnvelope(field);
      }
      lines.append(json.getText()).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    return !field.equals(BODY) || isEnvelope(bytes) ? read(bytes) : noEnvelope(field);
  }

  // Headers and events

  /** Answers whether there is an object; leaves the parser on its end. */
  private boolean readHeader(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        switch (name) {
          case "event_id" -> eventId = EventId.normalize(json.getText());
          case "dsn" -> project = projectOf(json.getText());
          default -> {}
        }
      }
      json.skipChildren();
    }
    return true;
  }

  /** The last part of the DSN's path, which holds a key before. */
  private static @Nullable String projectOf(String dsn) {
    int host = dsn.indexOf("://");
    int path = dsn.lastIndexOf('/');
    if (host < 0 || path < host + 3) {
      return null;
    }
    String name = dsn.substring(path + 1);
    return (String) RequestField.PROJECT.parse(name);
  }

  /** Answers whether there is an object with a type and no wrong length; leaves on its end. */
  private boolean readItemHeader(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    itemType = null;
    itemLength = -1;
    boolean valid = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> itemType = value == JsonToken.VALUE_STRING ? json.getText() : null;
        case "length" -> {
          itemLength = -1;
          if (value != JsonToken.VALUE_NULL) {
            itemLength = length(json);
            valid &= itemLength >= 0;
          }
        }
        default -> {}
      }
      json.skipChildren();
    }
    return valid && itemType != null;
  }

  private void note(@Nullable String type) {
    int i = 0;
    while (i < OTHER_TYPES.length && !OTHER_TYPES[i].equals(type)) {
      i++;
    }
    otherTypes |= 1 << i;
  }

  /** The number, also one written as text, if a payload can be as long, else -1. */
  private static int length(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String digits = json.getText();
      return digits.length() <= MAX_LENGTH_DIGITS && Chars.isNumber(digits)
          ? Integer.parseInt(digits)
          : -1;
    }
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT
        ? json.getIntValue()
        : -1;
  }

  /** Leaves the parser on the event's end. */
  private @Nullable Problem readEvent(JsonParser json, byte[] bytes, int base) throws IOException {
    if (event != null) {
      return problem("is a second event: send one envelope for each");
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return problem("must be an object in Sentry's event format");
    }
    EventReader reader = new EventReader(json, bytes, base);
    reader.readObject();
    if (eventId != null) {
      reader.setEventId(eventId);
    }
    event = reader.event();
    return null;
  }

  /** The problem of a value that is no envelope at all. */
  static Problem noEnvelope(String field) {
    return field.equals(BODY)
        ? BodyProblems.notAnObject()
        : Problem.invalid(
            field, "must be an envelope: its text, base64 of it, or the list of its lines");
  }

  private Problem problem(String detail) {
    return Problem.invalid(field, "has an item at fault: item " + item + " " + detail);
  }
}
