package dev.eventfix.configuration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks Parameter Store for up to ten parameters, decrypted. */
final class GetParameters extends SecretCall {

  /** What the service takes in one call. */
  static final int MAX_NAMES = 10;

  private final List<SecretReference> references;

  GetParameters(List<SecretReference> references) {
    this.references = List.copyOf(references);
  }

  @Override
  List<SecretReference> references() {
    return references;
  }

  @Override
  String service() {
    return "ssm";
  }

  @Override
  String serviceName() {
    return "Parameter Store";
  }

  @Override
  String target() {
    return "AmazonSSM.GetParameters";
  }

  @Override
  String action() {
    return "ssm:GetParameters";
  }

  @Override
  String endpointVariable() {
    return "AWS_ENDPOINT_URL_SSM";
  }

  @Override
  byte[] request() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Names");
      for (SecretReference reference : references) {
        json.writeString(reference.name());
      }
      json.writeEndArray();
      json.writeBooleanField("WithDecryption", true);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  @Override
  Map<SecretReference, SecretValue> read(byte[] body, String region) throws IOException {
    Map<String, String> values = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    try (JsonParser json = objectIn(body)) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        boolean list = json.nextToken() == JsonToken.START_ARRAY;
        if (list && name.equals("Parameters")) {
          readParameters(json, values);
        } else if (list && name.equals("InvalidParameters")) {
          readNames(json, unknown);
        } else {
          json.skipChildren();
        }
      }
    }
    Map<SecretReference, SecretValue> found = new HashMap<>();
    for (SecretReference reference : references) {
      String value = values.get(reference.name());
      if (value != null) {
        found.put(reference, new SecretValue.Text(value));
      } else if (unknown.contains(reference.name())) {
        found.put(
            reference,
            new SecretValue.Fault(
                "there is no such parameter in " + region + " (create it, or correct the name)"));
      } else {
        throw new IOException("a parameter is left out");
      }
    }
    return found;
  }

  private static void readNames(JsonParser json, Set<String> names) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String name = textOrNull(json);
      if (name != null) {
        names.add(name);
      }
    }
  }

  private static void readParameters(JsonParser json, Map<String, String> values)
      throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readParameter(json, values);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void readParameter(JsonParser json, Map<String, String> values)
      throws IOException {
    String name = null;
    // The version or the label as it was asked for, with the colon before it.
    String selector = "";
    String value = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "Name" -> name = textOrNull(json);
        case "Selector" -> selector = orEmpty(textOrNull(json));
        case "Value" -> value = textOrNull(json);
        default -> json.skipChildren();
      }
    }
    if (name != null && value != null) {
      values.put(name + selector, value);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  @Nullable String refusalOfItsOwn(String error, String region) {
    return switch (error) {
      case "InvalidKeyId" ->
          "it cannot be decrypted (allow the function's role kms:Decrypt on its key, and see that"
              + " the key is enabled)";
      case "ValidationException" -> "its name is not accepted (correct it)";
      default -> null;
    };
  }
}
