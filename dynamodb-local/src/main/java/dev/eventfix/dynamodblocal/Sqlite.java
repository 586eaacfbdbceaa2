package dev.eventfix.dynamodblocal;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/** SQLite, in which DynamoDB Local keeps its tables. */
final class Sqlite {

  /** Where the loader writes the native library that its jar holds. */
  private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";

  /** What such a thread is called. */
  private static final String WRITER = "SQLiteQueue[" + DataFolder.DATA_FILE + "]";

  private static final Duration POLL = Duration.ofMillis(5);

  // A field, for a logger that nobody holds may be collected, and its level with it.
  private static final Logger LOGGER = Logger.getLogger("com.almworks.sqlite4java");

  private static boolean loaded;

  private Sqlite() {}

  /**
   * Loads the native library, once, and leaves no file of it behind where the system allows.
   *
   * @throws Exception as the loader declares it
   */
  static synchronized void load() throws Exception {
    if (loaded) {
      return;
    }
    // It would write to standard error; what fails reaches the client as an answer.
    LOGGER.setLevel(Level.OFF);
    Path folder = Files.createTempDirectory("eventfix-sqlite-");
    String before = System.getProperty(LIBRARY_FOLDER);
    System.setProperty(LIBRARY_FOLDER, folder.toString());
    try {
      SQLiteLibraryLoader.initialize();
      loaded = true;
    } finally {
      if (before == null) {
        System.clearProperty(LIBRARY_FOLDER);
      } else {
        System.setProperty(LIBRARY_FOLDER, before);
      }
      // Left to the loader it goes at an orderly exit, and the launcher's is none.
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Windows keeps the file of a loaded library.
    }
  }

  /**
   * Asked before DynamoDB Local is, which tries a file that it cannot open again and again and
   * answers nobody meanwhile.
   *
   * @throws UncheckedIOException when it is no database, or may not be written to
   */
  static void checkOpens(Path file) {
    SQLiteConnection connection = new SQLiteConnection(file.toFile());
    try {
      connection.open(true);
      connection.exec("BEGIN IMMEDIATE");
      connection.exec("ROLLBACK");
    } catch (SQLiteException e) {
      throw new UncheckedIOException(
          "the data in " + file + " cannot be opened: " + e.getMessage(), new IOException(e));
    } finally {
      connection.dispose();
    }
  }

  /** The threads that read and write the data of open folders. */
  static List<Thread> writers() {
    List<Thread> writers = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.isAlive() && thread.getName().equals(WRITER)) {
        writers.add(thread);
      }
    }
    return writers;
  }

  /**
   * Waits until one of the threads has ended: they are told to end, and nobody waits for them.
   *
   * @return false when none has within the time, or when the waiting was interrupted
   */
  static boolean awaitEnd(List<Thread> writers, Duration wait) {
    long started = System.nanoTime();
    try {
      while (!writers.isEmpty()) {
        for (Thread writer : writers) {
          if (writer.join(POLL)) {
            return true;
          }
        }
        if (System.nanoTime() - started > wait.toNanos()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
