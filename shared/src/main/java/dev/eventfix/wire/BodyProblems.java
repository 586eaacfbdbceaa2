package dev.eventfix.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** What a caller is told of a body that cannot be read, in the same words behind every trigger. */
public final class BodyProblems {

  private BodyProblems() {}

  /** The body holds nothing but blanks. */
  public static Problem empty() {
    return Problem.of(
        ProblemType.MALFORMED_JSON,
        "The body is empty: send an event, or an object with the event as its field `event`.");
  }

  /** The body is JSON, but no object. */
  public static Problem notAnObject() {
    return Problem.invalid(
        "body",
        "must be an object: an event, or one with an `event` (a list only of an envelope's lines, or"
            + " from a pipe, of messages from SQS)");
  }

  /**
   * The body is of a type that is not understood.
   *
   * @param envelopes whether an envelope would be
   */
  public static Problem unsupportedType(boolean envelopes) {
    return Problem.of(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "Send the request as JSON, with `content-type: application/json`"
            + (envelopes
                ? ", or as an envelope, with `content-type: application/x-sentry-envelope`."
                : "."));
  }

  /**
   * Reading the body failed.
   *
   * @param fault the parser's; its message holds text of the body and is not told
   * @param field where in the request the parser stood
   */
  public static Problem unreadable(IOException fault, String field) {
    return unreadable(fault, field, "");
  }

  /**
   * Reading a part of the body failed.
   *
   * @param fault the parser's; its message holds text of the body and is not told
   * @param field where in the request the parser stood
   * @param part what the parser's lines and columns are counted in, as in {@code " of the event"}
   */
  public static Problem unreadable(IOException fault, String field, String part) {
    if (fault instanceof StreamConstraintsException constraint) {
      return Problem.invalid(field, limit(constraint));
    }
    return Problem.of(
        ProblemType.MALFORMED_JSON,
        (fault instanceof JsonEOFException
                ? "The JSON ends too early, "
                : "This is no JSON in UTF-8, ")
            + place(fault)
            + part
            + ".");
  }

  private static String limit(StreamConstraintsException fault) {
    String message = String.valueOf(fault.getOriginalMessage());
    if (message.contains("depth")) {
      return "is nested deeper than " + Json.MAX_DEPTH + " levels";
    }
    return message.contains("umber")
        ? "has a number that is too long"
        : "has a text or name that is too long";
  }

  private static String place(IOException fault) {
    JsonLocation location =
        fault instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? "at its start"
        : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
