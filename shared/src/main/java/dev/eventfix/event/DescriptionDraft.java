package dev.eventfix.event;

import dev.eventfix.event.EventDescription.BreadcrumbDescription;
import dev.eventfix.event.EventDescription.ExceptionDescription;
import dev.eventfix.event.EventDescription.FrameDescription;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.WrittenJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A description that can still lose parts, and loses them in a fixed order until it fits into its
 * budget: the code of library frames; variables; breadcrumbs, the oldest first; tags; contexts and
 * extra, the last first, but for those of the error itself; context lines, those farthest from the
 * crash first; library frames; older exceptions; the middle of long messages; the other in-app
 * frames; what surrounded the error; contexts and extra of the error itself; what the platform
 * knows besides; a report's facts; the crash frame's code; the middle of names; the crash frame's
 * module, binary and column; the ids of a lone exception; the language; what is left of messages
 * and names, but for a character or two.
 */
final class DescriptionDraft {

  /** Texts are cut down to this before the last parts go. */
  private static final int SHORT_TEXT = 12;

  /** No text is cut to fewer characters than this. */
  private static final int MIN_TEXT = 2;

  /** Messages are cut down to this before anything of the crash frame goes. */
  private static final int SHORT_MESSAGE = 100;

  /** What the names of a part's fields, its numbers and its brackets may take in tokens. */
  private static final int MAX_FIELDS_TOKENS = 60;

  static final class FrameDraft {
    @Nullable Redacted func;
    @Nullable Redacted module;
    @Nullable Redacted file;
    @Nullable Integer line;
    @Nullable Integer column;
    boolean inApp;
    boolean crash;
    int repeated = 1;
    int distance;
    List<Redacted> codeBefore = new ArrayList<>();
    @Nullable Redacted code;
    List<Redacted> codeAfter = new ArrayList<>();
    @Nullable Redacted binary;
    @Nullable Redacted symbol;
    @Nullable Redacted address;
    Map<Redacted, Redacted> variables = Map.of();

    private int codeLines() {
      return codeBefore.size() + codeAfter.size() + (code == null ? 0 : 1);
    }

    private FrameDescription build() {
      return new FrameDescription(
          func,
          module,
          file,
          line,
          column,
          inApp,
          crash,
          repeated,
          codeBefore,
          code,
          codeAfter,
          binary,
          symbol,
          address,
          variables);
    }
  }

  static final class ExceptionDraft {
    final int num;

    /** Numbers of others, or 0. */
    int causeOf;

    int suppressedBy;
    @Nullable Redacted type;
    @Nullable Redacted message;
    @Nullable RedactedTree info;
    @Nullable Integer exceptionId;
    @Nullable Integer parentId;
    boolean unhandled;
    @Nullable Redacted module;
    @Nullable Redacted thread;
    final List<FrameDraft> frames = new ArrayList<>();

    ExceptionDraft(int num) {
      this.num = num;
    }

    private ExceptionDescription build(int previousNum) {
      List<FrameDescription> stacktrace = new ArrayList<>(frames.size());
      for (FrameDraft frame : frames) {
        stacktrace.add(frame.build());
      }
      return new ExceptionDescription(
          causeOf > 0 && causeOf == previousNum,
          suppressedBy,
          num,
          type,
          message,
          info,
          exceptionId,
          parentId,
          unhandled,
          module,
          thread,
          stacktrace);
    }
  }

  @Nullable Redacted message;
  @Nullable Redacted language;
  final List<ExceptionDraft> exceptions = new ArrayList<>();
  @Nullable RedactedTree report;
  @Nullable ContextDraft context;
  final SortedMap<String, Integer> omitted = new TreeMap<>();

  private @Nullable EventDescription built;
  private @Nullable WrittenJson json;

  /** The most tokens that can have been saved since the last estimate. */
  private long saved;

  void omit(String what, int count) {
    if (count > 0) {
      Integer before = omitted.get(what);
      omitted.put(what, before == null ? count : before + count);
    }
  }

  Redacted cut(Redacted text, int maxChars) {
    Redacted cut = text.cutMiddle(maxChars);
    omit("message_characters", length(text) - length(cut));
    return cut;
  }

  private EventDescription build() {
    List<ExceptionDescription> described = new ArrayList<>(exceptions.size());
    int previousNum = 0;
    for (ExceptionDraft exception : exceptions) {
      described.add(exception.build(previousNum));
      previousNum = exception.num;
    }
    return new EventDescription(
        message, language, described, report, context == null ? null : context.build());
  }

  /** Takes parts out until the budget holds; returns the estimate of what is left. */
  int fitInto(int budget) {
    int tokens = estimate();
    boolean reduced = true;
    while (tokens > budget && reduced) {
      saved = 0;
      // An estimate reads everything: it is only made anew when it may have come within the budget.
      while (tokens - saved > budget && reduced) {
        reduced = reduce();
      }
      tokens = estimate();
    }
    return tokens;
  }

  private int estimate() {
    built = build();
    json = WrittenJson.of(built);
    return TokenEstimate.ofUtf8(json.utf8());
  }

