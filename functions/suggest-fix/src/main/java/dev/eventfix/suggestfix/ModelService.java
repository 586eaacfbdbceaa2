package dev.eventfix.suggestfix;

import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.suggestfix.provider.ModelProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who suggests the fixes. */
final class ModelService implements Service {

  private final UseCases useCases;

  ModelService(UseCases useCases) {
    this.useCases = useCases;
  }

  @Override
  public List<ServiceCheck> checks() {
    Map<ModelProvider, Set<String>> asked = new LinkedHashMap<>();
    for (UseCase useCase : useCases.all()) {
      asked
          .computeIfAbsent(useCase.provider(), provider -> new LinkedHashSet<>())
          .addAll(useCase.models());
      UseCase.Fallback fallback = useCase.fallback();
      if (fallback != null) {
        asked
            .computeIfAbsent(fallback.provider(), provider -> new LinkedHashSet<>())
            .add(fallback.model());
      }
    }
    List<ServiceCheck> checks = new ArrayList<>();
    for (Map.Entry<ModelProvider, Set<String>> entry : asked.entrySet()) {
      checks.addAll(entry.getKey().checks(List.copyOf(entry.getValue())));
    }
    return checks;
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public void close() {
    useCases.close();
  }

  @Override
  public void validate(Settings settings) {
    for (UseCase useCase : useCases.all()) {
      if (!useCase.provider().isBuiltIn()) {
        return;
      }
    }
    String provider = Providers.chosen(settings);
    for (Setting setting :
        new Setting[] {
          Setting.LLM_MODEL,
          Setting.LLM_ALLOWED_MODELS,
          Setting.OPENAI_BASE_URL,
          Setting.OPENAI_API_KEY,
          Setting.ANTHROPIC_API_KEY
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
