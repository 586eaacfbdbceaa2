package dev.eventfix.runtime;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.MetricsBackend;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.LogLevel;
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
    Log log = new Log(surroundings.lines(), level(settings));
    Metrics metrics = metrics(settings);
    metrics.reportFaultsTo(log);
    Parts parts = build(settings, metrics);
    settings.validate(parts.services());
    warn(settings, log);
    settings.requireNoFaults();
    for (Service service : parts.services()) {
      service.setup();
    }
    if (settings.flag(Setting.DEBUG)) {
      check(parts.services(), log);
    }
    return new Application(parts.operation(), parts.lookup(), log, metrics);
  }

  private static LogLevel level(Settings settings) {
    return LogLevel.valueOf(
        String.valueOf(settings.text(Setting.LOGGING_LEVEL)).toUpperCase(Locale.ROOT));
  }

  private Metrics metrics(Settings settings) {
    return "none".equals(settings.text(Setting.METRICS_BACKEND))
        ? new Metrics(function, MetricsBackend.NONE)
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
