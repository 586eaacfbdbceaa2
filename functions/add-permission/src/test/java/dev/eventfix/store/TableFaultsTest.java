package dev.eventfix.store;

import static dev.eventfix.store.FaultyHttpClient.answer;
import static dev.eventfix.store.FaultyHttpClient.breakDown;
import static dev.eventfix.store.FaultyHttpClient.cancel;
import static dev.eventfix.store.FaultyHttpClient.error;
import static dev.eventfix.store.FaultyHttpClient.hang;
import static dev.eventfix.store.FaultyHttpClient.lose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eventfix.configuration.AwsErrorException;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.store.FaultyHttpClient.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table under stress: bounded retries within the time that is left, then a clear outcome. */
final class TableFaultsTest {

  private static final long LONG = 20_000;
  private static final Key KEY = new Key("things", "thing");

  @RegisterExtension private final LocalTable local = new LocalTable();

  private static ItemWrite put() {
    return ItemWrite.put(KEY, new Item().text("colour", "red"));
  }

  /** Each way to ask a table, with a time. */
  private interface Ask {
    Object in(long millis);
  }

  private List<Named<Ask>> asks() {
    Table table = local.table();
    return List.of(
        Named.of("get", millis -> table.get(List.of(KEY), millis)),
        Named.of("query", millis -> table.query("things", "", false, 1, null, millis)),
        Named.of("write", millis -> table.write(put(), millis)),
        Named.of("write together", millis -> table.write(List.of(put()), token(), millis)));
  }

  /** Each transaction is another: DynamoDB Local knows tokens again in other tables too. */
  private static String token() {
    return UUID.randomUUID().toString();
  }

  private static String unavailable(Supplier<?> call) {
    TableUnavailableException e = catchThrowableOfType(TableUnavailableException.class, call::get);
    assertThat(e).isNotNull();
    return String.valueOf(e.getMessage());
  }

  private void assertTries(int expected) {
    assertThat(local.network().operations()).hasSize(expected);
  }

  // Retries and their end

