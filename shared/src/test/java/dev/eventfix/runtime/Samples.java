package dev.eventfix.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The sample events of this package, and AWS's own serializer to hold our readers against. */
final class Samples {

  static final List<String> HTTP_API =
      List.of("http-api-jwt.json", "http-api-iam.json", "http-api-lambda.json");
  static final List<String> REST_API =
      List.of("rest-api-iam.json", "rest-api-nulls.json", "rest-api-small.json");
  static final List<String> SQS = List.of("sqs-attributes.json", "sqs-fifo.json");
  static final String PIPE = "pipe.json";

  private Samples() {}

  static byte[] read(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  static String text(String name) throws IOException {
    return new String(read(name), UTF_8);
  }

  static <T> T official(Class<T> type, byte[] json) {
    return LambdaEventSerializers.serializerFor(type, Samples.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(json));
  }

  static JsonParser onFirstToken(byte[] json) throws IOException {
    JsonParser parser = Json.parser(json);
    parser.nextToken();
    return parser;
  }

  static JsonParser onFirstToken(String json) throws IOException {
    return onFirstToken(json.getBytes(UTF_8));
  }
}
