package dev.eventfix.benchmarks;

/** Wraps a request as Lambda's triggers do. */
final class Triggers {

  /** The queue that the records are of. */
  static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:events";

  private Triggers() {}

  /** An HTTP API's POST (payload format 2.0) with the request as its body. */
  static String httpApi(String path, String request) {
    return httpApi("ANY " + path, "POST", path, "", "\"body\":" + quote(request), request.length());
  }

  /** An HTTP API's GET of {@code folder/{parameter}} with one more parameter, in its query. */
  static String httpApiGet(
      String folder, String parameter, String value, String query, String queryValue) {
    return httpApi(
        "GET " + folder + "/{" + parameter + "}",
        "GET",
        folder + "/" + value,
        query + "=" + queryValue,
        "\"queryStringParameters\":{%s:%s},\"pathParameters\":{%s:%s}"
            .formatted(quote(query), quote(queryValue), quote(parameter), quote(value)),
        0);
  }

  private static String httpApi(
      String route, String method, String path, String query, String members, int length) {
    return """
        {"version":"2.0","routeKey":"%1$s","rawPath":"%3$s","rawQueryString":"%4$s",\
        "headers":{"accept":"*/*","content-length":"%6$d","content-type":"application/json",\
        "host":"abc123.execute-api.eu-central-1.amazonaws.com","user-agent":"benchmark",\
        "x-forwarded-for":"192.0.2.1","x-forwarded-port":"443","x-forwarded-proto":"https"},\
        "requestContext":{"accountId":"123456789012","apiId":"abc123",\
        "domainName":"abc123.execute-api.eu-central-1.amazonaws.com","domainPrefix":"abc123",\
        "http":{"method":"%2$s","path":"%3$s","protocol":"HTTP/1.1","sourceIp":"192.0.2.1",\
        "userAgent":"benchmark"},"requestId":"request-1","routeKey":"%1$s",\
        "stage":"$default","time":"01/Jan/2026:00:00:00 +0000","timeEpoch":1767225600000},\
        %5$s,"isBase64Encoded":false}"""
        .formatted(route, method, path, query, members, length);
  }

  /** A queue's batch of records with the requests as their bodies. */
  static String sqs(String... requests) {
    var records = new StringBuilder();
    for (int i = 0; i < requests.length; i++) {
      records.append(i == 0 ? "" : ",");
      records.append(
          """
          {"messageId":"00000000-0000-4000-8000-%012d","receiptHandle":"receipt-1",\
          "body":%s,"attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1767225600000",\
          "SenderId":"123456789012","ApproximateFirstReceiveTimestamp":"1767225600001"},\
          "messageAttributes":{},"md5OfBody":"00000000000000000000000000000000",\
          "eventSource":"aws:sqs","eventSourceARN":"%s",\
          "awsRegion":"eu-central-1"}\
          """
              .formatted(i + 2, quote(requests[i]), QUEUE));
    }
    return "{\"Records\":[" + records + "]}";
  }

  /** The text as a string of JSON, with its quotes. */
  static String quote(String text) {
    var json = new StringBuilder(text.length() + text.length() / 8).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16));
        json.append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
