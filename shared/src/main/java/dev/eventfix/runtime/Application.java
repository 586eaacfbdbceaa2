package dev.eventfix.runtime;

import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import dev.eventfix.telemetry.Reporter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configured function, built once by {@link ColdStart}.
 *
 * @param reporter takes failures of its own
 * @param inProduction whether what is unsafe there is to be warned of
 */
public record Application(
    Startup.Parts parts, Log log, Metrics metrics, Reporter reporter, boolean inProduction) {

  /**
   * One in development, without services, that reports its failures to nobody.
   *
   * @param lookup what it answers to GET, or null when it answers none
   */
  public Application(Operation operation, @Nullable Lookup lookup, Log log, Metrics metrics) {
    this(new Startup.Parts(operation, lookup, List.of()), log, metrics, Reporter.NONE, false);
  }

  /** What it does with a request. */
  public Operation operation() {
    return parts.operation();
  }

  /** What it answers to GET, or null when it answers none. */
  @Nullable Lookup lookup() {
    return parts.lookup();
  }
}
