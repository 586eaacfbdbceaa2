package dev.eventfix.configuration;

import dev.eventfix.wire.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a setting that holds groups of options by their names: a use case of {@code
 * llm.usecases}, or a provider of {@code llm.providers}. The class is loaded for a value only.
 */
public final class OptionGroup {

  /** The most groups that a setting takes. */
  static final int MAX_GROUPS = 50;

  /** The longest name of a group. */
  static final int MAX_NAME = 64;

  private static final SettingType TEXT = SettingType.TEXT;
  private static final SettingType NAMES = SettingType.list(",");

  private static final Map<String, SettingType> USE_CASE =
      types(
          "provider", TEXT,
          "model", TEXT,
          "temperature", SettingType.number(0, 1),
          "max_output_tokens", SettingType.wholeNumber(100, 32_000),
          "fallback_provider", TEXT,
          "fallback_model", TEXT);

  private static final Map<String, SettingType> PROVIDER =
      types(
          "type", SettingType.choice("openai", "anthropic", "bedrock", "vertex"),
          "allowed_models", NAMES,
          "base_url", TEXT,
          "api_key", TEXT,
          "key_header", TEXT,
          "api_version", TEXT,
          "ca_bundle", TEXT,
          "structured_output", SettingType.FLAG,
          "region", TEXT,
          "project", TEXT,
          "location", TEXT,
          "credentials", TEXT);

  private static final List<String> SECRETS = List.of("api_key", "credentials");

  private final Setting setting;
  private final String name;
  private final String place;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Secret> fetched = new LinkedHashMap<>();

  /** Those of the secrets that could not be had. */
  private final Set<String> unreadable = new HashSet<>();

  OptionGroup(Setting setting, String name, String place) {
    this.setting = setting;
    this.name = name;
    this.place = place;
  }

  private static Map<String, SettingType> types(Object... pairs) {
    Map<String, SettingType> types = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      types.put((String) pairs[i], (SettingType) pairs[i + 1]);
    }
    return types;
  }

  /** The options that a group of that setting takes, with what values each takes. */
  static Map<String, SettingType> options(Setting setting) {
    return setting.type() == SettingType.USE_CASES ? USE_CASE : PROVIDER;
  }

  /** What is wrong with a name, as the predicate of a sentence, or null when nothing is. */
  static @Nullable String nameFault(String name) {
    boolean fits = !name.isEmpty() && name.length() <= MAX_NAME;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      fits &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
    return fits
        ? null
        : "must have names of lower-case letters, digits, - and _, up to " + MAX_NAME + " each";
  }

  /**
   * Takes a value as it is written.
   *
   * @return what is wrong with it, as a sentence without a place, or null
   */
  @Nullable String put(String option, String value) {
    SettingType type = options(setting).get(option);
    if (type == null) {
      List<String> known = List.copyOf(options(setting).keySet());
      String nearest = NearestName.of(option, known);
      return name
          + " has no option "
          + option
          + (nearest == null
              ? "; it has " + String.join(", ", known)
              : ": did you mean " + nearest + "?");
    }
    if (values.containsKey(option)) {
      return key(option) + " stands there a second time: keep one";
    }
    String fault = isSecret(option) ? null : type.fault(value);
    if (fault != null) {
      return key(option) + " " + fault;
    }
    values.put(option, value);
    return null;
  }

  /** The group's name. */
  public String name() {
    return name;
  }

  /** An option's whole name, as {@code llm.providers.NAME.OPTION}. */
  public String key(String option) {
    return setting.key() + "." + name + "." + option;
  }

  /** The value, or null when none is given. */
  public @Nullable String text(String option) {
    return values.get(option);
  }

  /** The value's parts, none when none is given. */
  public List<String> list(String option) {
    List<String> parts = new ArrayList<>();
    for (String part : values.getOrDefault(option, "").split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  /** Whether it is switched on, or null when that is not said. */
  public @Nullable Boolean flag(String option) {
    String value = values.get(option);
    return value == null ? null : SettingType.isYes(value);
  }

  /** The value of a secret option, which can be fetched again; null when there is none. */
  public @Nullable Secret secret(String option) {
    String value = values.get(option);
    Secret secret = fetched.get(option);
    return value == null || secret != null ? secret : Secret.of(value);
  }

  static boolean isSecret(String option) {
    return SECRETS.contains(option);
  }

  /** The names of secrets that it holds, by option. */
  Map<String, String> references() {
    Map<String, String> references = new LinkedHashMap<>();
    for (String option : SECRETS) {
      String value = values.get(option);
      if (value != null && SecretReference.isOne(value)) {
        references.put(option, value);
      }
    }
    return references;
  }

  /** Puts what was fetched in the place of its name; null takes the option away. */
  void replace(String option, @Nullable String value, @Nullable Secret secret) {
    values.remove(option);
    if (value != null && secret != null) {
      values.put(option, value);
      fetched.put(option, secret);
      unreadable.remove(option);
    } else {
      unreadable.add(option);
    }
  }

  /** True for the name of a secret that could not be had, which was told already. */
  public boolean isUnreadable(String option) {
    return unreadable.contains(option);
  }

  /** Where it stands. */
  String place() {
    return place;
  }

  /** For people; of a secret only its name. */
  String shown() {
    StringBuilder shown = new StringBuilder(name).append(": {");
    String comma = "";
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String value = entry.getValue();
      // In an address a password may stand, which is a fault and not to be shown either.
      boolean hidden =
          value.indexOf('@') >= 0 || (isSecret(entry.getKey()) && !SecretReference.isOne(value));
      shown.append(comma).append(entry.getKey()).append(": ");
      shown.append(hidden ? Settings.MASKED : value);
      comma = ", ";
    }
    return shown.append('}').toString();
  }

  /** Whether a secret stands in it itself. */
  boolean hasSecretInPlainText() {
    for (String option : SECRETS) {
      String value = values.get(option);
      if (value != null && !fetched.containsKey(option) && !SecretReference.isOne(value)) {
        return true;
      }
    }
    return false;
  }
}
