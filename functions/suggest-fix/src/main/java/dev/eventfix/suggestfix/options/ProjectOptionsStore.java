package dev.eventfix.suggestfix.options;

import dev.eventfix.runtime.Deadline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps projects' options. Safe for use by several threads.
 *
 * <p>Every method throws {@link dev.eventfix.store.TableUnavailableException} when the table gives
 * no answer that counts.
 */
public interface ProjectOptionsStore {

  /** A project that has options. */
  record Entry(String project, ProjectOptions options) {}

  /** A project's options; {@link ProjectOptions#NONE} for one that has none. */
  ProjectOptions read(String project, Deadline deadline);

  /**
   * Sets options, all at once, and leaves the others as they are.
   *
   * @param changes at least one; an empty value removes the option
   * @throws IllegalArgumentException for a value that the option does not take
   */
  void set(String project, Map<ProjectOption, String> changes, Deadline deadline);

  /**
   * A page of the projects that have options, ordered by their names.
   *
   * @param last the last project of the page before, or null for the first page
   * @return empty when there are no more
   */
  List<Entry> list(int limit, @Nullable String last, Deadline deadline);
}
