package dev.eventfix.dynamodblocal;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/** SQLite, in which DynamoDB Local keeps its tables. */
final class Sqlite {

  /** Where the loader writes the native library that its jar holds. */
  private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";

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
}
