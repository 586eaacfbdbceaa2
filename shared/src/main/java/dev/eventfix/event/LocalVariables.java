package dev.eventfix.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The local variables of a frame that its shown source lines name. */
final class LocalVariables {

  /** Variables described of a frame. */
  static final int MAX_VARIABLES = 20;

  private LocalVariables() {}

  /**
   * The variables, name to value as text.
   *
   * @param lines the frame's source lines as they were sent
   */
  static Map<String, String> named(JsonSlice variables, List<String> lines) {
    try {
      return read(EventJson.of(variables, "vars", new Warnings()), words(lines));
    } catch (IOException e) {
      // It was JSON when it was passed over.
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(EventJson json, Set<String> words) throws IOException {
    Map<String, String> named = new LinkedHashMap<>();
    if (!json.isObject()) {
      return named;
    }
    while (json.nextField()) {
      String name = json.name();
      // PHP and Perl name a variable with its mark.
      String word = name.startsWith("$") ? name.substring(1) : name;
      String value = null;
      if (words.contains(word) && named.size() < MAX_VARIABLES) {
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

  private static Set<String> words(List<String> lines) {
    Set<String> words = new HashSet<>();
    for (String line : lines) {
      int i = 0;
      while (i < line.length()) {
        int start = i;
        while (i < line.length() && isPart(line.charAt(i))) {
          i++;
        }
        if (i > start) {
          words.add(line.substring(start, i));
        } else {
          i++;
        }
      }
    }
    return words;
  }

  private static boolean isPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
