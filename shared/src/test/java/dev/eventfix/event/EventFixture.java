package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.event.Description.Described;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonValue;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and describes events that tests write as JSON. */
final class EventFixture {

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** A budget in which everything fits. */
  static final int PLENTY = 1_000_000;

  /** Every field that is read, each with a value of its own type. */
  static final String FULL =
      """
      {"event_id":"fc6d8c0c43fc4630ad850ee518f1b9d0","platform":"python",
       "message":"m","logentry":{"formatted":"f","message":"t","params":["p"]},
       "exception":{"values":[{"type":"T","value":"v","module":"mod",
         "mechanism":{"type":"generic","handled":true,"exception_id":1,"parent_id":0,
           "is_exception_group":false,"source":"__cause__","meta":{"errno":{"number":1}},
           "data":{"code":2}},
         "stacktrace":{"frames":[{"function":"f","raw_function":"rf","symbol":"s","module":"m",
           "filename":"f.py","abs_path":"/f.py","package":"lib.so","instruction_addr":"0x1",
           "lineno":1,"colno":2,"in_app":true,"pre_context":["a"],"context_line":"b",
           "post_context":["c"],"vars":{"b":[1]}}]},
         "raw_stacktrace":{"frames":[{"function":"g"}]}}]},
       "threads":{"values":[{"id":1,"crashed":false,"current":true,
         "stacktrace":{"frames":[{"function":"h"}]}}]},
       "stacktrace":{"frames":[{"function":"i"}]},
       "fingerprint":["{{ default }}"],"release":"r","environment":"e","transaction":"t",
       "culprit":"c","title":"t","timestamp":1.5,"level":"error","logger":"l",
       "request":{"method":"GET","url":"http://a/","query_string":[["a","b"]],
         "headers":{"Accept":["x","y"]}},
       "contexts":{"runtime":{"type":"runtime","name":"n","version":"1","raw_description":"d"}},
       "extra":{"a":{"b":1},"__serialized__":{"c":1}},
       "tags":[["a","b"],{"key":"c","value":"d"}],
       "breadcrumbs":{"values":[{"timestamp":1.5,"category":"c","type":"t","level":"info",
         "message":"m","data":{"a":{"b":1}}}]},
       "csp":{"blocked_uri":"u"},
       "entries":[{"type":"message","data":{"formatted":"f"}}]}
      """;

  private EventFixture() {}

  static ErrorEvent read(String json) {
    try {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      JsonParser parser = Json.parser(bytes);
      parser.nextToken();
      EventReader reader = new EventReader(parser, bytes, 0);
      reader.readObject();
      return reader.event();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Description description(String json, Detail detail, int budget) {
    return new Describer(detail, budget, Redaction.DEFAULT).describe(read(json), List.of());
  }

  static Described describe(String json, Detail detail, int budget) {
    return (Described) description(json, detail, budget);
  }

  static Described compact(String json) {
    return describe(json, Detail.COMPACT, PLENTY);
  }

  static Described detailed(String json) {
    return describe(json, Detail.DETAILED, PLENTY);
  }

  /** The description as it is sent. */
  static String text(Described described) {
    return text(described.event());
  }

  static String text(JsonValue value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  static JsonNode tree(Described described) {
    return tree(text(described));
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That field's text in every item of a list, "-" where it is absent. */
  static List<String> column(JsonNode list, String field) {
    List<String> column = new ArrayList<>();
    for (JsonNode item : list) {
      column.add(item.has(field) ? item.get(field).asText() : "-");
    }
    return column;
  }

  static EventRequest.Reading request(byte[] body, Map<String, String> parameters) {
    return request(body, MediaType.JSON, parameters);
  }

  static EventRequest.Reading request(byte[] body, MediaType type, Map<String, String> parameters) {
    return EventRequest.read(
        body, type, new Said(parameters, Map.of(), false), RequestField.values());
  }

  static EventRequest.Reading request(String body, Map<String, String> parameters) {
    return request(body.getBytes(StandardCharsets.UTF_8), parameters);
  }

  static EventRequest understood(String body, Map<String, String> parameters) {
    return ((EventRequest.Reading.Understood) request(body, parameters)).request();
  }

  static EventRequest understood(String body) {
    return understood(body, Map.of());
  }

  static Problem refused(EventRequest.Reading reading) {
    return ((EventRequest.Reading.Refused) reading).problem();
  }

  static Problem refused(String body) {
    return refused(request(body, Map.of()));
  }

  /** A string as JSON. */
  static String quoted(@Nullable String text) {
    try {
      return MAPPER.writeValueAsString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String frame(String function, boolean inApp) {
    return "{\"function\":" + quoted(function) + ",\"in_app\":" + inApp + "}";
  }

  /** An exception whose frames are given oldest call first. */
  static String exception(String type, String value, String... frames) {
    return "{\"type\":"
        + quoted(type)
        + ",\"value\":"
        + quoted(value)
        + ",\"stacktrace\":{\"frames\":["
        + String.join(",", frames)
        + "]}}";
  }

  /** An event with these exceptions, oldest first. */
  static String event(String... exceptions) {
    return "{\"exception\":{\"values\":[" + String.join(",", exceptions) + "]}}";
  }

  /** The checkout's root. */
  static Path root() {
    return Path.of(System.getProperty("eventfix.root", ".."));
  }

  /** The project's own real events. */
  static List<Path> ownEvents() {
    return jsonFiles(root().resolve("events/sentry"));
  }

  /** Other people's events, beside the checkout on some machines. */
  static Path foreignFolder() {
    return root().resolveSibling("shared").resolve("error-events");
  }

  static List<Path> foreignEvents() {
    return Files.isDirectory(foreignFolder()) ? jsonFiles(foreignFolder()) : List.of();
  }

  static String contents(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> jsonFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          // Only events: what a program that makes them needs may lie beside them.
          .filter(file -> !file.toString().contains("programs"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
