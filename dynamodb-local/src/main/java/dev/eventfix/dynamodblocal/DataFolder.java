package dev.eventfix.dynamodblocal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder's lock, so that two launchers do not share its data. The operating system takes it back
 * from a process that died.
 */
public final class DataFolder implements AutoCloseable {

  private static final String LOCK_FILE = "lock";

  /** Where DynamoDB Local keeps a table whatever the region and the key. */
  private static final String DATA_FILE = "shared-local-instance.db";

  private static final long POLL_NANOS = Duration.ofMillis(25).toNanos();

  /** Behind the file's text: on Windows nobody could read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /** More than this is not ours. */
  private static final int MAX_HOLDER_BYTES = 4096;

  /**
   * What this process holds, by real path. It must be asked before the file is opened: under POSIX
   * a process loses its lock on a file as soon as it closes any descriptor of it.
   */
  private static final Map<Path, DataFolder> HELD = new HashMap<>();

  /** Kept open for that reason: whoever holds these folders in this process did not ask us. */
  private static final List<FileChannel> NEVER_CLOSED = new ArrayList<>();

  private final Path path;
  private final FileChannel channel;
  private final boolean isNew;
  private @Nullable URI endpoint;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
    this.isNew = !Files.exists(path.resolve(DATA_FILE));
  }

  /**
   * Takes the lock, and creates the folder when it is not there; only its owner may enter it then.
   *
   * @param wait for a holder to let go; zero asks once
   * @throws DataFolderException.InUse when the wait is over
   * @throws DataFolderException.Unusable when it is no folder, or may not be written to
   */
  public static DataFolder lock(Path folder, Duration wait) throws DataFolderException {
    try {
      Path path = create(folder);
      long started = System.nanoTime();
      while (true) {
        Holder holder;
        synchronized (HELD) {
          DataFolder taken = tryLock(path);
          if (taken != null) {
            return taken;
          }
          holder = holder(path);
        }
        Duration left = wait.minusNanos(System.nanoTime() - started);
        if (left.isNegative() || left.isZero() || !sleep(left)) {
          throw new DataFolderException.InUse(folder, holder);
        }
      }
    } catch (IOException e) {
      throw new DataFolderException.Unusable(
          "the data folder " + folder + " cannot be used: " + reason(e), e);
    }
  }

  private static Path create(Path folder) throws IOException, DataFolderException {
    if (!Files.isDirectory(folder)) {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new DataFolderException.Unusable(
            "the data folder " + folder + " cannot be used: it is no folder", null);
      }
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }
    return folder.toRealPath();
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static @Nullable DataFolder tryLock(Path path) throws IOException {
    if (HELD.containsKey(path)) {
      return null;
    }
    Path file = path.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            ownerOnly(file, "rw-------"));
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        return null;
      }
      DataFolder folder = new DataFolder(path, channel);
      folder.write();
      HELD.put(path, folder);
      locked = true;
      return folder;
    } catch (OverlappingFileLockException e) {
      NEVER_CLOSED.add(channel);
      locked = true;
      return null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static boolean sleep(Duration left) {
    try {
      Thread.sleep(Duration.ofNanos(Math.min(POLL_NANOS, left.toNanos())));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be written to";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " is not there";
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getFile() + ": " + fault.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  /** Its real path. */
  public Path path() {
    return path;
  }

  /** Whether it held no data when the lock was taken. */
  public boolean isNew() {
    return isNew;
  }

  /**
   * Tells those who ask for the lock in vain where the data can be had.
   *
   * @throws UncheckedIOException when the lock's file cannot be written
   */
  public void serves(URI at) {
    synchronized (HELD) {
      endpoint = at;
      try {
        write();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the lock of " + path + " cannot be written: " + reason(e), e);
      }
    }
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder().append(ProcessHandle.current().pid()).append('\n');
    if (endpoint != null) {
      text.append(endpoint).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    channel.write(ByteBuffer.wrap(bytes), 0);
    channel.truncate(bytes.length);
  }

  /** Gives the lock back; the file stays, for another may be opening it. */
  @Override
  public void close() {
    synchronized (HELD) {
      if (HELD.remove(path, this)) {
        try {
          channel.truncate(0);
        } catch (IOException e) {
          // The next holder writes over it.
        }
        try {
          channel.close();
        } catch (IOException e) {
          throw new UncheckedIOException(
              "the lock of " + path + " cannot be given back: " + reason(e), e);
        }
      }
    }
  }

  /** What the holder told of itself. */
  record Holder(OptionalLong pid, Optional<URI> endpoint) {}

  private static Holder holder(Path path) {
    DataFolder ours = HELD.get(path);
    if (ours != null) {
      return new Holder(
          OptionalLong.of(ProcessHandle.current().pid()), Optional.ofNullable(ours.endpoint));
    }
    String text;
    try (var in = Files.newInputStream(path.resolve(LOCK_FILE))) {
      text = new String(in.readNBytes(MAX_HOLDER_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      text = "";
    }
    List<String> lines = text.lines().toList();
    return new Holder(
        lines.isEmpty() ? OptionalLong.empty() : pid(lines.get(0)),
        lines.size() < 2 ? Optional.empty() : endpoint(lines.get(1)));
  }

  private static OptionalLong pid(String line) {
    try {
      long pid = Long.parseLong(line);
      return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Optional<URI> endpoint(String line) {
    try {
      return Optional.of(URI.create(line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
