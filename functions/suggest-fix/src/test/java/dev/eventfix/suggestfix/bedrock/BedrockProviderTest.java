package dev.eventfix.suggestfix.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.LoopbackServer;
import dev.eventfix.suggestfix.http.Timeouts;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The provider against a server that speaks Converse's own wire format, checks signatures as AWS
 * does, and does what networks do.
 */
final class BedrockProviderTest {

  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String PROFILE =
      "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/" + MODEL;
  private static final String KEY_ID = "AKIDEXAMPLE";
  private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String SESSION = "session-0123456789";

  /** Text of the event or of the server that no reason may hold. */
  private static final String SECRET = "SECRET-MARKER";

  private static final String TEXT = "Grüße 🚀, fix it";
  private static final List<String> PIECES = List.of("Grü", "ße ", "🚀, fix", " it");
  private static final Answer ANSWERED = new Answer(TEXT, MODEL, "stop", 19, 10);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TINY = Duration.ofMillis(150);
  private static final String EVENT_STREAM = "Content-Type: application/vnd.amazon.eventstream";
  private static final AnswerFormat FORMAT =
      new AnswerFormat("suggestion", "{\"type\":\"object\",\"additionalProperties\":false}");
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private final List<Long> pauses = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private Map<String, String> environment =
      Map.of(
          "AWS_ACCESS_KEY_ID", KEY_ID,
          "AWS_SECRET_ACCESS_KEY", SECRET_KEY,
          "AWS_SESSION_TOKEN", SESSION);
  private String model = MODEL;
  private double temperature = 0.25;
  private @Nullable AnswerFormat format;
  private boolean formatted;
  private Duration firstByteTimeout = Duration.ofSeconds(20);
  private Duration silenceTimeout = Duration.ofSeconds(20);
  private Duration totalTimeout = Duration.ofSeconds(60);

  // What is sent

  @Test
  void answers() throws Exception {
    server.answer(200, whole(TEXT, "end_turn"));

    assertThat(provider().name()).isEqualTo("bedrock");
    assertThat(complete()).isEqualTo(ANSWERED);

    LoopbackServer.Request request = server.onlyRequest();
    assertThat(request.line())
        .isEqualTo("POST /model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse HTTP/1.1");
    JsonNode sent = JSON.readTree(request.body());
    assertThat(sent)
        .isEqualTo(
            JSON.readTree(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":"
                    + "\"{\\\"message\\\":\\\"né 🐛 SECRET-MARKER\\\"}\\n\"}]}],"
                    + "\"system\":[{\"text\":\"You repair \\\"code\\\".\"}],"
                    + "\"inferenceConfig\":{\"maxTokens\":1000,\"temperature\":0.25}}"));
    assertThat(request.headers())
        .containsEntry("host", "127.0.0.1:" + server.port())
        .containsEntry("x-amz-security-token", SESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "amazon.nova-lite-v1:0, false",
    "amazon.nova-lite-v1:0, true",
    PROFILE + ", false",
    PROFILE + ", true",
    "mistral.mistral-large-2402-v1, true"
  })
  void signsAsAwsChecks(String asked, boolean streamed) throws Exception {
    model = asked;
    server.answer(
        exchange -> {
          if (streamed) {
            stream(exchange, events("end_turn"));
          } else {
            exchange.respond(200, whole(TEXT, "end_turn"));
          }
        });

    assertThat(streamed ? stream() : complete()).isInstanceOf(Answer.class);

    LoopbackServer.Request request = server.onlyRequest();
    URI uri = URI.create(request.line().split(" ", -1)[1]);
    assertThat(uri.getRawPath())
        .isEqualTo(
            "/model/"
                + asked.replace(":", "%3A").replace("/", "%2F")
                + (streamed ? "/converse-stream" : "/converse"));
    assertThat(
            SignatureVersion4.fault(
                "POST", uri, request.headers(), request.body().getBytes(UTF_8), SECRET_KEY))
        .isNull();
    String credential =
        SignatureVersion4.parameter(
            request.headers().getOrDefault("authorization", ""), "Credential");
    assertThat(credential).startsWith(KEY_ID + "/").endsWith("/eu-west-1/bedrock/aws4_request");
  }

