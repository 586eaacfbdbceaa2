package dev.eventfix.cli;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.runtime.FunctionFailedException;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.suggestfix.SuggestFixHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code eventfix eval}. */
@Command(
    name = "eval",
    description = {
      "Asks for suggestions about crashes whose cause and fix are known, and scores them.",
      "Without a key the built-in rules are scored; with one, each case costs tokens."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Cases are asked about one after the other; no code of a suggestion is run.",
      "Compare two: ./eventfix eval --provider rules --provider openai --html report.html"
    })
final class EvalCommand implements Callable<Integer> {

  /** After so long without a word, the next platform is told. */
  private static final long QUIET_SECONDS = 5;

  private final Launcher launcher;
  private final EvalReport report = new EvalReport();
  private final List<EvalTotals> reached = new ArrayList<>();
  private boolean failed;
  private long told = System.nanoTime();

  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      paramLabel = "DIR",
      defaultValue = "events/crashes",
      description = "The folder of the cases; ${DEFAULT-VALUE} unless told otherwise.")
  private Path folder = Path.of("events/crashes");

  @Option(names = "--only", paramLabel = "PLATFORM", description = "Only the cases of a platform.")
  private @Nullable String only;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Who is asked (llm.provider); may be given several times.")
  private List<String> providers = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Print JSON: a line for each case, then one for each platform.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report as HTML too.")
  private @Nullable Path html;

  @Option(
      names = "--floor",
      paramLabel = "FILE",
      description = "Fail when a number is below the file's, or above it.")
  private @Nullable Path floor;

  @Option(
      names = "--raise-floor",
      description = "Write better numbers to the floor's file; it is never lowered.")
  private boolean raise;

  @Option(
      names = "--price-input",
      paramLabel = "X",
      description = "What a million tokens of input cost.")
  private @Nullable Double priceInput;

  @Option(
      names = "--price-output",
      paramLabel = "Y",
      description = "What a million tokens of output cost.")
  private @Nullable Double priceOutput;

  @Mixin private TableOptions table;

  EvalCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    EvalTotals.Prices prices = prices();
    if (raise && floor == null) {
      throw wrongUsage("--raise-floor needs --floor, the file to write");
    }
    if (only != null && EvalLanguage.of(only) == null) {
      throw wrongUsage("--only names no platform that there are cases of");
    }
    if (table.isFolderGiven()
        || Settings.read(launcher.environment(), table.given()).isSet(Setting.TABLE_NAME)) {
      launcher.error(
          "answers of a table's cache are no measurement: leave " + Setting.TABLE_NAME.key());
      return ExitCode.SOFTWARE;
    }
    try {
      List<EvalCase> cases = EvalCase.readAll(folder, only);
      if (cases.isEmpty()) {
        launcher.error(folder + ": there are no cases in this folder: see --cases");
        return ExitCode.SOFTWARE;
      }
      for (String provider : providers.isEmpty() ? Collections.singletonList("") : providers) {
        ask(provider, cases, prices);
      }
      if (html != null) {
        Files.writeString(html, report.html(), StandardCharsets.UTF_8);
      }
      if (floor != null) {
        compare(EvalFloor.read(floor), floor);
      }
    } catch (MisconfiguredException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail(EventFile.reason(e));
    }
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private EvalTotals.@Nullable Prices prices() {
    if (priceInput == null && priceOutput == null) {
      return null;
    }
    if (priceInput == null || priceOutput == null) {
      throw wrongUsage("--price-input and --price-output belong together");
    }
    if (!(priceInput >= 0) || !(priceOutput >= 0)) {
      throw wrongUsage("a price is a number from 0 on");
    }
    return new EvalTotals.Prices(priceInput, priceOutput);
  }

  private ParameterException wrongUsage(String line) {
    return new ParameterException(spec.commandLine(), line);
  }

  private void fail(String line) {
    failed = true;
    launcher.out().flush();
    launcher.error(line);
  }

  // Asking

  private void ask(String provider, List<EvalCase> cases, EvalTotals.@Nullable Prices prices)
      throws IOException {
    Map<String, String> given = table.given();
    if (!provider.isEmpty()) {
      given.put(Setting.LLM_PROVIDER.key(), provider);
    }
    Surroundings surroundings = launcher.surroundings(given);
    FunctionCall call =
        new FunctionCall(
            "suggest-fix",
            new SuggestFixHandler(SuggestFix.coldStart(surroundings), surroundings.lines()));
    List<EvalRow> rows = new ArrayList<>();
    String platform = "";
    for (EvalCase each : cases) {
      if (!each.platform().equals(platform)) {
        platform = each.platform();
        tellProgress(provider, platform);
      }
      EvalRow row = ask(call, provider, each);
      rows.add(row);
      if (json) {
        launcher.print(row);
        launcher.out().flush();
      }
      if (row.failed()) {
        launcher.error(platform + "/" + each.name() + ": " + row.failure());
      }
    }
    show(rows, prices);
  }

  /** Models take their time. */
  private void tellProgress(String provider, String platform) {
    if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(QUIET_SECONDS)) {
      launcher.error((provider.isEmpty() ? "" : provider + ": ") + "asking about " + platform);
      told = System.nanoTime();
    }
  }

  private EvalRow ask(FunctionCall call, String provider, EvalCase each) throws IOException {
    long start = System.nanoTime();
    String failure;
    Map<?, ?> answer = Map.of();
    try {
      FunctionCall.Answer given = call.call(each.event());
      answer = given.tree();
      String problem = given.problem();
      failure = problem == null ? "" : problem;
    } catch (FunctionFailedException e) {
      failure = FunctionCall.told(e);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String suggestion = AnswerTree.text(answer.get("suggestion"));
    Map<?, ?> usage = AnswerTree.map(answer.get("usage"));
    String name = AnswerTree.text(answer.get("provider"));
    return new EvalRow(
        each,
        name.isEmpty() ? provider : name,
        AnswerTree.text(answer.get("model")),
        failure.isEmpty() ? EvalScore.of(each, suggestion) : EvalScore.NOTHING,
        failure,
        Math.max(0, AnswerTree.number(usage.get("input_tokens"))),
        Math.max(0, AnswerTree.number(usage.get("output_tokens"))),
        millis,
        suggestion);
  }

  // Telling

  private void show(List<EvalRow> rows, EvalTotals.@Nullable Prices prices) {
    String provider = "";
    String model = "";
    for (EvalRow row : rows) {
      provider = row.provider().isEmpty() ? provider : row.provider();
      model = row.model().isEmpty() ? model : row.model();
    }
    if (provider.isEmpty()) {
      provider = "no provider";
    }
    List<EvalTotals> totals = EvalTotals.of(provider, rows, prices);
    EvalTotals all = totals.get(totals.size() - 1);
    if (all.failed() == all.cases()) {
      fail(provider + " answered nothing");
    }
    reached.addAll(totals);
    String title = model.isEmpty() || model.equals(provider) ? provider : provider + ", " + model;
    report.add(title, totals, rows);
    if (json) {
      totals.forEach(launcher::print);
    } else {
      print(title, totals, prices != null);
    }
    launcher.out().flush();
  }

  private void print(String title, List<EvalTotals> totals, boolean priced) {
    List<TextTable.Column> columns = new ArrayList<>();
    for (String head : EvalTotals.heads(priced)) {
      StyledText name = StyledText.of(head, Style.BOLD);
      columns.add(new TextTable.Column(name, !columns.isEmpty(), false));
    }
    TextTable table = new TextTable(columns);
    for (EvalTotals each : totals) {
      table.add(each.cells().stream().map(StyledText::plain).toList());
    }
    launcher.print(title);
    launcher.print(table);
    launcher.print("");
  }

  private void compare(EvalFloor of, Path file) throws IOException {
    List<String> below = of.below(reached);
    List<String> above = of.above(reached);
    below.forEach(this::fail);
    if (raise && below.isEmpty()) {
      of.raise(reached);
    } else if (raise) {
      fail(file + ": not written, for the floor is never lowered");
    } else if (!above.isEmpty()) {
      above.forEach(this::fail);
      fail("better than " + file + " says: run it again with --raise-floor, and commit the file");
    }
  }
}
