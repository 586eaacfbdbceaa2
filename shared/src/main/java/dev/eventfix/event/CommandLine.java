package dev.eventfix.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials among the short options of common programs, as their manuals describe them. */
final class CommandLine {

  /** Blanks, quotes and commas between the option and its value, as in a list of arguments. */
  private static final int MAX_GAP = 8;

  /** How far before its option a program's name is looked for, in characters. */
  private static final int MAX_COMMAND = 128;

  /** Longest name of a program, in characters. */
  private static final int MAX_PROGRAM = 24;

  /** Of what a value is made. */
  enum Form {
    /** The password stands behind the option without a blank. */
    ATTACHED,
    /** It is the next argument. */
    ARGUMENT,
    /** Either of them. */
    EITHER,
    /** The next argument, or what is attached, is {@code user:password}. */
    PAIR,
    /** The next argument is {@code user%password}. */
    PERCENT
  }

  /**
   * Programs that have an option for credentials.
   *
   * @param programs the programs, or their commands
   */
  record Option(String name, Form form, List<String> programs) {

    /** Whether the range is the name of one of the programs. */
    private boolean isOf(String text, int from, int to) {
      for (String program : programs) {
        if (program.charAt(0) == text.charAt(from)
            && program.length() == to - from
            && text.startsWith(program, from)) {
          return true;
        }
      }
      return false;
    }
  }

  private static Option option(String name, Form form, String... programs) {
    return new Option(name, form, List.of(programs));
  }

  private static final Option[] OPTIONS = {
    option("--proxy-user", Form.PAIR, "curl"),
    option("--user", Form.PAIR, "curl"),
    option("-u", Form.PAIR, "curl"),
    option("-U", Form.PAIR, "curl"),
    option("-a", Form.PAIR, "http", "https", "xh", "xhs"),
    option("--auth", Form.PAIR, "http", "https", "xh", "xhs"),
    option("--user", Form.PAIR, "etcdctl"),
    option("-U", Form.PERCENT, "smbclient", "rpcclient", "winexe", "smbget", "net"),
    option(
        "-p",
        Form.ATTACHED,
        "mysql",
        "mysqldump",
        "mysqladmin",
        "mysqlimport",
        "mysqlshow",
        "mysqlcheck",
        "mysqlpump",
        "mariadb",
        "mariadb-dump",
        "mariadb-admin",
        "7z",
        "7za",
        "7zz",
        "rar",
        "unrar"),
    option("-hp", Form.ATTACHED, "rar", "unrar"),
    option("-pw", Form.ARGUMENT, "plink", "pscp", "psftp", "putty"),
    option("-p", Form.EITHER, "sshpass"),
    // docker, podman, helm registry, az and others.
    option(
        "-p",
        Form.ARGUMENT,
        "login",
        "mongo",
        "mongosh",
        "mongodump",
        "mongorestore",
        "mongoexport",
        "mongoimport",
        "cqlsh",
        "rabbitmqadmin",
        "rdesktop",
        "psexec",
        "useradd",
        "ncftp"),
    option("-a", Form.ARGUMENT, "redis-cli", "valkey-cli", "keydb-cli", "redis-benchmark"),
    option(
        "-w",
        Form.EITHER,
        "ldapsearch",
        "ldapmodify",
        "ldapadd",
        "ldapdelete",
        "ldapwhoami",
        "ldappasswd",
        "ldapcompare"),
    option(
        "-P",
        Form.EITHER,
        "sqlcmd",
        "bcp",
        "osql",
        "isql",
        "zip",
        "unzip",
        "mosquitto_pub",
        "mosquitto_sub",
        "mosquitto_rr",
        "ipmitool"),
    option("-A", Form.ARGUMENT, "snmpwalk", "snmpget", "snmpset", "snmpbulkwalk"),
    option("-X", Form.ARGUMENT, "snmpwalk", "snmpget", "snmpset", "snmpbulkwalk"),
  };

  /** Letters with which a program's name begins, as bits. */
  private static final int FIRST_LETTERS = firstLetters();

  private static int firstLetters() {
    int letters = 0;
    for (Option option : OPTIONS) {
      for (String program : option.programs) {
        letters |= 1 << (program.charAt(0) & 31);
      }
    }
    return letters;
  }

  private CommandLine() {}

