package dev.eventfix.benchmarks;

/** Nothing could be measured; the message says what to look at. */
final class MeasurementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MeasurementException(String message) {
    super(message);
  }
}
