package dev.eventfix.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process, read by the thread that starts it; values never change but for
 * {@link #resolve}. A value given on the command line wins over one in the environment, which wins
 * over the default; an empty one counts as not given. A secret may be given as {@code ssm:NAME} or
 * {@code secretsmanager:NAME}.
 *
 * <p>Reading a value of the wrong form notes a fault and gives a harmless one; {@link
 * #requireNoFaults()} then tells all faults together.
 */
public final class Settings {

  private final Map<Setting, String> values = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, String> environment;

  /** How many of the faults may pass with nothing changed here. */
  private int passingFaults;

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @param environment the process's variables
   * @param given values by dotted name, from the command line
   */
  public static Settings read(Map<String, String> environment, Map<String, String> given) {
    Settings settings = new Settings(environment);
    for (Setting setting : Setting.values()) {
      String value = nonEmpty(environment.get(setting.variable()));
      if (value == null && setting.usualVariable() != null) {
        value = nonEmpty(environment.get(setting.usualVariable()));
      }
      settings.put(setting, value);
    }
    for (Map.Entry<String, String> entry : given.entrySet()) {
      Setting setting = Setting.named(entry.getKey());
      if (setting == null) {
        settings.faults.add(entry.getKey() + " is no setting; the README lists them");
      } else {
        settings.put(setting, nonEmpty(entry.getValue()));
      }
    }
    return settings;
  }

  private static @Nullable String nonEmpty(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private void put(Setting setting, @Nullable String value) {
    if (value != null) {
      values.put(setting, value);
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
  public void resolve(Setting... wanted) {
    Map<Setting, SecretReference> references = references(wanted);
    if (!references.isEmpty()) {
      fetch(references, new AwsSecrets(environment));
    }
  }

  /** For tests, which wait for nothing. */
  void resolve(AwsSecrets secrets, Setting... wanted) {
    fetch(references(wanted), secrets);
  }

  private Map<Setting, SecretReference> references(Setting... wanted) {
    Map<Setting, SecretReference> references = new LinkedHashMap<>();
    for (Setting setting : wanted) {
      String value = values.get(setting);
      if (value != null && setting.isSecret() && isReference(value)) {
        String fault = SecretReference.fault(value);
        if (fault == null) {
          references.put(setting, SecretReference.of(value));
        } else {
          values.remove(setting);
          fault(setting, fault);
        }
      }
    }
    return references;
  }

  private void fetch(Map<Setting, SecretReference> references, AwsSecrets secrets) {
    Map<SecretReference, SecretValue> fetched = secrets.fetch(references.values());
    for (Map.Entry<Setting, SecretReference> entry : references.entrySet()) {
      SecretReference reference = entry.getValue();
      SecretValue value = fetched.get(reference);
      if (value == null) {
        throw new IllegalStateException("nothing was fetched for " + reference);
      }
      replace(entry.getKey(), reference, value);
    }
  }

  private void replace(Setting setting, SecretReference reference, SecretValue value) {
    values.remove(setting);
    String reason;
    if (value instanceof SecretValue.Text secret) {
      String text = nonEmpty(secret.text());
      if (text != null && !isReference(text)) {
        values.put(setting, text);
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
    fault(setting, "cannot be had from " + reference + ": " + reason);
  }

  private static boolean isReference(String value) {
    return value.startsWith(SecretReference.SSM)
        || value.startsWith(SecretReference.SECRETS_MANAGER);
  }

  /** The value, else the default, else null. A reference that was not resolved is a fault. */
  public @Nullable String text(Setting setting) {
    String value = values.get(setting);
    if (value != null && isReference(value)) {
      values.remove(setting);
      fault(
          setting,
          setting.isSecret()
              ? "is a reference to a secret, which this function does not resolve: set the value"
                  + " itself"
              : "is a reference, which only a secret may be: set the value itself");
      value = null;
    }
    return value == null ? setting.defaultValue() : value;
  }

  /** True when the value was given, by whichever way. */
  public boolean isSet(Setting setting) {
    return values.containsKey(setting);
  }

  /** The value, which must be one of those; else the first of them and a fault. */
  public String oneOf(Setting setting, String... allowed) {
    String value = text(setting);
    for (String one : allowed) {
      if (one.equals(value)) {
        return one;
      }
    }
    fault(setting, "must be one of " + String.join(", ", allowed));
    return allowed[0];
  }

  /** The value, which must be a whole number in that range; else the smallest and a fault. */
  public int wholeNumber(Setting setting, int min, int max) {
    try {
      int value = Integer.parseInt(String.valueOf(text(setting)));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same fault as that of a number out of its range.
    }
    fault(setting, "must be a whole number from " + min + " to " + max);
    return min;
  }

  /** The value, which must be a number in that range; else the smallest and a fault. */
  public double number(Setting setting, double min, double max) {
    try {
      double value = Double.parseDouble(String.valueOf(text(setting)));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same fault as that of a number out of its range.
    }
    fault(setting, "must be a number from " + min + " to " + max);
    return min;
  }

  /** The parts between the commas, without blanks around them and without empty ones. */
  public List<String> list(Setting setting) {
    List<String> parts = new ArrayList<>();
    String value = text(setting);
    int start = 0;
    while (value != null && start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      String part = value.substring(start, end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      start = end + 1;
    }
    return parts;
  }

  /**
   * Notes that a setting is at fault.
   *
   * @param fault what it must be; never a secret's value
   */
  public void fault(Setting setting, String fault) {
    faults.add(MisconfiguredException.told(setting, fault));
  }

  /**
   * Notes what whoever set it should be reminded of, although nothing is at fault.
   *
   * @param warning as the predicate of a sentence; never a secret's value
   */
  public void warn(Setting setting, String warning) {
    warnings.add(MisconfiguredException.told(setting, warning));
  }

  /** What was noted so far, one sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
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
