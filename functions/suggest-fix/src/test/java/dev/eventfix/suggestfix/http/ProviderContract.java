package dev.eventfix.suggestfix.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.configuration.Secret;
import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.WireScript.Ended;
import dev.eventfix.suggestfix.http.WireScript.Failure;
import dev.eventfix.suggestfix.http.WireScript.Told;
import dev.eventfix.suggestfix.provider.AnswerFormat;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider that is asked over HTTP does, whatever its server speaks. The server fails a
 * test that leaves a connection or a thread behind.
 */
public abstract class ProviderContract {

  /** Opens the server; never told. */
  protected static final String KEY = "sk-contract-0123456789";

  /** The settings' names, as reasons have them. */
  protected static final String ADDRESS_SETTING = "llm.contract.base_url";

  protected static final String KEY_SETTING = "llm.contract.api_key";
  protected static final String MODEL_SETTING = "llm.model";

  /** Text of the event or of the server that no reason may hold. */
  private static final String SECRET = "SECRET-MARKER";

  private static final String TEXT = "Grüße 🚀, fix it";
  private static final List<String> PIECES = List.of("Grü", "ße ", "🚀, fix", " it");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TINY = Duration.ofMillis(150);
  private static final AnswerFormat FORMAT =
      new AnswerFormat(
          "suggestion",
          "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}},"
              + "\"required\":[\"text\"],\"additionalProperties\":false}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Answers what the provider asks. */
  @RegisterExtension protected final LoopbackServer server = new LoopbackServer();

  private final List<Long> pauses = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private Duration firstByteTimeout = Duration.ofSeconds(20);
  private Duration silenceTimeout = Duration.ofSeconds(20);

  /**
   * How a provider is set up.
   *
   * @param root the server's address, without a path
   * @param caBundle what to trust, or null
   * @param formatted whether it is expected to hold a model to a form
   */
  protected record Setup(
      String root,
      @Nullable String caBundle,
      Secret key,
      boolean formatted,
      Timeouts timeouts,
      HttpProvider.Pause pause,
      InstantSource clock) {

    /** The server, for providers whose paths follow that. */
    public ModelServer server(String path) {
      return new ModelServer(root + path, ADDRESS_SETTING, KEY_SETTING, MODEL_SETTING, caBundle);
    }
  }

  /** What the vendor's server says. */
  protected abstract WireScript script();

  /** The provider under test, whose name is {@code contract}. */
  protected abstract HttpProvider provider(Setup setup);

  /** The server's address, without a path. */
  protected String root() {
    return "http://127.0.0.1:" + server.port();
  }

  /** A file of the certificates to trust, or null for a server without TLS. */
  protected @Nullable String caBundle() {
    return null;
  }

  /** A request carries what opens the server. */
  protected void assertOpened(LoopbackServer.Request request) {
    assertThat(request.headers().values().toString()).contains(KEY);
  }

  // Answers

  @Test
  final void answers() {
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));

    assertThat(provider().name()).isEqualTo("contract");
    assertThat(complete()).isEqualTo(answered(AnswerDraft.STOP));

