package dev.eventfix.runtime;

import java.util.Map;

/** One request, decoded from whichever trigger brought it. */
public final class Request {

  private final byte[] body;
  private final Map<String, String> parameters;
  private final Deadline deadline;
  private final boolean queued;

  /**
   * A request of somebody who waits for the answer.
   *
   * @param body JSON in UTF-8, not copied
   * @param parameters the query's, which override the body's fields; empty without a query
   * @param deadline when the answer must be there
   */
  public Request(byte[] body, Map<String, String> parameters, Deadline deadline) {
    this(body, parameters, deadline, false);
  }

  private Request(byte[] body, Map<String, String> parameters, Deadline deadline, boolean queued) {
    this.body = body;
    this.parameters = parameters;
    this.deadline = deadline;
    this.queued = queued;
  }

  /** A record of a queue: nobody reads its answer, and it may come several times. */
  public static Request queued(byte[] body, Deadline deadline) {
    return new Request(body, Map.of(), deadline, true);
  }

  /** The body as it came, not a copy. */
  public byte[] body() {
    return body;
  }

  /** The query's parameters. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** True for a record of a queue. */
  public boolean isQueued() {
    return queued;
  }

  /** When the answer must be there. */
  public Deadline deadline() {
    return deadline;
  }
}
