package dev.eventfix.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error event as its sender wrote it: unredacted and hostile, so it never leaves this package.
 *
 * @param eventId 32 lower-case hex digits
 * @param message the log entry's text with its parameters put in, else the event's message
 * @param exceptions in the order they were sent, oldest first
 * @param threadStack the crashed, else the current thread's frames, oldest call first; empty when
 *     the event has none
 * @param warnings what was passed over, each a path and what was expected there
 */
record ErrorEvent(
    @Nullable String eventId,
    @Nullable String platform,
    @Nullable String message,
    List<Thrown> exceptions,
    List<Frame> threadStack,
    List<String> warnings) {

  /**
   * One exception of the chain or group.
   *
   * @param frames oldest call first
   */
  record Thrown(
      @Nullable String type,
      @Nullable String value,
      @Nullable String module,
      @Nullable Mechanism mechanism,
      List<Frame> frames) {}

  /**
   * How the exception was caught, and its place in a group.
   *
   * @param source how the parent holds it: {@code __cause__}, {@code exceptions[0]}, ...
   * @param meta what the platform knows besides: errno, signal; empty when it knows nothing
   */
  record Mechanism(
      @Nullable Boolean handled,
      @Nullable Integer exceptionId,
      @Nullable Integer parentId,
      boolean group,
      @Nullable String source,
      Map<String, @Nullable Object> meta) {}

  /** One call on a stack. */
  record Frame(
      @Nullable String function,
      @Nullable String module,
      @Nullable String file,
      @Nullable Integer line,
      boolean inApp,
      List<String> codeBefore,
      @Nullable String code,
      List<String> codeAfter) {}
}
