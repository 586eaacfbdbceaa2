package dev.eventfix.suggestfix.openai;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ProxyConfiguration;

/**
 * Exchanges JSON with a model's server, bounded in time and memory. The client is built for the
 * first call, follows no redirect and knows no proxy. Safe for use by several threads.
 */
final class ModelHttp implements AutoCloseable {

  /** A longer answer is not read to its end. */
  static final int MAX_BODY_BYTES = 1 << 20;

  static final String TOO_LONG =
      "the provider's answer is longer than " + MAX_BODY_BYTES + " bytes";

  /** The native client's window. The SDK's stream keeps up to 4 MiB more that nobody has read. */
  private static final long READ_BUFFER_BYTES = 64 * 1024;

  private static final byte[] NO_BODY = {};

  private final OpenAiSettings settings;
  private @Nullable SdkHttpClient client;

  ModelHttp(OpenAiSettings settings) {
    this.settings = settings;
  }

  /**
   * Posts once.
   *
   * @param deadline the call ends by then
   * @param pastDeadline what to say when that is what ended it
   */
  HttpReply post(byte[] json, Deadline deadline, String pastDeadline) {
    return exchange(request(json), deadline, pastDeadline);
  }

  /** Gets once, likewise. */
  HttpReply get(URI address, Deadline deadline, String pastDeadline) {
    HttpExecuteRequest request =
        HttpExecuteRequest.builder().request(request(SdkHttpMethod.GET, address).build()).build();
    return exchange(request, deadline, pastDeadline);
  }

  private HttpReply exchange(HttpExecuteRequest request, Deadline deadline, String pastDeadline) {
    // Before the time is taken: the first call loads the native library.
    SdkHttpClient built = client();
    long totalMillis = deadline.remainingMillis();
    if (totalMillis == 0) {
      return new HttpReply.Failed(new Unavailable(Cause.TIMED_OUT, pastDeadline), false);
    }
    ExecutableHttpRequest call = built.prepareRequest(request);
    boolean began = false;
    try (Watchdog watchdog =
        Watchdog.over(
            call,
            settings.firstByteTimeout().toMillis(),
            settings.silenceTimeout().toMillis(),
            totalMillis)) {
      try {
        HttpExecuteResponse response = call.call();
        began = true;
        return received(response, watchdog);
      } catch (IOException | HttpException | CancellationException e) {
        return failed(e, watchdog.expired(), began, pastDeadline);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private synchronized SdkHttpClient client() {
    SdkHttpClient built = client;
    if (built == null) {
      built =
          AwsCrtHttpClient.builder()
              .connectionTimeout(settings.connectTimeout())
              .tlsNegotiationTimeout(settings.connectTimeout())
              .connectionAcquisitionTimeout(acquisitionTimeout())
              .readBufferSizeInBytes(READ_BUFFER_BYTES)
              .proxyConfiguration(
                  ProxyConfiguration.builder()
                      .useSystemPropertyValues(false)
                      .useEnvironmentVariableValues(false)
                      .build())
              .build();
      client = built;
    }
    return built;
  }

  /** Time for the connection and for its TLS handshake. */
  private Duration acquisitionTimeout() {
    return settings.connectTimeout().multipliedBy(2);
  }

  private HttpExecuteRequest request(byte[] json) {
    return HttpExecuteRequest.builder()
        .request(
            request(SdkHttpMethod.POST, settings.endpoint())
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(json.length))
                .build())
        .contentStreamProvider(ContentStreamProvider.fromByteArrayUnsafe(json))
        .build();
  }

  private SdkHttpRequest.Builder request(SdkHttpMethod method, URI address) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(method)
            .uri(address)
            // The client's own Host header lacks the port.
            .putHeader("Host", address.getRawAuthority())
            .putHeader("User-Agent", userAgent())
            .putHeader("Accept", "application/json");
    if (settings.apiKey() != null) {
      request.putHeader("Authorization", "Bearer " + settings.apiKey().value());
    }
    return request;
  }

  private static String userAgent() {
    String version = Deadline.class.getPackage().getImplementationVersion();
    return version == null ? "eventfix" : "eventfix/" + version;
  }

  private static HttpReply received(HttpExecuteResponse response, Watchdog watchdog)
      throws IOException {
    int status = response.httpResponse().statusCode();
    String retryAfter = response.httpResponse().firstMatchingHeader("Retry-After").orElse(null);
    Optional<AbortableInputStream> content = response.responseBody();
    if (content.isEmpty()) {
      return new HttpReply.Received(status, retryAfter, NO_BODY);
    }
    AbortableInputStream body = content.get();
    watchdog.bodyBegins(body);
    if (status / 100 == 2) {
      byte[] bytes = read(body, watchdog);
      return bytes == null
          ? new HttpReply.Failed(new Unavailable(Cause.FAILED, TOO_LONG), false)
          : new HttpReply.Received(status, retryAfter, bytes);
    }
    return new HttpReply.Received(status, retryAfter, errorBody(status, body, watchdog));
  }

  /** The body of an error whose code matters; whatever is wrong with it, the status counts. */
  private static byte[] errorBody(int status, AbortableInputStream body, Watchdog watchdog) {
    if (status == 400 || status == 429) {
      try {
        byte[] bytes = read(body, watchdog);
        return bytes == null ? NO_BODY : bytes;
      } catch (IOException | HttpException | CancellationException e) {
        return NO_BODY;
      }
    }
    body.abort();
    return NO_BODY;
  }

  /** The whole body, or null when it is too long; then the rest stays unread. */
  private static byte @Nullable [] read(AbortableInputStream body, Watchdog watchdog)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    // One byte at a time: the client's stream blocks until a buffer is full, so that bytes which
    // trickle in would look like silence.
    for (int read = body.read(); read >= 0; read = body.read()) {
      watchdog.sawByte();
      if (bytes.size() == MAX_BODY_BYTES) {
        body.abort();
        return null;
      }
      bytes.write(read);
    }
    body.close();
    return bytes.toByteArray();
  }

