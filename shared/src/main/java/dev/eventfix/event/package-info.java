/**
 * An error event in Sentry's format, read, redacted, bounded and described. Pure: no I/O, no AWS.
 */
@NullMarked
package dev.eventfix.event;

import org.jspecify.annotations.NullMarked;
