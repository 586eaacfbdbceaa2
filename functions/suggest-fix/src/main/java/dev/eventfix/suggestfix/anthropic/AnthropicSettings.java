package dev.eventfix.suggestfix.anthropic;

import dev.eventfix.configuration.Secret;
import dev.eventfix.suggestfix.http.Credentials;
import dev.eventfix.suggestfix.http.KeyHeader;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a server that speaks Anthropic's messages API.
 *
 * @param server where it is; the paths that are appended begin with {@code /v1}
 * @param apiKey null to send none
 * @param formatted whether it is expected to hold a model to a JSON schema
 */
public record AnthropicSettings(
    ModelServer server, @Nullable Secret apiKey, boolean formatted, Timeouts timeouts) {

  /** The address that is asked. */
  URI endpoint() {
    return URI.create(server.baseUrl() + "/v1/messages");
  }

  /** The address that tells which models there are, all on one page. */
  URI models() {
    return URI.create(server.baseUrl() + "/v1/models?limit=1000");
  }

  /** What opens it. */
  Credentials credentials() {
    return new KeyHeader("x-api-key", "", apiKey);
  }
}
