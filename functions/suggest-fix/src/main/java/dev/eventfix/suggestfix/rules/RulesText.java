package dev.eventfix.suggestfix.rules;

import dev.eventfix.event.EventDescription;
import dev.eventfix.event.EventDescription.ExceptionDescription;
import dev.eventfix.event.EventDescription.FrameDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a diagnosis down in the form that models are asked for. */
final class RulesText {
  private final EventDescription event;
  private final Diagnosis diagnosis;
  private final StringBuilder out = new StringBuilder();

  RulesText(EventDescription event, Diagnosis diagnosis) {
    this.event = event;
    this.diagnosis = diagnosis;
  }

  /** The whole suggestion; each text of the event stands in it as code. */
  String write() {
    out.append("## Problem Description\n\n");
    writeProblem();
    out.append("\n## Proposed Solution\n\n");
    writeSolution();
    out.append("\n## What Else\n\n");
    writeRest();
    writeMissing();
    out.append("\nConfidence: ").append(confidence()).append('\n');
    return out.toString();
  }

  /** Whether the event shows something that a rule knows, in the program's own code. */
  private boolean isEnough() {
    FrameDescription frame = diagnosis.frame();
    return diagnosis.rule() != null && frame != null && frame.inApp();
  }

  /**
   * High where the rule's only suspect of the crash line could be repaired in it; medium where
   * there were several, or a line that could not be repaired; low where the rest is a pattern.
   */
  private String confidence() {
    FrameDescription frame = diagnosis.frame();
    Rule rule = diagnosis.rule();
    if (!isEnough() || frame == null || frame.code() == null || fallback() != null) {
      return "low";
    }
    boolean certain =
        diagnosis.repair().code() != null
            && diagnosis.repair().faults().size() == 1
            && diagnosis.frameIsOwn()
            && rule != null
            && rule.repair() != Repair.NULL_SOMEWHERE;
    return certain ? "high" : "medium";
  }

  private void writeMissing() {
    if (isEnough()) {
      return;
    }
    FrameDescription frame = diagnosis.frame();
    out.append("\n## Not Enough Information\n\n");
    out.append(
        diagnosis.rule() == null
            ? "The built-in rules know nothing of what was reported, so they cannot tell the cause."
            : "The event shows no frame of the program's own, so nothing tells where the cause is.");
    out.append("\n\n");
    if (frame == null || !frame.inApp()) {
      out.append("- a stack trace with frames of the program's own, marked as in-app\n");
    }
    if (frame == null || frame.code() == null) {
      out.append("- the source lines around the crash\n");
    }
    out.append("- the values that the failing code worked on\n");
    out.append("- what happened before it, and in which release\n");
  }

  private void writeProblem() {
    ExceptionDescription exception = diagnosis.exception();
    if (exception == null || exception.type() == null) {
      writeMessageOnly(exception);
      return;
    }
    out.append(typeOf(exception)).append(exception.unhandled() ? " was not handled: it " : " ");
    out.append("was raised").append(place(diagnosis.frame(), diagnosis.frameIsOwn())).append('.');
    if (exception.message() != null) {
      out.append(" Its message is ").append(code(exception.message())).append('.');
    }
    out.append("\n\n");
    Rule rule = diagnosis.rule();
    if (rule == null) {
      out.append("The built-in rules know nothing of this exception type");
      out.append(", so what follows is where to look, not what is wrong.\n");
    } else {
      if (diagnosis.platform() == Platform.UNKNOWN) {
        out.append("The event does not tell its language; the type is one of ");
        out.append(diagnosis.rulePlatform().language()).append(". ");
      }
      out.append(Rule.prose(rule.problem(), diagnosis.facts())).append('\n');
    }
    writeLine();
    writeChain(exception);
    writeFallback(exception);
  }

