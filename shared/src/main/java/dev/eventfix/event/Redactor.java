package dev.eventfix.event;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes secrets and personal data out of the texts of one event. A value gets the same placeholder
 * wherever it stands in the event. Not for use by several threads.
 */
final class Redactor {

  private static final int MAX_CLEAN_NAMES = 1_000;

  private final Redaction redaction;
  private final Map<String, String> placeholders = new HashMap<>();

  /** Names in which nothing was found: functions, modules and files come again and again. */
  private final Map<String, Redacted> cleanNames;

  private final Map<SecretKind, Integer> lastNumbers = new HashMap<>();
  private final Map<SecretKind, Integer> replacements = new HashMap<>();

  Redactor(Redaction redaction) {
    this(redaction, new HashMap<>());
  }

  private Redactor(Redaction redaction, Map<String, Redacted> cleanNames) {
    this.redaction = redaction;
    this.cleanNames = cleanNames;
  }

  /** One that counts anew, and need not look again at names in which this one found nothing. */
  Redactor anew() {
    return new Redactor(redaction, cleanNames);
  }

  /** What is taken out. */
  Redaction redaction() {
    return redaction;
  }

  /** The text with placeholders; redacting what was redacted changes nothing. */
  Redacted redact(String raw) {
    return new Redacted(new SecretScanner(raw, this).scan());
  }

  /** As {@link #redact}, quicker for a name that came before. */
  Redacted redactName(String raw) {
    Redacted clean = cleanNames.get(raw);
    if (clean != null) {
      return clean;
    }
    Redacted redacted = redact(raw);
    if (redacted.toString().equals(raw) && cleanNames.size() < MAX_CLEAN_NAMES) {
      cleanNames.put(raw, redacted);
    }
    return redacted;
  }

  /** The text that stands under a key: all of it gives way when the key is a secret's. */
  Redacted redactValueOf(String key, String raw) {
    return new Redacted(new SecretScanner(raw, this).scanValueOf(key));
  }

  /** The text that stands under a key in a URL's query: of a secret's key all of it gives way. */
  Redacted redactQueryValueOf(String key, String raw) {
    return new Redacted(new SecretScanner(raw, this).scanQueryValueOf(key));
  }

  /** Whether all that stands under the key is a secret, whatever it looks like. */
  boolean isSecretKey(String key) {
    SecretKey secret = SecretKey.of(key, 0, key.length(), redaction);
    return secret != null
        && secret.strength() != SecretKey.Strength.WEAK
        && secret.strength() != SecretKey.Strength.QUERY;
  }

  /** All of the text gives way, if its kind is taken out. */
  Redacted redactAll(SecretKind kind, String raw) {
    return redaction.takesOut(kind) ? new Redacted(placeholderOf(kind, raw.strip())) : redact(raw);
  }

  /** Replacements made so far, by the kind's name in placeholders; kinds without any are absent. */
  SortedMap<String, Integer> counts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Map.Entry<SecretKind, Integer> entry : replacements.entrySet()) {
      counts.put(entry.getKey().placeholderName(), entry.getValue());
    }
    return counts;
  }

  /** The placeholder of a secret value, counted as one replacement. */
  String placeholderOf(SecretKind kind, String value) {
    replacements.put(kind, replacements.getOrDefault(kind, 0) + 1);
    String key = kind.placeholderName() + ':' + value;
    String placeholder = placeholders.get(key);
    if (placeholder == null) {
      int number = lastNumbers.getOrDefault(kind, 0) + 1;
      lastNumbers.put(kind, number);
      placeholder = kind.placeholder(number);
      placeholders.put(key, placeholder);
    }
    return placeholder;
  }
}
