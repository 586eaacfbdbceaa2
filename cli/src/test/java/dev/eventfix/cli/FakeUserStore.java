package dev.eventfix.cli;

import dev.eventfix.addpermission.users.Creation;
import dev.eventfix.addpermission.users.Finding;
import dev.eventfix.addpermission.users.Grant;
import dev.eventfix.addpermission.users.Removal;
import dev.eventfix.addpermission.users.User;
import dev.eventfix.addpermission.users.UserStore;
import dev.eventfix.runtime.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Users to be listed, whatever their names; and answers that a test chooses. */
final class FakeUserStore implements UserStore {

  private final TreeMap<String, User> users = new TreeMap<>();
  final List<Integer> limits = new ArrayList<>();
  Grant grant = Grant.ADDED;
  Removal removal = Removal.REMOVED;

  FakeUserStore add(String id, String username, @Nullable String email, String... permissions) {
    return add(new User(id, username, email, permissions.length > 0, Set.of(permissions)));
  }

  FakeUserStore add(User user) {
    users.put(user.id(), user);
    return this;
  }

  @Override
  public Finding find(String name, Deadline deadline) {
    return users.containsKey(name) ? new Finding.Found(name) : new Finding.Nobody();
  }

  @Override
  public @Nullable User get(String id, Deadline deadline) {
    return users.get(id);
  }

  @Override
  public List<User> list(int limit, @Nullable String after, Deadline deadline) {
    limits.add(limit);
    return users.tailMap(after == null ? "" : after, false).values().stream().limit(limit).toList();
  }

  @Override
  public Creation create(
      String username, @Nullable String email, boolean superuser, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Removal remove(String id, Deadline deadline) {
    return removal;
  }

  @Override
  public Grant grant(String id, String permission, Deadline deadline) {
    return grant;
  }

  @Override
  public Removal revoke(String id, String permission, Deadline deadline) {
    return removal;
  }
}
