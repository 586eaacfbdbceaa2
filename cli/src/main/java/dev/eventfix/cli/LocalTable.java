package dev.eventfix.cli;

import dev.eventfix.dynamodblocal.DataFolder;
import dev.eventfix.dynamodblocal.DataFolderException;
import dev.eventfix.dynamodblocal.DynamoDbLocal;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A table that this process keeps in a folder, until it is closed. */
final class LocalTable implements AutoCloseable {

  /** The table's name, unless another one is given. */
  static final String DEFAULT_NAME = "eventfix";

  /** How long another process may take to let go of the folder. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** How long it may take when it serves the folder, for then it hardly will. */
  static final Duration LONGEST_WAIT_FOR_SERVER = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final DynamoDbLocal server;
  private final String name;

  private LocalTable(DataFolder folder, DynamoDbLocal server, String name) {
    this.folder = folder;
    this.server = server;
    this.name = name;
  }

  /** For this process alone. */
  static LocalTable open(Path folder, String name, Launcher launcher) throws LocalTableException {
    return start(folder, name, InetAddress.getLoopbackAddress(), 0, launcher);
  }

  /**
   * For others too, who are told of it when they want the folder.
   *
   * @param port 0 for any free one
   */
  static LocalTable serve(Path folder, String name, InetAddress bind, int port, Launcher launcher)
      throws LocalTableException {
    LocalTable table = start(folder, name, bind, port, launcher);
    table.folder.serves(table.endpoint());
    return table;
  }

  private static LocalTable start(
      Path path, String name, InetAddress bind, int port, Launcher launcher)
      throws LocalTableException {
    DataFolder folder = lock(path, LONGEST_WAIT, LONGEST_WAIT_FOR_SERVER);
    DynamoDbLocal server = null;
    boolean started = false;
    try {
      if (folder.isNew()) {
        launcher.error(DynamoDbLocal.LICENCE_NOTE);
      }
      server = DynamoDbLocal.inFolder(folder.path(), bind, port);
      server.createTable(name);
      started = true;
      return new LocalTable(folder, server, name);
    } catch (UncheckedIOException e) {
      throw new LocalTableException(e);
    } finally {
      if (!started) {
        close(folder, server);
      }
    }
  }

  /**
   * Takes the folder's lock.
   *
   * @param wait for a holder
   * @param waitForServer for a holder that serves the folder
   */
  static DataFolder lock(Path path, Duration wait, Duration waitForServer)
      throws LocalTableException {
    try {
      return DataFolder.lock(path, waitForServer);
    } catch (DataFolderException.InUse e) {
      if (e.endpoint().isPresent()) {
        throw new LocalTableException(e);
      }
    } catch (DataFolderException e) {
      throw new LocalTableException(e);
    }
    try {
      return DataFolder.lock(path, wait.minus(waitForServer));
    } catch (DataFolderException e) {
      throw new LocalTableException(e);
    }
  }

  /** Where a client on this machine finds it. */
  URI endpoint() {
    return server.endpoint();
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    close(folder, server);
  }

  private static void close(DataFolder folder, @Nullable DynamoDbLocal server) {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      folder.close();
    }
  }
}
