package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eventfix.benchmarks.RuntimeApi.Result;
import dev.eventfix.runtime.LocalContext;
import dev.eventfix.runtime.ResponseStream;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package of the streaming deployment, started as Lambda starts it, on its own Java image: what
 * the image lacks shows nowhere else. Skipped where no image was built.
 */
class StreamingPackageTest {

  private static final Path ROOT = Path.of(System.getProperty("eventfix.root"));
  private static final Path PACKAGE = ROOT.resolve("functions/suggest-fix/target/stream-function");
  private static final Path EVENTS = ROOT.resolve("events/suggest-fix");
  private static final String PRELUDE_END = "\0".repeat(8);

  @TempDir private Path folder;

  private static String event(String name) throws IOException {
    assumeThat(PACKAGE.resolve("jre/bin/java"))
        .as("a Java image, which ./mvnw package makes on Linux")
        .isExecutable();
    return Files.readString(EVENTS.resolve(name));
  }

  private String answer(String event, Map<String, String> settings) throws Exception {
    Path output = folder.resolve("output");
    try (RuntimeApi api = RuntimeApi.serving(event)) {
      ProcessBuilder builder =
          new ProcessBuilder(PACKAGE.resolve("bootstrap").toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
      environment.put("LAMBDA_TASK_ROOT", PACKAGE.toString());
      environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
      environment.put("AWS_LAMBDA_FUNCTION_NAME", "streaming");
      environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
      environment.put("AWS_REGION", "eu-central-1");
      environment.putAll(settings);
      Process process = builder.start();
      try {
        CompletableFuture.anyOf(api.result(), process.onExit()).get(60, TimeUnit.SECONDS);
      } finally {
        process.destroyForcibly().waitFor();
      }
      Result result = api.result().getNow(new Result.Failed(Files.readString(output)));
      assertThat(result).as(Files.readString(output)).isInstanceOf(Result.Answered.class);
      return ((Result.Answered) result).answer();
    }
  }

  /** What the same handler answers here, whose answers the example files hold. */
  private static String answerHere(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SuggestFixHandler handler =
        new SuggestFixHandler(
            SuggestFix.coldStart(
                new Surroundings(Map.of(), Map.of(), OutputStream.nullOutputStream())),
            OutputStream.nullOutputStream());
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ResponseStream() {
          @Override
          public OutputStream http(int status, Map<String, String> headers) {
            return out;
          }

          @Override
          public OutputStream whole() {
            return out;
          }

          @Override
          public void fail(String error, String message) {
            throw new AssertionError(error);
          }
        },
        new LocalContext("suggest-fix", "here", 60_000));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void streamsAsItDoesHere() throws Exception {
    String event = event("function-url-stream.json");
    assertThat(answer(event, Map.of()))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/event-stream; charset=utf-8\","
                + "\"Cache-Control\":\"no-store, no-transform\",\"X-Accel-Buffering\":\"no\"}}"
                + PRELUDE_END
                + answerHere(event));
  }

  @Test
  void answersWholeAsItDoesHere() throws Exception {
    String event = event("function-url-whole.json");
    assertThat(answer(event, Map.of()))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/json\","
                + "\"Cache-Control\":\"no-store\"}}"
                + PRELUDE_END
                + answerHere(event));
  }

  @Test
  void asksAModelOverTls() throws Exception {
    String event = event("function-url-stream.json");
    ServerCertificate certificate = ServerCertificate.make(folder);
    try (ModelServer model = ModelServer.start()) {
      URI address = URI.create(model.baseUrl());
      try (TlsProxy proxy =
          TlsProxy.start(
              certificate.context(), new InetSocketAddress(address.getHost(), address.getPort()))) {
        Map<String, String> settings = new HashMap<>();
        settings.put("OPENAI_API_KEY", "test");
        settings.put("OPENAI_BASE_URL", "https://localhost:" + proxy.port() + "/v1");
        settings.put("SSL_CERT_FILE", certificate.pem().toString());
        assertThat(answer(event, settings))
            .contains("event: token\n", ModelServer.MARK, "event: usage\n", "event: done\n");
      }
    }
  }

  /** snakeyaml's jar asks for more of the JDK than the image has, and is given nothing of it. */
  @Test
  void readsAnOptionsFile() throws Exception {
    String event = event("function-url-whole.json");
    Path options = folder.resolve("options.yaml");
    Files.write(options, List.of("llm:", "  provider: none"));
    assertThat(answer(event, Map.of("EVENTFIX_CONF", options.toString())))
        .contains("\"statusCode\":404", "urn:eventfix:problem:no-model");
  }
}
