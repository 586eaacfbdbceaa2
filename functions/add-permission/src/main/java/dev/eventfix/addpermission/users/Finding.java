package dev.eventfix.addpermission.users;

/** Who goes by an id, a username or an e-mail address. */
public sealed interface Finding {

  /** One user. */
  record Found(String id) implements Finding {}

  /** Nobody. */
  record Nobody() implements Finding {}

  /** One's id, username or e-mail is another one's too. */
  record Several() implements Finding {}
}
