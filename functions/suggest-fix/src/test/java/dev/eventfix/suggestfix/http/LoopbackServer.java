package dev.eventfix.suggestfix.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An HTTP server on the loopback interface that does to a client what the test says, byte by byte.
 * It fails a test that leaves a connection or one of our threads behind.
 */
public final class LoopbackServer implements BeforeEachCallback, AfterEachCallback {

  /** Far above what anything here takes; only a test that fails ever waits this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int HANDSHAKE_MILLIS = 2_000;

  /** What the server does with one request. */
  public interface Answer {
    void to(Exchange exchange) throws IOException, InterruptedException;
  }

  /** One request as it came, header names in lower case. */
  public record Request(String line, Map<String, String> headers, String body) {}

  private @Nullable ServerSocket listener;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<AutoCloseable> closeables = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private CountDownLatch hungUp = new CountDownLatch(1);

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    answers.clear();
    requests.clear();
    threads.clear();
    closeables.clear();
    connections.set(0);
    hungUp = new CountDownLatch(1);
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener = socket;
    start(() -> accept(socket), "loopback-server");
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable closeable : closeables) {
      closeable.close();
    }
    listener().close();
    for (Thread thread : snapshot()) {
      thread.join(PATIENCE);
      assertThat(thread.isAlive()).as("a connection was left open: %s", thread).isFalse();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("model-watchdog")) {
        thread.join(PATIENCE);
        assertThat(thread.isAlive()).as("a watchdog was left behind").isFalse();
      }
    }
  }

  /** Says what to do with the next request that has no answer yet; the last one said stays. */
  public synchronized void answer(Answer answer) {
    answers.add(answer);
  }

  /** Answers with a status and a body in JSON. */
  public void answer(int status, String json, String... headers) {
    answer(exchange -> exchange.respond(status, json, headers));
  }

  public <T extends AutoCloseable> T closeAfterwards(T closeable) {
    closeables.add(closeable);
    return closeable;
  }

  public int port() {
    return listener().getLocalPort();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  /** Listens over TLS as well, until the test is over, and tells the port. */
  public int listen(SSLContext context) throws IOException {
    ServerSocket socket =
        closeAfterwards(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    start(() -> accept(socket), "loopback-server");
    return socket.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  public Request onlyRequest() {
    assertThat(requests()).hasSize(1);
    return requests().getFirst();
  }

  /** True as soon as the client has hung up during an exchange that waited for that. */
  public boolean clientHungUp() throws InterruptedException {
    return hungUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ServerSocket listener() {
    ServerSocket socket = listener;
    if (socket == null) {
      throw new IllegalStateException("the server runs during a test only");
    }
    return socket;
  }

  private synchronized List<Thread> snapshot() {
    return List.copyOf(threads);
  }

  private synchronized void start(Runnable runnable, String name) {
    Thread thread = new Thread(runnable, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket connection = socket.accept();
        // Else small pieces wait 40 ms for one another.
        connection.setTcpNoDelay(true);
        connections.incrementAndGet();
        start(() -> serve(connection), "loopback-connection");
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      if (connection instanceof SSLSocket tls) {
        // A client that trusts nobody here says nothing more, and hangs up after half a minute.
        tls.setSoTimeout(HANDSHAKE_MILLIS);
        tls.startHandshake();
        tls.setSoTimeout(0);
      }
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Request request = read(in);
      while (request != null) {
        Exchange exchange = new Exchange(connection, in, request);
        next(request).to(exchange);
        if (exchange.closed) {
          return;
        }
        request = read(in);
      }
    } catch (IOException | InterruptedException e) {
      // The client hung up.
    }
  }

  private synchronized Answer next(Request request) {
    requests.add(request);
    Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
    if (answer == null) {
      throw new IllegalStateException("the test says no answer");
    }
    return answer;
  }

  /** The next request, or null when the client says no more, or nothing that is HTTP. */
  private static @Nullable Request read(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        return null;
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(line, headers, new String(body, UTF_8));
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int read = in.read();
    while (read >= 0 && read != '\n') {
      bytes.write(read);
      read = in.read();
    }
    return read < 0 ? null : bytes.toString(ISO_8859_1).stripTrailing();
  }

  /** One request that is being answered. */
  public final class Exchange {
    private final Socket connection;
    private final InputStream in;
    private final OutputStream out;
    private final Request request;
    private boolean closed;

    private Exchange(Socket connection, InputStream in, Request request) throws IOException {
      this.connection = connection;
      this.in = in;
      this.out = connection.getOutputStream();
      this.request = request;
    }

    public Request request() {
      return request;
    }

    public void send(String bytes) throws IOException {
      send(bytes.getBytes(UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    public void respond(int status, String json, String... headers) throws IOException {
      respond(status, json.getBytes(UTF_8), headers);
    }

    public void respond(int status, byte[] body, String... headers) throws IOException {
      head(status, "Content-Length: " + body.length, headers);
      send(body);
    }

    public void head(int status, String framing, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
      if (!String.join("", headers).contains("Content-Type:")) {
        head.append("Content-Type: application/json\r\n");
      }
      head.append(framing).append("\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      send(head.append("\r\n").toString());
    }

    public void chunk(byte[] bytes) throws IOException {
      send(Integer.toHexString(bytes.length) + "\r\n");
      send(bytes);
      send("\r\n");
    }

    /** Breaks the connection off in the middle of whatever was sent. */
    public void hangUp() throws IOException {
      closed = true;
      connection.close();
    }

    /** Says nothing more until the client has had enough. */
    public void waitForHangUp() throws IOException {
      closed = true;
      try {
        while (in.read() >= 0) {
          // What the client still says does not matter.
        }
      } finally {
        hungUp.countDown();
      }
    }
  }
}
