package dev.eventfix.addpermission.users;

import dev.eventfix.runtime.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users and their permissions. Names are unique and permissions are added once, however many
 * callers there are and however often a lost answer makes them try again. Safe for use by several
 * threads.
 *
 * <p>Every method ends before its deadline and throws {@link
 * dev.eventfix.store.TableUnavailableException} when the table gives no answer that counts. Names
 * are such as {@link Names} finds no fault with.
 */
public interface UserStore {

  /**
   * Who goes by that name.
   *
   * @param name an id, a username or an e-mail address
   */
  Finding find(String name, Deadline deadline);

  /** The user of that id, or null when there is none. */
  @Nullable User get(String id, Deadline deadline);

  /**
   * Up to so many users, ordered by their ids.
   *
   * @param after the id of the last user of the page before, or null for the first page
   */
  List<User> list(int limit, @Nullable String after, Deadline deadline);

  /**
   * Creates a user with an id of its own.
   *
   * @param email null for none
   */
  Creation create(String username, @Nullable String email, boolean superuser, Deadline deadline);

  /** Removes a user, with all permissions, and frees the names. */
  Removal remove(String id, Deadline deadline);

  /** Adds a permission to a superuser's. */
  Grant grant(String id, String permission, Deadline deadline);

  /** Takes a permission away. */
  Removal revoke(String id, String permission, Deadline deadline);
}
