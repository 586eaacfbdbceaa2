package dev.eventfix.event;

/**
 * Tells versions of four numbers ({@code 17.0.4.1}) from IP addresses, which look alike.
 *
 * <p>The rule, kept nowhere else. In this order:
 *
 * <ol>
 *   <li>What joins it to something decides: behind {@code name-}, {@code ==}, {@code ~}, before
 *       {@code +1}, {@code -beta} it is a version, and so behind a word for one ({@code version},
 *       {@code appVersion=}, {@code OpenJDK}).
 *   <li>With a port or a prefix's length behind it, behind {@code ://} or a user's name and an at
 *       sign it is an address.
 *   <li>One with a number above {@value #MAX_PART} is an address, unless it ends in {@code .0.0}.
 *   <li>Else the nearest word before it on its line that tells of hosts or of versions decides.
 *   <li>Else it is an address in a private network's range, behind {@code from}, {@code at} and the
 *       like, in a list behind another placeholder, or before words such as {@code refused}; and
 *       otherwise a version: of all addresses one in 4,096 has so small numbers.
 * </ol>
 */
final class FourPartVersion {

  /** Largest number of a version that needs no word to be known as one. */
  private static final int MAX_PART = 31;

  /** Longest word before the number that is looked at, in characters. */
  private static final int MAX_WORD = 24;

  /** How far words before the number are looked for, in characters. */
  private static final int MAX_DISTANCE = 48;

  /** What makes a version of any number right behind it. */
  private static final String[] VERSION_WORDS = {
    "v",
    "ver",
    "version",
    "versions",
    "release",
    "rel",
    "build",
    "assembly",
    "revision",
    "firmware",
    "dll",
    "jdk",
    "jre",
    "openjdk",
    "sqlite",
    "oracle",
    "chrome",
    "firefox",
    "edge",
    "windows",
    "android"
  };

  /** What near a small number tells of versions too. */
  private static final String[] VERSION_HINTS = {
    "oid",
    "java",
    "gem",
    "nuget",
    "package",
    "packages",
    "plugin",
    "library",
    "framework",
    "runtime",
    "sdk",
    "driver",
    "kernel",
    "patch",
    "culture",
    "requires",
    "require",
    "installed",
    "upgrade",
    "upgraded",
    "upgrading",
    "update",
    "updated",
    "updating",
    "downgrade",
    "downgraded",
    "migrate",
    "migrated",
    "migrating"
  };

  /** What tells of hosts at a key's end. */
  private static final String[] HOST_KEYS = {
    "ip",
    "ips",
    "addr",
    "address",
    "addresses",
    "host",
    "hosts",
    "hostname",
    "server",
    "client",
    "peer",
    "gateway",
    "endpoint",
    "for"
  };

  /** What near a number tells of hosts. */
  private static final String[] HOST_WORDS = {
    "ip",
    "ips",
    "ipv4",
    "addr",
    "address",
    "addresses",
    "host",
    "hosts",
    "hostname",
    "localhost",
    "client",
    "clients",
    "peer",
    "peers",
    "remote",
    "connection",
    "connections",
    "connect",
    "connected",
    "connecting",
    "reach",
    "login",
    "logins",
    "dns",
    "ping",
    "pinging",
    "port",
    "tcp",
    "udp",
    "dial",
    "ssh",
    "sftp",
    "smtp",
    "curl",
    "proxy",
    "forwarded",
    "subnet",
    "cidr",
    "network",
    "gateway",
    "nameserver",
    "resolver",
    "resolve",
    "resolved",
    "lookup",
    "upstream",
    "listen",
    "listening",
    "bind",
    "endpoint",
    "inet",
    "traceroute",
    "blocked",
    "banned",
    "visitor"
  };

  /** Words right before an address, where no other word tells more. */
  private static final String[] PREPOSITIONS = {"from", "at", "by", "on", "via", "behind"};

  /** Words right behind an address. */
  private static final String[] HOST_FATES = {
    "port",
    "refused",
    "unreachable",
    "unavailable",
    "blocked",
    "banned",
    "denied",
    "timed",
    "closed"
  };

  /** Names of users before an at sign and a host. */
  private static final String[] LOGINS = {
    "root", "admin", "administrator", "user", "ubuntu", "git", "deploy", "postgres", "guest", "sa"
  };

  private FourPartVersion() {}

  /** Whether what stands under the key is a host's address. */
  static boolean isHostKey(String key) {
    int end = key.length();
    int start = end;
    while (start > 0 && end - start < MAX_WORD && Chars.isLetter(key.charAt(start - 1))) {
      start--;
    }
    return endsInWord(HOST_KEYS, key, start, end);
  }

  /** Whether the four numbers in the range are a version. */
  static boolean is(String text, int start, int end, int floor) {
    char before = Chars.before(text, start - 1, floor);
    char earlier = Chars.before(text, start - 2, floor);
    boolean port = Chars.at(text, end) == ':' && Chars.isDigit(text, end + 1);
    boolean small = isSmall(text, start, end);
    if (before == '/') {
      // Java writes addresses as host/10.1.2.3:80 and /10.1.2.3; browsers write Chrome/120.0.0.0.
      return Chars.isWord(earlier) && !port && (small || !isHost(text, start - 1, floor));
    }
    if (isJoined(text, start, end, before, earlier, floor)) {
      return true;
    }
    int wordEnd = start;
    while (wordEnd > start - 4 && " :=\"'(".indexOf(Chars.before(text, wordEnd - 1, floor)) >= 0) {
      wordEnd--;
    }
    int word = wordStart(text, wordEnd, floor);
    if (endsInWord(VERSION_WORDS, text, word, wordEnd)) {
      return true;
    }
    if (!small || port || isNetwork(text, end) || isLogin(text, start, floor)) {
      return false;
    }
    int told = told(text, start, floor);
    if (told != 0) {
      return told > 0;
    }
    boolean adjacent = word < wordEnd && wordEnd < start;
    return !(isPrivate(text, start)
        || (adjacent && Chars.isOneOf(PREPOSITIONS, text, word, wordEnd) && !goesOn(text, end))
        || isListed(text, start, floor)
        || meetsFate(text, end));
  }

