/** Structured log lines, and reports of our own failures and traces to Sentry. */
@NullMarked
package dev.eventfix.telemetry;

import org.jspecify.annotations.NullMarked;
