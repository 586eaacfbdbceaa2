package dev.eventfix.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in of the Runtime API on loopback that keeps each request as the bytes it came as. Its
 * answers to {@code next} are scripted; when there are no more, it ends.
 */
final class RuntimeApiStandIn implements AutoCloseable {

  /** What stands for the stand-in's address in what it tells of requests. */
  static final String HOST = "HOST";

  private final ServerSocket server;
  private final Deque<byte[]> scripted = new ArrayDeque<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> chunks = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::serve, "runtime-api");
  private volatile @Nullable Socket connected;
  private int connections;

  RuntimeApiStandIn(byte[]... responses) throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    scripted.addAll(List.of(responses));
  }

  RuntimeApiStandIn start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** An answer to {@code next}, with the headers of an invocation. */
  static byte[] invocation(String id, String body) {
    return response(
        200,
        "Lambda-Runtime-Aws-Request-Id: "
            + id
            + "\r\nLambda-Runtime-Deadline-Ms: 4102444800000\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:123456789012:function:f\r\n"
            + "Lambda-Runtime-Trace-Id: Root=1-00000000-0000000000000000000000"
            + id
            + ";Sampled=0\r\n",
        body);
  }

  /** Any answer; headers end in a line break each. */
  static byte[] response(int status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return ("HTTP/1.1 "
            + status
            + " X\r\n"
            + headers
            + "Content-Length: "
            + length
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The next request, as soon as all of it has come. */
  String request() throws InterruptedException {
    return requests.take();
  }

  /** The next chunk of a request's body, as soon as it has come. */
  String chunk() throws InterruptedException {
    return chunks.take();
  }

  /** How many connections there were. */
  synchronized int connections() {
    return connections;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connected = socket;
        synchronized (this) {
          connections++;
        }
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (true) {
          String request = read(in);
          requests.add(request.replace(address(), HOST));
          byte[] answer = response(202, "", "");
          if (request.startsWith("GET ")) {
            if (scripted.isEmpty()) {
              server.close();
              break;
            }
            answer = scripted.poll();
          }
          socket.getOutputStream().write(answer);
          if (new String(answer, StandardCharsets.UTF_8).contains("X-Hang-Up")) {
            break;
          }
        }
      } catch (IOException e) {
        // Of one connection: the next one comes, unless this was the end.
      }
    }
  }

  private String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int length = 0;
    boolean chunked = false;
    String line;
    do {
      line = line(in, all);
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
      chunked |= line.equals("Transfer-Encoding: chunked");
    } while (!line.isEmpty());
    if (!chunked) {
      all.write(in.readNBytes(length));
      return all.toString(StandardCharsets.UTF_8);
    }
    int size = Integer.parseInt(line(in, all), 16);
    while (size > 0) {
      byte[] chunk = in.readNBytes(size);
      all.write(chunk);
      line(in, all);
      chunks.add(new String(chunk, StandardCharsets.UTF_8));
      size = Integer.parseInt(line(in, all), 16);
    }
    while (!line(in, all).isEmpty()) {
      // A trailer.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static String line(InputStream in, ByteArrayOutputStream all) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b != '\n') {
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
      b = in.read();
    }
    line.write('\n');
    all.write(line.toByteArray());
    return line.toString(StandardCharsets.UTF_8).replace("\r\n", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
    Socket open = connected;
    if (open != null) {
      // A process that still waits here ends.
      open.close();
    }
  }

  /** The requests until the stand-in ended. */
  List<String> rest() throws InterruptedException {
    thread.join();
    List<String> rest = new ArrayList<>();
    requests.drainTo(rest);
    return rest;
  }
}
