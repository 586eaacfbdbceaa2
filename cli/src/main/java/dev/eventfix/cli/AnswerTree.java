package dev.eventfix.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an answer's tree without trusting its shape: what is not as expected counts as absent. */
final class AnswerTree {

  /** Deeper values are not spelt out. */
  static final int MAX_DEPTH = 4;

  /** More members of one value are not spelt out. */
  static final int MAX_MEMBERS = 20;

  /** Beyond this a double holds no exact whole numbers. */
  private static final double MAX_EXACT = 1e15;

  private AnswerTree() {}

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** A string, or a number or truth value in its place; empty when there is none. */
  static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "";
  }

  /** A whole number from 0 on; -1 for anything else. */
  static long number(@Nullable Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return Math.max(-1, ((Number) value).longValue());
    }
    if (value instanceof Number number) {
      double exact = number.doubleValue();
      return exact >= 0 && exact < MAX_EXACT && exact == Math.rint(exact) ? (long) exact : -1;
    }
    return -1;
  }

  /** Any value in one line for people: {@code number 2, name ENOENT}. */
  static String spelt(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    spell(value, 0, out);
    return out.toString();
  }

  private static void spell(@Nullable Object value, int depth, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      int count = 0;
      open(map.isEmpty(), depth, out);
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (!next(count++, map.size(), depth, out)) {
          break;
        }
        out.append(member.getKey()).append(' ');
        spell(member.getValue(), depth + 1, out);
      }
      close(map.isEmpty(), depth, out);
    } else if (value instanceof List<?> list) {
      int count = 0;
      open(list.isEmpty(), depth, out);
      for (Object element : list) {
        if (!next(count++, list.size(), depth, out)) {
          break;
        }
        spell(element, depth + 1, out);
      }
      close(list.isEmpty(), depth, out);
    } else {
      out.append(value == null ? "none" : text(value));
    }
  }

  private static void open(boolean empty, int depth, StringBuilder out) {
    if (empty || depth > 0) {
      out.append('(');
    }
  }

  private static void close(boolean empty, int depth, StringBuilder out) {
    if (empty || depth > 0) {
      out.append(')');
    }
  }

  private static boolean next(int count, int size, int depth, StringBuilder out) {
    if (count > 0) {
      out.append(", ");
    }
    if (count == MAX_MEMBERS || depth == MAX_DEPTH) {
      out.append(SafeText.CUT_MARK).append(size - count).append(" more");
      return false;
    }
    return true;
  }

  /** {@code 1 frame}, {@code 2 frames}. */
  static String counted(long count, String plural) {
    boolean cut = count == 1 && plural.endsWith("s");
    return count + " " + (cut ? plural.substring(0, plural.length() - 1) : plural);
  }
}
