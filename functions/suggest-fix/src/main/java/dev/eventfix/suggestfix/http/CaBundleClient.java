package dev.eventfix.suggestfix.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpHeaderBlock;
import software.amazon.awssdk.crt.http.HttpProxyEnvironmentVariableSetting;
import software.amazon.awssdk.crt.http.HttpProxyEnvironmentVariableSetting.HttpProxyEnvironmentVariableType;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;
import software.amazon.awssdk.crt.http.HttpStream;
import software.amazon.awssdk.crt.http.HttpStreamResponseHandler;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsConnectionOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The native client for servers whose certificate no public authority signed: the SDK's own wrapper
 * of it takes no certificates. Loaded only where some are set. Like the wrapper it follows no
 * redirect, sends a request once, and answers when the first byte of the body is there. Safe for
 * use by several threads.
 */
final class CaBundleClient implements SdkHttpClient {

  /** A longer file of certificates is not read. */
  static final int MAX_BUNDLE_BYTES = 1 << 20;

  private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

  /** As many as the SDK's wrapper opens. */
  static final int MAX_CONNECTIONS = 50;

  private static final int WINDOW_BYTES = 64 * 1024;

  private final TlsContext tls;
  private final Duration connectTimeout;
  private final Map<URI, HttpClientConnectionManager> managers = new HashMap<>();

  private CaBundleClient(TlsContext tls, Duration connectTimeout) {
    this.tls = tls;
    this.connectTimeout = connectTimeout;
  }

