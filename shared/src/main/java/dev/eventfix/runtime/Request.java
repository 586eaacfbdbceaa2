package dev.eventfix.runtime;

import dev.eventfix.wire.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, decoded from whichever trigger brought it. */
public final class Request {

  private final byte[] body;
  private final MediaType mediaType;
  private final Map<String, String> parameters;
  private final Deadline deadline;
  private final boolean record;
  private final boolean queued;
  private final @Nullable String queueArn;
  private final Map<String, String> attributes;
  private List<String> projects = List.of();
  private @Nullable String sentryTrace;
  private @Nullable TokenStream tokens;

  /** A request of somebody who waits for the answer, whose body is JSON as far as is known. */
  public Request(byte[] body, Map<String, String> parameters, Deadline deadline) {
    this(body, MediaType.JSON, parameters, deadline);
  }

  /**
   * A request of somebody who waits for the answer.
   *
   * @param body not copied
   * @param mediaType what its sender says it is
   * @param parameters the query's, which override the body's fields; empty without a query
   * @param deadline when the answer must be there
   */
  public Request(
      byte[] body, MediaType mediaType, Map<String, String> parameters, Deadline deadline) {
    this(body, mediaType, parameters, deadline, false, false, null, Map.of());
  }

  private Request(
      byte[] body,
      MediaType mediaType,
      Map<String, String> parameters,
      Deadline deadline,
      boolean record,
      boolean queued,
      @Nullable String queueArn,
      Map<String, String> attributes) {
    this.body = body;
    this.mediaType = mediaType;
    this.parameters = parameters;
    this.deadline = deadline;
    this.record = record;
    this.queued = queued;
    this.queueArn = queueArn;
    this.attributes = attributes;
  }

  /**
   * A direct invocation.
   *
   * @param attributes what its caller says beside the payload, in the client context
   */
  static Request direct(byte[] body, Map<String, String> attributes, Deadline deadline) {
    return new Request(body, MediaType.JSON, Map.of(), deadline, false, false, null, attributes);
  }

  /**
   * A record of a queue.
   *
   * @param queueArn the queue's, as AWS and not the sender says, or null when unknown
   * @param attributes the message's, by name; chosen by its sender
   * @param queued whether nobody reads its answer, and it may come several times; false for a pipe,
   *     which waits for the answer
   */
  static Request ofRecord(
      byte[] body,
      @Nullable String queueArn,
      Map<String, String> attributes,
      Deadline deadline,
      boolean queued) {
    return new Request(
        body, MediaType.JSON, Map.of(), deadline, true, queued, queueArn, attributes);
  }

  /** The body as it came, not a copy. */
  public byte[] body() {
    return body;
  }

  /** What the body's sender says it is. */
  public MediaType mediaType() {
    return mediaType;
  }

  /** The query's parameters. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** The queue that a record came from, or null. */
  public @Nullable String queueArn() {
    return queueArn;
  }

  /**
   * What is said beside the body of a record or of a direct invocation, by name: chosen by whoever
   * sent the message or invoked the function. One that is no text is an empty one.
   */
  public Map<String, String> attributes() {
    return attributes;
  }

  /**
   * The text of a record's attribute of that name, or null when it has none.
   *
   * @param name whatever its capitals
   */
  public @Nullable String attribute(String name) {
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (attribute.getKey().equalsIgnoreCase(name) && !attribute.getValue().isEmpty()) {
        return attribute.getValue();
      }
    }
    return null;
  }

  /** True for a record of a queue, also one whose pipe waits for the answer. */
  public boolean isRecord() {
    return record;
  }

  /** True for a record of a queue that nobody waits for. */
  public boolean isQueued() {
    return queued;
  }

  /**
   * Notes whose event is in work, once that is known: a failure over it must not be reported to the
   * same project.
   *
   * @param named the projects that the request, or what it brings, names
   */
  public void concerns(List<String> named) {
    projects = List.copyOf(named);
  }

  /** The projects noted; empty when none is known. */
  List<String> projects() {
    return projects;
  }

  /** Notes its header {@code sentry-trace}: what its caller says of the trace it is a part of. */
  void isPartOf(@Nullable String trace) {
    sentryTrace = trace;
  }

  /** The header as it came, or null. */
  @Nullable String sentryTrace() {
    return sentryTrace;
  }

  /**
   * Notes who can take the answer's text while it is written; whether that is wanted the request
   * itself tells.
   */
  public void streamsTo(@Nullable TokenStream stream) {
    tokens = stream;
  }

  /** Takes the answer's text while it is written; null when the trigger cannot stream. */
  public @Nullable TokenStream tokens() {
    return tokens;
  }

  /** When the answer must be there. */
  public Deadline deadline() {
    return deadline;
  }
}
