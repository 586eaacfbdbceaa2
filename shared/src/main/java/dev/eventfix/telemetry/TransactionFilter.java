package dev.eventfix.telemetry;

import io.sentry.Hint;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Drops the traces of redirects, which say nothing, and marks those that may lack spans because the
 * SDK keeps no more of them.
 */
final class TransactionFilter implements SentryOptions.BeforeSendTransactionCallback {

  /** The SDK keeps that many spans of a transaction. */
  static final int MAX_SPANS = 1_000;

  static final String STATUS_CODE = "http.status_code";

  private final ReportSettings settings;

  TransactionFilter(ReportSettings settings) {
    this.settings = settings;
  }

  @Override
  public @Nullable SentryTransaction execute(SentryTransaction transaction, Hint hint) {
    String status = transaction.getTag(STATUS_CODE);
    if (status != null && status.length() == 3 && status.charAt(0) == '3') {
      return null;
    }
    EventScrubber.scrub(transaction, hint, settings);
    String sent = ReportContext.tag(status);
    if (sent != null) {
      transaction.setTag(STATUS_CODE, sent);
    }
    if (transaction.getSpans().size() >= MAX_SPANS) {
      transaction.setTag("spans_over_limit", "true");
    }
    return transaction;
  }
}
