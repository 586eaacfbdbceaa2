package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The local variables of a frame that its shown source lines name, or any when none name any.
 *
 * @param values name to value, as {@link Facts} reads them, in the frame's order
 * @param further how many there are besides
 */
record LocalVariables(Map<String, Object> values, int further) {

  /** Variables described of a frame. */
  static final int MAX_VARIABLES = 20;

  /** Of more variables than these, the further ones are not looked for. */
  private static final int MAX_NAMES = 100;

  /**
   * Reads them.
   *
   * @param lines the frame's source lines as they were sent
   */
  static LocalVariables of(JsonSlice variables, List<String> lines) {
    try {
      return read(EventJson.of(variables, "vars", new Warnings()), variables.members(), lines);
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  private static LocalVariables read(EventJson json, int members, List<String> lines)
      throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    int names = 0;
    if (!json.isObject()) {
      return new LocalVariables(values, 0);
    }
    Set<String> words = words(lines);
    while (values.size() < MAX_VARIABLES && names++ < MAX_NAMES && json.nextField()) {
      String name = json.name();
      Object value = words.isEmpty() || isNamed(name, words) ? valueOf(json) : null;
      if (value == null) {
        json.skip();
      } else {
        values.put(name, value);
      }
    }
    return new LocalVariables(values, members - values.size());
  }

  private static @Nullable Object valueOf(EventJson json) throws IOException {
    // A variable that holds nothing may be what is wrong.
    return json.isNull() ? "null" : json.anyFacts();
  }

  /** Looked up, and not looked for in each line: names and lines can be made to nearly match. */
  private static Set<String> words(List<String> lines) {
    Set<String> words = new HashSet<>();
    for (String line : lines) {
      int start = 0;
      while (start < line.length()) {
        int end = wordEnd(line, start);
        if (end > start) {
          words.add(line.substring(start, end));
        }
        start = end + 1;
      }
    }
    return words;
  }

  /** Whether all words of a name do; PHP and Perl name a variable with its mark. */
  private static boolean isNamed(String name, Set<String> words) {
    boolean named = false;
    int start = 0;
    while (start < name.length()) {
      int end = wordEnd(name, start);
      if (end > start) {
        if (!words.contains(name.substring(start, end))) {
          return false;
        }
        named = true;
      }
      start = end + 1;
    }
    return named;
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
