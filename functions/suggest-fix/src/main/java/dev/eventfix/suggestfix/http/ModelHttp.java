package dev.eventfix.suggestfix.http;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
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
public final class ModelHttp implements AutoCloseable {

  /** A longer answer is not read to its end. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** Nor a longer stream: each token comes with hundreds of bytes of its own. */
  public static final int MAX_STREAM_BYTES = 32 << 20;

  /** What is said of one that is. */
  public static final String TOO_LONG =
      "the provider's answer is longer than " + MAX_BODY_BYTES + " bytes";

  private static final String STREAM_TOO_LONG =
      "the provider's stream is longer than " + MAX_STREAM_BYTES + " bytes";

  /** The native client's window. The SDK's stream keeps up to 4 MiB more that nobody has read. */
  private static final long READ_BUFFER_BYTES = 64 * 1024;

  /** How long a stream may go on after its last event, in bytes and in time. */
  private static final int MAX_END_BYTES = 1024;

  private static final int MAX_END_MILLIS = 200;

  private static final byte[] NO_BODY = {};

  /** The content type of questions, and of answers that are not streamed. */
  public static final String JSON = "application/json";

  private static final String EVENT_STREAM = "text/event-stream";

  private final ModelServer server;
  private final Timeouts timeouts;
  private @Nullable SdkHttpClient client;

  /** Asks that server; nothing is built yet. */
  public ModelHttp(ModelServer server, Timeouts timeouts) {
    this.server = server;
    this.timeouts = timeouts;
  }

  /** The server that is asked. */
  public ModelServer server() {
    return server;
  }

  /** How long it may take. */
  public Timeouts timeouts() {
    return timeouts;
  }

  /**
   * Posts once.
   *
   * @param headers beside those that every request has
   * @param deadline the call ends by then
   * @param pastDeadline what to say when that is what ended it
   * @param events takes the events of a streamed answer, or null when none is asked for; a server
   *     that answers whole all the same is read whole
   */
  HttpReply post(
      URI address,
      Map<String, String> headers,
      byte[] json,
      Deadline deadline,
      String pastDeadline,
      SseReader.@Nullable Listener events) {
    return post(address, headers, JSON, json, deadline, pastDeadline, events);
  }

  private HttpReply post(
      URI address,
      Map<String, String> headers,
      String contentType,
      byte[] body,
      Deadline deadline,
      String pastDeadline,
      SseReader.@Nullable Listener events) {
    SdkHttpRequest.Builder request =
        request(SdkHttpMethod.POST, address, headers, events == null ? JSON : EVENT_STREAM)
            .putHeader("Content-Type", contentType)
            .putHeader("Content-Length", Integer.toString(body.length));
    return exchange(
        HttpExecuteRequest.builder()
            .request(request.build())
            .contentStreamProvider(ContentStreamProvider.fromByteArrayUnsafe(body))
            .build(),
        deadline,
        pastDeadline,
        events);
  }

  /** Posts once, likewise, something of whatever content type, and reads the answer whole. */
  public HttpReply post(
      URI address,
      Map<String, String> headers,
      String contentType,
      byte[] body,
      Deadline deadline,
      String pastDeadline) {
    return post(address, headers, contentType, body, deadline, pastDeadline, null);
  }

  /** Gets once, likewise. */
  public HttpReply get(
      URI address, Map<String, String> headers, Deadline deadline, String pastDeadline) {
    HttpExecuteRequest request =
        HttpExecuteRequest.builder()
            .request(request(SdkHttpMethod.GET, address, headers, JSON).build())
            .build();
    return exchange(request, deadline, pastDeadline, null);
  }

