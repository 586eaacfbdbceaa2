package dev.eventfix.runtime;

import dev.eventfix.wire.BodyProblems;
import dev.eventfix.wire.Decompression;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What either of API Gateway's payloads tells of a request, checked as far as HTTP goes. */
final class HttpRequest {

  private static final String ASK = "POST";
  private static final String LOOK_UP = "GET";

  private final Map<String, String> parameters;
  private final boolean lookup;
  private final @Nullable String sentryTrace;
  private byte[] body = {};
  private @Nullable MediaType mediaType;
  private @Nullable Problem problem;

  /**
   * A request.
   *
   * @param path the path's parameters
   * @param lookupParameter the one by which a look-up is known, or null when there are no look-ups
   * @param query the query's parameters
   * @param envelopes whether the body may also be an envelope
   */
  HttpRequest(
      @Nullable String method,
      @Nullable Map<String, String> headers,
      @Nullable Map<String, String> path,
      @Nullable String lookupParameter,
      @Nullable Map<String, String> query,
      @Nullable String body,
      boolean base64,
      boolean envelopes) {
    parameters = query == null ? new LinkedHashMap<>() : withoutNulls(query);
    String lookedUp = path == null || lookupParameter == null ? null : path.get(lookupParameter);
    lookup = lookedUp != null;
    sentryTrace = header(headers, "sentry-trace");
    if (!allowedMethod().equals(method)) {
      problem =
          Problem.of(
              ProblemType.METHOD_NOT_ALLOWED, "Send the request with " + allowedMethod() + ".");
    } else if (lookupParameter != null && lookedUp != null) {
      parameters.put(lookupParameter, lookedUp);
    } else {
      mediaType = mediaType(header(headers, "content-type"), envelopes);
      if (mediaType == null) {
        problem = BodyProblems.unsupportedType(envelopes);
      } else {
        decode(body == null ? "" : body, base64, header(headers, "content-encoding"));
      }
    }
  }

  /** What the caller says of the Sentry trace that the request is a part of, or null. */
  @Nullable String sentryTrace() {
    return sentryTrace;
  }

  /** The only method there is for this path. */
  String allowedMethod() {
    return lookup ? LOOK_UP : ASK;
  }

  /** True when something is looked up: there is no body. */
  boolean isLookup() {
    return lookup;
  }

  /**
   * A parameter without a value is one with an empty text, as in {@code ?detail}. The classes of
   * the events do not say so, but their maps may hold nulls.
   */
  static Map<String, String> withoutNulls(Map<String, String> parameters) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value = parameter.getValue();
      texts.put(parameter.getKey(), value == null ? "" : value);
    }
    return texts;
  }

  private void decode(String text, boolean base64, @Nullable String contentEncoding) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (base64) {
      try {
        bytes = Base64.getDecoder().decode(bytes);
      } catch (IllegalArgumentException e) {
        problem = Problem.invalid("body", "is not valid base64");
        return;
      }
    }
    if (bytes.length > Endpoint.MAX_BODY_BYTES) {
      problem = Endpoint.tooLarge(Endpoint.MAX_BODY_BYTES);
    } else if (contentEncoding == null) {
      body = bytes;
    } else {
      Decompression.Result result = Decompression.decode(contentEncoding, bytes);
      if (result instanceof Decompression.Result.Plain plain) {
        body = plain.bytes();
      } else {
        problem = ((Decompression.Result.Refused) result).problem();
      }
    }
  }

  /** Header names come in any case: the REST API passes on what the client wrote. */
  private static @Nullable String header(@Nullable Map<String, String> headers, String name) {
    if (headers != null) {
      for (Map.Entry<String, String> header : headers.entrySet()) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue();
        }
      }
    }
    return null;
  }

  /**
   * The type, or null for one that is not taken. A request that does not say what it holds is taken
   * for JSON, and refused if it is not.
   */
  private static @Nullable MediaType mediaType(@Nullable String contentType, boolean envelopes) {
    if (contentType == null || contentType.isBlank()) {
      return MediaType.JSON;
    }
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    if (type.equalsIgnoreCase("application/json")
        || (type.regionMatches(true, 0, "application/", 0, 12)
            && type.regionMatches(true, type.length() - 5, "+json", 0, 5))) {
      return MediaType.JSON;
    }
    if (envelopes && type.equalsIgnoreCase("application/x-sentry-envelope")) {
      return MediaType.ENVELOPE;
    }
    return envelopes && type.equalsIgnoreCase("text/plain") ? MediaType.TEXT : null;
  }

  /** The decoded body, empty when there is a problem. */
  byte[] body() {
    return body;
  }

  /** What the body is said to be; JSON when there is none. */
  MediaType mediaType() {
    return mediaType == null ? MediaType.JSON : mediaType;
  }

  /** The query's parameters, and the path's when something is looked up. */
  Map<String, String> parameters() {
    return parameters;
  }

  /** Why the request is refused, or null. */
  @Nullable Problem problem() {
    return problem;
  }
}