  /** What was left when the budget held. */
  EventDescription description() {
    return Objects.requireNonNull(built, "nothing was fitted");
  }

  /** The same as JSON. */
  WrittenJson json() {
    return Objects.requireNonNull(json, "nothing was fitted");
  }

  private boolean reduce() {
    if (dropLibraryCode() || dropVariables() || dropBreadcrumb() || dropTag()) {
      return true;
    }
    if (dropNamed(false) || dropContextLine() || dropFrame(false)) {
      return true;
    }
    saved = Integer.MAX_VALUE;
    return dropOldestException()
        || cutMessages(SHORT_MESSAGE)
        || dropFrame(true)
        || dropFact()
        || dropNamed(true)
        || dropInfo()
        || dropReportFact()
        || dropCrashCode()
        || cutMessages(SHORT_TEXT)
        || cutNames(SHORT_TEXT)
        || dropModule()
        || dropIds()
        || dropLanguage()
        || cutMessages(MIN_TEXT)
        || cutNames(MIN_TEXT);
  }

  private void save(@Nullable Redacted text) {
    if (text != null) {
      saved += TokenEstimate.mostOfPart(Json.bytes(text));
    }
  }

  private void save(Iterable<Redacted> texts) {
    for (Redacted text : texts) {
      save(text);
    }
  }

  /** What frames have besides their names. */
  private enum Part {
    LIBRARY_CODE,
    VARIABLES,
    CONTEXT
  }

  private static boolean has(Part part, FrameDraft frame) {
    return switch (part) {
      case LIBRARY_CODE -> !frame.inApp && !frame.crash && frame.codeLines() > 0;
      case VARIABLES -> !frame.variables.isEmpty();
      case CONTEXT -> frame.codeBefore.size() + frame.codeAfter.size() > 0;
    };
  }

  /** Of the frames that have it, the one farthest from its crash; null when none has. */
  private @Nullable FrameDraft farthestWith(Part part) {
    FrameDraft farthest = null;
    for (ExceptionDraft exception : exceptions) {
      for (FrameDraft frame : exception.frames) {
        if (has(part, frame) && isFarther(frame, farthest)) {
          farthest = frame;
        }
      }
    }
    return farthest;
  }

  private boolean dropLibraryCode() {
    FrameDraft farthest = farthestWith(Part.LIBRARY_CODE);
    return farthest != null && dropCode(farthest);
  }

  private boolean dropVariables() {
    FrameDraft farthest = farthestWith(Part.VARIABLES);
    if (farthest == null) {
      return false;
    }
    omit("variables", farthest.variables.size());
    saved += MAX_FIELDS_TOKENS;
    save(farthest.variables.keySet());
    save(farthest.variables.values());
    farthest.variables = Map.of();
    return true;
  }

  private boolean dropBreadcrumb() {
    BreadcrumbDescription oldest = context == null ? null : context.dropBreadcrumb();
    if (oldest == null) {
      return false;
    }
    omit("breadcrumbs", 1);
    saved += MAX_FIELDS_TOKENS + TokenEstimate.mostOfPart(Json.bytes(oldest));
    return true;
  }

  private boolean dropTag() {
    Map.Entry<Redacted, Redacted> last = context == null ? null : context.dropTag();
    if (last == null) {
      return false;
    }
    omit("tags", 1);
    saved += MAX_FIELDS_TOKENS / 4;
    save(last.getKey());
    save(last.getValue());
    return true;
  }

  private boolean dropNamed(boolean ofErrorToo) {
    if (context == null) {
      return false;
    }
    String of = "contexts";
    RedactedTree dropped = context.contexts.drop(ofErrorToo);
    if (dropped == null) {
      of = "extra";
      dropped = context.extra.drop(ofErrorToo);
    }
    if (dropped == null) {
      return false;
    }
    omit(of, 1);
    saved += MAX_FIELDS_TOKENS / 4 + TokenEstimate.mostOfPart(Json.bytes(dropped));
    return true;
  }

  private boolean dropFact() {
    return context != null && context.dropFact() && isOmitted("context");
  }

  /** Notes that one was dropped whose tokens are not known. */
  private boolean isOmitted(String what) {
    omit(what, 1);
    saved = Integer.MAX_VALUE;
    return true;
  }

  /** All but the first fact, the report's type, can go. */
  private boolean dropReportFact() {
    if (report == null || report.size() < 2) {
      return false;
    }
    report = report.withoutLast();
    return isOmitted("report");
  }

  private boolean dropCode(FrameDraft frame) {
    omit("code_lines", frame.codeLines());
    saveCode(frame);
    frame.code = null;
    frame.codeBefore = List.of();
    frame.codeAfter = List.of();
    return true;
  }

  private void saveCode(FrameDraft frame) {
    saved += MAX_FIELDS_TOKENS;
    save(frame.codeBefore);
    save(frame.code);
    save(frame.codeAfter);
  }

