/** Measurements of the functions as Lambda runs them. */
@NullMarked
package dev.eventfix.benchmarks;

import org.jspecify.annotations.NullMarked;