  /** What passes, and one way to ask while it does. */
  static List<Arguments> passing() {
    return List.of(
        Arguments.of(Named.of("500", breakDown()), 0),
        Arguments.of(Named.of("503 without a body", answer(503, "")), 1),
        Arguments.of(Named.of("502 before DynamoDB", answer(502, "<html>Bad gateway</html>")), 2),
        Arguments.of(Named.of("no JSON", answer(200, "<html>Welcome</html>")), 3),
        Arguments.of(Named.of("half a JSON", answer(200, "{\"Attributes\":{\"a\"")), 0),
        Arguments.of(Named.of("lost", lose()), 3));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsTriedAgainAFewTimes(Fate fate, int way) {
    Ask ask = asks().get(way).getPayload();
    local.network().next(2, fate);
    assertThat(ask.in(LONG)).isNotNull();
    assertTries(3);
    local.network().next(TableClient.MAX_ATTEMPTS, fate);
    assertThat(unavailable(() -> ask.in(LONG)))
        .matches(
            "The table (failed to answer \\(DynamoDB [A-Za-z]+: [A-Za-z ]+\\)|cannot be reached)\\."
                + " Try again\\.");
    assertTries(TableClient.MAX_ATTEMPTS);
  }

  /** The SDK makes long pauses here, so only the first is asked for until it ends. */
  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 0, 4",
    "ProvisionedThroughputExceededException, 1, 1",
    "RequestLimitExceeded, 2, 1",
    "TransactionInProgressException, 3, 1"
  })
  void limitsAreWaitedForAndThenTold(String limit, int way, int times) {
    Ask ask = asks().get(way).getPayload();
    local.network().next(times, error(limit));
    if (times == TableClient.MAX_ATTEMPTS) {
      assertThat(unavailable(() -> ask.in(LONG)))
          .matches(
              "The table limits requests \\(DynamoDB BatchGetItem: "
                  + limit
                  + "\\)\\. Try again\\.");
      assertTries(times);
    } else {
      assertThat(ask.in(LONG)).isNotNull();
      assertTries(times + 1);
    }
  }

  @Test
  void conflictsWithOthersAreTriedAgainSoManyTimes() {
    local.network().next(Table.MAX_ATTEMPTS - 1, error("TransactionConflictException"));
    assertThat(local.table().write(put(), LONG)).isEqualTo(new WriteResult.Written());
    assertTries(Table.MAX_ATTEMPTS);

    local.network().next(Table.MAX_ATTEMPTS, cancel("TransactionConflict"));
    assertThat(unavailable(() -> local.table().write(List.of(put()), token(), LONG)))
        .isEqualTo("The items are being changed by others. Try again.");
    assertTries(Table.MAX_ATTEMPTS);
  }

  // Time

  /** A fraction of what one try may take by itself. */
  private static final long SHORT = TableClient.ATTEMPT_TIMEOUT.toMillis() / 30;

  static List<Named<Fate>> endless() {
    return List.of(
        Named.of("hanging", hang()),
        Named.of("limited", error("ThrottlingException")),
        Named.of("lost", lose()),
        Named.of("500", breakDown()),
        Named.of("conflict", error("TransactionConflictException")),
        Named.of("cancelled", cancel("TransactionConflict")));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void nothingTakesLongerThanItMay(Fate fate) {
    local.table().buildClient();
    for (Named<Ask> ask : asks()) {
      local.network().next(100, fate);
      long started = System.nanoTime();
      assertThatThrownBy(() -> ask.getPayload().in(SHORT))
          .as(ask.getName())
          .isInstanceOf(RuntimeException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .as(ask.getName())
          .isLessThan(TableClient.ATTEMPT_TIMEOUT.dividedBy(2));
    }
  }

  @Test
  void whoWaitsForNothingIsToldSo() {
    for (Named<Ask> ask : asks()) {
      local.network().next(hang());
      assertThat(unavailable(() -> ask.getPayload().in(SHORT)))
          .as(ask.getName())
          .isEqualTo("The table did not answer in time. Try again.");
      assertTries(1);
    }
  }

  @Test
  void aTryThatHangsIsFollowedByAnother() {
    local.network().next(hang());
    assertThat(local.table().write(put(), LONG)).isEqualTo(new WriteResult.Written());
    assertTries(2);
  }

  /**
   * A frozen table, or a first call on a fraction of a processor: more tries than the SDK makes.
   */
  @Test
  void aTableThatIsOnlySlowIsAskedForAsLongAsThereIsTime() {
    Table impatient = Table.over(local.settings(), local.network(), Duration.ofMillis(50));
    impatient.buildClient();
    int slow = 2 * TableClient.MAX_ATTEMPTS + 1;
    for (Ask ask :
        List.<Ask>of(
            millis -> impatient.get(List.of(KEY), millis),
            millis -> impatient.query("things", "", false, 1, null, millis),
            millis -> impatient.write(put(), millis),
            millis -> impatient.write(List.of(put()), token(), millis))) {
      local.network().next(slow, hang());
      assertThat(ask.in(LONG)).isNotNull();
      // The table itself may be slow once on a busy machine.
      assertThat(local.network().operations()).hasSizeGreaterThan(slow);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void withoutTimeNothingIsAsked(long millis) {
    for (Named<Ask> ask : asks()) {
      assertThat(unavailable(() -> ask.getPayload().in(millis)))
          .isEqualTo("The table did not answer in time. Try again.");
    }
    assertTries(0);
  }

  @Test
  void whoIsInterruptedStopsAndStaysInterrupted() {
    for (Named<Ask> ask : asks()) {
      local.network().next(100, hang());
      Thread.currentThread().interrupt();
      try {
        assertThat(unavailable(() -> ask.getPayload().in(LONG))).endsWith("Try again.");
      } finally {
        assertThat(Thread.interrupted()).as(ask.getName()).isTrue();
      }
    }
  }

  // Reading in parts

  private Fate someUnprocessed(List<Key> unprocessed) {
    StringBuilder keys = new StringBuilder();
    for (Key key : unprocessed) {
      keys.append(keys.isEmpty() ? "" : ",")
          .append("{\"pk\":{\"S\":\"" + key.partition() + "\"},\"sk\":{\"S\":\"" + key.sort())
          .append("\"}}");
    }
    String name = local.settings().name();
    return answer(
        200,
        "{\"Responses\":{\""
            + name
            + "\":[{\"colour\":{\"S\":\"from the first part\"}}]},\"UnprocessedKeys\":{\""
            + name
            + "\":{\"ConsistentRead\":true,\"Keys\":["
            + keys
            + "]}}}");
  }

  @Test
  void keysThatWereNotProcessedAreReadAfterwards() {
    local.table().write(put(), LONG);
    local.network().operations();
    local.network().next(someUnprocessed(List.of(KEY)), someUnprocessed(List.of(KEY)));
    List<String> colours = new ArrayList<>();
    for (Item item : local.table().get(List.of(new Key("things", "other"), KEY), LONG)) {
      colours.add(String.valueOf(item.text("colour")));
    }
    assertThat(colours).containsExactly("from the first part", "from the first part", "red");
    assertTries(3);

    local.network().next(100, someUnprocessed(List.of(KEY)));
    assertThat(unavailable(() -> local.table().get(List.of(KEY), LONG)))
        .isEqualTo("The table limits how much is read. Try again.");
    assertTries(Table.MAX_ATTEMPTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void anAnswerThatTellsNothingIsNotOneThatFoundNothing(String body) {
    for (Named<Ask> ask : asks().subList(0, 2)) {
      local.network().next(answer(200, body));
      assertThat(unavailable(() -> ask.getPayload().in(LONG)))
          .isEqualTo("The table's answer cannot be read. Try again.");
    }
  }

  // What trying again does not mend

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, names no table of that account and region",
    "AccessDeniedException, names a table that the role (or user) may not use this way",
    "UnrecognizedClientException, names a table whose account refuses the AWS credentials",
    "InvalidSignatureException, names a table whose account refuses the AWS credentials",
    "IncompleteSignatureException, names a table whose account refuses the AWS credentials",
    "MissingAuthenticationTokenException, names a table whose account refuses the AWS credentials",
    "ExpiredTokenException, names a table whose account refuses the AWS credentials",
    "InvalidClientTokenId, names a table whose account refuses the AWS credentials"
  })
  void faultsOfTheDeploymentNameTheSetting(String type, String fault) {
    for (Named<Ask> ask : asks()) {
      local.network().next(error(type, "arn:aws:iam::123456789012:user/ann"));
      assertThatThrownBy(() -> ask.getPayload().in(LONG))
          .as(ask.getName())
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageMatching(
              "table\\.name \\(EVENTFIX_TABLE_NAME\\) "
                  + Pattern.quote(fault)
                  + " \\(DynamoDB [A-Za-z]+: "
                  + type
                  + "\\)");
      assertTries(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationException", "SerializationException"})
  void aFaultOfOursIsOurs(String type) {
    for (Named<Ask> ask : asks()) {
      local.network().next(error(type));
      assertThatThrownBy(() -> ask.getPayload().in(LONG))
          .as(ask.getName())
          .isInstanceOf(AwsErrorException.class)
          .hasMessageMatching("DynamoDB [A-Za-z]+: " + type);
      assertTries(1);
    }
    local.network().next(answer(400, ""));
    assertThatThrownBy(() -> local.table().write(put(), LONG))
        .hasMessage("DynamoDB PutItem: an unknown error");
    local.network().next(cancel("SomethingNew"));
    assertThatThrownBy(() -> local.table().write(List.of(put()), token(), LONG))
        .isInstanceOf(AwsErrorException.class)
        .hasMessage("DynamoDB TransactWriteItems: SomethingNew");
  }

  static List<Arguments> tooLarge() {
    String size = "Item size to update has exceeded the maximum allowed size";
    return List.of(
        Arguments.of(Named.of("alone", error("ValidationException", size)), false),
        Arguments.of(
            Named.of(
                "together",
                answer(
                    400,
                    "{\"__type\":\"x#TransactionCanceledException\",\"CancellationReasons\":"
                        + "[{\"Code\":\"ValidationError\",\"Message\":\""
                        + size
                        + "\"}]}")),
            true));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void anItemThatIsTooLargeIsAnOutcome(Fate fate, boolean together) {
    local.network().next(fate);
    assertThat(
            together
                ? local.table().write(List.of(put()), token(), LONG)
                : local.table().write(put(), LONG))
        .isEqualTo(new WriteResult.TooLarge());
  }
}
