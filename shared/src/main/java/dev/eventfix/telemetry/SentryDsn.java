package dev.eventfix.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A DSN, {@code SCHEME://KEY@HOST[:PORT]/[PATH/]PROJECT}, taken apart without Sentry's classes, so
 * that settings are checked at a cold start that reports nothing. What is told of a wrong one never
 * holds any of its text, for that has the key.
 *
 * @param publicKey who sends
 * @param project the project's id
 * @param address host, port and path, the project's id among them
 */
record SentryDsn(String publicKey, String project, String address) {

  private static final int MAX_PORT = 65_535;

  /**
   * Takes a DSN apart.
   *
   * @throws IllegalArgumentException when it is malformed, with {@link #fault} as its message
   */
  static SentryDsn parse(String dsn) {
    String fault = fault(dsn);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    String text = dsn.trim();
    int keyStart = text.indexOf("://") + 3;
    int at = text.indexOf('@', keyStart);
    int colon = text.indexOf(':', keyStart);
    return new SentryDsn(
        text.substring(keyStart, colon >= 0 && colon < at ? colon : at),
        project(text, at),
        text.substring(at + 1, text.endsWith("/") ? text.length() - 1 : text.length()));
  }

  /** Whether both lead to one project, whatever their keys. */
  boolean isOfSameProject(SentryDsn other) {
    return address.equalsIgnoreCase(other.address);
  }

  /** What is wrong with a DSN, as the predicate of a sentence; null when nothing is. */
  static @Nullable String fault(String dsn) {
    String text = dsn.trim();
    int keyStart;
    if (text.regionMatches(true, 0, "https://", 0, 8)) {
      keyStart = 8;
    } else if (text.regionMatches(true, 0, "http://", 0, 7)) {
      keyStart = 7;
    } else {
      return "is no DSN: it must begin with https:// or http://";
    }
    int at = text.indexOf('@', keyStart);
    int slash = text.indexOf('/', keyStart);
    if (at <= keyStart || text.charAt(keyStart) == ':' || (slash >= 0 && slash < at)) {
      return "is no DSN: there must be a key and @ before the host";
    }
    if (slash < 0) {
      return "is no DSN: it must end with / and a project's id";
    }
    int portStart = text.startsWith("[", at + 1) ? text.indexOf("]:", at) + 1 : -1;
    if (portStart <= 0 && !text.startsWith("[", at + 1)) {
      portStart = text.indexOf(':', at + 1);
    }
    boolean port = portStart > at && portStart < slash;
    if ((port ? portStart : slash) == at + 1) {
      return "is no DSN: there is no host";
    }
    if (port && !isPort(text.substring(portStart + 1, slash))) {
      return "is no DSN: the port must be a number from 1 to " + MAX_PORT;
    }
    for (int i = keyStart; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}?#%".indexOf(c) >= 0) {
        return "is no DSN: it holds a character that none has";
      }
    }
    if (!isProject(project(text, at))) {
      return "is no DSN: it must end with / and a project's id of letters and digits";
    }
    return null;
  }

  private static String project(String text, int at) {
    int end = text.endsWith("/") ? text.length() - 1 : text.length();
    int slash = text.lastIndexOf('/', end - 1);
    return slash < at ? "" : text.substring(slash + 1, end);
  }

  private static boolean isProject(String project) {
    for (int i = 0; i < project.length(); i++) {
      char c = project.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
          && c != '_') {
        return false;
      }
    }
    return !project.isEmpty();
  }

  private static boolean isPort(String digits) {
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i >= 5) {
        return false;
      }
      port = 10 * port + (c - '0');
    }
    return port > 0 && port <= MAX_PORT;
  }

  /** Without the key: it is a secret of a kind. */
  @Override
  public String toString() {
    return "SentryDsn[project=" + project + "]";
  }
}
