package dev.eventfix.suggestfix.openai;

import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.ServerUrl;
import dev.eventfix.suggestfix.http.Credentials;
import dev.eventfix.suggestfix.http.KeyHeader;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a server that speaks OpenAI's chat completions.
 *
 * @param server where it is
 * @param apiKey null to send none
 * @param keyHeader the header the key is sent in as it is, as Azure wants it, or null for a bearer
 *     token
 * @param apiVersion what is sent as {@code api-version}, as Azure wants it, or null
 * @param formatted whether it is expected to hold a model to a JSON schema
 */
public record OpenAiSettings(
    ModelServer server,
    @Nullable Secret apiKey,
    @Nullable String keyHeader,
    @Nullable String apiVersion,
    boolean formatted,
    Timeouts timeouts) {

  /** The address that is asked. */
  URI endpoint() {
    return address("/chat/completions");
  }

  /** The address that tells which models there are. */
  URI models() {
    return address("/models");
  }

  private URI address(String path) {
    return URI.create(
        server.baseUrl()
            + path
            + (apiVersion == null
                ? ""
                : "?api-version=" + URLEncoder.encode(apiVersion, StandardCharsets.UTF_8)));
  }

  /** What opens it. */
  Credentials credentials() {
    return keyHeader == null
        ? new KeyHeader("Authorization", "Bearer ", apiKey)
        : new KeyHeader(keyHeader, "", apiKey);
  }

  /**
   * Whether a server of that address is known to hold models to a JSON schema; most others can as
   * well, but not all of them say so when they cannot.
   */
  public static boolean isKnownToFormat(String baseUrl) {
    String host = URI.create(baseUrl).getHost();
    return host != null && (host.equals("api.openai.com") || host.endsWith(".openai.azure.com"));
  }

  /** What is wrong with an address, as the predicate of a sentence, or null when nothing is. */
  public static @Nullable String urlFault(String url, String keySetting) {
    return ServerUrl.fault(url, "a key belongs in " + keySetting);
  }
}
