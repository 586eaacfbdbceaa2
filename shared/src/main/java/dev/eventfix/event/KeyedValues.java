package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/**
 * Finds the values that stand under secrets' keys, in text, code, JSON, queries, lists of arguments
 * and pairs alike, by one small grammar:
 *
 * <pre>
 * pair      = key separator value | key "," value | receiver "(" value | "/" key "/" value
 * key       = name, in quotes or brackets or not          (SecretKey says which names count)
 * separator = ":" "=" "=>" ":=" "==" "!=" "::" "->" ...   or the encoded ones of a URL
 * value     = literal | wrapper "(" value ")" | bracket | expression fallback | word | next line
 * </pre>
 *
 * What is decided is decided by what is near ({@value #NEAR} characters); what is far is read when
 * it is taken out, and so once.
 */
final class KeyedValues {

  /** How far evidence is looked for, in characters. */
  static final int NEAR = 128;

  /** Blanks that may stand between a key, its separator and its value. */
  private static final int MAX_BLANKS = 16;

  /** Blanks before a value on the next line. */
  private static final int MAX_INDENT = 64;

  /** How far a quoted value may reach over a line's end, in characters. */
  private static final int MAX_MULTILINE = 512;

  /** Deepest escaping of quotes that is followed, in backslashes. */
  private static final int MAX_ESCAPES = 15;

  /** Longest name of the next pair that ends a value, in characters. */
  private static final int MAX_NEXT_KEY = 40;

  /** Longest path of names of a call around a value, in characters. */
  private static final int MAX_NAMES = 64;

  /** Calls around each other that are followed. */
  private static final int MAX_WRAPPERS = 4;

  /** Longest start tag of an element, in characters. */
  private static final int MAX_TAG = 256;

  /** Deepest brackets below a secret's key that are followed. */
  private static final int MAX_DEPTH = 16;

  /** Shortest part of a path that is taken for a secret, in characters. */
  private static final int MIN_SEGMENT = 16;

  /** Fewest words of a pass phrase, and most. */
  private static final int MIN_PHRASE = 4;

  private static final int MAX_PHRASE = 24;

  private static final String[] SCHEMES = {
    "bearer", "basic", "token", "apikey", "negotiate", "ntlm", "digest", "hawk", "aws4-hmac-sha256"
  };

  /** Schemes whose credentials are one word. */
  private static final int ONE_WORD_SCHEMES = 6;

  /** Calls and types whose argument is the value itself. */
  private static final String WRAPPERS =
      """
      arc atob b64decode base64decode borrowed box buffer bytearray bytes cow encode from
      fromstring just literal maybe mutex new object of ofnullable ok optional owned plaintext
      rc redacted sensitive some str string text unsafeplaintext value valueof
      """;

  /** Calls that compare what they are called on with their argument. */
  private static final String COMPARISONS =
      """
      compareto contentequals eq eql equal equals equalsignorecase iequals is isequalto
      startswith tobe toequal tostrictequal
      """;

  /** What calls that look a secret up by its name begin with; or do something else with a name. */
  private static final String LOOKUPS =
      """
      access ask check create decode delete describe exists expect fetch find forgot generate
      get has input is list load lookup make need no parse prompt read remove render request
      require reset resolve show test validate
      """;

  /** Where a fallback stands: what comes before it. */
  private static final String[] FALLBACKS = {
    "||",
    "??",
    "?:",
    " or",
    " else",
    "default",
    "fallback",
    "default=",
    "default:",
    "default: ",
    "fallback=",
    "orelse(",
    "unwrap_or(",
    "unwrapor(",
    "getorelse(",
    "default(",
    "or(",
    "value_or(",
    "valueor(",
    "|_|",
    "() ->",
    "() =>",
    "defaultifempty(",
    "ifempty(",
    "withdefault("
  };

  /** Arguments that say how, not what. */
  private static final String[] TECHNICAL = {
    "utf",
    "iso-",
    "sha",
    "md5",
    "aes",
    "rsa",
    "hs2",
    "hs3",
    "hs5",
    "rs2",
    "es2",
    "hex",
    "base64",
    "ascii",
    "latin",
    "windows-",
    "hmac",
    "blowfish",
    "bcrypt"
  };

  /** Calls that take a password, and as which argument, from 0. */
  private static final String[] CREDENTIAL_CALLS = {
    "pdo2",
    "pdo->__construct2",
    "mysqli2",
    "mysqli->__construct2",
    "mysqli_connect2",
    "getconnection2",
    "ftp_login2",
    "ldap_bind2",
    "imap_open2",
    "ssh2_auth_password2",
    "login1",
    "httpbasicauth1",
    "basicauth1",
    "basic_auth1",
    "setbasicauth1",
    "usernamepasswordcredentials1",
    "networkcredential1",
    "passwordauthentication1",
    "usernamepasswordauthenticationtoken1",
    "signinwithemailandpassword2"
  };

  /** Names beside which the name of the value is told: {@code name="password" value="..."}. */
  private static final String[] VALUE_NAMES = {"value", "val", "content", "text", "data"};

  private final SecretScanner scan;
  private final String text;
  private final Redaction redaction;

  /** The key that {@link #keyBefore} looked at. */
  private int keyStart;

  private int keyEnd;
  private boolean bareKey;

  /** Brackets below secrets' keys have been looked through up to here. */
  private int walked;

  KeyedValues(SecretScanner scan, String text, Redaction redaction) {
    this.scan = scan;
    this.text = text;
    this.redaction = redaction;
  }

  /** Where a value stands, which says how much it may be code. */
  private enum Place {
    TEXT,
    COMPARISON,
    OPTION,
    QUERY,
    /** Behind a semicolon or before one, as in the connection strings of ODBC, ADO and JDBC. */
    CONNECTION,
    /** Behind a separator that more often joins names: only what is no name. */
    STRICT
  }

  // Keys

  private static boolean isKeyCharacter(char c) {
    return Chars.isWord(c) || c == '.' || c == '$' || c == '-';
  }

  /** The secret's name in the key that ends before {@code end} and blanks, or null. */
  private @Nullable SecretKey keyBefore(int end) {
    int floor = Math.max(scan.copied(), end - MAX_BLANKS);
    keyEnd = end;
    while (keyEnd > floor && Chars.isBlank(text.charAt(keyEnd - 1))) {
      keyEnd--;
    }
    int quotesEnd = keyEnd;
    keyEnd = beforeQuotes(keyEnd);
    bareKey = quotesEnd == keyEnd;
    keyStart = keyEnd;
    while (keyStart > scan.copied()
        && keyStart > keyEnd - SecretKey.MAX_KEY
        && isKeyCharacter(text.charAt(keyStart - 1))) {
      keyStart--;
    }
    if (text.startsWith("-D", keyStart)) {
      keyStart += 2;
    }
    return keyEnd - keyStart < 2 ? null : SecretKey.of(text, keyStart, keyEnd, redaction);
  }

  /** Where a key ends whose closing bracket and quote end at {@code end}. */
  private int beforeQuotes(int end) {
    int copied = scan.copied();
    int before = end;
    if (before > copied && "]*".indexOf(text.charAt(before - 1)) >= 0) {
      before -=
          text.charAt(before - 1) == '*' && before - 1 > copied && text.charAt(before - 2) == '*'
              ? 2
              : 1;
    } else if (before - 3 > copied && text.regionMatches(true, before - 3, "%5D", 0, 3)) {
      before -= 3;
    }
    if (before > copied && Chars.isQuote(text.charAt(before - 1))) {
      before--;
      int floor = Math.max(copied, before - MAX_ESCAPES);
      while (before > floor && text.charAt(before - 1) == '\\') {
        before--;
      }
    }
    return before;
  }

  /** Whether the pair is a shell's variable {@code PWD}. */
  private boolean isWorkingFolder(int from) {
    int start = Chars.isQuote(text.charAt(from)) ? from + 1 : from;
    boolean path = Chars.at(text, start) == '/' || text.startsWith(":\\", start + 1);
    return path && keyEnd - keyStart == 3 && text.regionMatches(true, keyStart, "pwd", 0, 3);
  }

