package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/**
 * One scan over one text. Characters that may start or join a secret lead to a look around that is
 * bounded, or that no other look around repeats: time is linear in the text, hostile or not.
 */
final class SecretScanner {

  /** Blanks that may stand between a key, its separator and its value. */
  private static final int MAX_BLANKS = 16;

  /** How far evidence in an unquoted value is looked for, in characters. */
  private static final int MAX_EVIDENCE = 128;

  /** How far a quoted value may reach over a line's end, in characters. */
  private static final int MAX_MULTILINE = 512;

  /** Deepest escaping of quotes that is followed, in backslashes. */
  private static final int MAX_ESCAPES = 15;

  /** Longest name of the next pair that ends a value, in characters. */
  private static final int MAX_NEXT_KEY = 40;

  /** Longest start tag of an element, in characters. */
  private static final int MAX_TAG = 256;

  /** Shortest Basic credentials outside of a header, in characters. */
  private static final int MIN_BASIC = 8;

  /** Longest text that is tried as Basic credentials, in characters. */
  private static final int MAX_BASIC = 4096;

  private static final String[] SCHEMES = {
    "bearer", "basic", "token", "apikey", "negotiate", "ntlm", "digest", "hawk", "aws4-hmac-sha256"
  };

  /** Schemes whose credentials are one word. */
  private static final int ONE_WORD_SCHEMES = 6;

  private static final boolean[] TRIGGERS = triggers();

  private final String text;
  private final Redactor redactor;
  private @Nullable StringBuilder out;

  /** Everything before it is in {@link #out}. */
  private int copied;

  private int at;

  /** No look back for an e-mail address goes beyond the last at sign. */
  private int emailFloor;

  SecretScanner(String text, Redactor redactor) {
    this.text = text;
    this.redactor = redactor;
  }

  private static boolean[] triggers() {
    boolean[] triggers = new boolean[128];
    String all = "@%=:<-/\\0123456789abcdefABCDEFGghswxyrD";
    for (int i = 0; i < all.length(); i++) {
      triggers[all.charAt(i)] = true;
    }
    return triggers;
  }

  String scan() {
    int length = text.length();
    while (at < length) {
      char c = text.charAt(at);
      if (c < TRIGGERS.length && TRIGGERS[c]) {
        int before = at;
        look(c);
        if (at > before) {
          continue;
        }
      }
      at++;
    }
    return finish();
  }

  String scanValueOf(String key) {
    SecretKey secret = SecretKey.of(key, 0, key.length());
    int end = text.length();
    if (secret == null || SecretKey.isMask(text, 0, end)) {
      return scan();
    }
    switch (secret.strength()) {
      case AUTHORIZATION -> replaceCredentials(0, end);
      case COOKIE -> replace(SecretKind.COOKIE, 0, end);
      case WEAK, STRONG -> {
        if (secret.strength() == SecretKey.Strength.STRONG || isEvidenceQuoted(0, end)) {
          replace(SecretKind.PASSWORD, 0, end);
        }
      }
    }
    return scan();
  }

