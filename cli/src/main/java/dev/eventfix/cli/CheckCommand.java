package dev.eventfix.cli;

import dev.eventfix.cli.CheckRow.Outcome;
import dev.eventfix.configuration.Settings;
import dev.eventfix.runtime.Startup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  CheckCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = Settings.read(launcher.environment(), table.given());
    FunctionChecks functions = new FunctionChecks(sendTestEvent, this::add);
    if (settings.faults().isEmpty()) {
      int exitCode = table.run(launcher, true, given -> functions(functions, given));
      if (exitCode != ExitCode.OK) {
        return exitCode;
      }
    } else {
      functions.settings(settings);
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
    page.blank();
    for (CheckRow row : rows) {
      if (row.outcome() != Outcome.OK) {
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
