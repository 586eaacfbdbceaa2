package dev.eventfix.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes the answers that API Gateway and SQS read. The stream is flushed and stays open. */
final class TriggerAnswers {

  /** Zeros, which stand between a prelude and the body. */
  private static final int PRELUDE_END_BYTES = 8;

  private TriggerAnswers() {}

  /**
   * Writes the answer to an HTTP request, in the shape that REST APIs, HTTP APIs and function URLs
   * have in common.
   *
   * @param status the HTTP status code
   * @param headers by name
   * @param body text in UTF-8
   */
  static void writeHttp(OutputStream out, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      writeHead(json, status, headers);
      json.writeFieldName("body");
      json.writeUTF8String(body, 0, body.length);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }

  /**
   * Writes what comes before the body of a streamed HTTP response, which tells its status.
   *
   * @param headers by name
   */
  static void writePrelude(OutputStream out, int status, Map<String, String> headers)
      throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      writeHead(json, status, headers);
      json.writeEndObject();
    }
    out.write(new byte[PRELUDE_END_BYTES]);
  }

  private static void writeHead(JsonGenerator json, int status, Map<String, String> headers)
      throws IOException {
    json.writeNumberField("statusCode", status);
    json.writeObjectFieldStart("headers");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Writes the answer to a batch of a queue (partial batch response).
   *
   * @param failedMessageIds the messages that come again; all others are done
   */
  static void writeBatch(OutputStream out, List<String> failedMessageIds) throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("batchItemFailures");
      for (String messageId : failedMessageIds) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", messageId);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
