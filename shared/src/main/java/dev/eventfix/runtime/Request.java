package dev.eventfix.runtime;

import java.util.Map;

/** One request, decoded from whichever trigger brought it. */
public final class Request {

  private final byte[] body;
  private final Map<String, String> parameters;
  private final Deadline deadline;

  /**
   * A request.
   *
   * @param body JSON in UTF-8, not copied
   * @param parameters the query's, which override the body's fields; empty without a query
   * @param deadline when the answer must be there
   */
  public Request(byte[] body, Map<String, String> parameters, Deadline deadline) {
    this.body = body;
    this.parameters = parameters;
    this.deadline = deadline;
  }

  /** The body as it came, not a copy. */
  public byte[] body() {
    return body;
  }

  /** The query's parameters. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** When the answer must be there. */
  public Deadline deadline() {
    return deadline;
  }
}
