package dev.eventfix.dynamodblocal;

import dev.eventfix.store.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, running in this process as an HTTP server. Some of its threads keep the process
 * alive until it is closed. Whoever reaches its address reads and writes it with any key.
 *
 * <p>Its own server is not used: that one listens on every address and reports its use to AWS.
 */
public final class DynamoDbLocal implements AutoCloseable {

  /** What people are told before their first use of it. */
  public static final String LICENCE_NOTE =
      "Tables on this machine are kept by AWS's DynamoDB Local, which has a licence of its own: it"
          + " is free for holders of an AWS account, and not to be redistributed.";

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private static final int MAX_THREADS = 64;
  private static final int MIN_THREADS = 4;
  private static final int IDLE_MILLIS = 60_000;

  /** A key and a region are wanted with each request, but all of them see the same tables. */
  private static final String ANY = "local";

  private final Server server;
  private final LocalDynamoDBRequestHandler requests;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;
  private final boolean inFolder;

  private DynamoDbLocal(
      Server server,
      LocalDynamoDBRequestHandler requests,
      LocalDynamoDBServerHandler handler,
      URI endpoint,
      boolean inFolder) {
    this.server = server;
    this.requests = requests;
    this.handler = handler;
    this.endpoint = endpoint;
    this.inFolder = inFolder;
  }

  /** In memory, for tests, on a free port of 127.0.0.1. */
  public static DynamoDbLocal inMemory() {
    return start(null, InetAddress.getLoopbackAddress(), 0);
  }

  /**
   * Keeps its data in that folder, which the caller has {@linkplain DataFolder locked}.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException when it cannot listen there, or its data cannot be opened
   */
  public static DynamoDbLocal inFolder(Path folder, InetAddress bind, int port) {
    return start(folder, bind, port);
  }

  private static DynamoDbLocal start(@Nullable Path folder, InetAddress bind, int port) {
    try {
      Sqlite.load();
    } catch (Exception e) {
      throw new IllegalStateException(
          "DynamoDB Local's native library does not load: " + e.getMessage(), e);
    }
    if (folder != null) {
      Sqlite.checkOpens(folder.resolve(DataFolder.DATA_FILE));
    }
    // Jetty's own kind of queue starts JMX to learn of the processor's caches.
    QueuedThreadPool threads =
        new QueuedThreadPool(
            MAX_THREADS, MIN_THREADS, IDLE_MILLIS, new LinkedBlockingQueue<Runnable>());
    threads.setName("dynamodb-local");
    threads.setDaemon(true);
    Server server =
        new Server(threads, new ScheduledExecutorScheduler("dynamodb-local-timer", true), null);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(bind.getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(
            0, folder == null, folder == null ? null : folder.toString(), true, false);
    LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(requests, null);
    server.setHandler(new BrowserRefusal(handler));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "DynamoDB Local cannot listen on "
              + bind.getHostAddress()
              + " port "
              + port
              + ": "
              + (e.getCause() == null ? e : e.getCause()).getMessage(),
          e);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
    return new DynamoDbLocal(
        server, requests, handler, endpoint(bind, connector.getLocalPort()), folder != null);
  }

  private static URI endpoint(InetAddress bind, int port) {
    boolean six = bind instanceof Inet6Address;
    String host;
    if (bind.isAnyLocalAddress()) {
      host = six ? "[::1]" : "127.0.0.1";
    } else {
      host = six ? "[" + bind.getHostAddress() + "]" : bind.getHostAddress();
    }
    return URI.create("http://" + host + ":" + port);
  }

  /** Where a client on this machine finds it: http://127.0.0.1:PORT. */
  public URI endpoint() {
    return endpoint;
  }

  /** Makes a table as {@link TableSchema} lays it out; one of that name that is there stays. */
  public synchronized void createTable(String name) {
    if (requests
        .listTables(ANY, ANY, ListTablesRequest.builder().build())
        .tableNames()
        .contains(name)) {
      return;
    }
    requests.createTable(
        ANY,
        ANY,
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text(TableSchema.PARTITION_KEY), text(TableSchema.SORT_KEY))
            .keySchema(
                key(TableSchema.PARTITION_KEY, KeyType.HASH),
                key(TableSchema.SORT_KEY, KeyType.RANGE))
            .build());
    requests.updateTimeToLive(
        ANY,
        ANY,
        UpdateTimeToLiveRequest.builder()
            .tableName(name)
            .timeToLiveSpecification(
                TimeToLiveSpecification.builder()
                    .attributeName(TableSchema.TIME_TO_LIVE)
                    .enabled(true)
                    .build())
            .build());
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** Ends it, and waits until its data is closed: the folder may be used again, or deleted. */
  @Override
  public void close() {
    List<Thread> writers = inFolder ? Sqlite.writers() : List.of();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop: " + e.getMessage(), e);
    } finally {
      handler.close();
      Sqlite.awaitEnd(writers, LONGEST_CLOSE);
    }
  }
}