  private void writeFallback(ExceptionDescription explained) {
    FrameDescription fallback = fallback();
    FrameDescription frame = diagnosis.frame();
    if (fallback == null || frame == null) {
      return;
    }
    ExceptionDescription next = event.exceptions().get(diagnosis.place() - 1);
    out.append('\n').append(named(frame)).append(" went on after ").append(typeOf(explained));
    out.append(location(fallback, ", at ", "")).append("; what failed there is ");
    out.append(typeOf(next));
    if (next.message() != null) {
      out.append(" with the message ").append(code(next.message()));
    }
    out.append(".\n");
  }

  private void writeMessageOnly(@Nullable ExceptionDescription exception) {
    out.append("The event reports no exception, only a message");
    Object message =
        event.message() != null || exception == null ? event.message() : exception.message();
    if (message != null) {
      out.append(": ").append(code(message));
    }
    out.append(".\n");
    if (exception != null && diagnosis.frame() != null) {
      out.append("\nIt was reported").append(place(diagnosis.frame(), true)).append(".\n");
      writeLine();
    }
    out.append("\nThe built-in rules know nothing of messages, so what follows is where to look, ");
    out.append("not what is wrong.\n");
  }

  private void writeLine() {
    FrameDescription frame = diagnosis.frame();
    if (frame == null || frame.code() == null) {
      return;
    }
    out.append("\nThe line is ").append(code(frame.code().toString().strip()));
    List<String> faults = diagnosis.repair().faults();
    if (faults.size() == 1) {
      Rule rule = diagnosis.rule();
      boolean sure = rule == null || rule.repair() != Repair.NULL_SOMEWHERE;
      out.append(sure ? "; what is at fault in it is " : "; what may be missing in it is ")
          .append(Markdown.code(faults.get(0)));
    } else if (!faults.isEmpty()) {
      out.append("; one of these may be missing: ");
      for (int i = 0; i < faults.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(Markdown.code(faults.get(i)));
      }
    }
    out.append(".\n");
  }

  private void writeChain(ExceptionDescription explained) {
    List<ExceptionDescription> exceptions = Diagnosis.chain(event);
    if (exceptions.size() < 2) {
      return;
    }
    int place = diagnosis.place();
    if (place > 0) {
      ExceptionDescription seen = exceptions.get(0);
      out.append("\nIt is a cause further down the chain. What was seen is ");
      out.append(typeOf(seen));
      if (seen.message() != null) {
        out.append(" with the message ").append(code(seen.message()));
      }
      out.append(", raised ").append(relation(exceptions, place)).append(".\n");
    } else {
      ExceptionDescription root = exceptions.get(exceptions.size() - 1);
      out.append("\nThe chain ends in ").append(typeOf(root));
      if (root.message() != null) {
        out.append(" with the message ").append(code(root.message()));
      }
      FrameDescription frame = crashFrame(root);
      out.append(frame == null ? "" : ", raised" + place(frame, true)).append("; ");
      out.append(typeOf(explained)).append(" was raised ");
      out.append(relation(exceptions, exceptions.size() - 1)).append(".\n");
    }
  }

  /**
   * How the first exception came from the one at that place, "while handling" only where the event
   * says so: of two that have others between them, these are named.
   */
  private static String relation(List<ExceptionDescription> exceptions, int place) {
    for (int i = 1; i <= place; i++) {
      if (!exceptions.get(i).raisedDuringHandlingOfPrevious()) {
        return "on top of it";
      }
    }
    StringBuilder relation = new StringBuilder();
    for (int i = 1; i < place; i++) {
      relation.append("while handling ").append(typeOf(exceptions.get(i)));
      relation.append(", which was raised ");
    }
    return relation.append("while handling it").toString();
  }

