package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Circumstances;
import dev.eventfix.event.EventContext.Breadcrumb;
import dev.eventfix.event.EventContext.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what only a detailed description tells. Names of tags, headers and contexts are chosen by
 * strangers: warnings do not repeat them.
 */
final class ContextReader {

  /** Breadcrumbs described, the last ones. */
  static final int MAX_BREADCRUMBS = 10;

  /** How many tags or headers of an event are read. */
  private static final int MAX_PAIRS = 1_000;

  private final Warnings warnings;

  private ContextReader(Warnings warnings) {
    this.warnings = warnings;
  }

  /**
   * Reads what an event's reader passed over.
   *
   * @param warnings gets what is of a wrong type
   */
  static EventContext read(Circumstances circumstances, Warnings warnings) {
    try {
      return new ContextReader(warnings).read(circumstances);
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  private EventContext read(Circumstances circumstances) throws IOException {
    Contexts contexts = new Contexts();
    if (circumstances.contexts() != null) {
      contexts.read(EventJson.of(circumstances.contexts(), "contexts", warnings));
    }
    BreadcrumbReader breadcrumbs = null;
    if (circumstances.breadcrumbs() != null) {
      breadcrumbs =
          new BreadcrumbReader(EventJson.of(circumstances.breadcrumbs(), "breadcrumbs", warnings));
      breadcrumbs.readAll();
    }
    return new EventContext(
        circumstances.request() == null
            ? null
            : request(EventJson.of(circumstances.request(), "request", warnings)),
        contexts.runtime,
        contexts.os,
        circumstances.tags() == null
            ? Map.of()
            : pairs(EventJson.of(circumstances.tags(), "tags", warnings)),
        breadcrumbs == null ? List.of() : new ArrayList<>(breadcrumbs.last),
        breadcrumbs == null ? 0 : breadcrumbs.older);
  }

  // Requests

  private static @Nullable Request request(EventJson json) throws IOException {
    if (!json.standsOnObject("an object")) {
      return null;
    }
    String method = null;
    String url = null;
    String query = null;
    Map<String, String> parameters = Map.of();
    Map<String, String> headers = Map.of();
    while (json.nextField()) {
      switch (json.name()) {
        case "method" -> method = json.text();
        case "url" -> url = json.text();
        case "query_string", "query" -> {
          if (json.isList() || json.isObject()) {
            parameters = pairs(json);
          } else {
            query = json.text();
          }
        }
        case "headers" -> headers = pairs(json);
        default -> json.skip();
      }
    }
    return new Request(
        EventJson.blankToNull(method),
        EventJson.blankToNull(url),
        EventJson.blankToNull(query),
        parameters,
        headers);
  }

  // Names with values

  /**
   * Texts by name: an object, a list of pairs, or a list of <code>{"key": ..., "value": ...}</code>
   * as Sentry's event API has it. Of a value that is a list, as headers are in some SDKs, the texts
   * are joined.
   */
  static Map<String, String> pairs(EventJson json) throws IOException {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (json.isObject()) {
      while (json.nextField()) {
        put(json.name(), value(json), pairs);
      }
    } else if (json.isList()) {
      while (json.nextItem()) {
        if (json.isList()) {
          addPair(json, pairs);
        } else if (json.standsOnObject("a name and a value")) {
          addKeyAndValue(json, pairs);
        }
      }
    } else {
      json.wrongType("an object or a list of pairs");
    }
    return pairs;
  }

  private static void addPair(EventJson json, Map<String, String> pairs) throws IOException {
    String name = null;
    String value = null;
    for (int i = 0; json.nextItem(); i++) {
      if (i == 0) {
        name = json.anyText();
      } else if (i == 1) {
        value = value(json);
      } else {
        json.skip();
      }
    }
    put(name, value, pairs);
  }

  private static void addKeyAndValue(EventJson json, Map<String, String> pairs) throws IOException {
    String name = null;
    String value = null;
    while (json.nextField()) {
      switch (json.name()) {
        case "key" -> name = json.anyText();
        case "value" -> value = value(json);
        default -> json.skip();
      }
    }
    put(name, value, pairs);
  }

  private static @Nullable String value(EventJson json) throws IOException {
    if (!json.isList()) {
      return json.anyText();
    }
    StringBuilder texts = new StringBuilder();
    while (json.nextItem()) {
      String text = json.anyText();
      if (text != null) {
        texts.append(texts.isEmpty() ? "" : ", ").append(text);
      }
    }
    return texts.toString();
  }

  private static void put(
      @Nullable String name, @Nullable String value, Map<String, String> pairs) {
    boolean said = name != null && !name.isBlank() && value != null && !value.isBlank();
    if (said && pairs.size() < MAX_PAIRS) {
      pairs.put(name, value);
    }
  }

  // Contexts

  /** Contexts are found by their type, which is their name unless it is said. */
  private static final class Contexts {
    private @Nullable String runtime;
    private @Nullable String os;

    void read(EventJson json) throws IOException {
      if (!json.standsOnObject("an object")) {
        return;
      }
      while (json.nextField()) {
        String name = json.name();
        if (json.isObject()) {
          readContext(name, json);
        } else {
          json.skip();
        }
      }
    }

    private void readContext(String key, EventJson json) throws IOException {
      String type = key;
      String name = null;
      String version = null;
      String raw = null;
      while (json.nextField()) {
        switch (json.name()) {
          case "type" -> type = EventJson.first(json.anyText(), key);
          case "name" -> name = json.anyText();
          case "version" -> version = json.anyText();
          case "raw_description" -> raw = json.anyText();
          default -> json.skip();
        }
      }
      String described = EventJson.first(name, null);
      if (described != null && version != null && !version.isBlank()) {
        described = described + " " + version;
      }
      described = EventJson.first(described, raw);
      // Of several (the browser's and the server's) the one with the type's own name is the
      // event's.
      boolean own = key.equals(type);
      if ("runtime".equals(type) && (runtime == null || own)) {
        runtime = EventJson.first(described, runtime);
      } else if ("os".equals(type) && (os == null || own)) {
        os = EventJson.first(described, os);
      }
    }
  }

  // Breadcrumbs

  private static final class BreadcrumbReader extends ItemReader {
    private final EventJson json;
    private final ArrayDeque<Breadcrumb> last = new ArrayDeque<>();
    private int older;
    private @Nullable String timestamp;
    private @Nullable String category;
    private @Nullable String type;
    private @Nullable String level;
    private @Nullable String message;
    private Map<String, @Nullable Object> data = Map.of();

    BreadcrumbReader(EventJson json) {
      super(json);
      this.json = json;
    }

    @Override
    void begin() {
      timestamp = null;
      category = null;
      type = null;
      level = null;
      message = null;
      data = Map.of();
    }

    @Override
    void readField(String name) throws IOException {
      switch (name) {
        case "timestamp" -> timestamp = timestamp();
        case "category" -> category = json.text();
        case "type" -> type = json.text();
        case "level" -> level = json.text();
        case "message" -> message = json.anyText();
        case "data" -> data = json.facts();
        default -> json.skip();
      }
    }

    private @Nullable String timestamp() throws IOException {
      String text = json.text();
      String time = Timestamps.rfc3339(text);
      if (text != null && time == null) {
        json.warn("a time");
      }
      return time;
    }

    @Override
    void end() {
      message = EventJson.blankToNull(message);
      category = EventJson.first(category, type);
      if (message == null && category == null && data.isEmpty()) {
        return;
      }
      if (last.size() == MAX_BREADCRUMBS) {
        last.removeFirst();
        older++;
      }
      last.add(new Breadcrumb(timestamp, category, EventJson.blankToNull(level), message, data));
    }

    @Override
    void forget() {
      last.clear();
      older = 0;
    }
  }
}
