package dev.eventfix.addpermission.users;

/** What became of a user who was to be created. */
public sealed interface Creation {

  /** The user is there. */
  record Created(User user) implements Creation {}

  /** Another user has that username. */
  record UsernameTaken() implements Creation {}

  /** Another user has that e-mail address. */
  record EmailTaken() implements Creation {}
}
