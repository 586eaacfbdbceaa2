package dev.eventfix.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts that were made to be slow: each begins something that has to be looked for again and again.
 */
final class HostileTexts {

  /**
   * What is repeated. Each begins, joins or nearly ends what some part of the redaction looks for.
   */
  private static final String[] PIECES = {
    "password=",
    "password:",
    "password='",
    "password=\"",
    "password=\\\"",
    "token=",
    "token:",
    "token=\"",
    "token='x ",
    "token=[",
    "token=f(",
    "auth:a.",
    "password=a(",
    "password=(",
    "a@a@",
    "a@",
    "a%40",
    "a.",
    "@",
    "a@a.",
    "a@b-",
    "://@",
    "://",
    "a://b:c/",
    "://a:b#",
    ":",
    "-----BEGIN",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN A",
    "--",
    "-",
    "--token ",
    "--password --",
    "eyJ",
    "eyJ.",
    "eyJ-",
    "eyJaaaaaaaaaaa.",
    "eyJaaaaaaaaaaa.a.",
    "1.1.1.",
    "1.",
    "1.1.1.1",
    "1.1.1.1.",
    ":::",
    "::",
    "a:",
    "a::",
    "1:1",
    "f:f:f:",
    "a",
    "word",
    "sk-",
    "sk-a",
    "xoxb-",
    "ghs_",
    "ghp_a",
    "AIza",
    "ya29.",
    "hooks.slack.com/",
    "Bearer ",
    "Bearer a",
    "Basic ",
    "Basic a",
    "Digest username=",
    "Cookie: ",
    "Cookie: a",
    "Cookie:a=\"",
    "Authorization: ",
    "Authorization: Digest ",
    "Authorization: \"",
    "<password>",
    "<token>",
    "<password ",
    "<password><![CDATA[",
    "<",
    "<email:",
    "<email:1<sid=",
    "<<<sid=",
    "<url_credentials:1<",
    "/home/",
    "/home/a",
    "/Users/",
    "\\",
    "\\Users\\",
    "\\\"",
    "\"",
    "'",
    "password: str ",
    "password: a |",
    "token=a,",
    "token=a,b;",
    "password=a,b c",
    "password=\"\n",
    "password='\\'",
    " ",
    "= ",
    " =",
    "'''",
    "password='''",
    "token='''x ",
    "%3D",
    "password%3D",
    "password%3D%3D",
    "password%3A",
    "token%22%3A%22",
    "%22%3A",
    "%5D%3D",
    "curl -u a ",
    "curl -u a:$b ",
    "token=\"abcdefgh1\" ",
    "password=%(a ",
    "password={a1} ",
    "curl -u \"\\",
    "curl -u 'a ",
    "curl --user ",
    "curl",
    "identified by ",
    "IDENTIFIED BY ",
    "IDENTIFIED BY '",
    "identified with ",
    "create user ",
    "password '",
    "PASSWORD '",
    "PASSWORD('",
    "password for ",
    "SET PASSWORD FOR a = ",
    "jdbc:oracle:",
    "jdbc:oracle:thin:",
    "jdbc:oracle:thin:a/",
    "4",
    "4111 ",
    "4111-",
    "4111 1111 1111 1111 ",
    "411111 ",
    "4 1 1 ",
    "DE00 DE00",
    "DE89 ",
    "DE",
    "AD12",
    "A1",
    "+1 +1",
    "+49 ",
    "+49-3 ",
    "+",
    "0049 ",
    "00",
    "123-45-",
    "123-",
    "000-00-0000-",
    "00:",
    "00:1a:2b:3c:4d:5e:",
    "00-",
    "ff-",
    "=",
    "==",
    "a==",
    "AAAA==",
    "/==",
    "SG.",
    "SG.a",
    "sk-ant-",
    "glpat-",
    "glpat-.",
    "pypi-AgE",
    "npm_",
    "AC0",
    "SK",
    "AC\" ",
    "sid=",
    "sessionid:",
    "sig=",
    ";pwd={",
    "pwd={a",
    "a;token={",
    "GR1348941",
    "-----BEGIN+PRIVATE+KEY-----",
    "-----BEGIN%20",
    "token=\"\\ ",
    "'\"'",
    "é@",
    "authorization:[",
    "authorization:(",
    "authorization:{",
    "authorization= ",
    "authorization=>",
    "cookie: [a=1 ",
    "cookie=[",
    "Authorization: Digest f() ",
    "<pwd><![CDATA[-----BEGIN ",
    "sid=<<<",
    "mysql -p",
    "\u001b[36mpassword\u001b[0m=",
    "\ud83d\ude00"
  };

  /** One or more of them for each kind of secret, and for each look that has no near end. */
  private static final List<String> OF_EACH_KIND =
      List.of(
          "password=\"",
          "password:",
          "password='''",
          "password: a |",
          "token=f(",
          "token%22%3A%22",
          "password%3D",
          "--password --",
          ";pwd={",
          "sid=",
          "<password><![CDATA[",
          "<email:",
          "IDENTIFIED BY '",
          "identified by ",
          "jdbc:oracle:thin:a/",
          "a://b:c/",
          "curl -u a ",
          "Bearer a",
          "Basic a",
          "Digest username=",
          "Authorization: Digest ",
          "Cookie: a",
          "eyJaaaaaaaaaaa.",
          "-----BEGIN PRIVATE KEY-----",
          "sk-a",
          "glpat-.",
          "AC0",
          "SG.a",
          "hooks.slack.com/",
          "AAAA==",
          "a@",
          "a%40",
          "1.1.1.1.",
          "f:f:f:",
          "00:1a:2b:3c:4d:5e:",
          "4111 1111 1111 1111 ",
          "DE89 ",
          "123-45-",
          "+49 ",
          "/home/a",
          "\\Users\\");

