package dev.eventfix.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, told as RFC 9457 (Problem Details for HTTP APIs) says. It never holds text of an
 * event.
 *
 * @param detail what is wrong with this request and what to do next, one or two sentences
 * @param errors the fields at fault, empty when no single field is
 * @param retryAfterSeconds when to try again, or null when unknown
 * @param restriction which policy refuses it, or null when none does
 */
public record Problem(
    ProblemType type,
    String detail,
    List<FieldError> errors,
    @Nullable Integer retryAfterSeconds,
    @Nullable String restriction)
    implements JsonObject {

  /**
   * A field at fault.
   *
   * @param field its path, for example {@code event} or {@code max_description_tokens}
   * @param detail what is wrong with it
   */
  public record FieldError(String field, String detail) {
    public FieldError {
      Objects.requireNonNull(field, "field is null");
      Objects.requireNonNull(detail, "detail is null");
    }
  }

  public Problem {
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(detail, "detail is null");
    errors = List.copyOf(errors);
  }

  /** A problem that no policy is the reason of. */
  public Problem(
      ProblemType type,
      String detail,
      List<FieldError> errors,
      @Nullable Integer retryAfterSeconds) {
    this(type, detail, errors, retryAfterSeconds, null);
  }

  /** A refusal by policy. */
  public static Problem policy(String restriction, String detail) {
    return new Problem(ProblemType.POLICY, detail, List.of(), null, restriction);
  }

  /** A problem that is about no single field. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), null);
  }

  /** A request whose fields are at fault; the detail names them all. */
  public static Problem invalid(List<FieldError> errors) {
    StringBuilder detail = new StringBuilder();
    for (FieldError error : errors) {
      detail.append(detail.isEmpty() ? "" : "; ");
      detail.append(error.field()).append(' ').append(error.detail());
    }
    return new Problem(ProblemType.INVALID_REQUEST, detail.append('.').toString(), errors, null);
  }

  /** A request with one field at fault. */
  public static Problem invalid(String field, String detail) {
    return invalid(List.of(new FieldError(field, detail)));
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("type", type.urn());
    json.writeStringField("title", type.title());
    json.writeNumberField("status", type.status());
    json.writeStringField("detail", detail);
    if (restriction != null) {
      json.writeStringField("restriction", restriction);
    }
    if (!errors.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (FieldError error : errors) {
        json.writeStartObject();
        json.writeStringField("field", error.field());
        json.writeStringField("detail", error.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
