package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as a model and people get to see it. Every text in it is {@link Redacted}, so nothing
 * can be described that did not pass redaction.
 *
 * @param message the log entry's text, else the event's message
 * @param language the platform, unless it is "other"
 * @param exceptions most recent first
 * @param report what a browser reported: its type and its facts
 * @param context what surrounded the error; in compact descriptions what of it is decisive, or null
 */
public record EventDescription(
    @Nullable Redacted message,
    @Nullable Redacted language,
    List<ExceptionDescription> exceptions,
    @Nullable RedactedTree report,
    @Nullable ContextDescription context)
    implements JsonValue {

  /**
   * One exception.
   *
   * @param raisedDuringHandlingOfPrevious true when the one before it in the list was raised while
   *     this one was handled, and none was left out between them
   * @param suppressedBy the number of the exception that it was suppressed by, or 0
   * @param num its place in the full chain, from 1 for the most recent; what was suppressed comes
   *     last
   * @param info what the platform and the SDK know of it: errno, signal, code
   * @param module where its type is defined, in detailed descriptions and without a type
   * @param thread whose stack trace this is, when another thread crashed
   * @param exceptionId its number in a group
   * @param parentId the number of the exception that holds it
   * @param stacktrace most recent call first
   */
  public record ExceptionDescription(
      boolean raisedDuringHandlingOfPrevious,
      int suppressedBy,
      int num,
      @Nullable Redacted type,
      @Nullable Redacted message,
      @Nullable RedactedTree info,
      @Nullable Integer exceptionId,
      @Nullable Integer parentId,
      boolean unhandled,
      @Nullable Redacted module,
      @Nullable Redacted thread,
      List<FrameDescription> stacktrace) {}

  /**
   * One call.
   *
   * @param line 1 for the file's first line
   * @param column 1 for the line's first character
   * @param crash true on the one frame of a stack trace where to look first
   * @param repeated how many times the calls of a recursion stand there that it is one of, else 1
   * @param codeBefore the lines before {@code code}, in the file's order
   * @param binary the library that holds the code, of a native frame ({@code package} in JSON)
   * @param symbol its name in the binary, of a native frame where {@code func} is another
   * @param address the instruction's, of a native frame
   * @param variables local variables that the shown lines name, or any when none are shown, in
   *     detailed descriptions
   */
  public record FrameDescription(
      @Nullable Redacted func,
      @Nullable Redacted module,
      @Nullable Redacted file,
      @Nullable Integer line,
      @Nullable Integer column,
      boolean inApp,
      boolean crash,
      int repeated,
      List<Redacted> codeBefore,
      @Nullable Redacted code,
      List<Redacted> codeAfter,
      @Nullable Redacted binary,
      @Nullable Redacted symbol,
      @Nullable Redacted address,
      Map<Redacted, Redacted> variables) {}

  /**
   * What surrounded the error.
   *
   * @param time RFC 3339, in UTC
   * @param level in compact descriptions only when it is not "error"
   * @param url with its query
   * @param headers of the request, those that help
   * @param runtime name and version
   * @param os name and version
   * @param contexts facts by the context's name; in compact descriptions of the error itself only
   * @param extra what the program told; in compact descriptions of the error itself only
   * @param tags those that help
   * @param breadcrumbs oldest first
   */
  public record ContextDescription(
      @Nullable Redacted time,
      @Nullable Redacted level,
      @Nullable Redacted logger,
      @Nullable Redacted method,
      @Nullable Redacted url,
      Map<Redacted, Redacted> headers,
      @Nullable Redacted transaction,
      @Nullable Redacted release,
      @Nullable Redacted environment,
      @Nullable Redacted runtime,
      @Nullable Redacted os,
      @Nullable RedactedTree contexts,
      @Nullable RedactedTree extra,
      Map<Redacted, Redacted> tags,
      List<BreadcrumbDescription> breadcrumbs) {}

  /**
   * What happened before the error.
   *
   * @param timestamp RFC 3339, in UTC
   */
  public record BreadcrumbDescription(
      @Nullable Redacted timestamp,
      @Nullable Redacted category,
      @Nullable Redacted level,
      @Nullable Redacted message,
      @Nullable RedactedTree data)
      implements JsonValue {

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      writeText(json, "timestamp", timestamp);
      writeText(json, "category", category);
      writeText(json, "level", level);
      writeText(json, "message", message);
      writeTree(json, "data", data);
      json.writeEndObject();
    }
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeText(json, "message", message);
    writeText(json, "language", language);
    if (!exceptions.isEmpty()) {
      json.writeArrayFieldStart("exceptions");
      for (ExceptionDescription exception : exceptions) {
        writeException(json, exception);
      }
      json.writeEndArray();
    }
    writeTree(json, "report", report);
    if (context != null) {
      writeContext(json, context);
    }
    json.writeEndObject();
  }

  private static void writeContext(JsonGenerator json, ContextDescription context)
      throws IOException {
    writeText(json, "time", context.time());
    writeText(json, "level", context.level());
    writeText(json, "logger", context.logger());
    if (context.method() != null || context.url() != null || !context.headers().isEmpty()) {
      json.writeObjectFieldStart("request");
      writeText(json, "method", context.method());
      writeText(json, "url", context.url());
      writeTexts(json, "headers", context.headers());
      json.writeEndObject();
    }
    writeText(json, "transaction", context.transaction());
    writeText(json, "release", context.release());
    writeText(json, "environment", context.environment());
    writeText(json, "runtime", context.runtime());
    writeText(json, "os", context.os());
    writeTree(json, "contexts", context.contexts());
    writeTree(json, "extra", context.extra());
    writeTexts(json, "tags", context.tags());
    if (!context.breadcrumbs().isEmpty()) {
      json.writeArrayFieldStart("breadcrumbs");
      for (BreadcrumbDescription breadcrumb : context.breadcrumbs()) {
        breadcrumb.writeTo(json);
      }
      json.writeEndArray();
    }
  }

  private static void writeException(JsonGenerator json, ExceptionDescription exception)
      throws IOException {
    json.writeStartObject();
    if (exception.raisedDuringHandlingOfPrevious()) {
      json.writeBooleanField("raised_during_handling_of_previous_exception", true);
    }
    if (exception.suppressedBy() > 0) {
      json.writeNumberField("suppressed_by", exception.suppressedBy());
    }
    json.writeNumberField("num", exception.num());
    writeText(json, "type", exception.type());
    writeText(json, "message", exception.message());
    writeTree(json, "exception_info", exception.info());
    if (exception.exceptionId() != null) {
      json.writeNumberField("exception_id", exception.exceptionId());
    }
    if (exception.parentId() != null) {
      json.writeNumberField("parent_id", exception.parentId());
    }
    if (exception.unhandled()) {
      json.writeBooleanField("unhandled", true);
    }
    writeText(json, "module", exception.module());
    writeText(json, "thread", exception.thread());
    if (!exception.stacktrace().isEmpty()) {
      json.writeArrayFieldStart("stacktrace");
      for (FrameDescription frame : exception.stacktrace()) {
        writeFrame(json, frame);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeFrame(JsonGenerator json, FrameDescription frame) throws IOException {
    json.writeStartObject();
    writeText(json, "func", frame.func());
    writeText(json, "module", frame.module());
    writeText(json, "file", frame.file());
    if (frame.line() != null) {
      json.writeNumberField("line", frame.line());
    }
    if (frame.column() != null) {
      json.writeNumberField("column", frame.column());
    }
    if (frame.inApp()) {
      json.writeBooleanField("in_app", true);
    }
    if (frame.crash()) {
      json.writeStringField("crash", "here");
    }
    if (frame.repeated() > 1) {
      json.writeNumberField("repeated", frame.repeated());
    }
    writeLines(json, "code_before", frame.codeBefore());
    writeText(json, "code", frame.code());
    writeLines(json, "code_after", frame.codeAfter());
    writeText(json, "package", frame.binary());
    writeText(json, "symbol", frame.symbol());
    writeText(json, "instruction_addr", frame.address());
    writeTexts(json, "variables", frame.variables());
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, @Nullable Redacted text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text.toString());
    }
  }

  private static void writeTexts(JsonGenerator json, String name, Map<Redacted, Redacted> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeObjectFieldStart(name);
      for (Map.Entry<Redacted, Redacted> text : texts.entrySet()) {
        json.writeStringField(text.getKey().toString(), text.getValue().toString());
      }
      json.writeEndObject();
    }
  }

  private static void writeTree(JsonGenerator json, String name, @Nullable RedactedTree tree)
      throws IOException {
    if (tree != null) {
      json.writeFieldName(name);
      tree.writeTo(json);
    }
  }

  private static void writeLines(JsonGenerator json, String name, List<Redacted> lines)
      throws IOException {
    if (!lines.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (Redacted line : lines) {
        json.writeString(line.toString());
      }
      json.writeEndArray();
    }
  }
}
