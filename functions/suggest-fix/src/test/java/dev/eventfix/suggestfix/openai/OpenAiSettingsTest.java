package dev.eventfix.suggestfix.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.Settings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiSettingsTest {

  private static final String BASE_URL = "https://api.openai.com/v1";
  private static final String KEY = "sk-test-0123456789";

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
  void letsPrivateServersDoWithoutTls() {
    assertThat(settings("http://ollama:11434/v1", null).baseUrl())
        .isEqualTo("http://ollama:11434/v1");
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.openai.com/v1, must start with https://: http:// is for servers on this machine or a private network",
    "https://me:SECRET@example.org, must hold no user name or password: a key belongs in llm.openai.api_key",
  })
  void refusesBaseUrl(String baseUrl, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(baseUrl, KEY))
        .withMessage("llm.openai.base_url " + fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECRET\r\nX-Header: y", "SEC RET", "SECRETé", "SEC\u0000RET"})
  void refusesKeyThatNoHeaderCanHold(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(BASE_URL, key))
        .withMessage("llm.openai.api_key must be ASCII letters, digits and signs without blanks");
  }

  // From the registry

  @Test
  void readsDefaults() {
    Settings settings = Settings.read(Map.of(), Map.of());

    OpenAiSettings read = OpenAiSettings.read(settings);

    settings.requireNoFaults();
    assertThat(read.baseUrl()).isEqualTo(BASE_URL);
    assertThat(read.apiKey()).isNull();
    assertThat(read.temperature()).isEqualTo(0.5);
    assertThat(read.maxOutputTokens()).isEqualTo(1000);
  }

  @Test
  void readsEachSetting() {
    Settings settings =
        Settings.read(
            Map.of("OPENAI_API_KEY", KEY + "\n", "OPENAI_BASE_URL", "http://localhost:11434/v1/"),
            Map.of(
                "llm.connect_timeout_ms", "1",
                "llm.first_byte_timeout_ms", "2",
                "llm.silence_timeout_ms", "3",
                "llm.total_timeout_ms", "900000",
                "llm.temperature", "0",
                "llm.max_output_tokens", "32000"));

    OpenAiSettings read = OpenAiSettings.read(settings);

    settings.requireNoFaults();
    assertThat(read.apiKey()).extracting(Secret::value).isEqualTo(KEY);
    assertThat(read)
        .isEqualTo(
            new OpenAiSettings(
                "http://localhost:11434/v1",
                read.apiKey(),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(3),
                Duration.ofMinutes(15),
                0,
                32_000));
  }

  @Test
  void tellsEveryFaultAtOnceAndNoSecret() {
    Settings settings =
        Settings.read(
            Map.of("OPENAI_API_KEY", "SEC RET", "OPENAI_BASE_URL", "https://SECRET@example.org"),
            Map.of(
                "llm.connect_timeout_ms", "0",
                "llm.first_byte_timeout_ms", "soon",
                "llm.silence_timeout_ms", "-1",
                "llm.total_timeout_ms", "900001",
                "llm.temperature", "NaN",
                "llm.max_output_tokens", "99"));

    OpenAiSettings read = OpenAiSettings.read(settings);

    assertThat(read.baseUrl()).isEqualTo(BASE_URL);
    assertThat(read.apiKey()).isNull();
    assertThatThrownBy(settings::requireNoFaults)
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContainingAll(
            "llm.openai.base_url (OPENAI_BASE_URL) must hold no user name",
            "llm.openai.api_key (OPENAI_API_KEY) must be ASCII",
            "llm.connect_timeout_ms",
            "llm.first_byte_timeout_ms",
            "llm.silence_timeout_ms",
            "llm.total_timeout_ms",
            "llm.temperature",
            "llm.max_output_tokens")
        .hasMessageNotContainingAny("SECRET", "SEC RET");
  }

  @Test
  void neverShowsTheKey() {
    OpenAiSettings settings = settings(BASE_URL, KEY);

    assertThat(settings.toString()).contains("apiKey=set").doesNotContain(KEY);
  }

  private static OpenAiSettings settings(String baseUrl, @Nullable String key) {
    Duration second = Duration.ofSeconds(1);
    return new OpenAiSettings(
        baseUrl, key == null ? null : Secret.of(key), second, second, second, second, 0.5, 1000);
  }
}
