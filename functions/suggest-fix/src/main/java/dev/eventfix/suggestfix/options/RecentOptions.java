package dev.eventfix.suggestfix.options;

import dev.eventfix.configuration.Jitter;
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
 *
 * <p>A queue's record, which cannot be answered without the table, waits for it for as long as it
 * has time: that it is slow, or away for a moment, must not cost one of the few times that a record
 * is received.
 */
public final class RecentOptions {

  /** How long options count that were read: a change shows after it at the latest. */
  public static final int FRESH_MILLIS = 30_000;

  /** How long callers do not ask the table again after it could not be reached. */
  static final int PAUSE_MILLIS = 5_000;

  /** How long reading may take while a caller waits: an event is answered without it, too. */
  static final int READ_MILLIS = 3_000;

  /** The wait before a record's second try; it doubles. */
  private static final int FIRST_WAIT_MILLIS = 100;

  private static final int LONGEST_WAIT_MILLIS = 2_000;

  /** How many projects are remembered: strangers name projects. */
  static final int MAX_PROJECTS = 1_000;

  /**
   * What is known of a project.
   *
   * @param known false when the table could not be reached, and nothing was read before
   */
  public record Reading(ProjectOptions options, boolean known) {}

  private record Recent(ProjectOptions options, long readAt) {}

  /** Waits; tests have one that does not. */
  interface Pause {
    void forMillis(long millis) throws InterruptedException;
  }

  private static final class Sleep implements Pause {
    @Override
    public void forMillis(long millis) throws InterruptedException {
      Thread.sleep(millis);
    }
  }

  /** No method reference: those cost at a cold start. */
  private static final class MonotonicClock implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }

  private final ProjectOptionsStore store;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Map<String, Recent> recent = new HashMap<>();
  private long pausedUntil;
  private boolean paused;

  /** What was read from that store. */
  public RecentOptions(ProjectOptionsStore store) {
    this(store, new MonotonicClock(), new Sleep());
  }

  RecentOptions(ProjectOptionsStore store, LongSupplier nanoTime, Pause pause) {
    this.store = store;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * A project's options; never fails because of the table.
   *
   * @param queued true for a queue's record, which waits for the table until its deadline when
   *     nothing is known of the project
   */
  public Reading read(String project, boolean queued, Deadline deadline) {
    Recent last = last(project);
    long now = nanoTime.getAsLong();
    if (last != null && now - last.readAt() < FRESH_MILLIS * 1_000_000L) {
      return new Reading(last.options(), true);
    }
    if (queued && last == null) {
      return await(project, deadline);
    }
    ProjectOptions read =
        isPaused(now)
            ? null
            : tried(project, Deadline.inMillis(Math.min(READ_MILLIS, deadline.remainingMillis())));
    if (read != null) {
      return new Reading(read, true);
    }
    return last == null
        ? new Reading(ProjectOptions.NONE, false)
        : new Reading(last.options(), true);
  }

  /** Asks until there is an answer, or no time for another try. */
  private Reading await(String project, Deadline deadline) {
    long longest = FIRST_WAIT_MILLIS;
    while (true) {
      ProjectOptions read = tried(project, deadline);
      if (read != null) {
        return new Reading(read, true);
      }
      long wait = Jitter.between(longest / 2, longest);
      longest = Math.min(LONGEST_WAIT_MILLIS, 2 * longest);
      if (deadline.remainingMillis() <= wait) {
        return new Reading(ProjectOptions.NONE, false);
      }
      try {
        pause.forMillis(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Reading(ProjectOptions.NONE, false);
      }
    }
  }

  /** Those that the table tells, or null when it tells none; then callers leave it alone. */
  private @Nullable ProjectOptions tried(String project, Deadline deadline) {
    long asked = nanoTime.getAsLong();
    try {
      ProjectOptions options = store.read(project, deadline);
      remember(project, new Recent(options, asked));
      return options;
    } catch (TableUnavailableException e) {
      pause(nanoTime.getAsLong());
      return null;
    }
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
