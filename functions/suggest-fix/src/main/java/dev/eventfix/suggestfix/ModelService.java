package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who suggests the fixes. */
final class ModelService implements Service {

  private final String provider;
  private final @Nullable ProviderChoice choice;

  /**
   * The service.
   *
   * @param provider its name, as in {@code llm.provider}
   * @param choice who is asked, or null when suggestions are turned off
   */
  ModelService(String provider, @Nullable ProviderChoice choice) {
    this.provider = provider;
    this.choice = choice;
  }

  @Override
  public List<ServiceCheck> checks() {
    return choice == null ? List.of() : choice.provider().checks(choice.models());
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public void close() {
    if (choice != null) {
      choice.provider().close();
    }
  }

  @Override
  public void validate(Settings settings) {
    if (ProviderChoice.takesKey(provider)) {
      return;
    }
    for (Setting setting :
        new Setting[] {
          Setting.LLM_MODEL,
          Setting.LLM_ALLOWED_MODELS,
          Setting.OPENAI_BASE_URL,
          Setting.OPENAI_API_KEY
        }) {
      if (settings.isChanged(setting)) {
        settings.warn(
            setting,
            "has no effect, for no model is asked: "
                + Setting.LLM_PROVIDER.key()
                + " is "
                + provider
                + (settings.isSet(Setting.LLM_PROVIDER) ? "" : " without a key"));
      }
    }
  }
}
