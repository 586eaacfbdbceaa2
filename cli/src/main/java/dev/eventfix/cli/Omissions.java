package dev.eventfix.cli;

import static dev.eventfix.cli.AnswerTree.number;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer says it left out; what a view has told already is not told again. */
final class Omissions {

  static final String FRAMES = "frames";
  static final String BREADCRUMBS = "breadcrumbs";
  private static final String EXCEPTIONS = "exceptions";

  private final Map<?, ?> omitted;
  private long exceptionsShown;
  private final Set<String> taken = new HashSet<>();

  Omissions(Map<?, ?> omitted) {
    this.omitted = omitted;
  }

  /** So many exceptions were named at the place where they are missing. */
  void exceptionsShown(long count) {
    exceptionsShown += count;
  }

  /** Exceptions that no gap in the numbers has shown; they count as shown from now on. */
  long takeExceptions() {
    long left = Math.max(0, number(omitted.get(EXCEPTIONS)) - exceptionsShown);
    exceptionsShown += left;
    return left;
  }

  /** {@code 12 frames (9 library, 3 in-app)}, or empty; counts as shown from now on. */
  String take(String name) {
    taken.add(name);
    return spelt(name, omitted.get(name));
  }

  /** All that has not been shown, for the end. */
  String rest() {
    StringBuilder rest = new StringBuilder();
    for (Map.Entry<?, ?> member : omitted.entrySet()) {
      String name = String.valueOf(member.getKey());
      boolean shown = name.equals(EXCEPTIONS) ? exceptionsShown > 0 : taken.contains(name);
      String part = shown ? "" : spelt(name, member.getValue());
      if (!part.isEmpty()) {
        rest.append(rest.isEmpty() ? "" : ", ").append(part);
      }
    }
    return rest.toString();
  }

  private static String spelt(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> parts) {
      long sum = 0;
      List<String> spelt = new ArrayList<>();
      for (Map.Entry<?, ?> part : parts.entrySet()) {
        long count = number(part.getValue());
        if (count > 0) {
          sum += count;
          spelt.add(count + " " + kind(String.valueOf(part.getKey())));
        }
      }
      return sum == 0 ? "" : counted(sum, name) + " (" + String.join(", ", spelt) + ")";
    }
    if (value instanceof List<?> each) {
      long sum = 0;
      for (Object count : each) {
        sum += Math.max(0, number(count));
      }
      return sum == 0 ? "" : counted(sum, name);
    }
    if (value instanceof Number) {
      return number(value) == 0 ? "" : counted(number(value), name);
    }
    return value == null || Boolean.FALSE.equals(value) ? "" : name.replace('_', ' ');
  }

  private static String counted(long count, String name) {
    return switch (name) {
      case "context", "report" -> AnswerTree.counted(count, "facts") + " of the " + name;
      case "extra" -> AnswerTree.counted(count, "facts") + " of extra";
      case "exception_info" -> AnswerTree.counted(count, "facts") + " of exceptions";
      default -> AnswerTree.counted(count, name.replace('_', ' '));
    };
  }

  private static String kind(String name) {
    return switch (name) {
      case "in_app" -> "in-app";
      case "system" -> "library";
      default -> name.replace('_', ' ');
    };
  }
}