  // Pairs

  /** A separator of one or more marks begins here. */
  void pair() {
    int at = scan.at();
    char first = text.charAt(at);
    boolean colon = first == ':';
    int separatorEnd = at + 1;
    char next = Chars.at(text, separatorEnd);
    boolean strict = "-|\t".indexOf(first) >= 0 || (colon && next == ':');
    boolean comparison = first == '=' && (next == '=' || next == '~');
    if (first == '|' || first == '\t') {
      if (!Chars.isWord(
          Chars.before(text, Chars.at(text, at - 1) == ' ' ? at - 2 : at - 1, scan.copied()))) {
        return;
      }
    } else if (strict) {
      separatorEnd++;
    } else if (colon ? next == '=' : next == '=' || next == '>' || next == '~') {
      separatorEnd++;
      if (Chars.at(text, separatorEnd) == '=') {
        separatorEnd++;
      }
    }
    int end = at;
    if (first == '=') {
      int floor = Math.max(at - 2, scan.copied());
      while (end > floor && "!<>+?|".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
        comparison |= "!<>".indexOf(text.charAt(end)) >= 0;
      }
    }
    SecretKey key = keyBefore(end);
    if (key == null) {
      key = keyBeside();
      if (key == null) {
        if (comparison) {
          reversed(end, separatorEnd);
        }
        return;
      }
    }
    int from = valueStart(separatorEnd);
    if (from < 0 || isWorkingFolder(from)) {
      return;
    }
    char before = Chars.before(text, keyStart - 1, scan.copied());
    if (bareKey && isClosingQuote(from, before)) {
      return;
    }
    if (strict && !bareKey) {
      strict = false;
    }
    value(key, from, separatorEnd, place(comparison, strict, colon, before, from == separatorEnd));
  }

  private Place place(
      boolean comparison, boolean strict, boolean colon, char before, boolean joined) {
    if (comparison) {
      return Place.COMPARISON;
    }
    if (text.startsWith("--", keyStart)) {
      return Place.OPTION;
    }
    if (strict) {
      return Place.STRICT;
    }
    if (!colon && joined && (before == '?' || before == '&')) {
      return Place.QUERY;
    }
    return !colon && joined && before == ';' ? Place.CONNECTION : Place.TEXT;
  }

  /** A quote: of a value that stands behind its key without any separator. */
  void afterBlank() {
    int at = scan.at();
    if (!Chars.isBlank(Chars.before(text, at - 1, scan.copied()))
        || !Chars.isWord(Chars.before(text, at - 2, scan.copied()))) {
      return;
    }
    int end = nearEnd(at + 1, text.charAt(at), 0);
    if (end - at > 6 && Chars.hasDigit(text, at + 1, end) && !hasBlank(at + 1, end)) {
      SecretKey key = keyBefore(at - 1);
      if (key != null
          && bareKey
          && key.strength() == SecretKey.Strength.STRONG
          && !stays(key, at + 1, end)) {
        scan.replace(key.kind(), at + 1, end);
      }
    }
  }

  /** Where a value starts behind blanks, on this line or the next one; -1 without any. */
  private int valueStart(int separatorEnd) {
    int from = Chars.skipBlanks(text, separatorEnd);
    if (from - separatorEnd > MAX_BLANKS || from >= text.length()) {
      return -1;
    }
    // A query's blanks.
    int plus = from;
    while (plus < from + 3 && Chars.at(text, plus) == '+') {
      plus++;
    }
    return plus > from && openingQuote(plus) >= 0 ? plus : from;
  }

  /** Where the next line's text starts when the line ends here, or -1. */
  private int nextLine(int at) {
    int from = at;
    char c = Chars.at(text, from);
    if (c == '\\' || c == '(') {
      from = Chars.skipBlanks(text, from + 1);
    } else if (c == '|' || c == '>') {
      // A block of YAML.
      char more = Chars.at(text, from + 1);
      from = Chars.skipBlanks(text, more == '-' || more == '+' ? from + 2 : from + 1);
    }
    if (!Chars.isLineEnd(Chars.at(text, from))) {
      return -1;
    }
    from = text.startsWith("\r\n", from) ? from + 2 : from + 1;
    int start = Chars.skipBlanks(text, from);
    return start - from > MAX_INDENT || start >= text.length() ? -1 : start;
  }

  /** Whether the quote closes a text that ends in the key: {@code ask("Password: ")}. */
  private boolean isClosingQuote(int quote, char beforeKey) {
    char mark = text.charAt(quote);
    if (!Chars.isQuote(mark)) {
      return false;
    }
    char next = Chars.at(text, quote + 1);
    boolean operator = next == ' ' && "+%.".indexOf(Chars.at(text, quote + 2)) >= 0;
    return mark == beforeKey || "),;]".indexOf(next) >= 0 || operator;
  }

  /** The secret that is named just before a key {@code value}: {@code "password", "value"}. */
  private @Nullable SecretKey keyBeside() {
    if (!Chars.isOneOf(VALUE_NAMES, text, keyStart, keyEnd)) {
      return null;
    }
    int end = keyStart;
    int floor = Math.max(scan.copied(), end - MAX_BLANKS);
    while (end > floor && "\"'`\\, \t\n\r".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > floor - SecretKey.MAX_KEY
        && start > scan.copied()
        && isKeyCharacter(text.charAt(start - 1))) {
      start--;
    }
    boolean quoted =
        end < keyStart
            && Chars.isQuote(Chars.at(text, end))
            && "\"'`".indexOf(Chars.before(text, start - 1, scan.copied())) >= 0;
    return quoted && end - start > 1 ? SecretKey.of(text, start, end, redaction) : null;
  }

  /** A comparison the other way round: {@code "value" == password}. */
  private void reversed(int end, int separatorEnd) {
    int start = Chars.skipBlanks(text, separatorEnd);
    int nameEnd = start;
    while (nameEnd < start + SecretKey.MAX_KEY && isKeyCharacter(Chars.at(text, nameEnd))) {
      nameEnd++;
    }
    int quote = end - 1;
    while (quote > scan.copied() && Chars.isBlank(text.charAt(quote))) {
      quote--;
    }
    if (nameEnd > start + 1) {
      valueBefore(quote, start, nameEnd);
    }
  }

  /** A quoted value that ends at {@code quote} and is compared with a name. */
  private void valueBefore(int quote, int nameStart, int nameEnd) {
    char mark = Chars.at(text, quote);
    int floor = Math.max(scan.copied(), quote - NEAR);
    if (quote <= floor || !Chars.isQuote(mark)) {
      return;
    }
    SecretKey key = SecretKey.of(text, nameStart, nameEnd, redaction);
    int from = quote;
    while (from > floor && text.charAt(from - 1) != mark && text.charAt(from - 1) > ' ') {
      from--;
    }
    if (key != null
        && from > floor
        && text.charAt(from - 1) == mark
        && (key.strength() == SecretKey.Strength.STRONG || isEvidence(key, from, quote))
        && !stays(key, from, quote)) {
      scan.replace(key.kind(), from, quote);
    }
  }

