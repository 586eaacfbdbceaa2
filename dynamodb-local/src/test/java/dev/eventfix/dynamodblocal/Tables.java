package dev.eventfix.dynamodblocal;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The client, table and items of the tests. */
final class Tables {

  static final String TABLE = "things";

  private Tables() {}

  static DynamoDbClient client(URI endpoint) {
    return client(endpoint, "key", Region.EU_CENTRAL_1);
  }

  static DynamoDbClient client(URI endpoint, String accessKey, Region region) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
        .httpClientBuilder(AwsCrtHttpClient.builder())
        .build();
  }

  static void create(DynamoDbClient client) {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
            .build());
  }

  static void put(DynamoDbClient client, String key, String colour) {
    client.putItem(
        PutItemRequest.builder()
            .tableName(TABLE)
            .item(Map.of("pk", text(key), "colour", text(colour)))
            .build());
  }

  static Map<String, AttributeValue> get(DynamoDbClient client, String key) {
    return client.getItem(GetItemRequest.builder().tableName(TABLE).key(key(key)).build()).item();
  }

  static AttributeValue text(String value) {
    return AttributeValue.builder().s(value).build();
  }

  static Map<String, AttributeValue> key(String value) {
    return Map.of("pk", text(value));
  }
}
