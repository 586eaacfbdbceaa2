package dev.eventfix.addpermission.users;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param id unique and never given again
 * @param username unique, capitals told apart
 * @param email unique, capitals not told apart; null when there is none
 * @param permissions empty for one who is no superuser and never was
 */
public record User(
    String id,
    String username,
    @Nullable String email,
    boolean superuser,
    Set<String> permissions) {}
