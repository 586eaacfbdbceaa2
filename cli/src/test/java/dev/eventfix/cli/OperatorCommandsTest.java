package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.addpermission.users.Grant;
import dev.eventfix.addpermission.users.Removal;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands about users and permissions, on a table that is served. */
final class OperatorCommandsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final User BOB = new User("1", "bob", null, true, Set.of());
  private static DynamoDbLocal local;

  private final String table = "t-" + UUID.randomUUID();
  private final Invocation invocation = new Invocation();

  @BeforeAll
  static void start() {
    local = DynamoDbLocal.inMemory();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void createTable() {
    local.createTable(table);
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--table", table, "--endpoint-url", local.endpoint().toString()));
    return invocation.run(all.toArray(new String[0]));
  }

  private static List<JsonNode> objects(Result result) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      objects.add(MAPPER.readTree(line));
    }
    return objects;
  }

  private static void assertFailed(Result result, String line) {
    assertThat(result).isEqualTo(new Result(1, "", "eventfix: " + line + "\n"));
  }

  @Test
  void createsListsAndRemovesUsers() throws Exception {
    Result created =
        run("users", "create", "--username", "bob", "--email", "Bob@example.com", "--superuser");
    assertThat(created.exitCode()).isZero();
    assertThat(created.err()).isEmpty();
    Result json = run("users", "create", "--username", "eve", "--json");
    JsonNode eve = objects(json).getFirst();
    assertThat(eve.toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"username\":\"eve\",\"superuser\":false,\"permissions\":[]}"
                .formatted(eve.path("id").asText()));

    Result list = run("users", "list");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out().lines()).hasSize(4);
    assertThat(list.out())
        .containsPattern("bob +Bob@example.com +yes +0 ")
        .containsPattern("eve +no +0 +" + eve.path("id").asText() + "\n");
    String bob =
        objects(run("users", "list", "--json")).stream()
            .filter(user -> user.path("username").asText().equals("bob"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertThat(created.out())
        .isEqualTo(
            "Created bob, a superuser; permissions add gives permissions.\nid " + bob + "\n");

    assertThat(run("users", "remove", "--username", "bob"))
        .isEqualTo(new Result(0, "Removed bob.\nid " + bob + "\n", ""));
    assertThat(run("users", "list").out()).doesNotContain("bob").contains("eve");
    assertThat(objects(run("users", "remove", "--user", "eve", "--json"))).containsExactly(eve);
    assertThat(run("users", "list"))
        .isEqualTo(new Result(0, "There is no user yet: users create makes one.\n", ""));
    assertThat(run("users", "list", "--json")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void aTakenNameIsTold() {
    assertThat(run("users", "create", "--username", "bob", "--email", "b@example.com").exitCode())
        .isZero();
    assertFailed(
        run("users", "create", "--username", "bob"),
        "another user has the username bob: users list shows who");
    assertFailed(
        run("users", "create", "--username", "Bob", "--email", "B@EXAMPLE.COM"),
        "another user has the e-mail B@EXAMPLE.COM: users list shows who");
    assertThat(run("users", "create", "--username", "Bob").exitCode()).isZero();
  }

  @Test
  void addsAPermissionOnce() throws Exception {
    run("users", "create", "--username", "bob", "--email", "b@example.com", "--superuser");
    assertThat(run("permissions", "add", "--user", "b@Example.com", "--permission", "x.y"))
        .isEqualTo(new Result(0, "bob now has the permission x.y.\n", ""));
    assertThat(run("permissions", "add", "--user", "bob", "--permission", "x.y"))
        .isEqualTo(new Result(0, "bob had the permission x.y already.\n", ""));
    JsonNode added =
        objects(run("permissions", "add", "--user", "bob", "--permission", "z", "--json"))
            .getFirst();
    assertThat(added.toString())
        .isEqualTo(
            "{\"user_id\":\"%s\",\"username\":\"bob\",\"permission\":\"z\",\"added\":true}"
                .formatted(added.path("user_id").asText()));
    assertThat(run("permissions", "add", "--user", "bob", "--permission", "z", "--json").out())
        .contains("\"added\":false");
    assertThat(run("users", "list").out()).containsPattern("bob +b@example.com +yes +2 ");
  }

  @Test
  void addsAPermissionAsTheFunctionDoes() throws Exception {
    run("users", "create", "--username", "bob", "--superuser");
    run("users", "create", "--username", "eve");
    assertThat(run("add-permission", "--user", "bob", "--permission", "x.y"))
        .isEqualTo(new Result(0, "bob now has the permission x.y.\n", ""));
    Result again = run("add-permission", "--user", "bob", "--permission", "x.y", "--json");
    assertThat(again.exitCode()).isZero();
    JsonNode answer = objects(again).getFirst();
    assertThat(answer.path("added").asBoolean(true)).isFalse();
    assertThat(answer.path("message").asText()).isEqualTo("bob had the permission x.y already.");
    for (String format : List.of("--json", "--set=llm.model=x")) {
      Result refused = run("add-permission", "--user", "eve", "--permission", "x.y", format);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).startsWith("eventfix: Only superusers").hasLineCount(1);
    }
    assertThat(run("add-permission", "--user", "ann", "--permission", "x.y").err())
        .startsWith("eventfix: Nobody has this id, username or e-mail");
    assertThat(run("add-permission", "--user", "bob", "--permission", " ").err())
        .isEqualTo("eventfix: permission is empty.\n");
  }

  @Test
  void whoIsNoSuperuserGetsNoPermission() {
    run("users", "create", "--username", "eve");
    assertFailed(
        run("permissions", "add", "--user", "eve", "--permission", "x"),
        "eve is no superuser, and only superusers can have permissions: remove the user and create"
            + " it again with --superuser");
  }

  @Test
  void removesAPermissionThatIsHeld() {
    run("users", "create", "--username", "bob", "--superuser");
    run("permissions", "add", "--user", "bob", "--permission", "x");
    assertThat(run("permissions", "remove", "--user", "bob", "--permission", "x"))
        .isEqualTo(new Result(0, "bob no longer has the permission x.\n", ""));
    for (String format : List.of("--json", "--set=llm.model=x")) {
      assertFailed(
          run("permissions", "remove", "--user", "bob", "--permission", "x", format),
          "bob does not have the permission x: permissions list shows those there are");
    }
  }

  @Test
  void listsPermissions() throws Exception {
    assertThat(run("permissions", "list").out())
        .isEqualTo("Nobody has a permission yet: permissions add gives one.\n");
    run("users", "create", "--username", "bob", "--superuser");
    run("users", "create", "--username", "ann", "--superuser");
    assertThat(run("permissions", "list", "--user", "bob").out())
        .isEqualTo("bob has no permission yet: permissions add gives one.\n");
    for (String permission : List.of("b", "a", "a b")) {
      run("permissions", "add", "--user", "bob", "--permission", permission);
    }
    run("permissions", "add", "--user", "ann", "--permission", "c");
    assertThat(run("permissions", "list", "--user", "bob").out())
        .isEqualTo(
            """
            Username  Permission
            ────────  ──────────
            bob       a
            bob       a b
            bob       b
            """);
    assertThat(objects(run("permissions", "list", "--json")))
        .extracting(each -> each.path("username").asText() + " " + each.path("permission").asText())
        .containsExactlyInAnyOrder("bob a", "bob a b", "bob b", "ann c");
    assertThat(run("permissions", "list").out()).contains("ann       c\n").hasLineCount(6);
  }

  @ParameterizedTest
  @CsvSource({
    "users remove --user nobody",
    "users remove --username nobody",
    "users remove --email nobody",
    "permissions list --user nobody",
    "permissions add --permission x --user nobody",
    "permissions remove --permission x --user nobody"
  })
  void aUserThatIsNotThereIsTold(String command) {
    assertFailed(
        run(command.split(" ")),
        "nobody has the id, username or e-mail nobody: users list shows who there is");
  }

  @Test
  void aUserIsRemovedByWhatIsAskedForOnly() {
    run("users", "create", "--username", "bob", "--email", "b@example.com");
    assertThat(run("users", "remove", "--username", "b@example.com").exitCode()).isEqualTo(1);
    assertThat(run("users", "remove", "--email", "bob").exitCode()).isEqualTo(1);
    assertThat(run("users", "list").out()).contains("bob");
    assertThat(run("users", "remove", "--email", "B@example.com").exitCode()).isZero();
  }

  @Test
  void ofSeveralUsersThatAreMeantNoneIsTouched() throws Exception {
    run("users", "create", "--username", "a@example.com", "--superuser");
    run("users", "create", "--username", "ann", "--email", "a@example.com", "--superuser");
    String told = "several users go by a@example.com: give an id, which users list shows";
    assertFailed(run("users", "remove", "--user", "a@example.com"), told);
    assertFailed(run("permissions", "add", "--user", "a@example.com", "--permission", "x"), told);
    String ann = "";
    for (JsonNode user : objects(run("users", "list", "--json"))) {
      ann = user.path("username").asText().equals("ann") ? user.path("id").asText() : ann;
    }
    assertThat(run("permissions", "add", "--user", ann, "--permission", "x").out())
        .startsWith("ann now has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          users create --username ''                            | --username is empty
          users create --username Jos\uFFFD                     | --username is not readable here: set LC_ALL to a UTF-8 locale
          users create --username a\u001b[2Jb                   | --username has control or invisible characters
          users create --username a\u202eb                      | --username has control or invisible characters
          users create --username 16ae0ced-e8ad-42ea-8147-f7380af279ef | --username has the form of an id
          users create --username bob --email bob               | --email is not an e-mail address
          users create --username bob --email b@\u202eb         | --email has control or invisible characters
          users remove --user ''                                | --user is empty
          users remove --email ''                               | --email is empty
          permissions add --user bob --permission ''            | --permission is empty
          permissions remove --user '' --permission x           | --user is empty
          permissions list --user ''                            | --user is empty
          """)
  void aNameThatIsNoneIsTold(String command, String told) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(word.equals("''") ? "" : word);
    }
    assertFailed(run(words.toArray(new String[0])), told);
  }

  @Test
  void namesOfLettersOfAllKindsArePrintedAsTheyAre() {
    String longest = "é".repeat(255);
    for (String name : List.of("José Müller", "山田太郎", "o'brien \"x\"", longest)) {
      assertThat(run("users", "create", "--username", name, "--superuser").err()).isEmpty();
      assertThat(run("permissions", "add", "--user", name, "--permission", name).exitCode())
          .isZero();
      assertThat(run("permissions", "list", "--user", name, "--json").out())
          .contains(name.replace("\"", "\\\""));
    }
    assertThat(run("users", "create", "--username", longest + "é").err())
        .isEqualTo("eventfix: --username is longer than 255 characters\n");
    assertThat(run("users", "list").out()).contains("José Müller  ", "山田太郎  ", "ééé…");
  }

  /** Whoever wrote to the table without us may have used any name. */
  @Test
  void aHostileNameInTheTableCannotDoMoreThanBeRead() {
    FakeUserStore store =
        new FakeUserStore()
            .add("1", "\u001b[2Jcls", "\u202eevil@example.com", "a\nb\u0007")
            .add("2", "x".repeat(5_000), "y".repeat(5_000), "z".repeat(5_000))
            .add("3", "\u3042".repeat(300), null, "\u200b")
            .add("16ae0ced-e8ad-42ea-8147-f7380af279ef", "bob", "bob@example.com", "users.admin");
    for (int columns : new int[] {40, 79, 80, 100, 200}) {
      for (boolean colour : new boolean[] {false, true}) {
        invocation.environment.put("COLUMNS", String.valueOf(columns));
        invocation.isTerminal = colour;
        Launcher launcher = invocation.launcher();
        assertThat(new UsersCommand.ListAll(launcher).run(store)).isZero();
        assertThat(new PermissionsCommand.ListThem(launcher).run(store)).isZero();
        String shown = invocation.written(launcher).replaceAll("\u001b\\[[0-9;]*m", "");
        assertThat(shown)
            .doesNotContain("\u001b", "\u202e", "\u0007", "\u200b")
            .contains("bob@example.com", "16ae0ced-e8ad-42ea-8147-f7380af279ef", "\\u001b[2J");
        assertThat(shown.lines())
            .allSatisfy(line -> assertThat(SafeText.width(line)).isLessThanOrEqualTo(columns));
      }
    }
  }

  @Test
  void listsAnyNumberOfUsersPageByPage() throws Exception {
    FakeUserStore store = new FakeUserStore();
    int count = 2 * UserCommand.PAGE_USERS + 1;
    for (int i = 0; i < count; i++) {
      store.add("id-%06d".formatted(i), "user" + i, null, "p");
    }
    Launcher launcher = invocation.launcher();
    for (UserCommand command :
        List.of(new UsersCommand.ListAll(launcher), new PermissionsCommand.ListThem(launcher))) {
      new CommandLine(command).parseArgs("--json");
      assertThat(command.run(store)).isZero();
    }
    assertThat(invocation.written(launcher).lines()).hasSize(2 * count).doesNotHaveDuplicates();
    assertThat(store.limits).hasSize(8).containsOnly(UserCommand.PAGE_USERS);
  }

  @Test
  void listsNoFurtherWhenNobodyReads() {
    FakeUserStore store = new FakeUserStore();
    for (int i = 0; i < 3 * UserCommand.PAGE_USERS; i++) {
      store.add("id-%06d".formatted(i), "user" + i, null);
    }
    Launcher launcher = invocation.launcher();
    launcher.out().close();
    new UsersCommand.ListAll(launcher).run(store);
    assertThat(store.limits).hasSizeLessThan(2);
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeOfAGrantIsTold(Grant grant) {
    FakeUserStore store = new FakeUserStore().add(BOB);
    store.grant = grant;
    Launcher launcher = invocation.launcher();
    int exitCode = new PermissionsCommand.Add(launcher).run(store, BOB, "x");
    boolean success = grant == Grant.ADDED || grant == Grant.HELD;
    assertThat(exitCode).isEqualTo(success ? 0 : 1);
    assertThat(invocation.written(launcher).lines()).hasSize(success ? 1 : 0);
    assertThat(invocation.told().lines()).hasSize(success ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeOfARemovalIsTold(Removal removal) {
    FakeUserStore store = new FakeUserStore().add(BOB);
    store.removal = removal;
    Launcher launcher = invocation.launcher();
    int exitCode = new PermissionsCommand.Remove(launcher).run(store, BOB, "x");
    assertThat(exitCode).isEqualTo(removal == Removal.REMOVED ? 0 : 1);
    UsersCommand.Remove remove = new UsersCommand.Remove(launcher);
    new CommandLine(remove).parseArgs("--user", "1");
    assertThat(remove.run(store)).isEqualTo(exitCode);
    assertThat(invocation.written(launcher).isEmpty()).isEqualTo(exitCode == 1);
    assertThat(invocation.told().lines()).hasSize(2 * exitCode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users",
        "users create",
        "users create --superuser",
        "users create --username a --username b",
        "users list bob",
        "users remove",
        "users remove --user a --username a",
        "permissions",
        "permissions add --user bob",
        "permissions add --permission x",
        "permissions remove",
        "add-permission --user bob"
      })
  void wrongUsageIsOneLineThatSaysWhereToLook(String command) {
    Result result = invocation.run(command.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("eventfix: ").endsWith(" --help)\n").hasLineCount(1);
  }

  @Test
  void aTableThatCannotBeReachedIsToldWithItsPlace() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    assertFailed(
        invocation.run("users", "list", "--endpoint-url", url),
        "The table cannot be reached. Try again. (eventfix at " + url + ")");
    assertFailed(
        invocation.run("add-permission", "--user", "a", "--permission", "b", "--endpoint-url", url),
        "The table cannot be reached. Try again.");
  }

  @Test
  void aTableThatIsNotThereIsTold() {
    String url = local.endpoint().toString();
    for (String command : List.of("users list", "add-permission --user a --permission b")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--table", "nothere", "--endpoint-url", url));
      Result result = invocation.run(words.toArray(new String[0]));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("eventfix: table.name (EVENTFIX_TABLE_NAME) names no table")
          .hasLineCount(1);
    }
  }
}
