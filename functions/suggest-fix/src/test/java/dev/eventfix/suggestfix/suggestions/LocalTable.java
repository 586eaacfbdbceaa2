package dev.eventfix.suggestfix.suggestions;

import dev.eventfix.dynamodblocal.DynamoDbLocal;
import dev.eventfix.store.TableSettings;
import java.util.concurrent.atomic.AtomicInteger;

/** Tables of DynamoDB Local, one server for all tests of a JVM. */
public final class LocalTable {

  private static final DynamoDbLocal SERVER = DynamoDbLocal.inMemory();
  private static final AtomicInteger TABLES = new AtomicInteger();

  private LocalTable() {}

  /** An empty table of its own. */
  public static TableSettings create() {
    String name = "table-" + TABLES.incrementAndGet();
    SERVER.createTable(name);
    return new TableSettings(name, "local", SERVER.endpoint());
  }
}