  /**
   * Of the frame farthest from its crash that has context, the line farthest from the frame's own.
   */
  private boolean dropContextLine() {
    FrameDraft farthest = farthestWith(Part.CONTEXT);
    if (farthest == null) {
      return false;
    }
    boolean after = farthest.codeAfter.size() >= farthest.codeBefore.size();
    save(after ? farthest.codeAfter.removeLast() : farthest.codeBefore.removeFirst());
    saved += MAX_FIELDS_TOKENS / 4;
    omit("code_lines", 1);
    return true;
  }

  private boolean dropFrame(boolean inApp) {
    ExceptionDraft holder = null;
    FrameDraft farthest = null;
    for (ExceptionDraft exception : exceptions) {
      for (FrameDraft frame : exception.frames) {
        if (frame.inApp == inApp && !frame.crash && isFarther(frame, farthest)) {
          holder = exception;
          farthest = frame;
        }
      }
    }
    if (holder == null || farthest == null) {
      return false;
    }
    holder.frames.remove(farthest);
    saveCode(farthest);
    save(farthest.func);
    save(farthest.module);
    save(farthest.file);
    save(farthest.binary);
    save(farthest.symbol);
    save(farthest.address);
    omit("frames", farthest.repeated);
    omit("code_lines", farthest.codeLines());
    return true;
  }

  /** Later frames win a tie: they are of an older exception, or an older call. */
  private static boolean isFarther(FrameDraft frame, @Nullable FrameDraft than) {
    return than == null || frame.distance >= than.distance;
  }

  private boolean dropOldestException() {
    if (exceptions.size() < 2) {
      return false;
    }
    ExceptionDraft oldest = exceptions.removeLast();
    omit("exceptions", 1);
    for (FrameDraft frame : oldest.frames) {
      omit("frames", frame.repeated);
      omit("code_lines", frame.codeLines());
    }
    return true;
  }

  private boolean dropInfo() {
    for (ExceptionDraft exception : exceptions) {
      if (exception.info != null) {
        omit("exception_info", exception.info.size());
        exception.info = null;
        return true;
      }
    }
    return false;
  }

  /** Halves the longest message that is longer than that. */
  private boolean cutMessages(int minimum) {
    ExceptionDraft longest = null;
    int length = length(message);
    for (ExceptionDraft exception : exceptions) {
      if (length(exception.message) > length) {
        longest = exception;
        length = length(exception.message);
      }
    }
    if (length <= minimum) {
      return false;
    }
    int target = Math.max(minimum, length / 2);
    if (longest != null && longest.message != null) {
      longest.message = cut(longest.message, target);
      return length(longest.message) < length;
    }
    if (message != null) {
      message = cut(message, target);
      return length(message) < length;
    }
    return false;
  }

  private boolean dropCrashCode() {
    for (ExceptionDraft exception : exceptions) {
      for (FrameDraft frame : exception.frames) {
        if (frame.codeLines() > 0) {
          return dropCode(frame);
        }
      }
    }
    return false;
  }

  /** Halves every name that is longer than that. */
  private boolean cutNames(int minimum) {
    int before = namesLength();
    language = half(language, minimum);
    for (ExceptionDraft exception : exceptions) {
      exception.type = half(exception.type, minimum);
      exception.module = half(exception.module, minimum);
      for (FrameDraft frame : exception.frames) {
        frame.func = half(frame.func, minimum);
        frame.module = half(frame.module, minimum);
        frame.file = half(frame.file, minimum);
        frame.binary = half(frame.binary, minimum);
        frame.symbol = half(frame.symbol, minimum);
        frame.address = half(frame.address, minimum);
      }
    }
    return namesLength() < before;
  }

  private int namesLength() {
    int length = length(language);
    for (ExceptionDraft exception : exceptions) {
      length += length(exception.type) + length(exception.module);
      for (FrameDraft frame : exception.frames) {
        length += length(frame.func) + length(frame.module) + length(frame.file);
        length += length(frame.binary) + length(frame.symbol) + length(frame.address);
      }
    }
    return length;
  }

  private static int length(@Nullable Redacted text) {
    return text == null ? 0 : text.toString().length();
  }

  private static @Nullable Redacted half(@Nullable Redacted name, int minimum) {
    return name == null ? null : name.cutMiddle(Math.max(minimum, length(name) / 2));
  }

  private boolean dropLanguage() {
    boolean dropped = language != null;
    language = null;
    return dropped;
  }

  /** The ids tell who holds whom: of one exception they tell nothing. */
  private boolean dropIds() {
    if (exceptions.size() != 1) {
      return false;
    }
    ExceptionDraft only = exceptions.getFirst();
    boolean dropped = only.exceptionId != null || only.parentId != null;
    only.exceptionId = null;
    only.parentId = null;
    return dropped;
  }

  private boolean dropModule() {
    for (ExceptionDraft exception : exceptions) {
      for (FrameDraft frame : exception.frames) {
        boolean more = frame.binary != null || frame.symbol != null || frame.column != null;
        if (frame.module != null || more) {
          omit("columns", frame.column == null ? 0 : 1);
          frame.column = null;
          frame.module = null;
          frame.binary = null;
          frame.symbol = null;
          return true;
        }
      }
    }
    return false;
  }
}
