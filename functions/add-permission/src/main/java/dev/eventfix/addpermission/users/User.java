package dev.eventfix.addpermission.users;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param id unique and never given again
 * @param username unique, capitals told apart
 * @param email unique, capitals not told apart; null when there is none
 * @param permissions in the order of their characters; only superusers have any
 */
public record User(
    String id,
    String username,
    @Nullable String email,
    boolean superuser,
    Set<String> permissions) {}
