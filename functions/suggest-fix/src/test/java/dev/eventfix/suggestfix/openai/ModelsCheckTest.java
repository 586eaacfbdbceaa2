package dev.eventfix.suggestfix.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.ServiceCheck.Result;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out about a model's server without having anything asked. */
final class ModelsCheckTest {

  private static final String LIST =
      """
      {"object":"list","first":{"data":[]},"data":[
       {"id":"gpt-4.1","object":"model","permission":[{"id":"x"}]},
       {"object":"model","owned_by":"system","id":"gpt-4.1-mini"}]}
      """;

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private Result ask(String baseUrl, @Nullable String key, String... models) {
    HttpProvider provider =
        server.closeAfterwards(
            OpenAi.provider(
                "openai",
                new OpenAiSettings(
                    new ModelServer(
                        baseUrl,
                        "llm.openai.base_url (OPENAI_BASE_URL)",
                        "llm.openai.api_key (OPENAI_API_KEY)",
                        "llm.model and llm.allowed_models",
                        null),
                    key == null ? null : Secret.of(key),
                    null,
                    null,
                    false,
                    new Timeouts(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60)))));
    List<ServiceCheck> checks = provider.checks(List.of(models));
    assertThat(checks).hasSize(1);
    return checks.getFirst().run();
  }

  private Result run(String... models) {
    return ask(server.baseUrl(), "sk-test", models);
  }

  @Test
  void aServerThatHasTheModelsIsWell() {
    server.answer(200, LIST);

    assertThat(run("gpt-4.1-mini", "gpt-4.1"))
        .isEqualTo(new Result.Passed("it has gpt-4.1-mini, gpt-4.1"));

    LoopbackServer.Request request = server.onlyRequest();
    assertThat(request.line()).isEqualTo("GET /v1/models HTTP/1.1");
    assertThat(request.headers()).containsEntry("authorization", "Bearer sk-test");
    assertThat(request.headers()).doesNotContainKey("content-length");
    assertThat(request.body()).isEmpty();
  }

  @Test
  void noKeyIsSentWithoutOne() {
    server.answer(200, LIST);

    assertThat(ask(server.baseUrl() + "/", null, "gpt-4.1")).isInstanceOf(Result.Passed.class);

    assertThat(server.onlyRequest().headers()).doesNotContainKey("authorization");
  }

  @ParameterizedTest
  @CsvSource({"gpt-4.1:latest", "models/gpt-4.1", "openai/gpt-4.1"})
  void aListedModelMayHaveItsTagOrItsPlace(String listed) {
    server.answer(200, "{\"data\":[{\"id\":\"" + listed + "\"}]}");

    assertThat(run("gpt-4.1")).isInstanceOf(Result.Passed.class);
  }

  @Test
  void aModelThatIsNotListedIsDoubtful() {
    server.answer(200, LIST);

    assertThat(run("gpt-4.1", "gpt-4"))
        .isInstanceOf(Result.Doubtful.class)
        .extracting(Result::detail)
        .asString()
        .contains("lists no model gpt-4:", "llm.model", "suggest-fix FILE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "[]", "{}", "{\"data\":{}}", "{\"data\":[1]}", "{\"data\":[{"})
  void whatIsNoListIsDoubtful(String body) {
    server.answer(200, body);

    assertThat(run("gpt-4.1"))
        .isInstanceOf(Result.Doubtful.class)
        .extracting(Result::detail)
        .asString()
        .contains("no list of models", "llm.openai.base_url");
  }

  @ParameterizedTest
  @CsvSource({
    "404, Doubtful, does not tell its models",
    "405, Doubtful, does not tell its models",
    "429, Doubtful, takes no more requests",
    "401, Failed, llm.openai.api_key",
    "403, Failed, llm.openai.api_key",
    "301, Failed, llm.openai.base_url",
    "500, Failed, status 500",
    "503, Failed, status 503",
    "418, Failed, status 418"
  })
  void aStatusTellsWhatToDo(int status, String result, String part) {
    server.answer(status, "{\"error\":{\"message\":\"marker\"}}", "Location: http://127.0.0.1:1/");

    Result found = run("gpt-4.1");

    assertThat(found.getClass().getSimpleName()).isEqualTo(result);
    assertThat(found.detail()).contains(part).doesNotContain("marker");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aServerThatIsDownFails() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(ask("http://127.0.0.1:" + port + "/v1", "k", "gpt-4.1"))
        .isInstanceOf(Result.Failed.class)
        .extracting(Result::detail)
        .asString()
        .contains("nothing answers");
  }

  @Test
  void aServerThatSaysNothingFailsInTime() {
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    long start = System.nanoTime();
    Result result = run("gpt-4.1");

    assertThat(result).isEqualTo(new Result.Failed("the answer was not complete within 5 s"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aListWithoutEndIsDoubtful() throws Exception {
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked");
          byte[] chunk = new byte[64 * 1024];
          for (int i = 0; i <= 1_048_576 / chunk.length; i++) {
            exchange.chunk(chunk);
          }
          exchange.waitForHangUp();
        });

    assertThat(run("gpt-4.1"))
        .isInstanceOf(Result.Doubtful.class)
        .extracting(Result::detail)
        .asString()
        .contains("too long a list");
  }
}
