/** Counts and times, written in CloudWatch's embedded metric format. */
@NullMarked
package dev.eventfix.metrics;

import org.jspecify.annotations.NullMarked;
