package dev.eventfix.addpermission.users;

/** What became of a permission that was to be added. */
public enum Grant {
  /** The user has it now, and had it not before. */
  ADDED,
  /** The user had it already. */
  HELD,
  /** There is no such user, or no longer. */
  NO_USER,
  /** Only superusers have permissions. */
  NOT_SUPERUSER,
  /** The user's item would be larger than DynamoDB allows. */
  TOO_MANY
}
