package dev.eventfix.suggestfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Lookup;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.suggestfix.answer.FixAnswer;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.suggestions.DynamoDbSuggestionStore;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore.Call;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore.Failure;
import dev.eventfix.suggestfix.suggestions.LocalTable;
import dev.eventfix.suggestfix.suggestions.MovableClock;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of a queue through the real handler: what is done, what comes again, who is asked. */
final class QueueTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Completion.Answer ANSWER =
      new Completion.Answer(
          FixAnswer.parse("## Problem Description\n\nIt is told.\n").markdown(),
          "m-1-2026",
          "stop",
          7,
          5);

  private final MovableClock clock = new MovableClock();
  private final InMemorySuggestionStore store = new InMemorySuggestionStore(clock, 30);
  private final FakeProvider provider = new FakeProvider(ANSWER);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  private SuggestFixHandler handler(SuggestionStore suggestions) {
    Metrics metrics = Metrics.emf("suggest-fix", lines, Map.of());
    return new SuggestFixHandler(
        new ColdStart<>(
            () ->
                new Application(
                    new TestFunction(provider, metrics).keptIn(suggestions, clock).build(),
                    new Lookup(SuggestionLookup.EVENT_ID, new SuggestionLookup(suggestions)),
                    new Log(lines, LogLevel.INFO),
                    metrics)),
        lines);
  }

  private static String id(int event) {
    return "%032x".formatted(event);
  }

  private static String event(int id) {
    // In letters: numbers are no difference between questions.
    return event(id, "sku-" + (char) ('a' + id) + " is not there");
  }

  private static String event(int id, String message) {
    return """
        {"event_id": "%s", "platform": "python",
         "exception": {"values": [{"type": "KeyError", "value": "%s"}]}}
        """
        .formatted(id(id), message);
  }

  private static byte[] batch(List<String> bodies) {
    ObjectNode batch = MAPPER.createObjectNode();
    for (int i = 0; i < bodies.size(); i++) {
      batch
          .withArray("Records")
          .addObject()
          .put("messageId", "m-" + i)
          .put("eventSource", "aws:sqs")
          .put("body", bodies.get(i));
    }
    return batch.toString().getBytes(UTF_8);
  }

  private List<String> failures(SuggestFixHandler handler, List<String> bodies) throws IOException {
    List<String> ids = new ArrayList<>();
    answer(handler, batch(bodies))
        .path("batchItemFailures")
        .forEach(failure -> ids.add(failure.path("itemIdentifier").asText()));
    return ids;
  }

  private static JsonNode answer(SuggestFixHandler handler, byte[] invocation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(invocation), out, new FakeContext(120_000));
    return MAPPER.readTree(out.toByteArray());
  }

  private static JsonNode lookUp(SuggestFixHandler handler, String eventId, String project)
      throws IOException {
    ObjectNode event = MAPPER.createObjectNode();
    event.put("version", "2.0");
    event.putObject("pathParameters").put("event_id", eventId);
    event.putObject("queryStringParameters").put("project", project);
    event.putObject("requestContext").putObject("http").put("method", "GET");
    return answer(handler, event.toString().getBytes(UTF_8));
  }

  /** Ten records of which the second, fifth and last are malformed, each in its own way. */
  private static List<String> tenOfWhichThreeAreMalformed() {
    List<String> bodies =
        new ArrayList<>(IntStream.range(0, 10).mapToObj(QueueTest::event).toList());
    bodies.set(1, "no JSON");
    bodies.set(4, "[1, 2]");
    bodies.set(9, "{\"event\": {\"message\": \"m\"}, \"project\": \"a name with blanks\"}");
    return bodies;
  }

  @Test
  void theMalformedOnesOfABatchAreGivenBackAndNoOthers() throws Exception {
    assertThat(failures(handler(store), tenOfWhichThreeAreMalformed()))
        .containsExactly("m-1", "m-4", "m-9");
    assertThat(provider.asked).hasSize(7);
    assertThat(store.all()).hasSize(7);
  }

  @Test
  void aBatchThatIsDeliveredTwiceAsksOnce() throws Exception {
    SuggestFixHandler handler = handler(store);
    List<String> batch = tenOfWhichThreeAreMalformed();
    assertThat(failures(handler, batch)).containsExactly("m-1", "m-4", "m-9");
    assertThat(failures(handler, batch)).containsExactly("m-1", "m-4", "m-9");
    assertThat(provider.asked).hasSize(7);
    assertThat(store.all()).hasSize(7);
    assertThat(lines.toString(UTF_8)).contains("\"result\":\"duplicate\"");
  }

  @Test
  void anotherEventThatAsksTheSameGetsTheSameAnswer() throws Exception {
    SuggestFixHandler handler = handler(store);
    assertThat(failures(handler, List.of(event(1, "same"), event(2, "same")))).isEmpty();
    assertThat(provider.asked).hasSize(1);
    for (int event = 1; event <= 2; event++) {
      JsonNode answer = lookUp(handler, id(event), "default");
      assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
      assertThat(MAPPER.readTree(answer.path("body").asText()).path("suggestion").asText())
          .isEqualTo(ANSWER.text());
    }
  }

  @Test
  void projectsAskForThemselves() throws Exception {
    SuggestFixHandler handler = handler(store);
    failures(
        handler,
        List.of(
            "{\"project\": \"a\", \"event\": " + event(1) + "}",
            "{\"project\": \"b\", \"event\": " + event(1) + "}"));
    assertThat(provider.asked).hasSize(2);
    assertThat(lookUp(handler, id(1), "c").path("statusCode").asInt()).isEqualTo(404);
  }

  static List<Completion> whatModelsDo() {
    return List.of(
        new Completion.RateLimited("too many requests", 30),
        new Completion.Unavailable(Completion.Cause.FAILED, "the provider is down"),
        new Completion.Unavailable(Completion.Cause.TIMED_OUT, "the provider is slow"),
        new Completion.Unavailable(Completion.Cause.MISCONFIGURED, "the provider refused the key"),
        new Completion.Refused("the model declined to answer"));
  }

  @ParameterizedTest
  @MethodSource("whatModelsDo")
  void aRecordThatGotNoAnswerComesAgainAndIsAskedAgainAtOnce(Completion completion)
      throws Exception {
    SuggestFixHandler handler = handler(store);
    provider.behaviour = question -> completion;
    assertThat(failures(handler, List.of(event(1)))).containsExactly("m-0");
    assertThat(store.all()).isEmpty();
    provider.behaviour = question -> ANSWER;
    assertThat(failures(handler, List.of(event(1)))).isEmpty();
    assertThat(store.all()).hasSize(1);
    assertThat(provider.asked).hasSize(2);
  }

  @Test
  void aModelIsLeftTimeInWhichItsAnswerIsKept() throws Exception {
    failures(handler(store), List.of(event(1)));
    long given = provider.asked.getFirst().deadline().remainingMillis();
    assertThat(given).isLessThan(120_000 - 500 - 2_000);
  }

  /** The handler dies after the model has answered and before anything is kept. */
  @Test
  void aHandlerThatIsKilledBetweenAskingAndKeepingLosesNothing() throws Exception {
    provider.behaviour =
        question -> {
          // The dead give nothing back.
          store.failNext(Call.RELEASE, Failure.BEFORE);
          throw new IllegalStateException("killed");
        };
    assertThat(failures(handler(store), List.of(event(1)))).containsExactly("m-0");
    provider.behaviour = question -> ANSWER;
    // Its claim is still there: nobody knows yet that its holder is dead.
    assertThat(failures(handler(store), List.of(event(1)))).containsExactly("m-0");
    assertThat(lookUp(handler(store), id(1), "default").path("statusCode").asInt()).isEqualTo(202);
    clock.advance(Duration.ofMinutes(20));
    assertThat(failures(handler(store), List.of(event(1)))).isEmpty();
    assertThat(provider.asked).hasSize(2);
    assertThat(store.all()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"CLAIM", "ANSWER", "KEEP"})
  void aTableThatFailsLosesNoRecord(Call call) throws Exception {
    for (Failure failure : Failure.values()) {
      InMemorySuggestionStore failing = new InMemorySuggestionStore(clock, 30);
      failing.failNext(call, failure);
      assertThat(failures(handler(failing), List.of(event(1)))).containsExactly("m-0");
      clock.advance(Duration.ofMinutes(20));
      assertThat(failures(handler(failing), List.of(event(1)))).isEmpty();
      assertThat(failing.all()).hasSize(1);
    }
  }

  @Test
  void aClaimThatCannotBeGivenBackEndsByItself() throws Exception {
    provider.behaviour = question -> new Completion.RateLimited("too many requests", null);
    store.failNext(Call.RELEASE, Failure.BEFORE);
    assertThat(failures(handler(store), List.of(event(1)))).containsExactly("m-0");
    assertThat(lines.toString(UTF_8)).contains("model-limited").doesNotContain("unavailable");
    clock.advance(Duration.ofMinutes(20));
    provider.behaviour = question -> ANSWER;
    assertThat(failures(handler(store), List.of(event(1)))).isEmpty();
  }

  @Test
  void onceTheAnswerIsKeptForAllNobodyAsksAgain() throws Exception {
    store.failNext(Call.KEEP, Failure.BEFORE);
    assertThat(failures(handler(store), List.of(event(1)))).containsExactly("m-0");
    assertThat(failures(handler(store), List.of(event(1)))).isEmpty();
    assertThat(provider.asked).hasSize(1);
    assertThat(store.all()).extracting(Suggestion::answer).containsExactly(ANSWER);
  }

  @Test
  void eventsWithoutAnIdAreKeptToo() throws Exception {
    String event = "{\"message\": \"no id\"}";
    assertThat(failures(handler(store), List.of(event, event))).isEmpty();
    assertThat(provider.asked).hasSize(1);
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void whoWaitsForAnAnswerIsAnsweredWithoutTheTable() throws Exception {
    store.failNext(Call.CLAIM, Failure.BEFORE);
    JsonNode answer = answer(handler(store), event(1).getBytes(UTF_8));
    assertThat(answer.path("suggestion").asText()).isEqualTo(ANSWER.text());
    assertThat(store.all()).isEmpty();
  }

  // On DynamoDB Local, where two handlers share nothing but the table.

  private DynamoDbSuggestionStore open(TableSettings settings) {
    return new DynamoDbSuggestionStore(new Table(settings), clock, 30, 300);
  }

  @Test
  void twoBatchesAtOnceWithOneEventInCommonAskOnceForIt() throws Exception {
    TableSettings table = LocalTable.create();
    CountDownLatch secondClaimed = new CountDownLatch(1);
    // The first to ask about the common event answers only when the other batch has seen the claim.
    provider.behaviour =
        question -> {
          if (new String(
                  dev.eventfix.wire.Json.bytes(Objects.requireNonNull(question.description())),
                  UTF_8)
              .contains("common")) {
            await(secondClaimed);
          }
          return ANSWER;
        };
    List<String> first = List.of(event(1), event(2, "common"), event(3));
    List<String> second = List.of(event(4), event(2, "common"), event(5));
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<List<String>>> runs = new ArrayList<>();
      for (List<String> batch : List.of(first, second)) {
        runs.add(
            pool.submit(
                () -> {
                  SuggestFixHandler handler = handler(open(table));
                  start.await();
                  List<String> failed = failures(handler, batch);
                  secondClaimed.countDown();
                  return failed;
                }));
      }
      List<String> failed = new ArrayList<>(runs.get(0).get());
      failed.addAll(runs.get(1).get());
      // The one that found it claimed is given back, and nothing else.
      assertThat(failed).containsExactly("m-1");
    }
    assertThat(provider.asked).hasSize(5);
    // It comes again, and finds the answer.
    SuggestFixHandler later = handler(open(table));
    assertThat(failures(later, second)).isEmpty();
    assertThat(failures(later, first)).isEmpty();
    assertThat(provider.asked).hasSize(5);
    for (int event = 1; event <= 5; event++) {
      assertThat(lookUp(later, id(event), "default").path("statusCode").asInt()).isEqualTo(200);
    }
  }

  @Test
  void manyCopiesAtOnceAskOnce() throws Exception {
    TableSettings table = LocalTable.create();
    int copies = 16;
    DynamoDbSuggestionStore shared = open(table);
    try (ExecutorService pool = Executors.newFixedThreadPool(copies)) {
      CyclicBarrier start = new CyclicBarrier(copies);
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int i = 0; i < copies; i++) {
        runs.add(
            pool.submit(
                () -> {
                  SuggestFixHandler handler = handler(shared);
                  start.await();
                  return failures(handler, List.of(event(1)));
                }));
      }
      for (Future<List<String>> run : runs) {
        run.get();
      }
    }
    assertThat(provider.asked).hasSize(1);
    assertThat(failures(handler(shared), List.of(event(1)))).isEmpty();
    assertThat(provider.asked).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
