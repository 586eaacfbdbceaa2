package dev.eventfix.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What libraries log, through SLF4J or java.util.logging, as lines of this process's {@link Log}
 * with the member {@code logger}. Their words may hold a request's: they are cut, of an exception
 * there are only its class and the places it was thrown at, and what a library tells of its traffic
 * while debugging, credentials and all, is not logged at any level.
 */
public final class LibraryLog {

  /** The longest message of a library, in characters; of a longer one the rest is left out. */
  static final int MAX_MESSAGE_LENGTH = 500;

  /** The longest name of a logger. */
  static final int MAX_NAME_LENGTH = 100;

  /** Stands where a message was cut. */
  static final String CUT_MARK = "...";

  /** The beginnings of names of loggers that write down whole requests when they debug. */
  private static final String[] TELLING_REQUESTS = {
    "software.amazon.awssdk.",
    "io.sentry.",
    "org.apache.http.",
    "jdk.",
    "sun.",
    "com.sun.",
    "javax."
  };

  private static volatile @Nullable Log current;

  private LibraryLog() {}

  /** From now on libraries log there. */
  public static void use(Log log) {
    current = log;
    if (System.getProperty("java.util.logging.manager") == null
        && System.getProperty("java.util.logging.config.class") == null
        && System.getProperty("java.util.logging.config.file") == null) {
      // Read by java.util.logging once something uses it; loading it now would cost a cold start.
      System.setProperty("java.util.logging.manager", "dev.eventfix.telemetry.JulManager");
    }
  }

  static boolean isEnabled(LogLevel level, String logger) {
    if (level == LogLevel.DEBUG) {
      for (String prefix : TELLING_REQUESTS) {
        if (logger.startsWith(prefix)) {
          return false;
        }
      }
    }
    return log().isEnabled(level);
  }

  static void write(
      LogLevel level, String logger, @Nullable String message, @Nullable Throwable thrown) {
    if (!isEnabled(level, logger)) {
      return;
    }
    log()
        .line(level, cut(message == null ? "" : message, MAX_MESSAGE_LENGTH))
        .with("logger", cut(logger, MAX_NAME_LENGTH))
        .with("error", thrown == null ? null : thrown.getClass().getName())
        .with("at", thrown == null ? null : StackPlaces.of(thrown))
        .write();
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - CUT_MARK.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + CUT_MARK;
  }

  /** Before the start-up has made one, warnings go to standard error. */
  private static Log log() {
    Log log = current;
    return log == null ? BeforeStart.LOG : log;
  }

  private static final class BeforeStart {
    private static final Log LOG =
        new Log(System.err, LogLevel.WARN, LogFormat.of(null, System.getenv()));
  }
}
