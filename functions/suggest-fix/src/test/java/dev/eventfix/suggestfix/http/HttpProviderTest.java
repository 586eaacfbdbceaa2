package dev.eventfix.suggestfix.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.AnswerFormat;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Answer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking in a format that is plain text: what has to do with no vendor's JSON. */
final class HttpProviderTest {

  @RegisterExtension final LoopbackServer server = new LoopbackServer();

  private final Keys keys = new Keys();
  private final List<Long> pauses = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();

  /** The body is the text; an error is its kind's name; an event of type end ends it. */
  private record Plain(URI uri) implements WireFormat {
    @Override
    public String title() {
      return "plain texts";
    }

    @Override
    public URI address(Question question, boolean streamed) {
      return uri;
    }

    @Override
    public byte[] request(Question question, boolean streamed, boolean formatted) {
      return (formatted ? "formatted" : "plain").getBytes(UTF_8);
    }

    @Override
    public void read(byte[] body, AnswerDraft draft) {
      draft.text(new String(body, UTF_8));
      draft.finish(AnswerDraft.STOP);
    }

    @Override
    public boolean readEvent(String type, String data, AnswerDraft draft) {
      if (type.equals("end")) {
        draft.finish(AnswerDraft.STOP);
      } else if (type.equals("error")) {
        draft.fail(error(data.getBytes(UTF_8)));
      } else {
        draft.text(data);
      }
      return type.equals("message");
    }

    @Override
    public ProviderError error(byte[] body) {
      String text = new String(body, UTF_8);
      for (ProviderError.Kind kind : ProviderError.Kind.values()) {
        if (kind.name().equals(text)) {
          return new ProviderError(kind, null, Duration.ofMillis(1_500));
        }
      }
      return ProviderError.UNKNOWN;
    }
  }

  /** Sends what it is told, and has another key once. */
  private static final class Keys implements Credentials {
    private final List<String> had = new ArrayList<>();
    private Sent next = new Sent.Header("X-Key", "one");
    private boolean renewable = true;
    private boolean closed;

    @Override
    public synchronized Sent get(Deadline deadline) {
      had.add(next.toString());
      return next;
    }

