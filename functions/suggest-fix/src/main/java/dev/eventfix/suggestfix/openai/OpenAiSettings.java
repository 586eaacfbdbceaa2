package dev.eventfix.suggestfix.openai;

import dev.eventfix.configuration.Secret;
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
 * @param apiKey sent as a bearer token, or null to send none
 * @param connectTimeout for the connection, and again for its TLS handshake
 * @param firstByteTimeout from the request's start to the first byte of the answer's body
 * @param silenceTimeout between two bytes of the answer's body
 * @param totalTimeout for everything, a retry included
 * @param temperature 0 to 1; not sent to models that refuse it
 * @param maxOutputTokens 100 to 32000; what a model spends on reasoning counts too
 */
public record OpenAiSettings(
    String baseUrl,
    @Nullable Secret apiKey,
    Duration connectTimeout,
    Duration firstByteTimeout,
    Duration silenceTimeout,
    Duration totalTimeout,
    double temperature,
    int maxOutputTokens) {

  /**
   * Refuses what cannot work.
   *
   * @throws IllegalArgumentException naming the setting at fault, and never the key or the URL
   */
  public OpenAiSettings {
    baseUrl = withoutTrailingSlashes(baseUrl);
    require(Setting.OPENAI_BASE_URL, urlFault(baseUrl));
    require(Setting.OPENAI_API_KEY, apiKey == null ? null : keyFault(apiKey.value()));
  }

  /** Reads what is set; what is wrong is noted as a fault and replaced by what does no harm. */
  public static OpenAiSettings read(Settings settings) {
    String baseUrl = withoutTrailingSlashes(String.valueOf(settings.text(Setting.OPENAI_BASE_URL)));
    String urlFault = urlFault(baseUrl);
    if (urlFault != null) {
      settings.fault(Setting.OPENAI_BASE_URL, urlFault);
      baseUrl = String.valueOf(Setting.OPENAI_BASE_URL.defaultValue());
    }
    Secret apiKey = settings.secret(Setting.OPENAI_API_KEY);
    String keyFault = apiKey == null ? null : keyFault(apiKey.value());
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
        settings.number(Setting.LLM_TEMPERATURE),
        settings.wholeNumber(Setting.LLM_MAX_OUTPUT_TOKENS));
  }

  /** The address that is asked. */
  URI endpoint() {
    return URI.create(baseUrl + "/chat/completions");
  }

  /** The address that tells which models there are. */
  URI models() {
    return URI.create(baseUrl + "/models");
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
    return Duration.ofMillis(settings.wholeNumber(setting));
  }

  private static void require(Setting setting, @Nullable String fault) {
    if (fault != null) {
      throw new IllegalArgumentException(setting.key() + " " + fault);
    }
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

  /**
   * Has the key fetched anew, which the provider refused.
   *
   * @return true when there is another one that can be sent
   */
  boolean renewKey(String refused) {
    return apiKey != null && apiKey.renew(refused) && keyFault(apiKey.value()) == null;
  }

  private static @Nullable String keyFault(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7f) {
        return "must be ASCII letters, digits and signs without blanks";
      }
    }
    return null;
  }
}
