package dev.eventfix.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scan over one text, as a reader sees it. Characters that may start or join a secret lead to a
 * look around that is bounded, or that no other look around repeats: time is linear in the text,
 * hostile or not.
 */
final class SecretScanner {

  /** Characters of a text that are looked at; of a longer one the rest is left out. */
  static final int MAX_TEXT = 1 << 18;

  /** Shortest Basic credentials outside of a header, in characters. */
  private static final int MIN_BASIC = 8;

  /** Longest text that is tried as Basic credentials, in characters. */
  private static final int MAX_BASIC = 4096;

  private static final int[] NO_MATCHES = {};

  private static final byte LETTER = 1;
  private static final byte OTHER = 2;

  /** What may start or join a secret, by its character. */
  private static final byte[] TRIGGERS = triggers();

  /** Words that a look of ours begins with, by their first two letters. */
  private static final String[] WORDS = {
    "Be", "be", "BE", "Ba", "ba", "BA", "Di", "Id", "id", "ID", "iD", "Pa", "pa", "PA", "pA", "bE",
    "bA", "jd", "ey"
  };

  private static final Starts STARTS = starts();

  private final String original;
  private final VisibleText visible;
  private final String text;
  private final Redactor redactor;
  private final Redaction redaction;
  private @Nullable KeyGrammar grammar;
  private @Nullable StringBuilder out;

  /** Everything of the text before it is in {@link #out}. */
  private int copied;

  /** Everything of the original before it is in {@link #out}. */
  private int written;

  private int at;

  /** No look back for an e-mail address goes beyond the last at sign. */
  private int emailFloor;

  /** Where matches of the operator's own patterns start and end, in pairs. */
  private final int[] custom;

  /** The index in {@link #custom} of the next match. */
  private int nextCustom;

  /** Where the next match of the operator's own patterns starts. */
  private int customStart = Integer.MAX_VALUE;

  /** What is to be replaced when the scan gets there: start and end, in pairs. */
  private int[] later = NO_MATCHES;

  /** The kind of each pair. */
  private final List<SecretKind> laterKinds = new ArrayList<>(0);

  /** The index in {@link #laterKinds} of the next of them. */
  private int nextLater;

  /** Where the next of them starts. */
  private int laterStart = Integer.MAX_VALUE;

  /** Whether the text is lines of code, of which as many must be left. */
  private final boolean lines;

  /** Whether the text stands under a host's key. */
  private boolean host;

  private SecretScanner(String original, VisibleText visible, Redactor redactor, boolean lines) {
    this.lines = lines;
    this.original = original;
    this.visible = visible;
    this.text = visible.text;
    this.redactor = redactor;
    this.redaction = redactor.redaction();
    CustomPatterns patterns = redaction.patterns();
    custom = patterns == null ? NO_MATCHES : patterns.find(text);
    if (custom.length > 0) {
      customStart = custom[0];
    }
  }

  /** The text redacted. */
  static String scan(String original, Redactor redactor) {
    VisibleText visible = VisibleText.of(original);
    String once = new SecretScanner(original, visible, redactor, false).scan();
    return again(visible, once, redactor, false);
  }

  /** Lines of code redacted, each ended by a line feed: there are as many afterwards. */
  static String scanLines(String original, Redactor redactor) {
    VisibleText visible = VisibleText.of(original);
    String once = new SecretScanner(original, visible, redactor, true).scan();
    return again(visible, once, redactor, true);
  }

  /** The text that stands under a secret's key redacted. */
  static String scanValueOf(SecretKey key, String original, Redactor redactor) {
    VisibleText visible = VisibleText.of(original);
    SecretScanner scanner = new SecretScanner(original, visible, redactor, false);
    scanner.grammar().values.valueOf(key);
    return again(visible, scanner.scan(), redactor, false);
  }

  /** The text that stands under a host's key redacted: four numbers in it are no version. */
  static String scanHost(String original, Redactor redactor) {
    VisibleText visible = VisibleText.of(original);
    SecretScanner scanner = new SecretScanner(original, visible, redactor, false);
    scanner.host = true;
    return again(visible, scanner.scan(), redactor, false);
  }

  /** What is not seen may stand in a word, and between two. */
  private static String again(
      VisibleText visible, String redacted, Redactor redactor, boolean lines) {
    return visible.gaps
        ? new SecretScanner(redacted, VisibleText.withBlanks(redacted), redactor, lines).scan()
        : redacted;
  }

