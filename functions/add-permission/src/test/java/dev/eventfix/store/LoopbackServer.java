package dev.eventfix.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on a real socket that answers every request as DynamoDB does when the test says how. */
public final class LoopbackServer implements BeforeEachCallback, AfterEachCallback {

  /** What the server does with one request, after it has read it. */
  public interface Answer {
    /** Writes to the client; the connection is closed if it says so. */
    Then to(OutputStream client) throws IOException;
  }

  /** What follows an answer. */
  public enum Then {
    /** The next request on the same connection. */
    NEXT,
    /** The connection is closed. */
    CLOSE,
    /** Nothing: the server waits for the client to hang up. */
    SILENCE
  }

  private final AtomicInteger requests = new AtomicInteger();
  private final List<Socket> connections = new ArrayList<>();
  private ServerSocket listener = unbound();
  private volatile Answer answer = client -> Then.CLOSE;

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    requests.set(0);
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ServerSocket socket = listener;
    start(() -> accept(socket), "loopback-server");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    listener.close();
    synchronized (connections) {
      for (Socket connection : connections) {
        connection.close();
      }
      connections.clear();
    }
  }

  /** Says what is done with every request from now on. */
  public void answer(Answer every) {
    answer = every;
  }

  /** How many requests have come. */
  public int requests() {
    return requests.get();
  }

  /** The settings by which a function finds it. */
  public Map<String, String> environment() {
    return Map.of(
        "EVENTFIX_TABLE_NAME",
        "eventfix",
        "EVENTFIX_TABLE_ENDPOINT_URL",
        "http://127.0.0.1:" + listener.getLocalPort());
  }

  // Answers

  /** A status, further headers and a body. */
  public static Answer respond(int status, String body, String... headers) {
    return client -> {
      client.write(head(status, body.length(), headers));
      client.write(body.getBytes(UTF_8));
      client.flush();
      return Then.NEXT;
    };
  }

  /** An error as DynamoDB writes it. */
  public static Answer error(int status, String type) {
    return respond(
        status,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"a secret\"}");
  }

  /** The beginning of an answer, and then the end of the connection, or nothing more. */
  public static Answer begin(Then then) {
    return client -> {
      client.write(head(200, 100));
      client.write("{\"Responses\"".getBytes(UTF_8));
      client.flush();
      return then;
    };
  }

  private static byte[] head(int status, int length, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
    head.append("Content-Type: application/x-amz-json-1.0\r\nContent-Length: ").append(length);
    for (String header : headers) {
      head.append("\r\n").append(header);
    }
    return head.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
  }

  // Serving

  private static void start(Runnable runnable, String name) {
    Thread thread = new Thread(runnable, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket connection = socket.accept();
        synchronized (connections) {
          connections.add(connection);
        }
        start(() -> serve(connection), "loopback-connection");
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (hasRequest(in)) {
        requests.incrementAndGet();
        Then then = answer.to(connection.getOutputStream());
        if (then == Then.CLOSE) {
          return;
        }
        while (then == Then.SILENCE) {
          if (in.read() < 0) {
            return;
          }
        }
      }
    } catch (IOException e) {
      // The client hung up.
    }
  }

  /** Reads a request to its end; false when there is none. */
  private static boolean hasRequest(InputStream in) throws IOException {
    int length = 0;
    String line = line(in);
    boolean found = !line.isEmpty();
    while (!line.isEmpty()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      line = line(in);
    }
    in.skipNBytes(length);
    return found;
  }

  /** Empty at the end of a request's head, and at the end of the connection. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int read = in.read();
    while (read >= 0 && read != '\n') {
      bytes.write(read);
      read = in.read();
    }
    return bytes.toString(ISO_8859_1).stripTrailing();
  }
}