  @Test
  void theSignatureIsCheckedOverTheWholeRequest() throws Exception {
    server.answer(200, whole(TEXT, "end_turn"));
    assertThat(complete()).isEqualTo(ANSWERED);
    LoopbackServer.Request request = server.onlyRequest();
    URI uri = URI.create(request.line().split(" ", -1)[1]);

    assertThat(
            SignatureVersion4.fault(
                "POST", uri, request.headers(), (request.body() + " ").getBytes(UTF_8), SECRET_KEY))
        .startsWith("the signature is");
    assertThat(
            SignatureVersion4.fault(
                "POST",
                URI.create(uri.getRawPath().replace("%3A", ":")),
                request.headers(),
                request.body().getBytes(UTF_8),
                SECRET_KEY))
        .startsWith("the signature is");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void sendsTheTemperatureAsItIs(double of) throws Exception {
    temperature = of;
    server.answer(200, whole(TEXT, "end_turn"));

    assertThat(complete()).isEqualTo(ANSWERED);

    assertThat(sent(0).at("/inferenceConfig/temperature").isNumber()).isTrue();
    assertThat(sent(0).at("/inferenceConfig/temperature").asDouble()).isEqualTo(of);
  }

  @Test
  void goesWithoutATemperatureThatIsRefused() throws Exception {
    fail(
        400,
        "ValidationException",
        "The model returned the following errors: `temperature` is deprecated for this model.");
    server.answer(200, whole(TEXT, "end_turn"));
    ModelProvider provider = provider();

    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
    model = "amazon.nova-lite-v1:0";
    assertThat(provider.complete(question())).isInstanceOf(Answer.class);

    assertThat(server.requests()).hasSize(4);
    assertThat(sent(0).at("/inferenceConfig/temperature").isMissingNode()).isFalse();
    assertThat(sent(1).at("/inferenceConfig/temperature").isMissingNode()).isTrue();
    assertThat(sent(2).at("/inferenceConfig/temperature").isMissingNode()).isTrue();
    assertThat(sent(3).at("/inferenceConfig/temperature").isMissingNode()).isFalse();
    assertThat(pauses).isEmpty();
  }

  @Test
  void demandsTheFormWhenTold() throws Exception {
    format = FORMAT;
    server.answer(200, whole(TEXT, "end_turn"));

    formatted = true;
    assertThat(complete()).isEqualTo(ANSWERED);
    formatted = false;
    assertThat(complete()).isEqualTo(ANSWERED);
    formatted = true;
    format = null;
    assertThat(complete()).isEqualTo(ANSWERED);

    assertThat(sent(0).path("outputConfig"))
        .isEqualTo(
            JSON.readTree(
                "{\"textFormat\":{\"type\":\"json_schema\",\"structure\":{\"jsonSchema\":"
                    + "{\"name\":\"suggestion\",\"schema\":"
                    + JSON.writeValueAsString(FORMAT.schema())
                    + "}}}}"));
    assertThat(sent(1).has("outputConfig")).isFalse();
    assertThat(sent(2).has("outputConfig")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model doesn't support the outputConfig.textFormat field. Remove it and try again.",
        "The model returned the following errors: output_config.format: Extra inputs are not"
            + " permitted"
      })
  void goesWithoutAFormThatIsRefused(String message) throws Exception {
    format = FORMAT;
    formatted = true;
    fail(400, "ValidationException", message);
    server.answer(exchange -> stream(exchange, events("end_turn")));
    ModelProvider provider = provider();

    assertThat(provider.stream(question(), taken::add)).isEqualTo(ANSWERED);
    assertThat(provider.stream(question(), taken::add)).isEqualTo(ANSWERED);

    assertThat(server.requests()).hasSize(3);
    assertThat(sent(0).has("outputConfig")).isTrue();
    assertThat(sent(1).has("outputConfig")).isFalse();
    assertThat(sent(2).has("outputConfig")).isFalse();
    assertThat(pauses).isEmpty();
  }

  @Test
  void asksNoMoreOftenWhenAModelRefusesEverything() {
    format = FORMAT;
    formatted = true;
    fail(400, "ValidationException", "outputConfig");
    fail(400, "ValidationException", "temperature");
    fail(400, "ValidationException", "temperature " + SECRET);

    assertFailed(complete(), "the provider answered with status 400");
    assertThat(server.requests()).hasSize(3);
  }

  // Credentials

  @Test
  void tellsThatThereAreNoCredentials() {
    environment = Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "");

    assertThat(complete())
        .isInstanceOfSatisfying(
            Unavailable.class,
            told -> {
              assertThat(told.cause()).isEqualTo(Cause.MISCONFIGURED);
              assertThat(told.reason()).contains("give the function a role");
            });
    assertThat(server.connections()).isZero();
    assertThat(check()).isInstanceOf(ServiceCheck.Result.Failed.class);
  }

