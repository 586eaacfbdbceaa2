package dev.eventfix.suggestfix.http;

import org.jspecify.annotations.Nullable;

/**
 * The server that a model is asked at.
 *
 * @param baseUrl what the provider's paths are appended to, without a slash at its end
 * @param addressSetting the setting that holds it, as errors name it
 * @param keySetting the setting that holds what it is opened with, as errors name it
 * @param modelSetting the setting that holds the model's name, as errors name it
 * @param caBundle a file of certificates in PEM which alone are trusted, or null for the system's
 */
public record ModelServer(
    String baseUrl,
    String addressSetting,
    String keySetting,
    String modelSetting,
    @Nullable String caBundle) {

  /** The setting that holds the file of certificates, as errors name it. */
  static final String CA_BUNDLE_SETTING = "ca_bundle in llm.providers";

  /** The address without slashes at its end. */
  public static String withoutTrailingSlashes(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }
}