  private void writeSolution() {
    Rule rule = diagnosis.rule();
    FrameDescription frame = diagnosis.frame();
    if (rule == null) {
      writeUnknownSolution(frame);
      return;
    }
    FrameDescription fallback = fallback();
    if (fallback != null && frame != null) {
      out.append(named(frame)).append(" goes on after this exception, so a repair of its line ");
      out.append("alone changes nothing: what it does instead fails too.\n\n");
      writeUnknownSolution(fallback);
      return;
    }
    out.append(Rule.prose(rule.advice(), diagnosis.facts())).append("\n\n");
    String repaired = diagnosis.repair().code();
    if (repaired != null) {
      out.append("The event's own line");
      out.append(frame == null ? "" : location(frame, " (", ")")).append(", repaired:\n\n");
      Markdown.block(out, diagnosis.platform().language(), repaired);
      return;
    }
    boolean noLine = frame == null || frame.code() == null;
    out.append(
        noLine
            ? "The event holds no source line"
            : "The event's line cannot be repaired with certainty");
    out.append(", so this is a pattern with names of its own, not the event's code:\n\n");
    Markdown.block(out, diagnosis.rulePlatform().language(), rule.example(diagnosis.facts()));
  }

  private void writeUnknownSolution(@Nullable FrameDescription frame) {
    Platform platform = diagnosis.platform();
    if (frame != null && frame.code() != null) {
      out.append("Find out first which values the line works on. This is the event's line as it ");
      out.append("is, not a fix; the comment says where a log line helps:\n\n");
      Markdown.block(
          out,
          platform.language(),
          platform.comment()
              + " log here the values that the next line uses\n"
              + frame.code().toString().strip());
      return;
    }
    out.append(
        "The event holds no source line, so there is no code to fix. Log the inputs of the ");
    out.append(
        "failing operation and keep the cause; this is a pattern, not the event's code:\n\n");
    Markdown.block(out, platform.language(), pattern(platform));
  }

  private static String pattern(Platform platform) {
    return switch (platform) {
      case PYTHON ->
          "try:\n    run(job)\nexcept Exception:\n    log.exception(\"job %s\", job.id)\n    raise";
      case JAVA ->
          "try {\n    run(job);\n} catch (RuntimeException error) {\n"
              + "    throw new IllegalStateException(\"job \" + job.id(), error);\n}";
      case KOTLIN ->
          "try {\n    run(job)\n} catch (error: RuntimeException) {\n"
              + "    throw IllegalStateException(\"job \" + job.id, error)\n}";
      case JAVASCRIPT ->
          "try {\n  await run(job);\n} catch (error) {\n"
              + "  throw new Error(`job ${job.id}`, { cause: error });\n}";
      case GO ->
          "if err := run(job); err != nil {\n\treturn fmt.Errorf(\"job %s: %w\", job.ID, err)\n}";
      case CSHARP ->
          "try\n{\n    Run(job);\n}\ncatch (Exception error)\n{\n"
              + "    throw new InvalidOperationException(\"job \" + job.Id, error);\n}";
      case PHP ->
          "try {\n    run($job);\n} catch (\\Exception $error) {\n"
              + "    throw new \\RuntimeException('job ' . $job->id, 0, $error);\n}";
      case RUBY -> "begin\n  run(job)\nrescue StandardError\n  raise \"job #{job.id}\"\nend";
      case RUST -> "run(&job).map_err(|error| format!(\"job {}: {error}\", job.id))?;";
      case NATIVE, UNKNOWN ->
          "# before the failing operation: write its inputs to the log\n"
              + "# when it fails: write what it answered, and pass the cause on";
    };
  }

  private void writeRest() {
    Rule rule = diagnosis.rule();
    FrameDescription frame = diagnosis.frame();
    FrameDescription caller = caller();
    if (caller != null) {
      out.append("- Callers: ").append(named(caller)).append(location(caller, " (", ")"));
      out.append(" is the next frame of the program's own: check what it passes.\n");
    } else {
      out.append("- Callers: this stack trace shows no caller of the program's own; ");
      out.append("look at where the input comes from.\n");
    }
    if (rule == null) {
      out.append("- Look first at ");
      out.append(frame == null ? "the message" : "the crash frame" + location(frame, " ", ""));
      out.append(", then at the last cause of the chain, then at what changed in the release.\n");
      out.append("- Collect what the event lacks: source lines, local values, ");
      out.append("breadcrumbs, the release.\n");
    } else {
      out.append("- ").append(Rule.prose(rule.handling(), diagnosis.facts())).append('\n');
    }
    List<String> faults = diagnosis.repair().faults();
    if (!faults.isEmpty() && fallback() == null) {
      out.append("- Similar places: look for other uses of ");
      out.append(Markdown.code(faults.get(0))).append(" that do not check.\n");
    } else if (frame != null && frame.file() != null) {
      out.append("- Similar places: look for the same pattern in ");
      out.append(code(frame.file())).append(".\n");
    }
    out.append("- Test: ");
    if (frame != null && frame.func() != null) {
      out.append("call ").append(named(frame)).append(" with the input that led here");
    } else {
      out.append("repeat the input that led here");
    }
    out.append(", see it fail, and keep the test with the fix.\n");
  }