  @Test
  void checksTheCredentialsOnly() {
    assertThat(check()).isInstanceOf(ServiceCheck.Result.Passed.class);
    assertThat(server.connections()).isZero();
  }

  // How an answer comes

  @Test
  void readsChunksThatSplitCharacters() {
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked");
          sendByteByByte(exchange, whole(TEXT, "end_turn").getBytes(UTF_8));
        });

    assertThat(complete()).isEqualTo(ANSWERED);
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, stop",
    "stop_sequence, stop",
    "max_tokens, length",
    "model_context_window_exceeded, length",
    "tool_use, tool_use",
    "Something_New, something_new"
  })
  void tellsWhyItEnded(String reason, String told) {
    server.answer(200, whole(TEXT, reason));

    assertThat(complete()).isEqualTo(new Answer(TEXT, MODEL, told, 19, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"guardrail_intervened", "content_filtered", "refusal"})
  void tellsARefusal(String reason) {
    server.answer(200, whole("Sorry, " + SECRET, reason));

    assertThat(complete())
        .isInstanceOfSatisfying(
            Refused.class, told -> assertThat(told.reason()).doesNotContain(SECRET));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void tellsThatAllTokensWentBeforeTheAnswer() {
    server.answer(200, whole("", "max_tokens"));

    assertFailed(complete(), "raise llm.max_output_tokens");
  }

  @Test
  void leavesReasoningOut() {
    server.answer(
        200,
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
            + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"s\"}}},"
            + "{\"text\":\"a\"},{\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"n\",\"input\":{}}},"
            + "{\"text\":\"b\"}]}},\"stopReason\":\"end_turn\"}");

    assertThat(complete()).isEqualTo(new Answer("ab", MODEL, "stop", 0, 0));
  }

  @Test
  void failsOnAnEmptyAnswer() {
    server.answer(200, whole("", "end_turn"));

    assertFailed(complete(), "the model's answer is empty");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>SECRET-MARKER", "{\"SECRET-MARKER", "[]", "null"})
  void failsOnWhatIsNotItsJson(String body) {
    server.answer(200, body);

    assertFailed(complete(), "is not JSON as ");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"SECRET-MARKER\":1}", "{}", ""})
  void failsOnJsonThatIsNoAnswer(String body) {
    server.answer(200, body);

    assertFailed(complete(), "holds no choice");
  }

  @Test
  void readsNoMoreThanItsLimit() {
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked");
          byte[] blanks = " ".repeat(1_000).getBytes(UTF_8);
          while (true) {
            exchange.chunk(blanks);
          }
        });

    assertFailed(complete(), "longer than 1048576 bytes");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void failsOnAnAnswerThatIsCutOff() {
    server.answer(
        exchange -> {
          exchange.head(200, "Content-Length: 5000");
          exchange.send(whole(TEXT, "end_turn"));
          exchange.hangUp();
        });

    assertFailed(complete(), "the provider's answer broke off");
    assertThat(server.requests()).hasSize(1);
  }

  // Errors

  @Test
  void waitsAsLongAsToldWhenLimited() {
    fail(429, "ThrottlingException", "Too many requests.", "Retry-After: 7");
    server.answer(200, whole(TEXT, "end_turn"));

    assertThat(complete()).isEqualTo(ANSWERED);
    assertThat(pauses).containsExactly(7_000L);
  }

  @Test
  void tellsTheLimitInTheProvidersWords() {
    fail(429, "ThrottlingException", "Too many tokens per day.", "Retry-After: 3600");

    assertThat(complete())
        .isEqualTo(
            new RateLimited(
                "the model's provider takes no more requests for now (Too many tokens per day)",
                3600));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksAgainShortlyWhenLimitedWithoutATime(boolean streamed) {
    fail(429, "ThrottlingException", "Slow " + "x".repeat(10_000));

    assertThat(streamed ? stream() : complete())
        .isInstanceOfSatisfying(
            RateLimited.class,
            told -> {
              assertThat(told.retryAfterSeconds()).isNull();
              assertThat(told.reason()).hasSizeBetween(300, 400).endsWith("xxx...)");
            });
    assertThat(server.requests()).hasSize(2);
    assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause).isBetween(250L, 750L));
  }

  @Test
  void doesNotAskAgainWhenTheQuotaIsUsedUp() {
    fail(400, "ServiceQuotaExceededException", "Your quota is used up.");

    assertThat(complete())
        .isEqualTo(
            new RateLimited(
                "the quota of the key's account is used up (Your quota is used up)", null));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalServerException, 'the provider answered with status 500'",
    "503, ServiceUnavailableException, 'the provider has no capacity left (status 503)'",
    "429, ModelNotReadyException, 'the model is still being started: ask again in some minutes'",
    "502, Whatever, 'the provider answered with status 502'"
  })
  void asksAgainOnceWhenTheServerFails(int status, String code, String reason) {
    fail(status, code, SECRET);

    assertThat(complete())
        .isEqualTo(new Unavailable(Cause.FAILED, reason + "; Bedrock Converse: " + code));
    assertThat(server.requests()).hasSize(2);
    assertThat(pauses).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void asksAgainOnceWhenSomethingBeforeTheServerFails(int status) {
    server.answer(status, "<html>" + SECRET, "Content-Type: text/html");

    assertFailed(stream(), "the provider answered with status " + status);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void asksAgainWhenTheConnectionIsRefused() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(provider("http://127.0.0.1:" + port).complete(question()))
        .isEqualTo(
            new Unavailable(
                Cause.FAILED,
                "nothing answers at the provider's address: check llm.providers.bedrock.base_url, or"
                    + " whether the server runs"));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void doesNotAskAgainWhenNoTimeIsLeftForIt() {
    fail(503, "ServiceUnavailableException", SECRET);

    assertFailed(provider().complete(question(HttpProvider.MIN_ANSWER_MILLIS)), "no capacity left");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | ValidationException      | SECRET-MARKER is malformed                                 | FAILED        | the provider answered with status 400
          400 | ValidationException      | Input is too long for requested model. SECRET-MARKER       | FAILED        | the question is longer than the model takes
          400 | ValidationException      | prompt is too long: 200049 tokens > 200000 maximum         | FAILED        | the question is longer than the model takes
          400 | ValidationException      | Invocation of model ID x with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model. | MISCONFIGURED | through an inference profile only
          400 | ValidationException      | The provided model identifier is invalid. SECRET-MARKER    | MISCONFIGURED | llm.model
          404 | ResourceNotFoundException| SECRET-MARKER                                              | MISCONFIGURED | llm.model
          404 | Whatever                 | SECRET-MARKER                                              | MISCONFIGURED | llm.model
          403 | AccessDeniedException    | User: arn:aws:sts::1:x is not authorized SECRET-MARKER     | MISCONFIGURED | the role needs bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream
          403 | ExpiredTokenException    | SECRET-MARKER                                              | MISCONFIGURED | AWS refused the credentials
          403 | InvalidSignatureException| SECRET-MARKER                                              | MISCONFIGURED | AWS refused the credentials
          408 | ModelTimeoutException    | SECRET-MARKER                                              | TIMED_OUT     | longer than Bedrock lets it
          424 | ModelErrorException      | SECRET-MARKER                                              | FAILED        | the model failed while it answered (status 424)
          301 | Whatever                 | SECRET-MARKER                                              | FAILED        | redirects with status 301
          """)
  void tellsWhatToDoButNothingOfTheServersTexts(
      int status, String code, String message, Cause cause, String part) {
    fail(status, code, message);

    assertThat(complete())
        .isInstanceOfSatisfying(
            Unavailable.class,
            told -> {
              assertThat(told.cause()).isEqualTo(cause);
              assertThat(told.reason())
                  .contains(part)
                  .endsWith("; Bedrock Converse: " + code)
                  .doesNotContain(SECRET, "arn:", SECRET_KEY);
            });
    assertThat(server.requests()).hasSize(1);
  }

  // Streams

  @Test
  void givesTheTextWhileItComes() {
    server.answer(exchange -> stream(exchange, events("end_turn")));

    assertThat(stream()).isEqualTo(ANSWERED);

    assertThat(taken).isEqualTo(PIECES);
    assertThat(server.onlyRequest().line())
        .isEqualTo(
            "POST /model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream HTTP/1.1");
  }

  @Test
  void givesTheFirstPieceBeforeTheSecondIsWritten() throws Exception {
    CyclicBarrier first = new CyclicBarrier(2);
    server.answer(
        exchange -> {
          begin(exchange);
          List<byte[]> events = events("end_turn");
          exchange.chunk(events.get(0));
          exchange.chunk(events.get(1));
          await(first);
          for (byte[] event : events.subList(2, events.size())) {
            exchange.chunk(event);
          }
          exchange.send("0\r\n\r\n");
        });

    Completion completion =
        provider().stream(
            question(),
            piece -> {
              if (taken.isEmpty()) {
                awaitUnchecked(first);
              }
              return taken.add(piece);
            });

    assertThat(completion).isEqualTo(ANSWERED);
  }

  @Test
  void readsAStreamWhoseChunksSplitCharacters() {
    server.answer(
        exchange -> {
          begin(exchange);
          sendByteByByte(exchange, bytes(events("end_turn")));
        });

    assertThat(stream()).isEqualTo(ANSWERED);
    assertThat(taken).isEqualTo(PIECES);
  }

  @Test
  void readsAFrameThatIsCutInTwoAnywhere() {
    byte[] start = messageStart();
    byte[] cut = piece("né 🚀");
    byte[] end = bytes(List.of(messageStop("end_turn"), metadata()));
    ModelProvider provider = provider();
    for (int i = 1; i < cut.length; i++) {
      int first = i;
      server.answer(
          exchange -> {
            begin(exchange);
            exchange.chunk(start);
            exchange.chunk(Arrays.copyOfRange(cut, 0, first));
            exchange.chunk(Arrays.copyOfRange(cut, first, cut.length));
            exchange.chunk(end);
            exchange.send("0\r\n\r\n");
          });
    }
    for (int i = 1; i < cut.length; i++) {
      assertThat(provider.stream(question(), taken::add))
          .as("cut at %d", i)
          .isEqualTo(new Answer("né 🚀", MODEL, "stop", 19, 10));
    }
    assertThat(taken).hasSize(cut.length - 1).containsOnly("né 🚀");
  }

  @Test
  void tellsThatAStreamsEndIsMissing() {
    server.answer(exchange -> stream(exchange, events("max_tokens")));

    assertThat(stream()).isEqualTo(new Answer(TEXT, MODEL, "length", 19, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"guardrail_intervened", "content_filtered", "refusal"})
  void tellsARefusalInAStream(String reason) {
    server.answer(
        exchange -> stream(exchange, List.of(messageStart(), messageStop(reason), metadata())));

    assertThat(stream()).isInstanceOf(Refused.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void failsOnAnEmptyStream() {
    server.answer(
        exchange -> stream(exchange, List.of(messageStart(), messageStop("end_turn"), metadata())));
    server.answer(exchange -> stream(exchange, List.of()));

    assertFailed(stream(), "the model's answer is empty");
    assertFailed(stream(), "holds no choice");
  }

  @Test
  void takesReasoningAndEventsOfTomorrow() {
    List<byte[]> events = new ArrayList<>();
    events.add(messageStart());
    events.add(
        EventStreamFrame.event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"hm\"}},"
                + "\"p\":\"abcd\"}"));
    events.add(EventStreamFrame.event("somethingNew", "{\"text\":\"" + SECRET + "\"}"));
    events.addAll(events("end_turn"));
    server.answer(exchange -> stream(exchange, events));

    assertThat(stream()).isEqualTo(ANSWERED);
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, 'RateLimited'",
    "modelStreamErrorException, 'Unavailable'",
    "internalServerException, 'Unavailable'",
    "serviceUnavailableException, 'Unavailable'",
    "validationException, 'Unavailable'"
  })
  void tellsAnErrorInTheMidstOfAStream(String type, String outcome) throws Exception {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          exchange.chunk(
              EventStreamFrame.exception(
                  type, "{\"message\":\"Slow down.\",\"originalStatusCode\":500}"));
          exchange.waitForHangUp();
        });

    Completion completion = stream();

    assertThat(completion.getClass().getSimpleName()).isEqualTo(outcome);
    if (completion instanceof Unavailable unavailable) {
      assertThat(unavailable.cause()).isEqualTo(Cause.FAILED);
      assertThat(unavailable.reason())
          .contains("in the middle of its answer")
          .doesNotContain("Slow");
    } else {
      assertThat(completion)
          .isEqualTo(
              new RateLimited(
                  "the model's provider takes no more requests for now (Slow down)", null));
    }
    assertThat(taken).containsExactly("Grü", "ße ");
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, 'the model''s provider takes no more requests for now (SECRET-MARKER)'",
    "modelStreamErrorException, the model failed while it answered",
    "serviceUnavailableException, the provider has no capacity left",
    "internalServerException, the provider reported an error in place of its answer"
  })
  void tellsAnErrorInPlaceOfAStream(String type, String reason) {
    server.answer(
        exchange ->
            stream(
                exchange,
                List.of(EventStreamFrame.exception(type, "{\"message\":\"" + SECRET + "\"}"))));

    Completion completion = stream();

    assertThat(
            completion instanceof RateLimited limited
                ? limited.reason()
                : ((Unavailable) completion).reason())
        .isEqualTo(
            completion instanceof RateLimited
                ? reason
                : reason + "; Bedrock ConverseStream: " + type);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void failsOnAnErrorThatTheServiceDoesNotName() {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          exchange.chunk(EventStreamFrame.error("InternalError", SECRET));
          exchange.send("0\r\n\r\n");
        });

    assertFailed(stream(), "in the middle of its answer");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checksum", "prelude", "json", "text"})
  void failsOnABrokenEvent(String broken) throws Exception {
    byte[] event = piece(PIECES.get(2));
    byte[] sent =
        switch (broken) {
          case "checksum" -> EventStreamFrame.withWrongChecksum(event);
          case "prelude" -> EventStreamFrame.withWrongPreludeChecksum(event);
          case "json" -> EventStreamFrame.event("contentBlockDelta", "{\"delta\":{\"" + SECRET);
          default -> ("data: " + SECRET.repeat(10)).getBytes(UTF_8);
        };
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] before : firstHalf()) {
            exchange.chunk(before);
          }
          exchange.chunk(sent);
          exchange.waitForHangUp();
        });

    assertFailed(stream(), "the provider's answer cannot be read on");
    assertThat(taken).containsExactly("Grü", "ße ");
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 0", "true, 20", "false, 20"})
  void failsOnAStreamThatIsCutOff(boolean ended, int bytesOfTheNextFrame) {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          if (bytesOfTheNextFrame > 0) {
            exchange.chunk(Arrays.copyOf(piece("never"), bytesOfTheNextFrame));
          }
          if (ended) {
            exchange.send("0\r\n\r\n");
          } else {
            exchange.hangUp();
          }
        });

    assertThat(stream())
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider's answer broke off"));
    assertThat(taken).containsExactly("Grü", "ße ");
    assertThat(server.requests()).hasSize(1);
  }

  // Time

  @Test
  void timesOutWhenAStreamFallsSilent() throws Exception {
    silenceTimeout = TINY;
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          exchange.waitForHangUp();
        });

    assertThat(stream())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT, "the answer stopped for 150 ms (llm.silence_timeout_ms)"));
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void timesOutWhenTheAnswerStops() throws Exception {
    silenceTimeout = TINY;
    server.answer(
        exchange -> {
          exchange.head(200, "Content-Length: 5000");
          exchange.send("{\"output\":");
          exchange.waitForHangUp();
        });

    assertThat(complete())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT, "the answer stopped for 150 ms (llm.silence_timeout_ms)"));
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  void waitsForASlowFirstPiece() {
    silenceTimeout = Duration.ofMillis(100);
    server.answer(
        exchange -> {
          begin(exchange);
          Thread.sleep(300);
          for (byte[] event : events("end_turn")) {
            exchange.chunk(event);
          }
          exchange.send("0\r\n\r\n");
        });

    assertThat(stream()).isEqualTo(ANSWERED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timesOutWhenNothingComes(boolean streamed) throws Exception {
    firstByteTimeout = TINY;
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    assertThat(streamed ? stream() : complete())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT,
                "the answer did not begin within 150 ms (llm.first_byte_timeout_ms)"));
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void timesOutWhenOnlyTheHeadComes() throws Exception {
    firstByteTimeout = TINY;
    server.answer(
        exchange -> {
          begin(exchange);
          exchange.waitForHangUp();
        });

    assertThat(stream()).isInstanceOf(Unavailable.class);
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  void timesOutWhenPiecesComeForTooLong() throws Exception {
    totalTimeout = Duration.ofMillis(400);
    server.answer(
        exchange -> {
          begin(exchange);
          while (true) {
            exchange.chunk(piece("x"));
            Thread.sleep(10);
          }
        });

    assertThat(stream())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT,
                "the answer was not complete within 400 ms (llm.total_timeout_ms)"));
  }

  @Test
  void timesOutWhenTheQuestionsTimeRunsOut() throws Exception {
    server.answer(LoopbackServer.Exchange::waitForHangUp);
    ModelProvider provider = provider();

    assertThat(provider.stream(question(400), taken::add))
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT, "the answer was not complete when the request's time ran out"));
  }

  @Test
  void asksNothingWhenNoTimeIsLeft() {
    assertThat(provider().complete(question(HttpProvider.DEADLINE_MARGIN_MILLIS / 2)))
        .isEqualTo(new Unavailable(Cause.TIMED_OUT, "no time was left to ask the model"));
    assertThat(server.connections()).isZero();
  }

  @Test
  void answersWhenAStreamDoesNotEndAfterItsLastEvent() throws Exception {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : events("end_turn")) {
            exchange.chunk(event);
          }
          exchange.waitForHangUp();
        });

    assertThat(stream()).isEqualTo(ANSWERED);
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  void hangsUpWhenNobodyReadsOn() throws Exception {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          exchange.waitForHangUp();
        });

    Completion completion =
        provider().stream(
            question(),
            piece -> {
              taken.add(piece);
              return false;
            });

    assertThat(completion).isEqualTo(Completion.STOPPED);
    assertThat(taken).hasSize(1);
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  // Many at once, and nothing left behind

  @Test
  void keepsConnectionsForTheNextQuestions() {
    server.answer(exchange -> stream(exchange, events("end_turn")));
    ModelProvider provider = provider();

    for (int i = 0; i < 8; i++) {
      assertThat(provider.stream(question(), taken::add)).isEqualTo(ANSWERED);
    }

    // The client may give one back a moment after the answer's end.
    assertThat(server.connections()).isLessThan(4);
  }

  @Test
  void takesTwoQuestionsAtOnce() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    server.answer(
        exchange -> {
          await(both);
          stream(exchange, events("end_turn"));
        });
    ModelProvider provider = provider();
    FutureTask<Completion> other =
        new FutureTask<>(() -> provider.stream(question(), piece -> true));
    new Thread(other).start();

    assertThat(provider.stream(question(), taken::add)).isEqualTo(ANSWERED);
    assertThat(other.get(LoopbackServer.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(ANSWERED);
  }

  @Test
  void answersAgainAfterItWasClosed() {
    server.answer(200, whole(TEXT, "end_turn"));
    ModelProvider provider = provider();

    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
    provider.close();

    assertThat(provider.complete(question())).isEqualTo(ANSWERED);
  }

  @Test
  void leavesNoThreadOfTheSdkBehind() throws Exception {
    Set<Thread> before = sdkThreads();
    server.answer(exchange -> stream(exchange, events("end_turn")));
    ModelProvider provider = provider();
    assertThat(provider.stream(question(), taken::add)).isEqualTo(ANSWERED);

    provider.close();

    for (Thread thread : sdkThreads()) {
      if (!before.contains(thread)) {
        thread.join(LoopbackServer.PATIENCE);
        assertThat(thread.isAlive()).as("%s was left behind", thread).isFalse();
      }
    }
  }

  @Test
  void stopsWaitingWhenItIsInterrupted() throws Exception {
    Thread asking = Thread.currentThread();
    server.answer(
        exchange -> {
          asking.interrupt();
          exchange.waitForHangUp();
        });

    assertFailed(complete(), "was interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  private static Set<Thread> sdkThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sdk-"))
        .collect(Collectors.toSet());
  }

  // What the server says

  private static String whole(String text, String stopReason) {
    return """
    {"metrics":{"latencyMs":1551},"output":{"message":{"content":[{"text":"%s"}],
     "role":"assistant"}},"stopReason":"%s",
     "usage":{"cacheReadInputTokens":0,"inputTokens":19,"outputTokens":10,"totalTokens":29}}
    """
        .formatted(text, stopReason);
  }

  private void fail(int status, String code, String message, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("x-amzn-ErrorType: " + code + ":http://internal.amazon.com/coral/");
    server.answer(status, "{\"message\":\"" + message + "\"}", all.toArray(new String[0]));
  }

  private static List<byte[]> events(String stopReason) {
    List<byte[]> events = new ArrayList<>();
    events.add(messageStart());
    for (String piece : PIECES) {
      events.add(piece(piece));
    }
    events.add(EventStreamFrame.event("contentBlockStop", "{\"contentBlockIndex\":0,\"p\":\"a\"}"));
    events.add(messageStop(stopReason));
    events.add(metadata());
    return events;
  }

  private static List<byte[]> firstHalf() {
    return events("end_turn").subList(0, 3);
  }

  private static byte[] messageStart() {
    return EventStreamFrame.event("messageStart", "{\"p\":\"abcdef\",\"role\":\"assistant\"}");
  }

  private static byte[] piece(String text) {
    return EventStreamFrame.event(
        "contentBlockDelta",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"},\"p\":\"abcdefgh\"}");
  }

  private static byte[] messageStop(String reason) {
    return EventStreamFrame.event(
        "messageStop", "{\"p\":\"abc\",\"stopReason\":\"" + reason + "\"}");
  }

  private static byte[] metadata() {
    return EventStreamFrame.event(
        "metadata",
        "{\"metrics\":{\"latencyMs\":1551},\"p\":\"abc\",\"usage\":{\"inputTokens\":19,"
            + "\"outputTokens\":10,\"totalTokens\":29}}");
  }

  private static byte[] bytes(List<byte[]> events) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    events.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static void begin(LoopbackServer.Exchange exchange) throws IOException {
    exchange.head(200, "Transfer-Encoding: chunked", EVENT_STREAM);
  }

  private static void stream(LoopbackServer.Exchange exchange, List<byte[]> events)
      throws IOException {
    begin(exchange);
    for (byte[] event : events) {
      exchange.chunk(event);
    }
    exchange.send("0\r\n\r\n");
  }

  private static void sendByteByByte(LoopbackServer.Exchange exchange, byte[] bytes)
      throws IOException {
    for (byte b : bytes) {
      exchange.chunk(new byte[] {b});
    }
    exchange.send("0\r\n\r\n");
  }

  private static void assertFailed(Completion completion, String part) {
    assertThat(completion)
        .isInstanceOfSatisfying(
            Unavailable.class,
            told -> {
              assertThat(told.cause()).isEqualTo(Cause.FAILED);
              assertThat(told.reason()).contains(part).doesNotContain(SECRET, SECRET_KEY);
            });
  }

  private JsonNode sent(int index) throws IOException {
    return JSON.readTree(server.requests().get(index).body());
  }

  private ServiceCheck.Result check() {
    List<ServiceCheck> checks = provider().checks(List.of(MODEL));
    assertThat(checks).hasSize(1);
    return checks.getFirst().run();
  }

  private Completion complete() {
    return provider().complete(question());
  }

  private Completion stream() {
    return provider().stream(question(), taken::add);
  }

  private ModelProvider provider() {
    return provider("http://127.0.0.1:" + server.port());
  }

  private ModelProvider provider(String endpoint) {
    ModelProvider provider =
        Bedrock.provider(
            "bedrock",
            new BedrockSettings(
                "eu-west-1",
                endpoint,
                formatted,
                new Timeouts(Duration.ofSeconds(5), firstByteTimeout, silenceTimeout, totalTimeout),
                environment),
            pauses::add,
            InstantSource.fixed(NOW));
    AutoCloseable closing = provider::close;
    server.closeAfterwards(closing);
    return provider;
  }

  private Question question() {
    return question(60_000);
  }

  private Question question(long millis) {
    return new Question(
        new EventDescription(null, null, List.of(), null, null),
        () -> new Prompt("1", "You repair \"code\".", "{\"message\":\"né 🐛 " + SECRET + "\"}\n"),
        model,
        new GenerationOptions(temperature, 1_000),
        format,
        Deadline.inMillis(millis));
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(LoopbackServer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static void awaitUnchecked(CyclicBarrier barrier) {
    try {
      await(barrier);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
