package dev.eventfix.suggestfix.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eventfix.configuration.Secret;
import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider against a server that speaks the real wire format, and against ones that do not. */
class OpenAiProviderTest {

  private static final String KEY = "sk-test-0123456789";
  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1750000000,
       "model":"gpt-4o-mini-2024-07-18",
       "choices":[{"index":0,"message":{"role":"assistant","content":"Grüße 🚀","refusal":null},
       "logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}
      """;
  private static final Answer ANSWERED =
      new Answer("Grüße 🚀", "gpt-4o-mini-2024-07-18", "stop", 19, 10);
  private static final String LIMITED =
      """
      {"error":{"message":"Rate limit reached","type":"requests","param":null,
       "code":"rate_limit_exceeded"}}
      """;
  private static final String TOO_MANY =
      "the model's provider takes no more requests for now (Rate limit reached)";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TINY = Duration.ofMillis(150);

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private final List<Long> pauses = new ArrayList<>();
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration firstByteTimeout = Duration.ofSeconds(20);
  private Duration silenceTimeout = Duration.ofSeconds(20);
  private Duration totalTimeout = Duration.ofSeconds(60);

  // What is sent

  @Test
  void sendsExactlyTheseBytes() {
    server.answer(200, ANSWER);

    assertThat(complete()).isEqualTo(ANSWERED);

    LoopbackServer.Request request = server.onlyRequest();
    assertThat(request.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
    assertThat(request.body())
        .isEqualTo(
            "{\"model\":\"gpt-4o-mini\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"You repair \\\"code\\\".\"},"
                + "{\"role\":\"user\",\"content\":\"{\\\"message\\\":\\\"né \uD83D\uDC1B\\\"}\\n\"}],"
                + "\"max_tokens\":1000,\"temperature\":1.0}");
    assertThat(request.headers())
        .containsEntry("host", "127.0.0.1:" + server.port())
        .containsEntry("authorization", "Bearer " + KEY)
        .containsEntry("content-type", "application/json")
        .containsEntry("accept", "application/json")
        .containsOnlyKeys(
            "host",
            "authorization",
            "content-type",
            "accept",
            "user-agent",
            "content-length",
            "connection");
    assertThat(request.headers().get("user-agent")).startsWith("eventfix");
  }

  @Test
  void sendsNoAuthorizationWithoutKey() {
    server.answer(200, ANSWER);

    assertThat(provider(null, server.baseUrl() + "/").complete(question())).isEqualTo(ANSWERED);

    assertThat(server.onlyRequest().headers()).doesNotContainKey("authorization");
    assertThat(server.onlyRequest().line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
  }

  @Test
  void keepsTheConnectionForTheNextQuestion() {
    server.answer(200, ANSWER);
    HttpProvider provider = provider();

    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
    assertThat(provider.complete(question())).isEqualTo(ANSWERED);

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void sendsTwoQuestionsAtOnce() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    server.answer(
        exchange -> {
          await(both);
          exchange.respond(200, ANSWER);
        });
    HttpProvider provider = provider();
    FutureTask<Completion> other = new FutureTask<>(() -> provider.complete(question()));
    new Thread(other).start();

    assertThat(provider.complete(question())).isEqualTo(ANSWERED);

    assertThat(other.get(LoopbackServer.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(ANSWERED);
  }

  @Test
  void knowsNoProxy() {
    server.answer(200, ANSWER);
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", "1");
    try {
      assertThat(complete()).isEqualTo(ANSWERED);
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
    }
  }

  @Test
  void sendsNothingWhenNoTimeIsLeft() {
    server.answer(200, ANSWER);

    Completion completion = provider().complete(question(HttpProvider.DEADLINE_MARGIN_MILLIS / 2));

    assertThat(completion)
        .isEqualTo(new Unavailable(Cause.TIMED_OUT, "no time was left to ask the model"));
    assertThat(server.connections()).isZero();
  }

  // How an answer comes

  @Test
  void readsChunksThatSplitCharacters() {
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked");
          for (byte b : ANSWER.getBytes(UTF_8)) {
            exchange.chunk(new byte[] {b});
          }
          exchange.send("0\r\n\r\n");
        });

    assertThat(complete()).isEqualTo(ANSWERED);
  }

  @Test
  void readsBytesThatTrickleInAsLongAsNoneIsLate() {
    silenceTimeout = Duration.ofSeconds(5);
    server.answer(exchange -> trickle(exchange, ANSWER.getBytes(UTF_8), 1));

    assertThat(complete()).isEqualTo(ANSWERED);
  }

  @Test
  void tellsRefusal() {
    server.answer(
        200,
        """
        {"model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":null,
         "refusal":"I can't help with that."},"finish_reason":"stop"}]}
        """);

    assertThat(complete()).isEqualTo(new Refused("the model declined to answer"));
  }

  @Test
  void tellsContentFilterThatStoppedTheQuestion() {
    server.answer(
        400, "{\"error\":{\"message\":\"SECRET\",\"code\":\"content_filter\",\"status\":400}}");

    assertThat(complete())
        .isEqualTo(new Refused("the provider's content filter stopped the question"));
  }

  @Test
  void failsOnEmptyAnswer() {
    server.answer(200, "");

    assertThat(complete())
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider's answer is empty"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void failsOnWhatIsNotJson() {
    server.answer(200, "<html>SECRET</html>");

    assertThat(complete())
        .isEqualTo(
            new Unavailable(
                Cause.FAILED, "the provider's answer is not JSON as chat completions have it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10000000", "Transfer-Encoding: chunked"})
  void refusesAnswerOfTenMegabytes(String framing) {
    server.answer(
        exchange -> {
          exchange.head(200, framing);
          sendBlanks(exchange, framing, 10_000_000);
          exchange.waitForHangUp();
        });

    assertThat(complete()).isEqualTo(tooLong());
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10000000", "Transfer-Encoding: chunked"})
  void hangsUpAsSoonAsAnswerIsTooLong(String framing) throws Exception {
    server.answer(
        exchange -> {
          exchange.head(200, framing);
          sendBlanks(exchange, framing, 1_048_576 + 1_000);
          exchange.waitForHangUp();
        });

    assertThat(complete()).isEqualTo(tooLong());
    assertThat(server.clientHungUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5000", "Transfer-Encoding: chunked"})
  void failsOnAnswerThatIsCutOff(String framing) {
    server.answer(
        exchange -> {
          exchange.head(200, framing);
          if (framing.startsWith("Transfer")) {
            exchange.chunk(ANSWER.getBytes(UTF_8));
          } else {
            exchange.send(ANSWER);
          }
          exchange.hangUp();
        });

    assertThat(complete())
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider's answer broke off"));
    assertThat(server.requests()).hasSize(1);
  }

  // What a status means

  @ParameterizedTest
  @CsvSource({
    "401, MISCONFIGURED, llm.openai.api_key (OPENAI_API_KEY)",
    "403, MISCONFIGURED, llm.openai.api_key (OPENAI_API_KEY)",
    "404, MISCONFIGURED, llm.model and llm.openai.base_url",
    "400, FAILED, status 400",
    "413, FAILED, status 413",
    "422, FAILED, status 422",
    "301, FAILED, status 301",
    "307, FAILED, status 307",
    "204, FAILED, is empty",
  })
  void tellsWhatStatusMeansAndAsksOnce(int status, Cause cause, String reason) {
    String body = status == 204 ? "" : "{\"error\":{\"message\":\"SECRET\",\"code\":400}}";
    server.answer(status, body, "Location: http://127.0.0.1:1/SECRET");

    Completion completion = complete();

    assertThat(completion)
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> {
              assertThat(unavailable.cause()).isEqualTo(cause);
              assertThat(unavailable.reason()).contains(reason).doesNotContain("SECRET", KEY);
            });
    assertThat(server.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void tellsStatusThoughItsBodyNeverEnds() throws Exception {
    silenceTimeout = TINY;
    server.answer(
        exchange -> {
          exchange.head(400, "Content-Length: 5000");
          exchange.send("{");
          exchange.waitForHangUp();
        });

    assertThat(complete())
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider answered with status 400"));
    assertThat(server.clientHungUp()).isTrue();
  }

  // Asking again

  @Test
  void asksAgainOnceWhenLimitedAndWaitsAsLongAsTold() {
    server.answer(429, LIMITED, "Retry-After: 7");
    server.answer(200, ANSWER);

    assertThat(complete()).isEqualTo(ANSWERED);

    assertThat(pauses).containsExactly(7_000L);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).body()).isEqualTo(server.requests().get(0).body());
  }

  @Test
  void waitsUntilTheDateTold() {
    server.answer(429, LIMITED, "Retry-After: Sun, 01 Mar 2026 12:00:09 GMT");
    server.answer(200, ANSWER);

    assertThat(complete()).isEqualTo(ANSWERED);

    assertThat(pauses).containsExactly(9_000L);
  }

  @Test
  void asksAtOnceWhenTheDateToldIsPast() {
    server.answer(503, "{}", "Retry-After: Sun, 01 Mar 2026 11:00:00 GMT");
    server.answer(200, ANSWER);

    assertThat(complete()).isEqualTo(ANSWERED);

    assertThat(pauses).containsExactly(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y", "Retry-After: soon", "Retry-After: 1.5", "Retry-After:"})
  void waitsShortlyWhenNotToldHowLong(String header) {
    server.answer(429, LIMITED, header);

    assertThat(complete()).isEqualTo(new RateLimited(TOO_MANY, null));

    assertThat(server.requests()).hasSize(2);
    assertThat(pauses)
        .singleElement()
        .satisfies(
            pause ->
                assertThat(pause)
                    .isBetween(HttpProvider.MIN_BACKOFF_MILLIS, HttpProvider.MAX_BACKOFF_MILLIS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"58", "3600", "99999999999999999999"})
  void doesNotWaitLongerThanTheTimeThatIsLeft(String seconds) {
    server.answer(429, LIMITED, "Retry-After: " + seconds);

    Completion completion = complete();

    int told = seconds.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(seconds);
    assertThat(completion).isEqualTo(new RateLimited(TOO_MANY, told));
    assertThat(server.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void doesNotWaitUntilDateAfterTheTimeThatIsLeft() {
    server.answer(429, LIMITED, "Retry-After: Sun, 01 Mar 2026 12:10:00 GMT");

    assertThat(complete()).isEqualTo(new RateLimited(TOO_MANY, 600));

    assertThat(pauses).isEmpty();
  }

  @Test
  void measuresTheTimeThatIsLeftByTheQuestionsDeadlineToo() {
    server.answer(429, LIMITED, "Retry-After: 10");

    assertThat(provider().complete(question(14_000))).isEqualTo(new RateLimited(TOO_MANY, 10));

    assertThat(pauses).isEmpty();
  }

  @Test
  void doesNotAskAgainWhenTheQuotaIsUsedUp() {
    server.answer(
        429, "{\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}");

    assertThat(complete())
        .isEqualTo(new RateLimited("the quota of the key's account is used up", null));

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 529})
  void asksAgainOnceWhenTheServerFails(int status) {
    server.answer(status, "SECRET");

    assertThat(complete())
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider answered with status " + status));

    assertThat(server.requests()).hasSize(2);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void tellsWhatTheSecondAnswerWas() {
    server.answer(500, "{}");
    server.answer(429, LIMITED, "Retry-After: 30");

    assertThat(complete()).isEqualTo(new RateLimited(TOO_MANY, 30));

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void asksAgainWhenTheConnectionBreaksBeforeAnything() {
    server.answer(LoopbackServer.Exchange::hangUp);
    server.answer(200, ANSWER);

    assertThat(complete()).isEqualTo(ANSWERED);

    assertThat(pauses).hasSize(1);
  }

  @Test
  void asksAgainOverFreshConnectionWhenTheKeptOneWasClosed() {
    server.answer(
        exchange -> {
          exchange.respond(200, ANSWER);
          exchange.hangUp();
        });
    HttpProvider provider = provider();

    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
  }

  @Test
  void doesNotAskAgainWhenInterruptedWhileWaiting() {
    server.answer(500, "{}");
    HttpProvider provider =
        OpenAi.provider(
            "openai",
            settings(KEY, server.baseUrl()),
            millis -> {
              throw new InterruptedException();
            },
            InstantSource.fixed(NOW));
    server.closeAfterwards(provider);

    assertThat(provider.complete(question())).isInstanceOf(Unavailable.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  // No connection

  @Test
  void failsWhenNothingListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, loopback())) {
      port = closed.getLocalPort();
    }

    Completion completion = provider(KEY, "http://127.0.0.1:" + port).complete(question());

    assertThat(completion)
        .isEqualTo(
            new Unavailable(
                Cause.FAILED,
                "nothing answers at the provider's address: check llm.openai.base_url (OPENAI_BASE_URL), or"
                    + " whether the server runs"));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void failsWhenTheServerSpeaksNoTls() {
    server.answer(200, ANSWER);

    assertThat(provider(KEY, server.baseUrl().replace("http:", "https:")).complete(question()))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.cause()).isEqualTo(Cause.FAILED));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void sendsNothingToServerThatNobodyVouchesFor(@TempDir Path folder) throws Exception {
    connectTimeout = Duration.ofMillis(600);
    AtomicInteger bytesThatCame = new AtomicInteger();
    try (ServerSocket tls = selfSigned(folder).createServerSocket(0, 5, loopback())) {
      Thread accepting =
          new Thread(
              () -> {
                try (Socket connection = tls.accept()) {
                  while (connection.getInputStream().read() >= 0) {
                    bytesThatCame.incrementAndGet();
                  }
                } catch (IOException e) {
                  // No TLS came about.
                }
              });
      accepting.setDaemon(true);
      accepting.start();

      Completion completion =
          provider(KEY, "https://localhost:" + tls.getLocalPort()).complete(question());

      // On a busy machine its handshake may not even come that far; the advice is the same.
      assertThat(completion)
          .isInstanceOfSatisfying(
              Unavailable.class,
              unavailable ->
                  assertThat(unavailable.reason())
                      .contains(
                          "check llm.openai.base_url (OPENAI_BASE_URL) and the server's certificate"));
      assertThat(bytesThatCame).hasValue(0);
      assertThat(pauses).isEmpty();
    }
  }

  @Test
  void timesOutWhenNoConnectionIsMade() throws IOException {
    connectTimeout = TINY;

    // On a busy machine the wait for a connection (twice as long) may end before its attempt does.
    assertThat(completeWithoutConnection())
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> {
              assertThat(unavailable.cause()).isEqualTo(Cause.TIMED_OUT);
              assertThat(unavailable.reason())
                  .matches(
                      "no connection to the provider within (150 ms \\(llm.connect_timeout_ms\\)"
                          + "|300 ms: check llm.openai.base_url.*)");
            });
    assertThat(pauses).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void timesOutWhileItStillConnects() throws IOException {
    firstByteTimeout = TINY;

    assertThat(completeWithoutConnection()).isEqualTo(firstByteTimedOut());
    assertThat(pauses).isEmpty();
  }

  // Slow servers

  @Test
  void timesOutWhenTheServerNeverAnswers() throws Exception {
    firstByteTimeout = TINY;
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    assertThat(complete()).isEqualTo(firstByteTimedOut());

    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void timesOutWhenTheServerIsSilentAfterTheHeaders() throws Exception {
    firstByteTimeout = TINY;
    server.answer(
        exchange -> {
          exchange.head(200, "Content-Length: 5000");
          exchange.waitForHangUp();
        });

    assertThat(complete()).isEqualTo(firstByteTimedOut());

    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void waitsForSlowFirstByteWithinItsLimit() {
    silenceTimeout = Duration.ofMillis(500);
    server.answer(
        exchange -> {
          Thread.sleep(700);
          exchange.respond(200, ANSWER);
        });

    assertThat(complete()).isEqualTo(ANSWERED);
  }

  @Test
  void timesOutWhenTheAnswerStops() throws Exception {
    silenceTimeout = TINY;
    server.answer(
        exchange -> {
          exchange.head(200, "Content-Length: 5000");
          exchange.send(ANSWER.substring(0, 20));
          exchange.waitForHangUp();
        });

    assertThat(complete())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT, "the answer stopped for 150 ms (llm.silence_timeout_ms)"));

    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void timesOutWhenBytesTrickleInForTooLong() {
    totalTimeout = Duration.ofMillis(400);
    server.answer(exchange -> trickle(exchange, new byte[100_000], 10));

    assertThat(complete())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT,
                "the answer was not complete within 400 ms (llm.total_timeout_ms)"));
  }

  @Test
  void timesOutWhenTheQuestionsTimeRunsOut() throws Exception {
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    assertThat(provider().complete(question(HttpProvider.DEADLINE_MARGIN_MILLIS + 150)))
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT, "the answer was not complete when the request's time ran out"));

    assertThat(server.clientHungUp()).isTrue();
  }

  private static Unavailable tooLong() {
    return new Unavailable(Cause.FAILED, "the provider's answer is longer than 1048576 bytes");
  }

  private static Unavailable firstByteTimedOut() {
    return new Unavailable(
        Cause.TIMED_OUT, "the answer did not begin within 150 ms (llm.first_byte_timeout_ms)");
  }

  private Completion complete() {
    return provider().complete(question());
  }

  private HttpProvider provider() {
    return provider(KEY, server.baseUrl());
  }

  private HttpProvider provider(@Nullable String key, String baseUrl) {
    return server.closeAfterwards(
        OpenAi.provider("openai", settings(key, baseUrl), pauses::add, InstantSource.fixed(NOW)));
  }

  private OpenAiSettings settings(@Nullable String key, String baseUrl) {
    return new OpenAiSettings(
        new ModelServer(
            ModelServer.withoutTrailingSlashes(baseUrl),
            "llm.openai.base_url (OPENAI_BASE_URL)",
            "llm.openai.api_key (OPENAI_API_KEY)",
            "llm.model",
            null),
        key == null ? null : Secret.of(key),
        null,
        null,
        false,
        new Timeouts(connectTimeout, firstByteTimeout, silenceTimeout, totalTimeout));
  }

  private static Question question() {
    return question(60_000);
  }

  private static Question question(long millis) {
    return new Question(
        new EventDescription(null, null, List.of(), null, null),
        () -> new Prompt("1", "You repair \"code\".", "{\"message\":\"né 🐛\"}\n"),
        "gpt-4o-mini",
        new GenerationOptions(0.5, 1_000),
        null,
        Deadline.inMillis(millis));
  }

  private static void sendBlanks(LoopbackServer.Exchange exchange, String framing, int atLeast)
      throws IOException {
    byte[] blanks = " ".repeat(1_000).getBytes(UTF_8);
    for (int sent = 0; sent < atLeast; sent += blanks.length) {
      if (framing.startsWith("Transfer")) {
        exchange.chunk(blanks);
      } else {
        exchange.send(blanks);
      }
    }
  }

  private static void trickle(LoopbackServer.Exchange exchange, byte[] bytes, long millis)
      throws IOException, InterruptedException {
    exchange.head(200, "Content-Length: " + bytes.length);
    for (byte b : bytes) {
      exchange.send(new byte[] {b});
      Thread.sleep(millis);
    }
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(LoopbackServer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** A server whose certificate nobody vouches for. */
  private static ServerSocketFactory selfSigned(Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "not secret")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    char[] password = "not secret".toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  /** Asks a server that lets nobody in. */
  private Completion completeWithoutConnection() throws IOException {
    List<Socket> filling = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, loopback())) {
      assumeThat(fill(full, filling)).as("the system lets a backlog fill up").isTrue();
      return provider(KEY, "http://127.0.0.1:" + full.getLocalPort()).complete(question());
    } finally {
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  /** Connects until nobody is let in any more. */
  private static boolean fill(ServerSocket full, List<Socket> filling) throws IOException {
    for (int i = 0; i < 20; i++) {
      Socket socket = new Socket();
      filling.add(socket);
      try {
        socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 100);
      } catch (SocketTimeoutException e) {
        return true;
      }
    }
    return false;
  }
}
