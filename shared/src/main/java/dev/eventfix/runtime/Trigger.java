package dev.eventfix.runtime;

/** What brought a request. */
enum Trigger {
  DIRECT("direct"),
  HTTP_API("http-api"),
  REST_API("rest-api"),
  FUNCTION_URL("function-url"),
  SQS("sqs"),
  PIPE("pipe");

  private final String label;

  Trigger(String label) {
    this.label = label;
  }

  /** Its name in log lines and metrics. */
  String label() {
    return label;
  }
}
