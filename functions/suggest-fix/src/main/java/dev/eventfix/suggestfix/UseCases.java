package dev.eventfix.suggestfix;

import dev.eventfix.configuration.OptionGroup;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.wire.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What models are asked for, as the settings say it. What a use case does not say of itself is as
 * in the settings for all: {@code llm.provider}, {@code llm.model}, {@code llm.temperature}, {@code
 * llm.max_output_tokens}.
 */
final class UseCases {

  private final Map<String, UseCase> useCases;
  private final List<ModelProvider> providers;

  private UseCases(Map<String, UseCase> useCases, List<ModelProvider> providers) {
    this.useCases = useCases;
    this.providers = providers;
  }

  /** For tests: this one alone. */
  static UseCases only(UseCase useCase) {
    return new UseCases(Map.of(useCase.name(), useCase), List.of(useCase.provider()));
  }

  /** Those of the settings, in which faults are noted; nobody is called. */
  static UseCases read(Settings settings, Providers providers) {
    Map<String, UseCase> useCases = new LinkedHashMap<>();
    Map<String, OptionGroup> groups = settings.groups(Setting.LLM_USECASES);
    List<String> names = new ArrayList<>(List.of(UseCase.SUGGESTED_FIX, UseCase.EXAMPLE));
    for (String name : groups.keySet()) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    for (String name : names) {
      UseCase useCase = new Reading(name, groups.get(name), settings, providers).read();
      if (useCase != null) {
        useCases.put(name, useCase);
      }
    }
    return new UseCases(useCases, providers.built());
  }

  /** The use case of that name; null when nobody is asked for it, or there is no such use case. */
  @Nullable UseCase of(String name) {
    return useCases.get(name);
  }

  /** All names, for who named another one. */
  List<String> names() {
    return List.copyOf(useCases.keySet());
  }

  /** All of which somebody is asked. */
  List<UseCase> all() {
    return List.copyOf(useCases.values());
  }

  /**
   * Whether one built-in provider answers whatever is chosen: then no option of a project changes
   * anything.
   */
  boolean isOneBuiltIn() {
    return providers.size() == 1 && providers.getFirst().isBuiltIn();
  }

  /** Lets go of what the providers hold. */
  void close() {
    providers.forEach(ModelProvider::close);
  }

  /** Reads one use case. */
  private static final class Reading {
    private final String name;
    private final @Nullable OptionGroup group;
    private final Settings settings;
    private final Providers providers;

    Reading(String name, @Nullable OptionGroup group, Settings settings, Providers providers) {
      this.name = name;
      this.group = group;
      this.settings = settings;
      this.providers = providers;
    }

    @Nullable UseCase read() {
      String provider = option("provider");
      boolean own = provider != null;
      String asked = provider == null ? Providers.chosen(settings) : provider;
      if (asked.equals(Providers.NONE)) {
        return null;
      }
      ModelProvider built = providers.of(asked);
      if (built == null) {
        fault(own ? "provider" : null, Setting.LLM_PROVIDER, unknown(asked));
        return null;
      }
      List<String> models = models(asked, own);
      return models.isEmpty() ? null : new UseCase(name, built, models, options(), fallback());
    }

    private String unknown(String provider) {
      String nearest = NearestName.of(provider, providers.names());
      return "must be a provider: "
          + String.join(", ", providers.names())
          + ", or a name of "
          + Setting.LLM_PROVIDERS.key()
          + (nearest == null ? "" : ": did you mean " + nearest + "?");
    }

    /** What may be asked, the default first; none when there is a fault. */
    private List<String> models(String provider, boolean ownProvider) {
      List<String> fixed = Providers.models(provider);
      if (!fixed.isEmpty()) {
        return fixed;
      }
      String own = option("model");
      String model = own;
      if (own == null) {
        boolean common = !ownProvider || provider.equals(Providers.chosen(settings));
        // A deployment hands the default over as if it were set.
        boolean named = common && settings.isChanged(Setting.LLM_MODEL);
        model =
            named
                ? settings.text(Setting.LLM_MODEL)
                : Providers.knowsDefaultModel(provider, settings)
                    ? Setting.LLM_MODEL.defaultValue()
                    : null;
      }
      if (model == null) {
        fault(
            group == null ? null : "model",
            Setting.LLM_MODEL,
            "must name a model of the provider " + provider);
        return List.of();
      }
      OptionGroup options = settings.groups(Setting.LLM_PROVIDERS).get(provider);
      List<String> allowed = new ArrayList<>();
      allowed.add(model);
      List<String> listed = options == null ? List.of() : options.list("allowed_models");
      if (!listed.isEmpty() && !listed.contains(model)) {
        fault(
            own == null ? null : "model",
            Setting.LLM_MODEL,
            "must be one of "
                + Objects.requireNonNull(options).key("allowed_models")
                + ": "
                + String.join(", ", listed));
        return List.of();
      }
      boolean common = !ownProvider || provider.equals(Providers.chosen(settings));
      allowed.addAll(
          !listed.isEmpty()
              ? listed
              : common ? settings.list(Setting.LLM_ALLOWED_MODELS) : List.of());
      return allowed.stream().distinct().toList();
    }

    private GenerationOptions options() {
      String temperature = option("temperature");
      String tokens = option("max_output_tokens");
      return new GenerationOptions(
          temperature == null
              ? settings.number(Setting.LLM_TEMPERATURE)
              : Double.parseDouble(temperature),
          tokens == null
              ? settings.wholeNumber(Setting.LLM_MAX_OUTPUT_TOKENS)
              : Integer.parseInt(tokens));
    }

    private UseCase.@Nullable Fallback fallback() {
      String provider = option("fallback_provider");
      String model = option("fallback_model");
      String first = option("provider");
      if (provider != null
          && !Providers.models(first == null ? Providers.chosen(settings) : first).isEmpty()) {
        fault(
            "fallback_provider", Setting.LLM_PROVIDER, "is never asked: the first always answers");
        return null;
      }
      if (provider == null) {
        if (model != null) {
          fault("fallback_model", Setting.LLM_PROVIDER, "needs a fallback_provider");
        }
        return null;
      }
      ModelProvider built = providers.of(provider);
      if (built == null || provider.equals(Providers.NONE)) {
        fault("fallback_provider", Setting.LLM_PROVIDER, unknown(provider));
        return null;
      }
      List<String> fixed = Providers.models(provider);
      if (!fixed.isEmpty()) {
        return new UseCase.Fallback(built, fixed.getFirst());
      }
      OptionGroup options = settings.groups(Setting.LLM_PROVIDERS).get(provider);
      List<String> listed = options == null ? List.of() : options.list("allowed_models");
      if (model == null || (!listed.isEmpty() && !listed.contains(model))) {
        fault(
            "fallback_model",
            Setting.LLM_MODEL,
            "must name a model of the provider "
                + provider
                + (listed.isEmpty() ? "" : ": " + String.join(", ", listed)));
        return null;
      }
      return new UseCase.Fallback(built, model);
    }

    private @Nullable String option(String option) {
      return group == null ? null : group.text(option);
    }

    /** Of the use case's own option, or of the setting for all when it has none. */
    private void fault(@Nullable String option, Setting setting, String fault) {
      if (option != null && group != null) {
        settings.fault(group, option, fault);
      } else if (name.equals(UseCase.SUGGESTED_FIX)) {
        // Told once, and not again for each use case that shares it.
        settings.fault(setting, fault);
      }
    }
  }
}