    @Override
    public synchronized boolean renew(Sent refused) {
      boolean renewed = renewable;
      renewable = false;
      if (renewed) {
        next = new Sent.Header("X-Key", "two");
      }
      return renewed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  // Credentials

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void asksOnceMoreWithARenewedKey(int status) {
    server.answer(status, "");
    server.answer(200, "x");

    assertThat(provider(false).complete(question(60_000))).isEqualTo(answered("x"));

    assertThat(server.requests().stream().map(request -> request.headers().get("x-key")))
        .containsExactly("one", "two");
    assertThat(pauses).isEmpty();
  }

  @Test
  void asksNoMoreWhenTheRenewedKeyIsRefusedToo() {
    server.answer(401, "");

    assertThat(provider(false).complete(question(60_000)))
        .isEqualTo(new Unavailable(Cause.MISCONFIGURED, "the provider refused the key: check KEY"));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void asksNoMoreWhenThereIsNoOtherKey() {
    keys.renewable = false;
    server.answer(401, "");

    assertThat(provider(false).complete(question(60_000))).isInstanceOf(Unavailable.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void renewsNoKeyWhenTooLittleTimeIsLeft() {
    server.answer(401, "");

    assertThat(provider(false).complete(question(9_000))).isInstanceOf(Unavailable.class);
    assertThat(server.requests()).hasSize(1);
    assertThat(keys.renewable).isTrue();
  }

  @Test
  void asksNothingWithoutCredentials() {
    Unavailable why = new Unavailable(Cause.MISCONFIGURED, "no key: check KEY");
    keys.next = new Credentials.Sent.Missing(why);

    assertThat(provider(false).complete(question(60_000))).isEqualTo(why);
    assertThat(provider(false).stream(question(60_000), taken::add)).isEqualTo(why);
    assertThat(server.connections()).isZero();
  }

  @Test
  void letsGoOfTheCredentialsConnectionsToo() {
    HttpProvider provider = provider(false);
    provider.close();

    assertThat(keys.closed).isTrue();
  }

  // The answer's form

  @Test
  void bothOfTwoQuestionsGoWithoutAFormThatIsRefused() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    LoopbackServer.Answer refusal =
        exchange -> {
          await(both);
          exchange.respond(400, "FORMAT");
        };
    server.answer(refusal);
    server.answer(refusal);
    server.answer(200, "x");
    HttpProvider provider = provider(true);
    FutureTask<Completion> other = new FutureTask<>(() -> provider.complete(question(60_000)));
    new Thread(other).start();

    assertThat(provider.complete(question(60_000))).isEqualTo(answered("x"));

    assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(answered("x"));
    assertThat(server.requests().stream().map(LoopbackServer.Request::body))
        .containsExactly("formatted", "formatted", "plain", "plain");
  }

  // Errors

  @ParameterizedTest
  @CsvSource({"400, QUOTA", "402, QUOTA", "503, QUOTA", "429, QUOTA", "413, LIMITED"})
  void aLimitIsOneWhateverItsStatus(int status, String kind) {
    server.answer(status, kind);

    assertThat(provider(false).complete(question(60_000)))
        .isInstanceOfSatisfying(
            RateLimited.class, told -> assertThat(told.retryAfterSeconds()).isEqualTo(2));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void waitsAsTheBodySaysUnlessTheHeaderDoes() {
    server.answer(429, "LIMITED");
    server.answer(200, "x");
    assertThat(provider(false).complete(question(60_000))).isEqualTo(answered("x"));

    server.answer(429, "LIMITED", "Retry-After: 3");
    server.answer(200, "x");
    HttpProvider provider = provider(false);
    // The answer said last stays until there is another one.
    assertThat(provider.complete(question(60_000))).isEqualTo(answered("x"));
    assertThat(provider.complete(question(60_000))).isEqualTo(answered("x"));

    assertThat(pauses).containsExactly(1_500L, 3_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OVERLOADED", "LIMITED"})
  void asksAgainForAStreamThatFailsBeforeItBegins(String kind) {
    server.answer(exchange -> events(exchange, "event: error\ndata: " + kind + "\n\n"));
    server.answer(exchange -> events(exchange, "data: x\n\nevent: end\ndata\n\n"));

    assertThat(provider(false).stream(question(60_000), taken::add)).isEqualTo(answered("x"));

    assertThat(pauses).singleElement().satisfies(p -> assertThat(p).isBetween(250L, 750L));
    assertThat(taken).containsExactly("x");
  }

  @Test
  void asksForNoStreamAgainThatFailsOtherwise() {
    server.answer(exchange -> events(exchange, "event: error\ndata: OTHER\n\n"));

    assertThat(provider(false).stream(question(60_000), taken::add))
        .isInstanceOf(Unavailable.class);
    assertThat(server.requests()).hasSize(1);
  }

  // Bounds

  @Test
  void hangsUpOnAnEventWithoutEnd() throws Exception {
    byte[] data = "x".repeat(64 * 1024).getBytes(UTF_8);
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked", "Content-Type: text/event-stream");
          for (int sent = 0; sent <= SseReader.MAX_EVENT_BYTES; sent += data.length) {
            exchange.chunk(data);
          }
          exchange.waitForHangUp();
        });

    assertThat(provider(false).stream(question(60_000), taken::add))
        .isEqualTo(new Unavailable(Cause.FAILED, ModelHttp.TOO_LONG));
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void hangsUpOnAServerThatGoesOnAfterItsEnd() throws Exception {
    server.answer(
        exchange -> {
          exchange.head(200, "Transfer-Encoding: chunked", "Content-Type: text/event-stream");
          exchange.chunk("data: x\n\nevent: end\ndata\n\n".getBytes(UTF_8));
          exchange.waitForHangUp();
        });

    assertThat(provider(false).stream(question(60_000), taken::add)).isEqualTo(answered("x"));
    assertThat(server.clientHungUp()).isTrue();
  }

  private static void events(LoopbackServer.Exchange exchange, String events) throws IOException {
    exchange.head(200, "Transfer-Encoding: chunked", "Content-Type: text/event-stream;charset=x");
    exchange.chunk(events.getBytes(UTF_8));
    exchange.send("0\r\n\r\n");
  }

  private static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer answered(String text) {
    return new Answer(text, "asked", "stop", 0, 0);
  }

  private HttpProvider provider(boolean formatted) {
    ModelHttp http =
        new ModelHttp(
            new ModelServer(server.baseUrl(), "ADDRESS", "KEY", "MODEL", null),
            new Timeouts(
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60)));
    return server.closeAfterwards(
        new HttpProvider(
            "plain",
            new Plain(URI.create(server.baseUrl() + "/ask")),
            keys,
            http,
            formatted,
            models -> List.of(),
            pauses::add,
            InstantSource.system()));
  }

  private static Question question(long millis) {
    return new Question(
        null,
        () -> new Prompt("1", "s", "u"),
        "asked",
        new GenerationOptions(0.5, 77),
        new AnswerFormat("n", "{}"),
        Deadline.inMillis(millis));
  }
}
