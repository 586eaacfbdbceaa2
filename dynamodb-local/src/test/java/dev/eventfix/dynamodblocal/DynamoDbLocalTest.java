package dev.eventfix.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

final class DynamoDbLocalTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void answersTheSdk() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      Tables.put(client, "a", "red");

      assertThat(Tables.get(client, "a")).containsEntry("colour", Tables.text("red"));
    }
  }

  @Test
  void makesATableWithTheSchemaOnce() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      local.createTable("eventfix");
      Map<String, AttributeValue> item =
          Map.of("pk", Tables.text("user"), "sk", Tables.text("1"), "ttl", Tables.text("never"));
      client.putItem(PutItemRequest.builder().tableName("eventfix").item(item).build());
      local.createTable("eventfix");

      assertThat(client.scan(ScanRequest.builder().tableName("eventfix").build()).items())
          .containsExactly(item);
      assertThat(
              client
                  .describeTimeToLive(
                      DescribeTimeToLiveRequest.builder().tableName("eventfix").build())
                  .timeToLiveDescription()
                  .attributeName())
          .isEqualTo("ttl");
    }
  }

  @Test
  void keepsItsDataForEveryKeyAndRegion(@TempDir Path folder) {
    try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, LOOPBACK, 0);
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      Tables.put(client, "a", "red");
    }
    try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, LOOPBACK, 0);
        DynamoDbClient client = Tables.client(local.endpoint(), "another", Region.US_EAST_1)) {
      assertThat(Tables.get(client, "a")).containsEntry("colour", Tables.text("red"));
    }
  }

  @Test
  void twoInMemoryDoNotSeeEachOther() {
    try (DynamoDbLocal one = DynamoDbLocal.inMemory();
        DynamoDbLocal other = DynamoDbLocal.inMemory();
        DynamoDbClient toOne = Tables.client(one.endpoint());
        DynamoDbClient toOther = Tables.client(other.endpoint())) {
      Tables.create(toOne);

      assertThat(toOther.listTables().tableNames()).isEmpty();
      assertThat(toOne.listTables().tableNames()).containsExactly(Tables.TABLE);
    }
  }

  @Test
  void answersManyAtOnce() throws Exception {
    int many = 100;
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint());
        ExecutorService threads = Executors.newCachedThreadPool()) {
      Tables.create(client);
      List<Future<?>> answers = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        String key = "item " + i;
        answers.add(threads.submit(() -> Tables.put(client, key, "red")));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }

      assertThat(client.scan(ScanRequest.builder().tableName(Tables.TABLE).build()).count())
          .isEqualTo(many);
    }
  }

  // On Linux every 127.x.y.z is this machine: whoever listens on all addresses holds that one too.
  @Test
  @EnabledOnOs(OS.LINUX)
  void listensOnTheGivenAddressOnly() throws IOException {
    InetAddress another = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        ServerSocket sameport = new ServerSocket(local.endpoint().getPort(), 1, another)) {
      assertThat(sameport.isBound()).isTrue();
    }
  }

  @Test
  void tellsAnEndpointThatAClientCanUse(@TempDir Path folder) throws IOException {
    InetAddress every = InetAddress.getByAddress(new byte[4]);
    int port = freePort();
    try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, every, port);
        DynamoDbClient client = Tables.client(local.endpoint())) {
      assertThat(local.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));
      assertThat(client.listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void saysWhereItCannotListen(@TempDir Path folder) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      assertThatThrownBy(() -> DynamoDbLocal.inFolder(folder, LOOPBACK, taken.getLocalPort()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "DynamoDB Local cannot listen on 127.0.0.1 port %d: Address already in use",
              taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhenItsDataIsNone(boolean isFolder, @TempDir Path folder) throws IOException {
    Path data = folder.resolve(DataFolder.DATA_FILE);
    if (isFolder) {
      Files.createDirectory(data);
    } else {
      Files.writeString(data, "These are not the tables you are looking for.".repeat(50));
    }

    assertThatThrownBy(() -> DynamoDbLocal.inFolder(folder, LOOPBACK, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("the data in " + data + " cannot be opened: ");
  }

  @Test
  void refusesBrowsers() throws Exception {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(local.endpoint())
              .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential=key/20260101/local/dynamodb/aws4_request,"
                      + " SignedHeaders=host, Signature=0")
              .POST(HttpRequest.BodyPublishers.ofString("{}"));
      assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);

      request.header("Origin", "http://" + local.endpoint().getAuthority());
      assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aRefusedUpdateBringsTheOldItem() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      Tables.put(client, "a", "red");

      ConditionalCheckFailedException refused =
          catchThrowableOfType(
              ConditionalCheckFailedException.class,
              () ->
                  client.updateItem(
                      UpdateItemRequest.builder()
                          .tableName(Tables.TABLE)
                          .key(Tables.key("a"))
                          .updateExpression("SET colour = :new")
                          .conditionExpression("colour = :new")
                          .expressionAttributeValues(Map.of(":new", Tables.text("blue")))
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD)
                          .build()));

      assertThat(refused.item()).containsEntry("colour", Tables.text("red"));
    }
  }

  @Test
  void aRefusedTransactionBringsTheOldItem() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      Tables.put(client, "a", "red");

      TransactionCanceledException refused =
          catchThrowableOfType(
              TransactionCanceledException.class,
              () -> client.transactWriteItems(paint("blue", "token", "attribute_not_exists(pk)")));

      assertThat(refused.cancellationReasons()).hasSize(1);
      assertThat(refused.cancellationReasons().getFirst().code())
          .isEqualTo("ConditionalCheckFailed");
      assertThat(refused.cancellationReasons().getFirst().item())
          .containsEntry("colour", Tables.text("red"));
    }
  }

  @Test
  void aTransactionWithATokenIsDoneOnce() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      // Done again, it would be refused.
      TransactWriteItemsRequest once = paint("blue", "token", "attribute_not_exists(pk)");
      client.transactWriteItems(once);
      client.transactWriteItems(once);

      assertThatThrownBy(
              () -> client.transactWriteItems(paint("green", "token", "attribute_not_exists(pk)")))
          .isInstanceOf(IdempotentParameterMismatchException.class);
      assertThat(Tables.get(client, "a")).containsEntry("colour", Tables.text("blue"));
    }
  }

  /** Of its libraries only those were left out that it does without. */
  @Test
  void answersPartiQl() {
    // DynamoDB Local's own parser of PartiQL fails in Turkish, where an i has another capital.
    assumeThat(Locale.getDefault().getLanguage()).isNotEqualTo("tr");
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      Tables.put(client, "a", "red");

      assertThat(
              client
                  .executeStatement(
                      ExecuteStatementRequest.builder()
                          .statement("SELECT colour FROM " + Tables.TABLE + " WHERE pk = 'a'")
                          .build())
                  .items())
          .containsExactly(Map.of("colour", Tables.text("red")));
    }
  }

  /** DynamoDB Local would tell AWS of its use with these; they are not even there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "software.amazon.awssdk.services.pinpoint.PinpointClient",
        "software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient"
      })
  void hasNothingToReportItsUseWith(String client) {
    assertThatThrownBy(() -> Class.forName(client)).isInstanceOf(ClassNotFoundException.class);
  }

  private static TransactWriteItemsRequest paint(String colour, String token, String condition) {
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(token)
        .transactItems(
            TransactWriteItem.builder()
                .update(
                    Update.builder()
                        .tableName(Tables.TABLE)
                        .key(Tables.key("a"))
                        .updateExpression("SET colour = :colour")
                        .conditionExpression(condition)
                        .expressionAttributeValues(Map.of(":colour", Tables.text(colour)))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .build())
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whatIsClosedMayBeOpenedAtOnce(@TempDir Path folder) {
    for (int i = 0; i < 20; i++) {
      try (DynamoDbLocal local =
          DynamoDbLocal.inFolder(folder, InetAddress.getLoopbackAddress(), 0)) {
        local.createTable("table-" + i);
      }
      assertThat(Sqlite.writers()).isEmpty();
    }
  }
}
