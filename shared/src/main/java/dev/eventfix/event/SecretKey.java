package dev.eventfix.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A name under which secrets stand, as the last part of a key: {@code DB_PASSWORD}, {@code
 * dbPassword} and {@code smtp.password} all end in {@code password}.
 *
 * <p>The rule for what stands under a key, kept nowhere else:
 *
 * <ul>
 *   <li>{@link Strength#STRONG}: any quoted text is a secret; an unquoted one is, unless it looks
 *       like code ({@link #isCode}).
 *   <li>{@link Strength#WEAK}: as strong, but only with evidence: quoted, {@value #MIN_WEAK_LENGTH}
 *       characters or more and no blank, or unquoted, as long and with a digit.
 *   <li>{@link Strength#QUERY}: only in a URL's query.
 *   <li>In a URL's query every value is a secret; after {@code --option} code is not considered.
 *   <li>Masks and templates ({@code ***}, {@code ${NAME}}, {@code %s}, {@code [Filtered]}) stay.
 * </ul>
 *
 * @param name lower-case letters, without separators
 * @param kind what its values are taken out as
 * @param anywhere whether the name may end a longer word, as in {@code PGPASSWORD}
 */
record SecretKey(String name, Strength strength, SecretKind kind, boolean anywhere) {

  /** How much a key says about its value. */
  enum Strength {
    STRONG,
    WEAK,
    QUERY,
    AUTHORIZATION,
    COOKIE
  }

  /** Longest key that is looked at, in characters; of a longer one its end. */
  static final int MAX_KEY = 64;

  /** Shortest secret under a weak key, in characters. */
  static final int MIN_WEAK_LENGTH = 8;

  /** How far a closing bracket is looked for, in characters. */
  private static final int MAX_BRACKETED = 256;

  /** Longest path of names that is code, in characters. */
  private static final int MAX_PATH = 64;

  /** Longest template or mask, in characters. */
  private static final int MAX_TEMPLATE = 64;

  /** The plainest of them. */
  static final SecretKey PASSWORD = strong("password", true);

  private static final SecretKey[] KEYS = {
    PASSWORD,
    strong("passwords", true),
    strong("passwd", true),
    strong("passphrase", true),
    strong("passcode", true),
    strong("apikey", true),
    strong("apikeys", true),
    strong("secretkey", true),
    strong("privatekey", true),
    strong("clientsecret", true),
    strong("accesstoken", true),
    strong("refreshtoken", true),
    strong("authtoken", true),
    strong("accesskey", false),
    strong("authkey", false),
    strong("signingkey", false),
    strong("encryptionkey", false),
    strong("masterkey", false),
    strong("accountkey", false),
    strong("sharedkey", false),
    strong("subscriptionkey", false),
    strong("idtoken", false),
    strong("apitoken", false),
    strong("bearertoken", false),
    strong("sessiontoken", false),
    strong("securitytoken", false),
    strong("amzsignature", false),
    strong("googsignature", false),
    strong("pwd", false),
    strong("secret", false),
    strong("secrets", false),
    strong("otp", false),
    strong("licensekey", false),
    strong("clientassertion", false),
    strong("connectionstring", false),
    strong("cvv", false),
    strong("cvc", false),
    weak("csrfmiddlewaretoken"),
    weak("token"),
    weak("jwt"),
    weak("auth"),
    weak("credential"),
    weak("credentials"),
    weak("creds"),
    weak("pass"),
    session("sessionid", true),
    session("sessid", true),
    session("sessionkey", false),
    session("sid", false),
    // Of a shared access signature (SAS).
    new SecretKey("sig", Strength.QUERY, SecretKind.AZURE_KEY, false),
    // Of signed URLs: CloudFront's, and the older ones of S3, Cloud Storage and others; Akamai's.
    new SecretKey("signature", Strength.QUERY, SecretKind.URL_CREDENTIALS, false),
    new SecretKey("hmac", Strength.QUERY, SecretKind.URL_CREDENTIALS, false),
    new SecretKey("hdnts", Strength.QUERY, SecretKind.URL_CREDENTIALS, false),
    new SecretKey("hdnea", Strength.QUERY, SecretKind.URL_CREDENTIALS, false),
    new SecretKey("authorization", Strength.AUTHORIZATION, SecretKind.AUTHORIZATION, false),
    new SecretKey("cookie", Strength.COOKIE, SecretKind.COOKIE, false),
  };

  /** The keys by their last letter: most names are known to be none by theirs. */
  private static final SecretKey[][] BY_LAST_LETTER = byLastLetter();

  /** Last words that do not take the secret out of a key: {@code password_confirmation}. */
  private static final String[] SUFFIXES = {
    "confirmation",
    "confirm",
    "again",
    "hash",
    "value",
    "old",
    "new",
    "current",
    "plain",
    "text",
    "base",
    "raw"
  };

  /** Unquoted words that are code or a value of none. */
  private static final String[] CODE_WORDS = {
    "any",
    "assert",
    "async",
    "await",
    "bool",
    "boolean",
    "break",
    "bytes",
    "char",
    "charsequence",
    "const",
    "continue",
    "def",
    "del",
    "else",
    "false",
    "float",
    "for",
    "function",
    "i32",
    "i64",
    "if",
    "import",
    "in",
    "int",
    "integer",
    "is",
    "lambda",
    "let",
    "nan",
    "never",
    "new",
    "nil",
    "none",
    "not",
    "null",
    "nullptr",
    "number",
    "object",
    "optional",
    "or",
    "pass",
    "print",
    "raise",
    "return",
    "secretstr",
    "securestring",
    "self",
    "str",
    "string",
    "super",
    "this",
    "throw",
    "true",
    "typeof",
    "u32",
    "u64",
    "u8",
    "undefined",
    "unknown",
    "var",
    "varchar",
    "void",
    "while",
    "yield"
  };

  /** Unquoted words that go on with a sentence after a colon. */
  private static final String[] PROSE_WORDS = {
    "a",
    "accepted",
    "an",
    "and",
    "are",
    "argument",
    "at",
    "authentication",
    "blank",
    "can",
    "cannot",
    "contains",
    "could",
    "denied",
    "does",
    "empty",
    "ensure",
    "enter",
    "error",
    "expected",
    "expired",
    "failed",
    "failure",
    "field",
    "filtered",
    "flag",
    "from",
    "given",
    "had",
    "has",
    "have",
    "hidden",
    "incorrect",
    "invalid",
    "length",
    "masked",
    "may",
    "mismatch",
    "missing",
    "must",
    "need",
    "needs",
    "no",
    "of",
    "ok",
    "only",
    "option",
    "please",
    "provided",
    "realm",
    "redacted",
    "rejected",
    "removed",
    "required",
    "reset",
    "scheme",
    "set",
    "should",
    "the",
    "to",
    "too",
    "unset",
    "updated",
    "was",
    "were",
    "will",
    "with",
    "wrong",
    "yes",
    "your"
  };

  private static final String[] MASK_WORDS = {
    "filtered", "redacted", "masked", "hidden", "removed", "omitted", "secret"
  };

  private static SecretKey strong(String name, boolean anywhere) {
    return new SecretKey(name, Strength.STRONG, SecretKind.PASSWORD, anywhere);
  }

  private static SecretKey weak(String name) {
    return new SecretKey(name, Strength.WEAK, SecretKind.PASSWORD, false);
  }

  private static SecretKey session(String name, boolean anywhere) {
    return new SecretKey(name, Strength.WEAK, SecretKind.SESSION_ID, anywhere);
  }

  /**
   * A key of the operator's own: strong, and the last words of a longer key too.
   *
   * @param key ASCII letters, digits and separators, the last of them a letter
   */
  static SecretKey custom(String key) {
    Words words = Words.of(key, 0, key.length());
    String name = new String(words.letters, 0, words.length);
    return new SecretKey(name, Strength.STRONG, SecretKind.CUSTOM, false);
  }

  private static SecretKey[][] byLastLetter() {
    SecretKey[][] table = new SecretKey['z' + 1][0];
    for (SecretKey key : KEYS) {
      char last = key.name.charAt(key.name.length() - 1);
      table[last] = Arrays.copyOf(table[last], table[last].length + 1);
      table[last][table[last].length - 1] = key;
    }
    return table;
  }

  /** The secret's name that the key in the range ends in, or null for keys that stay. */
  static @Nullable SecretKey of(String text, int from, int to, Redaction redaction) {
    Words words = Words.of(text, Math.max(from, to - MAX_KEY), to);
    if (words.length == 0) {
      return null;
    }
    SecretKey key = find(words, redaction);
    if (key == null) {
      for (String suffix : SUFFIXES) {
        if (words.endsWith(suffix, false)) {
          words.length -= suffix.length();
          key = words.length == 0 ? null : find(words, redaction);
          return key != null && key.strength == Strength.STRONG ? key : null;
        }
      }
    }
    return key;
  }

  private static @Nullable SecretKey find(Words words, Redaction redaction) {
    // The name of a .NET assembly holds a hash of its public key.
    if (words.endsWith("publickeytoken", false)) {
      return null;
    }
    // Before the built-in ones, of which some take out less.
    for (SecretKey key : redaction.keys()) {
      if (words.endsWith(key.name, false)) {
        return key;
      }
    }
    for (SecretKey key : BY_LAST_LETTER[words.letters[words.length - 1]]) {
      if (words.endsWith(key.name, key.anywhere) && redaction.takesOut(key.kind)) {
        // DB_PASS is a password's key, but a lone "pass" is a word.
        boolean part = key.name.equals("pass") && words.length > key.name.length();
        return part ? PASSWORD : key;
      }
    }
    return null;
  }

  /**
   * A key in lower case without its separators and what follows its last letter, with its words'
   * starts.
   */
  private static final class Words {
    private final char[] letters;
    private final boolean[] starts;
    private int length;

    private Words(int capacity) {
      letters = new char[capacity];
      starts = new boolean[capacity];
    }

    static Words of(String text, int from, int to) {
      int end = to;
      while (end > from && !Chars.isLetter(text.charAt(end - 1))) {
        end--;
      }
      Words words = new Words(end - from);
      for (int i = from; i < end; i++) {
        char c = text.charAt(i);
        if (Chars.isAlphanumeric(c)) {
          char before = i == from ? '\0' : text.charAt(i - 1);
          char after = i + 1 < end ? text.charAt(i + 1) : '\0';
          words.letters[words.length] = Chars.lower(c);
          words.starts[words.length] =
              !Chars.isAlphanumeric(before)
                  || (Chars.isUpper(c) && (!Chars.isUpper(before) || Chars.isLower(after)));
          words.length++;
        }
      }
      return words;
    }

    boolean endsWith(String name, boolean anywhere) {
      int start = length - name.length();
      if (start < 0 || !(anywhere || starts[start])) {
        return false;
      }
      for (int i = 0; i < name.length(); i++) {
        if (letters[start + i] != name.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Whether an unquoted value is code: a word of a language or a type, a call or an index, a path
   * of names without digits ({@code config.password}), a variable ({@code $password}), or a name
   * that ends as the key does ({@code newPassword}).
   *
   * @param to where the value ends
   * @param prose whether a word that goes on with a sentence counts too
   */
  boolean isCode(String text, int from, int to, boolean prose) {
    int start = from;
    while (start < from + 2 && start < to && "&*$@!:?+~".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    boolean variable = start > from;
    int names = 0;
    int end = start;
    do {
      end = names == 0 ? start : end + linkLength(text, end);
      if (!isNameStart(Chars.at(text, end))) {
        return variable && names == 0 && isNumber(text, start, to);
      }
      end = Chars.skipAlphanumeric(text, end, "_$");
      names++;
    } while (linkLength(text, end) > 0);
    char next = Chars.at(text, end);
    if (next == '!' && (Chars.at(text, end + 1) == '(' || Chars.at(text, end + 1) == '[')) {
      return true;
    }
    if (next == '(' || next == '[' || (next == '<' && Chars.isUpper(text.charAt(start)))) {
      return closes(text, end, next == '(' ? ')' : next == '[' ? ']' : '>');
    }
    if (end < to) {
      return false;
    }
    if (Chars.isOneOf(CODE_WORDS, text, start, end)
        || (prose && Chars.isOneOf(PROSE_WORDS, text, start, end))) {
      return true;
    }
    if (names > 1) {
      if (end - start > MAX_PATH || text.startsWith("eyJ", start)) {
        return false;
      }
      return !Chars.hasDigit(text, start, end) || of(text, start, end, Redaction.DEFAULT) != null;
    }
    return !Chars.hasDigit(text, start, end) && (variable || isNamedAlike(text, start, end));
  }

  /** Whether its values are those of an HTTP header, which have a form of their own. */
  boolean isHeader() {
    return strength == Strength.AUTHORIZATION || strength == Strength.COOKIE;
  }

  /** Whether the range ends as the key does, as the names of variables and fields do. */
  boolean isNamedAlike(String text, int from, int to) {
    return !Chars.hasDigit(text, from, to)
        && Words.of(text, Math.max(from, to - MAX_KEY), to).endsWith(name, false);
  }

  private static boolean isNameStart(char c) {
    return Chars.isLetter(c) || c == '_' || c == '$';
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  /** How long the link between two names of a path is: 0 when there is none. */
  private static int linkLength(String text, int at) {
    char c = Chars.at(text, at);
    char next = Chars.at(text, at + 1);
    if (c == '.' && isNameStart(next)) {
      return 1;
    }
    boolean two =
        (c == '-' && next == '>') || (c == ':' && next == ':') || (c == '?' && next == '.');
    return two && isNameStart(Chars.at(text, at + 2)) ? 2 : 0;
  }

  /** Whether the bracket is closed on its line, or the line breaks off behind it. */
  private static boolean closes(String text, int open, char closing) {
    int limit = Math.min(text.length(), open + MAX_BRACKETED);
    int last = open;
    for (int i = open + 1; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      // What a placeholder stands for may have held the bracket.
      if (text.charAt(i) == closing || SecretKind.placeholderEnd(text, i) > 0) {
        return true;
      }
      if (!Chars.isBlank(text.charAt(i))) {
        last = i;
      }
    }
    return last == open ? closing != '>' : text.charAt(last) == ',';
  }

  /** Whether a whole value is a mask, a template's gap or a placeholder, and so no secret. */
  static boolean isMask(String text, int from, int to) {
    if (SecretKind.placeholderEnd(text, from) == to) {
      return true;
    }
    int length = to - from;
    if (length == 0 || isOneCharacter(text, from, to)) {
      return true;
    }
    char first = text.charAt(from);
    char last = text.charAt(to - 1);
    if (first == '%' && length == 2) {
      return Chars.isLetter(last) || last == '@';
    }
    if (length > MAX_TEMPLATE) {
      return false;
    }
    if (first == '[' && last == ']') {
      return Chars.isOneOf(MASK_WORDS, text, from + 1, to - 1);
    }
    if (first == '<' && last == '>') {
      return !Chars.hasDigit(text, from, to) && isGap(text, from + 1, to - 1);
    }
    int open = first == '$' || first == '#' || first == '%' ? 1 : 0;
    if (Chars.at(text, from + open) == '{' && last == '}') {
      return open > 0 || !Chars.hasDigit(text, from, to) || isNumber(text, from + 1, to - 1);
    }
    return first == '%' && Chars.at(text, from + 1) == '(' && text.indexOf(')', from, to) >= 0;
  }

  /** Whether the range is one mark repeated, as in {@code ****}. */
  private static boolean isOneCharacter(String text, int from, int to) {
    char first = text.charAt(from);
    boolean mark = Chars.lower(first) == 'x' ? to - from > 2 : !Chars.isAlphanumeric(first);
    if (!mark) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (text.charAt(i) != first) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGap(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Chars.isWord(c) && c != ' ' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
