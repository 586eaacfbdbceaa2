package dev.eventfix.addpermission.users;

import dev.eventfix.runtime.Deadline;
import dev.eventfix.store.Item;
import dev.eventfix.store.ItemWrite;
import dev.eventfix.store.Key;
import dev.eventfix.store.Table;
import dev.eventfix.store.TableSchema;
import dev.eventfix.store.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users in DynamoDB: one item a user, and one more for each name, so that two users cannot have it.
 *
 * <p>A call whose answer was lost, and which is tried again, knows its own work. Permissions, which
 * are added without a transaction, are a map for that: its keys are the set of them, and each value
 * names the call that added it. All else is written in transactions, which DynamoDB knows again by
 * their tokens.
 */
public final class DynamoDbUserStore implements UserStore {

  private static final String ID = "id";
  private static final String USERNAME = "username";
  private static final String EMAIL = "email";
  private static final String SUPERUSER = "superuser";
  private static final String PERMISSIONS = "permissions";

  /** On the item of a name: whose it is. */
  private static final String USER_ID = "user_id";

  /** Which write of a creation takes the e-mail address. */
  private static final int EMAIL_WRITE = 2;

  private static final String EXISTS = "attribute_exists(" + TableSchema.PARTITION_KEY + ")";

  /**
   * One permission. The attribute's name is a word of DynamoDB's own, which takes a placeholder.
   */
  private static final String ENTRY = "#permissions.#permission";

  private static final String IS_FREE = "attribute_not_exists(" + TableSchema.PARTITION_KEY + ")";

  private final Table table;

  /** Users in that table. */
  public DynamoDbUserStore(Table table) {
    this.table = table;
  }

  @Override
  public Finding find(String name, Deadline deadline) {
    List<Item> items =
        table.get(
            List.of(Key.user(name), Key.username(name), Key.email(Names.comparable(name))),
            deadline.remainingMillis());
    String found = null;
    for (Item item : items) {
      String id = item.text(ID) == null ? item.text(USER_ID) : item.text(ID);
      if (found != null && !found.equals(id)) {
        return new Finding.Several();
      }
      found = id;
    }
    return found == null ? new Finding.Nobody() : new Finding.Found(found);
  }

  @Override
  public @Nullable User get(String id, Deadline deadline) {
    Item item = table.get(Key.user(id), deadline.remainingMillis());
    return item == null ? null : user(item);
  }

  @Override
  public List<User> list(int limit, @Nullable String after, Deadline deadline) {
    List<User> users = new ArrayList<>();
    String last = after;
    while (users.size() < limit) {
      List<Item> page =
          table.query(Key.USERS, "", false, limit - users.size(), last, deadline.remainingMillis());
      if (page.isEmpty()) {
        return users;
      }
      for (Item item : page) {
        users.add(user(item));
      }
      last = page.getLast().sortKey();
    }
    return users;
  }

  private static User user(Item item) {
    return new User(
        String.valueOf(item.text(ID)),
        String.valueOf(item.text(USERNAME)),
        item.text(EMAIL),
        item.flag(SUPERUSER),
        Collections.unmodifiableSortedSet(new TreeSet<>(item.entries(PERMISSIONS))));
  }

  @Override
  public Creation create(
      String username, @Nullable String email, boolean superuser, Deadline deadline) {
    String id = UUID.randomUUID().toString();
    List<ItemWrite> writes = new ArrayList<>();
    writes.add(
        ItemWrite.put(
                Key.user(id),
                new Item()
                    .text(ID, id)
                    .text(USERNAME, username)
                    .text(EMAIL, email)
                    .flag(SUPERUSER, superuser)
                    .emptyMap(PERMISSIONS))
            .onlyIf(IS_FREE));
    writes.add(ItemWrite.put(Key.username(username), new Item().text(USER_ID, id)).onlyIf(IS_FREE));
    if (email != null) {
      writes.add(
          ItemWrite.put(Key.email(Names.comparable(email)), new Item().text(USER_ID, id))
              .onlyIf(IS_FREE));
    }
    WriteResult result = table.write(writes, id, deadline.remainingMillis());
    if (result instanceof WriteResult.Refused refused) {
      return refused.index() == EMAIL_WRITE
          ? new Creation.EmailTaken()
          : new Creation.UsernameTaken();
    }
    return new Creation.Created(new User(id, username, email, superuser, Set.of()));
  }

  @Override
  public Removal remove(String id, Deadline deadline) {
    Item item = table.get(Key.user(id), deadline.remainingMillis());
    if (item == null) {
      return Removal.NO_USER;
    }
    User user = user(item);
    List<ItemWrite> writes = new ArrayList<>();
    writes.add(ItemWrite.delete(Key.user(id)).onlyIf(EXISTS));
    // Names never change, so what was read of them still holds.
    writes.add(ItemWrite.delete(Key.username(user.username())));
    if (user.email() != null) {
      writes.add(ItemWrite.delete(Key.email(Names.comparable(user.email()))));
    }
    WriteResult result =
        table.write(writes, UUID.randomUUID().toString(), deadline.remainingMillis());
    return result instanceof WriteResult.Written ? Removal.REMOVED : Removal.NO_USER;
  }

  @Override
  public Grant grant(String id, String permission, Deadline deadline) {
    String call = UUID.randomUUID().toString();
    WriteResult result =
        table.write(
            ItemWrite.update(Key.user(id), "SET " + ENTRY + " = :call")
                .onlyIf(EXISTS + " AND superuser = :true AND attribute_not_exists(" + ENTRY + ")")
                .name("#permissions", PERMISSIONS)
                .name("#permission", permission)
                .text(":call", call)
                .flag(":true", true),
            deadline.remainingMillis());
    if (result instanceof WriteResult.Refused refused) {
      Item item = refused.item();
      if (item == null) {
        return Grant.NO_USER;
      }
      if (call.equals(item.entry(PERMISSIONS, permission))) {
        return Grant.ADDED;
      }
      return item.flag(SUPERUSER) ? Grant.HELD : Grant.NOT_SUPERUSER;
    }
    return result instanceof WriteResult.Written ? Grant.ADDED : Grant.TOO_MANY;
  }

  @Override
  public Removal revoke(String id, String permission, Deadline deadline) {
    // A transaction of one write, for its token.
    WriteResult result =
        table.write(
            List.of(
                ItemWrite.update(Key.user(id), "REMOVE " + ENTRY)
                    .onlyIf("attribute_exists(" + ENTRY + ")")
                    .name("#permissions", PERMISSIONS)
                    .name("#permission", permission)),
            UUID.randomUUID().toString(),
            deadline.remainingMillis());
    if (result instanceof WriteResult.Refused refused) {
      return refused.item() == null ? Removal.NO_USER : Removal.NOT_HELD;
    }
    return Removal.REMOVED;
  }
}
