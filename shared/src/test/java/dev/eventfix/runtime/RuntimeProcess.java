package dev.eventfix.runtime;

import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A function of {@link LambdaRuntime}'s as a process, which does what a request's words say. */
final class RuntimeProcess {

  private RuntimeProcess() {}

  public static void main(String[] arguments) throws IOException {
    LambdaRuntime.run(
        System.getenv(),
        () -> {
          if (arguments.length > 0) {
            throw new IllegalStateException("secret of the start-up");
          }
          Log log = new Log(System.out, LogLevel.INFO);
          Metrics metrics = Metrics.emf("words", OutputStream.nullOutputStream(), Map.of());
          Endpoint endpoint =
              new Endpoint(
                  "words",
                  new ColdStart<>(() -> new Application(RuntimeProcess::act, null, log, metrics)),
                  System.out);
          return (in, response, context) -> {
            if (!context.getInvokedFunctionArn().endsWith(":f")
                || context.getRemainingTimeInMillis() < 1_000) {
              throw new IOException("the context is wrong");
            }
            endpoint.handle(in, response, context);
          };
        });
  }

  private static Reply act(Request request) {
    String words = new String(request.body(), StandardCharsets.UTF_8);
    TokenStream tokens = request.tokens();
    if (tokens != null && words.contains("stream")) {
      tokens.begin();
      if (!tokens.token("é\n")) {
        throw new IllegalStateException("nobody listens");
      }
      if (words.contains("wait")) {
        await();
      }
      tokens.usage(3, 1);
    }
    if (words.contains("crash")) {
      throw new StackOverflowError("secret");
    }
    if (words.contains("fault")) {
      throw new IllegalStateException("secret");
    }
    JsonObject answer = json -> json.writeStringField("suggestion", "é\n");
    return new Reply.Answer(answer, Map.of());
  }

  /** Until the test has seen what was sent so far. */
  private static void await() {
    try {
      if (System.in.read() < 0) {
        throw new IllegalStateException("the test is gone");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
