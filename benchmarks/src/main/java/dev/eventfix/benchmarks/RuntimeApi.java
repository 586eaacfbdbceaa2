package dev.eventfix.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in of the Lambda Runtime API (2018-06-01) on loopback for one execution environment: it
 * hands out one invocation and takes its result. Whoever asks for a second invocation waits until
 * this is closed, as on Lambda.
 */
final class RuntimeApi implements AutoCloseable {

  private static final String RUNTIME = "/2018-06-01/runtime";
  private static final String REQUEST_ID = "00000000-0000-4000-8000-000000000001";
  private static final long TIME_LIMIT_MILLIS = 30_000;

  /** How the invocation ended. */
  sealed interface Result {

    /**
     * The function answered. Moments are those of {@link System#nanoTime}.
     *
     * @param askedAt when the function was ready and asked for its invocation
     * @param answeredAt when the last byte of the answer had come
     */
    record Answered(long askedAt, long answeredAt, String answer) implements Result {}

    /** The runtime reported an error, of the invocation or of the initialisation. */
    record Failed(String error) implements Result {}
  }

  private final byte[] event;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final CompletableFuture<Long> askedAt = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RuntimeApi(byte[] event, HttpServer server) {
    this.event = event;
    this.server = server;
  }

  /** Starts one that hands out this event. */
  static RuntimeApi serving(String event) {
    HttpServer server = LoopbackServers.create();
    var api = new RuntimeApi(event.getBytes(StandardCharsets.UTF_8), server);
    server.setExecutor(api.threads);
    server.createContext("/", api::handle);
    server.start();
    return api;
  }

  /** The value for AWS_LAMBDA_RUNTIME_API: host and port. */
  String address() {
    return LoopbackServers.address(server);
  }

  /** Completes when the function has answered or failed; never exceptionally. */
  CompletableFuture<Result> result() {
    return result;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long now = System.nanoTime();
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (call) {
        case "GET " + RUNTIME + "/invocation/next" -> next(exchange, now);
        case "POST " + RUNTIME + "/invocation/" + REQUEST_ID + "/response" -> {
          result.complete(new Result.Answered(askedAt.getNow(now), now, body));
          accepted(exchange);
        }
        case "POST " + RUNTIME + "/invocation/" + REQUEST_ID + "/error",
            "POST " + RUNTIME + "/init/error" -> {
          result.complete(new Result.Failed(body));
          accepted(exchange);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void next(HttpExchange exchange, long now) throws IOException {
    if (!askedAt.complete(now)) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", REQUEST_ID);
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + TIME_LIMIT_MILLIS));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:benchmark");
    headers.set(
        "Lambda-Runtime-Trace-Id",
        "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    byte[] body = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(202, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
