package dev.eventfix.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class DataFolderTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final URI ENDPOINT = URI.create("http://127.0.0.1:8000");

  @TempDir Path home;
  @TempDir Path temporary;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyItsOwnerMayEnterAFolderThatItMade() throws Exception {
    Path folder = home.resolve("a").resolve("b");
    try (DataFolder locked = DataFolder.lock(folder, Duration.ZERO)) {
      assertThat(locked.path()).isEqualTo(folder.toRealPath());
      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(permissions(home.resolve("a"))).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).allMatch(file -> permissions(file).equals("rw-------")).hasSize(1);
      }
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isNewUntilItHoldsData() throws Exception {
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      assertThat(folder.isNew()).isTrue();
    }
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO);
        DynamoDbLocal local =
            DynamoDbLocal.inFolder(folder.path(), InetAddress.getLoopbackAddress(), 0);
        DynamoDbClient client = Tables.client(local.endpoint())) {
      assertThat(folder.isNew()).isTrue();
      Tables.create(client);
    }
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      assertThat(folder.isNew()).isFalse();
    }
  }

  @Test
  void tellsWhoInThisProcessHoldsIt() throws Exception {
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      assertThatThrownBy(() -> DataFolder.lock(home, Duration.ZERO))
          .isInstanceOf(DataFolderException.InUse.class)
          .hasMessage(home + " is in use by this process");
      folder.serves(ENDPOINT);

      DataFolderException.InUse refused = refusal();
      assertThat(refused.pid()).hasValue(ProcessHandle.current().pid());
      assertThat(refused.endpoint()).contains(ENDPOINT);
      assertThat(refused)
          .hasMessage(home + " is in use by this process, which serves it at " + ENDPOINT);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void knowsAFolderByAnyOfItsNames() throws Exception {
    Path folder = Files.createDirectory(home.resolve("data"));
    Path link = Files.createSymbolicLink(home.resolve("link"), folder);
    try (DataFolder held = DataFolder.lock(link, Duration.ZERO)) {
      assertThat(held.path()).isEqualTo(folder.toRealPath());
      assertThatThrownBy(() -> DataFolder.lock(folder, Duration.ZERO))
          .isInstanceOf(DataFolderException.InUse.class);
    }
  }

  @Test
  void waitsForItsTurn() throws Exception {
    CompletableFuture<DataFolder> next = new CompletableFuture<>();
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      Thread waiting = inThread(next, LONG);
      awaitPolling(waiting);
      assertThat(next).isNotDone();
      folder.serves(ENDPOINT);
    }
    try (DataFolder taken = next.get(LONG.toSeconds(), TimeUnit.SECONDS)) {
      assertThat(taken.path()).isEqualTo(home.toRealPath());
    }
  }

  @Test
  void givesUpWhenTheWaitIsOver() throws Exception {
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      long started = System.nanoTime();
      assertThatThrownBy(() -> DataFolder.lock(home, Duration.ofMillis(120)))
          .isInstanceOf(DataFolderException.InUse.class);
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isGreaterThanOrEqualTo(Duration.ofMillis(120));
      assertThat(folder.path()).exists();
    }
  }

  @Test
  void givesUpWhenItIsInterrupted() throws Exception {
    CompletableFuture<DataFolder> next = new CompletableFuture<>();
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      Thread waiting = inThread(next, LONG);
      awaitPolling(waiting);
      waiting.interrupt();
      waiting.join();
      assertThat(next)
          .failsWithin(LONG)
          .withThrowableThat()
          .withCauseInstanceOf(DataFolderException.InUse.class);
      assertThat(folder.path()).exists();
    }
  }

  @Test
  void closingTwiceTakesNothingFromTheNextHolder() throws Exception {
    DataFolder first = DataFolder.lock(home, Duration.ZERO);
    first.close();
    try (DataFolder second = DataFolder.lock(home, Duration.ZERO)) {
      first.close();
      assertThat(refusal().pid()).hasValue(ProcessHandle.current().pid());
      try (SecondProcess process = SecondProcess.hold(home, temporary)) {
        assertThat(process.firstLine()).contains("is in use by process");
      }
      assertThat(second.path()).exists();
    }
    try (DataFolder third = DataFolder.lock(home, Duration.ZERO)) {
      assertThat(third.path()).exists();
    }
  }

  @Test
  void anotherProcessIsToldWhoHoldsIt() throws Exception {
    long pid = ProcessHandle.current().pid();
    try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
      folder.serves(ENDPOINT);
      // Under POSIX a process that asks twice could lose what it has.
      assertThat(refusal().pid()).hasValue(pid);
      try (SecondProcess process = SecondProcess.hold(home, temporary)) {
        assertThat(process.firstLine())
            .isEqualTo(home + " is in use by process " + pid + ", which serves it at " + ENDPOINT);
      }
      assertThat(folder.path()).exists();
    }
    try (SecondProcess process = SecondProcess.hold(home, temporary)) {
      assertThat(process.firstLine()).isEqualTo("taken");
      // What the last holder told of itself is gone.
      assertThat(refusal()).hasMessage(home + " is in use by process " + process.pid());
    }
  }

  /** Also: libraries say nothing, and leave no file in the temporary folder. */
  @Test
  void aKilledProcessLeavesItsDataAndNoLock() throws Exception {
    try (SecondProcess process = SecondProcess.serve(home, temporary)) {
      DataFolderException.InUse refused = refusal();
      assertThat(refused.pid()).hasValue(process.pid());
      assertThat(refused.endpoint()).isPresent();
      URI endpoint = refused.endpoint().get();
      assertThat(process.firstLine()).isEqualTo(endpoint.toString());
      try (Stream<Path> files = Files.list(temporary)) {
        assertThat(files.filter(file -> file.getFileName().toString().contains("sqlite")))
            .isEmpty();
      }

      CompletableFuture<DataFolder> next = new CompletableFuture<>();
      awaitPolling(inThread(next, LONG));
      process.kill();

      try (DataFolder folder = next.get(LONG.toSeconds(), TimeUnit.SECONDS);
          DynamoDbLocal local =
              DynamoDbLocal.inFolder(folder.path(), InetAddress.getLoopbackAddress(), 0);
          DynamoDbClient client = Tables.client(local.endpoint())) {
        assertThat(folder.isNew()).isFalse();
        assertThat(Tables.get(client, "a")).containsEntry("colour", Tables.text("red"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1\n", "not a number\nnot an address\n", "99999999999999999999\n"})
  void saysSoWhenTheHolderIsUnknown(String text) throws Exception {
    Path file = home.resolve("lock");
    Files.writeString(file, text);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThat(channel.lock().isValid()).isTrue();

      DataFolderException.InUse refused = refusal();
      assertThat(refused).hasMessage(home + " is in use by another process");
      assertThat(refused.pid()).isEmpty();
      assertThat(refused.endpoint()).isEmpty();
    }
  }

  /** Under POSIX a process loses its lock on a file with any descriptor of it that it closes. */
  @Test
  void takesNoLockFromAnotherHolderInThisProcess() throws Exception {
    Path file = home.resolve("lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      try (FileLock lock = channel.lock()) {
        assertThat(refusal()).isNotNull();
        assertThat(lock.isValid()).isTrue();
        try (SecondProcess process = SecondProcess.hold(home, temporary)) {
          assertThat(process.firstLine()).isEqualTo(home + " is in use by another process");
        }
      }
      try (DataFolder folder = DataFolder.lock(home, Duration.ZERO)) {
        assertThat(folder.path()).exists();
      }
    }
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    assertThatThrownBy(() -> DataFolder.lock(file, LONG))
        .isInstanceOf(DataFolderException.Unusable.class)
        .hasMessage("the data folder " + file + " cannot be used: it is no folder");
    assertThatThrownBy(() -> DataFolder.lock(file.resolve("folder"), LONG))
        .isInstanceOf(DataFolderException.Unusable.class)
        .hasMessageStartingWith("the data folder " + file.resolve("folder") + " cannot be used: ");
  }

  @Test
  void aLockThatIsAFolderIsUnusable() throws IOException {
    Path lock = Files.createDirectory(home.resolve("lock"));
    assertThatThrownBy(() -> DataFolder.lock(home, LONG))
        .isInstanceOf(DataFolderException.Unusable.class)
        .hasMessageStartingWith("the data folder " + home + " cannot be used: " + lock);
  }

  private DataFolderException.InUse refusal() {
    return catchThrowableOfType(
        DataFolderException.InUse.class, () -> DataFolder.lock(home, Duration.ZERO));
  }

  private Thread inThread(CompletableFuture<DataFolder> result, Duration wait) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(DataFolder.lock(home, wait));
              } catch (DataFolderException e) {
                result.completeExceptionally(e);
              }
            });
  }

  /** Until it sleeps between two tries. */
  private static void awaitPolling(Thread thread) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(thread.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
