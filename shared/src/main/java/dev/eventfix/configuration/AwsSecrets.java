package dev.eventfix.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ConnectionHealthConfiguration;
import software.amazon.awssdk.http.crt.ProxyConfiguration;

/**
 * Fetches secrets from Parameter Store and Secrets Manager. The one class of this package that uses
 * AWS's SDK: nothing of it is loaded unless a setting is a reference, and a package without the SDK
 * (describe-event's) must not come here.
 */
final class AwsSecrets {

  /** For everything, retries included; Lambda gives a start-up 10 s. */
  static final int TOTAL_MILLIS = 5_000;

  /** For a connection, and again for its TLS handshake. */
  static final int CONNECT_MILLIS = 2_000;

  /** A connection that says nothing for longer is given up; the client looks once a second. */
  static final int SILENCE_SECONDS = 2;

  /** A secret has at most 64 KiB, and JSON may take six bytes for one of them. */
  static final int MAX_ANSWER_BYTES = 512 * 1024;

  /** With less time left, asking again is of no use. */
  static final int MIN_ATTEMPT_MILLIS = 1_000;

  /** How often a call is made that fails in a way that passes. */
  static final int MAX_ATTEMPTS = 4;

  /** The longest wait before the second attempt; it doubles. Chance takes up to half of it off. */
  static final int BACKOFF_MILLIS = 200;

  private static final String CONTAINER_CREDENTIALS = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /** Waits; tests have one that does not. */
  interface Pause {
    void forMillis(long millis) throws InterruptedException;
  }

  private static final class Sleep implements Pause {
    @Override
    public void forMillis(long millis) throws InterruptedException {
      Thread.sleep(millis);
    }
  }

  private final Map<String, String> environment;
  private final int totalMillis;
  private final Pause pause;

  AwsSecrets(Map<String, String> environment) {
    this(environment, TOTAL_MILLIS, new Sleep());
  }

  AwsSecrets(Map<String, String> environment, int totalMillis, Pause pause) {
    this.environment = environment;
    this.totalMillis = totalMillis;
    this.pause = pause;
  }

  /**
   * Fetches all of them at the same time, each secret once however many references name it.
   *
   * @return a value or a fault for each reference
   */
  Map<SecretReference, SecretValue> fetch(Collection<SecretReference> references) {
    Set<SecretReference> secrets = new LinkedHashSet<>();
    for (SecretReference reference : references) {
      secrets.add(reference.whole());
    }
    Map<SecretReference, SecretValue> fetched = fetchWhole(secrets);
    Map<SecretReference, SecretValue> values = new HashMap<>();
    for (SecretReference reference : references) {
      SecretValue value = fetched.get(reference.whole());
      String field = reference.field();
      if (value != null) {
        values.put(reference, field == null ? value : value.member(field));
      }
    }
    return values;
  }

  private Map<SecretReference, SecretValue> fetchWhole(Collection<SecretReference> secrets) {
    Map<SecretReference, SecretValue> values = new HashMap<>();
    // Before the time is taken: the first client of a process loads the native library.
    try (SdkHttpClient client = client()) {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(totalMillis);
      Credentials credentials = credentials(deadline);
      List<Exchange> exchanges = new ArrayList<>();
      List<FutureTask<Map<SecretReference, SecretValue>>> tasks = new ArrayList<>();
      for (SecretCall call : calls(secrets)) {
        String region = region(call);
        String endpoint = endpoint(call, region);
        String fault = fault(call, region, endpoint);
        if (credentials == null || fault != null) {
          values.putAll(call.failed(fault == null ? noCredentials() : fault));
        } else {
          Exchange exchange = new Exchange(call, client, credentials, region, endpoint, deadline);
          exchanges.add(exchange);
          tasks.add(started(exchange));
        }
      }
      for (int i = 0; i < tasks.size(); i++) {
        Map<SecretReference, SecretValue> fetched = result(tasks.get(i), deadline);
        values.putAll(fetched == null ? exchanges.get(i).timedOut() : fetched);
      }
    }
    return values;
  }

  private static List<SecretCall> calls(Collection<SecretReference> references) {
    List<SecretCall> calls = new ArrayList<>();
    List<SecretReference> parameters = new ArrayList<>();
    for (SecretReference reference : references) {
      if (reference.store().equals(SecretReference.SSM)) {
        parameters.add(reference);
      } else {
        calls.add(new GetSecretValue(reference));
      }
    }
    for (int start = 0; start < parameters.size(); start += GetParameters.MAX_NAMES) {
      int end = Math.min(parameters.size(), start + GetParameters.MAX_NAMES);
      calls.add(new GetParameters(parameters.subList(start, end)));
    }
    return calls;
  }

  /** Where the call's secrets are, empty when nothing tells. */
  private String region(SecretCall call) {
    String region = call.region();
    if (region == null) {
      region = set("AWS_REGION");
    }
    if (region == null) {
      region = set("AWS_DEFAULT_REGION");
    }
    return region == null ? "" : region;
  }

