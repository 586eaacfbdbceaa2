package dev.eventfix.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in of a model's server on loopback that answers at once, in the chat completions format,
 * as one object or as a stream of events, as it is asked.
 */
final class ModelServer implements AutoCloseable {

  /** What only this server says: an answer that holds it came from here. */
  static final String MARK = "the benchmark's model was asked";

  private static final String SUGGESTION =
      "## Problem Description\\n\\nA value is missing: "
          + MARK
          + ".\\n\\n"
          + "## Proposed Solution\\n\\n```\\nif (value != null) {\\n  use(value);\\n}\\n```\\n\\n"
          + "## What Else\\n\\nLook at the callers.";
  private static final String USAGE =
      "{\"prompt_tokens\":1200,\"completion_tokens\":40,\"total_tokens\":1240}";
  private static final String HEAD =
      "{\"id\":\"chatcmpl-1\",\"created\":1767225600,\"model\":\"benchmark\",\"object\":";

  private final HttpServer server;
  private final ExecutorService threads;
  private volatile byte[] lastQuestion = {};

  private ModelServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static ModelServer start() {
    var model = new ModelServer(LoopbackServers.create(), Executors.newCachedThreadPool());
    model.server.setExecutor(model.threads);
    model.server.createContext("/v1/chat/completions", model::answer);
    model.server.start();
    return model;
  }

  /** The value for OPENAI_BASE_URL. */
  String baseUrl() {
    return "http://" + LoopbackServers.address(server) + "/v1";
  }

  /** The body of the last request. */
  byte[] lastQuestion() {
    return lastQuestion.clone();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      lastQuestion = body;
      String question = new String(body, StandardCharsets.UTF_8);
      boolean stream = question.contains("\"stream\":true");
      byte[] answer = (stream ? events() : object()).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", stream ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String object() {
    return HEAD
        + "\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
        + "\"message\":{\"role\":\"assistant\",\"content\":\""
        + SUGGESTION
        + "\"}}],\"usage\":"
        + USAGE
        + "}";
  }

  private static String events() {
    String chunk = "data: " + HEAD + "\"chat.completion.chunk\",\"choices\":[";
    return chunk
        + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\""
        + SUGGESTION
        + "\"},\"finish_reason\":null}]}\n\n"
        + chunk
        + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + chunk
        + "],\"usage\":"
        + USAGE
        + "}\n\ndata: [DONE]\n\n";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