  /** A comma: what stands before it may be a key's name, and the value is its neighbour. */
  void neighbours() {
    int at = scan.at();
    int from = Chars.skipBlanks(text, at + 1);
    int line = nextLine(from);
    int quote = openingQuote(line < 0 ? from : line);
    char last = Chars.before(text, Chars.at(text, at - 1) == ' ' ? at - 2 : at - 1, scan.copied());
    if (quote < 0 || !(Chars.isQuote(last) || Chars.isWord(last))) {
      return;
    }
    SecretKey key = keyBefore(at);
    if (key == null) {
      return;
    }
    char mark = text.charAt(quote);
    int start = quote + 1;
    int escapes = escapesBefore(quote, from);
    int end = nearEnd(start, mark, escapes);
    if (end < 0 || stays(key, start, end)) {
      return;
    }
    if (text.startsWith("-", keyStart)) {
      if (text.charAt(start) != '-') {
        quoted(key, quote, from);
      }
      return;
    }
    int after = Chars.skipBlanks(text, end + escapes + 1);
    char next = Chars.at(text, after);
    int open = keyStart - 1;
    while (open > scan.copied() && "\"'`\\bBuUrR: ".indexOf(text.charAt(open)) >= 0) {
      open--;
    }
    char bracket = Chars.before(text, open, scan.copied());
    boolean two = "([{".indexOf(bracket) >= 0 && ")]}".indexOf(next) >= 0;
    if (next == ':' || next == '=' || (bareKey && !two && bracket != ',')) {
      return;
    }
    boolean digit = Chars.hasDigit(text, start, end);
    boolean told =
        (bareKey || bracket == '[' || !two)
            ? digit || (two && isMixedCase(start, end, 1))
            : bracket != '\0';
    if (key.isHeader()) {
      header(key, start, end);
    } else if (told
        && (key.strength() == SecretKey.Strength.STRONG
            ? !hasBlank(start, end) || (two && digit)
            : isEvidence(key, start, end))
        && (two || end - start >= 6)) {
      scan.replace(key.kind(), start, end);
    }
  }

  /** A header's value beside its name; a list of names has none. */
  private void header(SecretKey key, int from, int to) {
    boolean value =
        key.strength() == SecretKey.Strength.COOKIE
            ? text.indexOf('=', from, to) > 0
            : Chars.hasDigit(text, from, to) || schemeEnd(from, to) > from;
    if (value) {
      credentials(key, from, to);
    }
  }

  // Calls

  /** An opening parenthesis: a setter, a comparison or a call that takes credentials. */
  void call() {
    int at = scan.at();
    int copied = scan.copied();
    int nameStart = at;
    while (nameStart > copied
        && nameStart > at - SecretKey.MAX_KEY
        && Chars.isWord(text.charAt(nameStart - 1))) {
      nameStart--;
    }
    int from = Chars.skipBlanks(text, at + 1);
    if (nameStart == at || from - at > MAX_BLANKS || from >= text.length()) {
      return;
    }
    int quote = openingQuote(from);
    int dot = nameStart - 1;
    if (Chars.before(text, dot, copied) == '.'
        && (quote >= 0 || Chars.isQuote(Chars.before(text, dot - 1, copied)))
        && Chars.isListed(COMPARISONS, text, nameStart, at)) {
      compared(dot, quote, from);
      return;
    }
    if (quote >= 0) {
      SecretKey key = SecretKey.of(text, nameStart, at, redaction);
      if (key != null && set(key, nameStart, quote, from)) {
        return;
      }
    }
    char last = Chars.lower(text.charAt(at - 1));
    for (String call : CREDENTIAL_CALLS) {
      int length = call.length() - 1;
      int start = at - length;
      if (call.charAt(length - 1) == last
          && start >= copied
          && text.regionMatches(true, start, call, 0, length)
          && !Chars.isWord(Chars.before(text, start - 1, copied))) {
        argument(from, call.charAt(length) - '0');
        return;
      }
    }
  }

  /** {@code setPassword("...")}, {@code .password("...")}: decided, or a call of another kind. */
  private boolean set(SecretKey key, int nameStart, int quote, int from) {
    int word = nameStart;
    while (Chars.isLower(Chars.at(text, word))) {
      word++;
    }
    if (Chars.isListed(LOOKUPS, text, nameStart, word)) {
      return true;
    }
    int escapes = escapesBefore(quote, from);
    int end = nearEnd(quote + 1, text.charAt(quote), escapes);
    // The first of several arguments is the name of something: pair("password", value).
    if (end < 0
        || hasBlank(quote + 1, end)
        || stays(key, quote + 1, end)
        || Chars.at(text, Chars.skipBlanks(text, end + escapes + 1)) == ',') {
      return false;
    }
    if (key.isHeader()) {
      header(key, quote + 1, end);
    } else if (isToldByCall(key, quote + 1, end)) {
      scan.replace(key.kind(), quote + 1, end);
    }
    return true;
  }

  /** Whether a call's argument is a secret: parsers name tokens, and words are no evidence. */
  private boolean isToldByCall(SecretKey key, int from, int to) {
    return key.strength() == SecretKey.Strength.STRONG
        || (isEvidence(key, from, to) && Chars.hasDigit(text, from, to));
  }

  /** A comparison's call on a name or on a value: {@code password.equals("...")}. */
  private void compared(int dot, int quote, int from) {
    int end = dot;
    while (end > scan.copied() && end > dot - 3 && ")!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (quote >= 0) {
      SecretKey key = keyBefore(end);
      int valueEnd = nearEnd(quote + 1, text.charAt(quote), escapesBefore(quote, from));
      if (key != null && bareKey && valueEnd > 0 && isToldByCall(key, quote + 1, valueEnd)) {
        quoted(key, quote, from);
      }
    } else if (end == dot) {
      int nameEnd = from;
      while (nameEnd < from + SecretKey.MAX_KEY && isKeyCharacter(Chars.at(text, nameEnd))) {
        nameEnd++;
      }
      valueBefore(dot - 1, from, nameEnd);
    }
  }

  /** The argument of that number is a password, if it is a literal. */
  private void argument(int from, int number) {
    int limit = Math.min(text.length(), from + 2 * NEAR);
    int left = number;
    int depth = 0;
    for (int i = from; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      char c = text.charAt(i);
      if (Chars.isQuote(c)) {
        int end = nearEnd(i + 1, c, 0);
        if (end < 0) {
          return;
        }
        if (left == 0 && depth == 0) {
          if (!stays(SecretKey.PASSWORD, i + 1, end) && !hasBlank(i + 1, end)) {
            scan.replace(SecretKind.PASSWORD, i + 1, end);
          }
          return;
        }
        i = end;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        if (depth-- == 0) {
          return;
        }
      } else if (c == ',' && depth == 0 && left-- == 0) {
        return;
      }
    }
  }

  // Values

  private void value(SecretKey key, int from, int separatorEnd, Place place) {
    boolean colon = text.charAt(scan.at()) == ':';
    if (text.startsWith("-----BEGIN", from)) {
      return;
    }
    int quote = openingQuote(from);
    if (quote >= 0) {
      if (place != Place.STRICT || nearEnd(quote + 1, text.charAt(quote), 0) > 0) {
        quoted(key, quote, from);
      }
      return;
    }
    if (place == Place.COMPARISON) {
      return;
    }
    int line = key.isHeader() || place == Place.QUERY ? -1 : nextLine(from);
    if (line >= 0) {
      onNextLine(key, line, colon || text.charAt(from) == '|' || text.charAt(from) == '>');
      return;
    }
    if (!key.isHeader() && place != Place.QUERY && wrapped(key, from)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION -> authorization(key, from, colon);
      case COOKIE -> cookie(key, from);
      case STRONG, WEAK, PHRASE, DIGITS -> unquoted(key, from, separatorEnd, place, colon);
      case QUERY -> {
        if (place == Place.QUERY) {
          unquoted(key, from, separatorEnd, place, colon);
        }
      }
    }
  }

