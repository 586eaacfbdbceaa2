package dev.eventfix.event;

import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import dev.eventfix.event.ErrorEvent.Circumstances;
import dev.eventfix.event.ErrorEvent.Frame;
import dev.eventfix.event.ErrorEvent.Mechanism;
import dev.eventfix.event.ErrorEvent.Report;
import dev.eventfix.event.ErrorEvent.Thrown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one event: chooses the exceptions and frames, redacts every text, and fits the whole
 * into its budget. Made for one event and used once.
 */
final class Describer {

  /** Of a longer chain, the two most recent exceptions and the root cause are described. */
  static final int MAX_EXCEPTIONS = 3;

  /** Frames described of one exception. */
  static final int MAX_FRAMES = 15;

  /** Source lines shown on either side of a frame's own. */
  static final int MAX_CONTEXT_LINES = 10;

  /** A longer line of code is taken for minified, and not shown. */
  static final int MAX_CODE_LINE = 400;

  /** Characters of a message; a longer one loses its middle. */
  static final int MAX_MESSAGE = 4_000;

  /** Characters of a type, function, module or file name; a longer one loses its middle. */
  static final int MAX_NAME = 300;

  /** Characters of a local variable's value; a longer one loses its middle. */
  static final int MAX_VARIABLE = 200;

  /** Facts of an exception that its SDK knows and a compact description tells. */
  static final int MAX_COMPACT_INFO = 10;

  /** What SDKs put where they cut a minified line. */
  private static final String SNIP = "{snip}";

  private final Redactor redactor;
  private final Detail detail;
  private final int budget;

  /** The event's own, and what is of a wrong type in what is only read when it is shown. */
  private Warnings warnings = new Warnings();

  /**
   * @param budget the most tokens the description may take, by {@link TokenEstimate}
   */
  Describer(Detail detail, int budget, Redaction redaction) {
    this.detail = detail;
    this.budget = budget;
    this.redactor = new Redactor(redaction);
  }

  /**
   * Describes the event.
   *
   * @param ofRequest warnings besides those of the event
   */
  Description describe(ErrorEvent event, List<String> ofRequest) {
    warnings = event.warnings().copy();
    ExceptionOrder exceptions = ExceptionOrder.of(mostRecentFirst(event));
    if (exceptions.size() == 0 && event.message() == null && event.report() == null) {
      return new NothingToDescribe();
    }
    DescriptionDraft draft = new DescriptionDraft();
    String template = event.template();
    draft.message =
        message(
            event.params() == null || template == null
                ? event.message()
                : LogParameters.putInto(template, event.params(), event.platform(), redactor),
            draft);
    draft.language = language(event.platform());
    addExceptions(exceptions, draft);
    draft.report = report(event.report());
    List<String> all = new ArrayList<>(ofRequest);
    if (detail == Detail.DETAILED) {
      EventContext context = ContextReader.read(event, warnings);
      draft.context = ContextDraft.of(context, event.circumstances(), redactor, draft);
    } else {
      draft.context = factsOfError(event, draft);
    }
    all.addAll(warnings.texts());
    int tokens = draft.fitInto(budget);
    return new Described(
        event.eventId(),
        Fingerprint.of(event, redactor.anew()),
        draft.description(),
        draft.json(),
        tokens,
        draft.omitted,
        redactor.counts(),
        all);
  }

  /** A stack trace without an exception stands as an exception of its own. */
  private static List<Thrown> mostRecentFirst(ErrorEvent event) {
    if (event.exceptions().isEmpty() && !event.threadStack().isEmpty()) {
      return List.of(new Thrown(null, null, null, null, event.threadName(), event.threadStack()));
    }
    return event.exceptions().reversed();
  }

  private void addExceptions(ExceptionOrder exceptions, DescriptionDraft draft) {
    List<Integer> chosen = exceptions.chosen(MAX_EXCEPTIONS);
    boolean contextGiven = false;
    int told = 0;
    for (int number = 1; number <= exceptions.size(); number++) {
      Thrown thrown = exceptions.thrown(number);
      if (told < chosen.size() && chosen.get(told) == number) {
        DescriptionDraft.ExceptionDraft exception = exception(thrown, number, !contextGiven, draft);
        exception.causeOf = exceptions.causeOf(number);
        exception.suppressedBy = exceptions.suppressedBy(number);
        draft.exceptions.add(exception);
        contextGiven |= !thrown.frames().isEmpty();
        told++;
      } else {
        draft.omit("exceptions", 1);
        draft.omit("frames", thrown.frames().size());
      }
    }
  }

