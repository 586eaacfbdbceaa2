package dev.eventfix.suggestfix;

import dev.eventfix.configuration.OptionGroup;
import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.suggestfix.anthropic.Anthropic;
import dev.eventfix.suggestfix.anthropic.AnthropicSettings;
import dev.eventfix.suggestfix.bedrock.Bedrock;
import dev.eventfix.suggestfix.bedrock.BedrockSettings;
import dev.eventfix.suggestfix.http.KeyHeader;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.openai.OpenAi;
import dev.eventfix.suggestfix.openai.OpenAiSettings;
import dev.eventfix.suggestfix.preview.PreviewProvider;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.rules.RulesProvider;
import dev.eventfix.suggestfix.vertex.Vertex;
import dev.eventfix.suggestfix.vertex.VertexSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The providers that there are: the built-in ones, and those of {@code llm.providers}. Each is
 * built when the first use case wants it, and kept.
 */
final class Providers {

  static final String NONE = "none";
  private static final String OPENAI = "openai";
  private static final String ANTHROPIC = "anthropic";
  private static final String BEDROCK = "bedrock";
  private static final String VERTEX = "vertex";
  private static final String RULES = "rules";
  private static final String PREVIEW = "preview";
  private static final List<String> BUILT_IN =
      List.of(OPENAI, ANTHROPIC, BEDROCK, VERTEX, RULES, PREVIEW, NONE);

  private static final List<String> TYPES = List.of(OPENAI, ANTHROPIC, BEDROCK, VERTEX);

  private static final String ANTHROPIC_URL = "https://api.anthropic.com";

  private static final String CREDENTIALS = "credentials";
  private static final String BASE_URL = "base_url";
  private static final String API_KEY = "api_key";

  private final Settings settings;
  private final Map<String, String> environment;
  private final Map<String, ModelProvider> built = new LinkedHashMap<>();

