package dev.eventfix.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a log entry's parameters into its message, as the sender's language would: with percent
 * signs ({@code %s}, {@code %-5.2f}, {@code %2$s}, {@code %(name)s}, {@code %<name>s}, <code>
 * %{name}
 * </code>) or with braces (<code>{}</code>, <code>{0}</code>, <code>{name:N2}</code>). A message
 * has one of the two styles, the other is plain text in it. A place for which there is no parameter
 * stays as it is.
 */
final class LogParameters {

  /** How long a placeholder's name may be; a longer one is plain text. */
  private static final int MAX_NAME = 100;

  /** Marks between a key and the place of its value. */
  private static final int MAX_MARKS = 5;

  /** How long the text may grow by its parameters. */
  static final int MAX_LENGTH = 1_000_000;

  /** Digits of a parameter's number in a place. */
  private static final int MAX_INDEX = 3;

  /** What C has between a place's width and its conversion, which says nothing of the value. */
  private static final String LENGTHS = "hlLqjztw";

  /** What a name stands between, behind a percent sign. */
  private static final String OPENING = "(<{";

  private static final String CLOSING = ")>}";

  /** Of these the one that needs no percent sign. */
  private static final int BRACE = 2;

  private final String template;
  private final Object params;
  private final String platform;
  private final boolean percents;
  private final @Nullable Redactor redactor;
  private final StringBuilder out;
  private int next;

  /** Up to where each of {@link #CLOSING} was looked for and not found. */
  private final int[] without = new int[CLOSING.length()];

  /** How many places there are, of which some may have no parameter; of a map, those that have. */
  private int places;

  private LogParameters(
      String template,
      Object params,
      String platform,
      boolean percents,
      @Nullable Redactor redactor) {
    this.template = template;
    this.params = params;
    this.platform = platform;
    this.percents = percents;
    this.redactor = redactor;
    this.out = new StringBuilder(template.length() + 64);
  }

  /**
   * The message with its parameters put in.
   *
   * @param params a list, a map, or null
   */
  static String putInto(String template, @Nullable Object params) {
    return putInto(template, params, null, null);
  }

  /**
   * As {@link #putInto(String, Object)}; what stands for a secret by its name, or by the key before
   * its place, is taken out: in the text nothing would tell where it ends.
   *
   * @param platform of the sender, or null when it is not known
   */
  static String putInto(
      String template,
      @Nullable Object params,
      @Nullable String platform,
      @Nullable Redactor redactor) {
    boolean none =
        !(params instanceof List<?> list && !list.isEmpty())
            && !(params instanceof Map<?, ?> map && !map.isEmpty());
    if (params == null || none) {
      return template;
    }
    String known = platform == null ? "" : platform;
    boolean percents = hasPercents(template, params, known);
    return new LogParameters(template, params, known, percents, redactor).format();
  }

  /** Whether the message's places are told by percent signs, and not by braces. */
  private static boolean hasPercents(String template, Object params, String platform) {
    if (template.indexOf('%') < 0 || template.indexOf('{') < 0) {
      return template.indexOf('%') >= 0;
    }
    int percents = places(template, params, platform, true);
    int braces = places(template, params, platform, false);
    if (percents == 0 || braces == 0) {
      return braces == 0;
    }
    boolean usual =
        switch (platform) {
          case "java", "csharp", "rust" -> false;
          default -> true;
        };
    if (params instanceof List<?> list && percents != braces) {
      int fitting = list.size();
      return (percents == fitting || braces == fitting) ? percents == fitting : usual;
    }
    return percents == braces ? usual : percents > braces;
  }

  private static int places(String template, Object params, String platform, boolean percents) {
    LogParameters trial = new LogParameters(template, params, platform, percents, null);
    trial.format();
    return trial.places;
  }

