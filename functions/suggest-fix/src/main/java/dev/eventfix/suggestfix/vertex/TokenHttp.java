package dev.eventfix.suggestfix.vertex;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.HttpReply;
import dev.eventfix.suggestfix.http.ModelHttp;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Asks the servers that tokens come from; nothing they write gets into a reason. */
final class TokenHttp {

  static final String TOO_LATE =
      "no access token came from Google within " + GoogleCredentials.FETCH_MILLIS / 1000 + " s";

  private static final String FORM = "application/x-www-form-urlencoded";

  /** What fails in a way that passes is asked so often. */
  private static final int MAX_ATTEMPTS = 2;

  private final ModelHttp http;

  TokenHttp(ModelHttp http) {
    this.http = http;
  }

  /** Posts a form, and reads the object that answers it. */
  Map<String, Object> postForm(String url, Map<String, String> fields, Deadline deadline)
      throws TokenException {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
    return read(url, () -> post(url, Map.of(), FORM, form.toString(), deadline));
  }

  /** Posts JSON, likewise. */
  Map<String, Object> postJson(
      String url, Map<String, String> headers, String json, Deadline deadline)
      throws TokenException {
    return read(url, () -> post(url, headers, ModelHttp.JSON, json, deadline));
  }

  /** Gets likewise. */
  Map<String, Object> get(String url, Map<String, String> headers, Deadline deadline)
      throws TokenException {
    return read(url, () -> http.get(URI.create(url), headers, deadline, TOO_LATE));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpReply post(
      String url, Map<String, String> headers, String contentType, String body, Deadline deadline) {
    return http.post(
        URI.create(url),
        headers,
        contentType,
        body.getBytes(StandardCharsets.UTF_8),
        deadline,
        TOO_LATE);
  }

  private interface Attempt {
    HttpReply reply();
  }

  private static Map<String, Object> read(String url, Attempt attempt) throws TokenException {
    HttpReply reply = attempt.reply();
    for (int i = 1; i < MAX_ATTEMPTS && passes(reply); i++) {
      reply = attempt.reply();
    }
    if (!(reply instanceof HttpReply.Received received)) {
      Unavailable outcome =
          reply instanceof HttpReply.Failed failed
              ? failed.outcome()
              : new Unavailable(Cause.FAILED, "a stream");
      throw new TokenException(
          new Unavailable(outcome.cause(), "no access token could be had: " + outcome.reason()));
    }
    String host = URI.create(url).getHost();
    int status = received.status();
    if (status / 100 != 2) {
      throw new TokenException(
          status / 100 == 4 && status != 429
              ? new Unavailable(
                  Cause.MISCONFIGURED,
                  host
                      + " refused to give an access token (status "
                      + status
                      + "): check "
                      + VertexSettings.CREDENTIALS_SETTING)
              : new Unavailable(
                  Cause.FAILED, host + " gave no access token (status " + status + ")"));
    }
    try (JsonParser json = Json.parser(received.body())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      return object(json);
    } catch (IOException e) {
      throw new TokenException(
          new Unavailable(Cause.FAILED, host + " answered with what holds no access token"));
    }
  }

  private static boolean passes(HttpReply reply) {
    return (reply instanceof HttpReply.Failed failed && failed.worthRetrying())
        || (reply instanceof HttpReply.Received received && received.status() >= 500);
  }

  /** The members of the object the parser stands at that are not null. */
  static Map<String, Object> object(JsonParser json) throws IOException {
    Map<String, Object> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT) {
        members.put(name, object(json));
      } else if (value == JsonToken.VALUE_STRING) {
        members.put(name, json.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT) {
        members.put(name, json.getNumberValue().longValue());
      } else {
        json.skipChildren();
      }
    }
    return members;
  }
}
