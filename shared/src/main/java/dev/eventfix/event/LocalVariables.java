package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The local variables of a frame that its shown source lines name.
 *
 * @param values name to value, as {@link Facts} reads them, in the frame's order
 * @param further how many more there were
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
  static LocalVariables named(JsonSlice variables, List<String> lines) {
    try {
      return read(EventJson.of(variables, "vars", new Warnings()), lines);
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  private static LocalVariables read(EventJson json, List<String> lines) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    int further = 0;
    int names = 0;
    boolean fields = json.isObject();
    while (fields && json.nextField()) {
      String name = json.name();
      Object value = null;
      if (names++ < MAX_NAMES && isNamed(name, lines)) {
        further += values.size() < MAX_VARIABLES ? 0 : 1;
        value = values.size() < MAX_VARIABLES ? valueOf(json) : null;
      }
      if (value == null) {
        json.skip();
      } else {
        values.put(name, value);
      }
    }
    return new LocalVariables(values, further);
  }

  private static @Nullable Object valueOf(EventJson json) throws IOException {
    // A variable that holds nothing may be what is wrong.
    return json.isNull() ? "null" : json.anyFacts();
  }

  private static boolean isNamed(String name, List<String> lines) {
    // PHP and Perl name a variable with its mark.
    String word = name.startsWith("$") ? name.substring(1) : name;
    if (word.isEmpty()) {
      return false;
    }
    for (String line : lines) {
      int at = line.indexOf(word);
      while (at >= 0) {
        int end = at + word.length();
        boolean starts = at == 0 || !isPart(line.charAt(at - 1));
        if (starts && (end == line.length() || !isPart(line.charAt(end)))) {
          return true;
        }
        at = line.indexOf(word, at + 1);
      }
    }
    return false;
  }

  private static boolean isPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
