package dev.eventfix.suggestfix.openai;

import dev.eventfix.configuration.ServerUrl;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a server that speaks OpenAI's chat completions, and what to ask of it.
 *
 * @param baseUrl what {@code /chat/completions} is appended to; kept without a trailing slash
 * @param apiKey sent as a bearer token, or null (also when blank) to send none
 * @param connectTimeout for the connection, and again for its TLS handshake
 * @param firstByteTimeout from the request's start to the first byte of the answer's body
 * @param silenceTimeout between two bytes of the answer's body
 * @param totalTimeout for everything, a retry included
 * @param temperature 0 to 1; not sent to models that refuse it
 * @param maxOutputTokens 100 to 32000; what a model spends on reasoning counts too
 */
public record OpenAiSettings(
    String baseUrl,
    @Nullable String apiKey,
    Duration connectTimeout,
    Duration firstByteTimeout,
    Duration silenceTimeout,
    Duration totalTimeout,
    double temperature,
    int maxOutputTokens) {

  /** No function of Lambda runs longer. */
  static final int MAX_TIMEOUT_MILLIS = 900_000;

  static final double MAX_TEMPERATURE = 1;
  static final int MIN_OUTPUT_TOKENS = 100;
  static final int MAX_OUTPUT_TOKENS = 32_000;

  /**
   * Refuses what cannot work.
   *
   * @throws IllegalArgumentException naming the setting at fault, and never the key or the URL
   */
  public OpenAiSettings {
    baseUrl = withoutTrailingSlashes(baseUrl);
    apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
    require(Setting.OPENAI_BASE_URL, urlFault(baseUrl));
    require(Setting.OPENAI_API_KEY, keyFault(apiKey));
    require(Setting.LLM_CONNECT_TIMEOUT, timeoutFault(connectTimeout));
    require(Setting.LLM_FIRST_BYTE_TIMEOUT, timeoutFault(firstByteTimeout));
    require(Setting.LLM_SILENCE_TIMEOUT, timeoutFault(silenceTimeout));
    require(Setting.LLM_TOTAL_TIMEOUT, timeoutFault(totalTimeout));
    require(
        Setting.LLM_TEMPERATURE,
        temperature >= 0 && temperature <= MAX_TEMPERATURE ? null : "must be from 0 to 1");
    require(
        Setting.LLM_MAX_OUTPUT_TOKENS,
        maxOutputTokens >= MIN_OUTPUT_TOKENS && maxOutputTokens <= MAX_OUTPUT_TOKENS
            ? null
            : "must be from 100 to 32000");
  }

  /** Reads what is set; what is wrong is noted as a fault and replaced by what does no harm. */
  public static OpenAiSettings read(Settings settings) {
    String baseUrl = withoutTrailingSlashes(String.valueOf(settings.text(Setting.OPENAI_BASE_URL)));
    String urlFault = urlFault(baseUrl);
    if (urlFault != null) {
      settings.fault(Setting.OPENAI_BASE_URL, urlFault);
      baseUrl = String.valueOf(Setting.OPENAI_BASE_URL.defaultValue());
    }
    String apiKey = settings.text(Setting.OPENAI_API_KEY);
    String keyFault = keyFault(apiKey);
    if (keyFault != null) {
      settings.fault(Setting.OPENAI_API_KEY, keyFault);
      apiKey = null;
    }
    return new OpenAiSettings(
        baseUrl,
        apiKey,
        timeout(settings, Setting.LLM_CONNECT_TIMEOUT),
        timeout(settings, Setting.LLM_FIRST_BYTE_TIMEOUT),
        timeout(settings, Setting.LLM_SILENCE_TIMEOUT),
        timeout(settings, Setting.LLM_TOTAL_TIMEOUT),
        settings.number(Setting.LLM_TEMPERATURE, 0, MAX_TEMPERATURE),
        settings.wholeNumber(Setting.LLM_MAX_OUTPUT_TOKENS, MIN_OUTPUT_TOKENS, MAX_OUTPUT_TOKENS));
  }

  /** The address that is asked. */
  URI endpoint() {
    return URI.create(baseUrl + "/chat/completions");
  }

  @Override
  public String toString() {
    return "OpenAiSettings[baseUrl="
        + baseUrl
        + ", apiKey="
        + (apiKey == null ? "none" : "set")
        + ", connectTimeout="
        + connectTimeout
        + ", firstByteTimeout="
        + firstByteTimeout
        + ", silenceTimeout="
        + silenceTimeout
        + ", totalTimeout="
        + totalTimeout
        + ", temperature="
        + temperature
        + ", maxOutputTokens="
        + maxOutputTokens
        + "]";
  }

  private static Duration timeout(Settings settings, Setting setting) {
    return Duration.ofMillis(settings.wholeNumber(setting, 1, MAX_TIMEOUT_MILLIS));
  }

  private static void require(Setting setting, @Nullable String fault) {
    if (fault != null) {
      throw new IllegalArgumentException(setting.key() + " " + fault);
    }
  }

  private static @Nullable String timeoutFault(Duration timeout) {
    return timeout.compareTo(Duration.ofMillis(1)) >= 0
            && timeout.compareTo(Duration.ofMillis(MAX_TIMEOUT_MILLIS)) <= 0
        ? null
        : "must be from 1 to 900000";
  }

  private static String withoutTrailingSlashes(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }

  private static @Nullable String urlFault(String url) {
    return ServerUrl.fault(url, "a key belongs in " + Setting.OPENAI_API_KEY.key());
  }

  private static @Nullable String keyFault(@Nullable String key) {
    for (int i = 0; key != null && i < key.length(); i++) {
      if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7f) {
        return "must be ASCII letters, digits and signs without blanks";
      }
    }
    return null;
  }
}
