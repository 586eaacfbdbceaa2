package dev.eventfix.telemetry;

import java.util.logging.Logger;

/** A process whose libraries log through java.util.logging and the JDK's own loggers. */
final class JulProcess {

  /** Written when the log is there and java.util.logging is not used yet. */
  static final String STARTED = "started";

  private JulProcess() {}

  public static void main(String[] arguments) {
    LibraryLog.use(new Log(System.out, LogLevel.INFO));
    System.out.println(STARTED);
    Logger logger = Logger.getLogger("com.example.Library");
    logger.info("of a library");
    logger.fine("of no interest");
    System.getLogger("com.example.Jdk").log(System.Logger.Level.WARNING, "of the JDK");
  }
}
