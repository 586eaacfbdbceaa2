package dev.eventfix.suggestfix.openai;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
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
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return "is not a URL";
    }
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme);
    if (!http && !"https".equalsIgnoreCase(scheme)) {
      return "must start with https:// (or http:// for a private server)";
    }
    // The authority too: URI finds no user information before a host name it cannot read.
    String authority = uri.getRawAuthority();
    if (authority != null && authority.indexOf('@') >= 0) {
      return "must hold no user name or password: a key belongs in llm.openai.api_key";
    }
    String host = uri.getHost();
    if (host == null) {
      return "has no valid host name";
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return "has a port that is not from 1 to 65535";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "must end with its path: no query and no fragment";
    }
    if (http && !isPrivate(host.toLowerCase(Locale.ROOT))) {
      return "must start with https://: http:// is for servers on this machine or a private"
          + " network";
    }
    return null;
  }

  private static boolean isPrivate(String host) {
    if (host.startsWith("[")) {
      return host.equals("[::1]")
          || host.startsWith("[fc")
          || host.startsWith("[fd")
          || host.startsWith("[fe80:");
    }
    int[] octets = octets(host);
    if (octets != null) {
      return octets[0] == 127
          || octets[0] == 10
          || (octets[0] == 172 && octets[1] >= 16 && octets[1] <= 31)
          || (octets[0] == 192 && octets[1] == 168);
    }
    return (host.indexOf('.') < 0 && !isNumber(host))
        || host.endsWith(".localhost")
        || host.endsWith(".local")
        || host.endsWith(".internal");
  }

  /** Resolvers take a single number for the four of an address: 134744072 is 8.8.8.8. */
  private static boolean isNumber(String host) {
    if (host.startsWith("0x")) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * The numbers of an IPv4 address, or null when the text is none: names are never looked up. A
   * number with a zero before it is none, for resolvers take it for octal.
   */
  private static int @Nullable [] octets(String host) {
    int[] octets = new int[4];
    int place = 0;
    int digits = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && digits > 0 && place < 3) {
        place++;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < 3 && (digits == 0 || octets[place] > 0)) {
        octets[place] = octets[place] * 10 + (c - '0');
        digits++;
      } else {
        return null;
      }
    }
    return place == 3 && digits > 0 ? octets : null;
  }

  private static @Nullable String keyFault(@Nullable String key) {
    // Sent as it stands, the name of a secret would be told to the provider in the secret's place.
    if (key != null && (key.startsWith("ssm:") || key.startsWith("secretsmanager:"))) {
      return "must be the key itself: references to a secret are not resolved yet";
    }
    for (int i = 0; key != null && i < key.length(); i++) {
      if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7f) {
        return "must be ASCII letters, digits and signs without blanks";
      }
    }
    return null;
  }
}