    assertThat(server.onlyRequest().line()).isEqualTo(script().requestLine(false));
  }

  @Test
  final void sendsTheTextsAndTheOptions() throws Exception {
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));

    assertThat(complete()).isInstanceOf(Answer.class);

    JsonNode sent = JSON.readTree(server.onlyRequest().body());
    assertThat(sent.at(script().systemPointer()).asText()).isEqualTo("You repair \"code\".");
    assertThat(sent.at(script().userPointer()).asText())
        .isEqualTo("{\"message\":\"né 🐛 " + SECRET + "\"}\n");
    assertThat(sent.at(script().maxTokensPointer()).asInt()).isEqualTo(1_000);
    assertThat(sent.at(script().temperaturePointer()).asDouble())
        .isEqualTo(script().highestTemperature() / 4);
    assertOpened(server.onlyRequest());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  final void mapsTheTemperatureOntoTheWholeRange(double temperature) throws Exception {
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));

    assertThat(provider().complete(question(new GenerationOptions(temperature, 77), null, 60_000)))
        .isInstanceOf(Answer.class);

    JsonNode sent = JSON.readTree(server.onlyRequest().body());
    assertThat(sent.at(script().temperaturePointer()).isNumber()).isTrue();
    assertThat(sent.at(script().temperaturePointer()).asDouble())
        .isEqualTo(temperature * script().highestTemperature());
    assertThat(sent.at(script().maxTokensPointer()).asInt()).isEqualTo(77);
  }

  @Test
  final void readsChunksThatSplitCharacters() {
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked");
          sendByteByByte(
              exchange, script().answer(new Told(TEXT, Ended.STOP, 19, 10)).getBytes(UTF_8));
        });

    assertThat(complete()).isEqualTo(answered(AnswerDraft.STOP));
  }

  @Test
  final void tellsThatTheEndIsMissing() {
    server.answer(200, script().answer(new Told(TEXT, Ended.LENGTH, 19, 10)));

    assertThat(complete()).isEqualTo(answered(AnswerDraft.LENGTH));
  }

  @Test
  final void tellsThatAllTokensWentBeforeTheAnswer() {
    server.answer(200, script().answer(new Told("", Ended.LENGTH, 19, 1_000)));

    assertFailed(complete(), "raise llm.max_output_tokens");
  }

  @Test
  final void failsOnAnEmptyAnswer() {
    server.answer(200, script().answer(new Told("", Ended.STOP, 19, 0)));

    assertFailed(complete(), "the model's answer is empty");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  final void tellsARefusal() {
    server.answer(200, script().answer(new Told("", Ended.REFUSED, 19, 0)));

    assertThat(complete()).isInstanceOf(Refused.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>" + SECRET, "{\"" + SECRET, "[]", "null", "{}{}"})
  final void failsOnWhatIsNotItsJson(String body) {
    server.answer(200, body);

    assertFailed(complete(), "is not JSON as ");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  final void failsOnJsonThatIsNoAnswer() {
    server.answer(200, "{\"" + SECRET + "\":1}");

    assertFailed(complete(), "holds no choice");
  }

  // Errors

  @Test
  final void waitsAsLongAsToldWhenLimited() {
    Failure limited = script().limited("Slow down please.");
    server.answer(limited.status(), limited.json(), limited.headersAnd("Retry-After: 7"));
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));

    assertThat(complete()).isEqualTo(answered(AnswerDraft.STOP));

    assertThat(limited.status()).isEqualTo(429);
    assertThat(pauses).containsExactly(7_000L);
  }

  @Test
  final void tellsTheLimitInTheProvidersWords() {
    Failure limited = script().limited("Slow down please.");
    server.answer(limited.status(), limited.json(), limited.headersAnd("Retry-After: 3600"));

    assertThat(complete())
        .isEqualTo(
            new RateLimited(
                "the model's provider takes no more requests for now (Slow down please)", 3600));
    assertThat(server.requests()).hasSize(1);
  }

  /** Servers repeat what they were sent: the whole key, or its ends. */
  @Test
  final void ourKeyIsNoPartOfWhatItTells() {
    String message =
        KEY + " is over its limit: " + KEY.substring(0, 11) + "***" + KEY.substring(13);
    Failure limited = script().limited(message);
    for (boolean streamed : new boolean[] {false, true}) {
      server.answer(limited.status(), limited.json(), limited.headersAnd("Retry-After: 3600"));
      assertThat(streamed ? stream() : complete())
          .isEqualTo(
              new RateLimited(
                  "the model's provider takes no more requests for now (<key> is over its limit:"
                      + " <key>***<key>)",
                  3600));
    }
  }

  @Test
  final void asksAgainShortlyWhenLimitedWithoutATime() {
    Failure limited = script().limited("Slow " + "x".repeat(10_000));
    server.answer(limited.status(), limited.json(), limited.headersAnd());

    assertThat(complete())
        .isInstanceOfSatisfying(
            RateLimited.class,
            told -> {
              assertThat(told.retryAfterSeconds()).isNull();
              assertThat(told.reason()).hasSizeBetween(300, 400).endsWith("xxx...)");
            });
    assertThat(server.requests()).hasSize(2);
    assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause).isBetween(250L, 750L));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 529})
  final void asksAgainOnceWhenTheServerFails(int status) {
    server.answer(status, SECRET);

    assertFailed(complete(), "status " + status);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  final void tellsNothingOfTheServersOtherTexts() {
    Failure invalid = script().invalid(SECRET);
    server.answer(invalid.status(), invalid.json(), invalid.headersAnd());

    assertFailed(complete(), "the provider answered with status " + invalid.status());
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  final void tellsThatTheKeyWasRefused(int status) {
    server.answer(status, script().invalid(SECRET).json());

    assertThat(complete())
        .isInstanceOfSatisfying(
            Unavailable.class,
            told -> {
              assertThat(told.cause()).isEqualTo(Cause.MISCONFIGURED);
              assertThat(told.reason()).contains(KEY_SETTING).doesNotContain(SECRET, KEY);
            });
  }

  @Test
  final void tellsThatTheModelIsUnknown() {
    server.answer(404, script().invalid(SECRET).json());

    assertThat(complete())
        .isInstanceOfSatisfying(
            Unavailable.class,
            told -> {
              assertThat(told.cause()).isEqualTo(Cause.MISCONFIGURED);
              assertThat(told.reason()).contains(MODEL_SETTING).doesNotContain(SECRET);
            });
  }

  @Test
  final void tellsThatTheQuestionIsTooLong() {
    Failure tooLong = script().tooLong();
    server.answer(tooLong.status(), tooLong.json(), tooLong.headersAnd());

    assertFailed(complete(), "the question is longer than the model takes");
    assertThat(server.requests()).hasSize(1);
  }

  // The answer's form

  @Test
  final void demandsTheFormWhenTold() throws Exception {
    String pointer = script().schemaPointer();
    assumeThat(pointer).as("the vendor can be told a form").isNotNull();
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));

    assertThat(provider(true).complete(formatted())).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(provider(false).complete(formatted())).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(provider(true).complete(question())).isEqualTo(answered(AnswerDraft.STOP));

    assertThat(sent(0).at(pointer)).isEqualTo(JSON.readTree(FORMAT.schema()));
    assertThat(sent(1).at(pointer).isMissingNode()).isTrue();
    assertThat(sent(2).at(pointer).isMissingNode()).isTrue();
  }

  @Test
  final void goesWithoutAFormThatIsRefused() throws Exception {
    String pointer = script().schemaPointer();
    assumeThat(pointer).as("the vendor can be told a form").isNotNull();
    Failure refused = Objects.requireNonNull(script().formatRefused());
    server.answer(refused.status(), refused.json(), refused.headersAnd());
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));
    HttpProvider provider = provider(true);

    assertThat(provider.complete(formatted())).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(provider.complete(formatted())).isEqualTo(answered(AnswerDraft.STOP));

    assertThat(server.requests()).hasSize(3);
    assertThat(sent(0).at(pointer).isMissingNode()).isFalse();
    assertThat(sent(1).at(pointer).isMissingNode()).isTrue();
    assertThat(sent(2).at(pointer).isMissingNode()).isTrue();
    assertThat(pauses).isEmpty();
  }

  // Streams

  @Test
  final void givesTheTextWhileItComes() {
    server.answer(exchange -> stream(exchange, script().stream(PIECES, Ended.STOP, 19, 10)));

    assertThat(stream()).isEqualTo(answered(AnswerDraft.STOP));

    assertThat(taken).isEqualTo(PIECES);
    assertThat(server.onlyRequest().line()).isEqualTo(script().requestLine(true));
  }

  @Test
  final void givesTheFirstPieceBeforeTheSecondIsWritten() throws Exception {
    CyclicBarrier first = new CyclicBarrier(2);
    List<byte[]> events = script().stream(PIECES, Ended.STOP, 19, 10);
    server.answer(
        exchange -> {
          begin(exchange);
          boolean waited = false;
          for (byte[] event : events) {
            exchange.chunk(event);
            if (!waited && new String(event, UTF_8).contains(PIECES.get(0))) {
              await(first);
              waited = true;
            }
          }
          exchange.send("0\r\n\r\n");
        });
    HttpProvider provider = provider();

    Completion completion =
        provider.stream(
            question(),
            piece -> {
              if (taken.isEmpty()) {
                awaitUnchecked(first);
              }
              return taken.add(piece);
            });

    assertThat(completion).isEqualTo(answered(AnswerDraft.STOP));
  }

  @Test
  final void readsAStreamWhoseChunksSplitCharacters() {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : script().stream(PIECES, Ended.STOP, 19, 10)) {
            for (byte b : event) {
              exchange.chunk(new byte[] {b});
            }
          }
          exchange.send("0\r\n\r\n");
        });

    assertThat(stream()).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(String.join("", taken)).isEqualTo(TEXT);
  }

  @Test
  final void tellsThatAStreamsEndIsMissing() {
    server.answer(exchange -> stream(exchange, script().stream(PIECES, Ended.LENGTH, 19, 10)));

    assertThat(stream()).isEqualTo(answered(AnswerDraft.LENGTH));
  }

  @Test
  final void tellsARefusalInAStream() {
    server.answer(exchange -> stream(exchange, script().stream(List.of(), Ended.REFUSED, 19, 0)));

    assertThat(stream()).isInstanceOf(Refused.class);
    assertThat(taken).isEmpty();
  }

  @Test
  final void failsOnAnEmptyStream() {
    server.answer(exchange -> stream(exchange, script().stream(List.of(), Ended.STOP, 19, 0)));

    assertFailed(stream(), "the model's answer is empty");
    assertThat(taken).isEmpty();
  }

  @Test
  final void takesAWholeAnswerToAStreamedQuestion() {
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));

    assertThat(stream()).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(taken).containsExactly(TEXT);
  }

  @Test
  final void tellsALimitOfAStreamedQuestion() {
    Failure limited = script().limited("Slow down please.");
    server.answer(limited.status(), limited.json(), limited.headersAnd("Retry-After: 7"));
    server.answer(exchange -> stream(exchange, script().stream(PIECES, Ended.STOP, 19, 10)));

    assertThat(stream()).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(pauses).containsExactly(7_000L);
  }

  @Test
  final void tellsAnErrorInTheMidstOfAStream() {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          exchange.chunk(script().errorEvent(SECRET));
          exchange.send("0\r\n\r\n");
        });

    assertFailed(stream(), "in the middle of its answer");
    assertThat(taken).isNotEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  final void failsOnABrokenEvent() {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          exchange.chunk(script().brokenEvent());
          exchange.send("0\r\n\r\n");
        });

    assertThat(stream())
        .isInstanceOfSatisfying(
            Unavailable.class, told -> assertThat(told.reason()).doesNotContain(SECRET));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  final void failsOnAStreamThatIsCutOff(boolean ended) {
    server.answer(
        exchange -> {
          begin(exchange);
          for (byte[] event : firstHalf()) {
            exchange.chunk(event);
          }
          if (ended) {
            exchange.send("0\r\n\r\n");
          } else {
            exchange.hangUp();
          }
        });

    assertThat(stream())
        .isEqualTo(new Unavailable(Cause.FAILED, "the provider's answer broke off"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  final void timesOutWhenAStreamFallsSilent() throws Exception {
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
  final void waitsForASlowFirstPiece() {
    silenceTimeout = Duration.ofMillis(100);
    server.answer(
        exchange -> {
          Thread.sleep(300);
          stream(exchange, script().stream(PIECES, Ended.STOP, 19, 10));
        });

    assertThat(stream()).isEqualTo(answered(AnswerDraft.STOP));
  }

  @Test
  final void timesOutWhenNothingComes() throws Exception {
    firstByteTimeout = TINY;
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    assertThat(complete())
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT,
                "the answer did not begin within 150 ms (llm.first_byte_timeout_ms)"));
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  final void timesOutWhenTheQuestionsTimeRunsOut() throws Exception {
    server.answer(LoopbackServer.Exchange::waitForHangUp);

    assertThat(provider().stream(question(null, 400), taken::add))
        .isEqualTo(
            new Unavailable(
                Cause.TIMED_OUT, "the answer was not complete when the request's time ran out"));
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  final void hangsUpWhenNobodyReadsOn() throws Exception {
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
  final void keepsTheConnectionForTheNextQuestion() {
    server.answer(exchange -> stream(exchange, script().stream(PIECES, Ended.STOP, 19, 10)));
    HttpProvider provider = provider();

    assertThat(provider.stream(question(), taken::add)).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(provider.stream(question(), taken::add)).isEqualTo(answered(AnswerDraft.STOP));

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  final void takesTwoQuestionsAtOnce() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    server.answer(
        exchange -> {
          await(both);
          exchange.respond(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));
        });
    HttpProvider provider = provider();
    FutureTask<Completion> other = new FutureTask<>(() -> provider.complete(question()));
    new Thread(other).start();

    assertThat(provider.complete(question())).isEqualTo(answered(AnswerDraft.STOP));
    assertThat(other.get(LoopbackServer.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(answered(AnswerDraft.STOP));
  }

  @Test
  final void answersAgainAfterItWasClosed() {
    server.answer(200, script().answer(new Told(TEXT, Ended.STOP, 19, 10)));
    HttpProvider provider = provider();

    assertThat(provider.complete(question())).isInstanceOf(Answer.class);
    provider.close();

    assertThat(provider.complete(question())).isInstanceOf(Answer.class);
  }

  @Test
  final void asksNothingWhenNoTimeIsLeft() {
    assertThat(provider().complete(question(null, HttpProvider.DEADLINE_MARGIN_MILLIS / 2)))
        .isEqualTo(new Unavailable(Cause.TIMED_OUT, "no time was left to ask the model"));
    assertThat(server.connections()).isZero();
  }

  private Answer answered(String finishReason) {
    return new Answer(TEXT, script().modelTold(), finishReason, 19, 10);
  }

  private static void assertFailed(Completion completion, String part) {
    assertThat(completion)
        .isInstanceOfSatisfying(
            Unavailable.class,
            told -> {
              assertThat(told.cause()).isEqualTo(Cause.FAILED);
              assertThat(told.reason()).contains(part).doesNotContain(SECRET, KEY);
            });
  }

  private List<byte[]> firstHalf() {
    List<byte[]> events = new ArrayList<>(script().stream(PIECES, Ended.STOP, 19, 10));
    int text = 0;
    while (!new String(events.get(text), UTF_8).contains(PIECES.get(1))) {
      text++;
    }
    return events.subList(0, text + 1);
  }

  private void begin(LoopbackServer.Exchange exchange) throws IOException {
    exchange.head(200, "Transfer-Encoding: chunked", "Content-Type: " + script().streamType());
  }

  private void stream(LoopbackServer.Exchange exchange, List<byte[]> events) throws IOException {
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

  private JsonNode sent(int index) throws IOException {
    return JSON.readTree(server.requests().get(index).body());
  }

  private Completion complete() {
    return provider().complete(question());
  }

  private Completion stream() {
    return provider().stream(question(), taken::add);
  }

  private HttpProvider provider() {
    return provider(false);
  }

  private HttpProvider provider(boolean formatted) {
    return server.closeAfterwards(
        provider(
            new Setup(
                root(),
                caBundle(),
                Secret.of(KEY),
                formatted,
                new Timeouts(
                    Duration.ofSeconds(5),
                    firstByteTimeout,
                    silenceTimeout,
                    Duration.ofSeconds(60)),
                pauses::add,
                InstantSource.fixed(NOW))));
  }

  private Question question() {
    return question(null, 60_000);
  }

  private Question formatted() {
    return question(FORMAT, 60_000);
  }

  private Question question(@Nullable AnswerFormat format, long millis) {
    return question(new GenerationOptions(0.25, 1_000), format, millis);
  }

  private Question question(GenerationOptions options, @Nullable AnswerFormat format, long millis) {
    return new Question(
        new EventDescription(null, null, List.of(), null, null),
        () -> new Prompt("1", "You repair \"code\".", "{\"message\":\"né 🐛 " + SECRET + "\"}\n"),
        script().model(),
        options,
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
