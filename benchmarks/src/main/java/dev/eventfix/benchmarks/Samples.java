package dev.eventfix.benchmarks;

/** What a variant's rounds took, in milliseconds; filled round by round. */
final class Samples {

  private final Variant variant;
  private final double[] inits;
  private final double[] totals;
  private final double[] processor;

  Samples(Variant variant, int rounds) {
    this.variant = variant;
    this.inits = new double[rounds];
    this.totals = new double[rounds];
    this.processor = new double[rounds];
  }

  Variant variant() {
    return variant;
  }

  void set(int round, ExecutionEnvironment.Times times) {
    inits[round] = times.init();
    totals[round] = times.total();
    processor[round] = times.processor();
  }

  /** Until the function asked for its invocation. */
  double[] inits() {
    return inits.clone();
  }

  /** Until its answer had come. */
  double[] totals() {
    return totals.clone();
  }

  /** What the process used of its processor until then; NaN where the system does not tell. */
  double[] processor() {
    return processor.clone();
  }
}
