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
  static final String DATA_FILE = "shared-local-instance.db";

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

  /**
   * Lock files, by real path of the folder, that somebody else in this process holds, without this
   * class or with another copy of it. Open for the same reason until the lock is free.
   */
  private static final Map<Path, FileChannel> HELD_BY_OTHERS = new HashMap<>();

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
        try {
          return tryLock(folder, path);
        } catch (DataFolderException.InUse e) {
          Duration left = wait.minusNanos(System.nanoTime() - started);
          if (left.isNegative() || left.isZero() || !sleep(left)) {
            throw e;
          }
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

  private static DataFolder tryLock(Path folder, Path path)
      throws IOException, DataFolderException.InUse {
    synchronized (HELD) {
      DataFolder ours = HELD.get(path);
      if (ours != null) {
        throw new DataFolderException.InUse(
            folder,
            new Holder(
                OptionalLong.of(ProcessHandle.current().pid()),
                Optional.ofNullable(ours.endpoint)));
      }
      FileChannel channel = HELD_BY_OTHERS.remove(path);
      if (channel == null) {
        channel = open(path.resolve(LOCK_FILE));
      }
      boolean keep = false;
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
          throw new DataFolderException.InUse(folder, holder(channel));
        }
        DataFolder locked = new DataFolder(path, channel);
        locked.write();
        HELD.put(path, locked);
        keep = true;
        return locked;
      } catch (OverlappingFileLockException e) {
        HELD_BY_OTHERS.put(path, channel);
        keep = true;
        throw new DataFolderException.InUse(folder, holder(channel));
      } finally {
        if (!keep) {
          channel.close();
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        ownerOnly(file, "rw-------"));
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

  private static Holder holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(bytes, 0);
    List<String> lines =
        new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines().toList();
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
