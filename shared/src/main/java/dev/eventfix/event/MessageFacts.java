package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a log message names and its sender put beside it: loggers in PHP's style (PSR-3) leave
 * <code>{name}</code> in the message and send the values in {@code extra} or in a context.
 */
final class MessageFacts {

  /** How many names of a message are looked up. */
  private static final int MAX_NAMES = 100;

  /** How such objects' names end that loggers put values into. */
  private static final String[] CONTAINERS = {
    "context",
    "data",
    "extra",
    "params",
    "parameters",
    "args",
    "fields",
    "properties",
    "monolog",
    "logger",
    "log",
    "record"
  };

  // Where a value is looked for, in this order.
  private static final int ON_TOP = 0;
  private static final int IN_CONTAINER = 1;
  private static final int IN_INNER_CONTAINER = 2;
  private static final int ELSEWHERE = 3;

  private final Set<String> names;
  private final List<Map<String, @Nullable Object>> places = new ArrayList<>();

  private MessageFacts(Set<String> names) {
    this.names = names;
    for (int i = ON_TOP; i <= ELSEWHERE; i++) {
      places.add(new LinkedHashMap<>());
    }
  }

  /** The names for which a message has a place; empty for most. */
  static Set<String> namesIn(String message) {
    int brace = message.indexOf('{');
    if (brace < 0) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    while (brace >= 0 && names.size() < MAX_NAMES) {
      int start = brace + 1;
      // Serilog's {@order}.
      start += Chars.at(message, start) == '@' || Chars.at(message, start) == '$' ? 1 : 0;
      int end = start;
      while (end < message.length() && isNamePart(message.charAt(end))) {
        end++;
      }
      // A format may stand behind it.
      if (end > start && !Chars.isDigit(message.charAt(start)) && isEnd(Chars.at(message, end))) {
        names.add(message.substring(start, end));
      }
      brace = message.indexOf('{', end);
    }
    return names;
  }

  private static boolean isNamePart(char c) {
    return Chars.isWord(c) || c == '.' || c == '-';
  }

  private static boolean isEnd(char c) {
    return c == '}' || c == ':' || c == ',' || c == '!';
  }

  /** The values of those names that stand in extra, else in a logger's context. */
  static Map<String, @Nullable Object> of(
      Set<String> names, @Nullable JsonSlice extra, @Nullable JsonSlice contexts) {
    MessageFacts facts = new MessageFacts(names);
    try {
      if (extra != null) {
        facts.read(EventJson.of(extra, "extra", new Warnings()), ON_TOP);
      }
      if (contexts != null) {
        facts.readContexts(EventJson.of(contexts, "contexts", new Warnings()));
      }
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    for (int i = ELSEWHERE; i >= ON_TOP; i--) {
      found.putAll(facts.places.get(i));
    }
    return found;
  }

  private void readContexts(EventJson json) throws IOException {
    boolean fields = json.isObject();
    while (fields && json.nextField()) {
      if (json.isObject() && isContainer(json.name())) {
        read(json, IN_CONTAINER);
      } else {
        json.skip();
      }
    }
  }

  private void read(EventJson json, int place) throws IOException {
    boolean fields = json.isObject();
    while (fields && json.nextField()) {
      String name = json.name();
      boolean named = names.contains(name);
      boolean looked = json.isObject() && (!named || isContainer(name));
      int inside = looked ? placeInside(name, place) : -1;
      if (inside >= 0) {
        read(json, inside);
      } else if (named && !json.isNull()) {
        // The first one counts: a logger's own context stands before what came with it.
        places.get(place).putIfAbsent(name, json.any());
      } else {
        json.skip();
      }
    }
  }

  /** Where the values of an object stand, or -1 for one in which they are not looked for. */
  private static int placeInside(String name, int outside) {
    if (outside == ON_TOP) {
      return isContainer(name) ? IN_CONTAINER : ELSEWHERE;
    }
    return outside == IN_CONTAINER && isContainer(name) ? IN_INNER_CONTAINER : -1;
  }

  private static boolean isContainer(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String container : CONTAINERS) {
      if (lower.endsWith(container)) {
        return true;
      }
    }
    return false;
  }
}