  private String format() {
    boolean doubled =
        !percents
            && (platform.equals("python") || platform.equals("csharp") || platform.equals("rust"));
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      int end = -1;
      if (out.length() < MAX_LENGTH) {
        if (percents) {
          end = c == '%' ? percent(i) : -1;
        } else if (doubled && (c == '{' || c == '}') && Chars.at(template, i + 1) == c) {
          out.append(c);
          end = i + 2;
        } else if (c == '{') {
          end = brace(i);
        }
      }
      if (end < 0) {
        out.append(c);
        i++;
      } else {
        i = end;
      }
    }
    return out.toString();
  }

  // Percent signs

  /** Handles a percent sign; returns where to go on, or -1 when it is plain text. */
  private int percent(int start) {
    int i = start + 1;
    if (Chars.at(template, i) == '%') {
      out.append('%');
      return i + 1;
    }
    String name = null;
    int opening = OPENING.indexOf(Chars.at(template, i));
    if (i < template.length() && opening >= 0) {
      int close = nameEnd(opening, i + 1);
      if (close < 0) {
        return -1;
      }
      name = template.substring(i + 1, close);
      i = close + 1;
      if (opening == BRACE) {
        return put(named(name), name, new ParameterFormat(platform, 's'), i);
      }
    }
    int index = -1;
    int digits = Chars.digitEnd(template, i);
    if (name == null
        && digits > i
        && digits - i <= MAX_INDEX
        && Chars.at(template, digits) == '$') {
      index = Integer.parseInt(template.substring(i, digits)) - 1;
      i = digits + 1;
    }
    int before = next;
    ParameterFormat format = new ParameterFormat(platform, 's');
    i = flags(i, format);
    i = width(i, format);
    if (Chars.at(template, i) == '.') {
      i = precision(i + 1, format);
    }
    i = length(i);
    if (!ParameterFormat.isConversion(Chars.at(template, i), platform)) {
      next = before;
      return -1;
    }
    format.conversion = template.charAt(i);
    if (name != null) {
      return put(named(name), name, format, i + 1);
    }
    return put(index < 0 ? positional() : at(index), keyBefore(start), format, i + 1);
  }

  private int flags(int from, ParameterFormat format) {
    int i = from;
    while (i - from < ParameterFormat.MAX_FLAGS && format.takesFlag(Chars.at(template, i))) {
      i++;
      // PHP has the character to fill with behind an apostrophe.
      if (template.charAt(i - 1) == '\'' && platform.equals("php") && i < template.length()) {
        format.fill = template.charAt(i);
        i++;
      }
    }
    return i;
  }

  private int width(int from, ParameterFormat format) {
    if (Chars.at(template, from) == '*') {
      places++;
      format.takeWidth(positional());
      return from + 1;
    }
    int end = Chars.digitEnd(template, from);
    format.width = ParameterFormat.size(template, from, end);
    return end;
  }

  private int precision(int from, ParameterFormat format) {
    if (Chars.at(template, from) == '*') {
      places++;
      format.takePrecision(positional());
      return from + 1;
    }
    int end = Chars.digitEnd(template, from);
    format.precision = end == from ? 0 : ParameterFormat.size(template, from, end);
    return end;
  }

  /** Passes over C's lengths: {@code ld}, {@code hhu}, {@code zu}, {@code I64d}. */
  private int length(int from) {
    int i = from;
    if (template.startsWith("I64", i) || template.startsWith("I32", i)) {
      i += "I64".length();
    }
    while (i - from < 3 && i < template.length() && LENGTHS.indexOf(template.charAt(i)) >= 0) {
      i++;
    }
    boolean numeric = i < template.length() && "diouxXeEfFgGaAcsp".indexOf(template.charAt(i)) >= 0;
    boolean own = ParameterFormat.isConversion(Chars.at(template, from), platform);
    return numeric && !own ? i : from;
  }

  // Braces

  private int brace(int start) {
    int close = nameEnd(BRACE, start + 1);
    if (close < 0) {
      return -1;
    }
    int from = start + 1;
    // Serilog's {@order} and {$order}.
    from += Chars.at(template, from) == '@' || Chars.at(template, from) == '$' ? 1 : 0;
    int end = from;
    while (end < close && ":,!".indexOf(template.charAt(end)) < 0) {
      end++;
    }
    ParameterFormat format = ParameterFormat.ofBraces(platform, template.substring(end, close));
    String name = template.substring(from, end);
    String key = keyBefore(start);
    if (name.isEmpty()) {
      return put(positional(), key, format, close + 1);
    }
    if (params instanceof List<?>) {
      if (name.length() <= MAX_INDEX && Chars.isNumber(name)) {
        return put(at(Integer.parseInt(name)), key, format, close + 1);
      }
      boolean inOrder =
          platform.equals("csharp") && Chars.skipAlphanumeric(name, 0, "_.") == name.length();
      return inOrder ? put(positional(), name, format, close + 1) : -1;
    }
    return put(named(name), name, format, close + 1);
  }

  // Parameters

  /** What stands for a place that has no parameter. */
  private static final class Missing {}

  private static final Missing MISSING = new Missing();

  private int put(@Nullable Object value, String key, ParameterFormat format, int end) {
    boolean missing = value instanceof Missing;
    places += (!missing || params instanceof List<?>) ? 1 : 0;
    String text = missing ? null : format.text(value);
    if (text == null) {
      return -1;
    }
    SecretKey secret = redactor == null ? null : redactor.keyOf(key);
    if (redactor != null && secret != null && secret.isCertain()) {
      out.append(redactor.redactQueryValueOf(key, String.valueOf(value)));
    } else if (redactor != null && secret != null) {
      out.append(redactor.redactValueOf(secret, key, text));
    } else {
      out.append(text);
    }
    return end;
  }

  /** The key of {@code key=%s} or {@code key: "%s"}, empty without any. */
  private String keyBefore(int place) {
    int end = place;
    while (end > 0 && end > place - MAX_MARKS && "\"' :=".indexOf(template.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > 0 && start > end - SecretKey.MAX_KEY && isKeyPart(template.charAt(start - 1))) {
      start--;
    }
    return end == place ? "" : template.substring(start, end);
  }

  private static boolean isKeyPart(char c) {
    return Chars.isWord(c) || c == '-' || c == '.';
  }

  private @Nullable Object positional() {
    return at(params instanceof List<?> ? next++ : -1);
  }

  private @Nullable Object at(int index) {
    return params instanceof List<?> list && index >= 0 && index < list.size()
        ? list.get(index)
        : MISSING;
  }

  private @Nullable Object named(String name) {
    return params instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : MISSING;
  }

  /** Where the name that begins there ends by one of {@link #CLOSING}, or -1. */
  private int nameEnd(int closing, int from) {
    char wanted = CLOSING.charAt(closing);
    int end = Math.min(template.length(), from + MAX_NAME);
    for (int i = Math.max(from, without[closing]); i < end; i++) {
      if (template.charAt(i) == wanted) {
        return i;
      }
    }
    without[closing] = Math.max(end, without[closing]);
    return -1;
  }
}
