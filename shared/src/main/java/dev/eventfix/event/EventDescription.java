package dev.eventfix.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.JsonValue;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a model and people get to see it. Every text in it is {@link Redacted}, so nothing
 * can be described that did not pass redaction.
 *
 * @param message the log entry's text, else the event's message
 * @param language the platform, unless it is "other"
 * @param exceptions most recent first
 */
public record EventDescription(
    @Nullable Redacted message, @Nullable Redacted language, List<ExceptionDescription> exceptions)
    implements JsonValue {

  /**
   * One exception.
   *
   * @param raisedDuringHandlingOfPrevious true when the one before it in the list was raised while
   *     this one was handled, and none was left out between them
   * @param num its place in the full chain, from 1 for the most recent
   * @param info what the platform knows of it: errno, signal
   * @param exceptionId its number in a group
   * @param parentId the number of the exception that holds it
   * @param stacktrace most recent call first
   */
  public record ExceptionDescription(
      boolean raisedDuringHandlingOfPrevious,
      int num,
      @Nullable Redacted type,
      @Nullable Redacted message,
      @Nullable RedactedTree info,
      @Nullable Integer exceptionId,
      @Nullable Integer parentId,
      boolean unhandled,
      List<FrameDescription> stacktrace) {}

  /**
   * One call.
   *
   * @param line 1 for the file's first line
   * @param crash true on the one frame of a stack trace where to look first
   * @param codeBefore the lines before {@code code}, in the file's order
   */
  public record FrameDescription(
      @Nullable Redacted func,
      @Nullable Redacted module,
      @Nullable Redacted file,
      @Nullable Integer line,
      boolean inApp,
      boolean crash,
      List<Redacted> codeBefore,
      @Nullable Redacted code,
      List<Redacted> codeAfter) {}

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
    json.writeEndObject();
  }

  private static void writeException(JsonGenerator json, ExceptionDescription exception)
      throws IOException {
    json.writeStartObject();
    if (exception.raisedDuringHandlingOfPrevious()) {
      json.writeBooleanField("raised_during_handling_of_previous_exception", true);
    }
    json.writeNumberField("num", exception.num());
    writeText(json, "type", exception.type());
    writeText(json, "message", exception.message());
    if (exception.info() != null) {
      json.writeFieldName("exception_info");
      exception.info().writeTo(json);
    }
    if (exception.exceptionId() != null) {
      json.writeNumberField("exception_id", exception.exceptionId());
    }
    if (exception.parentId() != null) {
      json.writeNumberField("parent_id", exception.parentId());
    }
    if (exception.unhandled()) {
      json.writeBooleanField("unhandled", true);
    }
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
    if (frame.inApp()) {
      json.writeBooleanField("in_app", true);
    }
    if (frame.crash()) {
      json.writeStringField("crash", "here");
    }
    writeLines(json, "code_before", frame.codeBefore());
    writeText(json, "code", frame.code());
    writeLines(json, "code_after", frame.codeAfter());
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, @Nullable Redacted text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text.toString());
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
