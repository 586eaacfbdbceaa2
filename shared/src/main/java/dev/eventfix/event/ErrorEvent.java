package dev.eventfix.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error event as its sender wrote it: unredacted and hostile, so it never leaves this package.
 *
 * @param eventId 32 lower-case hex digits
 * @param message the log entry's text with its parameters put in, else the event's message
 * @param template the message before its parameters were put in; the message itself without them
 * @param params the parameters when the sender left it to us to put them in, else null
 * @param exceptions in the order they were sent, oldest first; those without a stack trace of their
 *     own have their thread's
 * @param threadStack of an event without exceptions the crashed, else the current thread's frames,
 *     else the first's, oldest call first
 * @param threadName whose frames these are, when another thread crashed; or null
 * @param report what a browser reported, or null
 * @param fingerprint what the sender wants the event grouped by; empty when nothing special
 * @param circumstances what a detailed description tells besides
 * @param warnings what was passed over, each a path and what was expected there
 */
record ErrorEvent(
    @Nullable String eventId,
    @Nullable String platform,
    @Nullable String message,
    @Nullable String template,
    @Nullable Object params,
    List<Thrown> exceptions,
    List<Frame> threadStack,
    @Nullable String threadName,
    @Nullable Report report,
    List<String> fingerprint,
    Circumstances circumstances,
    Warnings warnings) {

  /** How many exceptions' types a context may be named after. */
  private static final int MAX_TYPES = 20;

  /** Where JavaScript's SDKs put an object that was thrown and is no error. */
  private static final String THROWN_OBJECT = "__serialized__";

  /** True when contexts or extra tell of the error itself. */
  boolean hasFactsOfError() {
    return anyIsOfError(circumstances.contexts()) || anyIsOfError(circumstances.extra());
  }

  private boolean anyIsOfError(@Nullable JsonSlice slice) {
    for (String name : slice == null ? List.<String>of() : slice.names()) {
      if (isOfError(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * True for a context, or a field of extra, that tells of the error itself: SDKs name it after the
   * exception's type or by what it is.
   */
  boolean isOfError(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("error") || lower.contains("exception") || name.equals(THROWN_OBJECT)) {
      return true;
    }
    // Contexts and exceptions may both be many: the older ones are hardly told.
    int oldest = Math.max(0, exceptions.size() - MAX_TYPES);
    for (int i = exceptions.size() - 1; i >= oldest; i--) {
      String type = exceptions.get(i).type();
      if (type != null && (type.equals(name) || isLastPart(type, name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLastPart(String type, String name) {
    int before = type.length() - name.length() - 1;
    return before >= 0 && type.endsWith(name) && !Chars.isWord(type.charAt(before));
  }

  /**
   * One exception of the chain or group.
   *
   * @param thread whose frames these are, when it is not the one that it was raised in; or null
   * @param frames oldest call first
   */
  record Thrown(
      @Nullable String type,
      @Nullable String value,
      @Nullable String module,
      @Nullable Mechanism mechanism,
      @Nullable String thread,
      List<Frame> frames) {

    Thrown with(@Nullable String threadOfFrames, List<Frame> others) {
      return new Thrown(type, value, module, mechanism, threadOfFrames, others);
    }
  }

  /**
   * How the exception was caught, and its place in a group.
   *
   * @param suppressed whether it was raised while its parent was on its way, and put aside for it
   * @param source how the parent holds it: {@code __cause__}, {@code exceptions[0]}, ...
   * @param meta what the platform knows besides: errno, signal; empty when it knows nothing
   * @param data what the SDK knows besides, in any shape: an exception's code
   */
  record Mechanism(
      @Nullable Boolean handled,
      @Nullable Integer exceptionId,
      @Nullable Integer parentId,
      boolean group,
      boolean suppressed,
      @Nullable String source,
      Map<String, @Nullable Object> meta,
      Map<String, @Nullable Object> data) {}

  /**
   * One call on a stack.
   *
   * @param absPath the file's whole path, which its name may be the end of
   * @param platform where it is another than the event's, or null
   * @param saidInApp what the SDK says of it, or null
   * @param inApp whether it is the program's own, as {@link InAppFrames} sees it
   * @param binary the library or assembly that holds the code (Sentry's {@code package})
   * @param symbol its name in the binary, often mangled
   * @param address where in memory it was, as text
   * @param variables the local variables, an object, or null
   */
  record Frame(
      @Nullable String function,
      @Nullable String module,
      @Nullable String file,
      @Nullable String absPath,
      @Nullable Integer line,
      @Nullable Integer column,
      @Nullable String platform,
      @Nullable Boolean saidInApp,
      boolean inApp,
      SourceLines codeBefore,
      @Nullable String code,
      SourceLines codeAfter,
      @Nullable String binary,
      @Nullable String symbol,
      @Nullable String address,
      @Nullable JsonSlice variables) {

    Frame with(boolean ownCode) {
      return new Frame(
          function,
          module,
          file,
          absPath,
          line,
          column,
          platform,
          saidInApp,
          ownCode,
          codeBefore,
          code,
          codeAfter,
          binary,
          symbol,
          address,
          variables);
    }
  }

  /**
   * A violation that a browser reported.
   *
   * @param type {@code csp}, {@code expectct}, {@code expectstaple} or {@code hpkp}
   */
  record Report(String type, Map<String, @Nullable Object> facts) {}

  /**
   * What surrounded the error; the slices are unread.
   *
   * @param time when it happened, as it was sent
   * @param level how bad it is: fatal, error, warning, ...
   * @param logger the name of what logged it
   * @param transaction what was being done: a route, a task
   * @param extra what the program told besides
   * @param debugMeta which binaries were in memory, and where
   */
  record Circumstances(
      @Nullable String time,
      @Nullable String level,
      @Nullable String logger,
      @Nullable String release,
      @Nullable String environment,
      @Nullable String transaction,
      @Nullable JsonSlice request,
      @Nullable JsonSlice contexts,
      @Nullable JsonSlice extra,
      @Nullable JsonSlice tags,
      @Nullable JsonSlice breadcrumbs,
      @Nullable JsonSlice debugMeta) {}
}
