package dev.eventfix.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A server on the loopback address that takes envelopes as Sentry does, and keeps what came. */
final class SentryServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a request is answered with. */
  record Reply(int status, Map<String, String> headers) {

    static final Reply OK = of(200);

    /** No answer comes before the server is closed. */
    static final Reply NEVER = of(0);

    /** The connection ends without a word. */
    static final Reply CUT = of(-1);

    static Reply of(int status) {
      return new Reply(status, Map.of());
    }
  }

  /** Decides what a request is answered with. */
  interface Behaviour {
    Reply reply(Request request);
  }

  /** An item of an envelope: its header as it came, and its payload, a character for each byte. */
  record Item(String line, JsonNode header, String payload) {

    String type() {
      return header.path("type").asText();
    }

    JsonNode json() {
      return SentryServer.json(payload.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** A request as it came. */
  record Request(
      String method, String path, Map<String, String> headers, JsonNode header, List<Item> items) {

    List<Item> items(String type) {
      return items.stream().filter(item -> item.type().equals(type)).toList();
    }
  }

  private final ServerSocket socket;
  private final List<Request> requests = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Behaviour behaviour = request -> Reply.OK;
  private volatile @Nullable Throwable fault;

  SentryServer() {
    try {
      socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** A DSN at whose address nobody listens. */
  static String deadDsn(String key, String project) {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return dsn(key, probe.getLocalPort(), project);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String dsn(String key, String project) {
    return dsn(key, socket.getLocalPort(), project);
  }

  private static String dsn(String key, int port, String project) {
    return "http://" + key + "@127.0.0.1:" + port + "/" + project;
  }

  int port() {
    return socket.getLocalPort();
  }

  void answer(Behaviour how) {
    behaviour = how;
  }

  void answer(Reply reply) {
    behaviour = request -> reply;
  }

  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** All items of one type, in the order in which they came. */
  List<Item> items(String type) {
    return requests().stream().flatMap(request -> request.items(type).stream()).toList();
  }

  /** What was told as lost: reason and category, with how often. */
  Map<String, Long> clientReports() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Request request : requests()) {
      told(request).forEach((loss, amount) -> all.merge(loss, amount, Long::sum));
    }
    return all;
  }

  /** What one request told as lost. */
  static Map<String, Long> told(Request request) {
    Map<String, Long> told = new LinkedHashMap<>();
    for (Item item : request.items("client_report")) {
      for (JsonNode event : item.json().path("discarded_events")) {
        told.merge(
            event.path("reason").asText() + " " + event.path("category").asText(),
            event.path("quantity").asLong(),
            Long::sum);
      }
    }
    return told;
  }

  /** Waits until that many requests came. */
  void await(int count) throws InterruptedException {
    synchronized (requests) {
      while (requests.size() < count) {
        if (fault != null) {
          throw new AssertionError("the server met a fault", fault);
        }
        requests.wait();
      }
    }
  }

  private void accept() {
    while (true) {
      Socket client;
      try {
        client = socket.accept();
      } catch (IOException e) {
        return;
      }
      open.add(client);
      Thread.ofVirtual().start(() -> serve(client));
    }
  }

  private void serve(Socket client) {
    try (client) {
      Request request = read(new BufferedInputStream(client.getInputStream()));
      Reply reply = behaviour.reply(request);
      synchronized (requests) {
        requests.add(request);
        requests.notifyAll();
      }
      if (reply.equals(Reply.NEVER)) {
        closing.await();
        return;
      }
      if (reply.equals(Reply.CUT)) {
        return;
      }
      StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Said\r\n");
      reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      head.append("Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n");
      client.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().write(body);
      client.getOutputStream().flush();
    } catch (IOException e) {
      // The client went away: what it did before counts.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      fault = e;
      synchronized (requests) {
        requests.notifyAll();
      }
    } finally {
      open.remove(client);
    }
  }

  private static Request read(InputStream in) throws IOException {
    List<String> start = List.of(line(in).split(" ", -1));
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    if ("gzip".equals(headers.get("content-encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    int end = end(body, 0);
    JsonNode header = json(Arrays.copyOf(body, end));
    List<Item> items = new ArrayList<>();
    for (int at = end + 1; at < body.length; ) {
      int lineEnd = end(body, at);
      byte[] line = Arrays.copyOfRange(body, at, lineEnd);
      JsonNode item = json(line);
      int length = item.path("length").asInt();
      items.add(
          new Item(
              new String(line, StandardCharsets.ISO_8859_1),
              item,
              new String(body, lineEnd + 1, length, StandardCharsets.ISO_8859_1)));
      at = lineEnd + 1 + length;
      if (at < body.length && body[at] != '\n') {
        throw new AssertionError("an item is longer than its header says");
      }
      at++;
    }
    return new Request(start.get(0), start.get(1), headers, header, items);
  }

  private static int end(byte[] body, int from) {
    int at = from;
    while (body[at] != '\n') {
      at++;
    }
    return at;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the request ended early");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      socket.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (fault != null) {
      throw new AssertionError("the server met a fault", fault);
    }
  }
}
