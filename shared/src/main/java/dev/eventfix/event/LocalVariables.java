package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The local variables of a frame that its shown source lines name. */
final class LocalVariables {

  /** Variables described of a frame. */
  static final int MAX_VARIABLES = 20;

  /** Of more variables than these, the further ones are not looked for. */
  private static final int MAX_NAMES = 100;

  private LocalVariables() {}

  /**
   * The variables, name to value as text.
   *
   * @param lines the frame's source lines as they were sent
   */
  static Map<String, String> named(JsonSlice variables, List<String> lines) {
    try {
      return read(EventJson.of(variables, "vars", new Warnings()), lines);
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(EventJson json, List<String> lines) throws IOException {
    Map<String, String> named = new LinkedHashMap<>();
    if (!json.isObject()) {
      return named;
    }
    int names = 0;
    while (json.nextField()) {
      String name = json.name();
      String value = null;
      if (names++ < MAX_NAMES && named.size() < MAX_VARIABLES && isNamed(name, lines)) {
        value = json.anyText();
      } else {
        json.skip();
      }
      if (value != null) {
        named.put(name, value);
      }
    }
    return named;
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
