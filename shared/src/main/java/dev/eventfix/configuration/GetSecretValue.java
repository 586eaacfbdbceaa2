package dev.eventfix.configuration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Secrets Manager for the current value of one secret. */
final class GetSecretValue extends SecretCall {

  private final SecretReference reference;

  GetSecretValue(SecretReference reference) {
    this.reference = reference;
  }

  @Override
  List<SecretReference> references() {
    return List.of(reference);
  }

  @Override
  String service() {
    return "secretsmanager";
  }

  @Override
  String serviceName() {
    return "Secrets Manager";
  }

  @Override
  String target() {
    return "secretsmanager.GetSecretValue";
  }

  @Override
  String action() {
    return "secretsmanager:GetSecretValue";
  }

  @Override
  String endpointVariable() {
    return "AWS_ENDPOINT_URL_SECRETS_MANAGER";
  }

  @Override
  byte[] request() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("SecretId", reference.name());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  @Override
  Map<SecretReference, SecretValue> read(byte[] body, String region) throws IOException {
    String text = null;
    boolean binary = false;
    try (JsonParser json = objectIn(body)) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        switch (member) {
          case "SecretString" -> text = textOrNull(json);
          case "SecretBinary" -> binary = textOrNull(json) != null;
          default -> json.skipChildren();
        }
      }
    }
    if (text != null) {
      return Map.of(reference, new SecretValue.Text(text));
    }
    if (binary) {
      return failed("it holds bytes and not text (store it as text)");
    }
    throw new IOException("no value");
  }

  @Override
  @Nullable String refusalOfItsOwn(String error, String region) {
    return switch (error) {
      case "ResourceNotFoundException" ->
          "there is no such secret in "
              + region
              + ", or it has no current value (create it, or correct the name)";
      case "DecryptionFailure" ->
          "it cannot be decrypted (allow the function's role kms:Decrypt on its key, and see that"
              + " the key is enabled)";
      case "InvalidRequestException" ->
          "it is not in a state to be read (if it is marked for deletion, restore it)";
      case "InvalidParameterException", "ValidationException" ->
          "its name is not accepted (correct it)";
      default -> null;
    };
  }
}
