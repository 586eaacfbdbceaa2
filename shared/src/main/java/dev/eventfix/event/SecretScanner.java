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

  private static final int[] NO_MATCHES = {};

  private static final boolean[] TRIGGERS = triggers();

  private final String text;
  private final Redactor redactor;
  private final Redaction redaction;
  private @Nullable StringBuilder out;

  /** Everything before it is in {@link #out}. */
  private int copied;

  private int at;

  /** No look back for an e-mail address goes beyond the last at sign. */
  private int emailFloor;

  /** Where matches of the operator's own patterns start and end, in pairs. */
  private final int[] custom;

  /** The index in {@link #custom} of the next match. */
  private int nextCustom;

  /** Where the next match of the operator's own patterns starts. */
  private int customStart = Integer.MAX_VALUE;

  /** Whether a command line of curl has begun. */
  private boolean curl;

  SecretScanner(String text, Redactor redactor) {
    this.text = text;
    this.redactor = redactor;
    this.redaction = redactor.redaction();
    CustomPatterns patterns = redaction.patterns();
    custom = patterns == null ? NO_MATCHES : patterns.find(text);
    if (custom.length > 0) {
      customStart = custom[0];
    }
  }

  private static boolean[] triggers() {
    boolean[] triggers = new boolean[128];
    String all = "@%=:<-/\\+0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < all.length(); i++) {
      triggers[all.charAt(i)] = true;
    }
    return triggers;
  }

  String scan() {
    int length = text.length();
    while (at < length) {
      char c = text.charAt(at);
      if (c < TRIGGERS.length && TRIGGERS[c] && !(Chars.isLetter(c) && continuesWord())) {
        int before = at;
        look(c);
        if (at > before) {
          continue;
        }
      }
      if (at >= customStart) {
        custom();
      } else {
        at++;
      }
    }
    return finish();
  }

  /** Whether what is here surely starts nothing: most letters stand in the middle of a word. */
  private boolean continuesWord() {
    // Behind an escape or an encoded character a run may start: Chars.startsRun knows.
    return at > copied
        && Chars.isWord(text.charAt(at - 1))
        && (at < 2 || text.charAt(at - 2) != '\\')
        && (at < 3 || text.charAt(at - 3) != '%');
  }

  String scanValueOf(String key) {
    SecretKey secret = SecretKey.of(key, 0, key.length(), redaction);
    int end = text.length();
    if (secret == null || SecretKey.isMask(text, 0, end)) {
      return scan();
    }
    switch (secret.strength()) {
      case AUTHORIZATION -> replaceCredentials(0, end);
      case COOKIE -> replace(SecretKind.COOKIE, 0, end);
      case WEAK, STRONG -> {
        if (secret.strength() == SecretKey.Strength.STRONG || isEvidenceQuoted(0, end)) {
          replace(secret.kind(), 0, end);
        }
      }
      case QUERY -> {}
    }
    return scan();
  }

  String scanQueryValueOf(String key) {
    SecretKey secret = SecretKey.of(key, 0, key.length(), redaction);
    if (secret != null && !SecretKey.isMask(text, 0, text.length())) {
      replace(secret.kind(), 0, text.length());
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
    while (customStart < from) {
      int end = custom[nextCustom + 1];
      put(SecretKind.CUSTOM, Math.max(customStart, copied), Math.min(end, from));
      if (end > from) {
        customStart = from;
      } else {
        skipCustom();
      }
    }
    put(kind, from, to);
    at = Math.max(at, to);
  }

  private void put(SecretKind kind, int from, int to) {
    if (from >= to) {
      return;
    }
    if (out == null) {
      out = new StringBuilder(text.length() + SecretKind.MAX_PLACEHOLDER);
    }
    out.append(text, copied, from).append(redactor.placeholderOf(kind, text.substring(from, to)));
    copied = to;
  }

  /** Replaces what is left of the next match of a pattern: its start may have been replaced. */
  private void custom() {
    int from = Math.max(customStart, copied);
    int end = custom[nextCustom + 1];
    skipCustom();
    replace(SecretKind.CUSTOM, from, end);
  }

  private void skipCustom() {
    nextCustom += 2;
    customStart = nextCustom < custom.length ? custom[nextCustom] : Integer.MAX_VALUE;
  }

  private void look(char c) {
    switch (c) {
      case '@' -> email(1);
      case '%' -> percent();
      case '+' -> phone(1);
      case '=' -> pair();
      case ':' -> colon();
      case '<' -> element();
      case '-' -> dashes();
      case '/', '\\' -> userFolder();
      default -> word(c);
    }
  }

  // What is known by its own look

  private void percent() {
    if (text.startsWith("%40", at)) {
      email(3);
    } else if (text.startsWith("%3", at)) {
      encodedPair();
    } else if (text.regionMatches(true, at, "%2B", 0, 3)) {
      phone(3);
    }
  }

  private void email(int width) {
    if (!redaction.takesOut(SecretKind.EMAIL)) {
      return;
    }
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

  /** A telephone number behind a plus sign that is no operator's. */
  private void phone(int width) {
    char before = Chars.before(text, at - 1, copied);
    boolean operator = before == ')' || before == ']' || before == '+';
    if (operator
        || !redaction.takesOut(SecretKind.PHONE)
        || !Chars.startsRun(text, at, "_", copied)) {
      return;
    }
    int end = PersonalNumbers.phoneEnd(text, at + width);
    if (end > 0) {
      replace(SecretKind.PHONE, at, end);
    }
  }

  private void userFolder() {
    if (!redaction.takesOut(SecretKind.USER_PATH)) {
      return;
    }
    int start = PersonalData.userStart(text, at, copied);
    if (start > 0) {
      replace(SecretKind.USER_PATH, start, PersonalData.userEnd(text, start));
    }
  }

  private void word(char c) {
    boolean digit = Chars.isDigit(c);
    if (!Chars.startsRun(text, at, "_", copied)) {
      if (digit) {
        iban();
      }
      return;
    }
    int start = at;
    if (Chars.isHex(c)) {
      if (address(digit)) {
        return;
      }
      if (digit) {
        number();
      }
    }
    switch (c) {
      case 'B', 'b', 'D' -> credentials();
      case 'c' -> curl |= text.startsWith("curl", at) && !Chars.isWord(Chars.at(text, at + 4));
      case 'I', 'i', 'P', 'p' -> sql();
      case 'j' -> oracle();
      case 'e' -> {
        int end = redaction.takesOut(SecretKind.JWT) ? KnownTokens.jwtEnd(text, at, copied) : -1;
        if (end > 0) {
          replace(SecretKind.JWT, at, end);
        }
      }
      default -> {}
    }
    if (at == start) {
      token(c);
    }
  }

  private void token(char first) {
    char second = Chars.at(text, at + 1);
    for (TokenFormat format : KnownTokens.startingWith(first, second)) {
      if (redaction.takesOut(format.kind())) {
        int end = format.end(text, at, copied);
        if (end > 0) {
          replace(format.kind(), format.start(text, at, copied), end);
          if (format.kind() == SecretKind.TWILIO_KEY) {
            twilioToken();
          }
          return;
        }
      }
    }
    for (UrlSecret secret : UrlSecret.startingWith(first, second)) {
      if (redaction.takesOut(secret.kind())) {
        int start = secret.start(text, at);
        int end = start < 0 ? -1 : secret.end(text, start);
        if (end > 0) {
          replace(secret.kind(), start, end);
          return;
        }
        if (start > 0 && SecretKind.placeholderEnd(text, start) > 0) {
          at = start;
          return;
        }
      }
    }
  }

  private void twilioToken() {
    int start = KnownTokens.twilioTokenStart(text, at);
    if (start > 0) {
      replace(SecretKind.TWILIO_KEY, start, Chars.skipAlphanumeric(text, start, ""));
    }
  }

  /** A host's address starts here: replaced, and true, or none does. */
  private boolean address(boolean digit) {
    if (redaction.takesOut(SecretKind.MAC)) {
      int end = PersonalNumbers.macEnd(text, at, copied);
      if (end > 0) {
        replace(SecretKind.MAC, at, end);
        return true;
      }
    }
    if (!redaction.takesOut(SecretKind.IP)) {
      return false;
    }
    int end = digit ? PersonalData.ipv4End(text, at, copied) : -1;
    end = end > 0 ? end : PersonalData.ipv6End(text, at, copied);
    if (end > 0) {
      replace(SecretKind.IP, at, end);
      return true;
    }
    return false;
  }

  /** A run of digits starts here. */
  private void number() {
    char fourth = Chars.at(text, at + 3);
    if (fourth == '-' && redaction.takesOut(SecretKind.SSN)) {
      replace(SecretKind.SSN, at, PersonalNumbers.ssnEnd(text, at, copied));
    } else if (text.charAt(at) == '0' && redaction.takesOut(SecretKind.PHONE)) {
      replace(SecretKind.PHONE, at, PersonalNumbers.phoneWithZerosEnd(text, at, copied));
    } else if (Chars.isDigit(fourth) && redaction.takesOut(SecretKind.CARD)) {
      replace(SecretKind.CARD, at, PersonalNumbers.cardEnd(text, at, copied));
    }
  }

  /** The first digit of an IBAN may be here, behind the letters of its country. */
  private void iban() {
    int start = at - 2;
    if (start >= copied
        && Chars.isUpper(text.charAt(at - 1))
        && Chars.isUpper(text.charAt(start))
        && Chars.isDigit(text, at + 1)
        && redaction.takesOut(SecretKind.IBAN)) {
      replace(SecretKind.IBAN, start, PersonalNumbers.ibanEnd(text, start, copied));
    }
  }

  // Credentials of HTTP and of URLs

  /** A scheme and its credentials outside of a header: only with evidence. */
  private void credentials() {
    if (!redaction.takesOut(SecretKind.AUTHORIZATION)) {
      return;
    }
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
      int end = !redaction.takesOut(SecretKind.IP) ? -1 : PersonalData.ipv6End(text, at, copied);
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
    if (!redaction.takesOut(SecretKind.URL_CREDENTIALS)) {
      at = start;
      return;
    }
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
    int colon = text.indexOf(':', start, end);
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
    int colon = text.indexOf(':', from, to);
    if (colon < 0) {
      return SecretKey.isMask(text, from, to);
    }
    return SecretKey.isMask(text, from, colon) && SecretKey.isMask(text, colon + 1, to);
  }

  /** Where Oracle's drivers have them: {@code jdbc:oracle:thin:user/password@...}. */
  private void oracle() {
    if (!text.startsWith("jdbc:oracle:", at) || !redaction.takesOut(SecretKind.URL_CREDENTIALS)) {
      return;
    }
    int start = Chars.skipAlphanumeric(text, at + "jdbc:oracle:".length(), "") + 1;
    int slash = Chars.skipAlphanumeric(text, start, "_-.$#");
    int limit = Math.min(text.length(), slash + MAX_EVIDENCE);
    if (Chars.at(text, start - 1) != ':' || slash == start || Chars.at(text, slash) != '/') {
      return;
    }
    for (int i = slash + 1; i < limit && text.charAt(i) > ' '; i++) {
      if (text.charAt(i) == '@') {
        replace(SecretKind.URL_CREDENTIALS, start, i);
        return;
      }
    }
  }

  /** The option {@code -u user:password}: replaced, and true, or none is here. */
  private boolean curlCredentials() {
    int start = CommandLine.credentialsStart(text, at, copied);
    if (start < 0) {
      return false;
    }
    boolean quoted = Chars.isQuote(text.charAt(start));
    int from = quoted ? start + 1 : start;
    int limit = Math.min(text.length(), from + MAX_MULTILINE);
    int to =
        quoted ? CommandLine.quoteEnd(text, from, limit) : unquotedEnd(from, limit, Place.OPTION);
    int colon = from;
    while (colon < to && text.charAt(colon) != ':') {
      colon++;
    }
    if (colon == to
        || SecretKind.anyPlaceholder(text, from, to)
        || CommandLine.isOpen(text, from, colon, to)) {
      return false;
    }
    replace(SecretKind.URL_CREDENTIALS, from, to);
    return true;
  }

  // Values that stand under a key

  private void sql() {
    if (!redaction.takesOut(SecretKind.PASSWORD)) {
      return;
    }
    int from = SqlPassword.start(text, at, Chars.before(text, at - 1, copied));
    if (from < 0) {
      return;
    }
    int quote = openingQuote(from);
    if (quote >= 0) {
      quoted(SecretKey.PASSWORD, quote, from);
    } else {
      replace(SecretKind.PASSWORD, from, unquotedEnd(from, text.length(), Place.OPTION));
    }
  }

  /** {@code key%3Dvalue}, or {@code key%22%3A%22value%22} of JSON in a URL. */
  private void encodedPair() {
    boolean colon = Chars.lower(Chars.at(text, at + 2)) == 'a';
    if (!colon && Chars.lower(Chars.at(text, at + 2)) != 'd') {
      return;
    }
    int keyEnd = EncodedPair.keyEnd(text, at, copied);
    int keyStart = EncodedPair.keyStart(text, keyEnd, copied);
    SecretKey key = keyEnd - keyStart < 3 ? null : SecretKey.of(text, keyStart, keyEnd, redaction);
    int from = EncodedPair.valueStart(text, at + 3, colon);
    if (key == null
        || from < 0
        || EncodedPair.isTemplate(text, from)
        || SecretKind.placeholderEnd(text, from) > 0) {
      return;
    }
    int to = EncodedPair.valueEnd(text, from);
    if (!SecretKey.isMask(text, from, to)) {
      replace(key.kind(), from, to);
    }
  }

  private void element() {
    int placeholder = SecretKind.placeholderEnd(text, at);
    if (placeholder > 0) {
      at = placeholder;
      return;
    }
    int nameEnd = Chars.skipAlphanumeric(text, at + 1, "_-.:");
    SecretKey key = nameEnd - at > 2 ? SecretKey.of(text, at + 1, nameEnd, redaction) : null;
    if (key == null || key.strength() == SecretKey.Strength.QUERY) {
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
      replace(key.kind(), from, to);
    }
  }

  private void dashes() {
    if (curl && redaction.takesOut(SecretKind.URL_CREDENTIALS) && curlCredentials()) {
      return;
    }
    if (Chars.at(text, at + 1) != '-' || Chars.before(text, at - 1, copied) == '-') {
      return;
    }
    int end = redaction.takesOut(SecretKind.PRIVATE_KEY) ? KnownTokens.privateKeyEnd(text, at) : -1;
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
    SecretKey key = SecretKey.of(text, at + 2, nameEnd, redaction);
    if (key != null && !key.isHeader()) {
      value(key, from, Place.OPTION);
    }
  }

  /** Where a key stands, which says how much its value may be code. */
  private enum Place {
    TEXT,
    COMPARISON,
    OPTION,
    QUERY,
    /** Behind a semicolon, as in the connection strings of ODBC, ADO and JDBC. */
    CONNECTION
  }

  /** A separator between a key and a value is at {@link #at}. */
  private void pair() {
    boolean colon = text.charAt(at) == ':';
    int separatorEnd = at + 1;
    char next = Chars.at(text, separatorEnd);
    if (!colon && next == '=' && redaction.takesOut(SecretKind.AZURE_KEY)) {
      int start = KnownTokens.azureKeyStart(text, at, copied);
      if (start >= 0) {
        replace(SecretKind.AZURE_KEY, start, at + 2);
        return;
      }
    }
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
    SecretKey key = keyEnd - keyStart < 3 ? null : SecretKey.of(text, keyStart, keyEnd, redaction);
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
                : !colon && startsParameter(keyStart, before) && from == separatorEnd
                    ? Place.QUERY
                    : !colon && before == ';' && from == separatorEnd
                        ? Place.CONNECTION
                        : Place.TEXT;
    value(key, from, place);
  }

  /** Whether a parameter of a query starts here; in JSON an ampersand may be {@code \\u0026}. */
  private boolean startsParameter(int start, char before) {
    return before == '?'
        || before == '&'
        || (before == '\\' && text.startsWith("u0026", start))
        || (before == ';' && text.startsWith("&amp", start - 5));
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
      case QUERY -> {
        if (place == Place.QUERY) {
          unquoted(key, from, place, colon);
        }
      }
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
      case STRONG -> replace(key.kind(), from, to);
      case WEAK -> {
        if (isEvidenceQuoted(from, to) && !key.isNamedAlike(text, from, to)) {
          replace(key.kind(), from, to);
        }
      }
      case QUERY -> {}
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
      bracketed(key, from, place);
      return;
    }
    if (first == '<' && isTag(from)) {
      return;
    }
    boolean prose = colon || place == Place.OPTION;
    boolean code =
        (place == Place.TEXT || place == Place.CONNECTION)
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
    replace(key.kind(), from, unquotedEnd(from, text.length(), place));
  }

  private boolean isTag(int from) {
    int end = Chars.skipAlphanumeric(text, from + 1, "_- ");
    return Chars.at(text, end) == '>' && !Chars.hasDigit(text, from, end);
  }

  /** {@code [value]}, as logs write it, or <code>{value}</code> of ODBC; lists and calls stay. */
  private void bracketed(SecretKey key, int from, Place place) {
    char open = text.charAt(from);
    if (open == '{' && place == Place.CONNECTION && key.strength() == SecretKey.Strength.STRONG) {
      int end = closingBrace(from + 1);
      if (end > 0 && !SecretKey.isMask(text, from, end + 1)) {
        replace(key.kind(), from + 1, end);
      }
      return;
    }
    char close = open == '(' ? ')' : open == '[' ? ']' : '}';
    int limit = Math.min(text.length(), from + MAX_EVIDENCE);
    for (int i = from + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == close) {
        boolean value = Chars.hasDigit(text, from, i) && i - from > SecretKey.MIN_WEAK_LENGTH / 2;
        if (value && !SecretKind.anyPlaceholder(text, from, i)) {
          replace(key.kind(), from + 1, i);
        }
        return;
      }
      if (c <= ' ' || Chars.isQuote(c) || "([{,=:".indexOf(c) >= 0) {
        return;
      }
    }
  }

  /** ODBC's braces, in which a closing one is doubled; -1 when nothing near closes them. */
  private int closingBrace(int from) {
    int limit = Math.min(text.length(), from + MAX_EVIDENCE);
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
            case '\\' ->
                Chars.isQuote(next)
                    || next == '\\'
                    || "nrt".indexOf(next) >= 0
                    || text.startsWith("u0026", i + 1);
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
