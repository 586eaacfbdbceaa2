package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Mechanism;
import dev.eventfix.event.ErrorEvent.Thrown;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of Sentry's event payload format in one pass. What is of a wrong type is passed
 * over with a warning, never fatal: SDKs of a decade have written these fields in several shapes.
 */
final class EventReader {

  /** How many warnings an answer lists; the rest is counted in the last one. */
  static final int MAX_WARNINGS = 20;

  private final JsonParser json;
  private final List<String> warnings = new ArrayList<>();
  private int furtherWarnings;

  private @Nullable String eventId;
  private @Nullable String platform;
  private @Nullable String logEntry;
  private @Nullable String message;
  private List<Thrown> exceptions = List.of();
  private List<Frame> threadStack = List.of();
  private int threadRank;

  EventReader(JsonParser json) {
    this.json = json;
  }

  /** Reads all fields of the object the parser stands on, to its end. */
  void readObject() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      readField(name);
    }
  }

  /**
   * Reads the event's field of that name; the parser stands on its value and is left at its end.
   */
  void readField(String name) throws IOException {
    switch (name) {
      case "event_id" -> readEventId();
      case "platform" -> platform = text("platform");
      case "logentry", "sentry.interfaces.Message" -> logEntry = message("logentry");
      case "message" -> message = message("message");
      case "exception", "sentry.interfaces.Exception" -> readExceptions();
      case "threads" -> readThreads();
      case "stacktrace", "sentry.interfaces.Stacktrace" -> offerThread(1, stacktrace("stacktrace"));
      default -> json.skipChildren();
    }
  }

  /** What was read so far, as an event. */
  ErrorEvent event() {
    if (furtherWarnings > 0) {
      warnings.add("and " + furtherWarnings + " more");
    }
    return new ErrorEvent(
        eventId,
        platform,
        logEntry != null ? logEntry : message,
        exceptions,
        threadStack,
        warnings);
  }

  private void readEventId() throws IOException {
    String text = text("event_id");
    eventId = text == null ? null : EventId.normalize(text);
    if (text != null && eventId == null) {
      warn("event_id", "32 hex digits");
    }
  }

  // Log entries

  private @Nullable String message(String path) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return blankToNull(text(path));
    }
    String formatted = null;
    String template = null;
    Object params = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "formatted" -> formatted = text(path + ".formatted");
        case "message" -> template = text(path + ".message");
        case "params" -> params = params(path + ".params");
        default -> json.skipChildren();
      }
    }
    formatted = blankToNull(formatted);
    if (formatted != null || template == null) {
      return formatted;
    }
    return blankToNull(LogParameters.putInto(template, params));
  }

  private @Nullable Object params(String path) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object> list = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        list.add(param());
      }
      return list;
    }
    if (!standsOnObject(path, "a list or an object")) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      map.put(name, param());
    }
    return map;
  }

  private @Nullable Object param() throws IOException {
    return json.currentToken().isStructStart() ? jsonText() : Json.readTree(json);
  }

  // Exceptions

  /** Of a field that stands there twice the last one counts, as everywhere in JSON. */
  private void readExceptions() throws IOException {
    List<Thrown> list = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      readExceptionList("exception", list);
    } else if (standsOnObject("exception", "an object or a list")) {
      readExceptionObject(list);
    }
    if (!list.isEmpty()) {
      exceptions = list;
    }
  }

  private void readExceptionObject(List<Thrown> list) throws IOException {
    // Either {"values": [...]} or one bare exception: known when its fields have been seen.
    ThrownReader bare = new ThrownReader("exception");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (!name.equals("values")) {
        bare.readField(name);
      } else if (json.currentToken() == JsonToken.START_ARRAY) {
        list.clear();
        readExceptionList("exception.values", list);
      } else if (standsOnObject("exception.values", "a list")) {
        readException("exception.values", list);
      }
    }
    if (list.isEmpty()) {
      bare.addTo(list);
    }
  }

  private void readExceptionList(String path, List<Thrown> list) throws IOException {
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      String itemPath = path + "[" + i + "]";
      if (standsOnObject(itemPath, "an object")) {
        readException(itemPath, list);
      }
    }
  }

  private void readException(String path, List<Thrown> list) throws IOException {
    ThrownReader reader = new ThrownReader(path);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      reader.readField(name);
    }
    reader.addTo(list);
  }

  private final class ThrownReader {
    private final String path;
    private @Nullable String type;
    private @Nullable String value;
    private @Nullable String module;
    private @Nullable Mechanism mechanism;
    private List<Frame> frames = List.of();

    ThrownReader(String path) {
      this.path = path;
    }

    void readField(String name) throws IOException {
      switch (name) {
        case "type" -> type = blankToNull(text(path + ".type"));
        case "value" -> value = blankToNull(valueText(path + ".value"));
        case "module" -> module = blankToNull(text(path + ".module"));
        case "mechanism" -> mechanism = mechanism(path + ".mechanism");
        case "stacktrace" -> keep(stacktrace(path + ".stacktrace"), true);
        // Symbolicators keep the frames as they came beside those they understood.
        case "raw_stacktrace" -> keep(stacktrace(path + ".raw_stacktrace"), false);
        default -> json.skipChildren();
      }
    }

    private void keep(List<Frame> found, boolean better) {
      if (!found.isEmpty() && (better || frames.isEmpty())) {
        frames = found;
      }
    }

    void addTo(List<Thrown> list) {
      if (type != null || value != null || !frames.isEmpty()) {
        list.add(new Thrown(type, value, module, mechanism, frames));
      }
    }
  }

  /** An exception's value may be any JSON. */
  private @Nullable String valueText(String path) throws IOException {
    return json.currentToken().isStructStart() ? jsonText() : text(path);
  }

  private @Nullable Mechanism mechanism(String path) throws IOException {
    if (!standsOnObject(path, "an object")) {
      return null;
    }
    Boolean handled = null;
    Integer exceptionId = null;
    Integer parentId = null;
    boolean group = false;
    String source = null;
    Map<String, @Nullable Object> meta = Map.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "handled" -> handled = flag(path + ".handled");
        case "exception_id" -> exceptionId = number(path + ".exception_id");
        case "parent_id" -> parentId = number(path + ".parent_id");
        case "is_exception_group" ->
            group = Boolean.TRUE.equals(flag(path + ".is_exception_group"));
        case "source" -> source = text(path + ".source");
        case "meta" -> meta = meta(path + ".meta");
        default -> json.skipChildren();
      }
    }
    return new Mechanism(handled, exceptionId, parentId, group, source, meta);
  }

  @SuppressWarnings("unchecked") // Json.readTree makes maps with text keys only.
  private Map<String, @Nullable Object> meta(String path) throws IOException {
    if (!standsOnObject(path, "an object")) {
      return Map.of();
    }
    Object tree = Json.readTree(json);
    return tree == null ? Map.of() : (Map<String, @Nullable Object>) tree;
  }

  // Threads

  private void readThreads() throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      readThreadList("threads");
    } else if (standsOnObject("threads", "an object or a list")) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean values = json.currentName().equals("values");
        json.nextToken();
        if (!values) {
          json.skipChildren();
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
          readThreadList("threads.values");
        } else {
          wrongType("threads.values", "a list");
        }
      }
    }
  }

  private void readThreadList(String path) throws IOException {
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      String itemPath = path + "[" + i + "]";
      if (!standsOnObject(itemPath, "an object")) {
        continue;
      }
      int rank = 2;
      List<Frame> frames = List.of();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "crashed" -> {
            if (Boolean.TRUE.equals(flag(itemPath + ".crashed"))) {
              rank = 4;
            }
          }
          case "current" -> {
            if (Boolean.TRUE.equals(flag(itemPath + ".current"))) {
              rank = Math.max(rank, 3);
            }
          }
          case "stacktrace" -> frames = stacktrace(itemPath + ".stacktrace");
          default -> json.skipChildren();
        }
      }
      offerThread(rank, frames);
    }
  }

  private void offerThread(int rank, List<Frame> frames) {
    if (rank > threadRank && !frames.isEmpty()) {
      threadRank = rank;
      threadStack = frames;
    }
  }

  // Frames

  private List<Frame> stacktrace(String path) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      return frames(path);
    }
    List<Frame> frames = List.of();
    if (standsOnObject(path, "an object")) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isFrames = json.currentName().equals("frames");
        json.nextToken();
        if (!isFrames) {
          json.skipChildren();
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
          frames = frames(path + ".frames");
        } else {
          wrongType(path + ".frames", "a list");
        }
      }
    }
    return frames;
  }

  private List<Frame> frames(String path) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        Frame frame = frame(path, i);
        if (frame != null) {
          frames.add(frame);
        }
      } else {
        wrongType(path + "[" + i + "]", "an object");
      }
    }
    return frames;
  }

  private @Nullable Frame frame(String path, int index) throws IOException {
    String function = null;
    String rawFunction = null;
    String symbol = null;
    String module = null;
    String filename = null;
    String absPath = null;
    String binary = null;
    String address = null;
    Integer line = null;
    boolean inApp = false;
    List<String> before = List.of();
    String code = null;
    List<String> after = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "function" -> function = text(path, index, name);
        case "raw_function" -> rawFunction = text(path, index, name);
        case "symbol" -> symbol = text(path, index, name);
        case "module" -> module = text(path, index, name);
        case "filename" -> filename = text(path, index, name);
        case "abs_path" -> absPath = text(path, index, name);
        case "package" -> binary = text(path, index, name);
        case "instruction_addr" -> address = text(path, index, name);
        case "lineno" -> line = number(path + "[" + index + "].lineno");
        case "in_app" -> inApp = Boolean.TRUE.equals(flag(path + "[" + index + "].in_app"));
        case "pre_context" -> before = lines(path, index, name);
        case "context_line" -> code = text(path, index, name);
        case "post_context" -> after = lines(path, index, name);
        default -> json.skipChildren();
      }
    }
    function = first(first(function, rawFunction), first(symbol, address));
    String file = first(first(filename, absPath), binary);
    module = blankToNull(module);
    code = blankToNull(code);
    line = line == null || line < 1 ? null : line;
    if (function == null && module == null && file == null && code == null && line == null) {
      return null;
    }
    return new Frame(function, module, file, line, inApp, before, code, after);
  }

  private List<String> lines(String path, int index, String name) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      wrongType(path + "[" + index + "]." + name, "a list of lines");
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String line = text(path, index, name);
      // A line that is not there still has its place: the lines are counted from the crash.
      lines.add(line == null ? "" : line);
    }
    return Collections.unmodifiableList(lines);
  }

  // Scalars

  /** The object or list the parser stands on, as JSON. */
  private String jsonText() throws IOException {
    // Written in one pass: a nested map's toString copies its text once for every level.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator copy = Json.generator(out)) {
      copy.copyCurrentStructure(json);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private @Nullable String text(String path, int index, String name) throws IOException {
    // The path is only put together when something is wrong: this is called for every frame.
    return json.currentToken().isStructStart() ? text(path + "[" + index + "]." + name) : text("");
  }

  private @Nullable String text(String path) throws IOException {
    if (json.currentToken().isStructStart()) {
      wrongType(path, "text");
      return null;
    }
    return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
  }

  private @Nullable Boolean flag(String path) throws IOException {
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
        // A null says nothing, and is no fault either: wrongType knows.
      }
    }
    wrongType(path, "true or false");
    return null;
  }

  private @Nullable Integer number(String path) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        || token == JsonToken.VALUE_NUMBER_FLOAT
        || token == JsonToken.VALUE_STRING) {
      String digits = json.getText().strip();
      if (digits.length() <= 9 && Chars.isNumber(digits)) {
        return Integer.valueOf(digits);
      }
    }
    wrongType(path, "a whole number");
    return null;
  }

  private boolean standsOnObject(String path, String expected) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    wrongType(path, expected);
    return false;
  }

  /** Notes the fault, unless it is a null, and passes over the value. */
  private void wrongType(String path, String expected) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      warn(path, expected);
      json.skipChildren();
    }
  }

  private void warn(String path, String expected) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add("event." + path + ": expected " + expected);
    } else {
      furtherWarnings++;
    }
  }

  private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
    return preferred != null && !preferred.isBlank() ? preferred : blankToNull(other);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
