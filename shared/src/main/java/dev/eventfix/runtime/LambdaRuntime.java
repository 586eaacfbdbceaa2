package dev.eventfix.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda runtime whose handlers may send their response in pieces, which Lambda's own for Java
 * cannot: takes one invocation after the other and gives back what became of it, as <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">custom runtimes</a> do.
 */
public final class LambdaRuntime {

  /** Where Lambda's own runtime puts X-Ray's header, and this one, for {@link TraceId}. */
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
  private static final String JSON = "Content-Type: application/json";

  private final RuntimeApi api;
  private final StreamingHandler handler;
  private final Map<String, String> environment;

  private LambdaRuntime(RuntimeApi api, StreamingHandler handler, Map<String, String> environment) {
    this.api = api;
    this.handler = handler;
    this.environment = environment;
  }

  /**
   * Makes the handler and has it work for as long as Lambda has work.
   *
   * @param environment the process's variables, as Lambda sets them
   * @param handler called once
   * @throws IOException when Lambda cannot be reached any longer: the process has to end
   */
  public static void run(Map<String, String> environment, Supplier<StreamingHandler> handler)
      throws IOException {
    String address = environment.get("AWS_LAMBDA_RUNTIME_API");
    if (address == null) {
      throw new IOException(
          "AWS_LAMBDA_RUNTIME_API is not set: Lambda starts this, and people do not");
    }
    RuntimeApi api = new RuntimeApi(address);
    LambdaRuntime runtime = new LambdaRuntime(api, made(api, handler), Map.copyOf(environment));
    while (true) {
      runtime.next();
    }
  }

  /** Without one the process ends: what went wrong is in the log, for it may quote anything. */
  private static StreamingHandler made(RuntimeApi api, Supplier<StreamingHandler> handler)
      throws IOException {
    boolean made = false;
    try {
      StreamingHandler given = handler.get();
      made = true;
      return given;
    } finally {
      if (!made) {
        Failure failure = new Failure("Runtime.InitError", "The function cannot be made.");
        api.post("init/error", failure.headers(), Json.bytes(failure));
      }
    }
  }

  private void next() throws IOException {
    RuntimeApi.Response next = api.get("invocation/next");
    String id = next.headers().get("lambda-runtime-aws-request-id");
    if (next.status() != 200 || id == null) {
      throw new IOException("the Runtime API gave no invocation: status " + next.status());
    }
    String trace = next.headers().get("lambda-runtime-trace-id");
    if (trace == null) {
      System.clearProperty(TRACE_PROPERTY);
    } else {
      System.setProperty(TRACE_PROPERTY, trace);
    }
    Response response = new Response(id);
    // Whatever is thrown beside what a function fails with ends the process, once this is told.
    @Nullable Failure failure =
        new Failure("Runtime.Unhandled", "The function failed; its log says how.");
    try {
      handler.handleRequest(
          new ByteArrayInputStream(next.body()),
          response,
          LambdaContext.of(id, next.headers(), environment));
      failure = null;
    } catch (FunctionFailedException | MisconfiguredException e) {
      // Their messages are ours, and Lambda's own runtime tells them too.
      failure = new Failure(e.getClass().getName(), String.valueOf(e.getMessage()));
    } finally {
      // Lambda may freeze the process as soon as it has all of the response.
      System.out.flush();
      response.end(failure);
    }
  }

  /** Why there is no answer, as the API takes it. */
  private record Failure(String type, String message) implements JsonObject {
    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("errorMessage", message);
      json.writeStringField("errorType", type);
    }

    List<String> headers() {
      return List.of(JSON, ERROR_TYPE + ": " + type);
    }
  }

  /** What becomes of one invocation. */
  private final class Response implements ResponseStream {
    private final String path;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private RuntimeApi.@Nullable Chunks chunks;
    private @Nullable Failure failure;

    Response(String requestId) {
      path = "invocation/" + requestId;
    }

    @Override
    public OutputStream http(int status, Map<String, String> headers) throws IOException {
      if (chunks != null) {
        throw new IllegalStateException("the response has begun before");
      }
      ByteArrayOutputStream prelude = new ByteArrayOutputStream();
      TriggerAnswers.writePrelude(prelude, status, headers);
      RuntimeApi.Chunks body =
          api.postChunks(
              path + "/response",
              List.of(
                  "Content-Type: application/vnd.awslambda.http-integration-response",
                  "Lambda-Runtime-Function-Response-Mode: streaming",
                  "Trailer: " + ERROR_TYPE + ", " + ERROR_BODY));
      chunks = body;
      body.write(prelude.toByteArray());
      return body;
    }

    @Override
    public OutputStream whole() {
      return whole;
    }

    @Override
    public void fail(String error, String message) {
      failure = new Failure(error, message);
    }

    /**
     * Tells Lambda the rest.
     *
     * @param fault why the handler did not come to its end, or null
     */
    void end(@Nullable Failure fault) throws IOException {
      Failure failed = fault == null ? failure : fault;
      if (chunks != null) {
        endChunks(chunks, failed);
      } else if (failed != null) {
        check(api.post(path + "/error", failed.headers(), Json.bytes(failed)));
      } else {
        check(api.post(path + "/response", List.of(JSON), whole.toByteArray()));
      }
    }

    private void endChunks(RuntimeApi.Chunks body, @Nullable Failure failed) throws IOException {
      List<String> trailers =
          failed == null
              ? List.of()
              : List.of(
                  ERROR_TYPE + ": " + failed.type(),
                  ERROR_BODY + ": " + Base64.getEncoder().encodeToString(Json.bytes(failed)));
      RuntimeApi.Response answer;
      try {
        answer = body.end(trailers);
      } catch (IOException e) {
        // It took no more of it, and there is no other way to tell: the next one comes anew.
        return;
      }
      check(answer);
    }

    /** 4xx is about this invocation, which is over; after 5xx a runtime has to end. */
    private static void check(RuntimeApi.Response answer) throws IOException {
      if (answer.status() >= 500) {
        throw new IOException("the Runtime API answered with status " + answer.status());
      }
    }
  }
}
