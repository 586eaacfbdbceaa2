package dev.eventfix.event;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the settings what is taken out of events. */
public final class RedactionSettings {

  /** Most keys of the operator's own. */
  static final int MAX_KEYS = 50;

  /** Most patterns of the operator's own. */
  static final int MAX_PATTERNS = 20;

  /** Longest of these patterns, in characters. */
  static final int MAX_PATTERN = 200;

  private static final String ALL = "all";
  private static final String NONE = "none";

  private RedactionSettings() {}

  /** What the settings ask for; faults and warnings are noted in them. */
  public static Redaction read(Settings settings) {
    if (!settings.isSet(Setting.REDACTION_KINDS)
        && !settings.isSet(Setting.REDACTION_KEYS)
        && !settings.isSet(Setting.REDACTION_PATTERNS)) {
      return Redaction.DEFAULT;
    }
    return new Redaction(kinds(settings), keys(settings), patterns(settings));
  }

  private static EnumSet<SecretKind> kinds(Settings settings) {
    List<String> names = settings.list(Setting.REDACTION_KINDS);
    if (names.size() == 1 && names.getFirst().equals(ALL)) {
      return EnumSet.allOf(SecretKind.class);
    }
    EnumSet<SecretKind> kinds = EnumSet.noneOf(SecretKind.class);
    if (names.size() == 1 && names.getFirst().equals(NONE)) {
      settings.warn(
          Setting.REDACTION_KINDS,
          "is none: secrets and personal data stay in what is answered, stored and sent to models");
      return kinds;
    }
    boolean known = !names.isEmpty();
    for (String name : names) {
      SecretKind kind = SecretKind.builtIn(name);
      if (kind == null) {
        known = false;
      } else {
        kinds.add(kind);
      }
    }
    if (!known) {
      settings.fault(Setting.REDACTION_KINDS, "must be all, none, or some of " + builtInNames());
    }
    return kinds;
  }

  private static String builtInNames() {
    StringBuilder names = new StringBuilder();
    String separator = "";
    for (SecretKind kind : SecretKind.values()) {
      if (kind != SecretKind.CUSTOM) {
        names.append(separator).append(kind.placeholderName());
        separator = ", ";
      }
    }
    return names.toString();
  }

  private static List<String> keys(Settings settings) {
    List<String> keys = settings.list(Setting.REDACTION_KEYS);
    boolean well = keys.size() <= MAX_KEYS;
    for (String key : keys) {
      well &= isKey(key);
    }
    if (well) {
      return keys;
    }
    settings.fault(
        Setting.REDACTION_KEYS,
        "must be at most "
            + MAX_KEYS
            + " names of keys, each of 3 to "
            + SecretKey.MAX_KEY
            + " letters, digits, underscores, dashes and dots, a letter first and last");
    return List.of();
  }

  private static boolean isKey(String key) {
    int length = key.length();
    return length >= 3
        && length <= SecretKey.MAX_KEY
        && Chars.isLetter(key.charAt(0))
        && Chars.isLetter(key.charAt(length - 1))
        && Chars.skipAlphanumeric(key, 0, "_-.") == length;
  }

  private static @Nullable CustomPatterns patterns(Settings settings) {
    List<String> patterns = settings.list(Setting.REDACTION_PATTERNS);
    if (patterns.size() > MAX_PATTERNS) {
      settings.fault(Setting.REDACTION_PATTERNS, "must be at most " + MAX_PATTERNS + " patterns");
      return null;
    }
    boolean well = true;
    for (int i = 0; i < patterns.size(); i++) {
      String fault = fault(patterns.get(i));
      if (fault != null) {
        settings.fault(
            Setting.REDACTION_PATTERNS, "has a pattern, number " + (i + 1) + ", " + fault);
        well = false;
      }
    }
    return well && !patterns.isEmpty() ? new CustomPatterns(patterns) : null;
  }

  private static @Nullable String fault(String pattern) {
    if (pattern.length() > MAX_PATTERN) {
      return "that is longer than " + MAX_PATTERN + " characters";
    }
    String fault = CustomPatterns.fault(pattern);
    return fault == null ? null : "that is no RE2 pattern: " + fault;
  }
}
