package dev.eventfix.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

final class DynamoDbLocalTest {

  @Test
  void answersTheSdk() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory();
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      client.putItem(
          PutItemRequest.builder()
              .tableName(Tables.TABLE)
              .item(Map.of("pk", Tables.text("a"), "colour", Tables.text("red")))
              .build());

      assertThat(
              client
                  .getItem(
                      GetItemRequest.builder().tableName(Tables.TABLE).key(Tables.key("a")).build())
                  .item())
          .containsEntry("colour", Tables.text("red"));
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
    try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, InetAddress.getLoopbackAddress(), 0);
        DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
    }
    try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, InetAddress.getLoopbackAddress(), 0);
        DynamoDbClient client = Tables.client(local.endpoint(), "another", Region.US_EAST_1)) {
      assertThat(client.listTables().tableNames()).containsExactly(Tables.TABLE);
    }
  }
}
