package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.benchmarks.RuntimeApi.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

  private static final String EVENT = "{\"message\":\"größer\"}";

  private final RuntimeApi api = RuntimeApi.serving(EVENT);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    api.close();
    client.close();
  }

  @Test
  void handsOutTheInvocationWithTheHeadersThatRuntimesRead() throws Exception {
    HttpResponse<String> invocation = send(get("invocation/next"));

    assertThat(invocation.statusCode()).isEqualTo(200);
    assertThat(invocation.body()).isEqualTo(EVENT);
    assertThat(invocation.headers().map())
        .containsKeys(
            "lambda-runtime-aws-request-id",
            "lambda-runtime-deadline-ms",
            "lambda-runtime-invoked-function-arn",
            "lambda-runtime-trace-id");
    assertThat(api.result()).isNotDone();
  }

  @Test
  void takesTheAnswerAndTheMoments() throws Exception {
    long before = System.nanoTime();
    String id = requestId(send(get("invocation/next")));

    assertThat(send(post("invocation/" + id + "/response", "{}")).statusCode()).isEqualTo(202);

    assertThat(api.result().getNow(new Result.Failed("not done")))
        .isInstanceOfSatisfying(
            Result.Answered.class,
            answered -> {
              assertThat(answered.answer()).isEqualTo("{}");
              assertThat(answered.askedAt()).isBetween(before, answered.answeredAt());
              assertThat(answered.answeredAt()).isLessThanOrEqualTo(System.nanoTime());
            });
  }

  @Test
  void takesAnErrorOfTheInvocation() throws Exception {
    String id = requestId(send(get("invocation/next")));

    send(post("invocation/" + id + "/error", "{\"errorMessage\":\"broken\"}"));

    assertThat(api.result())
        .isCompletedWithValue(new Result.Failed("{\"errorMessage\":\"broken\"}"));
  }

  @Test
  void takesAnErrorOfTheInitialisation() throws Exception {
    send(post("init/error", "no such class"));

    assertThat(api.result()).isCompletedWithValue(new Result.Failed("no such class"));
  }

  @Test
  void anAnswerToAnotherRequestIsNone() throws Exception {
    assertThat(send(post("invocation/another/response", "{}")).statusCode()).isEqualTo(404);
    assertThat(api.result()).isNotDone();
  }

  @Test
  void aSecondInvocationNeverComes() throws Exception {
    send(get("invocation/next"));

    CompletableFuture<HttpResponse<String>> second =
        client.sendAsync(get("invocation/next"), BodyHandlers.ofString());
    api.close();

    assertThat(second).failsWithin(java.time.Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest get(String call) {
    return HttpRequest.newBuilder(uri(call)).GET().build();
  }

  private HttpRequest post(String call, String body) {
    return HttpRequest.newBuilder(uri(call)).POST(BodyPublishers.ofString(body)).build();
  }

  private URI uri(String call) {
    return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + call);
  }

  private static String requestId(HttpResponse<String> invocation) {
    return invocation.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
  }
}
