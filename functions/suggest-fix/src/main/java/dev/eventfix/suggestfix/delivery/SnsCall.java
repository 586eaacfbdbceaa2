package dev.eventfix.suggestfix.delivery;

import dev.eventfix.configuration.AwsError;
import dev.eventfix.configuration.ServerUrl;
import dev.eventfix.runtime.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/**
 * One signed request to SNS, with the signer and the HTTP client that are in the package anyway:
 * the SDK's own client of SNS would be another megabyte. The one class here that uses AWS's SDK, so
 * that nothing of it is loaded before the first delivery. Safe for use by several threads.
 */
final class SnsCall implements AutoCloseable {

  /** For a connection, and again for its TLS handshake. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** An answer of SNS is less than 1 KB. */
  private static final int MAX_ANSWER_BYTES = 16 * 1024;

  /** Why a request is refused that its credentials may not make. */
  static final String DENIED = "denied";

  private static final String CONTAINER_CREDENTIALS = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

  private final TopicArn topic;
  private final Map<String, String> environment;
  private final int attemptMillis;
  private @Nullable SdkHttpClient client;
  private @Nullable ContainerCredentialsProvider provider;

  SnsCall(TopicArn topic, Map<String, String> environment, int attemptMillis) {
    this.topic = topic;
    this.environment = environment;
    this.attemptMillis = attemptMillis;
  }

  /**
   * Makes one request; {@link Delivered.Lost} is what may go well in another try.
   *
   * @param operation the action of SNS
   * @param body the action and its parameters, as a form
   */
  Delivered make(String operation, byte[] body, Deadline deadline) {
    String endpoint = endpoint();
    String fault = ServerUrl.fault(endpoint, "leave them out");
    if (fault != null) {
      return new Delivered.Refused("endpoint", "AWS_ENDPOINT_URL_SNS or AWS_ENDPOINT_URL " + fault);
    }
    Exchange exchange = new Exchange(client(), endpoint, operation, body);
    FutureTask<Delivered> task = new FutureTask<>(exchange);
    Thread thread = new Thread(task, "delivery");
    thread.setDaemon(true);
    thread.start();
    long millis = Math.min(attemptMillis, deadline.remainingMillis());
    try {
      return task.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      exchange.abort();
      task.cancel(true);
      return new Delivered.Lost(
          "time_out", "SNS did not answer in time (can the function reach it?)");
    } catch (InterruptedException e) {
      exchange.abort();
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Delivered.Lost("interrupted", "asking SNS was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request of SNS failed", e.getCause());
    }
  }

