package dev.eventfix.suggestfix.options;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.TableUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Projects' options as they were a short time ago, so that a warm call asks for none. Safe for use
 * by several threads.
 *
 * <p>When the table cannot be reached, those count that were read last. Of a project that was never
 * read nothing is known then, and the deployment's own settings hold: an event is answered without
 * the table, too. So the deployment's policy has to be the strictest that any project must have,
 * and projects are allowed more; then not to know is never to allow too much.
 */
public final class RecentOptions {

  /** How long options count that were read: a change shows after it at the latest. */
  public static final int FRESH_MILLIS = 30_000;

  /** How long the table is not asked again after it could not be reached. */
  static final int PAUSE_MILLIS = 5_000;

  /** How long reading may take: an event is answered without it, too. */
  static final int READ_MILLIS = 2_000;

  /** How many projects are remembered: strangers name projects. */
  static final int MAX_PROJECTS = 1_000;

  /**
   * What is known of a project.
   *
   * @param known false when the table could not be reached, and nothing was read before
   */
  public record Reading(ProjectOptions options, boolean known) {}

  private record Recent(ProjectOptions options, long readAt) {}

  /** No method reference: those cost at a cold start. */
  private static final class MonotonicClock implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }

  private final ProjectOptionsStore store;
  private final LongSupplier nanoTime;
  private final Map<String, Recent> recent = new HashMap<>();
  private long pausedUntil;
  private boolean paused;

  /** What was read from that store. */
  public RecentOptions(ProjectOptionsStore store) {
    this(store, new MonotonicClock());
  }

  RecentOptions(ProjectOptionsStore store, LongSupplier nanoTime) {
    this.store = store;
    this.nanoTime = nanoTime;
  }

  /** A project's options; never fails because of the table. */
  public Reading read(String project, Deadline deadline) {
    Recent last = last(project);
    long now = nanoTime.getAsLong();
    if (last != null && now - last.readAt() < FRESH_MILLIS * 1_000_000L) {
      return new Reading(last.options(), true);
    }
    if (!isPaused(now)) {
      try {
        long millis = Math.min(READ_MILLIS, deadline.remainingMillis());
        ProjectOptions options = store.read(project, Deadline.inMillis(millis));
        remember(project, new Recent(options, now));
        return new Reading(options, true);
      } catch (TableUnavailableException e) {
        pause(nanoTime.getAsLong());
      }
    }
    return last == null
        ? new Reading(ProjectOptions.NONE, false)
        : new Reading(last.options(), true);
  }

  private synchronized @Nullable Recent last(String project) {
    return recent.get(project);
  }

  private synchronized void remember(String project, Recent options) {
    if (recent.size() >= MAX_PROJECTS) {
      recent.clear();
    }
    recent.put(project, options);
    paused = false;
  }

  private synchronized boolean isPaused(long now) {
    return paused && now - pausedUntil < 0;
  }

  private synchronized void pause(long now) {
    paused = true;
    pausedUntil = now + PAUSE_MILLIS * 1_000_000L;
  }
}
