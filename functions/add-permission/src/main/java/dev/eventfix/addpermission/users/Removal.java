package dev.eventfix.addpermission.users;

/** What became of a user, or of a permission, that was to be removed. */
public enum Removal {
  /** It was there and is gone. */
  REMOVED,
  /** The user had no such permission. */
  NOT_HELD,
  /** There is no such user. */
  NO_USER
}
