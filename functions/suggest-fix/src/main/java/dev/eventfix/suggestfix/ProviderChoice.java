package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.suggestfix.http.KeyHeader;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.openai.OpenAi;
import dev.eventfix.suggestfix.openai.OpenAiSettings;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.rules.RulesProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked for a fix.
 *
 * @param models what a request may name, the default first
 */
record ProviderChoice(ModelProvider provider, List<String> models) {

  private static final String OPENAI = "openai";
  private static final String RULES = "rules";
  private static final String NONE = "none";

  /**
   * Who the settings choose: the provider they name, else openai when there is a key for it, else
   * rules. A name that there is not is noted in the settings as a fault.
   */
  static String provider(Settings settings) {
    return settings.isSet(Setting.LLM_PROVIDER)
        ? String.valueOf(settings.text(Setting.LLM_PROVIDER))
        : settings.isSet(Setting.OPENAI_API_KEY) ? OPENAI : RULES;
  }

  /** Whether the provider takes {@link Setting#OPENAI_API_KEY}, which is to be resolved then. */
  static boolean takesKey(String provider) {
    return provider.equals(OPENAI);
  }

  /**
   * The provider of that name with its settings, or null when suggestions are turned off. Faults
   * are noted in the settings.
   */
  static @Nullable ProviderChoice from(String provider, Settings settings) {
    if (provider.equals(NONE)) {
      return null;
    }
    if (provider.equals(RULES)) {
      RulesProvider rules = new RulesProvider();
      return new ProviderChoice(rules, List.of(rules.name()));
    }
    List<String> models = new ArrayList<>();
    models.add(String.valueOf(settings.text(Setting.LLM_MODEL)));
    models.addAll(settings.list(Setting.LLM_ALLOWED_MODELS));
    return new ProviderChoice(OpenAi.provider(OPENAI, openAi(settings)), models);
  }

  private static OpenAiSettings openAi(Settings settings) {
    String baseUrl =
        ModelServer.withoutTrailingSlashes(String.valueOf(settings.text(Setting.OPENAI_BASE_URL)));
    String urlFault = OpenAiSettings.urlFault(baseUrl, Setting.OPENAI_API_KEY.key());
    if (urlFault != null) {
      settings.fault(Setting.OPENAI_BASE_URL, urlFault);
      baseUrl = String.valueOf(Setting.OPENAI_BASE_URL.defaultValue());
    }
    Secret apiKey = settings.secret(Setting.OPENAI_API_KEY);
    String keyFault = apiKey == null ? null : KeyHeader.fault(apiKey.value());
    if (keyFault != null) {
      settings.fault(Setting.OPENAI_API_KEY, keyFault);
      apiKey = null;
    }
    return new OpenAiSettings(
        new ModelServer(
            baseUrl,
            "llm.openai.base_url (OPENAI_BASE_URL)",
            "llm.openai.api_key (OPENAI_API_KEY)",
            "llm.model",
            null),
        apiKey,
        null,
        null,
        OpenAiSettings.isKnownToFormat(baseUrl),
        Timeouts.read(settings));
  }

  boolean allows(String model) {
    return models.contains(model);
  }

  /** What a request's model must be, for the problem of one that is not. */
  String allowed() {
    return models.contains(RULES)
        ? "cannot be asked: the built-in rules answer, because no provider is configured (set "
            + Setting.OPENAI_API_KEY.usualVariable()
            + " or llm.provider)"
        : "must be one of those that may be asked: "
            + String.join(", ", models)
            + " (llm.model and llm.allowed_models)";
  }
}
