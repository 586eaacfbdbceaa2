package dev.eventfix.runtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that a function works on before a snapshot of it is taken, so that what the first
 * request would load is in the snapshot. It writes nothing and asks no model.
 */
public final class Priming {

  /** An event with a bit of all that events have, for functions that take one. */
  public static final String EVENT =
      """
      {"event_id": "00000000000000000000000000000001", "platform": "python", "level": "error",
       "release": "priming@1", "environment": "none", "tags": {"a": "b"},
       "request": {"url": "https://example.com/orders?id=1", "method": "GET",
                   "headers": {"Authorization": "Bearer abc", "User-Agent": "priming"}},
       "breadcrumbs": {"values": [{"category": "query", "message": "SELECT 1", "type": "default"}]},
       "exception": {"values": [{"type": "KeyError", "value": "'a@example.com'",
         "mechanism": {"type": "generic", "handled": false},
         "stacktrace": {"frames": [
           {"filename": "lib/web.py", "function": "dispatch", "lineno": 7, "in_app": false},
           {"filename": "shop/orders.py", "function": "price", "lineno": 12, "in_app": true,
            "pre_context": ["def price(item):", "    # password = 'hunter2'"],
            "context_line": "    return prices[item]", "post_context": [""],
            "vars": {"item": "'a'", "token": "abc"}}]}}]}}
      """;

  private final @Nullable String body;
  private final String parameter;
  private final String value;

  private Priming(@Nullable String body, String parameter, String value) {
    this.body = body;
    this.parameter = parameter;
    this.value = value;
  }

  /** A request through an HTTP API, with a body in JSON. */
  public static Priming post(String body) {
    return new Priming(body, "", "");
  }

  /** A look-up through an HTTP API. */
  public static Priming get(String parameter, String value) {
    return new Priming(null, parameter, value);
  }

  /**
   * The invocation as Lambda would give it. Put together here: most starts are for no snapshot, and
   * never ask for it.
   */
  public byte[] invocation() {
    String json =
        body == null
            ? "{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"GET\"}},"
                + "\"pathParameters\":{\""
                + quoted(parameter)
                + "\":\""
                + quoted(value)
                + "\"}}"
            : "{\"version\":\"2.0\",\"headers\":{\"content-type\":\"application/json\"},"
                + "\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"body\":\""
                + quoted(body)
                + "\"}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
