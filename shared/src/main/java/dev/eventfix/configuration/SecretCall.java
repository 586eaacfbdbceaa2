package dev.eventfix.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a store of secrets: what is asked, and what its answers mean. Both stores speak JSON
 * 1.1 of AWS. Of what a server wrote only the values and an error's name are used.
 */
abstract sealed class SecretCall permits GetParameters, GetSecretValue {

  /** What this call fetches, without fields. */
  abstract List<SecretReference> references();

  /** The service's name in addresses and signatures. */
  abstract String service();

  /** The service's name for people. */
  abstract String serviceName();

  /** The header {@code X-Amz-Target}. */
  abstract String target();

  /** What the role must be allowed. */
  abstract String action();

  /** The variable that SDKs and tools take another address of this service from. */
  abstract String endpointVariable();

  /** The request's body. */
  abstract byte[] request() throws IOException;

  /**
   * What the body of a successful answer says about each reference.
   *
   * @throws IOException when it is not what the service answers
   */
  abstract Map<SecretReference, SecretValue> read(byte[] body, String region) throws IOException;

  /** What an error that only this service knows means, or null when it does not know it either. */
  abstract @Nullable String refusalOfItsOwn(String error, String region);

  /** The region that a reference names itself, or null. */
  @Nullable String region() {
    return references().getFirst().region();
  }

  /** The same fault for everything that this call fetches. */
  final Map<SecretReference, SecretValue> failed(String reason) {
    return failed(reason, false);
  }

  /** Likewise, and whether that may pass. */
  final Map<SecretReference, SecretValue> failed(String reason, boolean passing) {
    Map<SecretReference, SecretValue> values = new HashMap<>();
    for (SecretReference reference : references()) {
      values.put(reference, new SecretValue.Fault(reason, passing));
    }
    return values;
  }

  /** What a status other than 200 means, what to do, and which error of AWS's it was. */
  final String refusal(int status, String error, String region) {
    String operation = target().substring(target().indexOf('.') + 1);
    return meaning(status, error, region) + "; " + AwsError.told(serviceName(), operation, error);
  }

  private String meaning(int status, String error, String region) {
    if (isThrottled(status, error)) {
      return serviceName() + " takes no more requests for now (try again later)";
    }
    String ofItsOwn = refusalOfItsOwn(error, region);
    if (ofItsOwn != null) {
      return ofItsOwn;
    }
    return switch (error) {
      case "AccessDeniedException" ->
          "access is denied"
              + (references().size() > 1 ? ", to it or to one that is fetched with it" : "")
              + " (allow the function's role "
              + action()
              + " on it, and kms:Decrypt if it is encrypted with a key of your own)";
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "ExpiredToken",
          "ExpiredTokenException" ->
          "the credentials are refused (check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
              + " AWS_SESSION_TOKEN, and the clock)";
      default -> serviceName() + " answers with status " + status;
    };
  }

  static boolean isThrottled(int status, String error) {
    return status == 429
        || switch (error) {
          case "ThrottlingException",
              "Throttling",
              "ThrottledException",
              "RequestThrottled",
              "RequestThrottledException",
              "RequestLimitExceeded",
              "TooManyRequestsException",
              "SlowDown" ->
              true;
          default -> false;
        };
  }

  /**
   * The name of the error in an answer, without what surrounds it.
   *
   * @param header {@code x-amzn-ErrorType}, or null
   */
  static String errorName(@Nullable String header, byte[] body) {
    String type = header;
    if (type == null) {
      try (JsonParser json = Json.parser(body)) {
        type = textMember(json, "__type");
      } catch (IOException e) {
        return AwsError.UNKNOWN;
      }
    }
    return type == null ? AwsError.UNKNOWN : bareName(type);
  }

  /** {@code com.amazonaws.ssm#Name:http://...} is Name. */
  private static String bareName(String type) {
    String name = type.substring(type.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return AwsError.nameIn((colon < 0 ? name : name.substring(0, colon)).strip());
  }

  /** The text under that name in the object that is the whole of the JSON, or null. */
  private static @Nullable String textMember(JsonParser json, String name) throws IOException {
    String text = null;
    if (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals(name);
        if (json.nextToken() == JsonToken.VALUE_STRING && found) {
          text = json.getText();
        }
        json.skipChildren();
      }
    }
    return text;
  }

  /** Begins to read an answer, which must be an object. */
  static JsonParser objectIn(byte[] body) throws IOException {
    JsonParser json = Json.parser(body);
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    return json;
  }

  /** The text the parser stands on, or null after having skipped what is no text. */
  static @Nullable String textOrNull(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }
}
