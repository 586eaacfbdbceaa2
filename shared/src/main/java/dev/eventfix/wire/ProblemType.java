package dev.eventfix.wire;

/** Every kind of problem a caller can get; the names and status codes are part of the contract. */
public enum ProblemType {
  MALFORMED_JSON("malformed-json", 400, "The request is not JSON"),
  INVALID_REQUEST("invalid-request", 400, "The request is not understood"),
  UNSIGNED_WEBHOOK("unsigned-webhook", 401, "The webhook is not signed by Sentry"),
  POLICY("policy", 403, "The policy does not let this event go to a model"),
  REFUSED_RECORD("refused-record", 403, "The function does not take this record of this queue"),
  USER_NOT_FOUND("user-not-found", 404, "There is no such user"),
  SUGGESTION_NOT_FOUND("suggestion-not-found", 404, "There is no such suggestion"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed"),
  USER_AMBIGUOUS("user-ambiguous", 409, "Several users match"),
  BEING_ASKED("being-asked", 409, "The question is being asked by somebody else"),
  TOO_LARGE("too-large", 413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The content type is not supported"),
  NOTHING_TO_DESCRIBE("nothing-to-describe", 422, "The event has nothing to describe"),
  USER_NOT_SUPERUSER("user-not-superuser", 422, "The user is not a superuser"),
  TOO_MANY_PERMISSIONS("too-many-permissions", 422, "The user has too many permissions"),
  NO_MODEL("no-model", 404, "Suggestions are turned off"),
  MODEL_LIMITED("model-limited", 429, "The model's provider limits requests"),
  OVER_BUDGET("over-budget", 429, "The budget for models is used up"),
  MODEL_FAILED("model-failed", 502, "The model gave no usable answer"),
  MODEL_TIMEOUT("model-timeout", 504, "The model did not answer in time"),
  UNAVAILABLE("unavailable", 503, "The table cannot be used right now"),
  MISCONFIGURED("misconfigured", 500, "The function is not configured"),
  INTERNAL("internal", 500, "The function failed");

  private final String problemName;
  private final int status;
  private final String title;

  ProblemType(String problemName, int status, String title) {
    this.problemName = problemName;
    this.status = status;
    this.title = title;
  }

  /** The short name, as used in logs, metrics and the last part of {@link #urn()}. */
  public String problemName() {
    return problemName;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  /** What the kind of problem is, in a few words. */
  public String title() {
    return title;
  }

  /**
   * True when a queue's record that ends so is done: there is nothing in it to do, or it was
   * decided that nothing shall be done, or a stranger put it there. Every other one is given back
   * to the queue.
   */
  public boolean endsRecord() {
    return this == NOTHING_TO_DESCRIBE
        || this == NO_MODEL
        || this == POLICY
        || this == UNSIGNED_WEBHOOK;
  }

  /** The stable identifier, as RFC 9457 wants it in {@code type}. */
  public String urn() {
    return "urn:eventfix:problem:" + problemName;
  }
}
