package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.cli.Invocation.Result;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.suggestfix.options.DynamoDbProjectOptionsStore;
import dev.eventfix.suggestfix.options.ProjectOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about projects' options, on a table that is served. */
final class OptionsCommandTest {

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
    List<String> all = new ArrayList<>(List.of("options"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--table", table, "--endpoint-url", local.endpoint().toString()));
    return invocation.run(all.toArray(new String[0]));
  }

  @Test
  void setsShowsListsAndRemoves() {
    assertThat(run("get", "shop"))
        .isEqualTo(new Result(0, "shop has no options of its own: the settings hold.\n", ""));
    assertThat(run("list"))
        .isEqualTo(
            new Result(
                0, "No project has options of its own yet: options set gives it some.\n", ""));
    Result set = run("set", "shop", "policy=individual_consent", "budget.daily_requests=100");
    assertThat(set.exitCode()).isZero();
    assertThat(set.out().lines()).hasSize(4);
    assertThat(set.out())
        .containsPattern("Project +Option +Value")
        .containsPattern("shop +policy +individual_consent\n")
        .containsPattern("shop +budget.daily_requests +100\n");
    assertThat(run("get", "shop")).isEqualTo(set);
    run("set", "back-office", "answer_language=Brazilian Portuguese");
    assertThat(run("list").out())
        .containsPattern("back-office +answer_language +Brazilian Portuguese\n")
        .containsPattern("shop +policy +individual_consent\n");
    run("set", "shop", "policy=", "budget.daily_requests=");
    assertThat(run("list").out()).doesNotContain("shop");
  }

  @Test
  void answersAsJson() {
    assertThat(
            run("set", "shop", "policy=allowed", "budget.daily_tokens=5", "use_case=a", "--json"))
        .isEqualTo(
            new Result(
                0,
                "{\"project\":\"shop\",\"options\":{\"policy\":\"allowed\",\"use_case\":\"a\","
                    + "\"budget.daily_tokens\":5}}\n",
                ""));
    assertThat(run("get", "other", "--json").out())
        .isEqualTo("{\"project\":\"other\",\"options\":{}}\n");
    assertThat(run("list", "--json").out()).isEqualTo(run("get", "shop", "--json").out());
    run("set", "shop", "policy=", "budget.daily_tokens=", "use_case=");
    assertThat(run("list", "--json")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void listsEveryPage() {
    try (Table opened = new Table(new TableSettings(table, "local", local.endpoint()))) {
      DynamoDbProjectOptionsStore store = new DynamoDbProjectOptionsStore(opened);
      for (int i = 0; i < OptionsCommand.PAGE_PROJECTS + 1; i++) {
        store.set(
            "project-" + i, Map.of(ProjectOption.POLICY, "allowed"), Deadline.inMillis(10_000));
      }
    }
    assertThat(run("list", "--json").out().lines()).hasSize(OptionsCommand.PAGE_PROJECTS + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set shop color=red       | no option is called color: options set --help has those that there are
          set shop policy          | policy has no value: write policy=VALUE
          set shop policy=yes      | policy must be allowed, individual_consent or subprocessor
          set shop policy=allowed policy=allowed | policy is given twice
          set shop use_case=a/b    | use_case must be a name of 1 to 64 letters, digits, dashes, dots and underscores
          set shop budget.daily_tokens=-1 | budget.daily_tokens must be a whole number from 0 (no limit) to 2147483647
          get shöp                 | PROJECT must be a name of 1 to 100 visible characters, blanks not among them
          """)
  void whatCannotBeIsToldInOneLine(String arguments, String line) {
    assertThat(run(arguments.split(" "))).isEqualTo(new Result(1, "", "eventfix: " + line + "\n"));
    assertThat(run("list", "--json").out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"get", "set", "set shop", "''"})
  void whatIsMissingIsWrongUsage(String arguments) {
    Result result = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
  }
}
