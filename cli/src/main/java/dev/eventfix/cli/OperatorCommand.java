package dev.eventfix.cli;

import dev.eventfix.addpermission.users.Names;
import dev.eventfix.configuration.Settings;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSettings;
import dev.eventfix.store.TableUnavailableException;
import dev.eventfix.wire.JsonValue;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command for the operator: it works on the table, and no function is asked. */
@Command(mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
abstract class OperatorCommand implements Callable<Integer> {

  /** How long one call of the table may take. */
  private static final int CALL_MILLIS = 15_000;

  /** What stands for a letter that the locale has no name for. */
  private static final char UNREADABLE = '\uFFFD';

  private final Launcher launcher;
  @Mixin private TableOptions table;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  OperatorCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  /** What is wrong with a name among the options, as a sentence, or null. */
  abstract @Nullable String fault();

  /** What it works on, for whoever named no table. */
  abstract String what();

  /** Does the work; returns the exit code. */
  abstract int run(Table opened);

  @Override
  public Integer call() throws IOException {
    String fault = fault();
    return fault == null ? table.run(launcher, true, this::open) : fail(fault);
  }

  private int open(Map<String, String> given) {
    Settings settings = Settings.read(launcher.environment(), given);
    TableSettings chosen = TableSettings.require(settings, what());
    settings.warnings().forEach(launcher::warn);
    settings.requireNoFaults();
    try (Table opened = new Table(chosen)) {
      return run(opened);
    } catch (TableUnavailableException e) {
      String place =
          chosen.endpoint() == null ? "in " + chosen.region() : "at " + chosen.endpoint();
      return fail(e.getMessage() + " (" + chosen.name() + " " + place + ")");
    }
  }

  static Deadline deadline() {
    return Deadline.inMillis(CALL_MILLIS);
  }

  /** What is wrong with an option's name; null when nothing is, or when it was not given. */
  static @Nullable String fault(String option, @Nullable String name) {
    return name == null ? null : fault(option, name, Names.fault(name));
  }

  /**
   * The same, of a name with rules of its own.
   *
   * @param fault what is wrong with it by these, or null
   */
  static @Nullable String fault(String option, String name, @Nullable String fault) {
    if (name.indexOf(UNREADABLE) >= 0) {
      return option + " is not readable here: set LC_ALL to a UTF-8 locale";
    }
    return fault == null ? null : option + " " + fault;
  }

  boolean json() {
    return json;
  }

  /** True when nobody reads the output any more. */
  boolean isUnread() {
    return launcher.out().checkError();
  }

  void print(JsonValue value) {
    launcher.print(value);
  }

  /** Sentences for people, each on lines of its own. */
  void print(String... sentences) {
    launcher.print(sentences);
  }

  void print(TextTable rows) {
    launcher.print(rows);
  }

  /** Tells in one line why there is no success; returns the exit code. */
  int fail(String line) {
    launcher.error(line);
    return ExitCode.SOFTWARE;
  }
}
