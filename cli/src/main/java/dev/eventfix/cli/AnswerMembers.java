package dev.eventfix.cli;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what an answer says by name, one a line: {@code errno: number 2, name ENOENT}. */
final class AnswerMembers {

  /** An answer holds fewer; a malformed one may hold any number. */
  static final int MAX_MEMBERS = 50;

  private static final int HANGING = 2;

  private AnswerMembers() {}

  /**
   * Prints an object's members.
   *
   * @param known names of members that are passed over
   */
  static void print(Map<?, ?> object, Set<String> known, int indent, Page page) {
    int printed = 0;
    long left = 0;
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String name = String.valueOf(member.getKey());
      if (known.contains(name) || member.getValue() == null) {
        continue;
      }
      if (printed == MAX_MEMBERS) {
        left++;
      } else {
        print(name, member.getValue(), indent, page);
        printed++;
      }
    }
    if (left > 0) {
      printMore(left, indent, page);
    }
  }

  static void print(String name, @Nullable Object value, int indent, Page page) {
    StyledText line = StyledText.of(name.replace('_', ' ') + ": ", Style.DIM);
    page.wrapped(indent, HANGING, line.add(AnswerTree.spelt(value), Style.PLAIN));
  }

  static void printMore(long left, int indent, Page page) {
    String more = SafeText.CUT_MARK + " " + left + " more";
    page.line(new StyledText().spaces(indent).add(more, Style.DIM));
  }
}
