package dev.eventfix.event;

/**
 * Calls of which an argument is a secret: setters, comparisons, and those that take credentials.
 */
final class KeyedCalls {

  /** Calls that compare what they are called on with their argument. */
  private static final String COMPARISONS =
      """
      compareto contentequals eq eql equal equals equalsignorecase iequals is isequalto
      startswith tobe toequal tostrictequal
      """;

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
    "pscredential1",
    "passwordauthentication1",
    "usernamepasswordauthenticationtoken1",
    "signinwithemailandpassword2"
  };

  /** Characters that the names of these calls end in. */
  private static final boolean[] ENDS_OF_CALLS = endsOfCalls();

  private static boolean[] endsOfCalls() {
    boolean[] ends = new boolean[128];
    for (String call : CREDENTIAL_CALLS) {
      ends[call.charAt(call.length() - 2)] = true;
    }
    return ends;
  }

  private final SecretScanner scan;
  private final String text;
  private final Redaction redaction;
  private final KeyFinder keys;
  private final ValueBounds bounds;
  private final Evidence evidence;
  private final HeaderValues headers;
  private final KeyedValues values;

  KeyedCalls(KeyGrammar grammar) {
    scan = grammar.scan;
    text = grammar.text;
    redaction = grammar.redaction;
    keys = grammar.keys;
    bounds = grammar.bounds;
    evidence = grammar.evidence;
    headers = grammar.headers;
    values = grammar.values;
  }

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
    if (nameStart == at || from - at > KeyFinder.MAX_BLANKS || from >= text.length()) {
      return;
    }
    int quote = bounds.openingQuote(from);
    int dot = nameStart - 1;
    if (Chars.before(text, dot, copied) == '.'
        && (quote >= 0 || Chars.isQuote(Chars.before(text, dot - 1, copied)))
        && Chars.isListed(COMPARISONS, text, nameStart, at)) {
      compared(dot, quote, from);
      return;
    }
    if (quote >= 0) {
      SecretKey key = SecretKey.of(text, nameStart, at, redaction);
      if (key != null
          && key.strength() != SecretKey.Strength.QUERY
          && set(key, nameStart, quote, from)) {
        return;
      }
    }
    if (!ENDS_OF_CALLS[Chars.lower(text.charAt(at - 1))]) {
      return;
    }
    for (String call : CREDENTIAL_CALLS) {
      int length = call.length() - 1;
      int start = at - length;
      if (start >= copied
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
    if (Chars.isListed(KeyedValues.LOOKUPS, text, nameStart, word)) {
      return true;
    }
    int escapes = bounds.escapesBefore(quote, from);
    int end = bounds.nearEnd(quote + 1, text.charAt(quote), escapes);
    // The first of several arguments is the name of something: pair("password", value).
    if (end < 0
        || bounds.hasBlank(quote + 1, end)
        || evidence.stays(key, quote + 1, end)
        || Chars.at(text, Chars.skipBlanks(text, end + escapes + 1)) == ',') {
      return false;
    }
    if (key.isHeader()) {
      headers.header(key, quote + 1, end);
    } else if (evidence.isToldByCall(key, quote + 1, end)) {
      scan.replace(key.kind(), quote + 1, end);
    }
    return true;
  }

  /** A comparison's call on a name or on a value: {@code password.equals("...")}. */
  private void compared(int dot, int quote, int from) {
    int end = dot;
    while (end > scan.copied() && end > dot - 3 && ")!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (quote >= 0) {
      SecretKey key = keys.before(end);
      int valueEnd =
          bounds.nearEnd(quote + 1, text.charAt(quote), bounds.escapesBefore(quote, from));
      if (key != null
          && keys.bare
          && valueEnd > 0
          && evidence.isToldByCall(key, quote + 1, valueEnd)) {
        values.quoted(key, quote, from);
      }
    } else if (end == dot) {
      int nameEnd = from;
      while (nameEnd < from + SecretKey.MAX_KEY
          && ValueBounds.isKeyCharacter(Chars.at(text, nameEnd))) {
        nameEnd++;
      }
      valueBefore(dot - 1, from, nameEnd);
    }
  }

  /** The argument of that number is a password, if it is a literal. */
  private void argument(int from, int number) {
    int limit = Math.min(text.length(), from + 2 * ValueBounds.NEAR);
    int left = number;
    int depth = 0;
    for (int i = from; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      char c = text.charAt(i);
      if (Chars.isQuote(c)) {
        int end = bounds.nearEnd(i + 1, c, 0);
        if (end < 0) {
          return;
        }
        if (left == 0 && depth == 0) {
          if (!evidence.stays(SecretKey.PASSWORD, i + 1, end) && !bounds.hasBlank(i + 1, end)) {
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

  /** A comparison the other way round: {@code "value" == password}. */
  void reversed(int end, int separatorEnd) {
    int start = Chars.skipBlanks(text, separatorEnd);
    int nameEnd = start;
    while (nameEnd < start + SecretKey.MAX_KEY
        && ValueBounds.isKeyCharacter(Chars.at(text, nameEnd))) {
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
    int floor = Math.max(scan.copied(), quote - ValueBounds.NEAR);
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
        && (key.strength() == SecretKey.Strength.STRONG || evidence.isEvidence(key, from, quote))
        && !evidence.stays(key, from, quote)) {
      scan.replace(key.kind(), from, quote);
    }
  }
}
