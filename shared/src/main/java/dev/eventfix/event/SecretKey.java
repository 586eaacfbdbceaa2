package dev.eventfix.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A name under which secrets stand, anywhere in a key: {@code DB_PASSWORD}, {@code dbPassword},
 * {@code smtp.password} and {@code PASSWORD_PROD} hold {@code password}.
 *
 * <p>The rule for what stands under a key, kept nowhere else:
 *
 * <ul>
 *   <li>{@link Strength#STRONG}: any quoted text is a secret; an unquoted one is, unless it looks
 *       like code ({@link SecretValue#isCode}).
 *   <li>{@link Strength#WEAK}: as strong, but only with evidence: quoted, {@value #MIN_WEAK_LENGTH}
 *       characters or more and no blank, or unquoted, as long and with a digit.
 *   <li>{@link Strength#PHRASE}: as strong, but only of eight words or more.
 *   <li>{@link Strength#DIGITS}: four to twelve digits and nothing else.
 *   <li>{@link Strength#QUERY}: only in a URL's query.
 *   <li>In a URL's query every value is a secret; after {@code --option} code is not considered.
 *   <li>Words behind the name may say that the value is none ({@code token_type}), or leave it as
 *       it is ({@code PASSWORD_PROD}); behind any other word it takes evidence.
 *   <li>Masks and templates ({@code ***}, {@code ${NAME}}, {@code %s}, {@code [Filtered]}) stay.
 * </ul>
 *
 * @param name lower-case letters, without separators
 * @param kind what its values are taken out as
 * @param reach where in a key the name counts
 * @param numbers whether a number may be its value
 */
record SecretKey(String name, Strength strength, SecretKind kind, Reach reach, boolean numbers) {

  /** How much a key says about its value. */
  enum Strength {
    STRONG,
    WEAK,
    PHRASE,
    DIGITS,
    QUERY,
    AUTHORIZATION,
    COOKIE
  }

  /** Where in a key a name counts. */
  enum Reach {
    /** As the last words. */
    END,
    /** As any words. */
    WORDS,
    /** As words, and as the end of a longer one: {@code PGPASSWORD}. */
    PART
  }

  /** Longest key that is looked at, in characters; of a longer one its end. */
  static final int MAX_KEY = 64;

  /** Shortest secret under a weak key, in characters. */
  static final int MIN_WEAK_LENGTH = 8;

  /** The plainest of them. */
  static final SecretKey PASSWORD = strong("password", Reach.PART);

  private static final SecretKey[] KEYS = {
    PASSWORD,
    strong("passwd", Reach.PART),
    strong("passphrase", Reach.PART),
    strong("passcode", Reach.PART),
    strong("passwort", Reach.PART),
    strong("kennwort", Reach.PART),
    strong("contrasena", Reach.PART),
    strong("motdepasse", Reach.WORDS),
    strong("senha", Reach.WORDS),
    strong("pswd", Reach.WORDS),
    strong("pwd", Reach.WORDS),
    strong("apikey", Reach.PART),
    strong("secretkey", Reach.PART),
    strong("privatekey", Reach.PART),
    strong("clientsecret", Reach.PART),
    strong("accesstoken", Reach.PART),
    strong("refreshtoken", Reach.PART),
    strong("authtoken", Reach.PART),
    strong("accesskey", Reach.WORDS),
    strong("authkey", Reach.WORDS),
    strong("signingkey", Reach.WORDS),
    strong("encryptionkey", Reach.WORDS),
    strong("masterkey", Reach.WORDS),
    strong("accountkey", Reach.WORDS),
    strong("sharedkey", Reach.WORDS),
    strong("subscriptionkey", Reach.WORDS),
    strong("licensekey", Reach.WORDS),
    strong("idtoken", Reach.WORDS),
    strong("apitoken", Reach.WORDS),
    strong("bearertoken", Reach.WORDS),
    strong("sessiontoken", Reach.WORDS),
    strong("securitytoken", Reach.WORDS),
    strong("clientassertion", Reach.WORDS),
    strong("connectionstring", Reach.WORDS),
    strong("secret", Reach.WORDS),
    strong("amzsignature", Reach.END),
    strong("googsignature", Reach.END),
    strong("storepass", Reach.END),
    strong("keypass", Reach.END),
    strong("otp", Reach.END),
    strong("totp", Reach.END),
    strong("mfacode", Reach.END),
    strong("otpcode", Reach.END),
    strong("recoverycode", Reach.END),
    strong("backupcode", Reach.END),
    strong("cvv", Reach.END),
    strong("cvc", Reach.END),
    new SecretKey("pin", Strength.DIGITS, SecretKind.PASSWORD, Reach.END, true),
    new SecretKey("pincode", Strength.DIGITS, SecretKind.PASSWORD, Reach.END, true),
    new SecretKey("seedphrase", Strength.PHRASE, SecretKind.PASSWORD, Reach.WORDS, true),
    new SecretKey("recoveryphrase", Strength.PHRASE, SecretKind.PASSWORD, Reach.WORDS, true),
    new SecretKey("mnemonic", Strength.PHRASE, SecretKind.PASSWORD, Reach.WORDS, true),
    weak("csrfmiddlewaretoken", Reach.END),
    weak("token", Reach.WORDS),
    weak("jwt", Reach.WORDS),
    weak("credential", Reach.WORDS),
    weak("creds", Reach.WORDS),
    weak("auth", Reach.END),
    weak("pass", Reach.END),
    weak("pw", Reach.END),
    session("sessionid", Reach.PART),
    session("sessid", Reach.PART),
    session("sessionkey", Reach.END),
    session("sid", Reach.END),
    // Of a shared access signature (SAS).
    new SecretKey("sig", Strength.QUERY, SecretKind.AZURE_KEY, Reach.END, true),
    // Of signed URLs: CloudFront's, and the older ones of S3, Cloud Storage and others; Akamai's.
    query("signature"),
    query("hmac"),
    query("hdnts"),
    query("hdnea"),
    new SecretKey(
        "authorization", Strength.AUTHORIZATION, SecretKind.AUTHORIZATION, Reach.END, true),
    new SecretKey("cookie", Strength.COOKIE, SecretKind.COOKIE, Reach.END, true),
  };

  private static final int LETTERS = 'z' - 'a' + 1;

  /** The keys by their first two letters: most words begin as none of them does. */
  private static final SecretKey[][] BY_START = byStart();

  /** Words behind a secret's name that change nothing: {@code password_confirmation}. */
  private static final String NEUTRAL_WORDS =
      """
      again array b64 backup base base64 bytes char chars cleartext confirm confirmation current
      data dct default dev development dict digest encoded encrypted env hash hashed hex int
      item items json list live local lst main map new obj object old one orig original own
      plain plaintext preprod previous primary prod production qa raw repeat ro row rows rw
      sandbox secondary staging stg str string temp test text tmp tuple two uat val value values
      verify x y
      """;

  /** Words behind a secret's name that say that the value is none. */
  private static final String NONE_WORDS =
      """
      abi address age alg algorithm alias app are arn at attempt attempts bucket budget button
      cache change changed changes check class client cls column complexity config configuration
      controller cost count created date decoder delimiter description dialog dir directory
      duration enabled encoder encoding endpoint entropy error errors exception exists exp
      expected expiration expire expired expires expiry factory failed failure field fields file
      filename filter flag folder forgot form format function generator handler hasher header
      headers help hint history host icon id ids index info input interceptor invalid is iss
      issued issuer iv kind label len length less level lifetime limit limits line link loader
      location manager match max maximum message messages method middleware min minimum missing
      modal mode model msg name named names offset on page param parameter parameters params
      parser path pattern per placeholder policy port pos position prefix price prompt provider
      query rate reader ref refs regex repository required requirement requirements reset
      resolver retries role rotation rule rules salt schema scheme scope scopes score separator
      serializer server service set size source span state status storage store strategy stream
      strength suffix sum tag time timeout timestamp title total ttl type types until uri url
      urls usage use used user username util utils valid validation validator validators version
      view visible weight widget window writer
      """;

  /** Words before a secret's name that say that the value is none. */
  private static final String NONE_BEFORE =
      """
      has is max min n no num public total without
      """;

  private static SecretKey strong(String name, Reach reach) {
    return new SecretKey(name, Strength.STRONG, SecretKind.PASSWORD, reach, true);
  }

  private static SecretKey weak(String name, Reach reach) {
    return new SecretKey(name, Strength.WEAK, SecretKind.PASSWORD, reach, true);
  }

  private static SecretKey query(String name) {
    return new SecretKey(name, Strength.QUERY, SecretKind.URL_CREDENTIALS, Reach.END, true);
  }

  private static SecretKey session(String name, Reach reach) {
    return new SecretKey(name, Strength.WEAK, SecretKind.SESSION_ID, reach, true);
  }

  /**
   * A key of the operator's own: strong, and the last words of a longer key too.
   *
   * @param key ASCII letters, digits and separators, the last of them a letter
   */
  static SecretKey custom(String key) {
    Words words = new Words(key, 0, key.length());
    String name = new String(words.letters, 0, words.length);
    return new SecretKey(name, Strength.STRONG, SecretKind.CUSTOM, Reach.END, true);
  }

  private static SecretKey[][] byStart() {
    SecretKey[][] table = new SecretKey[LETTERS * LETTERS][];
    for (SecretKey key : KEYS) {
      int start = (key.name.charAt(0) - 'a') * LETTERS + key.name.charAt(1) - 'a';
      SecretKey[] others = table[start];
      int length = others == null ? 0 : others.length;
      table[start] = others == null ? new SecretKey[1] : Arrays.copyOf(others, length + 1);
      table[start][length] = key;
    }
    return table;
  }

  /** The secret's name that the key in the range holds, or null for keys that stay. */
  static @Nullable SecretKey of(String text, int from, int to, Redaction redaction) {
    int start = Math.max(from, to - MAX_KEY);
    if (redaction.keys().length == 0 && !mayHold(text, start, to)) {
      return null;
    }
    Words words = new Words(text, start, to);
    return words.length == 0 ? null : words.find(redaction);
  }

  /** Whether any name begins as two characters of the range do: quick, for most keys hold none. */
  private static boolean mayHold(String text, int from, int to) {
    int before = -1;
    for (int i = from; i < to; i++) {
      int letter = Chars.lower(text.charAt(i)) - 'a';
      boolean known = letter >= 0 && letter < LETTERS;
      if (known && before >= 0 && BY_START[before * LETTERS + letter] != null) {
        return true;
      }
      before = known ? letter : -1;
    }
    return false;
  }

  /** Whether the key's last words say that its value is no secret, whatever stands above it. */
  static boolean saysNone(String key) {
    Words words = new Words(key, Math.max(0, key.length() - MAX_KEY), key.length());
    for (int start = words.length - 1; start >= 0; start--) {
      if (words.isStart(start)) {
        return words.isOneOf(NONE_WORDS, start, words.length);
      }
    }
    return false;
  }

  /** The key whose value takes evidence. */
  private SecretKey weakened() {
    return strength == Strength.STRONG || strength == Strength.WEAK
        ? new SecretKey(name, Strength.WEAK, kind, reach, false)
        : this;
  }

  /** Whether all that stands under the key is a secret, whatever it looks like. */
  boolean isCertain() {
    return strength == Strength.STRONG || isHeader();
  }

  /** Whether its values are those of an HTTP header, which have a form of their own. */
  boolean isHeader() {
    return strength == Strength.AUTHORIZATION || strength == Strength.COOKIE;
  }

  /** Whether the range holds the key's name as its last words, as names of variables do. */
  boolean isNamedAlike(String text, int from, int to) {
    if (Chars.hasDigit(text, from, to)) {
      return false;
    }
    Words words = new Words(text, Math.max(from, to - MAX_KEY), to);
    return words.endsWith(name)
        || (words.length > 0
            && words.letters[words.length - 1] == 's'
            && words.shorter().endsWith(name));
  }

  /**
   * A key in lower case without its separators and what follows its last letter, with where its
   * words start.
   */
  private static final class Words {
    private final char[] letters;

    /** A bit for each of the letters that starts a word. */
    private long starts;

    private int length;

    Words(String text, int from, int to) {
      int end = to;
      while (end > from && !Chars.isLetter(text.charAt(end - 1))) {
        end--;
      }
      letters = new char[end - from];
      char before = '\0';
      for (int i = from; i < end; i++) {
        char c = text.charAt(i);
        if (Chars.isAlphanumeric(c)) {
          boolean start =
              !Chars.isAlphanumeric(before)
                  || (Chars.isUpper(c)
                      && (!Chars.isUpper(before)
                          || (i + 1 < end && Chars.isLower(text.charAt(i + 1)))));
          if (start) {
            starts |= 1L << length;
          }
          letters[length++] = Chars.lower(c);
        }
        before = c;
      }
    }

    Words shorter() {
      length--;
      return this;
    }

    boolean isStart(int at) {
      return at == length || (starts >> at & 1) != 0;
    }

    private int wordEnd(int at) {
      int end = at;
      while (end < length && (end == at || !isStart(end))) {
        end++;
      }
      return end;
    }

    boolean endsWith(String name) {
      int start = length - name.length();
      return start >= 0 && isStart(start) && matches(name, start);
    }

    private boolean matches(String name, int at) {
      int size = name.length();
      if (at + size > length) {
        return false;
      }
      for (int i = 0; i < size; i++) {
        if (letters[at + i] != name.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    boolean isOneOf(String words, int from, int to) {
      return Chars.isListed(words, new String(letters, from, to - from), 0, to - from);
    }

    @Nullable SecretKey find(Redaction redaction) {
      // Before the built-in ones, of which some take out less.
      for (SecretKey key : redaction.keys()) {
        if (endsWith(key.name)) {
          return key;
        }
      }
      SecretKey found = null;
      int foundStart = 0;
      int foundEnd = 0;
      for (int start = 0; start + 1 < length; start++) {
        int first = letters[start] - 'a';
        int second = letters[start + 1] - 'a';
        SecretKey[] keys = first < 0 || second < 0 ? null : BY_START[first * LETTERS + second];
        if (keys == null) {
          continue;
        }
        boolean word = isStart(start);
        for (SecretKey key : keys) {
          if ((word || key.reach == Reach.PART) && matches(key.name, start)) {
            int end = nameEnd(key, start + key.name.length());
            boolean further = found == null || end > foundEnd;
            if (end > 0 && further && (key.reach != Reach.END || isLast(end))) {
              found = key;
              foundStart = start;
              foundEnd = end;
            }
          }
        }
      }
      return found == null || !redaction.takesOut(found.kind)
          ? null
          : graded(found, foundStart, foundEnd);
    }

    /** Where the name ends with its plural, digits and what its word has besides; -1 for none. */
    private int nameEnd(SecretKey key, int at) {
      int end = at < length && letters[at] == 's' ? at + 1 : at;
      for (int plural = end; plural >= at; plural--) {
        int i = plural;
        while (i < length && !isStart(i) && Chars.isDigit(letters[i])) {
          i++;
        }
        if (isStart(i)) {
          return i;
        }
      }
      return key.reach == Reach.PART && isOneOf(NEUTRAL_WORDS, at, wordEnd(at)) ? wordEnd(at) : -1;
    }

    /** Whether only words that change nothing follow. */
    private boolean isLast(int at) {
      int start = at;
      while (start < length && isNeutral(start, wordEnd(start))) {
        start = wordEnd(start);
      }
      return start == length;
    }

    private boolean isNeutral(int from, int to) {
      boolean number = true;
      for (int i = from + 1; i < to; i++) {
        number &= Chars.isDigit(letters[i]);
      }
      // A number, or a letter with one: v2.
      return number || isOneOf(NEUTRAL_WORDS, from, to);
    }

    private @Nullable SecretKey graded(SecretKey key, int start, int end) {
      for (int at = end; at < length; at = wordEnd(at)) {
        if (isOneOf(NONE_WORDS, at, wordEnd(at))) {
          return null;
        }
      }
      for (int at = 0; at < start; at = wordEnd(at)) {
        if (isOneOf(NONE_BEFORE, at, wordEnd(at))) {
          return null;
        }
      }
      boolean plural = letters[end - 1] == 's' && !key.name.endsWith("s");
      if (!isLast(end) || (plural && key.strength == Strength.WEAK)) {
        return key.weakened();
      }
      // DB_PASS is a password's key, but a lone "pass" is a word.
      boolean part = start > 0 && (key.name.equals("pass") || key.name.equals("pw"));
      return part ? PASSWORD : key;
    }
  }
}
