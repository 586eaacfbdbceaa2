package dev.eventfix.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a log entry's parameters into its message, in the styles that SDKs send: {@code %s} and its
 * kin, {@code %(name)s}, <code>{}</code>, <code>{0}</code> and <code>{name}</code>. A place for
 * which there is no parameter stays as it is.
 */
final class LogParameters {

  /** How long a placeholder's name may be; a longer one is plain text. */
  private static final int MAX_NAME = 100;

  /** Marks between a key and the place of its value. */
  private static final int MAX_MARKS = 5;

  /** How long the text may grow by its parameters. */
  static final int MAX_LENGTH = 1_000_000;

  private final String template;
  private final @Nullable Object params;
  private final @Nullable Redactor redactor;
  private final StringBuilder out;
  private int next;

  private LogParameters(String template, @Nullable Object params, @Nullable Redactor redactor) {
    this.template = template;
    this.params = params;
    this.redactor = redactor;
    this.out = new StringBuilder(template.length() + 64);
  }

  /**
   * The message with its parameters put in.
   *
   * @param params a list, a map, or null
   */
  static String putInto(String template, @Nullable Object params) {
    return putInto(template, params, null);
  }

  /**
   * As {@link #putInto(String, Object)}; what stands for a secret by its name, or by the key before
   * its place, is taken out: in the text nothing would tell where it ends.
   */
  static String putInto(String template, @Nullable Object params, @Nullable Redactor redactor) {
    boolean none =
        !(params instanceof List<?> list && !list.isEmpty())
            && !(params instanceof Map<?, ?> map && !map.isEmpty());
    return none ? template : new LogParameters(template, params, redactor).format();
  }

  private String format() {
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      int end = -1;
      if (out.length() < MAX_LENGTH) {
        if (c == '%') {
          end = percent(i);
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

  /** Handles a percent sign; returns where to go on, or -1 when it is plain text. */
  private int percent(int start) {
    int i = start + 1;
    if (i == template.length()) {
      return -1;
    }
    if (template.charAt(i) == '%') {
      out.append('%');
      return i + 1;
    }
    if (template.charAt(i) == '(') {
      int close = indexWithin(')', i + 1);
      if (close < 0 || close + 1 == template.length() || !isConversion(close + 1)) {
        return -1;
      }
      String name = template.substring(i + 1, close);
      return put(named(name), name, close + 2);
    }
    // Flags, width and precision: "%-5d", "%.2f".
    while (i < template.length() && i - start <= 8 && isFlag(template.charAt(i))) {
      i++;
    }
    return i < template.length() && isConversion(i)
        ? put(positional(), keyBefore(start), i + 1)
        : -1;
  }

  private int brace(int start) {
    int close = indexWithin('}', start + 1);
    if (close < 0) {
      return -1;
    }
    String name = template.substring(start + 1, close);
    Object value;
    if (name.isEmpty()) {
      value = positional();
    } else if (params instanceof List<?> list && name.length() < 4 && Chars.isNumber(name)) {
      int index = Integer.parseInt(name);
      value = index < list.size() ? list.get(index) : null;
    } else {
      value = named(name);
    }
    boolean positional = name.isEmpty() || params instanceof List<?>;
    return put(value, positional ? keyBefore(start) : name, close + 1);
  }

  private int put(@Nullable Object value, String key, int end) {
    if (value == null) {
      return -1;
    }
    SecretKey secret = redactor == null ? null : redactor.keyOf(key);
    if (redactor != null && secret != null && secret.isCertain()) {
      out.append(redactor.redactQueryValueOf(key, value.toString()));
    } else {
      out.append(value);
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
    return params instanceof List<?> list && next < list.size() ? list.get(next++) : null;
  }

  private @Nullable Object named(String name) {
    return params instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private int indexWithin(char wanted, int from) {
    int end = Math.min(template.length(), from + MAX_NAME);
    for (int i = from; i < end; i++) {
      if (template.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  private boolean isConversion(int at) {
    return "sdirfgexXouc".indexOf(template.charAt(at)) >= 0;
  }

  private static boolean isFlag(char c) {
    return Chars.isDigit(c) || c == '.' || c == '-' || c == '+' || c == '#';
  }
}
