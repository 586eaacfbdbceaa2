package dev.eventfix.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ConnectionHealthConfiguration;

/**
 * Signed calls of AWS's services that only read. By hand, for the SDK's clients of these four
 * services are 8 MB of classes. The launcher's one class that uses the SDK.
 */
final class AwsApi implements AutoCloseable {

  static final String IAM = "iam";

  /** For a connection, and again for its TLS handshake. */
  static final int CONNECT_MILLIS = 3_000;

  /** A connection that says nothing for longer is given up. */
  static final int SILENCE_SECONDS = 5;

  /** A longer answer is not read. */
  static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

  /** How often a call is made that is limited, or fails for no fault of its own. */
  static final int MAX_ATTEMPTS = 3;

  /** The wait before the second try; it doubles. */
  static final int WAIT_MILLIS = 300;

  private final Map<String, String> environment;
  private final String region;
  private final @Nullable AwsCredentials credentials;
  private final SdkHttpClient http;

  /**
   * Calls in one region, with the credentials of the environment or a profile.
   *
   * @param environment the process's variables
   */
  AwsApi(Map<String, String> environment, String region) {
    this.environment = environment;
    this.region = region;
    this.credentials = credentials(environment);
    this.http =
        AwsCrtHttpClient.builder()
            .connectionTimeout(Duration.ofMillis(CONNECT_MILLIS))
            .tlsNegotiationTimeout(Duration.ofMillis(CONNECT_MILLIS))
            .connectionAcquisitionTimeout(Duration.ofMillis(2 * CONNECT_MILLIS))
            .connectionHealthConfiguration(
                ConnectionHealthConfiguration.builder()
                    .minimumThroughputInBps(1L)
                    .minimumThroughputTimeout(Duration.ofSeconds(SILENCE_SECONDS))
                    .build())
            .build();
  }