  /** A client that trusts the file's certificates alone, or null when the file holds none. */
  static @Nullable CaBundleClient create(String caBundle, Duration connectTimeout) {
    String pem;
    try (InputStream in = Files.newInputStream(Path.of(caBundle))) {
      pem = new String(in.readNBytes(MAX_BUNDLE_BYTES), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      return null;
    }
    if (!pem.contains(BEGIN_CERTIFICATE)) {
      return null;
    }
    try (TlsContextOptions options =
        TlsContextOptions.createDefaultClient().withCertificateAuthority(pem)) {
      return new CaBundleClient(new TlsContext(options), connectTimeout);
    } catch (CrtRuntimeException | IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  @Override
  public synchronized void close() {
    for (HttpClientConnectionManager manager : managers.values()) {
      manager.close();
    }
    managers.clear();
    tls.close();
  }

  private synchronized HttpClientConnectionManager manager(SdkHttpRequest request) {
    URI uri = request.getUri();
    URI origin = URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    return managers.computeIfAbsent(origin, this::connect);
  }

  private HttpClientConnectionManager connect(URI origin) {
    HttpProxyEnvironmentVariableSetting noProxy = new HttpProxyEnvironmentVariableSetting();
    noProxy.setEnvironmentVariableType(HttpProxyEnvironmentVariableType.DISABLED);
    int timeoutMillis = (int) connectTimeout.toMillis();
    try (SocketOptions socket = new SocketOptions();
        TlsConnectionOptions connection =
            new TlsConnectionOptions(tls)
                .withServerName(origin.getHost())
                .withTimeoutMs(timeoutMillis)) {
      socket.connectTimeoutMs = timeoutMillis;
      HttpClientConnectionManagerOptions options =
          new HttpClientConnectionManagerOptions()
              .withClientBootstrap(ClientBootstrap.getOrCreateStaticDefault())
              .withSocketOptions(socket)
              .withUri(origin)
              .withProxyEnvironmentVariableSetting(noProxy)
              .withManualWindowManagement(true)
              .withWindowSize(WINDOW_BYTES)
              .withMaxConnections(MAX_CONNECTIONS)
              .withConnectionAcquisitionTimeoutInMilliseconds(2L * timeoutMillis);
      if (origin.getScheme().equals("https")) {
        options.withTlsConnectionOptions(connection);
      }
      return HttpClientConnectionManager.create(options);
    }
  }

  /** One request, and what comes of it. */
  private final class Call implements ExecutableHttpRequest, HttpStreamResponseHandler {
    private final HttpExecuteRequest request;
    private final CompletableFuture<HttpExecuteResponse> answer = new CompletableFuture<>();
    private final Body body = new Body();
    private final List<HttpHeader> headers = new ArrayList<>();
    private @Nullable HttpClientConnectionManager manager;
    private @Nullable HttpClientConnection connection;
    private boolean aborted;
    private int status;

    Call(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      HttpRequest sent = sent();
      HttpClientConnectionManager asked = manager(request.httpRequest());
      synchronized (this) {
        manager = asked;
      }
      CompletableFuture<HttpClientConnection> unused =
          asked
              .acquireConnection()
              .whenComplete(
                  (opened, failure) -> {
                    if (opened == null) {
                      answer.completeExceptionally(failure);
                    } else {
                      begin(opened, sent);
                    }
                  });
      try {
        return answer.get();
      } catch (ExecutionException e) {
        throw new IOException("no answer", e);
      } catch (InterruptedException e) {
        abort();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    private HttpRequest sent() throws IOException {
      SdkHttpRequest asked = request.httpRequest();
      List<HttpHeader> all = new ArrayList<>();
      asked.forEachHeader(
          (name, values) -> values.forEach(value -> all.add(new HttpHeader(name, value))));
      ContentStreamProvider content = request.contentStreamProvider().orElse(null);
      byte[] bytes = {};
      if (content != null) {
        try (InputStream in = content.newStream()) {
          bytes = in.readAllBytes();
        }
      }
      URI uri = asked.getUri();
      String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return new HttpRequest(
          asked.method().name(),
          uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
          all.toArray(new HttpHeader[0]),
          bytes.length == 0 ? null : new RequestBody(bytes));
    }

    private synchronized void begin(HttpClientConnection opened, HttpRequest sent) {
      connection = opened;
      if (aborted) {
        release();
        return;
      }
      try {
        HttpStream stream = opened.makeRequest(sent, this);
        body.stream = stream;
        stream.activate();
      } catch (CrtRuntimeException | IllegalStateException e) {
        opened.shutdown();
        release();
        answer.completeExceptionally(e);
      }
    }

    /** Once: a connection that was shut down is not kept. */
    private synchronized void release() {
      HttpClientConnection opened = connection;
      HttpClientConnectionManager owner = manager;
      connection = null;
      if (opened != null && owner != null) {
        owner.releaseConnection(opened);
      }
    }

    @Override
    public void abort() {
      synchronized (this) {
        aborted = true;
        if (connection != null) {
          connection.shutdown();
        }
      }
      CancellationException cancelled = new CancellationException("aborted");
      answer.completeExceptionally(cancelled);
      body.end(new IOException("aborted", cancelled));
    }

    // What the client's own threads tell

    @Override
    public void onResponseHeaders(
        HttpStream stream, int responseStatus, int block, HttpHeader[] next) {
      if (block == HttpHeaderBlock.MAIN.getValue()) {
        status = responseStatus;
        headers.addAll(List.of(next));
      }
    }

    @Override
    public int onResponseBody(HttpStream stream, byte[] bytes) {
      body.add(bytes);
      answer();
      // The window opens as the bytes are read.
      return 0;
    }

    @Override
    public void onResponseComplete(HttpStream stream, int error) {
      if (error == 0) {
        body.end(null);
        answer();
      } else {
        HttpException failure = new HttpException(error);
        body.end(new IOException("broken off", failure));
        answer.completeExceptionally(failure);
        synchronized (this) {
          if (connection != null) {
            connection.shutdown();
          }
        }
      }
      release();
    }

    private void answer() {
      if (answer.isDone()) {
        return;
      }
      SdkHttpFullResponse.Builder response = SdkHttpFullResponse.builder().statusCode(status);
      for (HttpHeader header : headers) {
        response.appendHeader(header.getName(), header.getValue());
      }
      answer.complete(
          HttpExecuteResponse.builder()
              .response(response.build())
              .responseBody(AbortableInputStream.create(body, this))
              .build());
    }
  }

  /** The bytes of an answer's body that came and were not read yet: no more than the window. */
  private static final class Body extends InputStream {
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private @Nullable HttpStream stream;
    private @Nullable IOException failure;
    private boolean ended;
    private int place;

    synchronized void add(byte[] bytes) {
      if (bytes.length > 0) {
        pieces.add(bytes);
        notifyAll();
      }
    }

    synchronized void end(@Nullable IOException why) {
      if (!ended) {
        ended = true;
        failure = why;
        HttpStream open = stream;
        stream = null;
        if (open != null) {
          open.close();
        }
        notifyAll();
      }
    }

    @Override
    public synchronized int read() throws IOException {
      while (pieces.isEmpty()) {
        if (failure != null) {
          throw failure;
        }
        if (ended) {
          return -1;
        }
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
      byte[] piece = pieces.element();
      int read = piece[place++] & 0xff;
      if (place == piece.length) {
        place = 0;
        pieces.remove();
        if (stream != null) {
          stream.incrementWindow(piece.length);
        }
      }
      return read;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
      int count = 0;
      while (count < length && (count == 0 || !pieces.isEmpty())) {
        int next = read();
        if (next < 0) {
          return -1;
        }
        bytes[offset + count++] = (byte) next;
      }
      return count;
    }
  }

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
  }
}
