package dev.eventfix.cli;

import dev.eventfix.addpermission.AddPermission;
import dev.eventfix.cli.CheckRow.Outcome;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.describeevent.DescribeEvent;
import dev.eventfix.runtime.Startup;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.suggestfix.SuggestFix;
import dev.eventfix.telemetry.Reporter;
import dev.eventfix.telemetry.TestEventAnswer;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Has the functions built as at their start, and asks each of their back ends once. */
final class FunctionChecks {

  static final String SETTINGS = "settings";

  private static final String TEST_EVENT = "it takes a test event";

  private final boolean deployed;
  private final boolean sendTestEvent;
  private final Consumer<CheckRow> rows;

  /** Services and sentences that several functions have in common. */
  private final Set<String> told = new HashSet<>();

  /**
   * Checks of functions.
   *
   * @param deployed whether they run elsewhere, as somebody else
   * @param sendTestEvent whether Sentry is sent an event; it is told of nothing otherwise
   */
  FunctionChecks(boolean deployed, boolean sendTestEvent, Consumer<CheckRow> rows) {
    this.deployed = deployed;
    this.sendTestEvent = sendTestEvent;
    this.rows = rows;
  }

  /** The start-up of each function, by its name. */
  static Map<String, Startup> functions() {
    Surroundings surroundings =
        new Surroundings(Map.of(), Map.of(), OutputStream.nullOutputStream());
    Map<String, Startup> functions = new LinkedHashMap<>();
    for (Startup startup :
        List.of(
            DescribeEvent.startup(surroundings),
            SuggestFix.startup(surroundings),
            AddPermission.startup(surroundings))) {
      functions.put(startup.function(), startup);
    }
    return functions;
  }

  /** Tells what is wrong with the settings themselves; true when nothing is. */
  boolean settings(Settings settings) {
    return told(SETTINGS, settings, CheckRow.millisSince(System.nanoTime()));
  }

  /** Checks a function with these settings, which nobody has used yet. */
  void function(Startup startup, Settings settings) {
    long start = System.nanoTime();
    List<Service> services = startup.services(settings);
    boolean well = told(startup.function(), settings, CheckRow.millisSince(start));
    if (!well) {
      rows.accept(
          new CheckRow(
              startup.function(),
              "back ends",
              Outcome.DOUBTFUL,
              0,
              "not called: see its settings"));
    }
    for (Service service : services) {
      if (well && told.add(service.name() + " ")) {
        check(service);
      }
      service.close();
    }
  }

  private boolean told(String what, Settings settings, long millis) {
    List<String> warnings = new ArrayList<>(settings.warnings());
    if (settings.faults().isEmpty() && warnings.isEmpty()) {
      rows.accept(new CheckRow(SETTINGS, what, Outcome.OK, millis, ""));
    }
    for (String fault : settings.faults()) {
      if (told.add(fault)) {
        rows.accept(new CheckRow(SETTINGS, what, outcome(fault), millis, fault));
      }
    }
    for (String warning : warnings) {
      if (told.add(warning)) {
        rows.accept(new CheckRow(SETTINGS, what, Outcome.DOUBTFUL, millis, warning));
      }
    }
    return settings.faults().isEmpty();
  }

  /** That whoever checks may not read a secret says nothing about the function. */
  private Outcome outcome(String fault) {
    return deployed && fault.contains(Settings.NOT_FETCHED) ? Outcome.DOUBTFUL : Outcome.FAILED;
  }

  private void check(Service service) {
    if (sendTestEvent && service instanceof Reporter reporter) {
      sendTestEvents(reporter);
      return;
    }
    List<ServiceCheck> checks = service.checks();
    if (checks.isEmpty()) {
      rows.accept(new CheckRow(service.name(), "set up", Outcome.OK, 0, ""));
    }
    for (ServiceCheck check : checks) {
      rows.accept(CheckRow.of(service.name(), check));
    }
  }

  private void sendTestEvents(Reporter reporter) {
    List<TestEventAnswer> answers = reporter.sendTestEvents();
    for (TestEventAnswer answer : answers) {
      String error = answer.error();
      rows.accept(
          new CheckRow(
              reporter.name() + " " + answer.target(),
              TEST_EVENT,
              error == null ? Outcome.OK : Outcome.FAILED,
              answer.millis(),
              error == null ? "status " + answer.status() : error));
    }
    if (answers.isEmpty()) {
      rows.accept(
          new CheckRow(
              reporter.name(),
              TEST_EVENT,
              Outcome.DOUBTFUL,
              0,
              "nothing was sent: "
                  + Setting.SENTRY_DSN.key()
                  + " and "
                  + Setting.SENTRY_RELAY_DSN.key()
                  + " name no project"));
    }
  }
}
