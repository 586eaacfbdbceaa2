/** Structured log lines. */
@NullMarked
package dev.eventfix.telemetry;

import org.jspecify.annotations.NullMarked;
