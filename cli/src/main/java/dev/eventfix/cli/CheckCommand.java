package dev.eventfix.cli;

import dev.eventfix.cli.CheckRow.Outcome;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.runtime.Startup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eventfix check}. */
@Command(
    name = "check",
    description = {
      "Checks the settings, and calls every back end that they name: the table, the model.",
      "Costs no tokens and changes nothing. Exits with 1 when anything failed."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class CheckCommand implements Callable<Integer> {

  private final Launcher launcher;
  private final List<CheckRow> rows = new ArrayList<>();
  @Mixin private TableOptions table;

  @Option(
      names = "--send-test-event",
      description = "Send one event to each Sentry target (sentry.dsn, sentry.relay_dsn).")
  private boolean sendTestEvent;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "Check a deployed stack instead of this machine: its resources, roles and queues, and"
              + " its functions' settings. May be given several times.")
  private List<String> stacks = new ArrayList<>();

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description = "Check one deployed function, by its name or ARN; may be given several times.")
  private List<String> functions = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  CheckCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    if (stacks.isEmpty() && functions.isEmpty()) {
      return here();
    }
    Map<String, String> given = table.given();
    String region = Settings.read(launcher.environment(), given).text(Setting.TABLE_REGION);
    if (region == null) {
      launcher.error(LauncherRegion.MISSING);
      return ExitCode.SOFTWARE;
    }
    try (AwsApi aws = new AwsApi(launcher.environment(), region)) {
      stacks(aws, region, given);
    }
    return report();
  }

  // In AWS

  private void stacks(AwsApi aws, String region, Map<String, String> given) throws IOException {
    StackChecks checks = new StackChecks(aws, DeploymentTemplate.packaged(), this::add);
    Map<String, Set<String>> chosen = new LinkedHashMap<>();
    for (String stack : stacks) {
      chosen.put(stack, Set.of());
    }
    for (String function : functions) {
      StackChecks.Owner owner = checks.owner(function);
      if (owner != null && !stacks.contains(owner.stack())) {
        chosen.computeIfAbsent(owner.stack(), stack -> new TreeSet<>()).add(owner.id());
      }
    }
    for (Map.Entry<String, Set<String>> stack : chosen.entrySet()) {
      FunctionChecks backEnds = new FunctionChecks(true, sendTestEvent, this::add);
      for (StackChecks.Deployed deployed : checks.run(stack.getKey(), stack.getValue())) {
        Startup startup = FunctionChecks.functions().get(deployed.function());
        if (startup != null) {
          backEnds.function(startup, Settings.read(environment(deployed, aws, region), given));
        }
      }
    }
  }

  /** The function's own variables, and of this process's those that say who asks and where. */
  private Map<String, String> environment(
      StackChecks.Deployed deployed, AwsApi aws, String region) {
    Map<String, String> environment = new LinkedHashMap<>(deployed.variables());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", deployed.function());
    environment.put(LauncherRegion.VARIABLE, region);
    environment.putAll(aws.variables());
    for (Map.Entry<String, String> variable : launcher.environment().entrySet()) {
      if (variable.getKey().startsWith("AWS_ENDPOINT_URL")
          || variable.getKey().equals(Settings.FILE_VARIABLE)) {
        environment.put(variable.getKey(), variable.getValue());
      }
    }
    return environment;
  }

  // On this machine

  private int here() throws IOException {
    Settings settings = Settings.read(launcher.environment(), table.given());
    FunctionChecks backEnds = new FunctionChecks(false, sendTestEvent, this::add);
    if (settings.faults().isEmpty()) {
      int exitCode = table.run(launcher, true, given -> functions(backEnds, given));
      if (exitCode != ExitCode.OK) {
        return exitCode;
      }
    } else {
      backEnds.settings(settings);
      add(
          new CheckRow(
              "functions", "set up", Outcome.DOUBTFUL, 0, "not looked at: correct the settings"));
    }
    return report();
  }

  private int functions(FunctionChecks functions, Map<String, String> given) {
    for (Startup startup : FunctionChecks.functions().values()) {
      functions.function(startup, Settings.read(launcher.environment(), given));
    }
    return ExitCode.OK;
  }

  /** JSON is told at once: checks may take seconds. */
  private void add(CheckRow row) {
    rows.add(row);
    if (json) {
      launcher.print(row);
    }
  }

  private int report() {
    if (!json) {
      print();
    }
    for (CheckRow row : rows) {
      if (row.outcome() == Outcome.FAILED) {
        return ExitCode.SOFTWARE;
      }
    }
    return ExitCode.OK;
  }

  private void print() {
    TextTable table =
        new TextTable(
            List.of(
                UsersCommand.column("Service", false),
                UsersCommand.column("Check", false),
                UsersCommand.column("Result", false),
                new TextTable.Column(StyledText.of("ms", Style.BOLD), true, false),
                UsersCommand.column("Detail", true)));
    for (CheckRow row : rows) {
      table.add(
          List.of(
              StyledText.plain(row.service()),
              StyledText.plain(row.check()),
              row.outcome().styled(),
              StyledText.plain(String.valueOf(row.millis())),
              StyledText.plain(row.detail())));
    }
    launcher.print(table);
    // Whole, for the table cuts what is too long for it.
    Page page = new Page(launcher.terminal());
    boolean first = true;
    for (CheckRow row : rows) {
      if (row.outcome() != Outcome.OK) {
        if (first) {
          page.line(StyledText.plain(""));
        }
        first = false;
        page.wrapped(
            0,
            2,
            row.outcome()
                .styled()
                .add(": " + row.service() + ": " + row.check() + ": " + row.detail(), Style.PLAIN));
      }
    }
    launcher.out().print(page);
  }
}
