package dev.eventfix.addpermission.users;

import dev.eventfix.wire.UnseenCharacters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What users and permissions may be called. */
public final class Names {

  /** The longest name, in characters (code points). */
  public static final int MAX_LENGTH = 255;

  private static final String ID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  private Names() {}

  /**
   * What is wrong with a name, as the predicate of a sentence about it, or null when nothing is.
   * Never tells the name.
   */
  public static @Nullable String fault(String name) {
    if (name.isBlank()) {
      return "is empty";
    }
    if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
      return "is longer than " + MAX_LENGTH + " characters";
    }
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      if (UnseenCharacters.contains(name.codePointAt(i))) {
        return "has control or invisible characters";
      }
    }
    if (Character.isSpaceChar(name.charAt(0))
        || Character.isSpaceChar(name.charAt(name.length() - 1))) {
      return "begins or ends with a blank";
    }
    return null;
  }

  /**
   * What is wrong with a username, likewise. One that reads like an id might be another user's,
   * whom nothing could tell from this one then.
   */
  public static @Nullable String usernameFault(String username) {
    return isId(username) ? "has the form of an id" : fault(username);
  }

  /** True for a UUID, in capitals too. */
  private static boolean isId(String name) {
    if (name.length() != ID_FORM.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      boolean dash = ID_FORM.charAt(i) == '-';
      if (dash ? name.charAt(i) != '-' : Character.digit(name.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** What is wrong with an e-mail address, likewise. */
  public static @Nullable String emailFault(String email) {
    int at = email.indexOf('@');
    return at > 0 && at == email.lastIndexOf('@') && at < email.length() - 1
        ? fault(email)
        : "is not an e-mail address";
  }

  /** The form in which two e-mail addresses are compared. */
  static String comparable(String email) {
    return email.toLowerCase(Locale.ROOT);
  }
}
