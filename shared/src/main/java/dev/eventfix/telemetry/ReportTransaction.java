package dev.eventfix.telemetry;

import io.sentry.ISpan;
import io.sentry.ITransaction;
import io.sentry.SpanStatus;

/** A traced invocation. Its steps are named by us, never by an event. For use by one thread. */
public final class ReportTransaction {

  private final Reporter reporter;
  private final SentrySdk sdk;
  private final ITransaction begun;

  ReportTransaction(Reporter reporter, SentrySdk sdk, ITransaction begun) {
    this.reporter = reporter;
    this.sdk = sdk;
    this.begun = begun;
  }

  /** Begins a step; steps that are not ended when the transaction is finished are left out. */
  public Step step(String operation) {
    return new Step(begun.startChild(operation));
  }

  /**
   * Ends the invocation.
   *
   * @param status the HTTP status that it was answered with, or would have been; with 300 to 399
   *     the transaction is dropped
   * @param context what is known of the invocation at its end: the event's project above all, which
   *     decides whether the relay may know of it
   */
  public void finish(int status, ReportContext context) {
    reporter.finish(this, status, context);
  }

  void end(int status, ReportContext context) {
    begun.setTag(TransactionFilter.STATUS_CODE, Integer.toString(status));
    SpanStatus named = SpanStatus.fromHttpStatusCode(status);
    sdk.finish(begun, named == null ? SpanStatus.UNKNOWN : named, context);
  }

  /** A step of an invocation. */
  public static final class Step implements AutoCloseable {
    private final ISpan span;

    private Step(ISpan span) {
      this.span = span;
    }

    /** Ends it. */
    @Override
    public void close() {
      span.finish();
    }
  }
}
