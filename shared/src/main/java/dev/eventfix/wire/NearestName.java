package dev.eventfix.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what somebody who misspelt a name most likely meant. */
public final class NearestName {

  /** Names are compared up to this length: they may come from anywhere. */
  private static final int MAX_LENGTH = 100;

  private NearestName() {}

  /**
   * The one of the names that takes the fewest changes, or null when all of them are too far off to
   * have been meant: more than a third of the name would have to be changed.
   */
  public static @Nullable String of(String name, List<String> names) {
    String nearest = null;
    int fewest = Math.max(2, name.length() / 3) + 1;
    if (name.length() > MAX_LENGTH) {
      return null;
    }
    for (String candidate : names) {
      int changes = changes(name, candidate);
      if (changes < fewest) {
        fewest = changes;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Characters put in, left out, changed, or exchanged with their neighbour. */
  static int changes(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + 1);
        }
        row[j] = best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
