package dev.eventfix.telemetry;

import io.sentry.SentryEnvelope;
import io.sentry.transport.ITransport;

/** One of the places that reports go to. */
interface ReportTarget extends ITransport {

  /** {@code upstream} or {@code relay}. */
  String name();

  /** The key of its DSN, which the envelopes sent to it name. */
  String publicKey();

  /** Notes that something was dropped before it came here. */
  void recordLost(String reason, String category, long amount);

  /** Notes that all of an envelope was dropped. */
  void recordLost(String reason, SentryEnvelope envelope);

  /**
   * Has what is due sent, without waiting for it.
   *
   * @param last whether no other flush will follow
   */
  void beginFlush(boolean last);

  /**
   * Waits until nothing is on its way.
   *
   * @param millis at most that long; 0 or less looks only
   * @return false when something still is
   */
  boolean awaitIdle(long millis);

  /** Sends an envelope at once, past the queue. */
  TestEventAnswer sendNow(SentryEnvelope envelope);
}
