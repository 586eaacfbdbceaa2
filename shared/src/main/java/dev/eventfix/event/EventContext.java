package dev.eventfix.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounded the error, as its sender wrote it: unredacted, for detailed descriptions only.
 *
 * @param time RFC 3339, in UTC
 * @param runtime name and version: {@code CPython 3.12.1}
 * @param os name and version
 * @param contexts facts of the others by name, those of the error itself first
 * @param extra facts by name, those of the error itself first
 * @param tags name to value, in the event's order
 * @param breadcrumbs the last ones, oldest first
 * @param olderBreadcrumbs how many there were before those
 */
record EventContext(
    @Nullable String time,
    @Nullable Request request,
    @Nullable String runtime,
    @Nullable String os,
    NamedFacts contexts,
    NamedFacts extra,
    Map<String, String> tags,
    List<Breadcrumb> breadcrumbs,
    int olderBreadcrumbs) {

  static final EventContext NONE = of(NamedFacts.NONE, NamedFacts.NONE);

  /** One of these alone. */
  static EventContext of(NamedFacts contexts, NamedFacts extra) {
    return new EventContext(null, null, null, null, contexts, extra, Map.of(), List.of(), 0);
  }

  /**
   * What stands under names that the program chose.
   *
   * @param values name to any JSON, of which {@link Facts} has read a part
   * @param ofError how many of the first ones are of the error itself
   * @param further how many there are besides
   */
  record NamedFacts(Map<String, @Nullable Object> values, int ofError, int further) {

    static final NamedFacts NONE = new NamedFacts(Map.of(), 0, 0);
  }

  /**
   * The HTTP request that was being answered.
   *
   * @param query as it stands in a URL, or null when it came as names and values
   * @param parameters the query's names and values, decoded, in the event's order
   * @param headers name to value, in the event's order
   */
  record Request(
      @Nullable String method,
      @Nullable String url,
      @Nullable String query,
      Map<String, String> parameters,
      Map<String, String> headers) {}

  /**
   * What happened before the error.
   *
   * @param timestamp RFC 3339, in UTC
   * @param data further facts, name to any JSON
   */
  record Breadcrumb(
      @Nullable String timestamp,
      @Nullable String category,
      @Nullable String level,
      @Nullable String message,
      Map<String, @Nullable Object> data) {}
}
