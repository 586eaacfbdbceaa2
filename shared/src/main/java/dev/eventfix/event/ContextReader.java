package dev.eventfix.event;

import dev.eventfix.event.ErrorEvent.Circumstances;
import dev.eventfix.event.EventContext.Breadcrumb;
import dev.eventfix.event.EventContext.NamedFacts;
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

  /** Contexts described, and fields of extra. */
  static final int MAX_NAMED = 20;

  /** Those of the error itself that compact descriptions tell. */
  static final int MAX_NAMED_OF_ERROR = 5;

  /** Contexts of the machine and of tracing, by their type, which is their name if unsaid. */
  private static final String[] CONTEXTS_LEFT_OUT = {
    "app", "cloud_resource", "culture", "device", "gpu", "otel", "profile", "replay", "trace"
  };

  private final ErrorEvent event;
  private final Warnings warnings;

  private ContextReader(ErrorEvent event, Warnings warnings) {
    this.event = event;
    this.warnings = warnings;
  }

  /**
   * Reads what an event's reader passed over.
   *
   * @param warnings gets what is of a wrong type
   */
  static EventContext read(ErrorEvent event, Warnings warnings) {
    try {
      return new ContextReader(event, warnings).read(event.circumstances());
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #read}, of contexts and extra only what tells of the error itself, and few facts. */
  static EventContext readFactsOfError(ErrorEvent event, Warnings warnings) {
    ContextReader reader = new ContextReader(event, warnings);
    try {
      NamedReader contexts = reader.new NamedReader(true, true);
      contexts.read(event.circumstances().contexts(), "contexts");
      NamedReader extra = reader.new NamedReader(false, true);
      extra.read(event.circumstances().extra(), "extra");
      return EventContext.of(contexts.facts(), extra.facts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EventContext read(Circumstances circumstances) throws IOException {
    NamedReader contexts = new NamedReader(true, false);
    contexts.read(circumstances.contexts(), "contexts");
    NamedReader extra = new NamedReader(false, false);
    extra.read(circumstances.extra(), "extra");
    BreadcrumbReader breadcrumbs = null;
    if (circumstances.breadcrumbs() != null) {
      breadcrumbs =
          new BreadcrumbReader(EventJson.of(circumstances.breadcrumbs(), "breadcrumbs", warnings));
      breadcrumbs.readAll();
    }
    return new EventContext(
        time(circumstances.time()),
        circumstances.request() == null
            ? null
            : request(EventJson.of(circumstances.request(), "request", warnings)),
        contexts.runtime,
        contexts.os,
        contexts.facts(),
        extra.facts(),
        circumstances.tags() == null
            ? Map.of()
            : pairs(EventJson.of(circumstances.tags(), "tags", warnings)),
        breadcrumbs == null ? List.of() : new ArrayList<>(breadcrumbs.last),
        breadcrumbs == null ? 0 : breadcrumbs.older);
  }

  private @Nullable String time(@Nullable String text) {
    String time = Timestamps.rfc3339(text);
    if (text != null && time == null) {
      warnings.add("event.timestamp: expected a time");
    }
    return time;
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

  // Contexts and extra

  /** Reads what stands under names that the program chose. */
  private final class NamedReader {
    private final boolean contexts;
    private final boolean ofErrorOnly;
    private final Map<String, @Nullable Object> ofError = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> others = new LinkedHashMap<>();
    private int further;
    private @Nullable String runtime;
    private @Nullable String os;

    /**
     * A reader.
     *
     * @param contexts whether it reads contexts, and not extra
     * @param ofErrorOnly whether it reads what tells of the error itself, and the rest is further
     */
    NamedReader(boolean contexts, boolean ofErrorOnly) {
      this.contexts = contexts;
      this.ofErrorOnly = ofErrorOnly;
    }

    void read(@Nullable JsonSlice slice, String path) throws IOException {
      if (slice == null) {
        return;
      }
      EventJson json = EventJson.of(slice, path, warnings);
      boolean fields = json.standsOnObject("an object");
      while (fields && json.nextField()) {
        String name = json.name();
        boolean error = event.isOfError(name);
        if (!ofErrorOnly) {
          add(name, json.anyFacts(), error);
        } else if (error && ofError.size() < MAX_NAMED_OF_ERROR) {
          ofError.put(name, json.fewFacts());
        } else {
          json.skip();
          further++;
        }
      }
    }

    NamedFacts facts() {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(ofError);
      all.putAll(others);
      return new NamedFacts(all, ofError.size(), further);
    }

    private void add(String name, @Nullable Object value, boolean error) {
      if (contexts && (value == null || isEmpty(value) || isToldByName(name, value))) {
        return;
      }
      Map<String, @Nullable Object> target = error ? ofError : others;
      if (target.size() == MAX_NAMED || (contexts && isLeftOut(name, value))) {
        further++;
      } else {
        target.put(name, value);
      }
    }

    private static boolean isEmpty(Object value) {
      return value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static boolean isLeftOut(String name, @Nullable Object value) {
      String type = value instanceof Map<?, ?> context ? typeOf(name, context) : name;
      for (String one : CONTEXTS_LEFT_OUT) {
        if (one.equals(type)) {
          return true;
        }
      }
      return false;
    }

    /** Contexts are known by their type, which is their name unless it is said. */
    private static String typeOf(String name, Map<?, ?> context) {
      String type = EventJson.first(text(context.get("type")), name);
      return type == null ? name : type;
    }

    /** True for the runtime and the operating system, of which name and version are told. */
    private boolean isToldByName(String key, Object value) {
      if (!(value instanceof Map<?, ?> context)) {
        return false;
      }
      String type = typeOf(key, context);
      boolean isRuntime = type.equals("runtime");
      if (!isRuntime && !type.equals("os")) {
        return false;
      }
      String described = EventJson.first(text(context.get("name")), null);
      String version = text(context.get("version"));
      if (described != null && version != null && !version.isBlank()) {
        described = described + " " + version;
      }
      described = EventJson.first(described, text(context.get("raw_description")));
      String before = isRuntime ? runtime : os;
      if (described == null) {
        return false;
      }
      // Of several (the browser's and the server's) the one with the type's own name is the
      // event's.
      further += before == null ? 0 : 1;
      if (before == null || key.equals(type)) {
        runtime = isRuntime ? described : runtime;
        os = isRuntime ? os : described;
      }
      return true;
    }

    private static @Nullable String text(@Nullable Object value) {
      return value == null || value instanceof Map || value instanceof List
          ? null
          : value.toString();
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
