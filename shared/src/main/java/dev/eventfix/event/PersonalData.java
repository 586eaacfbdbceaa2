package dev.eventfix.event;

/** Finds e-mail addresses, IP addresses and user folders around a place in a text. */
final class PersonalData {

  /** Longest domain, in characters (RFC 1035). */
  private static final int MAX_DOMAIN = 255;

  /** Longest IPv6 address with an IPv4 tail, in characters (RFC 4291). */
  private static final int MAX_IPV6 = 45;

  /** Longest name of a user's folder, in characters. */
  private static final int MAX_USER = 64;

  /** Last labels that are files, not domains. */
  private static final String[] FILE_ENDINGS = {
    "js", "mjs", "cjs", "jsx", "ts", "tsx", "vue", "java", "kt", "php", "cs", "cpp", "html", "css",
    "json", "xml", "jar", "dll", "exe", "png", "jpg", "jpeg", "svg", "gif", "txt", "yml", "yaml"
  };

  private static final String[] SHARED_FOLDERS = {"shared", "public", "default"};

  private PersonalData() {}

  /** Where the address starts whose {@code @} is at {@code at}, or {@code at} when none does. */
  static int emailStart(String text, int at, int floor) {
    int start = at;
    while (start > floor && isLocal(text.charAt(start - 1))) {
      start--;
    }
    if (Chars.at(text, start - 1) == '\\'
        && start + 1 < at
        && "nrt".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    for (int i = start; i < at - 2; i++) {
      // What stands before an encoded separator is no part of an address; an encoded plus is.
      boolean encoded =
          text.charAt(i) == '%'
              && Chars.isHex(text.charAt(i + 1))
              && Chars.isHex(text.charAt(i + 2))
              && !text.regionMatches(true, i, "%2B", 0, 3);
      if (encoded) {
        start = i + 3;
      }
    }
    while (start < at && !isLocalStart(text.charAt(start))) {
      start++;
    }
    return text.startsWith("git@", start) && start + 3 == at ? at : start;
  }

  private static boolean isLocalStart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isLocal(char c) {
    return isLocalStart(c) || ".+-'%!".indexOf(c) >= 0 || Character.isSurrogate(c);
  }

  /** The index after the domain that starts at {@code start}, or -1 when none does. */
  static int domainEnd(String text, int start) {
    int limit = Math.min(text.length(), start + MAX_DOMAIN);
    int end = start;
    int label = start;
    int labels = 0;
    for (int i = start; i <= limit; i++) {
      char c = i < limit ? text.charAt(i) : '\0';
      if (Character.isLetterOrDigit(c) || c == '-' || Character.isSurrogate(c)) {
        continue;
      }
      if (i == label) {
        break;
      }
      labels++;
      end = i;
      if (c != '.' || i + 1 >= limit || !Character.isLetterOrDigit(text.charAt(i + 1))) {
        break;
      }
      label = i + 1;
    }
    if (labels < 2 || label >= end) {
      return -1;
    }
    while (end > label && text.charAt(end - 1) == '-') {
      end--;
    }
    return isTopLevel(text, label, end) ? end : -1;
  }

  private static boolean isTopLevel(String text, int from, int to) {
    if (to - from < 2 || Chars.isOneOf(FILE_ENDINGS, text, from, to)) {
      return false;
    }
    if (text.startsWith("xn--", from)) {
      return true;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c) && !Character.isSurrogate(c)) {
        return false;
      }
    }
    // A frame of a JavaScript stack: name@file.rs:10.
    return Chars.at(text, to) != ':' || !Chars.isDigit(text, to + 1) || to - from > 2;
  }

  /**
   * The index after the IPv4 address that starts at {@code start}, or -1.
   *
   * @param host whether addresses are expected here and no versions
   */
  static int ipv4End(String text, int start, int floor, boolean host) {
    char before = Chars.before(text, start - 1, floor);
    if (before == '.' || !Chars.startsRun(text, start, "_", floor)) {
      return -1;
    }
    int end = quadEnd(text, start);
    if (end < 0 || isHome(text, start, end)) {
      return -1;
    }
    char next = Chars.at(text, end);
    if (startsWord(text, end) || (next == '.' && startsWord(text, end + 1))) {
      return -1;
    }
    return !host && FourPartVersion.is(text, start, end, floor) ? -1 : end;
  }

  /** Whether a word starts here, or a placeholder, for a word may have been there. */
  static boolean startsWord(String text, int start) {
    return Chars.isWord(Chars.at(text, start)) || SecretKind.placeholderEnd(text, start) > 0;
  }

  private static boolean isHome(String text, int start, int end) {
    return (end - start == 9 && text.startsWith("127.0.0.1", start))
        || (end - start == 7 && text.startsWith("0.0.0.0", start));
  }

  /** The index after four octets in decimal, or -1. */
  private static int quadEnd(String text, int start) {
    int at = start;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (Chars.at(text, at) != '.') {
          return -1;
        }
        at++;
      }
      int from = at;
      int value = 0;
      while (at < from + 3 && Chars.isDigit(text, at)) {
        value = value * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean leadingZero = at - from > 1 && text.charAt(from) == '0';
      if (at == from || leadingZero || value > 255) {
        return -1;
      }
    }
    return at;
  }

  /** Whether a colon or a hyphen follows the hex digits here, as in each hardware address too. */
  static boolean mayStartAddress(String text, int start) {
    int at = start + 1;
    while (at < start + 4 && Chars.isHex(Chars.at(text, at))) {
      at++;
    }
    char c = Chars.at(text, at);
    return c == ':' || c == '-';
  }

  /** The index after the IPv6 address (RFC 4291) that starts at {@code start}, or -1. */
  static int ipv6End(String text, int start, int floor) {
    if (!startsIpv6(text, start, floor)) {
      return -1;
    }
    int limit = Math.min(text.length(), start + MAX_IPV6 + 1);
    int groups = 0;
    int gap = -1;
    boolean allPairs = true;
    boolean digit = false;
    int at = start;
    while (at < limit) {
      if (text.startsWith("::", at)) {
        if (gap >= 0) {
          return -1;
        }
        gap = groups;
        at += 2;
      } else if (groups > 0 && at > start) {
        if (text.charAt(at) != ':') {
          break;
        }
        if (!Chars.isHex(Chars.at(text, at + 1))) {
          break;
        }
        at++;
      }
      int quad = groups > 0 || gap == 0 ? quadEnd(text, at) : -1;
      if (quad > 0) {
        groups += 2;
        digit = true;
        allPairs = false;
        at = quad;
        break;
      }
      int group = at;
      while (at < limit && Chars.isHex(text.charAt(at))) {
        digit |= Chars.isDigit(text.charAt(at));
        at++;
      }
      if (at - group > 4) {
        return -1;
      }
      if (at == group) {
        break;
      }
      allPairs &= at - group == 2;
      groups++;
    }
    char next = Chars.at(text, at);
    boolean further =
        next == ':'
            && (Chars.at(text, at + 1) == ':' || SecretKind.placeholderEnd(text, at + 1) > 0);
    if (startsWord(text, at) || next == '(' || further) {
      return -1;
    }
    if (gap < 0) {
      // Eight pairs are a hardware address.
      return groups == 8 && !allPairs ? zoneEnd(text, at) : -1;
    }
    if (groups == 0 || groups > 7 || !digit) {
      return -1;
    }
    if (gap == 0) {
      boolean home = groups == 1 && text.startsWith("::1", start);
      boolean number = Chars.isDigit(text, start + 2) || text.startsWith("ffff:", start + 2);
      return number && !home ? zoneEnd(text, at) : -1;
    }
    // a1::b2 may be a scope of C++, Rust or Ruby; real networks have a first group of three or
    // four.
    return text.indexOf(':', start) - start >= 3 || text.startsWith("64:ff9b:", start)
        ? zoneEnd(text, at)
        : -1;
  }

  private static boolean startsIpv6(String text, int start, int floor) {
    if (!Chars.startsRun(text, start, "_.", floor)) {
      return false;
    }
    if (Chars.before(text, start - 1, floor) != ':' || start < floor + 2) {
      return true;
    }
    // After "addr:" an address may follow, after "ab:" only the address's own next group.
    int at = start - 2;
    while (at >= floor && at > start - 7 && Chars.isHex(text.charAt(at))) {
      at--;
    }
    return at != start - 2 ? Chars.isWord(Chars.before(text, at, floor)) : text.charAt(at) != ':';
  }

  private static int zoneEnd(String text, int end) {
    if (Chars.at(text, end) == '%' && Chars.isLetter(Chars.at(text, end + 1))) {
      return Chars.skipAlphanumeric(text, end + 1, "");
    }
    return end;
  }

  /** Where the user's name starts in a path whose separator is at {@code start}, or -1. */
  static int userStart(String text, int start, int floor) {
    int folder = separatorEnd(text, start);
    boolean windows = text.charAt(start) == '\\' && Chars.at(text, start + 1) != '/';
    boolean home = text.startsWith("home", folder) && !windows;
    if (!home && !text.regionMatches(windows, folder, "Users", 0, 5)) {
      return -1;
    }
    if (!windows && !startsPath(text, start, floor)) {
      return -1;
    }
    int separator = folder + (home ? 4 : 5);
    int name = separatorEnd(text, separator);
    int end = userEnd(text, name);
    if (name == separator || end == name || Chars.isOneOf(SHARED_FOLDERS, text, name, end)) {
      return -1;
    }
    // A page of a site may lie in /home too: "/home/index.html" names nobody.
    boolean last = separatorEnd(text, end) == end;
    return home && last && text.indexOf('.', name, end) >= 0 ? -1 : name;
  }

  /** Whether the separator is the first of its path, or what is before it is known to be no URL. */
  private static boolean startsPath(String text, int start, int floor) {
    char before = Chars.before(text, start - 1, floor);
    if (!Chars.isWord(before) && before != '.' && before != '-') {
      return true;
    }
    boolean drive = Chars.isLetter(before) && Chars.before(text, start - 2, floor) == '/';
    return drive
        || endsWith(text, start, "/var", floor)
        || endsWith(text, start, "/usr", floor)
        || endsWith(text, start, "/export", floor)
        || Chars.startsRun(text, start, "", floor);
  }

  private static boolean endsWith(String text, int end, String word, int floor) {
    return end - word.length() >= floor && text.startsWith(word, end - word.length());
  }

  /** The index after a separator: a slash, a slash escaped in JSON, or up to four backslashes. */
  private static int separatorEnd(String text, int start) {
    int at = start;
    while (at < start + 4 && Chars.at(text, at) == '\\') {
      at++;
    }
    return Chars.at(text, at) == '/' ? at + 1 : at;
  }

  /** The index after a user's name; only one that a backslash follows may hold blanks. */
  static int userEnd(String text, int start) {
    int limit = Math.min(text.length(), start + MAX_USER);
    int blank = -1;
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        return i;
      }
      if (c == ' ') {
        blank = blank < 0 ? i : blank;
      } else if (c < ' ' || "/:*?\"'<>|`,;()[]{}$%".indexOf(c) >= 0) {
        return blank < 0 ? i : blank;
      }
    }
    return blank >= 0 ? blank : limit == text.length() ? limit : start;
  }
}
