package dev.eventfix.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and personal data out of the texts of one event. A value gets the same placeholder
 * wherever it stands in the event. Not for use by several threads.
 */
final class Redactor {

  private static final int MAX_CLEAN_NAMES = 1_000;

  /** Longest prefix and escape before a value's quote, in characters. */
  private static final int MAX_QUOTE = 16;

  /** Every token that is known by its own look has more letters in a row, or other characters. */
  private static final int MAX_PLAIN_RUN = 15;

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
    return new Redacted(isPlainName(raw) ? raw : SecretScanner.scan(raw, this));
  }

  /**
   * Whether the text is a name in which no secret of any built-in kind can stand, asked because
   * most texts of an event are: letters and underscores, in short runs with full stops between.
   */
  private boolean isPlainName(String text) {
    if (redaction.patterns() != null) {
      return false;
    }
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        run = 0;
      } else if (++run > MAX_PLAIN_RUN || !(Chars.isLetter(c) || c == '_')) {
        return false;
      }
    }
    // A JSON Web Token has two short parts at the least.
    return !text.contains("eyJ");
  }

  /**
   * Lines of code that stand together redacted, without blanks at their ends: a literal may go on
   * over several of them.
   */
  List<Redacted> redactLines(List<String> raw) {
    int length = 0;
    for (String line : raw) {
      length += line.length() + 1;
    }
    StringBuilder joined = new StringBuilder(length);
    boolean whole = true;
    for (String line : raw) {
      // A line that holds another line's end is still one.
      boolean one = line.indexOf('\n') < 0 && line.indexOf('\r') < 0;
      joined.append(one ? line : line.replace('\n', ' ').replace('\r', ' ')).append('\n');
      whole &= one;
    }
    String text = joined.toString();
    String redacted = SecretScanner.scanLines(text, this);
    boolean same = whole && redacted.equals(text);
    List<Redacted> lines = new ArrayList<>(raw.size());
    PrivateKeyLines keys = new PrivateKeyLines(raw);
    int start = 0;
    for (String line : raw) {
      String one = line;
      if (!same) {
        int end = redacted.indexOf('\n', start);
        one = redacted.substring(start, end);
        start = end + 1;
      }
      boolean key = keys.holdsKey(line);
      lines.add(key ? redactAll(SecretKind.PRIVATE_KEY, one) : new Redacted(one.stripTrailing()));
    }
    return lines;
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
    return redactValueOf(keyOf(key), key, raw);
  }

  /**
   * As {@link #redactValueOf(String, String)}.
   *
   * @param secret the secret's name in the key, or in one above it, or null without any
   */
  Redacted redactValueOf(@Nullable SecretKey secret, String key, String raw) {
    if (secret != null) {
      return new Redacted(SecretScanner.scanValueOf(secret, raw, this));
    }
    return FourPartVersion.isHostKey(key)
        ? new Redacted(SecretScanner.scanHost(raw, this))
        : redact(raw);
  }

  /** The text that stands under a key in a URL's query: of a secret's key all of it gives way. */
  Redacted redactQueryValueOf(String key, String raw) {
    SecretKey secret = keyOf(key);
    return secret == null || SecretValue.isMask(raw, 0, raw.length())
        ? redact(raw)
        : redactAll(secret.kind(), raw);
  }

  /** The secret's name in a key, or null for keys of other things. */
  @Nullable SecretKey keyOf(String key) {
    return SecretKey.of(key, 0, key.length(), redaction);
  }

  /**
   * The text before as the name of a text in a list, as in {@code ["--password", "..."]}; null when
   * it is none.
   */
  @Nullable String nameBefore(String before, String text) {
    int from = 0;
    int to = before.length();
    // SDKs write texts as the language does, in quotes.
    while (from < to
        && (Chars.isQuote(before.charAt(from)) || before.charAt(from) == 'b')
        && Chars.isQuote(before.charAt(to - 1))) {
      to = before.charAt(from) == 'b' ? to : to - 1;
      from++;
    }
    String name = before.substring(from, to);
    boolean option = name.startsWith("-");
    SecretKey key = keyOf(name);
    int start = !text.isEmpty() && Chars.isQuote(text.charAt(0)) ? 1 : 0;
    return key != null
            && name.indexOf(' ') < 0
            && name.indexOf('=') < 0
            && Chars.at(text, start) != '-'
            && (option || Chars.hasDigit(text, 0, text.length()))
        ? name
        : null;
  }

  /** All of the text gives way, if its kind is taken out. */
  Redacted redactAll(SecretKind kind, String raw) {
    return redaction.takesOut(kind) ? new Redacted(placeholderOf(kind, raw)) : redact(raw);
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
    String key = kind.placeholderName() + ':' + unquoted(value.strip());
    String placeholder = placeholders.get(key);
    if (placeholder == null) {
      int number = lastNumbers.getOrDefault(kind, 0) + 1;
      lastNumbers.put(kind, number);
      placeholder = kind.placeholder(number);
      placeholders.put(key, placeholder);
    }
    return placeholder;
  }

  /**
   * The value itself: SDKs write variables as their language does, {@code 'x'} or {@code b'x'}, and
   * a text that holds another one escapes its quotes.
   */
  private static String unquoted(String value) {
    int from = 0;
    int to = value.length();
    int quote = 0;
    while (quote < to && quote < MAX_QUOTE && "bBuUrRfF\\".indexOf(value.charAt(quote)) >= 0) {
      quote++;
    }
    if (quote < to - 1
        && Chars.isQuote(value.charAt(quote))
        && value.charAt(to - 1) == value.charAt(quote)) {
      from = quote + 1;
      to--;
      while (to > from && value.charAt(to - 1) == '\\' && Chars.at(value, quote - 1) == '\\') {
        to--;
      }
    }
    int escape = value.indexOf('\\', from);
    if (escape < 0) {
      return value.substring(from, to);
    }
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      boolean escapes =
          c == '\\' && (Chars.isQuote(Chars.at(value, i + 1)) || Chars.at(value, i + 1) == '\\');
      if (!escapes) {
        text.append(c);
      }
    }
    return text.toString();
  }
}