  private @Nullable Redacted language(@Nullable String platform) {
    return platform == null || platform.isBlank() || platform.equals("other")
        ? null
        : name(platform);
  }

  private @Nullable RedactedTree report(@Nullable Report report) {
    if (report == null) {
      return null;
    }
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("type", report.type());
    for (Map.Entry<String, @Nullable Object> fact : report.facts().entrySet()) {
      // Browsers fill in what they have nothing to say about.
      if (!"".equals(fact.getValue())) {
        facts.putIfAbsent(fact.getKey(), fact.getValue());
      }
    }
    return RedactedTree.of(facts, redactor);
  }

  /** What a compact description tells of what surrounded the error; the rest is counted. */
  private @Nullable ContextDraft factsOfError(ErrorEvent event, DescriptionDraft draft) {
    Circumstances around = event.circumstances();
    draft.omit("context", facts(around));
    draft.omit("tags", members(around.tags()));
    draft.omit("breadcrumbs", members(around.breadcrumbs()));
    // Nearly every event is of this level.
    String level = "error".equals(around.level()) ? null : around.level();
    if (!event.hasFactsOfError()) {
      draft.omit("contexts", members(around.contexts()));
      draft.omit("extra", members(around.extra()));
      return level == null ? null : ContextDraft.ofError(EventContext.NONE, level, redactor);
    }
    EventContext context = ContextReader.readFactsOfError(event, warnings);
    draft.omit("contexts", context.contexts().further());
    draft.omit("extra", context.extra().further());
    return ContextDraft.ofError(context, level, redactor);
  }

  private static int members(@Nullable JsonSlice slice) {
    return slice == null ? 0 : slice.members();
  }

  /** How many single facts there are of what surrounded the error, the request being one. */
  private static int facts(Circumstances around) {
    int facts = around.request() == null ? 0 : 1;
    facts += around.time() == null ? 0 : 1;
    facts += around.logger() == null ? 0 : 1;
    facts += around.transaction() == null ? 0 : 1;
    facts += around.release() == null ? 0 : 1;
    return facts + (around.environment() == null ? 0 : 1);
  }

  /** Of what the SDK knows, a compact description tells a few short facts. */
  private Map<String, @Nullable Object> info(Mechanism mechanism, DescriptionDraft draft) {
    if (mechanism.data().isEmpty()) {
      return mechanism.meta();
    }
    Map<String, @Nullable Object> info = new LinkedHashMap<>(mechanism.meta());
    int told = 0;
    for (Map.Entry<String, @Nullable Object> fact : mechanism.data().entrySet()) {
      Object value = fact.getValue();
      boolean tells = detail == Detail.DETAILED || (told < MAX_COMPACT_INFO && isShort(value));
      if (tells && !info.containsKey(fact.getKey())) {
        info.put(fact.getKey(), value);
        told++;
      } else {
        draft.omit("exception_info", 1);
      }
    }
    return info;
  }

  private static boolean isShort(@Nullable Object value) {
    return value != null
        && !(value instanceof Map)
        && !(value instanceof List)
        && value.toString().length() <= MAX_VARIABLE;
  }

  private DescriptionDraft.ExceptionDraft exception(
      Thrown thrown, int num, boolean first, DescriptionDraft draft) {
    DescriptionDraft.ExceptionDraft exception = new DescriptionDraft.ExceptionDraft(num);
    exception.type = name(thrown.type());
    exception.message = message(thrown.value(), draft);
    boolean module = detail == Detail.DETAILED || thrown.type() == null;
    exception.module = module ? name(thrown.module()) : null;
    exception.thread = name(thrown.thread());
    Mechanism mechanism = thrown.mechanism();
    if (mechanism != null) {
      exception.info = RedactedTree.of(info(mechanism, draft), redactor);
      exception.exceptionId = mechanism.exceptionId();
      exception.parentId = mechanism.parentId();
      exception.unhandled = Boolean.FALSE.equals(mechanism.handled());
    }
    if (!thrown.frames().isEmpty()) {
      addFrames(thrown.frames(), first, exception, draft);
    }
    return exception;
  }

