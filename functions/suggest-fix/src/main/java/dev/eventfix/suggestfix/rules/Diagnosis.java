package dev.eventfix.suggestfix.rules;

import dev.eventfix.event.EventDescription;
import dev.eventfix.event.EventDescription.ExceptionDescription;
import dev.eventfix.event.EventDescription.FrameDescription;
import dev.eventfix.event.Redacted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which exception of an event is to be explained, by which rule, and where in the code.
 *
 * @param exception null when the event has only a message
 * @param place its place in the described list
 * @param platform the event's
 * @param rule null when none is known
 * @param rulePlatform whose table the rule is from
 * @param facts what the message told
 * @param frame the crash frame, or null when there is none
 * @param frameIsOwn false when the frame is that of a later exception of the chain
 * @param repair what could be made of the crash line
 */
record Diagnosis(
    @Nullable ExceptionDescription exception,
    int place,
    Platform platform,
    @Nullable Rule rule,
    Platform rulePlatform,
    Map<String, String> facts,
    @Nullable FrameDescription frame,
    boolean frameIsOwn,
    LineRepair.Result repair) {

  /** Types that say little when what they wrap is known. */
  private static final String WRAPPERS =
      " RuntimeException ServletException ExecutionException CompletionException Exception Error"
          + " UndeclaredThrowableException InvocationTargetException UncheckedIOException"
          + " NestedServletException IllegalStateException IllegalArgumentException"
          + " TargetInvocationException AggregateException InvalidOperationException"
          + " ExceptionGroup BaseExceptionGroup AggregateError RuntimeError StandardError"
          + " ArgumentError wrapError withStack withMessage ";

  /** Longest type name that is looked at, in chars. */
  private static final int MAX_TYPE = 300;

  /** A rule that fits an exception. */
  private record Match(Rule rule, Platform platform, Map<String, String> facts) {}

  /** Diagnoses an event. */
  static Diagnosis of(EventDescription event) {
    List<ExceptionDescription> exceptions = chain(event);
    String language = string(event.language());
    if (exceptions.isEmpty()) {
      return nothing(Platform.of(language, null));
    }
    Platform platform = Platform.of(language, anyFile(exceptions));
    Match match = match(platform, exceptions.get(0));
    int place = 0;
    if (match == null || isWrapper(match.rule(), exceptions.get(0))) {
      int deeper = deepestKnown(platform, exceptions, true);
      if (deeper == 0 && match == null) {
        deeper = deepestKnown(platform, exceptions, false);
      }
      place = deeper;
      match = match(platform, exceptions.get(place));
    }
    return at(platform, exceptions, place, match);
  }

  /** What led to the error: without the exceptions that were suppressed on the way, the last. */
  static List<ExceptionDescription> chain(EventDescription event) {
    List<ExceptionDescription> all = event.exceptions();
    int end = 0;
    while (end < all.size() && all.get(end).suppressedBy() == 0) {
      end++;
    }
    return all.subList(0, end);
  }

  private static Diagnosis nothing(Platform platform) {
    return new Diagnosis(
        null, 0, platform, null, platform, Map.of(), null, true, LineRepair.Result.NOTHING);
  }

  private static Diagnosis at(
      Platform platform, List<ExceptionDescription> exceptions, int place, @Nullable Match match) {
    ExceptionDescription exception = exceptions.get(place);
    int crash = crashIndex(exception);
    FrameDescription frame = crash < 0 ? null : exception.stacktrace().get(crash);
    if (frame != null) {
      frame = withName(platform, exception.stacktrace(), crash);
    }
    boolean own = true;
    for (int i = place - 1; i >= 0 && (frame == null || !frame.inApp()) && own; i--) {
      int later = crashIndex(exceptions.get(i));
      if (later >= 0 && exceptions.get(i).stacktrace().get(later).inApp()) {
        frame = exceptions.get(i).stacktrace().get(later);
        own = false;
      }
    }
    LineRepair.Result repair = LineRepair.Result.NOTHING;
    if (match != null && own && crash >= 0) {
      repair = repair(platform, match, exception, crash);
    }
    return new Diagnosis(
        exception,
        place,
        platform,
        match == null ? null : match.rule(),
        match == null ? platform : match.platform(),
        match == null ? Map.of() : match.facts(),
        frame,
        own,
        repair);
  }

  /**
   * Ruby shows built-in methods as frames on the line that called them; the last frame on the line
   * is the method that a reader finds there.
   */
  private static FrameDescription withName(
      Platform platform, List<FrameDescription> frames, int crash) {
    FrameDescription frame = frames.get(crash);
    if (platform == Platform.RUBY) {
      for (int i = crash + 1; i < frames.size() && isSamePlace(frames.get(i), frame); i++) {
        frame = frames.get(i);
      }
    }
    return frame;
  }

  private static LineRepair.Result repair(
      Platform platform, Match match, ExceptionDescription exception, int crash) {
    FrameDescription frame = exception.stacktrace().get(crash);
    Repair.Depth depth = depth(exception.stacktrace(), crash);
    boolean near = depth.compareTo(match.rule().repair().depth()) <= 0;
    if (frame.code() == null || !near || platform == Platform.UNKNOWN) {
      return LineRepair.Result.NOTHING;
    }
    List<String> before = new ArrayList<>();
    for (Redacted line : frame.codeBefore()) {
      before.add(line.toString());
    }
    String callee =
        depth == Repair.Depth.RUNTIME
            ? lastSegment(exception.stacktrace().get(crash - 1).func())
            : null;
    return LineRepair.repair(
        match.rule(), platform, frame.code().toString(), before, match.facts(), callee);
  }

  /** How far below the crash frame the exception was raised. */
  private static Repair.Depth depth(List<FrameDescription> frames, int crash) {
    Repair.Depth depth = Repair.Depth.HERE;
    for (int i = crash - 1; i >= 0; i--) {
      FrameDescription frame = frames.get(i);
      if (isSamePlace(frame, frames.get(crash)) || isBuiltIn(frame)) {
        continue;
      }
      if (frame.inApp() || !isRuntime(frame)) {
        return Repair.Depth.ANY;
      }
      depth = Repair.Depth.RUNTIME;
    }
    return depth;
  }

  private static boolean isSamePlace(FrameDescription frame, FrameDescription crash) {
    return frame.file() != null
        && frame.file().equals(crash.file())
        && frame.line() != null
        && frame.line().equals(crash.line());
  }

  /** Engines name their built-in functions without a file. */
  private static boolean isBuiltIn(FrameDescription frame) {
    String file = string(frame.file());
    return frame.module() == null
        && (file == null || file.equals("<anonymous>") || file.equals("[internal]"));
  }

  private static boolean isRuntime(FrameDescription frame) {
    String module = string(frame.module());
    return module != null
        && (module.startsWith("java.")
            || module.startsWith("jdk.")
            || module.startsWith("kotlin.")
            || module.startsWith("System.")
            || module.equals("runtime")
            || module.equals("os"));
  }

  private static int deepestKnown(
      Platform platform, List<ExceptionDescription> exceptions, boolean inApp) {
    for (int i = exceptions.size() - 1; i > 0; i--) {
      int crash = crashIndex(exceptions.get(i));
      boolean located = crash >= 0 && exceptions.get(i).stacktrace().get(crash).inApp();
      Match match = located || !inApp ? match(platform, exceptions.get(i)) : null;
      if (match != null && !isWrapper(match.rule(), exceptions.get(i))) {
        return i;
      }
    }
    return 0;
  }

  /** A rule that the message chose is about more than the type. */
  private static boolean isWrapper(Rule rule, ExceptionDescription exception) {
    return rule.messages().isEmpty()
        && WRAPPERS.contains(" " + lastSegment(exception.type()) + " ");
  }

  private static @Nullable Match match(Platform platform, ExceptionDescription exception) {
    String type = lastSegment(exception.type());
    String message = exception.message() == null ? "" : exception.message().toString();
    if (platform == Platform.UNKNOWN) {
      for (Platform each : Platform.values()) {
        Match match = match(each, type, message, true);
        if (match != null) {
          return match;
        }
      }
      return null;
    }
    Match match = match(platform, type, message, false);
    Platform relative = platform.relative();
    return match == null && relative != null ? match(relative, type, message, false) : match;
  }

  private static @Nullable Match match(
      Platform platform, String type, String message, boolean typedOnly) {
    for (Rule rule : platform.rules()) {
      boolean considered = !typedOnly || !rule.types().equals("*");
      Map<String, String> facts = considered ? rule.match(type, message) : null;
      if (facts != null) {
        return new Match(rule, platform, facts);
      }
    }
    return null;
  }

  /** The name after the last of the separators that languages put into type names. */
  static String lastSegment(@Nullable Redacted type) {
    String name = type == null ? "" : type.toString();
    if (name.length() > MAX_TYPE) {
      return "";
    }
    int start = name.length();
    while (start > 0 && CodeLine.isWord(name.charAt(start - 1))) {
      start--;
    }
    return name.substring(start);
  }

  private static int crashIndex(ExceptionDescription exception) {
    List<FrameDescription> frames = exception.stacktrace();
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).crash()) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String anyFile(List<ExceptionDescription> exceptions) {
    for (ExceptionDescription exception : exceptions) {
      int crash = crashIndex(exception);
      if (crash >= 0 && exception.stacktrace().get(crash).file() != null) {
        return string(exception.stacktrace().get(crash).file());
      }
    }
    return null;
  }

  private static @Nullable String string(@Nullable Redacted text) {
    return text == null ? null : text.toString();
  }
}
