package dev.eventfix.benchmarks;

import java.util.function.BooleanSupplier;

/**
 * One invocation of a function.
 *
 * @param event its payload
 * @param effect whether what it was to do beside answering is done
 */
record Invocation(String event, BooleanSupplier effect) {

  /** One that only has to be answered. */
  static Invocation of(String event) {
    return new Invocation(event, () -> true);
  }
}
