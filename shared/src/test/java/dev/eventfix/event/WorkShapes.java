package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.quoted;

import java.util.function.IntFunction;

/** Events that are large in one way each. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum WorkShapes {
  FRAMES(size -> thrown("v", many(size, i -> frame(i, "")))),
  SYSTEM_FRAMES(size -> thrown("v", many(size, i -> "{\"function\":\"java.util.f" + i + "\"}"))),
  RECURSION(size -> thrown("v", many(size, i -> frame(1, "")))),
  EXCEPTIONS(size -> values(many(size, i -> exception("v" + i, frame(i, ""))))),
  EXCEPTIONS_WITHOUT_FRAMES(
      size -> values(many(size, i -> "{\"type\":\"T\",\"value\":\"failed at " + i + "\"}"))),
  LONG_MESSAGE(size -> message(words(size))),
  LONG_VALUE(size -> thrown(words(size), frame(1, ""))),
  PLACEHOLDERS(size -> message("<email:1>".repeat(size / 9))),
  OPEN_PLACEHOLDER_MARKS(size -> message("<email:<".repeat(size / 8))),
  SURROGATES(size -> message("\ud83d\ude00".repeat(size / 2))),
  HALF_SURROGATES(size -> "{\"message\":\"" + "\\ud83d".repeat(size / 6) + "\"}"),
  BLANKS(size -> thrown("  a".repeat(size / 3), frame(1, ""))),
  LONG_TYPE(size -> values("{\"type\":" + quoted("T".repeat(size)) + ",\"value\":\"v\"}")),
  SECRETS(
      size -> message(text(size, i -> "user" + i + "@example.com has password=hunter" + i + "; "))),
  SAME_SECRET(size -> message(text(size, i -> "to a@example.com from 203.0.113.7 "))),
  PARAMETERS(
      size ->
          "{\"logentry\":{\"message\":"
              + quoted("%s {} ".repeat(size / 12))
              + ",\"params\":["
              + many(size / 2, i -> "\"p" + i + "\"")
              + "]}}"),
  NAMED_PARAMETERS(
      size ->
          "{\"logentry\":{\"message\":"
              + quoted(text(size / 2, i -> "%(n" + i + ")s {n" + i + "} "))
              + ",\"params\":{"
              + many(size / 2, i -> "\"n" + i + "\":" + i)
              + "}}}"),
  OPEN_GAPS(
      size ->
          "{\"logentry\":{\"message\":"
              + quoted("%( {".repeat(size / 4))
              + ",\"params\":{\"a\":1}}}"),
  BREADCRUMBS(
      size ->
          with(
              "breadcrumbs",
              "[" + many(size, i -> "{\"message\":\"m" + i + "\",\"data\":{\"a\":[1]}}") + "]")),
  LONG_BREADCRUMB(size -> with("breadcrumbs", "[{\"message\":" + quoted(words(size)) + "}]")),
  TAGS(size -> with("tags", "[" + many(size, i -> "[\"t" + i + "\",\"v\"]") + "]")),
  TAG_OBJECT(size -> with("tags", "{" + many(size, i -> "\"t" + i + "\":\"v\"") + "}")),
  HEADERS(
      size ->
          with(
              "request",
              "{\"url\":\"http://a/\",\"headers\":{"
                  + many(size, i -> "\"h" + i + "\":\"v\"")
                  + "}}")),
  QUERY(
      size ->
          with(
              "request",
              "{\"url\":\"http://a/\",\"query_string\":["
                  + many(size, i -> "[\"q" + i + "\",\"v\"]")
                  + "]}")),
  EXTRA(size -> with("extra", "{" + many(size, i -> "\"e" + i + "\":[" + i + "]") + "}")),
  EXTRA_OF_THE_ERROR(
      size -> with("extra", "{" + many(size, i -> "\"error" + i + "\":{\"a\":1}") + "}")),
  CONTEXTS_BESIDE_EXCEPTIONS(
      size -> {
        String thrown = many(size / 2, i -> "{\"type\":\"shop.C" + i + "\"}");
        String contexts = many(size / 2, i -> "\"C" + i + "\":{\"a\":1}");
        return "{\"exception\":[" + thrown + "],\"contexts\":{" + contexts + "}}";
      }),
  PLACES_FILLED_FROM_EXTRA(
      size ->
          "{\"message\":"
              + quoted(text(size / 2, i -> "{n" + i + "} {"))
              + ",\"extra\":{\"data\":{"
              + many(size / 2, i -> "\"n" + i + "\":{\"data\":" + i + "}")
              + "}}}"),
  FACTS_OF_A_MECHANISM(
      size ->
          values(
              "{\"type\":\"T\",\"mechanism\":{\"data\":{"
                  + many(size, i -> "\"d" + i + "\":[" + i + "]")
                  + "}}}")),
  CONTEXTS(
      size -> with("contexts", "{" + many(size, i -> "\"c" + i + "\":{\"name\":\"n\"}") + "}")),
  VARIABLES(
      size -> thrown("v", frame(1, ",\"vars\":{" + many(size, i -> "\"v" + i + "\":1") + "}"))),
  ONE_VARIABLE(
      size ->
          thrown(
              "v",
              frame(1, ",\"vars\":{\"call\":[" + many(size, i -> "{\"k\":" + i + "}") + "]}"))),
  /** As many frames, lines and names as are looked at, of names that nearly stand in the lines. */
  NEAR_VARIABLES(
      size ->
          thrown(
              "v",
              many(
                  size,
                  i ->
                      frame(
                          i,
                          context(20, "a".repeat(380))
                              + ",\"vars\":{"
                              + many(6_000, j -> quoted("a".repeat(190) + "b" + j) + ":1")
                              + "}")))),
  CONTEXT_LINES(size -> thrown("v", frame(1, context(size / 20, "x = compute(y, z)")))),
  KEY_LINES(
      size ->
          thrown(
              "v", many(size, i -> frame(i, context(20, "PRIVATE KEY-----" + "A".repeat(300)))))),
  LONG_LINES(size -> thrown("v", frame(1, context(20, "x".repeat(size / 20))))),
  FULL_FRAMES(
      size -> thrown("v", many(size, i -> frame(i, context(20, "x = compute(y, z, \"a\")"))))),
  SECRET_VARIABLE(
      size ->
          thrown(
              "v", frame(1, ",\"vars\":{\"call\":" + quoted("token=\"".repeat(size / 8)) + "}"))),
  THREADS(
      size ->
          "{\"threads\":["
              + many(size, i -> "{\"id\":" + i + ",\"stacktrace\":[" + frame(i, "") + "]}")
              + "]}"),
  UNKNOWN_FIELDS(
      size -> "{\"message\":\"m\"," + many(size, i -> "\"u" + i + "\":{\"a\":[1,null]}") + "}"),
  DEEP_UNKNOWN_FIELDS(
      size ->
          "{\"message\":\"m\","
              + many(size, i -> "\"u" + i + "\":" + "[".repeat(400) + "]".repeat(400))
              + "}"),
  WRONG_TYPES(size -> "{\"message\":\"m\",\"exception\":[" + many(size, i -> "7") + "]}"),
  MECHANISM_META(
      size ->
          values(
              "{\"type\":\"T\",\"mechanism\":{\"meta\":{"
                  + many(size, i -> "\"m" + i + "\":[1,\"a\"]")
                  + "}}}")),
  ENTRIES(
      size ->
          "{\"entries\":["
              + many(size, i -> "{\"type\":\"message\",\"data\":{\"formatted\":\"m" + i + "\"}}")
              + "]}"),
  ENTRY_OF_EXCEPTIONS(
      size ->
          "{\"entries\":[{\"data\":{\"values\":["
              + many(size, i -> exception("v", frame(i, "")))
              + "]},\"type\":\"exception\"}]}"),
  FINGERPRINT(
      size ->
          "{\"message\":\"m\",\"fingerprint\":[" + many(size, i -> "\"part " + i + "\"") + "]}"),
  LONG_FINGERPRINT(size -> "{\"message\":\"m\",\"fingerprint\":[" + quoted(words(size)) + "]}"),
  REPORT(size -> "{\"csp\":{" + many(size, i -> "\"f" + i + "\":\"v\"") + "}}");

  private static final int EXCEPTIONS_SHOWN = 3;

  private final IntFunction<String> event;

  WorkShapes(IntFunction<String> event) {
    this.event = event;
  }

  /** The event as JSON, in about that many characters. */
  String event(int size) {
    return event.apply(size);
  }

  /**
   * An event of which as much is described as can be: exceptions, frames, lines, variables,
   * breadcrumbs, tags and facts, all of that length.
   */
  static String full(int length) {
    String line = ("call(order, " + "x".repeat(length)).substring(0, length);
    String facts = many(length * 10, i -> "\"f" + i + "\":" + quoted(line));
    String variables = ",\"vars\":{" + many(2_000, i -> "\"order\":" + quoted(line)) + "}";
    String frames =
        many(
            Describer.MAX_FRAMES * 50 * length,
            i -> frame(i, context(2 * Describer.MAX_CONTEXT_LINES, line) + variables));
    String exception = exception(line.repeat(10), frames);
    return "{\"exception\":["
        + (exception + ",").repeat(EXCEPTIONS_SHOWN - 1)
        + exception
        + "],\"tags\":{"
        + facts
        + "},\"breadcrumbs\":["
        + many(length * 100, i -> "{\"message\":" + quoted(line) + ",\"data\":{" + facts + "}}")
        + "]}";
  }

  private static String text(int size, IntFunction<String> part) {
    StringBuilder text = new StringBuilder(size);
    for (int i = 0; text.length() < size; i++) {
      text.append(part.apply(i));
    }
    return text.toString();
  }

  /** Items of a list or an object, their count in their text. */
  static String many(int size, IntFunction<String> item) {
    return text(size, i -> (i == 0 ? "" : ",") + item.apply(i));
  }

  private static String words(int size) {
    return text(size, i -> "the order " + i + " of customer c-" + i + " cannot be shipped (12%); ");
  }

  private static String message(String text) {
    return "{\"message\":" + quoted(text) + "}";
  }

  private static String frame(int i, String more) {
    return "{\"function\":\"call"
        + i
        + "\",\"module\":\"app.orders"
        + i
        + "\",\"lineno\":"
        + (i + 1)
        + ",\"in_app\":true,\"context_line\":\"call(order)\""
        + more
        + "}";
  }

  /** As many lines on either side. */
  private static String context(int lines, String line) {
    String list =
        "[" + (quoted(line) + ",").repeat(Math.max(0, lines / 2 - 1)) + quoted(line) + "]";
    return ",\"pre_context\":" + list + ",\"post_context\":" + list;
  }

  private static String exception(String value, String frames) {
    return "{\"type\":\"T\",\"value\":"
        + quoted(value)
        + ",\"stacktrace\":{\"frames\":["
        + frames
        + "]}}";
  }

  private static String values(String exceptions) {
    return "{\"exception\":{\"values\":[" + exceptions + "]}}";
  }

  private static String thrown(String value, String frames) {
    return values(exception(value, frames));
  }

  private static String with(String field, String value) {
    return "{\"message\":\"m\"," + quoted(field) + ":" + value + "}";
  }
}
