package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.dynamodblocal.DataFolder;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that this machine keeps, and the options that name one. */
final class LocalTableTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;
  private final Invocation invocation = new Invocation();

  private Result run(String... arguments) {
    return invocation.run(arguments);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private String event() throws Exception {
    return Files.writeString(folder.resolve("event.json"), "{\"message\": \"no seat left\"}")
        .toString();
  }

  @Test
  void keepsTheTableInItsFolderAndTellsTheLicenceOnce() {
    String data = folder.resolve("new/data").toString();
    Result first = run("users", "create", "--username", "bob", "--superuser", "--data", data);
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).isEqualTo("eventfix: " + DynamoDbLocal.LICENCE_NOTE + "\n");
    assertThat(run("add-permission", "--user", "bob", "--permission", "x", "--data", data))
        .isEqualTo(new Result(0, "bob now has the permission x.\n", ""));
    assertThat(run("permissions", "list", "--data", data).out()).contains("bob       x\n");
  }

  @Test
  void theFolderIsInTheUsersDataFolderUnlessOneIsNamed() throws Exception {
    invocation.environment.put("XDG_DATA_HOME", folder.toString());
    invocation.environment.put("HOME", folder.resolve("home").toString());
    assertThat(run("users", "list").exitCode()).isZero();
    assertThat(files()).isNotEmpty().allMatch(file -> file.startsWith(folder.resolve("eventfix")));
  }

  @ParameterizedTest
  @CsvSource({
    "/data, /home/ann, Linux,    /data/eventfix",
    "/data, '',        Mac OS X, /data/eventfix",
    "'',    /home/ann, Linux,    /home/ann/.local/share/eventfix",
    "data,  /home/ann, Linux,    /home/ann/.local/share/eventfix",
    "'',    /home/ann, Mac OS X, /home/ann/Library/Application Support/eventfix",
    "data,  '',        Linux,"
  })
  void theUsersDataFolderIsThePlatforms(String data, String home, String system, Path expected) {
    assertThat(DataOptions.userFolder(Map.of("XDG_DATA_HOME", data, "HOME", home), system))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          users list                                        | there is no home folder to keep the table in: name a folder with --data
          users list --data=                                | --data names no folder
          users list --data d --table t                     | --data and --table exclude each other
          users list --data d --region r                    | --data and --region exclude each other
          describe-event x --data d --endpoint-url http://h | --data and --endpoint-url exclude each other
          suggest-fix x --data d --set table.name=t         | --data and --set table.name exclude each other
          users list --table t --set table.name=t           | --table and --set table.name say the same: give one of them
          add-permission --user a --permission b --table=   | --table is empty
          table --port 65536                                | --port must be from 0 to 65535
          table --port -1                                   | --port must be from 0 to 65535
          table --port http                                 | Invalid value for option '--port'
          table --bind localhost.example                    | --bind must be an address of this machine, such as 127.0.0.1
          table --region r                                  | Unknown options: '--region', 'r'
          """)
  void wrongUsageIsOneLine(String command, String told) {
    Result result = run(command.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("eventfix: " + told).contains("--help)").hasLineCount(1);
  }

  @Test
  void theEnvironmentsTableIsTakenForARealOne() throws Exception {
    invocation.environment.put("XDG_DATA_HOME", folder.toString());
    invocation.environment.put("EVENTFIX_TABLE_NAME", "ours");
    for (String command : List.of("users list", "add-permission --user a --permission b")) {
      Result result = run(command.split(" "));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("eventfix: table.region (EVENTFIX_TABLE_REGION) is missing")
          .hasLineCount(1);
    }
    assertThat(files()).isEmpty();
    // What is named on the command line wins.
    assertThat(run("users", "list", "--data", folder.resolve("d").toString()).exitCode()).isZero();
  }

  @Test
  void unknownSettingsAreToldBeforeATableIsMade() throws Exception {
    Result result =
        run("users", "list", "--data", folder.resolve("d").toString(), "--set", "tabel.name=x");
    assertThat(result)
        .isEqualTo(
            new Result(1, "", "eventfix: tabel.name is no setting: did you mean table.name?\n"));
    assertThat(files()).isEmpty();
  }

  @Test
  void eventsNeedNoTable() throws Exception {
    invocation.environment.put("XDG_DATA_HOME", folder.resolve("x").toString());
    String event = event();
    assertThat(run("describe-event", event, "--data", folder.resolve("d").toString()).exitCode())
        .isZero();
    assertThat(run("describe-event", event, "--table", "t", "--region", "r").exitCode()).isZero();
    assertThat(run("suggest-fix", event).exitCode()).isZero();
    assertThat(files()).hasSize(1);
  }

  @Test
  void suggestFixTakesTheTableThatIsNamed() throws Exception {
    String event = event();
    assertThat(run("suggest-fix", event, "--data", folder.resolve("d").toString()).exitCode())
        .isZero();
    assertThat(folder.resolve("d")).isNotEmptyDirectory();
    assertThat(run("suggest-fix", event, "--table", "ours").err())
        .contains("table.region (EVENTFIX_TABLE_REGION) is missing");
    assertThat(run("suggest-fix", event, "--endpoint-url", "http://example.org").err())
        .contains("table.endpoint_url (command line) must start with https://");
  }

  @Test
  void aFolderThatCannotBeUsedIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (String command : List.of("users list", "table --port 0")) {
      Result result = run((command + " --data " + file).split(" "));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("eventfix: the data folder " + file + " cannot be used: ")
          .endsWith(": name another one with --data\n")
          .hasLineCount(1);
    }
    Files.writeString(folder.resolve("shared-local-instance.db"), "no database".repeat(100));
    Result result = run("users", "list", "--data", folder.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("cannot be opened")
        .endsWith(": name another folder with --data\n")
        .hasLineCount(1);
  }

  @Test
  void whoWantsAFolderWaitsForItsHolder() throws Exception {
    FutureTask<DataFolder> waiting =
        new FutureTask<>(
            () -> LocalTable.lock(folder, Duration.ofMinutes(1), Duration.ofMillis(1)));
    Thread thread = new Thread(waiting);
    try (DataFolder held = DataFolder.lock(folder, Duration.ZERO)) {
      thread.start();
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        assertThat(held.path()).isDirectory();
        Thread.onSpinWait();
      }
      assertThat(waiting.isDone()).isFalse();
    }
    waiting.get(1, TimeUnit.MINUTES).close();
  }

  @Test
  void whoWaitedInVainIsToldWhoHoldsTheFolder() throws Exception {
    Duration wait = Duration.ofMillis(1);
    try (DataFolder held = DataFolder.lock(folder, Duration.ZERO)) {
      assertThatThrownBy(() -> LocalTable.lock(folder, wait, wait))
          .isInstanceOf(LocalTableException.class)
          .hasMessage(folder + " is in use by this process: try again when that has ended");
      held.serves(URI.create("http://127.0.0.1:8000"));
      // Who serves it hardly lets go: the long wait is not begun.
      assertThatThrownBy(() -> LocalTable.lock(folder, Duration.ofHours(1), wait))
          .isInstanceOf(LocalTableException.class)
          .hasMessageEndingWith(": use it there, with --endpoint-url http://127.0.0.1:8000");
    }
  }

  /** As people do: one process serves, another uses what is served, a signal ends it. */
  @Test
  void aTableIsServedToOtherProcessesUntilASignal() throws Exception {
    String data = folder.resolve("d").toString();
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.eventfix.cli.Main",
                "table",
                "--data",
                data,
                "--port",
                "0",
                "--json")
            .redirectError(ProcessBuilder.Redirect.to(folder.resolve("err").toFile()))
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertThat(line).as(Files.readString(folder.resolve("err"))).isNotNull();
      JsonNode served = MAPPER.readTree(line);
      String endpoint = served.path("endpoint").asText();
      assertThat(served.path("table").asText()).isEqualTo("eventfix");

      Result refused = run("users", "list", "--data", data);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .endsWith(
              " is in use by process "
                  + server.pid()
                  + ", which serves it at "
                  + endpoint
                  + ": use it there, with --endpoint-url "
                  + endpoint
                  + "\n");
      assertThat(run("users", "create", "--username", "bob", "--endpoint-url", endpoint).err())
          .isEmpty();

      server.destroy();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
    assertThat(run("users", "list", "--data", data).out()).contains("bob");
  }

  @Test
  void tellsHowToUseWhatIsServed() throws Exception {
    String out = served("--port", "0", "--table", "ours");
    int port = Integer.parseInt(out.substring(out.lastIndexOf(':') + 1).strip());
    assertThat(out)
        .startsWith("Serving the table ours at http://127.0.0.1:" + port + " from ")
        .endsWith("eventfix commands: --table ours --endpoint-url http://127.0.0.1:" + port + "\n");
    assertThat(invocation.told()).isEqualTo("eventfix: " + DynamoDbLocal.LICENCE_NOTE + "\n");
  }

  @Test
  void warnsWhenOthersMayReachIt() throws Exception {
    assertThat(served("--port", "0", "--bind", "0.0.0.0"))
        .contains("sam local: --parameter-overrides TableEndpointUrl=http://host.docker.internal:");
    assertThat(invocation.told())
        .containsPattern(
            "eventfix: anyone who reaches port \\d+ of 0.0.0.0 may read and write the table\n");
  }

  /** What the command prints until it is stopped. */
  private String served(String... options) throws Exception {
    Launcher launcher = invocation.launcher();
    String[] arguments = new String[options.length + 3];
    arguments[0] = "table";
    arguments[1] = "--data";
    arguments[2] = folder.resolve("d").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    FutureTask<Integer> serving = new FutureTask<>(() -> Main.run(launcher, arguments));
    Thread thread = new Thread(serving);
    thread.start();
    while (!invocation.written(launcher).contains("--endpoint-url") && !serving.isDone()) {
      Thread.onSpinWait();
    }
    String out = invocation.written(launcher);
    thread.interrupt();
    assertThat(serving.get(1, TimeUnit.MINUTES)).as(invocation.told()).isZero();
    DataFolder.lock(folder.resolve("d"), Duration.ZERO).close();
    return out;
  }

  @Test
  void aPortInUseIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result =
          run(
              "table",
              "--data",
              folder.resolve("d").toString(),
              "--port",
              String.valueOf(taken.getLocalPort()));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .contains("port " + taken.getLocalPort())
          .endsWith(": choose others with --port and --bind\n");
    }
    DataFolder.lock(folder.resolve("d"), Duration.ZERO).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "172.17.0.1", "::1", "::", "localhost"})
  void anAddressIsTakenAsItIsSpelt(String text) throws Exception {
    InetAddress address = TableCommand.literal(text);
    assertThat(address).isNotNull().isEqualTo(InetAddress.getByName(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.2.3", "256.0.0.1", "01.2.3.4", "+1.2.3.4", "a.b.c.d", "::x"})
  void namesAndOtherTextsAreNotLookedUp(String text) {
    assertThat(TableCommand.literal(text)).isNull();
  }
}
