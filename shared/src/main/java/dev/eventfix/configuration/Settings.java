package dev.eventfix.configuration;

import dev.eventfix.wire.NearestName;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process, read by the thread that starts it; values never change but for
 * {@link #resolve}. A value given on the command line wins over one in the environment, that over
 * one in the options file, and that over the default; an empty one counts as not given. A secret
 * may be given as {@code ssm:NAME} or {@code secretsmanager:NAME}.
 *
 * <p>A value of the wrong form is noted as a fault and counts as not given; {@link
 * #requireNoFaults()} then tells all faults together.
 */
public final class Settings {

  /** Names the options file; without it, the one that lies in the function's package, if any. */
  public static final String FILE_VARIABLE = "EVENTFIX_CONF";

  /** The options file's name in a function's package. */
  public static final String PACKAGED_FILE = "eventfix.yaml";

  private static final String PREFIX = "EVENTFIX_";

  /** The stage in which nothing unsafe passes without a warning. */
  public static final String PRODUCTION = "production";

  /** The stage on a laptop, and under {@code sam local}. */
  public static final String DEVELOPMENT = "development";

  /** What {@link #source} tells of a value that nobody gave. */
  public static final String DEFAULT = "default";

  /** What {@link #shown} tells of a secret. */
  public static final String MASKED = "(set)";

  /** What a fault says of a secret that could not be fetched, before the secret's name. */
  public static final String NOT_FETCHED = "cannot be had from ";

  private static final String COMMAND_LINE = "command line";

  private final Map<Setting, String> values = new HashMap<>();
  private final Map<Setting, String> sources = new HashMap<>();

  /** Values given under an old name, with where: to be compared with those under the new one. */
  private final Map<Setting, String[]> renamed = new HashMap<>();

  /** Those of the secrets that were fetched. */
  private final Map<Setting, Secret> fetched = new HashMap<>();

  /** Those of the secrets that could not be had. */
  private final Set<Setting> unreadable = new HashSet<>();

  private final Map<Setting, Map<String, String>> maps = new HashMap<>();
  private final Map<Setting, Map<String, OptionGroup>> groups = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, String> environment;

  /** How many of the faults may pass with nothing changed here. */
  private int passingFaults;

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings, from the options file if there is one, the environment and what was given.
   *
   * @param environment the process's variables
   * @param given values by dotted name, from the command line
   */
  public static Settings read(Map<String, String> environment, Map<String, String> given) {
    Settings settings = new Settings(environment);
    settings.readFile();
    settings.readEnvironment();
    settings.readGiven(given);
    settings.settleRenamed();
    return settings;
  }

  private static @Nullable String nonEmpty(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  // Sources

  private void readFile() {
    String file = nonEmpty(environment.get(FILE_VARIABLE));
    if (file == null) {
      String folder = nonEmpty(environment.get("LAMBDA_TASK_ROOT"));
      // Files of java.io: the others' classes would be loaded for this question alone.
      file = folder == null ? null : folder + "/" + PACKAGED_FILE;
      if (file == null || !new File(file).exists()) {
        return;
      }
    }
    OptionsFile.read(file, new FromFile());
  }

  /** Takes what the options file gives. */
  private final class FromFile implements OptionsFile.Reader {
    @Override
    public void text(Setting setting, String name, String value, String place) {
      put(setting, name, value, place);
    }

    @Override
    public void map(Setting setting, String name, Map<String, String> values, String place) {
      maps.put(setting, values);
      sources.put(setting, place);
      for (String key : values.keySet()) {
        if (!setting.type().names().contains(key)) {
          String nearest = NearestName.of(key, setting.type().names());
          warnings.add(
              place
                  + ": "
                  + key
                  + " is no name that "
                  + name
                  + " takes"
                  + (nearest == null
                      ? "; it takes " + String.join(", ", setting.type().names())
                      : ": did you mean " + nearest + "?"));
        }
      }
    }

    @Override
    public void groups(Setting setting, Map<String, OptionGroup> given, String place) {
      groups.put(setting, given);
      sources.put(setting, place);
    }

    @Override
    public void unknown(String name, String place) {
      warnings.add(place + ": " + name + " is no setting" + meant(name));
    }

    @Override
    public void fault(String sentence) {
      faults.add(sentence);
    }
  }

  private void readEnvironment() {
    for (Setting setting : Setting.values()) {
      String usual = setting.usualVariable();
      // Lambda sets it always: whoever names another region in the file means that one.
      boolean ambient = setting == Setting.TABLE_REGION && values.containsKey(setting);
      if (usual != null && !ambient) {
        put(setting, setting.key(), environment.get(usual), usual);
      }
      String old = setting.oldKey();
      if (old != null) {
        String variable = Setting.variable(old);
        put(setting, old, environment.get(variable), variable);
      }
      put(setting, setting.key(), environment.get(setting.variable()), setting.variable());
    }
    for (String variable : environment.keySet()) {
      if (variable.startsWith(PREFIX) && !variable.equals(FILE_VARIABLE) && !isKnown(variable)) {
        List<String> known = new ArrayList<>();
        known.add(FILE_VARIABLE);
        for (Setting setting : Setting.values()) {
          known.add(setting.variable());
        }
        warnings.add(variable + " is no setting" + suggestion(NearestName.of(variable, known)));
      }
    }
  }

  private static boolean isKnown(String variable) {
    for (Setting setting : Setting.values()) {
      if (setting.variable().equals(variable)
          || (setting.oldKey() != null && Setting.variable(setting.oldKey()).equals(variable))) {
        return true;
      }
    }
    return false;
  }

  private void readGiven(Map<String, String> given) {
    for (Map.Entry<String, String> entry : given.entrySet()) {
      Setting setting = Setting.named(entry.getKey());
      if (setting == null) {
        faults.add(entry.getKey() + " is no setting" + meant(entry.getKey()));
      } else {
        put(setting, entry.getKey(), entry.getValue(), COMMAND_LINE);
      }
    }
  }

  private static String meant(String name) {
    List<String> keys = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      keys.add(setting.key());
    }
    return suggestion(NearestName.of(name, keys));
  }

  private static String suggestion(@Nullable String nearest) {
    return nearest == null ? "; the README lists them" : ": did you mean " + nearest + "?";
  }

  /**
   * Takes a value over one of a source before.
   *
   * @param name the name it was given under, which may be the setting's old one
   */
  private void put(Setting setting, String name, @Nullable String given, String source) {
    String value = nonEmpty(given);
    if (value == null) {
      return;
    }
    if (name.equals(setting.oldKey())) {
      renamed.put(setting, new String[] {value, source});
      return;
    }
    if (setting.type().form() == SettingType.Form.GROUPS) {
      String place = sources.get(setting);
      if (place != null && isInFile(place)) {
        warnings.add(
            setting.key() + " (" + place + ") has no effect: " + source + " wins over the file");
      }
      OptionsFile.readGroups(setting, value, source, new FromFile());
      sources.put(setting, source);
      return;
    }
    String before = values.put(setting, value);
    String place = sources.put(setting, source);
    if (place != null && before != null && !before.equals(value) && isInFile(place)) {
      warnings.add(
          setting.key() + " (" + place + ") has no effect: " + source + " wins over the file");
    }
    validate(setting);
  }

  /** Only of a place in a file there is a line. */
  private static boolean isInFile(String source) {
    return source.indexOf(':') >= 0;
  }

  private void validate(Setting setting) {
    String value = values.get(setting);
    if (value == null || (setting.isSecret() && isReference(value))) {
      return;
    }
    String fault =
        isReference(value)
            ? "is a reference, which only a secret may be: set the value itself"
            : setting.type().fault(value);
    if (fault != null) {
      fault(setting, fault);
      values.remove(setting);
    }
  }

  /** Once every source was read, for the other name's value may stand in any of them. */
  private void settleRenamed() {
    for (Map.Entry<Setting, String[]> entry : renamed.entrySet()) {
      Setting setting = entry.getKey();
      String value = entry.getValue()[0];
      String source = entry.getValue()[1];
      String other = values.get(setting);
      if (other != null && !other.equals(value)) {
        fault(
            setting,
            "has another value under its old name "
                + setting.oldKey()
                + " ("
                + source
                + "): remove that one");
      } else {
        warnings.add(
            setting.oldKey() + " (" + source + ") is called " + setting.key() + " now: rename it");
      }
      if (other == null) {
        values.put(setting, value);
        sources.put(setting, source);
        validate(setting);
      }
    }
  }

  /**
   * Fetches those of the values that are references to secrets, together and each once, and puts
   * what they name in their place. A value that cannot be had is noted as a fault and counts as not
   * given. Without a reference this costs nothing; with one it needs AWS's SDK, the network and up
   * to {@value AwsSecrets#TOTAL_MILLIS} ms.
   *
   * @param wanted secret settings
   */
  public void resolve(List<Setting> wanted) {
    Map<Place, SecretReference> references = references(wanted);
    if (!references.isEmpty()) {
      fetch(references, new AwsSecrets(environment));
    }
  }

  /** For tests, which wait for nothing. */
  void resolve(AwsSecrets secrets, List<Setting> wanted) {
    fetch(references(wanted), secrets);
  }

  /**
   * Where the name of a secret stands.
   *
   * @param group one of the setting's, or null for the setting itself
   * @param option of the group
   */
  private record Place(Setting setting, @Nullable OptionGroup group, String option) {}

  private Map<Place, SecretReference> references(List<Setting> wanted) {
    Map<Place, SecretReference> references = new LinkedHashMap<>();
    for (Setting setting : wanted) {
      String value = values.get(setting);
      if (value != null && isReference(value)) {
        reference(new Place(setting, null, ""), value, references);
      }
      for (OptionGroup group : groups(setting).values()) {
        for (Map.Entry<String, String> entry : group.references().entrySet()) {
          reference(new Place(setting, group, entry.getKey()), entry.getValue(), references);
        }
      }
    }
    return references;
  }

  private void reference(Place place, String value, Map<Place, SecretReference> references) {
    String fault = SecretReference.fault(value);
    if (fault == null) {
      references.put(place, SecretReference.of(value));
    } else {
      put(place, null, null);
      fault(place, fault);
    }
  }

  private void put(Place place, @Nullable String value, @Nullable Secret secret) {
    if (place.group() != null) {
      place.group().replace(place.option(), value, secret);
    } else if (value == null || secret == null) {
      values.remove(place.setting());
      unreadable.add(place.setting());
    } else {
      values.put(place.setting(), value);
      unreadable.remove(place.setting());
      fetched.put(place.setting(), secret);
    }
  }

  private void fault(Place place, String fault) {
    if (place.group() == null) {
      fault(place.setting(), fault);
    } else {
      fault(place.group(), place.option(), fault);
    }
  }

  private void fetch(Map<Place, SecretReference> references, AwsSecrets secrets) {
    Map<SecretReference, SecretValue> answers = secrets.fetch(references.values());
    for (Map.Entry<Place, SecretReference> entry : references.entrySet()) {
      SecretReference reference = entry.getValue();
      SecretValue value = answers.get(reference);
      if (value == null) {
        throw new IllegalStateException("nothing was fetched for " + reference);
      }
      replace(entry.getKey(), reference, value, secrets);
    }
  }

  private void replace(
      Place place, SecretReference reference, SecretValue value, AwsSecrets secrets) {
    put(place, null, null);
    String reason;
    if (value instanceof SecretValue.Text secret) {
      String text = nonEmpty(secret.text());
      if (text != null && !isReference(text)) {
        put(place, text, Secret.fetched(text, reference, secrets));
        return;
      }
      reason =
          text == null
              ? "it is empty (store a value there)"
              : "it holds a reference itself (store the value there)";
    } else {
      SecretValue.Fault fault = (SecretValue.Fault) value;
      reason = fault.reason();
      passingFaults += fault.passing() ? 1 : 0;
    }
    fault(place, NOT_FETCHED + reference + ": " + reason);
  }

  private static boolean isReference(String value) {
    // The constants alone: the class is loaded for a reference only.
    return value.startsWith(SecretReference.SSM)
        || value.startsWith(SecretReference.SECRETS_MANAGER);
  }

  /** True for a value that names a secret and was not fetched. */
  public boolean isReference(Setting setting) {
    String value = values.get(setting);
    return value != null && isReference(value);
  }

  /** The value, else the default, else null. A reference that was not resolved is a fault. */
  public @Nullable String text(Setting setting) {
    String value = values.get(setting);
    if (value != null && isReference(value)) {
      values.remove(setting);
      fault(
          setting,
          "is a reference to a secret, which this function does not resolve: set the value itself");
      value = null;
    }
    return value == null ? setting.defaultValue() : value;
  }

  /** True when a value was given that is not the default's. */
  public boolean isChanged(Setting setting) {
    String value = values.get(setting);
    return maps.containsKey(setting)
        || groups.containsKey(setting)
        || (value != null && !value.equals(setting.defaultValue()));
  }

  /** The value of a secret setting, which can be fetched again; null when there is none. */
  public @Nullable Secret secret(Setting setting) {
    String value = text(setting);
    Secret secret = fetched.get(setting);
    return value == null || secret != null ? secret : Secret.of(value);
  }

  /** True when the value was given, by whichever way. */
  public boolean isSet(Setting setting) {
    return values.containsKey(setting) || maps.containsKey(setting) || groups.containsKey(setting);
  }

  /** True for the name of a secret that could not be had, which was told already. */
  public boolean isUnreadable(Setting setting) {
    return unreadable.contains(setting);
  }

  /** True for a setting of {@link SettingType#FLAG} that is switched on. */
  public boolean flag(Setting setting) {
    return SettingType.isYes(String.valueOf(text(setting)));
  }

  /** The value of a setting that has a default and is a whole number. */
  public int wholeNumber(Setting setting) {
    return Integer.parseInt(String.valueOf(text(setting)));
  }

  /** The value of a setting that has a default and is a number. */
  public double number(Setting setting) {
    String value = String.valueOf(text(setting));
    return value.equals(SettingType.ZERO) ? 0 : Double.parseDouble(value);
  }

  /** The numbers by their names, in the file's order; empty when there are none. */
  public Map<String, Double> numbersByName(Setting setting) {
    Map<String, String> given = maps.get(setting);
    if (given == null) {
      return Map.of();
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : given.entrySet()) {
      numbers.put(entry.getKey(), Double.valueOf(entry.getValue()));
    }
    return numbers;
  }

  /** The groups of options by their names, in the order they were given; empty without any. */
  public Map<String, OptionGroup> groups(Setting setting) {
    return groups.getOrDefault(setting, Map.of());
  }

  /** Notes that an option of a group is at fault; never tells a secret's value. */
  public void fault(OptionGroup group, String option, String fault) {
    faults.add(group.key(option) + " (" + group.place() + ") " + fault);
  }

  /** The parts between the separators, without blanks around them and without empty ones. */
  public List<String> list(Setting setting) {
    List<String> parts = new ArrayList<>();
    String value = text(setting);
    char separator = setting.type().separator();
    int start = 0;
    for (int i = 0; value != null && i <= value.length(); i++) {
      boolean ends =
          i == value.length()
              || value.charAt(i) == separator
              || (separator == ' ' && Character.isWhitespace(value.charAt(i)));
      if (ends) {
        String part = value.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }

  /**
   * Where the value comes from: a variable, a place in a file, the command line, or the default.
   */
  public String source(Setting setting) {
    String source = isSet(setting) ? sources.get(setting) : null;
    return source == null ? DEFAULT : source;
  }

  /**
   * The value for people, else the default, else null. A secret is only told to be {@value
   * #MASKED}, but for the name of one; a map is told as {@code name=number, ...}, and groups as
   * YAML.
   */
  public @Nullable String shown(Setting setting) {
    Map<String, String> map = maps.get(setting);
    if (map != null) {
      StringBuilder shown = new StringBuilder();
      for (Map.Entry<String, String> entry : map.entrySet()) {
        shown.append(shown.isEmpty() ? "" : ", ").append(entry.getKey());
        shown.append('=').append(entry.getValue());
      }
      return shown.toString();
    }
    if (groups.containsKey(setting)) {
      StringBuilder shown = new StringBuilder("{");
      for (OptionGroup group : groups(setting).values()) {
        shown.append(shown.length() == 1 ? "" : ", ").append(group.shown());
      }
      return shown.append('}').toString();
    }
    String value = values.get(setting);
    if (value == null) {
      return setting.defaultValue();
    }
    boolean name = isReference(value) && SecretReference.fault(value) == null;
    return setting.isSecret() && !name ? MASKED : value;
  }

  /**
   * Notes that a setting is at fault.
   *
   * @param fault what it must be; never a secret's value
   */
  public void fault(Setting setting, String fault) {
    faults.add(told(setting, fault));
  }

  /**
   * Notes what whoever set it should be reminded of, although nothing is at fault.
   *
   * @param warning as the predicate of a sentence; never a secret's value
   */
  public void warn(Setting setting, String warning) {
    warnings.add(told(setting, warning));
  }

  /** Names the setting, and where its value stands or could. */
  private String told(Setting setting, String predicate) {
    String source = sources.get(setting);
    return setting.key() + " (" + (source == null ? setting.variable() : source) + ") " + predicate;
  }

  /** The deployment's stage; never null. */
  public String stage() {
    String stage = text(Setting.STAGE);
    if (stage != null) {
      return stage;
    }
    boolean lambda = environment.get("AWS_LAMBDA_FUNCTION_NAME") != null;
    return lambda && !"true".equals(environment.get("AWS_SAM_LOCAL")) ? PRODUCTION : DEVELOPMENT;
  }

  /** Whether Lambda's own log level, which stands in for ours, lets everything through. */
  boolean isLambdaDebugging() {
    String level = environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", "");
    return level.equalsIgnoreCase("DEBUG") || level.equalsIgnoreCase("TRACE");
  }

  /** True for a value that is a secret itself, and not the name of one. */
  boolean isInPlainText(Setting setting) {
    for (OptionGroup group : groups(setting).values()) {
      if (group.hasSecretInPlainText()) {
        return true;
      }
    }
    String value = values.get(setting);
    return value != null && !fetched.containsKey(setting) && !isReference(value);
  }

  /**
   * Has the services validated, unless that is to be skipped, and warns of what is unsafe in
   * production. To be called when everything has been read.
   */
  public void validate(List<Service> services) {
    if (!flag(Setting.SKIP_SERVICE_VALIDATION)) {
      for (Service service : services) {
        service.validate(this);
      }
    }
    if (PRODUCTION.equals(stage())) {
      ProductionGuidance.warn(this);
    }
  }

  /** What was noted so far, one sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The faults that were noted so far, one sentence each. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /**
   * To be called when everything has been read.
   *
   * @throws MisconfiguredException when any fault was noted, telling them all
   */
  public void requireNoFaults() {
    if (!faults.isEmpty()) {
      throw new MisconfiguredException(faults, passingFaults == faults.size());
    }
  }
}
