package dev.eventfix.event;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What an event's tags tell of the event: Sentry's event API has no other place for it. */
final class TaggedFields {

  private static final String LEVELS = " fatal critical error warning info log debug sample ";

  private final EventJson json;
  private @Nullable String environment;
  private @Nullable String level;
  private @Nullable String logger;
  private @Nullable String release;
  private @Nullable String transaction;

  TaggedFields(EventJson json) {
    this.json = json;
  }

  @Nullable String environment() {
    return environment;
  }

  /** One of Sentry's levels: a game has others. */
  @Nullable String level() {
    return level != null && LEVELS.contains(' ' + level + ' ') ? level : null;
  }

  @Nullable String logger() {
    return logger;
  }

  @Nullable String release() {
    return release;
  }

  @Nullable String transaction() {
    return transaction;
  }

  /**
   * Walks over the tags, in any of the shapes that {@link ContextReader} reads, which may be read
   * later; null, with a warning, when there are none.
   */
  @Nullable JsonSlice read() throws IOException {
    boolean object = json.isObject();
    if (!object && !json.isList()) {
      return json.slice("an object or a list");
    }
    int from = json.start();
    int members = 0;
    while (object ? json.nextField() : json.nextItem()) {
      members++;
      if (object) {
        put(json.name(), scalar());
      } else if (json.isList()) {
        readPair();
      } else if (json.isObject()) {
        readKeyAndValue();
      }
    }
    return json.sliceFrom(from, members);
  }

  private void readPair() throws IOException {
    String name = null;
    String value = null;
    for (int i = 0; json.nextItem(); i++) {
      String text = scalar();
      name = i == 0 ? text : name;
      value = i == 1 ? text : value;
    }
    put(name, value);
  }

  private void readKeyAndValue() throws IOException {
    String name = null;
    String value = null;
    while (json.nextField()) {
      String text = scalar();
      switch (json.name()) {
        case "key" -> name = text;
        case "value" -> value = text;
        default -> {
          // Sentry tells here how often the tag was seen.
        }
      }
    }
    put(name, value);
  }

  /** What is none is told of when the tags are read. */
  private @Nullable String scalar() throws IOException {
    if (json.isObject() || json.isList()) {
      json.skip();
      return null;
    }
    return json.text();
  }

  private void put(@Nullable String name, @Nullable String value) {
    if (name == null || value == null) {
      return;
    }
    switch (name) {
      case "environment" -> environment = value;
      case "level" -> level = value;
      case "logger" -> logger = value;
      case "release", "sentry:release" -> release = value;
      case "transaction" -> transaction = value;
      default -> {
        // A tag of the program's own.
      }
    }
  }
}
