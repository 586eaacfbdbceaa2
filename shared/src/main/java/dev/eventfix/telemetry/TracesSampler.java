package dev.eventfix.telemetry;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides which invocations are traced. It needs none of Sentry's classes, so that an invocation
 * that is not traced loads none; the SDK's own sampler asks here too.
 */
final class TracesSampler {

  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;

  private TracesSampler() {}

  /**
   * The share of such invocations that is traced, 0 to 1.
   *
   * @param decided what was decided already, by the caller's trace or by an earlier draw; null when
   *     nothing was
   */
  static double rate(ReportSettings settings, @Nullable Boolean decided) {
    if (decided != null) {
      return decided ? 1 : 0;
    }
    Double rate = settings.functionRates().get(settings.function());
    return rate == null ? settings.tracesRate() : rate;
  }

  /** Draws. */
  static boolean isDrawn(double rate) {
    if (rate <= 0 || rate >= 1) {
      return rate >= 1;
    }
    return ThreadLocalRandom.current().nextDouble() < rate;
  }

  /**
   * What the caller decided.
   *
   * @param sentryTrace the header {@code sentry-trace}: trace id, span id and, if it decided, 0 or
   *     1, with hyphens between
   * @return null when it did not decide, and for what is no such header
   */
  static @Nullable Boolean parentDecision(@Nullable String sentryTrace) {
    if (sentryTrace == null || !isTraceHeader(sentryTrace)) {
      return null;
    }
    String text = sentryTrace.trim();
    int flag = TRACE_ID_DIGITS + 1 + SPAN_ID_DIGITS + 1;
    return text.length() < flag ? null : Boolean.valueOf(text.charAt(flag) == '1');
  }

  /** Whether a header is well-formed: others are not passed on. */
  static boolean isTraceHeader(String sentryTrace) {
    String text = sentryTrace.trim();
    int ids = TRACE_ID_DIGITS + 1 + SPAN_ID_DIGITS;
    if (text.length() != ids && text.length() != ids + 2) {
      return false;
    }
    for (int i = 0; i < ids; i++) {
      char c = text.charAt(i);
      boolean fits =
          i == TRACE_ID_DIGITS
              ? c == '-'
              : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!fits) {
        return false;
      }
    }
    return text.length() == ids || text.endsWith("-0") || text.endsWith("-1");
  }
}
