package dev.eventfix.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that stands in for services, and keeps what they are asked.
 */
final class WireServer implements AutoCloseable {

  /** A request; names of headers as they are usually written. */
  record Request(String line, Map<String, List<String>> headers, String body) {

    @Nullable String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.getFirst();
    }

    /** A field of a form, or null. */
    @Nullable String field(String name) {
      for (String pair : body.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      return null;
    }
  }

  /** An answer. */
  record Answer(int status, String body, String type) {
    Answer(int status, String body) {
      this(status, body, "application/json");
    }
  }

  private final HttpServer server;
  private final Map<String, Function<Request, @Nullable Answer>> answers = new LinkedHashMap<>();
  private final List<Request> requests = new ArrayList<>();

  WireServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What is answered to requests whose line begins so; the last one said wins. */
  void answer(String line, int status, String body) {
    answer(line, request -> new Answer(status, body));
  }

  /** Likewise, decided by the request; null leaves it to others. */
  synchronized void answer(String line, Function<Request, @Nullable Answer> answer) {
    Map<String, Function<Request, @Nullable Answer>> before = new LinkedHashMap<>(answers);
    answers.clear();
    answers.put(line + "#" + before.size(), answer);
    answers.putAll(before);
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private synchronized Answer answer(Request request) {
    requests.add(request);
    for (Map.Entry<String, Function<Request, @Nullable Answer>> entry : answers.entrySet()) {
      if (request.line().startsWith(entry.getKey().substring(0, entry.getKey().lastIndexOf('#')))) {
        Answer answer = entry.getValue().apply(request);
        if (answer != null) {
          return answer;
        }
      }
    }
    return new Answer(500, "nobody said what to answer");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request =
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(body, StandardCharsets.UTF_8));
      Answer answer = answer(request);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
