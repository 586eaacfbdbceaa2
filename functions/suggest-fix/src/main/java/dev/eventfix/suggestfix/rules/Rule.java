package dev.eventfix.suggestfix.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one kind of exception. In {@code messages} a hole <code>${name}</code> takes
 * what the message says there; in {@code problem}, {@code advice} and {@code example} a hole <code>
 * ${name|words}</code> gives it back, or the words when the message did not tell it.
 *
 * @param types last segments of type names, separated by spaces; {@code *} is any type
 * @param messages templates of which one must occur in the message; empty when any message will do
 * @param repair how the crash line is repaired where it can be
 * @param caught the exception type a {@link Repair#WRAP} catches; else empty
 * @param problem what went wrong, sentences in markdown
 * @param advice what to do about it, sentences in markdown
 * @param example code of the pattern, for events whose own line cannot be repaired
 * @param handling what to think of beyond the line, a sentence in markdown
 */
record Rule(
    String types,
    List<String> messages,
    Repair repair,
    String caught,
    String problem,
    String advice,
    String example,
    String handling) {

  /** Longest part of a message that is matched, in chars. */
  private static final int MAX_MESSAGE = 2_000;

  static Rule of(
      String types,
      List<String> messages,
      Repair repair,
      String problem,
      String advice,
      String example,
      String handling) {
    return new Rule(types, messages, repair, "", problem, advice, example, handling);
  }

  /** A rule whose line is put into a block that catches the exception and says what failed. */
  static Rule wrap(
      String types,
      List<String> messages,
      String caught,
      String problem,
      String advice,
      String example,
      String handling) {
    return new Rule(types, messages, Repair.WRAP, caught, problem, advice, example, handling);
  }

  /**
   * What the holes of the first fitting template took; empty for a rule without templates.
   *
   * @param type the type's last segment
   * @return null when the rule is not about this exception
   */
  @Nullable Map<String, String> match(String type, String message) {
    if (!types.equals("*") && !hasType(type)) {
      return null;
    }
    if (messages.isEmpty()) {
      return Map.of();
    }
    String text = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    for (String template : messages) {
      Map<String, String> found = matchTemplate(template, text);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private boolean hasType(String type) {
    if (type.isEmpty() || type.indexOf(' ') >= 0) {
      return false;
    }
    return (" " + types + " ").contains(" " + type + " ");
  }

  /** Each literal is looked for once, from where the one before it ended: linear time. */
  private static @Nullable Map<String, String> matchTemplate(String template, String message) {
    Map<String, String> found = new HashMap<>();
    String hole = "";
    int at = 0;
    int position = 0;
    boolean first = true;
    while (position <= template.length()) {
      int open = template.indexOf("${", position);
      String literal = template.substring(position, open < 0 ? template.length() : open);
      int next = literal.isEmpty() ? at : message.indexOf(literal, at);
      if (next < 0) {
        return null;
      }
      if (!first) {
        String taken = literal.isEmpty() ? rest(message, at) : message.substring(at, next);
        if (taken.isEmpty() || taken.indexOf('\n') >= 0) {
          return null;
        }
        found.put(hole, taken);
      }
      at = next + literal.length();
      if (open < 0) {
        return found;
      }
      int close = template.indexOf('}', open);
      hole = template.substring(open + 2, close);
      position = close + 1;
      first = false;
    }
    return found;
  }

  private static String rest(String message, int from) {
    int end = message.indexOf('\n', from);
    return message.substring(from, end < 0 ? message.length() : end);
  }

  /** A text of this rule as markdown, its holes filled with inline code. */
  static String prose(String text, Map<String, String> facts) {
    return fill(text, facts, true);
  }

  /** The example with its holes filled where the fact is a plain name. */
  String example(Map<String, String> facts) {
    return fill(example, facts, false);
  }

  private static String fill(String text, Map<String, String> facts, boolean prose) {
    StringBuilder out = new StringBuilder(text.length());
    int position = 0;
    while (true) {
      int open = text.indexOf("${", position);
      int bar = open < 0 ? -1 : text.indexOf('|', open);
      int close = bar < 0 ? -1 : text.indexOf('}', bar);
      if (close < 0) {
        return out.append(text, position, text.length()).toString();
      }
      String fact = facts.get(text.substring(open + 2, bar));
      out.append(text, position, open);
      if (fact != null && prose) {
        out.append(Markdown.code(fact));
      } else if (fact != null && isName(fact)) {
        out.append(fact);
      } else {
        out.append(text, bar + 1, close);
      }
      position = close + 1;
    }
  }

  /** True for ASCII letters, digits and underscores that do not start with a digit. */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!CodeLine.isWord(text.charAt(i)) || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty()
        && text.length() <= Markdown.MAX_INLINE
        && !(text.charAt(0) >= '0' && text.charAt(0) <= '9');
  }
}
