package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runtime as a process, held against what it sends to a stand-in of the Runtime API. */
@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // Lines of HTTP end in two characters, to be seen.
class LambdaRuntimeTest {

  private static final String NEXT =
      "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: HOST\r\n\r\n";

  private static final String STREAMED_HEAD =
      "HTTP/1.1\r\nHost: HOST\r\n"
          + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
          + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
          + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";

  private static final String PRELUDE =
      "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/event-stream; charset=utf-8\","
          + "\"Cache-Control\":\"no-store, no-transform\",\"X-Accel-Buffering\":\"no\"}}"
          + "\0".repeat(8);

  private static final String TOKEN = "event: token\ndata: {\"text\":\"é\\n\"}\n\n";
  private static final String USAGE =
      "event: usage\ndata: {\"input_tokens\":3,\"output_tokens\":1}\n\n";
  private static final String DONE = "event: done\ndata: {\"suggestion\":\"é\\n\"}\n\n";

  private static String url(String words) {
    return "{\"version\":\"2.0\",\"headers\":{\"content-type\":\"application/json\"},"
        + "\"requestContext\":{\"authorizer\":{\"iam\":{\"accountId\":\"123456789012\"}},"
        + "\"http\":{\"method\":\"POST\"}},\"body\":\"{\\\"words\\\":\\\""
        + words
        + "\\\"}\",\"isBase64Encoded\":false}";
  }

  private static String direct(String words) {
    return "{\"words\":\"" + words + "\"}";
  }

  private static Process process(RuntimeApiStandIn api, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RuntimeProcess.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    return builder.redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String chunk(String data) {
    int bytes = data.getBytes(StandardCharsets.UTF_8).length;
    return Integer.toHexString(bytes) + "\r\n" + data + "\r\n";
  }

  private static String post(String path, String headers, String body) {
    return "POST /2018-06-01/runtime/"
        + path
        + " HTTP/1.1\r\nHost: HOST\r\n"
        + headers
        + "Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static String errorBody(String message, String type) {
    return "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}";
  }

  @Test
  void everyByteThatIsSent() throws Exception {
    try (RuntimeApiStandIn api =
        new RuntimeApiStandIn(
                RuntimeApiStandIn.invocation("0000000001", url("stream")),
                RuntimeApiStandIn.invocation("0000000002", url("whole")),
                RuntimeApiStandIn.invocation("0000000003", direct("é")),
                RuntimeApiStandIn.invocation("0000000004", url("stream fault")),
                RuntimeApiStandIn.invocation("0000000005", direct("fault")))
            .start()) {
      Process process = process(api);
      String log = output(process);
      String failed = "words failed; its log says where, under request id ";
      String problem =
          "{\"type\":\"urn:eventfix:problem:internal\",\"title\":\"The function failed\","
              + "\"status\":500,\"detail\":\""
              + failed
              + "0000000004.\"}";
      assertThat(api.rest())
          .containsExactly(
              NEXT,
              "POST /2018-06-01/runtime/invocation/0000000001/response "
                  + STREAMED_HEAD
                  + chunk(PRELUDE)
                  + chunk(":\n\n")
                  + chunk(TOKEN)
                  + chunk(USAGE)
                  + chunk(DONE)
                  + "0\r\n\r\n",
              NEXT,
              "POST /2018-06-01/runtime/invocation/0000000002/response "
                  + STREAMED_HEAD
                  + chunk(
                      "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/json\","
                          + "\"Cache-Control\":\"no-store\"}}"
                          + "\0".repeat(8))
                  + chunk("{\"suggestion\":\"é\\n\"}")
                  + "0\r\n\r\n",
              NEXT,
              post(
                  "invocation/0000000003/response",
                  "Content-Type: application/json\r\n",
                  "{\"suggestion\":\"é\\n\"}"),
              NEXT,
              "POST /2018-06-01/runtime/invocation/0000000004/response "
                  + STREAMED_HEAD
                  + chunk(PRELUDE)
                  + chunk(":\n\n")
                  + chunk(TOKEN)
                  + chunk(USAGE)
                  + chunk("event: error\ndata: " + problem + "\n\n")
                  + "0\r\nLambda-Runtime-Function-Error-Type: internal\r\n"
                  + "Lambda-Runtime-Function-Error-Body: "
                  + Base64.getEncoder()
                      .encodeToString(
                          errorBody(failed + "0000000004.", "internal")
                              .getBytes(StandardCharsets.UTF_8))
                  + "\r\n\r\n",
              NEXT,
              post(
                  "invocation/0000000005/error",
                  "Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: "
                      + FunctionFailedException.class.getName()
                      + "\r\n",
                  errorBody(failed + "0000000005", FunctionFailedException.class.getName())),
              NEXT);
      assertThat(process.waitFor()).as("Lambda is gone").isEqualTo(1);
      // Kept but for the end of a streamed response: that is where the API wants it closed.
      assertThat(api.connections()).isEqualTo(4);
      assertThat(log)
          .contains("\"trace_id\":\"1-00000000-00000000000000000000000000000001\"")
          .doesNotContain("secret");
    }
  }

  @Test
  void aTokenIsSentWhileTheNextOneIsWaitedFor() throws Exception {
    try (RuntimeApiStandIn api =
        new RuntimeApiStandIn(RuntimeApiStandIn.invocation("0000000001", url("stream wait")))
            .start()) {
      Process process = process(api);
      assertThat(api.chunk()).isEqualTo(PRELUDE);
      assertThat(api.chunk()).isEqualTo(":\n\n");
      assertThat(api.chunk()).isEqualTo(TOKEN);
      // It has sent no more yet, for it waits for this.
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      assertThat(api.chunk()).isEqualTo(USAGE);
      assertThat(api.chunk()).isEqualTo(DONE);
      process.getInputStream().readAllBytes();
    }
  }

  @Test
  void aCrashIsToldAndEndsTheProcess() throws Exception {
    try (RuntimeApiStandIn api =
        new RuntimeApiStandIn(
                RuntimeApiStandIn.invocation("0000000001", direct("crash")),
                RuntimeApiStandIn.invocation("0000000002", direct("never")))
            .start()) {
      Process process = process(api);
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(api.request()).isEqualTo(NEXT);
      assertThat(api.request())
          .isEqualTo(
              post(
                  "invocation/0000000001/error",
                  "Content-Type: application/json\r\n"
                      + "Lambda-Runtime-Function-Error-Type: Runtime.Unhandled\r\n",
                  errorBody("The function failed; its log says how.", "Runtime.Unhandled")));
    }
  }

  @Test
  void aFunctionThatCannotBeMadeIsTold() throws Exception {
    try (RuntimeApiStandIn api = new RuntimeApiStandIn().start()) {
      Process process = process(api, "fails");
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(api.request())
          .isEqualTo(
              post(
                  "init/error",
                  "Content-Type: application/json\r\n"
                      + "Lambda-Runtime-Function-Error-Type: Runtime.InitError\r\n",
                  errorBody("The function cannot be made.", "Runtime.InitError")));
    }
  }
}
