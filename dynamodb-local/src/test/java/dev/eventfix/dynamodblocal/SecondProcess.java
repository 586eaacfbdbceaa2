package dev.eventfix.dynamodblocal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Another process that wants a data folder; its standard output tells how it went. */
final class SecondProcess implements AutoCloseable {

  private static final String HOLD = "hold";
  private static final String SERVE = "serve";

  private final Process process;
  private final String firstLine;

  private SecondProcess(Process process, String firstLine) {
    this.process = process;
    this.firstLine = firstLine;
  }

  /** Takes the lock and keeps it until it is killed. */
  static SecondProcess hold(Path folder, Path temporary) throws IOException {
    return start(HOLD, folder, temporary);
  }

  /** Takes the lock, serves the folder, writes an item, and waits to be killed. */
  static SecondProcess serve(Path folder, Path temporary) throws IOException {
    return start(SERVE, folder, temporary);
  }

  private static SecondProcess start(String what, Path folder, Path temporary) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                SecondProcess.class.getName(),
                what,
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    return new SecondProcess(process, String.valueOf(line));
  }

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    try {
      DataFolder folder = DataFolder.lock(path, Duration.ZERO);
      if (arguments[0].equals(SERVE)) {
        DynamoDbLocal local =
            DynamoDbLocal.inFolder(folder.path(), InetAddress.getLoopbackAddress(), 0);
        folder.serves(local.endpoint());
        write(local);
        System.out.println(local.endpoint());
      } else {
        System.out.println("taken");
      }
      int end = System.in.read();
      Runtime.getRuntime().halt(end);
    } catch (DataFolderException e) {
      System.out.println(e.getMessage());
      Runtime.getRuntime().halt(1);
    }
  }

  private static void write(DynamoDbLocal local) {
    try (DynamoDbClient client = Tables.client(local.endpoint())) {
      Tables.create(client);
      Tables.put(client, "a", "red");
      client.updateItem(
          UpdateItemRequest.builder()
              .tableName(Tables.TABLE)
              .key(Tables.key("a"))
              .updateExpression("SET colour = :new")
              .conditionExpression("colour = :new")
              .expressionAttributeValues(Map.of(":new", Tables.text("blue")))
              .build());
    } catch (ConditionalCheckFailedException e) {
      // DynamoDB Local would log it if it were let.
    }
  }

  long pid() {
    return process.pid();
  }

  /** Anything that a library says would come before what {@link #main} says. */
  String firstLine() {
    return firstLine;
  }

  /** Ends it without a chance to tidy up. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
