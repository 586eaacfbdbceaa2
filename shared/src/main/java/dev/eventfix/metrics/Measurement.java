package dev.eventfix.metrics;

/**
 * One value of a metric.
 *
 * @param value a finite number; of a count that was sampled, scaled up and so perhaps no whole one
 * @param tags all of them, {@link Tags#MAX_TAGS} at most
 */
public record Measurement(Metric metric, double value, Tags tags) {}
