package dev.eventfix.event;

/**
 * Tells the name of a secret, or where it is kept, from the secret itself: an ARN, a reference that
 * a program resolves, the path of a file with a key, a name that was not found.
 */
final class SecretName {

  /** How far a name is looked at, in characters. */
  private static final int MAX_LENGTH = 256;

  /** Longest part of an ARN before a secret's name, in characters. */
  private static final int MAX_ARN = 80;

  /** Schemes of references to secrets, with what follows them. */
  private static final String[] REFERENCES = {
    "arn:aws",
    "ssm:",
    "secretsmanager:",
    "{{resolve:",
    "vault:",
    "op://",
    "secretref:",
    "keyvault:",
    "@Microsoft.KeyVault(",
    "file:",
    "env:",
    "classpath:",
    "gcpsm:",
    "sm://",
    "projects/",
    "alias/"
  };

  /** Folders in which keys are kept. */
  private static final String[] FOLDERS = {
    "/etc/",
    "/run/secrets/",
    "/var/",
    "/home/",
    "/root/",
    "/usr/",
    "/opt/",
    "/srv/",
    "/app/",
    "/tmp/",
    "/mnt/",
    "/secrets/",
    "~/",
    "./",
    "../"
  };

  /** Endings of files that hold keys, certificates and settings. */
  private static final String[] ENDINGS = {
    "pem", "key", "crt", "cer", "der", "p8", "p12", "pfx", "jks", "jceks", "keystore", "ppk",
    "asc", "gpg", "pub", "txt", "json", "yml", "yaml", "env", "ini", "conf", "cfg", "properties",
    "toml", "xml", "kdbx"
  };

  /** What is said of a secret that is none, with the blank before it. */
  private static final String[] ABSENT = {
    " not found",
    " was not found",
    " could not be found",
    " cannot be found",
    " does not exist",
    " doesn't exist",
    " is missing",
    " missing",
    " not exist",
    " is forbidden",
    " in namespace "
  };

  private SecretName() {}

  /**
   * Whether the value in the range, with its quotes or without, names a secret and is none. What is
   * right behind the range counts too: a quote, and what is said of the name.
   */
  static boolean is(String text, int from, int to) {
    boolean quoted =
        to - from > 2
            && Chars.isQuote(text.charAt(from))
            && text.charAt(to - 1) == text.charAt(from);
    int start = quoted ? from + 1 : from;
    int end = quoted ? to - 1 : to;
    while (end > start && ":,;.".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end - start < 3 || end - start > MAX_LENGTH) {
      return false;
    }
    return isReference(text, start, end)
        || isInArn(text, start)
        || isPath(text, start, end)
        || (isAbsent(text, end) && isPlainName(text, start, end));
  }

  private static boolean isReference(String text, int from, int to) {
    for (String reference : REFERENCES) {
      int name = from + reference.length();
      // In Rust "env::var" is a path of names.
      if (text.startsWith(reference, from) && name < to && !text.startsWith("::", name - 1)) {
        return !reference.equals("projects/") || indexOf("/secrets/", text, from, to) > 0;
      }
    }
    return false;
  }

  private static int indexOf(String part, String text, int from, int to) {
    for (int i = from; i <= to - part.length(); i++) {
      if (text.startsWith(part, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the value is the last part of an ARN, which has "secret:" before it. */
  private static boolean isInArn(String text, int from) {
    int key = from - ":secret:".length();
    if (key < 0 || !text.startsWith(":secret:", key)) {
      return false;
    }
    int start = key;
    int limit = Math.max(0, key - MAX_ARN);
    while (start > limit
        && (Chars.isWord(text.charAt(start - 1)) || ":/-.*".indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }
    // What stands before the ARN may be joined to it by a colon: "Secret:arn:aws:...".
    int arn = indexOf("arn:aws", text, start, from);
    return arn == start || (arn > start && ":/".indexOf(text.charAt(arn - 1)) >= 0);
  }

  private static boolean isPath(String text, int from, int to) {
    boolean windows = Chars.isLetter(text.charAt(from)) && text.startsWith(":\\", from + 1);
    boolean known = windows || startsWithAny(FOLDERS, text, from);
    if (!known && text.charAt(from) != '/') {
      return false;
    }
    int name = from;
    int dot = -1;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      // The user's folder is taken out of what stays.
      int placeholder = SecretKind.placeholderEnd(text, i);
      if (placeholder > 0) {
        i = placeholder - 1;
      } else if (c == '/' || c == '\\') {
        name = i + 1;
        dot = -1;
      } else if (c == '.') {
        dot = i;
      } else if (!Chars.isWord(c) && "-~: @".indexOf(c) < 0) {
        return false;
      }
    }
    return (dot > name && Chars.isOneOf(ENDINGS, text, dot + 1, to))
        || (known && isPlainPath(text, from, to));
  }

  /** Whether no part of the path looks made up by chance: a password may begin with a slash. */
  private static boolean isPlainPath(String text, int from, int to) {
    boolean upper = false;
    boolean digit = false;
    int separators = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      upper |= Chars.isUpper(c);
      digit |= Chars.isDigit(c);
      separators += c == '/' || c == '\\' ? 1 : 0;
    }
    return separators > 1 && !(upper && digit);
  }

  private static boolean startsWithAny(String[] prefixes, String text, int from) {
    for (String prefix : prefixes) {
      if (text.startsWith(prefix, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAbsent(String text, int end) {
    int at = Chars.at(text, end) == '\\' ? end + 1 : end;
    return startsWithAny(ABSENT, text, Chars.isQuote(Chars.at(text, at)) ? at + 1 : at);
  }

  /** Small letters in several parts, as names of resources are: {@code prod/db-credentials}. */
  private static boolean isPlainName(String text, int from, int to) {
    int separators = 0;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ("-_/.".indexOf(c) >= 0) {
        separators++;
        digit = false;
      } else if (Chars.isDigit(c)) {
        digit = true;
      } else if (!Chars.isLower(c) || digit) {
        // A digit only ends a part: "db-2".
        return false;
      }
    }
    return separators > 0;
  }
}