  /** The next in-app frame above the crash frame that is another function. */
  private @Nullable FrameDescription caller() {
    FrameDescription frame = diagnosis.frame();
    if (frame == null) {
      return null;
    }
    for (ExceptionDescription exception : event.exceptions()) {
      // Compared by place: a record's own equals would be linked at its first use.
      boolean passed = false;
      for (FrameDescription next : exception.stacktrace()) {
        boolean samePlace =
            next.line() != null
                && next.line().equals(frame.line())
                && next.file() != null
                && next.file().equals(frame.file());
        boolean builtIn = next.file() != null && next.file().toString().startsWith("<");
        passed |= samePlace;
        if (passed && next.inApp() && !samePlace && !builtIn) {
          return next;
        }
      }
    }
    return null;
  }

  /**
   * Where the function that raised the explained exception was, further down, when the next one was
   * raised in something that it called: it had caught the first. Null unless the event says so, and
   * where a recursion leaves open which call it is.
   */
  private @Nullable FrameDescription fallback() {
    FrameDescription frame = diagnosis.frame();
    ExceptionDescription explained = diagnosis.exception();
    int place = diagnosis.place();
    if (place == 0
        || frame == null
        || explained == null
        || !diagnosis.frameIsOwn()
        || !explained.raisedDuringHandlingOfPrevious()
        || only(frame, explained) == null) {
      return null;
    }
    FrameDescription later = only(frame, event.exceptions().get(place - 1));
    if (later == null || !later.inApp() || later.crash()) {
      return null;
    }
    return line(later) > line(frame) && line(frame) > 0 ? later : null;
  }

  /** The exception's frame of the same function and file when there is exactly one. */
  private static @Nullable FrameDescription only(
      FrameDescription frame, ExceptionDescription exception) {
    FrameDescription only = null;
    for (FrameDescription other : exception.stacktrace()) {
      boolean same =
          frame.func() != null
              && frame.func().equals(other.func())
              && frame.file() != null
              && frame.file().equals(other.file());
      if (same && (only != null || other.repeated() > 1)) {
        return null;
      }
      only = same ? other : only;
    }
    return only;
  }

  private static int line(FrameDescription frame) {
    return frame.line() == null ? 0 : frame.line();
  }

  private static @Nullable FrameDescription crashFrame(ExceptionDescription exception) {
    for (FrameDescription frame : exception.stacktrace()) {
      if (frame.crash()) {
        return frame;
      }
    }
    return null;
  }

  private static String place(@Nullable FrameDescription frame, boolean own) {
    if (frame == null) {
      return "; the event has no stack trace of it";
    }
    String in = frame.func() == null ? "" : " in " + named(frame);
    String at = location(frame, " at ", "");
    return own ? in + at : "; the nearest frame of the program's own is" + in + at;
  }

  private static String named(FrameDescription frame) {
    return frame.func() == null ? "the code" : code(frame.func());
  }

  private static String location(FrameDescription frame, String before, String after) {
    Object file = frame.file() != null ? frame.file() : frame.module();
    if (file == null) {
      return "";
    }
    String line = frame.line() == null ? "" : ":" + frame.line();
    return before + code(file + line) + after;
  }

  private static String typeOf(ExceptionDescription exception) {
    return exception.type() == null ? "An exception without a type" : code(exception.type());
  }

  private static String code(Object text) {
    return Markdown.code(text.toString());
  }
}