  /**
   * The option for credentials whose first dash is at {@code at}, or null.
   *
   * @param floor where the last placeholder's secret ended
   */
  static @Nullable Option optionAt(String text, int at, int floor) {
    char before = Chars.before(text, at - 1, floor);
    if (at > 0 && before > ' ' && !Chars.isQuote(before)) {
      return null;
    }
    int candidates = 0;
    for (int i = 0; i < OPTIONS.length; i++) {
      if (text.startsWith(OPTIONS[i].name, at) && valueStart(text, at, OPTIONS[i]) >= 0) {
        candidates |= 1 << i;
      }
    }
    return candidates == 0 ? null : ofProgram(candidates, text, at);
  }

  /**
   * Of the options with the bits the one of a program in the command that goes on at {@code at}.
   */
  private static @Nullable Option ofProgram(int candidates, String text, int at) {
    int floor = Math.max(0, at - MAX_COMMAND);
    for (int i = at - 1; i >= floor; i--) {
      char c = text.charAt(i);
      switch (c) {
        case ';', '|', '&', '`' -> {
          return null;
        }
        case '\n', '\r' -> {
          if (Chars.at(text, i - 1) != '\\') {
            return null;
          }
        }
        default -> {
          if (c > '/' && (FIRST_LETTERS >> (c & 31) & 1) != 0 && !isPart(Chars.at(text, i - 1))) {
            Option option = named(candidates, text, i);
            if (option != null) {
              return option;
            }
          }
        }
      }
    }
    return null;
  }

  private static @Nullable Option named(int candidates, String text, int from) {
    int to = from;
    while (to < from + MAX_PROGRAM && isPart(Chars.at(text, to))) {
      to++;
    }
    to = text.startsWith(".exe", to - 4) ? to - 4 : to;
    for (int i = 0; i < OPTIONS.length; i++) {
      if ((candidates >> i & 1) != 0 && OPTIONS[i].isOf(text, from, to)) {
        return OPTIONS[i];
      }
    }
    return null;
  }

  private static boolean isPart(char c) {
    return Chars.isWord(c) || c == '-' || c == '.' || c == '=';
  }

  /** Where the value starts, or its quote, of the option at {@code at}; -1 when there is none. */
  static int valueStart(String text, int at, Option option) {
    int start = at + option.name.length();
    int limit = Math.min(text.length(), start + MAX_GAP);
    char next = Chars.at(text, start);
    if (option.form == Form.ATTACHED) {
      return next > ' ' && !Chars.isQuote(next) && ",=-".indexOf(next) < 0
          ? start
          : quotedStart(text, at, start);
    }
    // In a list each argument is in quotes.
    if (Chars.isQuote(next) && Chars.isQuote(Chars.at(text, at - 1))) {
      start++;
    }
    boolean attachable =
        option.name.length() == 2 && (option.form == Form.EITHER || option.form == Form.PAIR);
    if (!attachable && start < limit && "=, \t".indexOf(text.charAt(start)) < 0) {
      return -1;
    }
    while (start < limit && "=, \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return start < limit && text.charAt(start) > ' ' && text.charAt(start) != '-' ? start : -1;
  }

  /** A value that is quoted and attached all the same: {@code -p'...'}. */
  private static int quotedStart(String text, int at, int start) {
    char mark = Chars.at(text, start);
    boolean argument = mark == Chars.at(text, at - 1);
    return Chars.isQuote(mark) && !argument && Chars.at(text, start + 1) > ' ' ? start : -1;
  }

  /** Where the text ends whose quote is before {@code from}: at its other one or the line's end. */
  static int quoteEnd(String text, int from, int limit) {
    int end = from;
    while (end < limit
        && text.charAt(end) != text.charAt(from - 1)
        && !Chars.isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether the value is a pair of numbers, or names where its parts come from. */
  static boolean isOpen(String text, int from, int colon, int to) {
    boolean numbers = true;
    for (int i = from; i < to; i++) {
      numbers &= i == colon || Chars.isDigit(text, i);
    }
    return numbers || isVariable(text, colon + 1, to);
  }

  /** Whether the range names where a value comes from. */
  static boolean isVariable(String text, int from, int to) {
    boolean name = Chars.at(text, from) == '$' && Chars.skipAlphanumeric(text, from + 1, "_") == to;
    return name || from == to || SecretValue.isMask(text, from, to);
  }
}
