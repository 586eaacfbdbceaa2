package dev.eventfix.runtime;

import dev.eventfix.metrics.Metrics;
import dev.eventfix.telemetry.Log;
import org.jspecify.annotations.Nullable;

/**
 * A function's configured parts, built once by {@link ColdStart}.
 *
 * @param lookup what it answers to GET, or null when it answers none
 */
public record Application(Operation operation, @Nullable Lookup lookup, Log log, Metrics metrics) {}
