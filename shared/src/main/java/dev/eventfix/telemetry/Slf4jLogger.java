package dev.eventfix.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A library's logger in SLF4J. */
final class Slf4jLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  Slf4jLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return isDebugEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return LibraryLog.isEnabled(LogLevel.DEBUG, name);
  }

  @Override
  public boolean isInfoEnabled() {
    return LibraryLog.isEnabled(LogLevel.INFO, name);
  }

  @Override
  public boolean isWarnEnabled() {
    return LibraryLog.isEnabled(LogLevel.WARN, name);
  }

  @Override
  public boolean isErrorEnabled() {
    return LibraryLog.isEnabled(LogLevel.ERROR, name);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    LibraryLog.write(
        switch (level) {
          case ERROR -> LogLevel.ERROR;
          case WARN -> LogLevel.WARN;
          case INFO -> LogLevel.INFO;
          case DEBUG, TRACE -> LogLevel.DEBUG;
        },
        name,
        MessageFormatter.basicArrayFormat(pattern, arguments),
        thrown);
  }
}
