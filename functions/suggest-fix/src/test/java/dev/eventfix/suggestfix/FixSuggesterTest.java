package dev.eventfix.suggestfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.runtime.Application;
import dev.eventfix.runtime.ColdStart;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Lookup;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.TokenStream;
import dev.eventfix.store.Table;
import dev.eventfix.suggestfix.delivery.Delivery;
import dev.eventfix.suggestfix.delivery.TopicArn;
import dev.eventfix.suggestfix.options.Policy;
import dev.eventfix.suggestfix.options.ProjectOption;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.rules.RulesProvider;
import dev.eventfix.suggestfix.suggestions.DynamoDbSuggestionStore;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore.Call;
import dev.eventfix.suggestfix.suggestions.InMemorySuggestionStore.Failure;
import dev.eventfix.suggestfix.suggestions.LocalTable;
import dev.eventfix.suggestfix.suggestions.MovableClock;
import dev.eventfix.suggestfix.suggestions.SuggestionStore;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is asked, who is answered without asking, and who is refused, whatever brought the event. */
final class FixSuggesterTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Completion.Answer ANSWER =
      new Completion.Answer(
          "## Problem Description\n\nIt is [told](https://evil.example).\n\nConfidence: high\n",
          "m-1-2026",
          "stop",
          7,
          5);
  private static final int MANY = 200;

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Metrics metrics = Metrics.emf("suggest-fix", lines, Map.of());
  private final FakeProvider provider = new FakeProvider(ANSWER);
  private final MovableClock clock = new MovableClock();
  private final InMemorySuggestionStore store = new InMemorySuggestionStore(clock, 30);
  private final TestFunction function = new TestFunction(provider, metrics);

  private TestFunction kept() {
    return function.keptIn(store, clock);
  }

  private static String event(int id, String message) {
    return """
    {"event_id": "%032x", "platform": "python",
     "exception": {"values": [{"type": "KeyError", "value": "%s"}]}}
    """
        .formatted(id, message);
  }

  private static Request request(String body, Map<String, String> parameters) {
    return new Request(body.getBytes(UTF_8), parameters, Deadline.inMillis(60_000));
  }

  private static Reply ask(SuggestFix function, String body, String... parameters) {
    return function.run(request(body, parameters(parameters)));
  }

  private static Map<String, String> parameters(String... pairs) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return parameters;
  }

  private static JsonNode answer(Reply reply) throws Exception {
    return MAPPER.readTree(Json.bytes(((Reply.Answer) reply).body()));
  }

  private static Problem problem(Reply reply) {
    return ((Reply.Refusal) reply).problem();
  }

  private String counted(String metric) {
    metrics.flush(1_000);
    StringBuilder found = new StringBuilder();
    for (String line : lines.toString(UTF_8).lines().toList()) {
      if (line.contains("\"" + metric + "\":")) {
        found.append(line).append('\n');
      }
    }
    return found.toString();
  }

  /** The answer to a batch of one record, through the handler. */
  private List<String> failures(SuggestFix suggestFix, String body) throws Exception {
    return failures(suggestFix, body, 120_000);
  }

  private List<String> failures(SuggestFix suggestFix, String body, int millis) throws Exception {
    ObjectNode batch = MAPPER.createObjectNode();
    batch
        .withArray("Records")
        .addObject()
        .put("messageId", "m-0")
        .put("eventSource", "aws:sqs")
        .put("body", body);
    SuggestFixHandler handler =
        new SuggestFixHandler(
            new ColdStart<>(
                () ->
                    new Application(
                        suggestFix,
                        new Lookup(SuggestionLookup.EVENT_ID, new SuggestionLookup(store)),
                        new Log(lines, LogLevel.INFO),
                        metrics)),
            lines);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(batch.toString().getBytes(UTF_8)), out, new FakeContext(millis));
    List<String> ids = new ArrayList<>();
    MAPPER
        .readTree(out.toByteArray())
        .path("batchItemFailures")
        .forEach(failure -> ids.add(failure.path("itemIdentifier").asText()));
    return ids;
  }

  private JsonNode lookUp(int id) throws Exception {
    return answer(
        new SuggestionLookup(store).run(request("", Map.of("event_id", "%032x".formatted(id)))));
  }

  // The answer

  @Test
  void whatIsActiveIsTakenOutAndTheRestIsToldAsFields() throws Exception {
    JsonNode answer = answer(ask(function.build(), event(1, "a")));

    assertThat(answer.path("suggestion").asText())
        .contains("It is told.")
        .doesNotContain("evil.example", "Confidence");
    assertThat(answer.at("/sections/problem_description").asText()).isEqualTo("It is told.");
    assertThat(answer.path("confidence").asText()).isEqualTo("high");
    assertThat(answer.has("not_enough_information")).isFalse();
    assertThat(answer.has("instead_of")).isFalse();
    assertThat(answer.has("limited")).isFalse();
  }

  @Test
  void whatIsMissingIsAnOutcome() throws Exception {
    provider.behaviour =
        question ->
            new Completion.Answer(
                "{\"problem_description\":\"p\",\"proposed_solution\":\"s\",\"what_else\":\"w\","
                    + "\"confidence\":\"low\",\"not_enough_information\":"
                    + "{\"reason\":\"No frames.\",\"collect\":[\"a stack trace\"]}}",
                "m",
                "stop",
                1,
                1);
    JsonNode answer = answer(ask(kept().build(), event(1, "a")));

    assertThat(answer.path("not_enough_information").toString())
        .isEqualTo("{\"reason\":\"No frames.\",\"collect\":[\"a stack trace\"]}");
    assertThat(answer.path("suggestion").asText()).startsWith("## Problem Description\n\np\n");
    // Read back, it says the same.
    assertThat(lookUp(1).path("not_enough_information"))
        .isEqualTo(answer.path("not_enough_information"));
    assertThat(lookUp(1).path("confidence").asText()).isEqualTo("low");
  }

  // Policy

  @Test
  void withoutConsentNothingIsAskedWhereItIsNeeded() throws Exception {
    SuggestFix asked = function.policy(Policy.INDIVIDUAL_CONSENT).build();

    Problem refused = problem(ask(asked, event(1, "a")));

    assertThat(refused.type()).isEqualTo(ProblemType.POLICY);
    assertThat(refused.restriction()).isEqualTo("individual_consent");
    assertThat(new String(Json.bytes(refused), UTF_8))
        .contains("\"status\":403", "\"restriction\":\"individual_consent\"");
    assertThat(provider.asked).isEmpty();
    assertThat(ask(asked, event(1, "a"), "consent", "yes")).isInstanceOf(Reply.Answer.class);
    assertThat(provider.asked).hasSize(1);
  }

  @Test
  void withoutAnAgreementNobodysConsentCounts() {
    SuggestFix asked = function.policy(Policy.SUBPROCESSOR).build();

    assertThat(problem(ask(asked, event(1, "a"), "consent", "yes")).restriction())
        .isEqualTo("subprocessor");
    assertThat(provider.asked).isEmpty();
    // No model is asked for a prompt that is only shown.
    assertThat(ask(asked, event(1, "a"), "dump_prompt", "yes")).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void theRulesSendNothingAnywhere() {
    SuggestFix rules =
        new TestFunction(new RulesProvider(), metrics).policy(Policy.SUBPROCESSOR).build();

    assertThat(ask(rules, event(1, "a"))).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void aProjectsOwnPolicyHoldsForItAlone() {
    SuggestFix asked = kept().policy(Policy.SUBPROCESSOR).build();
    function.options.set("shop", Map.of(ProjectOption.POLICY, "allowed"), Deadline.inMillis(1_000));

    assertThat(ask(asked, event(1, "a"), "project", "shop")).isInstanceOf(Reply.Answer.class);
    assertThat(problem(ask(asked, event(1, "a"), "project", "other")).type())
        .isEqualTo(ProblemType.POLICY);
  }

  /** What costs nothing is kept, too, for who looks it up; a table that fails costs no answer. */
  @Test
  void whatTheRulesTellACallerIsKept() throws Exception {
    SuggestFix rules = new TestFunction(new RulesProvider(), metrics).keptIn(store, clock).build();
    JsonNode told = answer(ask(rules, event(1, "a")));
    assertThat(told.path("cached").asBoolean()).isFalse();
    JsonNode found = lookUp(1);
    assertThat(found.path("provider").asText()).isEqualTo("rules");
    assertThat(found.path("suggestion")).isEqualTo(told.path("suggestion"));
    assertThat(counted("suggestions")).contains("\"result\":\"stored\"");

    store.failNext(InMemorySuggestionStore.Call.KEEP, InMemorySuggestionStore.Failure.BEFORE);
    assertThat(ask(rules, event(2, "a"))).isInstanceOf(Reply.Answer.class);
    assertThat(counted("suggestions")).contains("\"result\":\"not_stored\"");
  }

  /** Why a topic does not take it is one line's warning, and a metric's reason. */
  @Test
  void whyASuggestionWasNotPublishedIsTold() throws Exception {
    TopicArn topic = Objects.requireNonNull(TopicArn.parse("arn:aws:sns:eu-west-1:1:fixes"));
    Map<String, String> refused = Map.of("AWS_ENDPOINT_URL_SNS", "http://sns.example");
    Delivery delivery = new Delivery(topic, refused, metrics);
    assertThat(failures(kept().deliveredTo(delivery).build(), event(1, "a"))).isEmpty();
    assertThat(lookUp(1).path("provider").asText()).isEqualTo("fake");
    assertThat(lines.toString(UTF_8))
        .contains(
            "\"level\":\"WARN\"",
            "\"outcome\":\"ok\"",
            "\"warning\":\"the suggestion is kept and was not published: AWS_ENDPOINT_URL_SNS");
    assertThat(counted("deliveries")).contains("\"result\":\"refused\"", "\"reason\":\"endpoint\"");
  }

  @Test
  void optionsThatChangeNothingAreNotRead() {
    TestFunction rules = new TestFunction(new RulesProvider(), metrics).keptIn(store, clock);
    ask(rules.build(), event(1, "a"));
    assertThat(rules.options.reads()).isZero();
    ask(kept().build(), event(1, "a"));
    assertThat(function.options.reads()).isOne();
  }

  @Test
  void aRecordThatThePolicyRefusesIsDone() throws Exception {
    SuggestFix asked = kept().policy(Policy.SUBPROCESSOR).build();

    assertThat(failures(asked, event(1, "a"))).isEmpty();
    assertThat(provider.asked).isEmpty();
    assertThat(store.all()).isEmpty();
  }

  @Test
  void aProjectsLanguageIsAskedFor() {
    SuggestFix asked = kept().build();
    function.options.set(
        "default", Map.of(ProjectOption.ANSWER_LANGUAGE, "German"), Deadline.inMillis(1_000));

    ask(asked, event(1, "a"));
    ask(asked, event(1, "a"), "answer_language", "French");

    assertThat(provider.asked.get(0).prompt().get().system()).contains("in German");
    assertThat(provider.asked.get(1).prompt().get().system()).contains("in French");
  }

  // One answer for one question

  @Test
  void anEqualEventIsAnsweredWithoutAsking() throws Exception {
    SuggestFix asked = kept().build();

    JsonNode first = answer(ask(asked, event(1, "order 17 of 2026-01-02 is gone")));
    JsonNode second = answer(ask(asked, event(2, "order 4711 of 2026-03-04 is gone")));

    assertThat(provider.asked).hasSize(1);
    assertThat(first.path("cached").asBoolean()).isFalse();
    assertThat(second.path("cached").asBoolean()).isTrue();
    assertThat(second.path("suggestion")).isEqualTo(first.path("suggestion"));
    assertThat(second.path("event_id").asText()).isEqualTo("%032x".formatted(2));
    assertThat(lookUp(2).path("suggestion")).isEqualTo(first.path("suggestion"));
    assertThat(counted("cache")).contains("\"result\":\"hit\"", "\"result\":\"miss\"");
  }

  @Test
  void anotherTextProjectModelOrLanguageIsAnotherQuestion() {
    SuggestFix asked = kept().models("m-1", "m-2").build();

    ask(asked, event(1, "a"));
    ask(asked, event(1, "b"));
    ask(asked, event(1, "a"), "project", "other");
    ask(asked, event(1, "a"), "model", "m-2");
    ask(asked, event(1, "a"), "answer_language", "German");

    assertThat(provider.asked).hasSize(5);
  }

  @Test
  void anAnswerCountsForItsTimeToLive() {
    SuggestFix asked = kept().build();

    ask(asked, event(1, "a"));
    clock.advance(Duration.ofSeconds(299));
    ask(asked, event(2, "a"));
    assertThat(provider.asked).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    ask(asked, event(3, "a"));
    assertThat(provider.asked).hasSize(2);
  }

  static List<Completion> failures() {
    return List.of(
        new Completion.RateLimited("too many requests", 30),
        new Completion.Refused("the model declined to answer"),
        new Completion.Unavailable(Cause.FAILED, "the provider is down"),
        new Completion.Unavailable(Cause.TIMED_OUT, "the provider is slow"),
        new Completion.Unavailable(Cause.MISCONFIGURED, "the provider refused the key"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsNeverKept(Completion failure) {
    SuggestFix asked = kept().build();
    provider.behaviour = question -> failure;
    assertThat(ask(asked, event(1, "a"))).isInstanceOf(Reply.Refusal.class);

    provider.behaviour = question -> ANSWER;
    assertThat(ask(asked, event(1, "a"))).isInstanceOf(Reply.Answer.class);
    assertThat(provider.asked).hasSize(2);
  }

  @Test
  void whoWaitsTooLongIsToldWhereTheAnswerWillBe() throws Exception {
    SuggestFix asked = kept().build();
    List<Reply> meanwhile = new ArrayList<>();
    provider.behaviour =
        question -> {
          meanwhile.add(ask(asked, event(2, "a"), "project", "default"));
          return ANSWER;
        };
    ask(asked, event(1, "a"));

    Reply.Answer told = (Reply.Answer) meanwhile.getFirst();
    assertThat(told.status()).isEqualTo(202);
    assertThat(told.location()).isEqualTo("/suggestions/%032x?project=default".formatted(2));
    assertThat(answer(told).path("status").asText()).isEqualTo("asking");
    assertThat(provider.asked).hasSize(1);
    // And there it is.
    assertThat(lookUp(2).path("suggestion").asText()).contains("It is told.");
  }

  @Test
  void anEventWithoutIdIsFoundThereToo() throws Exception {
    SuggestFix asked = kept().build();
    String event = "{\"message\": \"no id\"}";
    List<Reply> meanwhile = new ArrayList<>();
    provider.behaviour =
        question -> {
          meanwhile.add(ask(asked, event));
          return ANSWER;
        };
    ask(asked, event);

    String location = String.valueOf(((Reply.Answer) meanwhile.getFirst()).location());
    String id = location.substring("/suggestions/".length(), location.indexOf('?'));
    assertThat(id).startsWith("content-");
    assertThat(
            answer(new SuggestionLookup(store).run(request("", Map.of("event_id", id))))
                .path("suggestion")
                .asText())
        .contains("It is told.");
  }

  /** As many as will, on DynamoDB Local: one asks, the others wait for it. */
  @Test
  void manyEqualEventsAtOnceAskOnce() throws Exception {
    try (Table table = new Table(LocalTable.create());
        ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      SuggestionStore shared =
          new DynamoDbSuggestionStore(table, InstantSource.system(), 30, 300, 60_000);
      CountDownLatch waiting = new CountDownLatch(MANY - 1);
      CountDownLatch answered = new CountDownLatch(1);
      ThreadLocal<Boolean> counted = ThreadLocal.withInitial(() -> false);
      SuggestFix asked =
          function
              .keptIn(shared, InstantSource.system())
              .waiting(
                  60_000,
                  millis -> {
                    if (!counted.get()) {
                      counted.set(true);
                      waiting.countDown();
                    }
                    answered.await();
                  })
              .build();
      AtomicInteger questions = new AtomicInteger();
      provider.behaviour =
          question -> {
            questions.incrementAndGet();
            await(waiting);
            return ANSWER;
          };
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        int id = i;
        replies.add(
            threads.submit(
                () -> {
                  Reply reply = ask(asked, event(id, "user " + id + " is not there"));
                  answered.countDown();
                  return reply;
                }));
      }
      int cached = 0;
      for (Future<Reply> reply : replies) {
        JsonNode answer = answer(reply.get(60, TimeUnit.SECONDS));
        assertThat(answer.path("suggestion").asText()).contains("It is told.");
        cached += answer.path("cached").asBoolean() ? 1 : 0;
      }
      assertThat(questions).hasValue(1);
      assertThat(cached).isEqualTo(MANY - 1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTableThatCannotBeReachedKeepsNobodyFromAnAnswer() throws Exception {
    SuggestFix asked = kept().build();
    store.failNext(Call.CLAIM, Failure.BEFORE);

    JsonNode answer = answer(ask(asked, event(1, "a")));

    assertThat(answer.path("cached").asBoolean()).isFalse();
    assertThat(store.all()).isEmpty();
    assertThat(counted("cache")).contains("\"result\":\"unavailable\"");
  }

  @Test
  void anAnswerThatCannotBeKeptIsToldAllTheSame() throws Exception {
    SuggestFix asked = kept().build();
    store.failNext(Call.ANSWER, Failure.BEFORE);

    assertThat(answer(ask(asked, event(1, "a"))).path("suggestion").asText()).isNotEmpty();
    assertThat(counted("suggestions")).contains("\"result\":\"not_stored\"");
  }

  @Test
  void anAnswerThatIsNotTheFirstChoicesOrNotWholeIsForWhoAskedAlone() throws Exception {
    FakeProvider second = new FakeProvider("second", ANSWER);
    SuggestFix asked = kept().fallback(second, "m").build();
    provider.behaviour = question -> new Completion.RateLimited("limited", null);
    assertThat(answer(ask(asked, event(1, "a"))).path("provider").asText()).isEqualTo("second");

    provider.behaviour = question -> new Completion.Answer("cut o", "m", "length", 1, 1_000);
    assertThat(answer(ask(asked, event(2, "a"))).path("finish_reason").asText())
        .isEqualTo("length");

    provider.behaviour = question -> ANSWER;
    JsonNode whole = answer(ask(asked, event(3, "a")));
    assertThat(whole.path("cached").asBoolean()).isFalse();
    assertThat(whole.path("provider").asText()).isEqualTo("fake");
    // Each event has its own all the same.
    assertThat(lookUp(1).path("instead_of").asText()).isEqualTo("fake");
    assertThat(lookUp(2).path("finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void whateverFailsWhileAskingLeavesNoClaim() {
    SuggestFix asked = kept().build();
    provider.behaviour =
        question -> {
          throw new IllegalStateException("a request could not be signed");
        };
    assertThatThrownBy(() -> ask(asked, event(1, "a"))).isInstanceOf(IllegalStateException.class);

    provider.behaviour = question -> ANSWER;
    assertThat(((Reply.Answer) ask(asked, event(2, "a"))).status()).isEqualTo(200);
  }

  @Test
  void aRecordWaitsForAPolicyThatCannotBeRead() throws Exception {
    SuggestFix asked = kept().build();
    function.options.setReachable(false);

    // Hardly longer than what is kept for storing.
    assertThat(failures(asked, event(1, "a"), 500 + FixSuggester.KEEPING_MILLIS + 100))
        .containsExactly("m-0");
    assertThat(function.options.reads()).isPositive();
    assertThat(provider.asked).isEmpty();
    // A caller is answered by the deployment's own.
    assertThat(ask(asked, event(1, "a"))).isInstanceOf(Reply.Answer.class);
  }

  // Budgets

  @Test
  void overTheBudgetCallersAreRefusedUntilTheNextDay() {
    SuggestFix asked = kept().limits(1, 0).build();

    assertThat(ask(asked, event(1, "a"))).isInstanceOf(Reply.Answer.class);
    Problem over = problem(ask(asked, event(2, "b")));
    assertThat(over.type()).isEqualTo(ProblemType.OVER_BUDGET);
    assertThat(over.type().status()).isEqualTo(429);
    assertThat(over.retryAfterSeconds()).isBetween(1, 86_400);
    assertThat(provider.asked).hasSize(1);
    // What is known already costs nothing.
    assertThat(ask(asked, event(3, "a"))).isInstanceOf(Reply.Answer.class);
    assertThat(counted("budget_refusals"))
        .contains("\"scope\":\"deployment\"", "\"limit\":\"requests\"");

    clock.advance(Duration.ofDays(1));
    assertThat(ask(asked, event(2, "b"))).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void overTheBudgetRecordsGetTheRulesAnswerAndAreDone() throws Exception {
    SuggestFix asked = kept().limits(1, 0).build();
    ask(asked, event(1, "a"));

    assertThat(failures(asked, event(2, "b"))).isEmpty();

    JsonNode kept = lookUp(2);
    assertThat(kept.path("provider").asText()).isEqualTo("rules");
    assertThat(kept.path("limited").asBoolean()).isTrue();
    assertThat(kept.path("instead_of").asText()).isEqualTo("fake");
    assertThat(provider.asked).hasSize(1);
    // It is no answer for others, who may ask when there is a budget again.
    clock.advance(Duration.ofDays(1));
    assertThat(answer(ask(asked, event(3, "b"))).path("provider").asText()).isEqualTo("fake");
  }

  @Test
  void tokensAreCountedAsTheyWereUsed() {
    // Room for one question as it is estimated, and for many as they are counted.
    SuggestFix asked = kept().limits(0, 6_000).build();

    for (int i = 0; i < 20; i++) {
      assertThat(ask(asked, event(i, "message " + "x".repeat(i + 1))))
          .as("question %d", i)
          .isInstanceOf(Reply.Answer.class);
    }
    provider.behaviour = question -> new Completion.Answer("text", "m", "stop", 5_000, 500);
    assertThat(ask(asked, event(50, "big"))).isInstanceOf(Reply.Answer.class);
    assertThat(problem(ask(asked, event(51, "small"))).type()).isEqualTo(ProblemType.OVER_BUDGET);
  }

  @Test
  void aProjectsOwnBudgetHoldsForItAlone() {
    SuggestFix asked = kept().build();
    function.options.set(
        "shop", Map.of(ProjectOption.DAILY_REQUESTS, "1"), Deadline.inMillis(1_000));

    assertThat(ask(asked, event(1, "a"), "project", "shop")).isInstanceOf(Reply.Answer.class);
    Problem over = problem(ask(asked, event(2, "b"), "project", "shop"));
    assertThat(over.type()).isEqualTo(ProblemType.OVER_BUDGET);
    assertThat(over.detail()).contains("this project");
    assertThat(ask(asked, event(2, "b"), "project", "other")).isInstanceOf(Reply.Answer.class);
  }

  // The second provider

  @ParameterizedTest
  @MethodSource("failures")
  void theSecondIsAskedWhenTheFirstIsLimitedOrDown(Completion failure) throws Exception {
    FakeProvider second = new FakeProvider("second", ANSWER);
    SuggestFix asked = function.fallback(second, "m-9").build();
    provider.behaviour = question -> failure;

    Reply reply = ask(asked, event(1, "a"));

    boolean down =
        failure instanceof Completion.RateLimited
            || (failure instanceof Completion.Unavailable unavailable
                && unavailable.cause() != Cause.MISCONFIGURED);
    assertThat(second.asked).hasSize(down ? 1 : 0);
    if (down) {
      JsonNode answer = answer(reply);
      assertThat(answer.path("provider").asText()).isEqualTo("second");
      assertThat(answer.path("instead_of").asText()).isEqualTo("fake");
      assertThat(second.asked.getFirst().model()).isEqualTo("m-9");
    } else {
      assertThat(reply).isInstanceOf(Reply.Refusal.class);
    }
  }

  @Test
  void whenBothFailTheFirstIsTold() {
    FakeProvider second =
        new FakeProvider("second", new Completion.Unavailable(Cause.FAILED, "the second is down"));
    provider.behaviour = question -> new Completion.RateLimited("the first is limited", 9);

    Problem problem = problem(ask(function.fallback(second, "m").build(), event(1, "a")));

    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_LIMITED);
    assertThat(problem.detail()).contains("The first is limited");
    assertThat(problem.retryAfterSeconds()).isEqualTo(9);
  }

  // Streams

  /** Keeps what it is given, and listens to so much of it. */
  private static final class Listener implements TokenStream {
    final List<String> told = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    int listensTo = Integer.MAX_VALUE;

    @Override
    public void begin() {
      told.add("begin");
    }

    @Override
    public boolean token(String piece) {
      text.append(piece);
      return --listensTo > 0;
    }

    @Override
    public void usage(int inputTokens, int outputTokens) {
      told.add("usage " + inputTokens + " " + outputTokens);
    }
  }

  private static Reply stream(SuggestFix function, Listener listener, String body) {
    Request request = request(body, Map.of("stream", "yes"));
    request.streamsTo(listener);
    return function.run(request);
  }

  @Test
  void whatIsShownWhileItIsWrittenIsWhatTheAnswerIs() throws Exception {
    provider.pieces = List.of(ANSWER.text().split("(?<=\\G.{3})", -1));
    Listener listener = new Listener();

    JsonNode answer = answer(stream(kept().build(), listener, event(1, "a")));

    assertThat(listener.text.toString()).isEqualTo(answer.path("suggestion").asText());
    assertThat(listener.text.toString()).contains("It is told.").doesNotContain("evil");
    assertThat(listener.told).containsExactly("begin", "usage 7 5");
    // And kept for who asks the same.
    Listener other = new Listener();
    assertThat(answer(stream(function.build(), other, event(2, "a"))).path("cached").asBoolean())
        .isTrue();
    assertThat(other.text.toString()).isEqualTo(listener.text.toString());
    assertThat(provider.asked).hasSize(1);
  }

  @Test
  void whoGoesAwayStopsTheModelAndLeavesNoClaim() {
    provider.pieces =
        List.of("## Problem Description\n", "one two ", "three four ", "five six ", "seven ");
    Listener listener = new Listener();
    listener.listensTo = 2;
    SuggestFix asked = kept().build();

    assertThat(problem(stream(asked, listener, event(1, "a"))).type())
        .isEqualTo(ProblemType.MODEL_FAILED);
    provider.pieces = List.of();
    assertThat(ask(asked, event(1, "a"))).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void whatWasShownKeepsTheSecondFromBeingAsked() {
    provider.pieces = List.of("## Problem Description\n", "some words ", "that were shown ");
    provider.behaviour = question -> new Completion.Unavailable(Cause.FAILED, "it broke off");
    FakeProvider second = new FakeProvider("second", ANSWER);

    Reply reply = stream(function.fallback(second, "m").build(), new Listener(), event(1, "a"));

    assertThat(problem(reply).type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(second.asked).isEmpty();
  }

  @Test
  void aRefusalBeforeAnythingIsAskedBeginsNoStream() {
    Listener listener = new Listener();

    assertThat(
            problem(stream(function.policy(Policy.SUBPROCESSOR).build(), listener, event(1, "a")))
                .type())
        .isEqualTo(ProblemType.POLICY);
    assertThat(listener.told).isEmpty();
  }

  // Probes

  @Test
  void aProbeAsksWhatIsAlwaysTheSameAndKeepsNothing() throws Exception {
    JsonNode answer = answer(ask(kept().build(), "{\"probe\": \"suggested-fix\"}"));

    assertThat(answer.path("provider").asText()).isEqualTo("fake");
    assertThat(answer.path("model").asText()).isEqualTo("m-1-2026");
    assertThat(answer.path("answer").asText()).isEqualTo(ANSWER.text());
    assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(5);
    assertThat(answer.path("first_token_ms").asInt()).isNotNegative();
    assertThat(answer.path("time_ms").asInt()).isNotNegative();
    assertThat(provider.asked.getFirst().description()).isNull();
    assertThat(provider.asked.getFirst().prompt().get().user()).contains("test of the connection");
    assertThat(store.all()).isEmpty();
  }

  @Test
  void aProbeIsShownWhileItComesWhenThatIsWanted() {
    for (String wanted :
        List.of(
            "{\"probe\": \"suggested-fix\", \"stream\": true}", "{\"probe\": \"suggested-fix\"}")) {
      Listener listener = new Listener();
      Request request = request(wanted, Map.of());
      request.streamsTo(listener);
      assertThat(function.build().run(request)).isInstanceOf(Reply.Answer.class);
      if (wanted.contains("stream")) {
        assertThat(listener.told).containsExactly("begin", "usage 7 5");
        assertThat(listener.text.toString()).isEqualTo(ANSWER.text());
      } else {
        assertThat(listener.told).isEmpty();
      }
    }
  }

  @Test
  void aProbeOfAnUnknownUseCaseNamesThoseThatThereAre() {
    Problem problem = problem(ask(function.build(), "{\"probe\": \"nightly\"}"));

    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(problem.detail()).contains("llm.usecases", "suggested-fix");
  }

  @Test
  void aRecordIsNoProbe() throws Exception {
    // It is an event, of which there is nothing to describe.
    assertThat(failures(kept().build(), "{\"probe\": \"suggested-fix\"}")).isEmpty();
    assertThat(provider.asked).isEmpty();
  }
}
