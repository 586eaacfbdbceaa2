package dev.eventfix.suggestfix.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Secret;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.Credentials;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiSettingsTest {

  private static final String BASE_URL = "https://api.openai.com/v1";
  private static final String KEY = "sk-test-0123456789";
  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1/chat/completions",
    "https://api.openai.com/v1/, https://api.openai.com/v1/chat/completions",
    "https://api.openai.com/v1//, https://api.openai.com/v1/chat/completions",
    "HTTPS://example.org, HTTPS://example.org/chat/completions",
    "https://example.org:8443/a%20b/v1, https://example.org:8443/a%20b/v1/chat/completions",
  })
  void appendsToTheBaseUrl(String baseUrl, String endpoint) {
    assertThat(settings(baseUrl, KEY).endpoint()).hasToString(endpoint);
  }

  @Test
  void appendsTheVersionThatAzureWants() {
    OpenAiSettings azure =
        new OpenAiSettings(
            new ModelServer("https://x.openai.azure.com/openai/deployments/d", "", "", "", null),
            Secret.of(KEY),
            "api-key",
            "2024-10-21",
            true,
            TIMEOUTS);

    assertThat(azure.endpoint())
        .hasToString(
            "https://x.openai.azure.com/openai/deployments/d/chat/completions"
                + "?api-version=2024-10-21");
    assertThat(azure.credentials().get(Deadline.inMillis(1)))
        .isEqualTo(new Credentials.Sent.Header("api-key", KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, true",
    "https://x.openai.azure.com/openai/v1, true",
    "https://api.openai.com.example.org/v1, false",
    "http://localhost:11434/v1, false",
  })
  void knowsWhoHoldsModelsToSchema(String baseUrl, boolean known) {
    assertThat(OpenAiSettings.isKnownToFormat(baseUrl)).isEqualTo(known);
  }

  @Test
  void neverShowsTheKey() {
    assertThat(settings(BASE_URL, KEY).toString()).doesNotContain(KEY);
  }

  private static OpenAiSettings settings(String baseUrl, @Nullable String key) {
    return new OpenAiSettings(
        new ModelServer(ModelServer.withoutTrailingSlashes(baseUrl), "", "", "", null),
        key == null ? null : Secret.of(key),
        null,
        null,
        false,
        TIMEOUTS);
  }
}
