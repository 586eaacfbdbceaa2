package dev.eventfix.suggestfix.vertex;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.configuration.ServerUrl;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;

/**
 * Workload identity federation: the function's own role proves itself to Google by a request to AWS
 * that it signs and Google sends. No key of Google's is kept anywhere.
 */
final class AwsFederation implements TokenSource {

  private static final String TOKEN_TYPE = "urn:ietf:params:aws:token-type:aws4_request";
  private static final String CONTAINER_CREDENTIALS = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String CONTAINER_TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String REGION_PLACE = "{region}";

  private final String audience;
  private final String tokenUrl;
  private final String verificationUrl;
  private final @Nullable String impersonationUrl;

  private AwsFederation(
      String audience, String tokenUrl, String verificationUrl, @Nullable String impersonationUrl) {
    this.audience = audience;
    this.tokenUrl = tokenUrl;
    this.verificationUrl = verificationUrl;
    this.impersonationUrl = impersonationUrl;
  }

  static AwsFederation read(Map<String, Object> members) throws TokenException {
    String type = TokenSource.required(members, "subject_token_type");
    if (!type.equals(TOKEN_TYPE)
        || !(members.get("credential_source") instanceof Map<?, ?> source)) {
      throw TokenException.misconfigured(
          VertexSettings.CREDENTIALS_SETTING
              + " is a configuration of workload identity federation, but not for AWS");
    }
    if (!(source.get("regional_cred_verification_url") instanceof String verificationUrl)) {
      throw TokenException.misconfigured(
          VertexSettings.CREDENTIALS_SETTING + " holds no regional_cred_verification_url");
    }
    return new AwsFederation(
        TokenSource.required(members, "audience"),
        TokenSource.address(members, "token_url"),
        verificationUrl,
        members.containsKey("service_account_impersonation_url")
            ? TokenSource.address(members, "service_account_impersonation_url")
            : null);
  }

  @Override
  public Token fetch(Context context, Deadline deadline) throws TokenException {
    String region = region(context.environment());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("audience", audience);
    form.put("scope", SCOPE);
    form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
    form.put("subject_token_type", TOKEN_TYPE);
    form.put("subject_token", TokenHttp.encoded(signedRequest(context, region, deadline)));
    Token token = Token.read(context.http().postForm(tokenUrl, form, deadline));
    return impersonationUrl == null
        ? token
        : impersonated(impersonationUrl, token, context, deadline);
  }

  private static Token impersonated(String url, Token token, Context context, Deadline deadline)
      throws TokenException {
    Map<String, Object> answer =
        context
            .http()
            .postJson(
                url,
                Map.of("Authorization", "Bearer " + token.value()),
                "{\"scope\":[\"" + SCOPE + "\"],\"lifetime\":\"" + LIFETIME_SECONDS + "s\"}",
                deadline);
    // Its moment of expiry would be told by another clock than ours; it is what we asked for.
    return Token.read(
        answer.get("accessToken") instanceof String value ? value : "", LIFETIME_SECONDS);
  }

  private static String region(Map<String, String> environment) throws TokenException {
    String region = environment.getOrDefault("AWS_REGION", "");
    if (region.isEmpty()) {
      region = environment.getOrDefault("AWS_DEFAULT_REGION", "");
    }
    if (region.isEmpty() || VertexSettings.locationFault(region) != null) {
      throw TokenException.misconfigured(
          "workload identity federation needs to know AWS's region: set AWS_REGION");
    }
    return region;
  }

  /** The request that Google will send, as JSON: who sends it learns whose role signed it. */
  private String signedRequest(Context context, String region, Deadline deadline)
      throws TokenException {
    String url = verificationUrl.replace(REGION_PLACE, region);
    URI uri = stsAddress(url, region);
    HttpHeader[] headers = {
      new HttpHeader("host", uri.getHost()),
      // Signed as well, so that the request proves nothing to anybody but this pool.
      new HttpHeader("x-goog-cloud-target-resource", audience)
    };
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    HttpRequest unsigned = new HttpRequest("POST", path + "?" + uri.getRawQuery(), headers, null);
    List<HttpHeader> signed;
    try (AwsSigningConfig config = new AwsSigningConfig()) {
      config.setAlgorithm(AwsSigningConfig.AwsSigningAlgorithm.SIGV4);
      config.setSignatureType(AwsSigningConfig.AwsSignatureType.HTTP_REQUEST_VIA_HEADERS);
      config.setService("sts");
      config.setRegion(region);
      config.setCredentials(credentials(context, deadline));
      config.setTime(context.clock().millis());
      signed = new ArrayList<>(AwsSigner.signRequest(unsigned, config).get().getHeaders());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request could not be signed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenException(new Unavailable(Cause.TIMED_OUT, TokenHttp.TOO_LATE));
    }
    return json(url, signed);
  }

  /** Of AWS's token service in that region and of no other host. */
  private static URI stsAddress(String url, String region) throws TokenException {
    try {
      URI uri = new URI(url);
      String host = "sts." + region + ".amazonaws.com";
      if ("https".equals(uri.getScheme())
          && (host.equals(uri.getRawAuthority()) || (host + ".cn").equals(uri.getRawAuthority()))
          && uri.getRawQuery() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw TokenException.misconfigured(
        "regional_cred_verification_url in "
            + VertexSettings.CREDENTIALS_SETTING
            + " is not that of AWS's token service");
  }

  private static String json(String url, List<HttpHeader> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("url", url);
      json.writeStringField("method", "POST");
      json.writeArrayFieldStart("headers");
      for (HttpHeader header : headers) {
        json.writeStartObject();
        json.writeStringField("key", header.getName());
        json.writeStringField("value", header.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The role's: in variables on Lambda, at an address in containers and in CloudShell. */
  private static Credentials credentials(Context context, Deadline deadline) throws TokenException {
    Map<String, String> environment = context.environment();
    String address = environment.get(CONTAINER_CREDENTIALS);
    if (address != null) {
      if (ServerUrl.fault(address, "leave them out") != null) {
        throw TokenException.misconfigured(CONTAINER_CREDENTIALS + " is no address");
      }
      String token = environment.get(CONTAINER_TOKEN);
      Map<String, Object> answer =
          context
              .http()
              .get(address, token == null ? Map.of() : Map.of("Authorization", token), deadline);
      return credentials(
          answer.get("AccessKeyId"), answer.get("SecretAccessKey"), answer.get("Token"));
    }
    return credentials(
        environment.get("AWS_ACCESS_KEY_ID"),
        environment.get("AWS_SECRET_ACCESS_KEY"),
        environment.get("AWS_SESSION_TOKEN"));
  }

  private static Credentials credentials(
      @Nullable Object key, @Nullable Object secret, @Nullable Object token) throws TokenException {
    if (!(key instanceof String keyText) || !(secret instanceof String secretText)) {
      throw TokenException.misconfigured(
          "there are no credentials of AWS to prove the role with (on Lambda they are the role's,"
              + " elsewhere set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN)");
    }
    return new Credentials(
        keyText.getBytes(StandardCharsets.UTF_8),
        secretText.getBytes(StandardCharsets.UTF_8),
        token instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null);
  }
}