  private static @Nullable AwsCredentials credentials(Map<String, String> environment) {
    String key = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    String token = environment.get("AWS_SESSION_TOKEN");
    if (key != null && secret != null) {
      return token == null || token.isEmpty()
          ? AwsBasicCredentials.create(key, secret)
          : AwsSessionCredentials.create(key, secret, token);
    }
    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      return provider.resolveCredentials();
    } catch (SdkException e) {
      return null;
    }
  }

  /** The credentials as variables, for what takes them from there; empty when there are none. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (credentials != null) {
      variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      if (credentials instanceof AwsSessionCredentials session) {
        variables.put("AWS_SESSION_TOKEN", session.sessionToken());
      }
    }
    return variables;
  }

  /** Calls a service that speaks the query protocol, as IAM and CloudFormation do. */
  AwsReply query(String service, String version, String action, Map<String, String> parameters) {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + version);
    parameters.forEach(
        (name, value) -> form.append('&').append(name).append('=').append(url(value)));
    return call(
        service,
        SdkHttpMethod.POST,
        "/",
        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        form.toString());
  }

  /** Calls a service that speaks JSON, as SQS does. */
  AwsReply json(String service, String target, String json) {
    return call(
        service,
        SdkHttpMethod.POST,
        "/",
        Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", target),
        json);
  }

  /**
   * Calls a service that has resources, as Lambda does.
   *
   * @param path with its query
   */
  AwsReply get(String service, String path) {
    return call(service, SdkHttpMethod.GET, path, Map.of("Accept", "application/json"), "");
  }

  /** A text as a part of a path, a query or a form. */
  static String url(String text) {
    // A blank is a plus in forms only.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private AwsReply call(
      String service, SdkHttpMethod method, String path, Map<String, String> headers, String body) {
    if (credentials == null) {
      return new AwsReply.Unanswered(
          "there are no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " AWS_PROFILE");
    }
    for (int attempt = 1; ; attempt++) {
      AwsReply reply = attempt(credentials, service, method, path, headers, body);
      boolean passing =
          reply instanceof AwsReply.Refused refused
              && (refused.status() >= 500
                  || refused.status() == 429
                  || refused.error().startsWith("Throttl"));
      if (!passing || attempt == MAX_ATTEMPTS || !waited((long) WAIT_MILLIS << (attempt - 1))) {
        return reply;
      }
    }
  }

  private static boolean waited(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private AwsReply attempt(
      AwsCredentials signer,
      String service,
      SdkHttpMethod method,
      String path,
      Map<String, String> headers,
      String body) {
    String endpoint = endpoint(service);
    try {
      HttpExecuteResponse response =
          http.prepareRequest(signed(signer, service, endpoint, method, path, headers, body))
              .call();
      int status = response.httpResponse().statusCode();
      byte[] answer = body(response.responseBody().orElse(null));
      return status / 100 == 2
          ? new AwsReply.Answered(answer)
          : refused(
              status,
              response.httpResponse().firstMatchingHeader("x-amzn-ErrorType").orElse(""),
              answer);
    } catch (IOException | HttpException | CancellationException e) {
      return new AwsReply.Unanswered(
          "no answer came from " + endpoint + ": try again, and see whether it can be reached");
    } catch (IllegalArgumentException e) {
      return new AwsReply.Unanswered(endpoint + " is no address");
    }
  }

  private HttpExecuteRequest signed(
      AwsCredentials signer,
      String service,
      String endpoint,
      SdkHttpMethod method,
      String path,
      Map<String, String> headers,
      String body) {
    URI address = URI.create(endpoint + path);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    ContentStreamProvider payload = ContentStreamProvider.fromByteArrayUnsafe(bytes);
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(method)
            .uri(address)
            // The client's own Host header lacks the port.
            .putHeader("Host", address.getRawAuthority())
            .putHeader("Content-Length", Integer.toString(bytes.length));
    headers.forEach(request::putHeader);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(signer)
                        .request(request.build())
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signingRegion(service)));
    SdkHttpRequest ready = signed.request();
    return HttpExecuteRequest.builder()
        .request(ready)
        .contentStreamProvider(bytes.length == 0 ? null : payload)
        .build();
  }

  /** Where a service answers, without a slash at its end. */
  private String endpoint(String service) {
    String url = environment.get("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT));
    if (url == null || url.isBlank()) {
      url = environment.get("AWS_ENDPOINT_URL");
    }
    if (url != null && !url.isBlank()) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    if (!service.equals(IAM)) {
      return "https://" + service + "." + region + domain;
    }
    // One for all regions of a partition.
    return region.startsWith("cn-")
        ? "https://iam.cn-north-1" + domain
        : region.startsWith("us-gov-") ? "https://iam.us-gov" + domain : "https://iam" + domain;
  }

  private String signingRegion(String service) {
    if (!service.equals(IAM)) {
      return region;
    }
    return region.startsWith("cn-")
        ? "cn-north-1"
        : region.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1";
  }

  private static byte[] body(@Nullable AbortableInputStream stream) throws IOException {
    if (stream == null) {
      return new byte[0];
    }
    try (stream) {
      byte[] bytes = stream.readNBytes(MAX_ANSWER_BYTES + 1);
      if (bytes.length > MAX_ANSWER_BYTES) {
        stream.abort();
        throw new IOException("the answer is too long");
      }
      return bytes;
    }
  }

  /** The query protocol tells its errors in XML, the others in JSON or in a header. */
  private static AwsReply.Refused refused(int status, String header, byte[] body) {
    XmlTree xml = XmlTree.read(body);
    if (xml != null) {
      XmlTree error = xml.child("Error");
      return new AwsReply.Refused(status, error.text("Code"), error.text("Message"));
    }
    Map<?, ?> json = AwsReply.json(body);
    String name = header.isEmpty() ? AnswerTree.text(json.get("__type")) : header;
    name = name.substring(name.indexOf('#') + 1);
    int colon = name.indexOf(':');
    String message = AnswerTree.text(json.get("message"));
    return new AwsReply.Refused(
        status,
        colon < 0 ? name : name.substring(0, colon),
        message.isEmpty() ? AnswerTree.text(json.get("Message")) : message);
  }

  @Override
  public void close() {
    http.close();
  }
}