  Providers(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Who the settings choose: the provider they name, else one there is a key for, else rules. */
  static String chosen(Settings settings) {
    if (settings.isSet(Setting.LLM_PROVIDER)) {
      return String.valueOf(settings.text(Setting.LLM_PROVIDER));
    }
    return hasKey(settings, Setting.OPENAI_API_KEY)
        ? OPENAI
        : hasKey(settings, Setting.ANTHROPIC_API_KEY) ? ANTHROPIC : RULES;
  }

  /** Also of a key that cannot be read: what is wrong then is not that there is none. */
  private static boolean hasKey(Settings settings, Setting key) {
    return settings.isSet(key) || settings.isUnreadable(key);
  }

  /** The models of a provider that has no others, none for all that are asked for models. */
  static List<String> models(String provider) {
    return provider.equals(RULES) || provider.equals(PREVIEW) ? List.of(provider) : List.of();
  }

  /** Whether the default of {@code llm.model} is a model of that provider. */
  static boolean knowsDefaultModel(String provider, Settings settings) {
    OptionGroup options = settings.groups(Setting.LLM_PROVIDERS).get(provider);
    return type(provider, options).equals(OPENAI);
  }

  /** Whether any of those that are used asks over the network with a key of the settings. */
  static List<Setting> secrets(Settings settings) {
    Set<String> used = new LinkedHashSet<>();
    used.add(chosen(settings));
    for (OptionGroup useCase : settings.groups(Setting.LLM_USECASES).values()) {
      for (String option : List.of("provider", "fallback_provider")) {
        if (useCase.text(option) != null) {
          used.add(String.valueOf(useCase.text(option)));
        }
      }
    }
    Set<Setting> secrets = new LinkedHashSet<>();
    Map<String, OptionGroup> groups = settings.groups(Setting.LLM_PROVIDERS);
    for (String provider : used) {
      OptionGroup options = groups.get(provider);
      String type = type(provider, options);
      if (options != null) {
        secrets.add(Setting.LLM_PROVIDERS);
      }
      if (type.equals(OPENAI)) {
        secrets.add(Setting.OPENAI_API_KEY);
      } else if (type.equals(ANTHROPIC)) {
        secrets.add(Setting.ANTHROPIC_API_KEY);
      }
    }
    return List.copyOf(secrets);
  }

  /** Every name that a use case may have. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>(BUILT_IN);
    names.addAll(settings.groups(Setting.LLM_PROVIDERS).keySet());
    return List.copyOf(names);
  }

  /** Those that were built. */
  List<ModelProvider> built() {
    return List.copyOf(built.values());
  }

  /** The provider of that name, or null when there is none. Its faults are noted. */
  @Nullable ModelProvider of(String name) {
    ModelProvider provider = built.get(name);
    if (provider == null && names().contains(name) && !name.equals(NONE)) {
      provider = build(name, settings.groups(Setting.LLM_PROVIDERS).get(name));
      built.put(name, provider);
    }
    return provider;
  }

  private static String type(String name, @Nullable OptionGroup options) {
    String type = options == null ? null : options.text("type");
    return type == null ? name : type;
  }

  private ModelProvider build(String name, @Nullable OptionGroup group) {
    Options options = new Options(name, group);
    return switch (type(name, group)) {
      case RULES -> new RulesProvider();
      case PREVIEW -> new PreviewProvider();
      case OPENAI -> OpenAi.provider(name, openAi(options));
      case ANTHROPIC -> Anthropic.provider(name, anthropic(options));
      case BEDROCK -> Bedrock.provider(name, bedrock(options));
      case VERTEX -> Vertex.provider(name, vertex(options));
      default -> {
        // Its name is none that is built in, so it has a group.
        options.fault("type", Setting.LLM_PROVIDERS, "must be one of " + String.join(", ", TYPES));
        yield new RulesProvider();
      }
    };
  }

  private OpenAiSettings openAi(Options options) {
    ModelServer server = options.server(Setting.OPENAI_BASE_URL, Setting.OPENAI_API_KEY);
    return new OpenAiSettings(
        server,
        options.key(Setting.OPENAI_API_KEY),
        options.text("key_header"),
        options.text("api_version"),
        options.formatted(OpenAiSettings.isKnownToFormat(server.baseUrl())),
        Timeouts.read(settings));
  }

  private AnthropicSettings anthropic(Options options) {
    String url = options.url(ANTHROPIC_URL, Setting.ANTHROPIC_API_KEY);
    Secret key = options.key(Setting.ANTHROPIC_API_KEY);
    if (key == null
        && url.equals(ANTHROPIC_URL)
        && !options.isUnreadable(API_KEY, Setting.ANTHROPIC_API_KEY)) {
      options.fault(
          API_KEY, Setting.ANTHROPIC_API_KEY, "is missing: " + ANTHROPIC_URL + " asks for one");
    }
    return new AnthropicSettings(
        options.server(
            url,
            options.called(BASE_URL, Setting.LLM_PROVIDERS),
            options.called(API_KEY, Setting.ANTHROPIC_API_KEY)),
        key,
        options.formatted(true),
        Timeouts.read(settings));
  }

  private BedrockSettings bedrock(Options options) {
    String region = options.text("region");
    if (region == null) {
      region = environment.get("AWS_REGION");
    }
    if (region == null || region.isBlank()) {
      options.fault("region", Setting.LLM_PROVIDERS, "is missing, and so is AWS_REGION");
      region = "us-east-1";
    }
    String endpoint = options.text(BASE_URL);
    String fault =
        endpoint == null
            ? null
            : OpenAiSettings.urlFault(endpoint, "the function's role, or AWS's variables");
    if (fault != null) {
      options.fault(BASE_URL, Setting.LLM_PROVIDERS, fault);
      endpoint = null;
    }
    return new BedrockSettings(
        region, endpoint, options.formatted(true), Timeouts.read(settings), environment);
  }

  private VertexSettings vertex(Options options) {
    Secret credentials = options.group == null ? null : options.group.secret(CREDENTIALS);
    if (credentials == null) {
      if (!options.isUnreadable(CREDENTIALS, Setting.LLM_PROVIDERS)) {
        options.fault(
            CREDENTIALS,
            Setting.LLM_PROVIDERS,
            "is missing: give the JSON of a service account's key or of a workload identity"
                + " federation, best as ssm:NAME or secretsmanager:NAME");
      }
      credentials = Secret.of("{}");
    }
    String location = options.needed("location");
    String locationFault = VertexSettings.locationFault(location);
    if (locationFault != null) {
      options.fault("location", Setting.LLM_PROVIDERS, locationFault);
      location = "global";
    }
    return new VertexSettings(
        options.needed("project"),
        location,
        options.text(BASE_URL) == null ? null : options.url("", Setting.LLM_PROVIDERS),
        credentials,
        options.formatted(true),
        Timeouts.read(settings),
        environment);
  }

  /** What is set for one provider, by its own options and, for a built-in name, by settings. */
  private final class Options {
    private final String name;
    private final @Nullable OptionGroup group;

    Options(String name, @Nullable OptionGroup group) {
      this.name = name;
      this.group = group;
    }

    @Nullable String text(String option) {
      return group == null ? null : group.text(option);
    }

    boolean formatted(boolean otherwise) {
      Boolean said = group == null ? null : group.flag("structured_output");
      return said == null ? otherwise : said;
    }

    /** The setting of that kind of provider, which counts for the one of its name only. */
    private boolean owns(Setting setting) {
      return setting.key().startsWith("llm." + name + ".");
    }

    /** Whether it was given by a name and could not be had, which is told already. */
    boolean isUnreadable(String option, Setting setting) {
      return (group != null && group.isUnreadable(option))
          || (owns(setting) && settings.isUnreadable(setting));
    }

    /** What errors call it: the option if there is one, else the setting with its usual name. */
    private String called(String option, Setting setting) {
      return text(option) != null || !owns(setting)
          ? Setting.LLM_PROVIDERS.key() + "." + name + "." + option
          : setting.key() + " (" + setting.usualVariable() + ")";
    }

    private void fault(String option, Setting setting, String fault) {
      if (group != null && (text(option) != null || !owns(setting))) {
        settings.fault(group, option, fault);
      } else if (setting == Setting.LLM_PROVIDERS) {
        settings.fault(setting, "must say more of " + name + ": " + option + " " + fault);
      } else {
        settings.fault(setting, fault);
      }
    }

    String needed(String option) {
      String text = text(option);
      if (text == null) {
        fault(option, Setting.LLM_PROVIDERS, "is missing");
        return "missing";
      }
      return text;
    }

    /** The address of its own, or that one. */
    String url(String otherwise, Setting keySetting) {
      String url = text(BASE_URL);
      if (url == null) {
        return otherwise;
      }
      url = ModelServer.withoutTrailingSlashes(url);
      String fault = OpenAiSettings.urlFault(url, called(API_KEY, keySetting));
      if (fault != null) {
        fault(BASE_URL, Setting.LLM_PROVIDERS, fault);
        return otherwise;
      }
      return url;
    }

    ModelServer server(Setting urlSetting, Setting keySetting) {
      String url = text(BASE_URL);
      if (url == null && owns(urlSetting)) {
        url = settings.text(urlSetting);
      }
      String otherwise = String.valueOf(urlSetting.defaultValue());
      if (url == null) {
        fault(BASE_URL, urlSetting, "is missing: only " + OPENAI + " has one of its own");
        url = otherwise;
      }
      url = ModelServer.withoutTrailingSlashes(url);
      String fault = OpenAiSettings.urlFault(url, called(API_KEY, keySetting));
      if (fault != null) {
        fault(BASE_URL, urlSetting, fault);
        url = otherwise;
      }
      return server(url, called(BASE_URL, urlSetting), called(API_KEY, keySetting));
    }

    ModelServer server(String url, String urlCalled, String keyCalled) {
      return new ModelServer(
          url,
          urlCalled,
          keyCalled,
          group == null ? "llm.model" : "the use case's model",
          text("ca_bundle"));
    }

    @Nullable Secret key(Setting setting) {
      Secret key = group == null ? null : group.secret(API_KEY);
      if (key == null && owns(setting)) {
        key = settings.secret(setting);
      }
      String fault = key == null ? null : KeyHeader.fault(key.value());
      if (fault != null) {
        fault(API_KEY, setting, fault);
        return null;
      }
      return key;
    }
  }
}
