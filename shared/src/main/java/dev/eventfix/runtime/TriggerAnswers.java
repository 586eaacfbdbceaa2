package dev.eventfix.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes the answers that API Gateway and SQS read. The stream is flushed and stays open. */
final class TriggerAnswers {

  private TriggerAnswers() {}

  /**
   * Writes the answer to an HTTP request, in the shape that REST APIs, HTTP APIs and function URLs
   * have in common.
   *
   * @param status the HTTP status code
   * @param headers further ones, without the content type
   * @param body text in UTF-8
   */
  static void writeHttp(
      OutputStream out, int status, String contentType, Map<String, String> headers, byte[] body)
      throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeObjectFieldStart("headers");
      json.writeStringField("Content-Type", contentType);
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("body");
      json.writeUTF8String(body, 0, body.length);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
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
