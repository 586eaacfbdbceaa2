package dev.eventfix.suggestfix.options;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.TableUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps options in memory, and cannot be reached while a test wants it so. */
public class InMemoryProjectOptionsStore implements ProjectOptionsStore {

  private final TreeMap<String, Map<ProjectOption, String>> projects = new TreeMap<>();
  private boolean reachable = true;
  private int reads;

  /** Whether the next calls reach it. */
  public synchronized void setReachable(boolean reachable) {
    this.reachable = reachable;
  }

  /** How often it was read. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized ProjectOptions read(String project, Deadline deadline) {
    reads++;
    if (!reachable) {
      throw new TableUnavailableException("The table cannot be reached. Try again.");
    }
    return ProjectOptions.of(projects.getOrDefault(project, Map.of()));
  }

  @Override
  public synchronized void set(
      String project, Map<ProjectOption, String> changes, Deadline deadline) {
    changes.forEach(
        (option, value) -> {
          if (!value.isEmpty() && !option.takes(value)) {
            throw new IllegalArgumentException(option.key() + " " + option.fault(value));
          }
        });
    Map<ProjectOption, String> values =
        projects.computeIfAbsent(project, name -> new EnumMap<>(ProjectOption.class));
    values.putAll(changes);
    values.values().removeIf(String::isEmpty);
    if (values.isEmpty()) {
      projects.remove(project);
    }
  }

  @Override
  public synchronized List<Entry> list(int limit, @Nullable String last, Deadline deadline) {
    List<Entry> entries = new ArrayList<>();
    (last == null ? projects : projects.tailMap(last, false))
        .forEach(
            (project, values) -> {
              if (entries.size() < limit) {
                entries.add(new Entry(project, ProjectOptions.of(values)));
              }
            });
    return entries;
  }
}
