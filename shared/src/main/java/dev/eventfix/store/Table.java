package dev.eventfix.store;

import dev.eventfix.configuration.AwsError;
import dev.eventfix.configuration.AwsErrorException;
import dev.eventfix.configuration.Jitter;
import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The table. All reads are strongly consistent. Each call ends within the time it is given, its
 * retries included: the SDK's own, and ours for what the SDK does not try again. While the table is
 * only slow a call goes on for all of that time. Safe for use by several threads.
 *
 * <p>Every method throws {@link TableUnavailableException} when the table gives no answer that
 * counts, and {@link MisconfiguredException} when it is not there or may not be used.
 */
public final class Table implements Service, AutoCloseable {

  /** How often a write is tried that meets other writers' transactions, or a limit. */
  static final int MAX_ATTEMPTS = 8;

  /** The wait before the second try is up to this long, and then doubles. */
  private static final int FIRST_WAIT_MILLIS = 25;

  private static final int LONGEST_WAIT_MILLIS = 800;

  private static final String SERVICE = "DynamoDB";
  private static final String TRANSACTION = "TransactWriteItems";

  private static final String OUT_OF_TIME = "The table did not answer in time. Try again.";

  /**
   * Of an answer without what it must have: to take it for one that found nothing would be a lie.
   */
  private static final String UNREADABLE = "The table's answer cannot be read. Try again.";

  private final TableSettings settings;
  private final TableClient connection;
  private final TableClock clock;
  private final boolean alwaysUsed;

  /** A table whose client is built at the first call. */
  public Table(TableSettings settings) {
    this(settings, InstantSource.system());
  }

  /**
   * The same for a process with that clock.
   *
   * @param own the process's, which may be wrong
   */
  public Table(TableSettings settings, InstantSource own) {
    this(settings, new TableClock(own), false);
  }

  private Table(TableSettings settings, TableClock clock, boolean alwaysUsed) {
    this(settings, new TableClient(settings, clock), clock, alwaysUsed);
  }

  private Table(
      TableSettings settings, TableClient connection, TableClock clock, boolean alwaysUsed) {
    this.settings = settings;
    this.connection = connection;
    this.clock = clock;
    this.alwaysUsed = alwaysUsed;
  }

  /**
   * A table that every request uses: its client is built when it is set up, while Lambda gives a
   * start-up the whole processor.
   */
  public static Table alwaysUsed(TableSettings settings) {
    return new Table(settings, new TableClock(InstantSource.system()), true);
  }

  /**
   * For tests: a table behind an HTTP client that does what networks do. Closing it closes both.
   */
  public static Table over(TableSettings settings, SdkHttpClient http) {
    return over(settings, http, TableClient.ATTEMPT_TIMEOUT);
  }

  /** For tests: the same, whose tries may take that long. */
  static Table over(TableSettings settings, SdkHttpClient http, Duration attemptTimeout) {
    TableClock clock = new TableClock(InstantSource.system());
    return new Table(
        settings, new TableClient(settings, http, attemptTimeout, clock), clock, false);
  }

