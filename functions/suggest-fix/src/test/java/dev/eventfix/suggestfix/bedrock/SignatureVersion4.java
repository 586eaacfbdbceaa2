package dev.eventfix.suggestfix.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request's signature as a service of AWS does, from its documentation alone: what is
 * signed of a path is the path as it was sent with each of its parts encoded once more, which all
 * services but S3 want.
 */
final class SignatureVersion4 {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private SignatureVersion4() {}

  /**
   * What is wrong with a request, or null.
   *
   * @param headers by name in lower case
   */
  static @Nullable String fault(
      String method, URI uri, Map<String, String> headers, byte[] body, String secretKey) {
    String authorization = headers.getOrDefault("authorization", "");
    if (!authorization.startsWith(ALGORITHM + " ")) {
      return "not signed";
    }
    String signed = parameter(authorization, "SignedHeaders");
    for (String needed : List.of("host", "x-amz-date")) {
      if (!List.of(signed.split(";", -1)).contains(needed)) {
        return needed + " is not signed";
      }
    }
    String date = headers.getOrDefault("x-amz-date", "");
    String credential = parameter(authorization, "Credential");
    String scope = credential.substring(credential.indexOf('/') + 1);
    if (!date.startsWith(scope.substring(0, scope.indexOf('/')) + "T")) {
      return "the scope " + scope + " is of another day than " + date;
    }
    String expected = signature(method, uri, headers, signed, body, date, scope, secretKey);
    String given = parameter(authorization, "Signature");
    return given.equals(expected) ? null : "the signature is " + given + ", not " + expected;
  }

  static String parameter(String authorization, String name) {
    int start = authorization.indexOf(name + "=");
    if (start < 0) {
      return "";
    }
    int end = authorization.indexOf(',', start);
    return authorization.substring(
        start + name.length() + 1, end < 0 ? authorization.length() : end);
  }

  private static String signature(
      String method,
      URI uri,
      Map<String, String> headers,
      String signedHeaders,
      byte[] body,
      String date,
      String scope,
      String secretKey) {
    StringBuilder canonical = new StringBuilder();
    canonical.append(method).append('\n').append(encoded(uri.getRawPath())).append('\n');
    canonical.append(uri.getRawQuery() == null ? "" : uri.getRawQuery()).append('\n');
    for (String name : signedHeaders.split(";", -1)) {
      canonical
          .append(name)
          .append(':')
          .append(headers.getOrDefault(name, "").strip())
          .append('\n');
    }
    canonical.append('\n').append(signedHeaders).append('\n').append(sha256(body));
    String toSign =
        ALGORITHM
            + "\n"
            + date
            + "\n"
            + scope
            + "\n"
            + sha256(canonical.toString().getBytes(UTF_8));
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.~/".indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
