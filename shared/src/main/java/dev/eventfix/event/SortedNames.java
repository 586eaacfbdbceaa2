package dev.eventfix.event;

import java.util.List;

/**
 * Names, any of which may be how a text begins. A name stands for itself and for what goes on
 * behind it with a mark that is no part of a word; one that ends with such a mark, or was written
 * with a {@code *} at its end, for whatever goes on.
 */
final class SortedNames {

  /** First characters beyond these are not told apart. */
  private static final int FIRST = 128;

  private final String[] names;

  /** Of each name, whether anything may follow. */
  private final boolean[] open;

  /** For each first character where its names begin; those of the next one are their end. */
  private final short[] begins = new short[FIRST + 1];

  /**
   * Names from a text.
   *
   * @param words sorted without their {@code *}, parted by blanks or line ends
   */
  SortedNames(String words) {
    List<String> list = LibraryPatterns.words(words);
    names = new String[list.size()];
    open = new boolean[names.length];
    int first = 0;
    for (int i = 0; i < names.length; i++) {
      String word = list.get(i);
      boolean star = word.endsWith("*");
      names[i] = star ? word.substring(0, word.length() - 1) : word;
      open[i] = star || !Chars.isWord(word.charAt(word.length() - 1));
      while (first <= word.charAt(0)) {
        begins[first++] = (short) i;
      }
    }
    while (first <= FIRST) {
      begins[first++] = (short) names.length;
    }
  }

  boolean isEmpty() {
    return names.length == 0;
  }

  /** All names, for tests. */
  List<String> names() {
    return List.of(names);
  }

  /** Whether the text begins with one of the names. */
  boolean beginsOne(String text) {
    if (text.isEmpty() || text.charAt(0) >= FIRST) {
      return false;
    }
    int low = begins[text.charAt(0)];
    int high = begins[text.charAt(0) + 1];
    int length = text.length();
    while (low < high) {
      int at = lastUpTo(text, length, low, high);
      if (at < low) {
        return false;
      }
      int common = commonLength(names[at], text, length);
      if (common == names[at].length()) {
        if (open[at] || common == text.length() || !Chars.isWord(text.charAt(common))) {
          return true;
        }
        common--;
      }
      // What begins the text is no longer than what this one has in common with it.
      length = common;
      high = at;
    }
    return false;
  }

  /** The last name that does not stand behind the text's beginning, from low on; else low - 1. */
  private int lastUpTo(String text, int length, int low, int high) {
    int from = low;
    int to = high - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      String name = names[middle];
      int common = commonLength(name, text, length);
      boolean ended = common == name.length() || common == length;
      int order = ended ? name.length() - length : name.charAt(common) - text.charAt(common);
      if (order <= 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return to;
  }

  private static int commonLength(String name, String text, int length) {
    int end = Math.min(name.length(), length);
    // The first character is the same: by it, the names were chosen.
    int i = 1;
    while (i < end && name.charAt(i) == text.charAt(i)) {
      i++;
    }
    return i;
  }
}
