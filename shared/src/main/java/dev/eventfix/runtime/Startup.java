package dev.eventfix.runtime;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.MetricsBackend;
import dev.eventfix.telemetry.LibraryLog;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogFormat;
import dev.eventfix.telemetry.LogLevel;
import dev.eventfix.telemetry.MetricsLog;
import dev.eventfix.telemetry.ReportContext;
import dev.eventfix.telemetry.ReportSettings;
import dev.eventfix.telemetry.Reporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a function is configured: settings are read, its parts built, its services validated and then
 * set up. A {@link ColdStart} has it run once.
 */
public abstract class Startup implements Supplier<Application> {

  /** How long a report of a start-up that failed may take to be sent. */
  private static final int REPORT_MILLIS = 2_000;

  /**
   * What a function is made of.
   *
   * @param lookup what is answered to GET, or null
   * @param services its back ends, in the order in which they are set up
   */
  public record Parts(Operation operation, @Nullable Lookup lookup, List<Service> services) {}

  private final String function;
  private final Surroundings surroundings;

  /** Told before by this process, which may start again after a fault that passes. */
  private final Set<String> told = new HashSet<>();

  /** The start-up of the function of that name. */
  protected Startup(String function, Surroundings surroundings) {
    this.function = function;
    this.surroundings = surroundings;
  }

  /**
   * The function's own settings that may be references and are needed; they are fetched together,
   * with the DSNs. Null for a function whose package has nothing to fetch them with.
   */
  protected @Nullable List<Setting> secrets(Settings settings) {
    return null;
  }

  /** Builds the function's parts. What is wrong is noted in the settings, and nobody is called. */
  protected abstract Parts build(Settings settings, Metrics metrics);

  /**
   * Configures the function.
   *
   * @throws MisconfiguredException telling all that is wrong at once
   */
  @Override
  public final Application get() {
    Settings settings = Settings.read(surroundings.environment(), surroundings.given());
    LogFormat format =
        LogFormat.of(settings.text(Setting.LOGGING_FORMAT), surroundings.environment());
    Log log = new Log(surroundings.lines(), level(settings), format);
    LibraryLog.use(log);
    Metrics metrics = metrics(settings, log, format);
    metrics.reportFaultsTo(log);
    Reporter reporter = reporter(settings, metrics, log);
    List<Service> services = new ArrayList<>();
    try {
      return new Application(
          start(settings, metrics, reporter, services, log),
          log,
          metrics,
          reporter,
          settings.stage().equals(Settings.PRODUCTION));
    } catch (RuntimeException e) {
      // Once for each fault: one that passes has the process start again with every request.
      if (told.add(String.valueOf(e.getMessage()))) {
        // Unsafe: while it cannot start, no event that it is given for this can be worked on.
        reporter.report(e, new ReportContext("", "start", null, null, true));
        reporter.flush(REPORT_MILLIS);
      }
      for (Service service : services) {
        service.close();
      }
      metrics.close();
      throw e;
    }
  }

  /**
   * Starts.
   *
   * @param services gets all that there are, to be closed if this fails
   */
  private Parts start(
      Settings settings, Metrics metrics, Reporter reporter, List<Service> services, Log log) {
    services.add(reporter);
    Parts parts = build(settings, metrics);
    services.addAll(0, parts.services());
    settings.validate(services);
    warn(settings, log);
    settings.requireNoFaults();
    for (Service service : services) {
      service.setup();
    }
    if (settings.flag(Setting.DEBUG)) {
      check(services, log);
    }
    return parts;
  }

  /** The function's name. */
  public final String function() {
    return function;
  }

  /**
   * The function's back ends, validated and not set up, for who only asks them. All that is wrong
   * is noted in the settings; nobody is called but those who keep its secrets.
   *
   * @param settings as {@link Settings#read} made them
   */
  public final List<Service> services(Settings settings) {
    Metrics metrics = new Metrics(function, MetricsBackend.NONE);
    Log log = new Log(surroundings.lines(), LogLevel.OFF, LogFormat.TEXT);
    Reporter reporter = reporter(settings, metrics, log);
    List<Service> services = new ArrayList<>(build(settings, metrics).services());
    services.add(reporter);
    settings.validate(services);
    return services;
  }

  /** Fetches what references name, the DSNs among them, and makes the reporter. */
  private Reporter reporter(Settings settings, Metrics metrics, Log log) {
    List<Setting> secrets = secrets(settings);
    if (secrets != null) {
      List<Setting> all = new ArrayList<>(secrets);
      all.addAll(ReportSettings.DSNS);
      settings.resolve(all);
    }
    return Reporter.of(
        ReportSettings.read(settings, function, region(), secrets != null), metrics, log);
  }

  private String region() {
    return surroundings.environment().getOrDefault("AWS_REGION", "");
  }

  private LogLevel level(Settings settings) {
    return LogLevel.threshold(
        settings.isSet(Setting.LOGGING_LEVEL) ? settings.text(Setting.LOGGING_LEVEL) : null,
        surroundings.environment());
  }

  private Metrics metrics(Settings settings, Log log, LogFormat format) {
    if ("none".equals(settings.text(Setting.METRICS_BACKEND))) {
      return new Metrics(function, MetricsBackend.NONE);
    }
    // Lines for CloudWatch where nobody gathers them would only stand between people's.
    boolean forPeople =
        format == LogFormat.TEXT
            && !settings.isSet(Setting.METRICS_BACKEND)
            && !surroundings.environment().containsKey("AWS_LAMBDA_FUNCTION_NAME");
    return forPeople
        ? new Metrics(function, new MetricsLog(log))
        : Metrics.emf(function, surroundings.lines(), surroundings.environment());
  }

  private void warn(Settings settings, Log log) {
    for (String warning : settings.warnings()) {
      if (told.add(warning)) {
        log.line(LogLevel.WARN, "setting").with("warning", warning).write();
        if (surroundings.warned() != null) {
          surroundings.warned().accept(warning);
        }
      }
    }
  }

  private static void check(List<Service> services, Log log) {
    List<String> faults = new ArrayList<>();
    for (Service service : services) {
      for (ServiceCheck check : service.checks()) {
        long start = System.nanoTime();
        ServiceCheck.Result result = check.run();
        boolean failed = result instanceof ServiceCheck.Result.Failed;
        log.line(failed ? LogLevel.ERROR : LogLevel.INFO, "check")
            .with("service", service.name())
            .with("check", check.name())
            .with("result", result.getClass().getSimpleName().toLowerCase(Locale.ROOT))
            .with("detail", result.detail())
            .with("duration_ms", (System.nanoTime() - start) / 1_000_000)
            .write();
        if (failed) {
          faults.add(service.name() + ": " + check.name() + ": " + result.detail());
        }
      }
    }
    if (!faults.isEmpty()) {
      // What is called may be well the next time.
      throw new MisconfiguredException(faults, true);
    }
  }
}
