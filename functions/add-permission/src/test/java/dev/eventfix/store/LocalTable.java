package dev.eventfix.store;

import dev.eventfix.dynamodblocal.DynamoDbLocal;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A table of each test's own, in one DynamoDB Local that all tests of a JVM share. */
public final class LocalTable implements BeforeEachCallback {

  private static final String REGION = "eu-central-1";

  /** Started by the first test that needs it; its threads keep no JVM alive. */
  private static final DynamoDbLocal SERVER = DynamoDbLocal.inMemory();

  private static final SdkHttpClient HTTP = AwsCrtHttpClient.builder().maxConcurrency(128).build();

  private static final DynamoDbClient CLIENT =
      DynamoDbClient.builder()
          .endpointOverride(SERVER.endpoint())
          .region(Region.of(REGION))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .httpClient(HTTP)
          .build();

  private static final AtomicInteger COUNT = new AtomicInteger();

  private String name = "";
  private FaultyHttpClient network = new FaultyHttpClient(HTTP);
  private Table table = Table.over(settings(), network);

  @Override
  public void beforeEach(ExtensionContext context) {
    name = "table-" + COUNT.incrementAndGet();
    SERVER.createTable(name);
    network = new FaultyHttpClient(HTTP);
    table = Table.over(settings(), network);
  }

  /** Where it is. */
  public TableSettings settings() {
    return new TableSettings(name, REGION, SERVER.endpoint());
  }

  /** The settings by which a function finds it. */
  public Map<String, String> environment() {
    return Map.of(
        "EVENTFIX_TABLE_NAME", name, "EVENTFIX_TABLE_ENDPOINT_URL", SERVER.endpoint().toString());
  }

  /** The table, behind {@link #network()}. */
  public Table table() {
    return table;
  }

  /** What is between the table and its server. */
  public FaultyHttpClient network() {
    return network;
  }

  /** Every item there is, by its key in the form {@code pk/sk}, read past the code under test. */
  public Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    for (Map<String, AttributeValue> item :
        CLIENT
            .scanPaginator(ScanRequest.builder().tableName(name).consistentRead(true).build())
            .items()) {
      items.put(attribute(item, "pk").s() + "/" + attribute(item, "sk").s(), item);
    }
    return items;
  }

  /** An attribute that there must be. */
  public static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  /** Puts an item past the code under test. */
  public void put(Map<String, AttributeValue> item) {
    CLIENT.putItem(PutItemRequest.builder().tableName(name).item(item).build());
  }
}