  private HttpReply.Failed failed(
      Exception e, Watchdog.@Nullable Expired expired, boolean began, String pastDeadline) {
    if (expired != null) {
      String reason =
          switch (expired) {
            case FIRST_BYTE ->
                "the answer did not begin within "
                    + text(settings.firstByteTimeout())
                    + " (llm.first_byte_timeout_ms)";
            case SILENCE ->
                "the answer stopped for "
                    + text(settings.silenceTimeout())
                    + " (llm.silence_timeout_ms)";
            case TOTAL -> pastDeadline;
          };
      return new HttpReply.Failed(new Unavailable(Cause.TIMED_OUT, reason), false);
    }
    if (began) {
      return new HttpReply.Failed(
          new Unavailable(Cause.FAILED, "the provider's answer broke off"), false);
    }
    return notAnswered(errorName(e));
  }

  private HttpReply.Failed notAnswered(String error) {
    return switch (error) {
      case "AWS_IO_SOCKET_TIMEOUT" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.TIMED_OUT,
                  "no connection to the provider within "
                      + text(settings.connectTimeout())
                      + " (llm.connect_timeout_ms)"),
              true);
      case "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE", "AWS_IO_TLS_NEGOTIATION_TIMEOUT" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.FAILED,
                  "no TLS connection to the provider could be made: check"
                      + " llm.openai.base_url and the server's certificate"),
              false);
      // After a certificate that it does not trust the client's TLS says nothing for many seconds,
      // so that this is how it shows. The next try would end the same way.
      case "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.TIMED_OUT,
                  "no connection to the provider within "
                      + text(acquisitionTimeout())
                      + ": check llm.openai.base_url and the server's certificate"),
              false);
      case "AWS_IO_SOCKET_CONNECTION_REFUSED" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.FAILED,
                  "nothing answers at the provider's address: check llm.openai.base_url, or"
                      + " whether the server runs"),
              true);
      case "AWS_IO_DNS_INVALID_NAME", "AWS_IO_DNS_QUERY_FAILED" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.FAILED, "the provider's host name is not known: check llm.openai.base_url"),
              true);
      default ->
          new HttpReply.Failed(
              new Unavailable(Cause.FAILED, "the connection to the provider failed: " + error),
              true);
    };
  }

  /** One of the client's own constants. */
  private static String errorName(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http) {
        return CRT.awsErrorName(http.getErrorCode());
      }
    }
    return "unknown";
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