  /** A value on the line after its key: a literal, or the only word there. */
  private void onNextLine(SecretKey key, int from, boolean word) {
    int quote = openingQuote(from);
    if (quote >= 0) {
      int end = nearEnd(quote + 1, text.charAt(quote), escapesBefore(quote, from));
      char next = end < 0 ? '\0' : Chars.at(text, Chars.skipBlanks(text, end + 1));
      // Else a key of an object, or a text that begins.
      if (end > 0 && next != ':' && !hasBlank(quote + 1, end)) {
        quoted(key, quote, from);
      }
      return;
    }
    int end = unquotedEnd(from, Math.min(text.length(), from + NEAR), Place.TEXT);
    char last = Chars.at(text, end - 1);
    boolean alone =
        end == text.length()
            || text.charAt(end) < ' '
            || (text.charAt(end) == ' ' && Chars.isLineEnd(Chars.at(text, end + 1)));
    boolean evidence =
        end - from >= (key.strength() == SecretKey.Strength.STRONG ? 6 : SecretKey.MIN_WEAK_LENGTH)
            && Chars.hasDigit(text, from, end)
            && hasLetter(from, end);
    if (word
        && alone
        && evidence
        && ":{([,;".indexOf(last) < 0
        && "-#/<[{(\"'@".indexOf(text.charAt(from)) < 0
        && !startsPair(from)
        && !SecretKind.anyPlaceholder(text, from, end)
        && !SecretValue.isMask(text, from, end)
        && !SecretValue.isCode(key, text, from, end, true)) {
      scan.replace(key.kind(), from, end);
    }
  }

  /** The index of the quote that opens the value, after a prefix of letters and escapes, or -1. */
  private int openingQuote(int from) {
    char first = Chars.at(text, from);
    if (Chars.isQuote(first)) {
      return from;
    }
    if (first != '\\' && "bBrRuUfFL@$".indexOf(first) < 0) {
      return -1;
    }
    int quote = from;
    while (quote < from + 2 && "bBrRuUfFL@$".indexOf(Chars.at(text, quote)) >= 0) {
      quote++;
    }
    int prefix = quote;
    while (quote < prefix + MAX_ESCAPES && Chars.at(text, quote) == '\\') {
      quote++;
    }
    return Chars.isQuote(Chars.at(text, quote)) ? quote : -1;
  }

  private int escapesBefore(int quote, int floor) {
    int escapes = 0;
    while (quote - escapes > floor && text.charAt(quote - escapes - 1) == '\\') {
      escapes++;
    }
    return escapes;
  }

  private void quoted(SecretKey key, int quote, int valueStart) {
    char mark = text.charAt(quote);
    int from = quote + 1;
    int escapes = escapesBefore(quote, valueStart);
    boolean triple = Chars.at(text, from) == mark && Chars.at(text, from + 1) == mark;
    if (triple) {
      from += 2;
    }
    if (from >= text.length()
        || SecretKind.placeholderEnd(text, from) > 0
        || text.startsWith("-----BEGIN", from)
        || key.strength() == SecretKey.Strength.QUERY
        || (key.strength() == SecretKey.Strength.WEAK && hasBlankNear(from, mark))) {
      return;
    }
    int to;
    if (triple) {
      to = text.indexOf(text.substring(quote, from), from);
      to = to < 0 ? text.length() : to;
    } else {
      to = closingQuote(from, mark, escapes);
    }
    if (from >= to || SecretValue.isMask(text, from, to) || SecretName.is(text, from, to)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION, COOKIE -> credentials(key, from, to);
      case DIGITS -> {
        if (isDigits(from, to)) {
          scan.replace(key.kind(), from, to);
        }
      }
      case PHRASE -> {
        if (wordsEnd(from, to) > 0 || isEvidence(key, from, to)) {
          scan.replace(key.kind(), from, to);
        }
      }
      case STRONG -> {
        int inner = templateDefault(key, from, to);
        if (inner == 0) {
          scan.replace(key.kind(), from, to);
        }
      }
      case WEAK -> {
        if (templateDefault(key, from, to) == 0
            && isEvidence(key, from, to)
            && !key.isNamedAlike(text, from, to)) {
          scan.replace(key.kind(), from, to);
        }
      }
      case QUERY -> {}
    }
    if (scan.at() >= to && to < text.length()) {
      furtherLiterals(key, mark, to + escapes + (triple ? 3 : 1));
    }
  }

  /** Literals that go on with one: {@code "one" + "two"}, or one below the other. */
  private void furtherLiterals(SecretKey key, char mark, int from) {
    int at = from;
    while (true) {
      int i = at;
      int limit = Math.min(text.length(), at + MAX_INDENT);
      boolean joined = false;
      while (i < limit && " \t+.\\\r\n&".indexOf(text.charAt(i)) >= 0) {
        joined |= text.charAt(i) > ' ' || Chars.isLineEnd(text.charAt(i));
        i++;
      }
      if (!joined || i >= limit || text.charAt(i) != mark) {
        return;
      }
      int end = nearEnd(i + 1, mark, 0);
      char next = end < 0 ? ':' : Chars.at(text, Chars.skipBlanks(text, end + 1));
      if (next == ':' || next == '=' || end == i + 1 || stays(key, i + 1, end)) {
        return;
      }
      scan.replace(key.kind(), i + 1, end);
      at = end + 1;
    }
  }