  private static final int PAIRS = 150;

  private HostileTexts() {}

  /** What is hostile when it is repeated. */
  static List<String> pieces() {
    return List.of(PIECES);
  }

  /** Fewer of them, for longer texts. */
  static List<String> piecesOfEachKind() {
    return OF_EACH_KIND;
  }

  /** Pieces two by two, the same at every call. */
  static List<List<String>> pairs() {
    Random random = new Random(20_241_101);
    List<List<String>> pairs = new ArrayList<>();
    while (pairs.size() < PAIRS) {
      pairs.add(
          List.of(PIECES[random.nextInt(PIECES.length)], PIECES[random.nextInt(PIECES.length)]));
    }
    return pairs;
  }

  /** The piece again and again, in no more characters than that. */
  static String repeated(String piece, int length) {
    return piece.repeat(length / piece.length());
  }

  /** One piece again and again, then another one: what the first ones look for never comes. */
  static String halves(String first, String second, int length) {
    return repeated(first, length / 2) + repeated(second, length / 2);
  }

  // Units that are put together from the parts of the grammar

  /** Keys of each strength and form, in the places where keys stand. */
  private static final String[] KEYS = {
    "password",
    "pwd",
    "token",
    "secret_row",
    "tokens",
    "pin",
    "seed_phrase",
    "sid",
    "sig",
    "authorization",
    "Cookie",
    "DB_PASS",
    "auth",
    "x",
    "value",
    "'password'",
    "\"token\"",
    "[password]",
    "--password",
    "-p",
    "curl -u ",
    "mysql -p",
    "sshpass -p ",
    "redis-cli -a ",
    "<pwd>",
    "<password ",
    "<x name=\"password\">",
    "setPassword",
    "login",
    "PDO->__construct",
    "password.equals",
    "?token",
    ";pwd",
    "password%22",
    "password%2522",
    "/token/",
    "://",
    "a@",
    "Bearer ",
    "Basic ",
    "Digest username",
    "IDENTIFIED BY ",
    "jdbc:oracle:thin:a/",
    "-----BEGIN PRIVATE KEY-----",
    "eyJaaaaaaaaaaa",
    "ghp_",
    "sk-",
    "\u001b[36mpassword",
    "\\x1b[35mtoken",
    "pass\\u200bword",
    "\uff1d"
  };

  /** The usual ones first. */
  private static final String[] SEPARATORS = {
    "=",
    ":",
    " = ",
    ": ",
    "",
    "=>",
    "(",
    ", ",
    " => ",
    ":=",
    "::",
    "->",
    "==",
    " != ",
    ",",
    " ",
    "%3D",
    "%3A",
    "%253A",
    "\uff1d",
    "\u00a0=\u00a0",
    ":\n",
    ": |\n  ",
    "=\n",
    "='x',",
    "\u001b[0m=",
    "&quot;:"
  };

  private static final int USUAL = 5;

  private static final String[] OPENERS = {
    "",
    "[",
    "(",
    "{",
    "<",
    "'",
    "\"",
    "\\\"",
    "\\\\\\'",
    "\"\"\"",
    "'''",
    "`",
    "f(",
    "new A(",
    "Some(",
    "string(1) ",
    "${",
    "${a:-",
    "{{",
    "%(",
    "%22",
    "%2522",
    "<![CDATA[",
    "<email:1>",
    "-----BEGIN ",
    "Digest ",
    "Bearer ",
    "Basic ",
    "[a=1 ",
    "b'",
    "$",
    "@",
    "a:b",
    "x.y || ",
    "getenv(",
    "\u001b["
  };

  private static final String[] TAILS = {
    "",
    " ",
    "x",
    "a1",
    "aB3dE5gH7j ",
    "f() ",
    "x, ",
    ")",
    "]",
    "}",
    "'",
    "\"",
    "\\\"",
    "';",
    "\n",
    "=",
    "@",
    "/",
    "//",
    ".",
    "...",
    "::",
    ":",
    "-",
    "--",
    "%",
    "&",
    "<",
    "</",
    "]]>",
    "****",
    "a, 'b'",
    " + 'x'",
    " || 'x'",
    "|",
    "\u200b"
  };

  /**
   * Units of each key with each opener behind each usual separator, and as many at random; half of
   * them without a tail. The same at every call.
   */
  static List<String> units() {
    Random random = new Random(20_261_130);
    List<String> units = new ArrayList<>();
    for (String key : KEYS) {
      for (String opener : OPENERS) {
        for (int i = 0; i < USUAL; i++) {
          units.add(unit(key + SEPARATORS[i] + opener, random));
          String other = SEPARATORS[random.nextInt(SEPARATORS.length)];
          units.add(unit(key + other + opener, random));
        }
      }
    }
    return units;
  }

  private static String unit(String head, Random random) {
    String unit = head + (random.nextBoolean() ? "" : TAILS[random.nextInt(TAILS.length)]);
    return unit.isEmpty() ? " " : unit;
  }
}