  private String endpoint(SecretCall call, String region) {
    String url = set(call.endpointVariable());
    if (url == null) {
      url = set("AWS_ENDPOINT_URL");
    }
    if (url == null) {
      return AwsRegion.endpoint(call.service(), region);
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** What is wrong before anything is sent, or null. */
  private static @Nullable String fault(SecretCall call, String region, String endpoint) {
    if (!AwsRegion.isName(region)) {
      return region.isEmpty()
          ? "no region is known (set AWS_REGION; the launcher takes --region and your profile's, too)"
          : "AWS_REGION is no region";
    }
    String fault = ServerUrl.fault(endpoint, "leave them out");
    return fault == null ? null : call.endpointVariable() + " or AWS_ENDPOINT_URL " + fault;
  }

  private @Nullable String set(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  // Threads: one for each call, so that all of them wait at the same time, and no longer than they
  // may.

  private static <T> FutureTask<T> started(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "secrets");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** What the work came to, or null when it took too long; then it is interrupted. */
  private static <T> @Nullable T result(FutureTask<T> task, long deadline) {
    try {
      return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return null;
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("fetching secrets failed", e.getCause());
    }
  }

  // Credentials

  /** Who asks, or null when nobody tells. */
  private @Nullable Credentials credentials(long deadline) {
    if (set(CONTAINER_CREDENTIALS) != null) {
      // Where containers and CloudShell have theirs, also when they are about to expire.
      Optional<Credentials> credentials = result(started(new ContainerCredentials()), deadline);
      return credentials == null ? null : credentials.orElse(null);
    }
    String key = set("AWS_ACCESS_KEY_ID");
    String secret = set("AWS_SECRET_ACCESS_KEY");
    String token = set("AWS_SESSION_TOKEN");
    if (key == null || secret == null) {
      return null;
    }
    return credentials(key, secret, token);
  }

  private static Credentials credentials(String key, String secret, @Nullable String token) {
    return new Credentials(
        key.getBytes(StandardCharsets.UTF_8),
        secret.getBytes(StandardCharsets.UTF_8),
        token == null ? null : token.getBytes(StandardCharsets.UTF_8));
  }

  private String noCredentials() {
    return set(CONTAINER_CREDENTIALS) == null
        ? "there are no credentials of AWS (on Lambda they are the role's, elsewhere set"
            + " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN)"
        : "no credentials of AWS come from the address in " + CONTAINER_CREDENTIALS;
  }

  private static final class ContainerCredentials implements Callable<Optional<Credentials>> {
    @Override
    public Optional<Credentials> call() {
      try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.builder().build()) {
        AwsCredentials resolved = provider.resolveCredentials();
        return Optional.of(
            credentials(
                resolved.accessKeyId(),
                resolved.secretAccessKey(),
                resolved instanceof AwsSessionCredentials session ? session.sessionToken() : null));
      } catch (SdkException e) {
        return Optional.empty();
      }
    }
  }

  // HTTP

  private static SdkHttpClient client() {
    return AwsCrtHttpClient.builder()
        .connectionTimeout(Duration.ofMillis(CONNECT_MILLIS))
        .tlsNegotiationTimeout(Duration.ofMillis(CONNECT_MILLIS))
        .connectionAcquisitionTimeout(Duration.ofMillis(2 * CONNECT_MILLIS))
        .connectionHealthConfiguration(
            ConnectionHealthConfiguration.builder()
                .minimumThroughputInBps(1L)
                .minimumThroughputTimeout(Duration.ofSeconds(SILENCE_SECONDS))
                .build())
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build())
        .build();
  }

  /** A body for the client's own signer, which takes its digest. */
  private static final class RequestBody implements HttpRequestBodyStream {
    private final ByteBuffer left;

    RequestBody(byte[] body) {
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

  /** One call with its retries. */
  private final class Exchange implements Callable<Map<SecretReference, SecretValue>> {
    private final SecretCall call;
    private final SdkHttpClient client;
    private final Credentials credentials;
    private final String region;
    private final String endpoint;
    private final long deadline;

    /** What went wrong in the last attempt. */
    private String fault = "";

    /** Whether that may go well in another. */
    private boolean passing;

    Exchange(
        SecretCall call,
        SdkHttpClient client,
        Credentials credentials,
        String region,
        String endpoint,
        long deadline) {
      this.call = call;
      this.client = client;
      this.credentials = credentials;
      this.region = region;
      this.endpoint = endpoint;
      this.deadline = deadline;
    }

    Map<SecretReference, SecretValue> timedOut() {
      return call.failed(
          "no answer came within " + totalMillis + " ms (can the function reach " + endpoint + "?)",
          true);
    }

    @Override
    public Map<SecretReference, SecretValue> call() throws IOException, InterruptedException {
      byte[] request = call.request();
      int longestWait = BACKOFF_MILLIS;
      for (int attempt = 1; ; attempt++) {
        Map<SecretReference, SecretValue> values = attempt(request);
        if (values != null) {
          return values;
        }
        long wait = Jitter.between(longestWait / 2, longestWait);
        boolean inTime =
            deadline - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(wait + MIN_ATTEMPT_MILLIS);
        if (!passing || attempt == MAX_ATTEMPTS || !inTime) {
          return call.failed(
              attempt == 1 ? fault : fault + ", asked " + attempt + " times", passing);
        }
        pause.forMillis(wait);
        longestWait *= 2;
      }
    }

    /** The values, or null when there are none: then the fault is set. */
    private @Nullable Map<SecretReference, SecretValue> attempt(byte[] body)
        throws InterruptedException {
      boolean answered = false;
      try {
        HttpExecuteResponse response = client.prepareRequest(signed(body)).call();
        answered = true;
        return received(response);
      } catch (IOException | HttpException | CancellationException e) {
        notReceived(errorName(e), answered);
        return null;
      }
    }

    private @Nullable Map<SecretReference, SecretValue> received(HttpExecuteResponse response)
        throws IOException {
      int status = response.httpResponse().statusCode();
      byte[] body = body(response.responseBody().orElse(null));
      if (body == null) {
        fault = "the answer is longer than " + MAX_ANSWER_BYTES + " bytes";
        passing = false;
        return null;
      }
      if (status == 200) {
        return read(body);
      }
      String error =
          SecretCall.errorName(
              response.httpResponse().firstMatchingHeader("x-amzn-ErrorType").orElse(null), body);
      fault = call.refusal(status, error, region);
      passing = status >= 500 || SecretCall.isThrottled(status, error);
      return null;
    }

    private @Nullable Map<SecretReference, SecretValue> read(byte[] body) {
      try {
        return call.read(body, region);
      } catch (IOException e) {
        fault = "what " + endpoint + " answers is not what " + call.serviceName() + " does";
        passing = false;
        return null;
      }
    }

    /** The whole body, or null when it is too long; then the rest stays unread. */
    private static byte @Nullable [] body(@Nullable AbortableInputStream stream)
        throws IOException {
      if (stream == null) {
        return new byte[0];
      }
      byte[] bytes = stream.readNBytes(MAX_ANSWER_BYTES + 1);
      if (bytes.length > MAX_ANSWER_BYTES) {
        stream.abort();
        return null;
      }
      stream.close();
      return bytes;
    }

    private HttpExecuteRequest signed(byte[] body) throws InterruptedException {
      URI address = URI.create(endpoint + "/");
      HttpHeader[] headers = {
        // The client's own Host header lacks the port.
        new HttpHeader("Host", address.getRawAuthority()),
        new HttpHeader("Content-Type", "application/x-amz-json-1.1"),
        new HttpHeader("X-Amz-Target", call.target())
      };
      HttpRequest unsigned =
          new HttpRequest("POST", address.getRawPath(), headers, new RequestBody(body));
      SdkHttpRequest.Builder request =
          SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
      try (AwsSigningConfig config = new AwsSigningConfig()) {
        config.setAlgorithm(AwsSigningConfig.AwsSigningAlgorithm.SIGV4);
        config.setSignatureType(AwsSigningConfig.AwsSignatureType.HTTP_REQUEST_VIA_HEADERS);
        config.setService(call.service());
        config.setRegion(region);
        config.setCredentials(credentials);
        config.setTime(System.currentTimeMillis());
        for (HttpHeader header : AwsSigner.signRequest(unsigned, config).get().getHeaders()) {
          request.putHeader(header.getName(), header.getValue());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a request could not be signed", e);
      }
      return HttpExecuteRequest.builder()
          .request(
              request
                  .putHeader("User-Agent", "eventfix")
                  .putHeader("Content-Length", Integer.toString(body.length))
                  .build())
          .contentStreamProvider(ContentStreamProvider.fromByteArrayUnsafe(body))
          .build();
    }

    private void notReceived(String error, boolean answered) {
      passing = true;
      if (answered) {
        fault = "the connection to " + endpoint + " broke off";
        return;
      }
      switch (error) {
        case "AWS_IO_SOCKET_CLOSED", "AWS_ERROR_HTTP_CONNECTION_CLOSED" ->
            fault = "the connection to " + endpoint + " broke off";
        case "AWS_IO_SOCKET_CONNECTION_REFUSED" -> fault = "nothing answers at " + endpoint;
        case "AWS_IO_DNS_INVALID_NAME", "AWS_IO_DNS_QUERY_FAILED" ->
            fault = "the host name in " + endpoint + " is not known";
        case "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE" -> {
          fault = "no TLS connection to " + endpoint + " could be made (check its certificate)";
          passing = false;
        }
        // A certificate that is not trusted, and a server without TLS, show as silence too.
        case "AWS_IO_SOCKET_TIMEOUT",
            "AWS_IO_TLS_NEGOTIATION_TIMEOUT",
            "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT" ->
            fault =
                "no connection to "
                    + endpoint
                    + " (can the function reach it, and is its certificate trusted?)";
        case "AWS_ERROR_HTTP_CHANNEL_THROUGHPUT_FAILURE" ->
            fault = endpoint + " takes the request and says nothing";
        default -> fault = "the connection to " + endpoint + " failed with " + error;
      }
    }
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
}
