package dev.eventfix.telemetry;

import io.sentry.ILogger;
import io.sentry.SentryLevel;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's diagnostics as lines of our log. Only that there was something, and what was thrown:
 * the SDK writes DSNs and parts of events into its texts.
 */
final class SdkLogger implements ILogger {

  private final ReportLog log;

  SdkLogger(ReportLog log) {
    this.log = log;
  }

  @Override
  public void log(SentryLevel level, String message, @Nullable Object @Nullable ... arguments) {
    line(level, null);
  }

  @Override
  public void log(SentryLevel level, String message, @Nullable Throwable fault) {
    line(level, fault);
  }

  @Override
  public void log(
      SentryLevel level,
      @Nullable Throwable fault,
      String message,
      @Nullable Object @Nullable ... arguments) {
    line(level, fault);
  }

  private void line(SentryLevel level, @Nullable Throwable fault) {
    if (isEnabled(level)) {
      log.line(
          level == SentryLevel.WARNING ? LogLevel.WARN : LogLevel.ERROR,
          "the Sentry SDK met a fault",
          fault == null ? null : fault.getClass().getName());
    }
  }

  @Override
  public boolean isEnabled(@Nullable SentryLevel level) {
    return level == SentryLevel.WARNING || level == SentryLevel.ERROR || level == SentryLevel.FATAL;
  }
}
