package dev.eventfix.suggestfix.vertex;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service account's private key: a statement signed with it is changed for a token. */
final class ServiceAccountKey implements TokenSource {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final String email;
  private final @Nullable String keyId;
  private final PrivateKey key;
  private final String tokenUri;

  private ServiceAccountKey(String email, @Nullable String keyId, PrivateKey key, String tokenUri) {
    this.email = email;
    this.keyId = keyId;
    this.key = key;
    this.tokenUri = tokenUri;
  }

  static ServiceAccountKey read(Map<String, Object> members) throws TokenException {
    return new ServiceAccountKey(
        TokenSource.required(members, "client_email"),
        members.get("private_key_id") instanceof String id ? id : null,
        key(TokenSource.required(members, "private_key")),
        TokenSource.address(members, "token_uri"));
  }

  private static PrivateKey key(String pem) throws TokenException {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    try {
      if (begin < 0 || end < begin) {
        throw new IllegalArgumentException("no PKCS #8");
      }
      byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw TokenException.misconfigured(
          "private_key in "
              + VertexSettings.CREDENTIALS_SETTING
              + " is no RSA key in PEM (PKCS #8), as Google gives it out");
    }
  }

  @Override
  public Token fetch(Context context, Deadline deadline) throws TokenException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", signed(context.clock().instant().getEpochSecond()));
    return Token.read(context.http().postForm(tokenUri, form, deadline));
  }

  /** RFC 7523's statement, as RFC 7515 signs it. */
  private String signed(long now) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream claims = new ByteArrayOutputStream();
    try (JsonGenerator headerJson = Json.generator(header);
        JsonGenerator claimsJson = Json.generator(claims)) {
      headerJson.writeStartObject();
      headerJson.writeStringField("alg", "RS256");
      headerJson.writeStringField("typ", "JWT");
      if (keyId != null) {
        headerJson.writeStringField("kid", keyId);
      }
      headerJson.writeEndObject();
      claimsJson.writeStartObject();
      claimsJson.writeStringField("iss", email);
      claimsJson.writeStringField("scope", SCOPE);
      claimsJson.writeStringField("aud", tokenUri);
      claimsJson.writeNumberField("iat", now);
      claimsJson.writeNumberField("exp", now + LIFETIME_SECONDS);
      claimsJson.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String statement = base64(header.toByteArray()) + "." + base64(claims.toByteArray());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(statement.getBytes(StandardCharsets.US_ASCII));
      return statement + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a statement could not be signed", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