  private HttpReply exchange(
      HttpExecuteRequest request,
      Deadline deadline,
      String pastDeadline,
      SseReader.@Nullable Listener events) {
    // Before the time is taken: the first call loads the native library.
    SdkHttpClient built = client();
    if (built == null) {
      return new HttpReply.Failed(
          new Unavailable(
              Cause.MISCONFIGURED,
              "the file of certificates cannot be read, or holds none in PEM: check "
                  + ModelServer.CA_BUNDLE_SETTING),
          false);
    }
    long totalMillis = deadline.remainingMillis();
    if (totalMillis == 0) {
      return new HttpReply.Failed(new Unavailable(Cause.TIMED_OUT, pastDeadline), false);
    }
    ExecutableHttpRequest call = built.prepareRequest(request);
    boolean began = false;
    try (Watchdog watchdog =
        Watchdog.over(
            call, timeouts.firstByte().toMillis(), timeouts.silence().toMillis(), totalMillis)) {
      try {
        HttpExecuteResponse response = call.call();
        began = true;
        return received(response, watchdog, events);
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

  /** The client, or null when it shall trust what cannot be read. */
  private synchronized @Nullable SdkHttpClient client() {
    SdkHttpClient built = client;
    if (built == null) {
      String caBundle = server.caBundle();
      built =
          caBundle == null ? publicClient() : CaBundleClient.create(caBundle, timeouts.connect());
      client = built;
    }
    return built;
  }

  private SdkHttpClient publicClient() {
    return AwsCrtHttpClient.builder()
        .connectionTimeout(timeouts.connect())
        .tlsNegotiationTimeout(timeouts.connect())
        .connectionAcquisitionTimeout(timeouts.acquisition())
        .readBufferSizeInBytes(READ_BUFFER_BYTES)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build())
        .build();
  }

  /** What to look at when TLS fails. */
  private static String certificate(ModelServer server) {
    return server.caBundle() == null
        ? " and the server's certificate"
        : ", the server's certificate and " + ModelServer.CA_BUNDLE_SETTING;
  }

  private static SdkHttpRequest.Builder request(
      SdkHttpMethod method, URI address, Map<String, String> headers, String accepted) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(method)
            .uri(address)
            // The client's own Host header lacks the port.
            .putHeader("Host", address.getRawAuthority())
            .putHeader("User-Agent", userAgent())
            .putHeader("Accept", accepted);
    headers.forEach(request::putHeader);
    return request;
  }

  private static String userAgent() {
    String version = Deadline.class.getPackage().getImplementationVersion();
    return version == null ? "eventfix" : "eventfix/" + version;
  }

  private static HttpReply received(
      HttpExecuteResponse response, Watchdog watchdog, SseReader.@Nullable Listener events)
      throws IOException {
    int status = response.httpResponse().statusCode();
    String retryAfter = response.httpResponse().firstMatchingHeader("Retry-After").orElse(null);
    Optional<AbortableInputStream> content = response.responseBody();
    if (content.isEmpty()) {
      return new HttpReply.Received(status, retryAfter, NO_BODY);
    }
    AbortableInputStream body = content.get();
    watchdog.bodyBegins(body);
    if (status / 100 != 2) {
      return new HttpReply.Received(status, retryAfter, errorBody(body, watchdog));
    }
    if (events != null && isEventStream(response)) {
      return stream(body, watchdog, events);
    }
    byte[] bytes = read(body, watchdog);
    return bytes == null
        ? new HttpReply.Failed(new Unavailable(Cause.FAILED, TOO_LONG), false)
        : new HttpReply.Received(status, retryAfter, bytes);
  }

  private static boolean isEventStream(HttpExecuteResponse response) {
    String type = response.httpResponse().firstMatchingHeader("Content-Type").orElse("");
    return type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  /** Reads events until they are over or nobody wants more. */
  private static HttpReply stream(
      AbortableInputStream body, Watchdog watchdog, SseReader.Listener events) throws IOException {
    SseReader reader = new SseReader(events);
    int count = 0;
    for (int read = body.read(); read >= 0; read = body.read()) {
      watchdog.sawByte();
      if (++count > MAX_STREAM_BYTES) {
        body.abort();
        return new HttpReply.Failed(new Unavailable(Cause.FAILED, STREAM_TOO_LONG), false);
      }
      if (!reader.read(read)) {
        if (reader.isTooLong()) {
          body.abort();
          return new HttpReply.Failed(new Unavailable(Cause.FAILED, TOO_LONG), false);
        }
        end(body, watchdog);
        return new HttpReply.Streamed();
      }
    }
    body.close();
    return new HttpReply.Streamed();
  }

  /**
   * Reads the little that follows the last event, so that the connection can be kept; what does not
   * end at once is hung up on.
   */
  private static void end(AbortableInputStream body, Watchdog watchdog) {
    watchdog.allowSilence(MAX_END_MILLIS);
    try {
      int count = 0;
      for (int read = body.read(); read >= 0; read = body.read()) {
        if (++count > MAX_END_BYTES) {
          body.abort();
          return;
        }
      }
      body.close();
    } catch (IOException | HttpException | CancellationException e) {
      body.abort();
    }
  }

  /** The body of an error; whatever is wrong with it, the status counts. */
  private static byte[] errorBody(AbortableInputStream body, Watchdog watchdog) {
    try {
      byte[] bytes = read(body, watchdog);
      return bytes == null ? NO_BODY : bytes;
    } catch (IOException | HttpException | CancellationException e) {
      return NO_BODY;
    }
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
            case FIRST_BYTE -> timeouts.firstByteExpired();
            case SILENCE -> timeouts.silenceExpired();
            case TOTAL -> pastDeadline;
          };
      return new HttpReply.Failed(new Unavailable(Cause.TIMED_OUT, reason), false);
    }
    if (began) {
      return new HttpReply.Failed(
          new Unavailable(Cause.FAILED, "the provider's answer broke off"), false);
    }
    return notAnswered(server, timeouts, e);
  }

  /** What it means that the client failed before anything of an answer came. */
  public static HttpReply.Failed notAnswered(ModelServer server, Timeouts timeouts, Throwable e) {
    String error = errorName(e);
    return switch (error) {
      case "AWS_IO_SOCKET_TIMEOUT" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.TIMED_OUT,
                  "no connection to the provider within "
                      + Timeouts.text(timeouts.connect())
                      + " (llm.connect_timeout_ms)"),
              true);
      case "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE", "AWS_IO_TLS_NEGOTIATION_TIMEOUT" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.FAILED,
                  "no TLS connection to the provider could be made: check "
                      + server.addressSetting()
                      + certificate(server)),
              false);
      // After a certificate that it does not trust the client's TLS says nothing for many seconds,
      // so that this is how it shows. The next try would end the same way.
      case "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.TIMED_OUT,
                  "no connection to the provider within "
                      + Timeouts.text(timeouts.acquisition())
                      + ": check "
                      + server.addressSetting()
                      + certificate(server)),
              false);
      case "AWS_IO_SOCKET_CONNECTION_REFUSED" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.FAILED,
                  "nothing answers at the provider's address: check "
                      + server.addressSetting()
                      + ", or whether the server runs"),
              true);
      case "AWS_IO_DNS_INVALID_NAME", "AWS_IO_DNS_QUERY_FAILED" ->
          new HttpReply.Failed(
              new Unavailable(
                  Cause.FAILED,
                  "the provider's host name is not known: check " + server.addressSetting()),
              true);
      default ->
          new HttpReply.Failed(
              new Unavailable(Cause.FAILED, "the connection to the provider failed: " + error),
              true);
    };
  }

  /** One of the client's own constants. */
  private static String errorName(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http) {
        return CRT.awsErrorName(http.getErrorCode());
      }
    }
    return "unknown";
  }
}
