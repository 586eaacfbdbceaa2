package dev.eventfix.telemetry;

import io.sentry.ISpan;
import io.sentry.ITransaction;
import io.sentry.SpanStatus;

/** A traced invocation. Its steps are named by us, never by an event. For use by one thread. */
public final class ReportTransaction {

  private final SentrySdk sdk;
  private final ITransaction begun;
  private final ReportContext context;

  ReportTransaction(SentrySdk sdk, ITransaction begun, ReportContext context) {
    this.sdk = sdk;
    this.begun = begun;
    this.context = context;
  }

  ITransaction begun() {
    return begun;
  }

  ReportContext context() {
    return context;
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
   */
  public void finish(int status) {
    begun.setTag(TransactionFilter.STATUS_CODE, Integer.toString(status));
    SpanStatus named = SpanStatus.fromHttpStatusCode(status);
    sdk.finish(this, named == null ? SpanStatus.UNKNOWN : named);
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