  private static byte[] triggers() {
    byte[] triggers = new byte[128];
    String others = "@%=:,(<-/\\+|\t\"'0123456789";
    for (int i = 0; i < others.length(); i++) {
      triggers[others.charAt(i)] = OTHER;
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      triggers[c] = LETTER;
      triggers[Chars.lower(c)] = LETTER;
    }
    return triggers;
  }

  private static Starts starts() {
    Starts starts = new Starts();
    KnownTokens.addTo(starts);
    UrlSecret.addTo(starts);
    for (String word : WORDS) {
      starts.add(word);
    }
    return starts;
  }

  private String scan() {
    int length = Math.min(text.length(), MAX_TEXT);
    while (at < length) {
      if (at >= laterStart) {
        replaceNext();
        continue;
      }
      char c = text.charAt(at);
      byte trigger = c < TRIGGERS.length ? TRIGGERS[c] : 0;
      if (trigger == OTHER || (trigger == LETTER && !continuesWord())) {
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
        if (trigger == LETTER) {
          skipLetters(Math.min(length, Math.min(customStart, laterStart)));
        }
      }
    }
    return finish();
  }

  /** Goes to the end of the letters: what follows one of them starts nothing, see below. */
  private void skipLetters(int limit) {
    for (int i = Math.max(at - 4, 0); i < at - 1; i++) {
      if (text.charAt(i) == '\\' || text.charAt(i) == '%') {
        return;
      }
    }
    while (at < limit && (Chars.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
  }

  /** Whether what is here surely starts nothing: most letters stand in the middle of a word. */
  private boolean continuesWord() {
    // Behind an escape or an encoded character a run may start: Chars.startsRun knows.
    boolean middle =
        at > copied
            && Chars.isWord(text.charAt(at - 1))
            && (at < 2 || text.charAt(at - 2) != '\\')
            && (at < 3 || text.charAt(at - 3) != '%');
    return middle || startsNothing();
  }

  /** Whether no word that is looked for begins with these two letters. */
  private boolean startsNothing() {
    return !STARTS.has(text, at)
        && Chars.at(text, at + 5) != '~'
        && !(Chars.isHex(text.charAt(at)) && PersonalData.mayStartAddress(text, at));
  }

  private String finish() {
    int end = at >= text.length() ? original.length() : visible.end(at);
    if (out == null && end == original.length()) {
      return original;
    }
    StringBuilder whole = out == null ? new StringBuilder() : out;
    whole.append(original, written, end);
    if (end < original.length()) {
      whole.append(Redacted.note(original.length() - end));
    }
    return whole.toString();
  }

  /** Made when the text has something that may join a key and a value. */
  private KeyGrammar grammar() {
    KeyGrammar made = grammar == null ? new KeyGrammar(this, text, redaction, lines) : grammar;
    grammar = made;
    return made;
  }

  /** Everything before it has been decided. */
  int copied() {
    return copied;
  }

  /** The index that is looked at. */
  int at() {
    return at;
  }

  /** Replaces a range when the scan gets there: behind those that were noted before. */
  void replaceLater(SecretKind kind, int from, int to) {
    int pair = 2 * laterKinds.size();
    if (pair == later.length) {
      later = Arrays.copyOf(later, Math.max(8, 2 * pair));
    }
    later[pair] = from;
    later[pair + 1] = to;
    laterKinds.add(kind);
    laterStart = later[2 * nextLater];
  }

  private void replaceNext() {
    int from = Math.max(laterStart, copied);
    int to = later[2 * nextLater + 1];
    SecretKind kind = laterKinds.get(nextLater);
    nextLater++;
    laterStart = nextLater < laterKinds.size() ? later[2 * nextLater] : Integer.MAX_VALUE;
    replace(kind, from, to);
  }

  /** Replaces what stands there; nothing when the range is empty. */
  void replace(SecretKind kind, int from, int to) {
    if (from >= to || from < copied) {
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
      out = new StringBuilder(original.length() + SecretKind.MAX_PLACEHOLDER);
    }
    out.append(original, written, visible.start(from));
    String placeholder = redactor.placeholderOf(kind, text.substring(from, to));
    out.append(placeholder);
    for (int i = from; lines && i < to; i++) {
      if (text.charAt(i) == '\n') {
        out.append('\n').append(i + 1 < to ? placeholder : "");
      }
    }
    written = visible.end(to);
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
    int before = at;
    switch (c) {
      case '@' -> email(1);
      case '%' -> percent();
      case '+' -> phone(1);
      case '=' -> {
        azureKey();
        if (at == before) {
          grammar().pairs.pair();
        }
      }
      case ',' -> grammar().pairs.neighbours();
      case '(' -> grammar().calls.call();
      case '|', '\t' -> grammar().pairs.pair();
      case '"', '\'' -> grammar().pairs.afterBlank();
      case ':' -> colon();
      case '<' -> element();
      case '-' -> dashes();
      case '/' -> {
        userFolder();
        if (at == before) {
          grammar().forms.segment();
        }
      }
      case '\\' -> userFolder();
      default -> word(c);
    }
  }

  // What is known by its own look

  private void percent() {
    if (text.startsWith("%40", at)) {
      email(3);
    } else if (text.startsWith("%3", at) || text.startsWith("%25", at)) {
      grammar().forms.encodedPair();
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
    int entra = KnownTokens.entraSecretEnd(text, at);
    if (entra > 0 && redaction.takesOut(SecretKind.AZURE_KEY)) {
      replace(SecretKind.AZURE_KEY, at, entra);
      return;
    }
    char second = Chars.at(text, at + 1);
    for (TokenFormat format : KnownTokens.startingWith(first, second)) {
      if (text.startsWith(format.prefix(), at) && redaction.takesOut(format.kind())) {
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
      int start = secret.start(text, at);
      if (start > 0 && redaction.takesOut(secret.kind())) {
        int end = secret.end(text, start);
        if (end > 0) {
          replace(secret.kind(), start, end);
          return;
        }
        if (SecretKind.placeholderEnd(text, start) > 0) {
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

  /** The first of two equals signs may end a key in base64. */
  private void azureKey() {
    if (Chars.at(text, at + 1) == '=' && redaction.takesOut(SecretKind.AZURE_KEY)) {
      int start = KnownTokens.azureKeyStart(text, at, copied);
      if (start >= 0) {
        replace(SecretKind.AZURE_KEY, start, at + 2);
      }
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
    int end = digit ? PersonalData.ipv4End(text, at, copied, host) : -1;
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
      replace(SecretKind.AUTHORIZATION, start, grammar().bounds.headerEnd(start, text.length()));
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

  private void colon() {
    if (text.startsWith("://", at)) {
      urlCredentials();
    } else if (Chars.at(text, at + 1) == ':') {
      int end = !redaction.takesOut(SecretKind.IP) ? -1 : PersonalData.ipv6End(text, at, copied);
      if (end > 0) {
        replace(SecretKind.IP, at, end);
      } else {
        int before = at;
        grammar().pairs.pair();
        at = at == before ? at + 2 : at;
      }
    } else {
      grammar().pairs.pair();
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
    int limit = Math.min(text.length(), end + ValueBounds.NEAR);
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
      return SecretValue.isMask(text, from, to);
    }
    return SecretValue.isMask(text, from, colon) && SecretValue.isMask(text, colon + 1, to);
  }

  /** Where Oracle's drivers have them: {@code jdbc:oracle:thin:user/password@...}. */
  private void oracle() {
    if (!text.startsWith("jdbc:oracle:", at) || !redaction.takesOut(SecretKind.URL_CREDENTIALS)) {
      return;
    }
    int start = Chars.skipAlphanumeric(text, at + "jdbc:oracle:".length(), "") + 1;
    int slash = Chars.skipAlphanumeric(text, start, "_-.$#");
    int limit = Math.min(text.length(), slash + ValueBounds.NEAR);
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

  // Values that stand under a key

  private void sql() {
    if (!redaction.takesOut(SecretKind.PASSWORD)) {
      return;
    }
    int from = SqlPassword.start(text, at, Chars.before(text, at - 1, copied));
    if (from < 0) {
      return;
    }
    grammar().values.password(from);
  }

  private void element() {
    int placeholder = SecretKind.placeholderEnd(text, at);
    if (placeholder > 0) {
      at = placeholder;
      return;
    }
    grammar().forms.element();
  }

  private void dashes() {
    if (Chars.at(text, at + 1) == '>') {
      grammar().pairs.pair();
      return;
    }
    if (Chars.before(text, at - 1, copied) == '-') {
      return;
    }
    int end = redaction.takesOut(SecretKind.PRIVATE_KEY) ? KnownTokens.privateKeyEnd(text, at) : -1;
    if (end > 0) {
      // Code that looks for a key has its first line too.
      int lineEnd = lines ? text.indexOf('\n', at) : -1;
      replace(SecretKind.PRIVATE_KEY, at, lineEnd < 0 ? end : Math.min(end, lineEnd));
      return;
    }
    char before = Chars.before(text, at - 1, copied);
    if (!Chars.isWord(before)) {
      grammar().forms.option();
    }
  }
}
