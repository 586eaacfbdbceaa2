package dev.eventfix.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which classes a start loaded: what it costs follows mostly from those that do not come from the
 * JDK's own archive. Reads the lines of {@code -Xlog:class+load} without decorations.
 *
 * @param archived how many came from the JDK's archive of loaded classes, which is cheap
 * @param parsed names of those that were read from a class file
 * @param generated how many the JVM or a library made up: lambdas, proxies, method handles
 */
record ClassLoading(int archived, Set<String> parsed, int generated) {

  private static final String SOURCE = " source: ";

  static ClassLoading read(List<String> lines) {
    int archived = 0;
    int generated = 0;
    Set<String> parsed = new HashSet<>();
    for (String line : lines) {
      int at = line.indexOf(SOURCE);
      if (at < 0) {
        continue;
      }
      String source = line.substring(at + SOURCE.length());
      if (source.startsWith("shared objects file")) {
        archived++;
      } else if (source.startsWith("jrt:") || source.startsWith("file:")) {
        parsed.add(line.substring(0, at));
      } else {
        generated++;
      }
    }
    return new ClassLoading(archived, Set.copyOf(parsed), generated);
  }

  int total() {
    return archived + parsed.size() + generated;
  }

  /** How many classes of each package were parsed here and not there, largest first. */
  List<Map.Entry<String, Integer>> packagesBeyond(ClassLoading other) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String name : parsed) {
      if (!other.parsed.contains(name)) {
        counts.merge(name.substring(0, Math.max(0, name.lastIndexOf('.'))), 1, Integer::sum);
      }
    }
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    return sorted;
  }
}