  private String endpoint() {
    String url = set("AWS_ENDPOINT_URL_SNS");
    if (url == null) {
      url = set("AWS_ENDPOINT_URL");
    }
    if (url == null) {
      return topic.endpoint();
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private @Nullable String set(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private synchronized SdkHttpClient client() {
    SdkHttpClient built = client;
    if (built == null) {
      built =
          AwsCrtHttpClient.builder()
              .connectionTimeout(CONNECT_TIMEOUT)
              .tlsNegotiationTimeout(CONNECT_TIMEOUT)
              .build();
      client = built;
    }
    return built;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
    if (provider != null) {
      provider.close();
      provider = null;
    }
  }

  /** Who asks, or null when nobody tells. */
  private @Nullable Credentials credentials() {
    if (set(CONTAINER_CREDENTIALS) != null) {
      try {
        AwsCredentials resolved = provider().resolveCredentials();
        return credentials(
            resolved.accessKeyId(),
            resolved.secretAccessKey(),
            resolved instanceof AwsSessionCredentials session ? session.sessionToken() : null);
      } catch (SdkException e) {
        return null;
      }
    }
    String key = set("AWS_ACCESS_KEY_ID");
    String secret = set("AWS_SECRET_ACCESS_KEY");
    return key == null || secret == null
        ? null
        : credentials(key, secret, set("AWS_SESSION_TOKEN"));
  }

  private synchronized ContainerCredentialsProvider provider() {
    ContainerCredentialsProvider built = provider;
    if (built == null) {
      built = ContainerCredentialsProvider.builder().build();
      provider = built;
    }
    return built;
  }

  private static Credentials credentials(String key, String secret, @Nullable String token) {
    return new Credentials(
        key.getBytes(StandardCharsets.UTF_8),
        secret.getBytes(StandardCharsets.UTF_8),
        token == null ? null : token.getBytes(StandardCharsets.UTF_8));
  }

  /** A body for the client's own signer, which takes its digest. */
  private static final class SignedBody implements HttpRequestBodyStream {
    private final ByteBuffer left;

    SignedBody(byte[] body) {
      left = ByteBuffer.wrap(body);
    }

    @Override
    public boolean sendRequestBody(ByteBuffer out) {
      int length = Math.min(left.remaining(), out.remaining());
      out.put(left.slice().limit(length));
      left.position(left.position() + length);
      return !left.hasRemaining();
    }

    @Override
    public boolean resetPosition() {
      left.rewind();
      return true;
    }

    @Override
    public long getLength() {
      return left.capacity();
    }
  }

  /** One try, in a thread of its own: the client has no time-out for reading. */
  private final class Exchange implements Callable<Delivered> {
    private final SdkHttpClient http;
    private final String endpoint;
    private final String operation;
    private final byte[] body;
    private volatile @Nullable ExecutableHttpRequest request;

    Exchange(SdkHttpClient http, String endpoint, String operation, byte[] body) {
      this.http = http;
      this.endpoint = endpoint;
      this.operation = operation;
      this.body = body;
    }

    void abort() {
      ExecutableHttpRequest running = request;
      if (running != null) {
        running.abort();
      }
    }

    @Override
    public Delivered call() throws InterruptedException {
      Credentials credentials = credentials();
      if (credentials == null) {
        return new Delivered.Refused(
            "no_credentials",
            "there are no credentials of AWS (on Lambda they are the role's, elsewhere set"
                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)");
      }
      try {
        ExecutableHttpRequest prepared = http.prepareRequest(signed(credentials));
        request = prepared;
        HttpExecuteResponse response = prepared.call();
        return delivered(operation, response.httpResponse().statusCode(), read(response));
      } catch (IOException | HttpException | CancellationException e) {
        return new Delivered.Lost(
            "unreachable", "SNS cannot be reached, or the connection broke off");
      }
    }

    private HttpExecuteRequest signed(Credentials credentials) throws InterruptedException {
      URI address = URI.create(endpoint + "/");
      HttpHeader[] headers = {
        // The client's own Host header lacks the port.
        new HttpHeader("Host", address.getRawAuthority()),
        new HttpHeader("Content-Type", CONTENT_TYPE)
      };
      HttpRequest unsigned =
          new HttpRequest("POST", address.getRawPath(), headers, new SignedBody(body));
      SdkHttpRequest.Builder signed =
          SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
      try (AwsSigningConfig config = new AwsSigningConfig()) {
        config.setAlgorithm(AwsSigningConfig.AwsSigningAlgorithm.SIGV4);
        config.setSignatureType(AwsSigningConfig.AwsSignatureType.HTTP_REQUEST_VIA_HEADERS);
        config.setService("sns");
        config.setRegion(topic.region());
        config.setCredentials(credentials);
        config.setTime(System.currentTimeMillis());
        for (HttpHeader header : AwsSigner.signRequest(unsigned, config).get().getHeaders()) {
          signed.putHeader(header.getName(), header.getValue());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a request could not be signed", e);
      }
      return HttpExecuteRequest.builder()
          .request(
              signed
                  .putHeader("User-Agent", "eventfix")
                  .putHeader("Content-Length", Integer.toString(body.length))
                  .build())
          .contentStreamProvider(ContentStreamProvider.fromByteArrayUnsafe(body))
          .build();
    }
  }

  private static byte[] read(HttpExecuteResponse response) throws IOException {
    AbortableInputStream stream = response.responseBody().orElse(null);
    if (stream == null) {
      return new byte[0];
    }
    byte[] bytes = stream.readNBytes(MAX_ANSWER_BYTES);
    if (bytes.length == MAX_ANSWER_BYTES) {
      stream.abort();
    } else {
      stream.close();
    }
    return bytes;
  }

  private static Delivered delivered(String operation, int status, byte[] body) {
    if (status == 200) {
      return new Delivered.Published();
    }
    String code = code(new String(body, StandardCharsets.UTF_8));
    String error = "; " + AwsError.told("SNS", operation, code);
    String told = "SNS answers with status " + status + error;
    if (status == 429 || code.startsWith("Throttl")) {
      return new Delivered.Lost("limited", told);
    }
    if (status >= 500) {
      return new Delivered.Lost("failed", told);
    }
    return switch (code) {
      case "AuthorizationError" ->
          new Delivered.Refused(
              DENIED,
              "SNS denies access: allow the function's role sns:Publish on the topic, and"
                  + " kms:GenerateDataKey and kms:Decrypt if it is encrypted with a key of your"
                  + " own"
                  + error);
      case "NotFound" ->
          new Delivered.Refused(
              "no_topic", "there is no such topic: correct delivery.topic_arn" + error);
      default -> new Delivered.Refused("other", told);
    };
  }

  /** What stands where the error's name does, or nothing. */
  private static String code(String answer) {
    int start = answer.indexOf("<Code>");
    int end = answer.indexOf("</Code>");
    return start < 0 || end < start ? "" : answer.substring(start + "<Code>".length(), end);
  }
}
