package dev.eventfix.suggestfix.vertex;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.configuration.ServerUrl;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the credentials are, and how an access token is had with them. */
sealed interface TokenSource permits ServiceAccountKey, AwsFederation {

  /** What a token is asked for. */
  String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /** How long a token is asked for, in seconds: the longest that needs no policy of its own. */
  int LIFETIME_SECONDS = 3_600;

  /**
   * What fetching a token needs.
   *
   * @param environment where AWS's credentials are found
   * @param clock what is told as the time
   */
  record Context(TokenHttp http, Map<String, String> environment, InstantSource clock) {}

  /** An access token, and how long it is good for. */
  record Token(String value, long lifetimeSeconds) {

    /** The one that a token server answered with. */
    static Token read(Map<String, Object> answer) throws TokenException {
      return answer.get("access_token") instanceof String value
          ? read(value, answer.get("expires_in") instanceof Long seconds ? seconds : 0)
          : read("", 0);
    }

    /** One of that text, which is sent in a header. */
    static Token read(String value, long lifetimeSeconds) throws TokenException {
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
          throw noToken();
        }
      }
      if (value.isEmpty()) {
        throw noToken();
      }
      return new Token(value, lifetimeSeconds);
    }

    private static TokenException noToken() {
      return new TokenException(
          new Unavailable(Cause.FAILED, "Google's token service answered without an access token"));
    }
  }

  /** Fetches one, by the deadline. */
  Token fetch(Context context, Deadline deadline) throws TokenException;

  /** Reads the JSON that Google gives out. */
  static TokenSource read(String credentialsJson) throws TokenException {
    Map<String, Object> members;
    try (JsonParser json = Json.parser(credentialsJson.getBytes(StandardCharsets.UTF_8))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      members = TokenHttp.object(json);
    } catch (IOException e) {
      throw TokenException.misconfigured(VertexSettings.CREDENTIALS_SETTING + " is not JSON");
    }
    return switch (members.get("type") instanceof String type ? type : "") {
      case "service_account" -> ServiceAccountKey.read(members);
      case "external_account" -> AwsFederation.read(members);
      default ->
          throw TokenException.misconfigured(
              VertexSettings.CREDENTIALS_SETTING
                  + " is neither a service account's key nor a configuration of workload identity"
                  + " federation");
    };
  }

  /** A member that must be there. */
  static String required(Map<String, Object> members, String name) throws TokenException {
    if (members.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw TokenException.misconfigured(VertexSettings.CREDENTIALS_SETTING + " holds no " + name);
  }

  /**
   * An address out of the credentials, where something is sent that proves who we are: one of
   * Google's, lest credentials that somebody slipped in send it elsewhere. A server on this machine
   * or a private network may stand in for Google, over HTTP.
   */
  static String address(Map<String, Object> members, String name) throws TokenException {
    String url = required(members, name);
    String fault = fault(url);
    if (fault != null) {
      throw TokenException.misconfigured(
          name + " in " + VertexSettings.CREDENTIALS_SETTING + " " + fault);
    }
    return url;
  }

  private static @Nullable String fault(String url) {
    String fault = ServerUrl.fault(url, "leave them out");
    if (fault != null) {
      return fault;
    }
    URI uri = URI.create(url);
    // Without TLS it is a private server's by now.
    return "http".equalsIgnoreCase(uri.getScheme())
            || uri.getHost().toLowerCase(Locale.ROOT).endsWith(".googleapis.com")
        ? null
        : "must be a host of googleapis.com";
  }
}