  private static boolean isJoined(
      String text, int start, int end, char before, char earlier, int floor) {
    if (before == '-') {
      return Chars.isLetter(earlier) || earlier == '_';
    }
    if (before == '~' || before == '^' || (before == '=' && "=<>~!^".indexOf(earlier) >= 0)) {
      return true;
    }
    if (before == ':'
        && (endsWith(text, start - 1, ".jar", floor) || endsWith(text, start - 1, "!/", floor))) {
      return true;
    }
    char next = Chars.at(text, end);
    return (next == '+' && Chars.isAlphanumeric(Chars.at(text, end + 1)))
        || (next == '-' && Chars.isLetter(Chars.at(text, end + 1)));
  }

  private static boolean endsWith(String text, int end, String word, int floor) {
    return end - word.length() >= floor && text.startsWith(word, end - word.length());
  }

  /** Whether a name with a full stop, as hosts have, ends here. */
  private static boolean isHost(String text, int end, int floor) {
    for (int i = end - 1; i > end - MAX_WORD; i--) {
      char c = Chars.before(text, i, floor);
      if (c == '.') {
        return true;
      }
      if (!Chars.isWord(c) && c != '-') {
        return false;
      }
    }
    return false;
  }

  /** Whether no number is above {@link #MAX_PART}, or the last two are zeros. */
  private static boolean isSmall(String text, int start, int end) {
    if (text.startsWith(".0.0", end - 4)) {
      return true;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      number = c == '.' ? 0 : 10 * number + c - '0';
      if (number > MAX_PART) {
        return false;
      }
    }
    return true;
  }

  /** Whether the length of a network's prefix follows. */
  private static boolean isNetwork(String text, int end) {
    return Chars.at(text, end) == '/'
        && Chars.isDigit(text, end + 1)
        && !Chars.isDigit(text, end + 3)
        && Chars.at(text, end + 3) != '.';
  }

  /** Whether a URL's host, a user's or a mail server's starts here. */
  private static boolean isLogin(String text, int start, int floor) {
    char before = Chars.before(text, start - 1, floor);
    char earlier = Chars.before(text, start - 2, floor);
    if (before == '@') {
      int name = start - 1;
      // Of "user:password@" a placeholder is left.
      return Chars.isQuote(earlier)
          || earlier == '>'
          || Chars.isOneOf(LOGINS, text, wordStart(text, name, floor), name);
    }
    return (before == '[' && (Chars.isWord(earlier) || earlier == '@'))
        || (Chars.isQuote(before) && earlier == '@');
  }

  private static boolean isPrivate(String text, int start) {
    return text.startsWith("10.", start);
  }

  /**
   * What the nearest telling word before says: 1 for a version, -1 for a host, 0 when none does.
   */
  private static int told(String text, int start, int floor) {
    int limit = Math.max(floor, start - MAX_DISTANCE);
    int end = start;
    while (end > limit) {
      char c = text.charAt(end - 1);
      if (c == '>' || Chars.isLineEnd(c)) {
        return 0;
      }
      if (!Chars.isLetter(c)) {
        end--;
        continue;
      }
      int word = wordStart(text, end, limit);
      if (endsInWord(VERSION_WORDS, text, word, end)
          || Chars.isOneOf(VERSION_HINTS, text, word, end)) {
        return 1;
      }
      char next = Chars.at(text, Chars.isQuote(Chars.at(text, end)) ? end + 1 : end);
      boolean key = next == '=' || next == ':';
      if (Chars.isOneOf(HOST_WORDS, text, word, end)
          || (key && endsInWord(HOST_KEYS, text, word, end))) {
        return -1;
      }
      end = word;
    }
    return 0;
  }

  private static int wordStart(String text, int end, int floor) {
    int start = end;
    while (start > end - MAX_WORD && Chars.isLetter(Chars.before(text, start - 1, floor))) {
      start--;
    }
    return start;
  }

  /** Whether the letters are one of the words, or end in one as {@code appVersion} does. */
  private static boolean endsInWord(String[] words, String text, int from, int to) {
    for (String word : words) {
      int start = to - word.length();
      if (start >= from
          && (start == from || (Chars.isUpper(text.charAt(start)) && word.length() > 1))
          && text.regionMatches(true, start, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether another version follows: {@code from 1.0.0.1 to 1.0.0.2}. */
  private static boolean goesOn(String text, int end) {
    return text.startsWith(" to ", end) && Chars.isDigit(text, end + 4);
  }

  /** Whether a placeholder is the item before in a list. */
  private static boolean isListed(String text, int start, int floor) {
    int separator = Chars.before(text, start - 1, floor) == ' ' ? start - 1 : start;
    if (Chars.before(text, separator - 1, floor) == ',') {
      return Chars.before(text, separator - 2, floor) == '>';
    }
    int and = start - " and ".length();
    return and > 0 && text.startsWith(" and ", and) && Chars.before(text, and - 1, floor) == '>';
  }

  /** Whether a word follows that tells what became of a host, or the dashes of an access log. */
  private static boolean meetsFate(String text, int end) {
    if (Chars.at(text, end) != ' ') {
      return false;
    }
    int word = end + 1;
    return text.startsWith("- ", word)
        || Chars.isOneOf(HOST_FATES, text, word, Chars.skipAlphanumeric(text, word, ""));
  }
}