  /**
   * Where quoted text ends, without the escapes of the closing quote. A quote that is escaped n
   * times over opens with n backslashes and closes with n, or with n and a multiple of 2(n + 1). A
   * doubled quote, as in SQL, closes nothing. Text that nothing closes ends with its line.
   */
  private int closingQuote(int from, char mark, int escapes) {
    int lineEnd = -1;
    int run = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        run++;
        continue;
      }
      if (c == mark) {
        if (run < escapes) {
          return i - run;
        }
        boolean closes = (run - escapes) % (2 * (escapes + 1)) == 0;
        if (closes && escapes == 0 && i > from && Chars.at(text, i + 1) == mark) {
          i++;
        } else if (closes) {
          return i - escapes;
        }
      }
      run = 0;
      if (Chars.isLineEnd(c) && lineEnd < 0) {
        if (scan.lines() && mark != '`') {
          return i;
        }
        lineEnd = i;
      }
      if (lineEnd >= 0 && i - lineEnd > MAX_MULTILINE) {
        return lineEnd;
      }
    }
    return lineEnd < 0 ? text.length() : lineEnd;
  }

  /** Where a quoted text ends that does so near and on its line, without escapes; else -1. */
  private int nearEnd(int from, char mark, int escapes) {
    int limit = Math.min(text.length(), from + NEAR);
    int run = 0;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c == mark && run <= escapes) {
        return run == escapes ? i - escapes : -1;
      }
      if (Chars.isLineEnd(c)) {
        return -1;
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return -1;
  }

  private boolean hasBlankNear(int from, char mark) {
    int limit = Math.min(text.length(), from + NEAR);
    for (int i = from; i < limit && text.charAt(i) != mark; i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  private boolean hasBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  private boolean hasLetter(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Chars.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether upper and lower case are mixed behind the first character. */
  private boolean isMixedCase(int from, int to, int atLeast) {
    boolean upper = false;
    boolean lower = false;
    for (int i = from + 1; i < to; i++) {
      upper |= Chars.isUpper(text.charAt(i));
      lower |= Chars.isLower(text.charAt(i));
    }
    return to - from >= atLeast && upper && lower;
  }

  private boolean isDigits(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return to - from >= 4 && to - from <= 12;
  }

  /** Whether a quoted value under a weak key is a secret. */
  private boolean isEvidence(SecretKey key, int from, int to) {
    return to - from >= SecretKey.MIN_WEAK_LENGTH
        && !hasBlank(from, to)
        && (key.numbers() || hasLetter(from, to))
        && !SecretKind.anyPlaceholder(text, from, to)
        && !SecretName.is(text, from, to);
  }

  /** Whether a quoted value is a mask, a placeholder or a name. */
  private boolean stays(SecretKey key, int from, int to) {
    return from >= to
        || SecretKind.anyPlaceholder(text, from, to)
        || SecretValue.isMask(text, from, to)
        || SecretName.is(text, from, to)
        || key.isNamedAlike(text, from, to)
        || (!Chars.hasDigit(text, from, to)
            && SecretKey.of(text, from, to, Redaction.DEFAULT) != null);
  }

  /**
   * The default in a template's gap is a secret: {@code ${DB_PASSWORD:-...}}.
   *
   * @return 0 when the value is no template with a default
   */
  private int templateDefault(SecretKey key, int from, int to) {
    if (!text.startsWith("${", from)) {
      return 0;
    }
    int limit = Math.min(to, from + NEAR);
    int start = from + 2;
    while (start < limit && (Chars.isWord(text.charAt(start)) || text.charAt(start) == '.')) {
      start++;
    }
    int end = text.indexOf('}', start, limit);
    if (end < 0 || ":-=".indexOf(text.charAt(start)) < 0) {
      return 0;
    }
    while (start < end && ":-=?+".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    boolean secret = key.strength() == SecretKey.Strength.STRONG || isEvidence(key, start, end);
    if (secret && !stays(key, start, end) && text.charAt(start) != '$') {
      scan.replace(key.kind(), start, end);
    }
    return end;
  }

  /** A literal in calls around it: {@code Some("...")}, {@code new Secret("...")}. */
  private boolean wrapped(SecretKey key, int from) {
    int i = from;
    for (int depth = 0; depth < MAX_WRAPPERS; depth++) {
      if (text.startsWith("new ", i)) {
        i += 4;
      }
      int end = i;
      int last = i;
      int limit = Math.min(text.length(), i + MAX_NAMES);
      while (end < limit
          && (Chars.isWord(text.charAt(end)) || ".:!&".indexOf(text.charAt(end)) >= 0)) {
        if (!Chars.isWord(text.charAt(end))) {
          last = end + 1;
        }
        end++;
      }
      if (last == end && last > i && text.charAt(end - 1) == '!') {
        last = i;
      }
      char open = Chars.at(text, end);
      if (open == ' ' && Chars.isQuote(Chars.at(text, end + 1)) && isConstructor(last, end)) {
        quoted(key, end + 1, end + 1);
        return true;
      }
      if (open == '<') {
        int close = text.indexOf('>', end, Math.min(text.length(), end + MAX_NAMES));
        open = Chars.at(text, close + 1);
        if (close < 0) {
          return false;
        }
        int nameEnd = end;
        end = close + 1;
        if (!isWrapper(last, nameEnd)) {
          return false;
        }
      } else if (open != '(' || !(end == i || isWrapper(last, end))) {
        return false;
      }
      if (open != '(') {
        return false;
      }
      int inner = Chars.skipBlanks(text, end + 1);
      int word = Chars.skipAlphanumeric(text, inner, "");
      // PHP tells a text's length, and casts have their type in brackets.
      if (Chars.at(text, word) == ')' && word > inner && word - inner < MAX_BLANKS) {
        int after = Chars.skipBlanks(text, word + 1);
        int quote = openingQuote(after);
        if (quote >= 0 && (end == i || Chars.isDigit(text, inner))) {
          quoted(key, quote, after);
          return true;
        }
        if (end > i) {
          return false;
        }
        i = after;
        continue;
      }
      if (end == i) {
        return false;
      }
      int quote = openingQuote(inner);
      if (quote >= 0) {
        int to = nearEnd(quote + 1, text.charAt(quote), escapesBefore(quote, inner));
        if (to < 0 || isToldByCall(key, quote + 1, to)) {
          quoted(key, quote, inner);
        }
        return true;
      }
      i = inner;
    }
    return false;
  }

  /** Of languages in which calls have no brackets. */
  private boolean isConstructor(int from, int to) {
    return to - from == 4 && (text.startsWith("Just", from) || text.startsWith("Some", from));
  }

  private boolean isWrapper(int from, int to) {
    if (Chars.isListed(WRAPPERS, text, from, to)) {
      return true;
    }
    int word = from;
    while (Chars.isLower(Chars.at(text, word))) {
      word++;
    }
    return to > from
        && !Chars.isListed(LOOKUPS, text, from, word)
        && SecretKey.of(text, from, to, Redaction.DEFAULT) != null;
  }

  private void unquoted(SecretKey key, int from, int separatorEnd, Place given, boolean colon) {
    Place place = given;
    char first = text.charAt(from);
    boolean bracket = first == '(' || first == '[' || first == '{';
    if (SecretKind.placeholderEnd(text, from) > 0
        || text.startsWith("</", from)
        || (bracket && place == Place.STRICT)) {
      return;
    }
    int near = unquotedEnd(from, Math.min(text.length(), from + NEAR), place);
    if (place == Place.TEXT
        && !colon
        && from == separatorEnd
        && Chars.at(text, near) == ';'
        && startsPair(near + 1)) {
      place = Place.CONNECTION;
    }
    if (first == '$' && templateDefault(key, from, Math.min(text.length(), from + NEAR)) > 0) {
      return;
    }
    if (bracket) {
      if (place != Place.QUERY && !bracketed(key, from, place)) {
        boolean arrow = first == '{' && bareKey && text.startsWith("=>", scan.at());
        if (!arrow) {
          walk(key, from);
        }
      }
      return;
    }
    // A value that was a secret is a placeholder as a whole: this one was found to be none.
    if (near == from
        || SecretKind.placeholderEnd(text, near) > 0
        || SecretValue.isMask(text, from, near)
        || SecretName.is(text, from, near)) {
      return;
    }
    if (first == '<' && (isTag(from) || heredoc(key, from))) {
      return;
    }
    if (key.strength() == SecretKey.Strength.DIGITS) {
      if (isDigits(from, near)) {
        scan.replace(key.kind(), from, near);
      }
      return;
    }
    if (key.strength() == SecretKey.Strength.PHRASE) {
      int end = wordsEnd(from, text.length());
      if (end > 0) {
        scan.replace(key.kind(), from, end);
      }
      return;
    }
    if (isCode(key, from, near, place, colon)) {
      if (colon) {
        annotated(key, near);
      }
      if (scan.at() <= from) {
        fallback(key, from);
      }
      return;
    }
    if (place == Place.STRICT ? !isNoName(from, near) : !isCertain(key, from, near, place)) {
      return;
    }
    scan.replace(key.kind(), from, unquotedEnd(from, text.length(), place));
  }

  private boolean isCode(SecretKey key, int from, int near, Place place, boolean colon) {
    boolean prose = colon || place == Place.OPTION;
    return switch (place) {
      case TEXT, STRICT ->
          SecretValue.isCode(key, text, from, near, prose) || isOperand(from, near);
      // Pass phrases have full stops, names of variables have none there.
      case CONNECTION ->
          SecretValue.isCode(key, text, from, near, false)
              && (text.indexOf('.', from, near) < 0
                  || text.indexOf('(', from, near) > 0
                  || key.isNamedAlike(text, from, near));
      case OPTION ->
          Chars.skipAlphanumeric(text, from, "_") == near
              && SecretValue.isCode(key, text, from, near, prose);
      case QUERY, COMPARISON -> false;
    };
  }

  /** Whether a name is followed by an operator: {@code flag ? "..." : "..."}. */
  private boolean isOperand(int from, int near) {
    return Chars.at(text, near) == ' '
        && (text.startsWith("? ", near + 1)
            || text.startsWith("|| ", near + 1)
            || text.startsWith("?? ", near + 1)
            || text.startsWith("&& ", near + 1))
        && Chars.skipAlphanumeric(text, from, "_.$") == near
        && !Chars.hasDigit(text, from, near);
  }

  private boolean isCertain(SecretKey key, int from, int near, Place place) {
    if (!key.numbers() && !hasLetter(from, near)) {
      return false;
    }
    return key.strength() != SecretKey.Strength.WEAK
        || place == Place.QUERY
        || (near - from >= SecretKey.MIN_WEAK_LENGTH
            && Chars.hasDigit(text, from, near)
            && !SecretKind.anyPlaceholder(text, from, near));
  }

  private boolean isNoName(int from, int near) {
    char next = Chars.at(text, near);
    return near - from >= SecretKey.MIN_WEAK_LENGTH
        && Chars.hasDigit(text, from, near)
        && hasLetter(from, near)
        && Chars.skipAlphanumeric(text, from, "_-+/=!@#$%^&*~") == near
        && "(<[:".indexOf(next) < 0
        && isCell(near);
  }

  /** Whether what ends here is a cell of its own, if the separator is a table's. */
  private boolean isCell(int end) {
    if ("|\t".indexOf(text.charAt(scan.at())) < 0) {
      return true;
    }
    char next = Chars.at(text, Chars.skipBlanks(text, end));
    return next == '\0' || next == '|' || Chars.isLineEnd(next);
  }

  /** Where four to twenty-four words end that begin here and are made of letters; else -1. */
  private int wordsEnd(int from, int to) {
    int words = 0;
    int end = from;
    int i = from;
    while (i < to && words < MAX_PHRASE) {
      int start = i;
      while (i < to && i < start + MAX_NEXT_KEY && Chars.isLower(text.charAt(i))) {
        i++;
      }
      if (i - start < 2) {
        break;
      }
      words++;
      end = i;
      if (Chars.at(text, i) != ' ') {
        break;
      }
      i++;
    }
    return words >= MIN_PHRASE * 2 ? end : -1;
  }

  /** A literal of lines up to its name: {@code <<~NAME}. */
  private boolean heredoc(SecretKey key, int from) {
    int nameStart = from;
    while (nameStart < from + 5 && "<~-'\"".indexOf(Chars.at(text, nameStart)) >= 0) {
      nameStart++;
    }
    int nameEnd = Chars.skipAlphanumeric(text, nameStart, "_");
    int line = Chars.isQuote(Chars.at(text, nameEnd)) ? nameEnd + 1 : nameEnd;
    if (!text.startsWith("<<", from)
        || Chars.at(text, line) != '\n'
        || nameEnd - nameStart < 2
        || nameEnd - nameStart > MAX_NEXT_KEY) {
      return false;
    }
    int limit = Math.min(text.length(), line + MAX_MULTILINE);
    for (int i = line; i >= 0 && i < limit; i = text.indexOf('\n', i + 1)) {
      int start = Chars.skipBlanks(text, i + 1);
      if (text.startsWith(text.substring(nameStart, nameEnd), start)) {
        int first = Chars.skipBlanks(text, line + 1);
        if (!SecretKind.anyPlaceholder(text, first, Math.max(first, i))) {
          scan.replace(key.kind(), first, i);
        }
        return true;
      }
    }
    return false;
  }

  private boolean isTag(int from) {
    int end = Chars.skipAlphanumeric(text, from + 1, "_- ");
    return Chars.at(text, end) == '>' && !Chars.hasDigit(text, from, end);
  }

  /** {@code [value]}, as logs write it, or <code>{value}</code> of ODBC; lists and calls stay. */
  private boolean bracketed(SecretKey key, int from, Place place) {
    char open = text.charAt(from);
    if (open == '{' && place == Place.CONNECTION && key.strength() == SecretKey.Strength.STRONG) {
      int end = closingBrace(from + 1);
      if (end > 0
          && !SecretValue.isMask(text, from, end + 1)
          && !SecretKind.anyPlaceholder(text, from, end)) {
        scan.replace(key.kind(), from + 1, end);
      }
      return true;
    }
    char close = open == '(' ? ')' : open == '[' ? ']' : '}';
    int limit = Math.min(text.length(), from + NEAR);
    for (int i = from + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == close) {
        boolean value = Chars.hasDigit(text, from, i) && i - from > SecretKey.MIN_WEAK_LENGTH / 2;
        if (value
            && !SecretKind.anyPlaceholder(text, from, i)
            && (key.numbers() || hasLetter(from, i))) {
          scan.replace(key.kind(), from + 1, i);
        }
        return true;
      }
      if (c <= ' ' || Chars.isQuote(c) || "([{,=:".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** ODBC's braces, in which a closing one is doubled; -1 when nothing near closes them. */
  private int closingBrace(int from) {
    int limit = Math.min(text.length(), from + NEAR);
    for (int i = from; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      if (text.charAt(i) == '}') {
        if (Chars.at(text, i + 1) != '}') {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /**
   * A type stands after the key; its value comes after an equals sign: {@code key: str = "..."}.
   */
  private void annotated(SecretKey key, int typeEnd) {
    int limit = Math.min(text.length(), typeEnd + MAX_NEXT_KEY);
    for (int i = typeEnd; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        int from = Chars.skipBlanks(text, i + 1);
        int quote = openingQuote(from);
        if (quote >= 0) {
          quoted(key, quote, i + 1);
        } else if (from < text.length() && !wrapped(key, from)) {
          fallback(key, from);
        }
        return;
      }
      boolean sentence =
          c == ' ' && Chars.isLetter(Chars.at(text, i + 1)) && text.charAt(i - 1) != '|';
      if (sentence || (!Chars.isWord(c) && " |?<>[].&".indexOf(c) < 0)) {
        return;
      }
    }
  }

  /** What code falls back to: {@code getenv("TOKEN", "...")}, {@code config.secret || "..."}. */
  private void fallback(SecretKey key, int from) {
    int limit = Math.min(text.length(), from + NEAR);
    int depth = 0;
    boolean question = false;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (Chars.isQuote(c)) {
        int end = nearEnd(i + 1, c, 0);
        if (end < 0) {
          return;
        }
        int before = i;
        while (before > from && " \tbu".indexOf(text.charAt(before - 1)) >= 0) {
          before--;
        }
        char last = text.charAt(before - 1);
        boolean argument = last == ',' && depth > 0;
        boolean alternative = last == ':' && question;
        if ((argument || alternative || isFallback(before))
            && isFallbackValue(key, i + 1, end, argument)) {
          scan.replace(key.kind(), i + 1, end);
          return;
        }
        i = end;
        continue;
      }
      switch (c) {
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        case '?' -> question = true;
        case '{', '}', ';', '\n', '\r' -> {
          if (c != '{' || text.charAt(i - 1) != '{') {
            return;
          }
        }
        default -> {}
      }
      if (depth < 0 || (c == ',' && depth == 0)) {
        return;
      }
    }
  }

  /** Whether what ends at {@code end} announces a fallback. */
  private boolean isFallback(int end) {
    for (String fallback : FALLBACKS) {
      int length = fallback.length();
      int start = end - length;
      boolean word = Chars.isLetter(fallback.charAt(0)) && Chars.isWord(Chars.at(text, start - 1));
      if (!word && text.regionMatches(true, start, fallback, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFallbackValue(SecretKey key, int from, int to, boolean argument) {
    if (hasBlank(from, to) || stays(key, from, to)) {
      return false;
    }
    for (String technical : TECHNICAL) {
      if (text.regionMatches(true, from, technical, 0, technical.length())) {
        return false;
      }
    }
    return key.strength() == SecretKey.Strength.STRONG
        ? !argument || to - from >= 6
        : isEvidence(key, from, to);
  }

  private int unquotedEnd(int from, int limit) {
    return unquotedEnd(from, limit, Place.OPTION);
  }

  private int unquotedEnd(int from, int limit, Place place) {
    int open = 0;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      char next = Chars.at(text, i + 1);
      boolean end =
          switch (c) {
            case '"', '`' -> true;
            case '\'' -> !Chars.isWord(next);
            case ',', ';' -> next <= ' ' || Chars.isQuote(next) || startsPair(i + 1);
            case '#' -> place == Place.QUERY;
            case '&' ->
                place == Place.QUERY
                    || next <= ' '
                    || text.startsWith("amp;", i + 1)
                    || startsPair(i + 1);
            case '(', '[', '{' -> {
              open++;
              yield false;
            }
            case ')', ']', '}' -> open-- <= 0 && !Chars.isWord(next);
            case '\\' -> Chars.isQuote(next) || next == '\\' || "nrt".indexOf(next) >= 0;
            case '<' -> next == '/' || SecretKind.placeholderEnd(text, i) > 0;
            default -> c <= ' ';
          };
      if (end) {
        return i;
      }
    }
    return limit;
  }

  /** Whether the next key of a list of pairs starts here. */
  private boolean startsPair(int start) {
    int limit = Math.min(text.length(), start + MAX_NEXT_KEY);
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        return i > start;
      }
      // Only the keys of connection strings hold blanks: Server=db;User Id=sa.
      if (!isKeyCharacter(c) && !(c == ' ' && text.charAt(start - 1) == ';')) {
        return false;
      }
    }
    return false;
  }

  // Objects and lists below a key

  /** Looks through a bracket below a secret's key: what is told to be found there is the secret. */
  private void walk(SecretKey key, int open) {
    if (open < walked) {
      return;
    }
    int depth = 0;
    int nameStart = -1;
    int nameEnd = -1;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        if (++depth > MAX_DEPTH) {
          break;
        }
        i++;
        continue;
      }
      if (")]}".indexOf(c) >= 0) {
        if (--depth <= 0) {
          break;
        }
        nameStart = -1;
        i++;
        continue;
      }
      boolean quote = Chars.isQuote(c);
      int escapes = quote ? escapesBefore(i, open) : 0;
      int from = quote ? i + 1 : i;
      int end = quote ? nearEnd(from, c, escapes) : barEnd(i);
      if (end < 0) {
        break;
      }
      if (end == i && !quote) {
        if (c == ',' || c == ';' || Chars.isLineEnd(c)) {
          nameStart = -1;
        }
        i++;
        continue;
      }
      int after = Chars.skipBlanks(text, quote ? end + escapes + 1 : end);
      char next = Chars.at(text, after);
      if (next == ':' || next == '=') {
        nameStart = from;
        nameEnd = end;
        i = after + 1;
        continue;
      }
      if (isBelow(key, nameStart, nameEnd, from, end, quote)) {
        scan.replaceLater(key.kind(), from, end);
      }
      nameStart = -1;
      i = Math.max(after, i + 1);
    }
    walked = i;
  }

  private int barEnd(int from) {
    int end = from;
    int limit = Math.min(text.length(), from + NEAR);
    while (end < limit
        && text.charAt(end) > ' '
        && "\"'`,;:=()[]{}\\<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private boolean isBelow(
      SecretKey key, int nameStart, int nameEnd, int from, int to, boolean quoted) {
    if (nameStart >= 0) {
      String name = text.substring(nameStart, Math.max(nameStart, nameEnd));
      // A secret's name of its own is looked at for itself.
      if (SecretKey.saysNone(name) || SecretKey.of(name, 0, name.length(), redaction) != null) {
        return false;
      }
    }
    if (stays(key, from, to) || hasBlank(from, to)) {
      return false;
    }
    if (key.isHeader()) {
      return quoted && to - from >= SecretKey.MIN_WEAK_LENGTH && Chars.hasDigit(text, from, to);
    }
    boolean value = nameStart >= 0 && Chars.isOneOf(VALUE_NAMES, text, nameStart, nameEnd);
    boolean evidence =
        (Chars.hasDigit(text, from, to) && hasLetter(from, to))
            || isMixedCase(from, to, SecretKey.MIN_WEAK_LENGTH)
            || (value && quoted);
    int least =
        key.strength() == SecretKey.Strength.STRONG && quoted && nameStart >= 0
            ? 4
            : SecretKey.MIN_WEAK_LENGTH;
    return evidence && to - from >= least && text.indexOf(':', from, to) < 0;
  }

  // Headers

  /** Where credentials start behind the name of a known scheme; {@code from} without any. */
  private int schemeEnd(int from, int to) {
    int scheme = Chars.skipAlphanumeric(text, from, "-");
    return scheme < to
            && Chars.isBlank(text.charAt(scheme))
            && Chars.isOneOf(SCHEMES, text, from, scheme)
        ? Chars.skipBlanks(text, scheme)
        : from;
  }

  /** Replaces a header's value and leaves the name of a known scheme. */
  private void credentials(SecretKey key, int from, int to) {
    if (key.strength() == SecretKey.Strength.COOKIE) {
      // Code adds attributes: cookie += '; path=' + path.
      if (text.charAt(from) != ';') {
        scan.replace(SecretKind.COOKIE, from, to);
      }
      return;
    }
    int start = schemeEnd(from, to);
    if (start < to && !SecretValue.isMask(text, start, to)) {
      scan.replace(SecretKind.AUTHORIZATION, start, to);
    }
  }

  private void authorization(SecretKey key, int from, boolean colon) {
    int start = schemeEnd(from, text.length());
    int limit = Math.min(text.length(), start + NEAR);
    int near = unquotedEnd(start, limit, Place.TEXT);
    if (start == near
        || SecretValue.isMask(text, start, near)
        || SecretValue.isCode(key, text, start, near, true)) {
      return;
    }
    if (start > from) {
      boolean word = near - start == 5 && text.regionMatches(true, start, "token", 0, 5);
      if (!word) {
        scan.replace(
            SecretKind.AUTHORIZATION,
            start,
            isOneWordScheme(from)
                ? unquotedEnd(start, text.length(), Place.TEXT)
                : headerEnd(start, text.length()));
      }
      return;
    }
    if ("([{".indexOf(text.charAt(from)) >= 0) {
      return;
    }
    char next = Chars.at(text, Chars.skipBlanks(text, near));
    if (near < limit && !Chars.hasDigit(text, from, near) && ",;)}".indexOf(next) >= 0) {
      return;
    }
    scan.replace(
        SecretKind.AUTHORIZATION,
        from,
        colon ? headerEnd(from, text.length()) : unquotedEnd(from, text.length(), Place.TEXT));
  }

  private boolean isOneWordScheme(int from) {
    int to = Chars.skipAlphanumeric(text, from, "-");
    for (int i = 0; i < ONE_WORD_SCHEMES; i++) {
      String scheme = SCHEMES[i];
      if (scheme.length() == to - from && text.regionMatches(true, from, scheme, 0, to - from)) {
        return true;
      }
    }
    return false;
  }

  private void cookie(SecretKey key, int from) {
    int limit = Math.min(text.length(), from + NEAR);
    if ("([{".indexOf(text.charAt(from)) >= 0 || SecretKind.placeholderEnd(text, from) > 0) {
      if (text.charAt(from) != '<') {
        walk(key, from);
      }
      return;
    }
    for (int i = from; i < limit && text.charAt(i) > ' ' && ",(".indexOf(text.charAt(i)) < 0; i++) {
      if (text.charAt(i) == '=' && Chars.isWord(Chars.at(text, i - 1))) {
        int near = headerEnd(from, limit);
        if (i < near
            && !SecretValue.isMask(text, from, near)
            && !SecretValue.isCode(key, text, from, near, false)) {
          scan.replace(SecretKind.COOKIE, from, headerEnd(from, text.length()));
        }
        return;
      }
    }
  }

  /** The end of a header's value: the line's end or the quote that closes what is around it. */
  int headerEnd(int from, int limit) {
    boolean inner = false;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (Chars.isLineEnd(c)
          || (c == '\\' && (Chars.at(text, i + 1) == 'n' || Chars.at(text, i + 1) == 'r'))) {
        return i;
      }
      if (Chars.isQuote(c)) {
        int escapes = i;
        while (escapes > from && text.charAt(escapes - 1) == '\\') {
          escapes--;
        }
        if (!inner && Chars.at(text, escapes - 1) != '=') {
          return escapes;
        }
        inner = !inner;
      }
    }
    return limit;
  }

  // Options, statements, elements, parts of URLs

  /** A dash: an option for credentials, behind which its value is an argument. */
  void option() {
    int at = scan.at();
    CommandLine.Option known = CommandLine.optionAt(text, at, scan.copied());
    if (known != null) {
      shortOption(known);
      return;
    }
    int nameStart = Chars.at(text, at + 1) == '-' ? at + 2 : at + 1;
    int nameEnd = nameStart;
    int limit = Math.min(text.length(), nameEnd + SecretKey.MAX_KEY);
    while (nameEnd < limit && isKeyCharacter(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int from = Chars.skipBlanks(text, nameEnd);
    if (from == nameEnd
        || nameEnd - nameStart < 3
        || from - nameEnd > MAX_BLANKS
        || from == text.length()
        || text.charAt(from) == '-') {
      return;
    }
    SecretKey key = SecretKey.of(text, nameStart, nameEnd, redaction);
    if (key != null && !key.isHeader()) {
      keyStart = nameStart;
      keyEnd = nameEnd;
      bareKey = true;
      value(key, from, nameEnd, Place.OPTION);
    }
  }

  private void shortOption(CommandLine.Option option) {
    boolean pair = option.form() == CommandLine.Form.PAIR;
    SecretKind kind = pair ? SecretKind.URL_CREDENTIALS : SecretKind.PASSWORD;
    if (!redaction.takesOut(kind)) {
      return;
    }
    int start = CommandLine.valueStart(text, scan.at(), option);
    boolean quoted = Chars.isQuote(text.charAt(start));
    int from = quoted ? start + 1 : start;
    int limit = Math.min(text.length(), from + 4 * NEAR);
    int to = quoted ? CommandLine.quoteEnd(text, from, limit) : unquotedEnd(from, limit);
    if (SecretKind.anyPlaceholder(text, from, to)) {
      return;
    }
    char separator = pair ? ':' : '%';
    if (pair || option.form() == CommandLine.Form.PERCENT) {
      int mark = text.indexOf(separator, from, to);
      if (mark > 0 && !CommandLine.isOpen(text, from, mark, to)) {
        scan.replace(kind, pair ? from : mark + 1, to);
      }
    } else if (!CommandLine.isVariable(text, from, to)) {
      scan.replace(kind, from, to);
    }
  }

  /** A password in a statement of SQL, or an argument that is one. */
  void password(int from) {
    int quote = openingQuote(from);
    if (quote >= 0) {
      quoted(SecretKey.PASSWORD, quote, from);
    } else {
      scan.replace(SecretKind.PASSWORD, from, unquotedEnd(from, text.length(), Place.OPTION));
    }
  }

  /** {@code key%3Dvalue}, or {@code key%22%3A%22value%22} of JSON in a URL, also encoded twice. */
  void encodedPair() {
    int at = scan.at();
    boolean colon = EncodedPair.is(text, at, 'A');
    if (!colon && !EncodedPair.is(text, at, 'D')) {
      return;
    }
    int copied = scan.copied();
    int end = EncodedPair.keyEnd(text, at, copied);
    int start = EncodedPair.keyStart(text, end, copied);
    SecretKey key = end - start < 3 ? null : SecretKey.of(text, start, end, redaction);
    if (key == null) {
      return;
    }
    int from = EncodedPair.valueStart(text, EncodedPair.end(text, at));
    if (EncodedPair.isTemplate(text, from) || SecretKind.placeholderEnd(text, from) > 0) {
      return;
    }
    boolean quoted = EncodedPair.isQuoted(text, from);
    int scheme = key.isHeader() ? EncodedPair.schemeEnd(text, from, SCHEMES) : from;
    int to = EncodedPair.valueEnd(text, scheme, colon && !quoted);
    boolean evidence =
        to - scheme >= SecretKey.MIN_WEAK_LENGTH
            && Chars.hasDigit(text, scheme, Math.min(to, scheme + NEAR));
    // A colon goes on with a sentence, unless it is JSON's.
    boolean told = quoted || (colon ? evidence : from == EncodedPair.end(text, at) || evidence);
    if (told && !SecretValue.isMask(text, scheme, to)) {
      scan.replace(key.kind(), scheme, to);
    }
  }

  /** A slash: the part of a path that follows a secret's name, as in links that are mailed. */
  void segment() {
    int at = scan.at();
    int from = at + 1;
    if (!Chars.isWord(Chars.at(text, at - 1)) || Chars.at(text, at + MIN_SEGMENT) < '-') {
      return;
    }
    int to = from;
    int limit = Math.min(text.length(), from + NEAR);
    boolean digit = false;
    while (to < limit && (Chars.isWord(text.charAt(to)) || "-.~".indexOf(text.charAt(to)) >= 0)) {
      digit |= Chars.isDigit(text.charAt(to));
      to++;
    }
    boolean uuid = to - from == 36 && text.charAt(from + 8) == '-' && text.charAt(from + 23) == '-';
    if (!digit || uuid || to - from < MIN_SEGMENT || !isMixedCase(from, to, MIN_SEGMENT)) {
      return;
    }
    SecretKey key = keyBefore(at);
    if (key != null
        && bareKey
        && Chars.before(text, keyStart - 1, scan.copied()) == '/'
        && !SecretValue.isMask(text, from, to)
        && text.indexOf('.', from, to) < 0) {
      scan.replace(key.kind(), from, Chars.skipAlphanumeric(text, from, "_-~"));
    }
  }

  /** An element whose name, or whose attribute {@code name}, is a secret's. */
  void element() {
    int at = scan.at();
    int nameEnd = Chars.skipAlphanumeric(text, at + 1, "_-.:");
    if (nameEnd == at + 1) {
      return;
    }
    SecretKey key = nameEnd - at > 2 ? SecretKey.of(text, at + 1, nameEnd, redaction) : null;
    int open = nameEnd;
    int limit = Math.min(text.length(), at + MAX_TAG);
    while (open < limit && text.charAt(open) != '>' && text.charAt(open) != '<') {
      if (key == null && text.charAt(open) == '=' && isNameAttribute(open)) {
        key = attribute(open);
      }
      open++;
    }
    if (Chars.at(text, open) != '>'
        || key == null
        || key.strength() == SecretKey.Strength.QUERY
        || text.charAt(open - 1) == '/') {
      return;
    }
    int from = open + 1;
    boolean data = text.startsWith("<![CDATA[", from);
    from = data ? from + "<![CDATA[".length() : from;
    if (text.startsWith("-----BEGIN", from) || SecretKind.placeholderEnd(text, from) > 0) {
      return;
    }
    int to = data ? text.indexOf("]]>", from) : text.indexOf('<', from);
    to = data && to < 0 ? text.length() : to;
    if (to < 0 || !(data || text.startsWith("</", to)) || SecretValue.isMask(text, from, to)) {
      return;
    }
    if (data || key.strength() != SecretKey.Strength.WEAK || isEvidence(key, from, to)) {
      scan.replace(key.kind(), from, to);
    }
  }

  private boolean isNameAttribute(int equals) {
    return text.startsWith(" name", equals - 5) || text.startsWith(" key", equals - 4);
  }

  private @Nullable SecretKey attribute(int equals) {
    int from = equals + 2;
    int to = Chars.skipAlphanumeric(text, from, "_-.:");
    return Chars.isQuote(Chars.at(text, equals + 1))
            && to - from > 1
            && to - from <= SecretKey.MAX_KEY
            && Chars.at(text, to) == Chars.at(text, equals + 1)
        ? SecretKey.of(text, from, to, redaction)
        : null;
  }

  // What stands under a key by itself

  /** All of the text stands under the key. */
  void valueOf(SecretKey key) {
    int end = text.length();
    if (end == 0 || SecretValue.isMask(text, 0, end) || SecretName.is(text, 0, end)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION, COOKIE -> credentials(key, 0, end);
      case STRONG -> scan.replace(key.kind(), 0, end);
      case WEAK -> {
        if (isEvidence(key, 0, end)) {
          scan.replace(key.kind(), 0, end);
        }
      }
      case DIGITS -> {
        if (isDigits(0, end)) {
          scan.replace(key.kind(), 0, end);
        }
      }
      case PHRASE -> {
        if (wordsEnd(0, end) > 0 || isEvidence(key, 0, end)) {
          scan.replace(key.kind(), 0, end);
        }
      }
      case QUERY -> {}
    }
  }
}
