package dev.eventfix.telemetry;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What java.util.logging takes for its manager, by the system property of that name, when it is
 * first used. A manager and no file of settings or configuration class: handlers named in those are
 * looked for among the classes of the JVM's class path only, and on Lambda a function's are not
 * there.
 */
public final class JulManager extends LogManager {

  /** There is no file with settings: what it would hold is decided here. */
  @Override
  public void readConfiguration() {}

  @Override
  public boolean addLogger(Logger logger) {
    boolean added = super.addLogger(logger);
    if (added && logger.getName().isEmpty()) {
      logger.setLevel(LibraryLog.isEnabled(LogLevel.DEBUG, "") ? Level.ALL : Level.INFO);
      logger.addHandler(new JulHandler());
    }
    return added;
  }

  /** Gives records to our log. */
  static final class JulHandler extends Handler {

    private final Formatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
      LogLevel level = level(record.getLevel());
      if (LibraryLog.isEnabled(level, logger)) {
        LibraryLog.write(level, logger, formatter.formatMessage(record), record.getThrown());
      }
    }

    private static LogLevel level(Level level) {
      int value = level.intValue();
      if (value >= Level.SEVERE.intValue()) {
        return LogLevel.ERROR;
      }
      if (value >= Level.WARNING.intValue()) {
        return LogLevel.WARN;
      }
      return value >= Level.INFO.intValue() ? LogLevel.INFO : LogLevel.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