  private String finish() {
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private void replace(SecretKind kind, int from, int to) {
    if (from >= to) {
      return;
    }
    if (out == null) {
      out = new StringBuilder(text.length() + SecretKind.MAX_PLACEHOLDER);
    }
    out.append(text, copied, from).append(redactor.placeholderOf(kind, text.substring(from, to)));
    copied = to;
    at = to;
  }

  private void look(char c) {
    switch (c) {
      case '@' -> email(1);
      case '%' -> {
        if (text.startsWith("%40", at)) {
          email(3);
        }
      }
      case '=' -> pair();
      case ':' -> colon();
      case '<' -> element();
      case '-' -> dashes();
      case '/', '\\' -> userFolder();
      default -> word(c);
    }
  }

  // What is known by its own look

  private void email(int width) {
    int floor = Math.max(copied, emailFloor);
    emailFloor = at + width;
    int start = PersonalData.emailStart(text, at, floor);
    if (start < at) {
      int end = PersonalData.domainEnd(text, at + width);
      if (end > 0) {
        replace(SecretKind.EMAIL, start, end);
      }
    }
  }

  private void userFolder() {
    int start = PersonalData.userStart(text, at, copied);
    if (start > 0) {
      replace(SecretKind.USER_PATH, start, PersonalData.userEnd(text, start));
    }
  }

  private void word(char c) {
    if (!Chars.startsRun(text, at, "_", copied)) {
      return;
    }
    if (Chars.isHex(c)) {
      int end = Chars.isDigit(c) ? PersonalData.ipv4End(text, at, copied) : -1;
      end = end > 0 ? end : PersonalData.ipv6End(text, at, copied);
      if (end > 0) {
        replace(SecretKind.IP, at, end);
        return;
      }
    }
    switch (c) {
      case 'B', 'b', 'D' -> credentials();
      case 'e' -> {
        int end = KnownTokens.jwtEnd(text, at, copied);
        if (end > 0) {
          replace(SecretKind.JWT, at, end);
        }
      }
      case 'h' -> {
        int start = KnownTokens.slackHookStart(text, at);
        if (start > 0) {
          replace(SecretKind.SLACK_TOKEN, start, Chars.skipAlphanumeric(text, start, "_-/"));
        }
      }
      case 'A', 'g', 'G', 'x', 's', 'r', 'w', 'y' -> {
        for (KnownTokens.Format format : KnownTokens.FORMATS) {
          int end = format.end(text, at, copied);
          if (end > 0) {
            replace(format.kind(), at, end);
            return;
          }
        }
      }
      default -> {}
    }
  }

  // Credentials of HTTP and of URLs

  /** A scheme and its credentials outside of a header: only with evidence. */
  private void credentials() {
    if (text.regionMatches(true, at, "Bearer ", 0, 7)) {
      int start = Chars.skipBlanks(text, at + 7);
      int end = Chars.skipAlphanumeric(text, start, "-._~+/=");
      while (end > start && text.charAt(end - 1) == '.') {
        end--;
      }
      boolean evidence =
          end - start >= SecretKey.MIN_WEAK_LENGTH && Chars.hasDigit(text, start, end);
      if (evidence || isMixedCase(start, end)) {
        replace(SecretKind.AUTHORIZATION, start, end);
      }
    } else if (text.regionMatches(true, at, "Basic ", 0, 6)) {
      int start = Chars.skipBlanks(text, at + 6);
      int end = Chars.skipAlphanumeric(text, start, "-_+/=");
      if (isBasic(start, end)) {
        replace(SecretKind.AUTHORIZATION, start, end);
      }
    } else if (text.startsWith("Digest username=", at)) {
      int start = at + "Digest ".length();
      replace(SecretKind.AUTHORIZATION, start, headerEnd(start));
    }
  }

  private boolean isMixedCase(int from, int to) {
    boolean upper = false;
    boolean lower = false;
    for (int i = from + 1; i < to; i++) {
      upper |= Chars.isUpper(text.charAt(i));
      lower |= Chars.isLower(text.charAt(i));
    }
    return to - from >= 20 && upper && lower;
  }

  /** Whether the range in base64 holds a colon: {@code user:password} (RFC 7617). */
  private boolean isBasic(int from, int to) {
    int bits = 0;
    int held = 0;
    boolean colon = false;
    int limit = Math.min(to, from + MAX_BASIC);
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      int digit =
          Chars.isUpper(c)
              ? c - 'A'
              : Chars.isLower(c)
                  ? c - 'a' + 26
                  : Chars.isDigit(c) ? c - '0' + 52 : c == '+' || c == '-' ? 62 : 63;
      if (c == '=') {
        break;
      }
      bits = (bits << 6 | digit) & 0xffff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        int octet = (bits >> held) & 0xff;
        colon |= octet == ':';
        if (octet < ' ') {
          return false;
        }
      }
    }
    return colon && to - from >= MIN_BASIC;
  }

  /** Replaces a header's credentials and leaves the name of a known scheme. */
  private void replaceCredentials(int from, int to) {
    int start = from;
    int scheme = Chars.skipAlphanumeric(text, from, "-");
    if (scheme < to
        && Chars.isBlank(text.charAt(scheme))
        && Chars.isOneOf(SCHEMES, text, from, scheme)) {
      start = Chars.skipBlanks(text, scheme);
    }
    if (start < to && !SecretKey.isMask(text, start, to)) {
      replace(SecretKind.AUTHORIZATION, start, to);
    }
  }

  private void authorization(SecretKey key, int from, boolean colon) {
    int scheme = Chars.skipAlphanumeric(text, from, "-");
    int start = Chars.skipBlanks(text, scheme);
    if (start > scheme && Chars.isOneOf(SCHEMES, text, from, scheme)) {
      int end =
          isOneWordScheme(from, scheme)
              ? unquotedEnd(start, text.length(), Place.TEXT)
              : headerEnd(start);
      boolean prose = start < end && key.isCode(text, start, end, true);
      boolean word = end - start == 5 && text.regionMatches(true, start, "token", 0, 5);
      if (!prose && !word && !SecretKey.isMask(text, start, end)) {
        replace(SecretKind.AUTHORIZATION, start, end);
      }
      return;
    }
    int end = unquotedEnd(from, text.length(), Place.TEXT);
    if (SecretKey.isMask(text, from, end)
        || key.isCode(text, from, end, true)
        || "([{".indexOf(text.charAt(from)) >= 0) {
      return;
    }
    char next = Chars.at(text, Chars.skipBlanks(text, end));
    if (!Chars.hasDigit(text, from, end) && ",;)}".indexOf(next) >= 0) {
      return;
    }
    replace(SecretKind.AUTHORIZATION, from, colon ? headerEnd(from) : end);
  }

  private boolean isOneWordScheme(int from, int to) {
    for (int i = 0; i < ONE_WORD_SCHEMES; i++) {
      String scheme = SCHEMES[i];
      if (scheme.length() == to - from && text.regionMatches(true, from, scheme, 0, to - from)) {
        return true;
      }
    }
    return false;
  }

  private void cookie(SecretKey key, int from) {
    int limit = Math.min(text.length(), from + MAX_EVIDENCE);
    for (int i = from; i < limit && text.charAt(i) > ' ' && ",(".indexOf(text.charAt(i)) < 0; i++) {
      if (text.charAt(i) == '=' && Chars.isWord(Chars.at(text, i - 1))) {
        int end = headerEnd(from);
        boolean stays =
            SecretKey.isMask(text, from, end)
                || SecretKind.placeholderEnd(text, from) > 0
                || key.isCode(text, from, end, false)
                || "([{".indexOf(text.charAt(from)) >= 0;
        if (i < end && !stays) {
          replace(SecretKind.COOKIE, from, end);
        }
        return;
      }
    }
  }

  /** The end of a header's value: the line's end or the quote that closes what is around it. */
  private int headerEnd(int from) {
    boolean inner = false;
    for (int i = from; i < text.length(); i++) {
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
    return text.length();
  }

  private void colon() {
    if (text.startsWith("://", at)) {
      urlCredentials();
    } else if (Chars.at(text, at + 1) == ':') {
      int end = PersonalData.ipv6End(text, at, copied);
      if (end > 0) {
        replace(SecretKind.IP, at, end);
      } else {
        at += 2;
      }
    } else {
      pair();
    }
  }

  private void urlCredentials() {
    int start = at + 3;
    int last = -1;
    int end = start;
    while (end < text.length() && !endsAuthority(end)) {
      if (text.charAt(end) == '@') {
        last = end;
      }
      end++;
    }
    at = start;
    if (last < 0) {
      last = unencodedPasswordEnd(start, end);
    }
    if (last > start && !isTemplate(start, last)) {
      replace(SecretKind.URL_CREDENTIALS, start, last);
    }
  }

  /**
   * A password may hold a slash or a hash that should have been encoded, and then the URL is in an
   * error's message: what looks like a port and is no number.
   */
  private int unencodedPasswordEnd(int start, int end) {
    int colon = text.indexOf(':', start);
    char stop = Chars.at(text, end);
    if (colon <= start
        || colon + 1 >= end
        || isPort(colon + 1, end)
        || (stop != '/' && stop != '#' && stop != '?')) {
      return -1;
    }
    int limit = Math.min(text.length(), end + MAX_EVIDENCE);
    for (int i = end; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return Chars.at(text, i - 1) == '/' ? -1 : i;
      }
      if (c <= ' ' || Chars.isQuote(c) || c == '<' || c == '>' || text.startsWith("://", i)) {
        return -1;
      }
    }
    return -1;
  }

  private boolean isPort(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(text.charAt(i))) {
        return Chars.at(text, from) == '{' || Chars.at(text, from) == '$';
      }
    }
    return true;
  }

  private boolean endsAuthority(int index) {
    char c = text.charAt(index);
    return c <= ' '
        || "/?#\"<>`\\".indexOf(c) >= 0
        || (c == '\'' && !Chars.isWord(Chars.at(text, index + 1)));
  }

  private boolean isTemplate(int from, int to) {
    int colon = text.indexOf(':', from);
    if (colon < 0 || colon >= to) {
      return SecretKey.isMask(text, from, to);
    }
    return SecretKey.isMask(text, from, colon) && SecretKey.isMask(text, colon + 1, to);
  }

  // Values that stand under a key

  private void element() {
    int placeholder = SecretKind.placeholderEnd(text, at);
    if (placeholder > 0) {
      at = placeholder;
      return;
    }
    int nameEnd = Chars.skipAlphanumeric(text, at + 1, "_-.:");
    SecretKey key = nameEnd - at > 2 ? SecretKey.of(text, at + 1, nameEnd) : null;
    if (key == null) {
      return;
    }
    int open = nameEnd;
    int limit = Math.min(text.length(), at + MAX_TAG);
    while (open < limit && text.charAt(open) != '>' && text.charAt(open) != '<') {
      open++;
    }
    if (Chars.at(text, open) != '>') {
      return;
    }
    int from = open + 1;
    boolean data = text.startsWith("<![CDATA[", from);
    from = data ? from + "<![CDATA[".length() : from;
    int to = data ? text.indexOf("]]>", from) : text.indexOf('<', from);
    to = data && to < 0 ? text.length() : to;
    if (to < 0 || !(data || text.startsWith("</", to)) || SecretKey.isMask(text, from, to)) {
      return;
    }
    boolean certain =
        data || key.strength() != SecretKey.Strength.WEAK || isEvidenceQuoted(from, to);
    if (certain && !text.startsWith("-----BEGIN", from)) {
      replace(kindOf(key), from, to);
    }
  }

  private static SecretKind kindOf(SecretKey key) {
    return switch (key.strength()) {
      case AUTHORIZATION -> SecretKind.AUTHORIZATION;
      case COOKIE -> SecretKind.COOKIE;
      case STRONG, WEAK -> SecretKind.PASSWORD;
    };
  }

  private void dashes() {
    if (Chars.at(text, at + 1) != '-' || Chars.before(text, at - 1, copied) == '-') {
      return;
    }
    int end = KnownTokens.privateKeyEnd(text, at);
    if (end > 0) {
      replace(SecretKind.PRIVATE_KEY, at, end);
      return;
    }
    int nameEnd = at + 2;
    int limit = Math.min(text.length(), nameEnd + SecretKey.MAX_KEY);
    while (nameEnd < limit && isKeyCharacter(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int from = Chars.skipBlanks(text, nameEnd);
    if (from == nameEnd
        || from - nameEnd > MAX_BLANKS
        || from == text.length()
        || text.charAt(from) == '-') {
      return;
    }
    SecretKey key = SecretKey.of(text, at + 2, nameEnd);
    if (key != null && kindOf(key) == SecretKind.PASSWORD) {
      value(key, from, Place.OPTION);
    }
  }

  /** Where a key stands, which says how much its value may be code. */
  private enum Place {
    TEXT,
    COMPARISON,
    OPTION,
    QUERY
  }

  /** A separator between a key and a value is at {@link #at}. */
  private void pair() {
    boolean colon = text.charAt(at) == ':';
    int separatorEnd = at + 1;
    char next = Chars.at(text, separatorEnd);
    boolean comparison = !colon && (next == '=' || next == '~');
    if (colon ? next == '=' : next == '=' || next == '>' || next == '~') {
      separatorEnd++;
      if (Chars.at(text, separatorEnd) == '=') {
        separatorEnd++;
      }
    }
    int keyEnd = at;
    if (!colon) {
      while (keyEnd > at - 2 && keyEnd > copied && "!<>+?|".indexOf(text.charAt(keyEnd - 1)) >= 0) {
        keyEnd--;
        comparison |= "!<>".indexOf(text.charAt(keyEnd)) >= 0;
      }
    }
    int floor = Math.max(copied, keyEnd - MAX_BLANKS);
    while (keyEnd > floor && Chars.isBlank(text.charAt(keyEnd - 1))) {
      keyEnd--;
    }
    int quotesEnd = keyEnd;
    keyEnd = beforeQuotes(keyEnd);
    boolean bareKey = quotesEnd == keyEnd;
    int keyStart = keyEnd;
    while (keyStart > copied
        && keyStart > keyEnd - SecretKey.MAX_KEY
        && isKeyCharacter(text.charAt(keyStart - 1))) {
      keyStart--;
    }
    SecretKey key = keyEnd - keyStart < 3 ? null : SecretKey.of(text, keyStart, keyEnd);
    if (key == null) {
      return;
    }
    int from = Chars.skipBlanks(text, separatorEnd);
    if (from - separatorEnd > MAX_BLANKS || from >= text.length()) {
      return;
    }
    if (isWorkingFolder(keyStart, keyEnd, from)) {
      return;
    }
    char before = Chars.before(text, keyStart - 1, copied);
    if (bareKey && isClosingQuote(from, before)) {
      return;
    }
    Place place =
        comparison
            ? Place.COMPARISON
            : text.startsWith("--", keyStart)
                ? Place.OPTION
                : !colon && (before == '?' || before == '&') && from == separatorEnd
                    ? Place.QUERY
                    : Place.TEXT;
    value(key, from, place);
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

  /** Whether the pair is a shell's variable {@code PWD}. */
  private boolean isWorkingFolder(int keyStart, int keyEnd, int from) {
    int start = Chars.isQuote(text.charAt(from)) ? from + 1 : from;
    boolean path = Chars.at(text, start) == '/' || text.startsWith(":\\", start + 1);
    return path && keyEnd - keyStart == 3 && text.regionMatches(true, keyStart, "pwd", 0, 3);
  }

  private static boolean isKeyCharacter(char c) {
    return Chars.isWord(c) || c == '.' || c == '$' || c == '-';
  }

  /** Where a key ends whose closing bracket and quote end at {@code end}. */
  private int beforeQuotes(int end) {
    int keyEnd = end;
    if (keyEnd > copied && text.charAt(keyEnd - 1) == ']') {
      keyEnd--;
    } else if (keyEnd - 3 > copied && text.regionMatches(true, keyEnd - 3, "%5D", 0, 3)) {
      keyEnd -= 3;
    }
    if (keyEnd > copied && Chars.isQuote(text.charAt(keyEnd - 1))) {
      keyEnd--;
      int floor = Math.max(copied, keyEnd - MAX_ESCAPES);
      while (keyEnd > floor && text.charAt(keyEnd - 1) == '\\') {
        keyEnd--;
      }
    }
    return keyEnd;
  }

  private void value(SecretKey key, int from, Place place) {
    boolean colon = text.charAt(at) == ':';
    if (text.startsWith("-----BEGIN", from)) {
      return;
    }
    int quote = openingQuote(from);
    if (quote >= 0) {
      quoted(key, quote, from);
      return;
    }
    if (place == Place.COMPARISON) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION -> authorization(key, from, colon);
      case COOKIE -> cookie(key, from);
      case STRONG, WEAK -> unquoted(key, from, place, colon);
    }
  }

  /** The index of the quote that opens the value, after a prefix of letters and escapes, or -1. */
  private int openingQuote(int from) {
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

  private void quoted(SecretKey key, int quote, int valueStart) {
    char mark = text.charAt(quote);
    int from = quote + 1;
    int to;
    if (Chars.at(text, from) == mark && Chars.at(text, from + 1) == mark) {
      from += 2;
      to = text.indexOf(text.substring(quote, from), from);
      to = to < 0 ? text.length() : to;
    } else {
      int escapes = 0;
      while (quote - escapes > valueStart && text.charAt(quote - escapes - 1) == '\\') {
        escapes++;
      }
      to = closingQuote(from, mark, escapes);
    }
    if (SecretKey.isMask(text, from, to)
        || SecretKind.placeholderEnd(text, from) > 0
        || text.startsWith("-----BEGIN", from)) {
      return;
    }
    switch (key.strength()) {
      case AUTHORIZATION -> replaceCredentials(from, to);
      case COOKIE -> {
        // Code adds attributes: cookie += '; path=' + path.
        if (text.charAt(from) != ';') {
          replace(SecretKind.COOKIE, from, to);
        }
      }
      case STRONG -> replace(SecretKind.PASSWORD, from, to);
      case WEAK -> {
        if (isEvidenceQuoted(from, to) && !key.isNamedAlike(text, from, to)) {
          replace(SecretKind.PASSWORD, from, to);
        }
      }
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
        lineEnd = i;
      }
      if (lineEnd >= 0 && i - lineEnd > MAX_MULTILINE) {
        return lineEnd;
      }
    }
    return lineEnd < 0 ? text.length() : lineEnd;
  }

  private boolean isEvidenceQuoted(int from, int to) {
    if (to - from < SecretKey.MIN_WEAK_LENGTH) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) <= ' ') {
        return false;
      }
    }
    return !SecretKind.anyPlaceholder(text, from, to);
  }

  private void unquoted(SecretKey key, int from, Place place, boolean colon) {
    char first = text.charAt(from);
    if (SecretKind.placeholderEnd(text, from) > 0 || text.startsWith("</", from)) {
      return;
    }
    int near = unquotedEnd(from, Math.min(text.length(), from + MAX_EVIDENCE), place);
    // A value that was a secret is a placeholder as a whole: this one was found to be none.
    if (near == from
        || SecretKind.placeholderEnd(text, near) > 0
        || SecretKey.isMask(text, from, near)) {
      return;
    }
    if (first == '(' || first == '[' || first == '{') {
      bracketed(from);
      return;
    }
    if (first == '<' && isTag(from)) {
      return;
    }
    boolean prose = colon || place == Place.OPTION;
    boolean code =
        place == Place.TEXT
            ? key.isCode(text, from, near, prose)
            : place == Place.OPTION
                && Chars.skipAlphanumeric(text, from, "_") == near
                && key.isCode(text, from, near, prose);
    if (code) {
      if (colon) {
        annotated(key, near);
      }
      return;
    }
    if (key.strength() == SecretKey.Strength.WEAK && place != Place.QUERY) {
      boolean evidence =
          near - from >= SecretKey.MIN_WEAK_LENGTH
              && Chars.hasDigit(text, from, near)
              && !SecretKind.anyPlaceholder(text, from, near);
      if (!evidence) {
        return;
      }
    }
    replace(SecretKind.PASSWORD, from, unquotedEnd(from, text.length(), place));
  }

  private boolean isTag(int from) {
    int end = Chars.skipAlphanumeric(text, from + 1, "_- ");
    return Chars.at(text, end) == '>' && !Chars.hasDigit(text, from, end);
  }

  /** {@code [value]}, as logs write it; lists and calls stay. */
  private void bracketed(int from) {
    char open = text.charAt(from);
    char close = open == '(' ? ')' : open == '[' ? ']' : '}';
    int limit = Math.min(text.length(), from + MAX_EVIDENCE);
    for (int i = from + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == close) {
        boolean value = Chars.hasDigit(text, from, i) && i - from > SecretKey.MIN_WEAK_LENGTH / 2;
        if (value && !SecretKind.anyPlaceholder(text, from, i)) {
          replace(SecretKind.PASSWORD, from + 1, i);
        }
        return;
      }
      if (c <= ' ' || Chars.isQuote(c) || "([{,=:".indexOf(c) >= 0) {
        return;
      }
    }
  }

  /**
   * A type stands after the key; its value comes after an equals sign: {@code key: str = "..."}.
   */
  private void annotated(SecretKey key, int typeEnd) {
    int limit = Math.min(text.length(), typeEnd + MAX_NEXT_KEY);
    for (int i = typeEnd; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        int quote = openingQuote(Chars.skipBlanks(text, i + 1));
        if (quote >= 0) {
          quoted(key, quote, i + 1);
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

  /** Where an unquoted value ends; its own punctuation does not end it. */
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
}
