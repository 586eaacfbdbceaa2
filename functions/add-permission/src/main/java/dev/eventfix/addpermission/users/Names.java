package dev.eventfix.addpermission.users;

import dev.eventfix.wire.UnseenCharacters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What users and permissions may be called. */
public final class Names {

  /** The longest name, in characters (code points). */
  public static final int MAX_LENGTH = 255;

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
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c) || UnseenCharacters.contains(c)) {
        return "has control or invisible characters";
      }
    }
    if (name.charAt(0) == ' ' || name.charAt(name.length() - 1) == ' ') {
      return "begins or ends with a blank";
    }
    return null;
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
