package dev.eventfix.addpermission.users;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.TableUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Users in memory, who fail when the test says so. */
public final class InMemoryUserStore implements UserStore {

  /** When a call fails. */
  public enum Failing {
    NEVER,
    /** Nothing is written. */
    BEFORE,
    /** All is written. */
    AFTER
  }

  private final SortedMap<String, User> byId = new TreeMap<>();
  private final Set<String> full = new HashSet<>();
  private Failing nextRead = Failing.NEVER;
  private Failing nextWrite = Failing.NEVER;

  /** Says it of the next look-up. */
  public synchronized void failNextRead() {
    nextRead = Failing.BEFORE;
  }

  /** Says when the next write fails. */
  public synchronized void failNextWrite(Failing when) {
    nextWrite = when;
  }

  /** Leaves a user room for no more permissions than there are. */
  public synchronized void fill(String id) {
    full.add(id);
  }

  private <T extends @Nullable Object> T read(Deadline deadline, Supplier<T> read) {
    Failing when = nextRead;
    nextRead = Failing.NEVER;
    return call(deadline, when, read);
  }

  private <T extends @Nullable Object> T write(Deadline deadline, Supplier<T> write) {
    Failing when = nextWrite;
    nextWrite = Failing.NEVER;
    return call(deadline, when, write);
  }

  private static <T extends @Nullable Object> T call(
      Deadline deadline, Failing when, Supplier<T> call) {
    if (when == Failing.BEFORE || deadline.remainingMillis() == 0) {
      throw new TableUnavailableException("As the test says. Try again.");
    }
    T result = call.get();
    if (when == Failing.AFTER) {
      throw new TableUnavailableException("As the test says. Try again.");
    }
    return result;
  }

  @Override
  public synchronized Finding find(String name, Deadline deadline) {
    return read(
        deadline,
        () -> {
          Set<String> ids = new HashSet<>();
          for (User user : byId.values()) {
            if (user.id().equals(name)
                || user.username().equals(name)
                || isEmail(user.email(), name)) {
              ids.add(user.id());
            }
          }
          return switch (ids.size()) {
            case 0 -> new Finding.Nobody();
            case 1 -> new Finding.Found(ids.iterator().next());
            default -> new Finding.Several();
          };
        });
  }

  private static boolean isEmail(@Nullable String email, String name) {
    return email != null && Names.comparable(email).equals(Names.comparable(name));
  }

  @Override
  public synchronized @Nullable User get(String id, Deadline deadline) {
    return this.<@Nullable User>read(deadline, () -> byId.get(id));
  }

  @Override
  public synchronized List<User> list(int limit, @Nullable String after, Deadline deadline) {
    return read(
        deadline,
        () -> {
          List<User> users = new ArrayList<>();
          for (User user : byId.values()) {
            if (users.size() < limit && (after == null || user.id().compareTo(after) > 0)) {
              users.add(user);
            }
          }
          return users;
        });
  }

  @Override
  public synchronized Creation create(
      String username, @Nullable String email, boolean superuser, Deadline deadline) {
    return write(
        deadline,
        () -> {
          for (User user : byId.values()) {
            if (user.username().equals(username)) {
              return new Creation.UsernameTaken();
            }
          }
          for (User user : byId.values()) {
            if (email != null && isEmail(user.email(), email)) {
              return new Creation.EmailTaken();
            }
          }
          User user = new User(UUID.randomUUID().toString(), username, email, superuser, Set.of());
          byId.put(user.id(), user);
          return new Creation.Created(user);
        });
  }

  @Override
  public synchronized Removal remove(String id, Deadline deadline) {
    return write(deadline, () -> byId.remove(id) == null ? Removal.NO_USER : Removal.REMOVED);
  }

  @Override
  public synchronized Grant grant(String id, String permission, Deadline deadline) {
    return write(
        deadline,
        () -> {
          User user = byId.get(id);
          if (user == null) {
            return Grant.NO_USER;
          }
          if (!user.superuser()) {
            return Grant.NOT_SUPERUSER;
          }
          if (user.permissions().contains(permission)) {
            return Grant.HELD;
          }
          if (full.contains(id)) {
            return Grant.TOO_MANY;
          }
          Set<String> permissions = new TreeSet<>(user.permissions());
          permissions.add(permission);
          put(user, permissions);
          return Grant.ADDED;
        });
  }

  @Override
  public synchronized Removal revoke(String id, String permission, Deadline deadline) {
    return write(
        deadline,
        () -> {
          User user = byId.get(id);
          if (user == null) {
            return Removal.NO_USER;
          }
          Set<String> permissions = new TreeSet<>(user.permissions());
          if (!permissions.remove(permission)) {
            return Removal.NOT_HELD;
          }
          full.remove(id);
          put(user, permissions);
          return Removal.REMOVED;
        });
  }

  private void put(User user, Set<String> permissions) {
    byId.put(
        user.id(),
        new User(user.id(), user.username(), user.email(), user.superuser(), permissions));
  }
}