  private void addFrames(
      List<Frame> frames,
      boolean first,
      DescriptionDraft.ExceptionDraft exception,
      DescriptionDraft draft) {
    int left = frames.size();
    for (FrameSelection.Call call : FrameSelection.calls(frames, MAX_FRAMES)) {
      left -= call.repeated();
      Frame frame = frames.get(call.frame());
      DescriptionDraft.FrameDraft described = new DescriptionDraft.FrameDraft();
      describeName(frame, described);
      described.module = name(frame.module());
      described.file = name(frame.file());
      described.line = frame.line();
      described.column = frame.column();
      described.inApp = frame.inApp();
      described.crash = call.distance() == 0;
      described.repeated = call.repeated();
      described.distance = call.distance();
      List<String> shown =
          addCode(frame, described, detail == Detail.DETAILED || (first && described.crash));
      addVariables(frame.variables(), shown, described, draft);
      exception.frames.add(described);
    }
    draft.omit("frames", left);
  }

  /** A frame without a source line is found by its address in a binary. */
  private void describeName(Frame frame, DescriptionDraft.FrameDraft described) {
    String function = frame.function();
    described.func = name(function == null ? frame.symbol() : function);
    if (frame.line() == null) {
      boolean another = function != null && !function.equals(frame.symbol());
      described.binary = name(frame.binary());
      described.symbol = another ? name(frame.symbol()) : null;
      described.address = name(frame.address());
    }
  }

  /** Adds the call's source; returns the lines that are shown as they were sent. */
  private List<String> addCode(
      Frame frame, DescriptionDraft.FrameDraft described, boolean context) {
    // A line that is blank, or was not sent, may have lines around it all the same.
    String code = frame.code() == null ? "" : frame.code();
    List<String> shown = new ArrayList<>();
    if (isMinified(code) || (code.isBlank() && !context)) {
      return shown;
    }
    if (context) {
      addContext(frame, code, described, shown);
    } else {
      described.code = redactor.redact(code.stripTrailing()).strip();
      shown.add(code);
    }
    return shown;
  }

  private void addVariables(
      @Nullable JsonSlice slice,
      List<String> shown,
      DescriptionDraft.FrameDraft described,
      DescriptionDraft draft) {
    if (slice == null) {
      return;
    }
    if (detail == Detail.COMPACT) {
      draft.omit("variables", slice.members());
      return;
    }
    LocalVariables variables = LocalVariables.of(slice, shown);
    described.variables = redact(variables.values());
    draft.omit("variables", variables.further());
  }

  private void addContext(
      Frame frame, String code, DescriptionDraft.FrameDraft described, List<String> shown) {
    List<String> before = frame.codeBefore().last(MAX_CONTEXT_LINES, warnings);
    int from = before.size();
    while (from > 0 && !isMinified(before.get(from - 1))) {
      from--;
    }
    int to = 0;
    List<String> after = frame.codeAfter().first(MAX_CONTEXT_LINES, warnings);
    while (to < after.size() && !isMinified(after.get(to))) {
      to++;
    }
    shown.addAll(before.subList(from, before.size()));
    shown.add(code);
    shown.addAll(after.subList(0, to));
    List<Redacted> lines = redactor.redactLines(shown);
    int own = before.size() - from;
    for (int i = 0; i < lines.size(); i++) {
      Redacted redacted = lines.get(i);
      if (i < own) {
        described.codeBefore.add(redacted);
      } else if (i > own) {
        described.codeAfter.add(redacted);
      } else if (!code.isBlank()) {
        described.code = redacted;
      }
    }
  }

  private Map<Redacted, Redacted> redact(Map<String, Object> raw) {
    Map<Redacted, Redacted> variables = new LinkedHashMap<>();
    for (Map.Entry<String, Object> variable : raw.entrySet()) {
      variables.put(
          redactor.redact(variable.getKey()).cutMiddle(MAX_NAME),
          RedactedTree.textOf(variable.getKey(), variable.getValue(), redactor)
              .cutMiddle(MAX_VARIABLE));
    }
    return variables;
  }

  private static boolean isMinified(String line) {
    return line.length() > MAX_CODE_LINE || line.contains(SNIP);
  }

  private @Nullable Redacted name(@Nullable String raw) {
    return raw == null ? null : redactor.redactName(raw).cutMiddle(MAX_NAME);
  }

  private @Nullable Redacted message(@Nullable String raw, DescriptionDraft draft) {
    return raw == null ? null : draft.cut(redactor.redact(raw), MAX_MESSAGE);
  }
}