  /**
   * The table's own time, as far as its answers have told it: what processes whose clocks differ
   * agree on. Before the first answer the process's own.
   */
  public InstantSource clock() {
    return clock;
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public void validate(Settings validated) {
    // TableSettings says at once what is wrong: without a name and a place there is no table.
  }

  @Override
  public void setup() {
    if (alwaysUsed) {
      buildClient();
    }
  }

  void buildClient() {
    connection.get();
  }

  @Override
  public List<ServiceCheck> checks() {
    return TableCheck.of(this, settings, connection);
  }

  @Override
  public void close() {
    connection.close();
  }

  // Reading

  /**
   * The items of those keys that exist, in any order.
   *
   * @param keys up to 100 different ones
   * @param millis how long this may take
   */
  public List<Item> get(List<Key> keys, long millis) {
    Attempts attempts = new Attempts(millis);
    List<Item> items = new ArrayList<>();
    List<Map<String, AttributeValue>> wanted = new ArrayList<>();
    for (Key key : keys) {
      wanted.add(attributes(key));
    }
    Map<String, KeysAndAttributes> left =
        Map.of(
            settings.name(), KeysAndAttributes.builder().keys(wanted).consistentRead(true).build());
    while (true) {
      try {
        BatchGetItemResponse response =
            connection
                .get()
                .batchGetItem(
                    BatchGetItemRequest.builder()
                        .requestItems(left)
                        .overrideConfiguration(attempts.limits())
                        .build());
        for (List<Map<String, AttributeValue>> found : response.responses().values()) {
          for (Map<String, AttributeValue> item : found) {
            items.add(new Item(item));
          }
        }
        left = response.unprocessedKeys();
        if (!response.hasResponses() && left.isEmpty()) {
          throw new TableUnavailableException(UNREADABLE);
        }
      } catch (DynamoDbException | SdkClientException | HttpException e) {
        goOn("BatchGetItem", e, attempts);
        continue;
      }
      if (left.isEmpty()) {
        return items;
      }
      attempts.next("The table limits how much is read. Try again.");
    }
  }

  /** The item of that key, or null when there is none. */
  public @Nullable Item get(Key key, long millis) {
    List<Item> items = get(List.of(key), millis);
    return items.isEmpty() ? null : items.getFirst();
  }

  /**
   * A page of the items of one partition, ordered by their sort key.
   *
   * @param prefix what the sort key begins with, may be empty
   * @param newestFirst the last of the order first
   * @param limit how many at most
   * @param after the sort key of the last item of the page before, or null for the first page
   */
  public List<Item> query(
      String partition,
      String prefix,
      boolean newestFirst,
      int limit,
      @Nullable String after,
      long millis) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.builder().s(partition).build());
    String condition = TableSchema.PARTITION_KEY + " = :pk";
    if (!prefix.isEmpty()) {
      values.put(":prefix", AttributeValue.builder().s(prefix).build());
      condition += " AND begins_with(" + TableSchema.SORT_KEY + ", :prefix)";
    }
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(settings.name())
            .keyConditionExpression(condition)
            .expressionAttributeValues(values)
            .consistentRead(true)
            .scanIndexForward(!newestFirst)
            .limit(limit);
    if (after != null) {
      request.exclusiveStartKey(attributes(new Key(partition, after)));
    }
    Attempts attempts = new Attempts(millis);
    while (true) {
      try {
        QueryResponse response =
            connection.get().query(request.overrideConfiguration(attempts.limits()).build());
        if (!response.hasItems()) {
          throw new TableUnavailableException(UNREADABLE);
        }
        List<Item> items = new ArrayList<>();
        for (Map<String, AttributeValue> item : response.items()) {
          items.add(new Item(item));
        }
        return items;
      } catch (DynamoDbException | SdkClientException | HttpException e) {
        goOn("Query", e, attempts);
      }
    }
  }

  // Writing

  /**
   * Writes one item.
   *
   * @param millis how long this may take
   */
  public WriteResult write(ItemWrite write, long millis) {
    Attempts attempts = new Attempts(millis);
    while (true) {
      try {
        writeOnce(write, attempts);
        return new WriteResult.Written();
      } catch (ConditionalCheckFailedException e) {
        return new WriteResult.Refused(0, e.hasItem() ? new Item(e.item()) : null);
      } catch (DynamoDbException e) {
        if (isTooLarge(e)) {
          return new WriteResult.TooLarge();
        }
        if (!code(e).equals("TransactionConflictException")) {
          throw failure(operation(write), e);
        }
        attempts.next("The item is being changed by others. Try again.");
      } catch (SdkClientException | HttpException e) {
        goOn(operation(write), e, attempts);
      }
    }
  }

  private static String operation(ItemWrite write) {
    return switch (write.kind()) {
      case PUT -> "PutItem";
      case UPDATE -> "UpdateItem";
      case DELETE -> "DeleteItem";
    };
  }

  private void writeOnce(ItemWrite write, Attempts attempts) {
    DynamoDbClient client = connection.get();
    switch (write.kind()) {
      case PUT ->
          client.putItem(
              PutItemRequest.builder()
                  .tableName(settings.name())
                  .item(write.item())
                  .conditionExpression(write.condition())
                  .expressionAttributeNames(write.names())
                  .expressionAttributeValues(write.values())
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                  .overrideConfiguration(attempts.limits())
                  .build());
      case UPDATE ->
          client.updateItem(
              UpdateItemRequest.builder()
                  .tableName(settings.name())
                  .key(attributes(write.key()))
                  .updateExpression(write.update())
                  .conditionExpression(write.condition())
                  .expressionAttributeNames(write.names())
                  .expressionAttributeValues(write.values())
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                  .overrideConfiguration(attempts.limits())
                  .build());
      case DELETE ->
          client.deleteItem(
              DeleteItemRequest.builder()
                  .tableName(settings.name())
                  .key(attributes(write.key()))
                  .conditionExpression(write.condition())
                  .expressionAttributeNames(write.names())
                  .expressionAttributeValues(write.values())
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                  .overrideConfiguration(attempts.limits())
                  .build());
    }
  }

  /**
   * Writes all of these items or none of them.
   *
   * @param writes up to 100, of different items
   * @param token names this transaction, up to 36 characters: tried again with the same token
   *     within ten minutes, it is not done twice
   * @param millis how long this may take
   * @return of several refused ones the first
   */
  public WriteResult write(List<ItemWrite> writes, String token, long millis) {
    Attempts attempts = new Attempts(millis);
    List<TransactWriteItem> items = new ArrayList<>();
    for (ItemWrite write : writes) {
      items.add(inTransaction(write));
    }
    while (true) {
      try {
        connection
            .get()
            .transactWriteItems(
                TransactWriteItemsRequest.builder()
                    .transactItems(items)
                    .clientRequestToken(token)
                    .overrideConfiguration(attempts.limits())
                    .build());
        return new WriteResult.Written();
      } catch (TransactionCanceledException e) {
        WriteResult decided = decided(e.cancellationReasons());
        if (decided != null) {
          return decided;
        }
        attempts.next("The items are being changed by others. Try again.");
      } catch (DynamoDbException e) {
        // Told at once of what is put; of what is updated, with the reasons.
        if (isTooLarge(e)) {
          return new WriteResult.TooLarge();
        }
        throw failure(TRANSACTION, e);
      } catch (SdkClientException | HttpException e) {
        goOn(TRANSACTION, e, attempts);
      }
    }
  }

  /** What the reasons decide, or null when they only say that it has to be tried again. */
  private static @Nullable WriteResult decided(List<CancellationReason> reasons) {
    WriteResult.Refused refused = null;
    for (int i = 0; i < reasons.size(); i++) {
      CancellationReason reason = reasons.get(i);
      switch (String.valueOf(reason.code())) {
        case "ConditionalCheckFailed" -> {
          if (refused == null) {
            refused = new WriteResult.Refused(i, reason.hasItem() ? new Item(reason.item()) : null);
          }
        }
        case "None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" -> {}
        default -> {
          if (isItemSize(reason.message())) {
            return new WriteResult.TooLarge();
          }
          throw new AwsErrorException(AwsError.told(SERVICE, TRANSACTION, reason.code()), null);
        }
      }
    }
    return refused;
  }

  private TransactWriteItem inTransaction(ItemWrite write) {
    TransactWriteItem.Builder item = TransactWriteItem.builder();
    switch (write.kind()) {
      case PUT ->
          item.put(
              Put.builder()
                  .tableName(settings.name())
                  .item(write.item())
                  .conditionExpression(write.condition())
                  .expressionAttributeNames(write.names())
                  .expressionAttributeValues(write.values())
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                  .build());
      case UPDATE ->
          item.update(
              Update.builder()
                  .tableName(settings.name())
                  .key(attributes(write.key()))
                  .updateExpression(write.update())
                  .conditionExpression(write.condition())
                  .expressionAttributeNames(write.names())
                  .expressionAttributeValues(write.values())
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                  .build());
      case DELETE ->
          item.delete(
              Delete.builder()
                  .tableName(settings.name())
                  .key(attributes(write.key()))
                  .conditionExpression(write.condition())
                  .expressionAttributeNames(write.names())
                  .expressionAttributeValues(write.values())
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                  .build());
    }
    return item.build();
  }

  static Map<String, AttributeValue> attributes(Key key) {
    return Map.of(
        TableSchema.PARTITION_KEY, AttributeValue.builder().s(key.partition()).build(),
        TableSchema.SORT_KEY, AttributeValue.builder().s(key.sort()).build());
  }

  // Failing

  /**
   * Returns when the table was only slow and there is time left for more tries; else fails. A first
   * call loads most of the SDK within its tries, on a fraction of a processor for longer than one
   * may take.
   */
  private void goOn(String operation, RuntimeException e, Attempts attempts) {
    if (!isSlow(e) || attempts.leftMillis() <= 0) {
      throw failure(operation, e);
    }
  }

  /** Whether the last of the SDK's tries ran out of its time, or that of a connection did. */
  private static boolean isSlow(RuntimeException e) {
    if (e instanceof ApiCallAttemptTimeoutException) {
      return true;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http
          && CRT.awsErrorName(http.getErrorCode()).endsWith("TIMEOUT")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTooLarge(DynamoDbException e) {
    return code(e).equals("ValidationException") && isItemSize(e.awsErrorDetails().errorMessage());
  }

  /** What the error is called; one that comes from something before DynamoDB has no name. */
  private static String code(DynamoDbException e) {
    return String.valueOf(e.awsErrorDetails().errorCode());
  }

  /** The same of whatever a call ended with. */
  static String code(RuntimeException e) {
    return e instanceof DynamoDbException refused ? code(refused) : e.getClass().getSimpleName();
  }

  /** DynamoDB has no code of its own for it. */
  private static boolean isItemSize(@Nullable String message) {
    return message != null && message.contains("tem size");
  }

  /**
   * The HTTP client's own exceptions come through the SDK when it sees no sense in a retry.
   *
   * @param operation DynamoDB's name of what was asked
   */
  RuntimeException failure(String operation, RuntimeException e) {
    if (e instanceof DynamoDbException refused) {
      return failure(operation, refused);
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return new TableUnavailableException(OUT_OF_TIME);
    }
    if (String.valueOf(e.getMessage()).contains("credentials")) {
      return new MisconfiguredException(
          Setting.TABLE_NAME,
          "cannot be used without AWS credentials: set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or a profile");
    }
    return new TableUnavailableException("The table cannot be reached. Try again.");
  }

  private static RuntimeException failure(String operation, DynamoDbException e) {
    String code = code(e);
    String error = AwsError.told(SERVICE, operation, e.awsErrorDetails().errorCode());
    return switch (code) {
      case "ResourceNotFoundException" ->
          misconfigured("names no table of that account and region", error);
      case "AccessDeniedException" ->
          misconfigured("names a table that the role (or user) may not use this way", error);
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException",
          "InvalidClientTokenId" ->
          misconfigured("names a table whose account refuses the AWS credentials", error);
      // An earlier try of ours still runs. The SDK has waited for it, as for one that is limited.
      case "TransactionInProgressException" ->
          unavailable("The items are still being changed", error);
      default -> {
        if (e.isThrottlingException() || code.equals("RequestLimitExceeded")) {
          yield unavailable("The table limits requests", error);
        }
        yield e.statusCode() >= 500
            ? unavailable("The table failed to answer", error)
            : new AwsErrorException(error, e);
      }
    };
  }

  private static MisconfiguredException misconfigured(String fault, String error) {
    return new MisconfiguredException(Setting.TABLE_NAME, fault + " (" + error + ")");
  }

  private static TableUnavailableException unavailable(String what, String error) {
    return new TableUnavailableException(what + " (" + error + "). Try again.");
  }

  /** The tries of one call of ours: how many there were, and how much time is left. */
  private static final class Attempts {
    private final long endNanoTime;
    private int made = 1;

    Attempts(long millis) {
      endNanoTime = System.nanoTime() + millis * 1_000_000;
    }

    private long leftMillis() {
      return (endNanoTime - System.nanoTime()) / 1_000_000;
    }

    AwsRequestOverrideConfiguration limits() {
      long left = leftMillis();
      if (left <= 0) {
        throw new TableUnavailableException(OUT_OF_TIME);
      }
      return AwsRequestOverrideConfiguration.builder()
          .apiCallTimeout(Duration.ofMillis(left))
          .build();
    }

    /** Waits before the next one, or says why there is none. */
    void next(String reason) {
      int longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << (made - 1));
      // Full jitter: writers that met once must not meet again.
      long wait = Jitter.between(0, longest);
      if (made == MAX_ATTEMPTS || wait >= leftMillis()) {
        throw new TableUnavailableException(reason);
      }
      made++;
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TableUnavailableException(reason);
      }
    }
  }
}
