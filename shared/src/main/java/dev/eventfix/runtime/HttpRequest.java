package dev.eventfix.runtime;

import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What either of API Gateway's payloads tells of a request, checked as far as HTTP goes. */
final class HttpRequest {

  static final String METHOD = "POST";

  private final Map<String, String> parameters;
  private byte[] body = {};
  private @Nullable Problem problem;

  HttpRequest(
      @Nullable String method,
      @Nullable Map<String, String> headers,
      @Nullable Map<String, String> parameters,
      @Nullable String body,
      boolean base64) {
    this.parameters = parameters == null ? Map.of() : withoutNulls(parameters);
    if (!METHOD.equals(method)) {
      problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Send the event with POST.");
    } else if (!isJson(contentType(headers))) {
      problem =
          Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send the event as JSON, with `content-type: application/json`.");
    } else {
      decode(body == null ? "" : body, base64);
    }
  }

  /**
   * A parameter without a value is one with an empty text, as in {@code ?detail}. The classes of
   * the events do not say so, but their maps may hold nulls.
   */
  private static Map<String, String> withoutNulls(Map<String, String> parameters) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value = parameter.getValue();
      texts.put(parameter.getKey(), value == null ? "" : value);
    }
    return texts;
  }

  private void decode(String text, boolean base64) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (base64) {
      try {
        bytes = Base64.getDecoder().decode(bytes);
      } catch (IllegalArgumentException e) {
        problem = Problem.invalid("body", "is not valid base64");
        return;
      }
    }
    body = bytes;
  }

  /** Header names come in any case: the REST API passes on what the client wrote. */
  private static @Nullable String contentType(@Nullable Map<String, String> headers) {
    if (headers != null) {
      for (Map.Entry<String, String> header : headers.entrySet()) {
        if (header.getKey().equalsIgnoreCase("content-type")) {
          return header.getValue();
        }
      }
    }
    return null;
  }

  /** A request that does not say what it holds is taken for JSON, and refused if it is not. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return true;
    }
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    return type.equalsIgnoreCase("application/json")
        || (type.regionMatches(true, 0, "application/", 0, 12)
            && type.regionMatches(true, type.length() - 5, "+json", 0, 5));
  }

  /** The decoded body, empty when there is a problem. */
  byte[] body() {
    return body;
  }

  /** The query's parameters. */
  Map<String, String> parameters() {
    return parameters;
  }

  /** Why the request is refused, or null. */
  @Nullable Problem problem() {
    return problem;
  }
}
