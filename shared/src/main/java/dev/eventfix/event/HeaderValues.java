package dev.eventfix.event;

/**
 * Values of the headers {@code Authorization} and {@code Cookie}, which have forms of their own.
 */
final class HeaderValues {

  static final String[] SCHEMES = {
    "bearer", "basic", "token", "apikey", "negotiate", "ntlm", "digest", "hawk", "aws4-hmac-sha256"
  };

  /** Schemes whose credentials are one word. */
  private static final int ONE_WORD_SCHEMES = 6;

  private final SecretScanner scan;
  private final String text;
  private final ValueBounds bounds;
  private final BracketValues brackets;

  HeaderValues(SecretScanner scan, String text, ValueBounds bounds, BracketValues brackets) {
    this.scan = scan;
    this.text = text;
    this.bounds = bounds;
    this.brackets = brackets;
  }

  /** A header's value beside its name; a list of names has none. */
  void header(SecretKey key, int from, int to) {
    boolean value =
        key.strength() == SecretKey.Strength.COOKIE
            ? text.indexOf('=', from, to) > 0
            : Chars.hasDigit(text, from, to) || schemeEnd(from, to) > from;
    if (value) {
      credentials(key, from, to);
    }
  }

  /** Where credentials start behind the name of a known scheme; {@code from} without any. */
  int schemeEnd(int from, int to) {
    int scheme = Chars.skipAlphanumeric(text, from, "-");
    return scheme < to
            && Chars.isBlank(text.charAt(scheme))
            && Chars.isOneOf(SCHEMES, text, from, scheme)
        ? Chars.skipBlanks(text, scheme)
        : from;
  }

  /** Replaces a header's value and leaves the name of a known scheme. */
  void credentials(SecretKey key, int from, int to) {
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

  void authorization(SecretKey key, int from, boolean colon) {
    int start = schemeEnd(from, text.length());
    int limit = Math.min(text.length(), start + ValueBounds.NEAR);
    int near = bounds.unquotedEnd(start, limit, Place.TEXT);
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
                ? bounds.unquotedEnd(start, text.length(), Place.TEXT)
                : bounds.headerEnd(start, text.length()));
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
        colon
            ? bounds.headerEnd(from, text.length())
            : bounds.unquotedEnd(from, text.length(), Place.TEXT));
  }

  boolean isOneWordScheme(int from) {
    int to = Chars.skipAlphanumeric(text, from, "-");
    for (int i = 0; i < ONE_WORD_SCHEMES; i++) {
      String scheme = SCHEMES[i];
      if (scheme.length() == to - from && text.regionMatches(true, from, scheme, 0, to - from)) {
        return true;
      }
    }
    return false;
  }

  void cookie(SecretKey key, int from) {
    int limit = Math.min(text.length(), from + ValueBounds.NEAR);
    if ("([{".indexOf(text.charAt(from)) >= 0 || SecretKind.placeholderEnd(text, from) > 0) {
      if (text.charAt(from) != '<') {
        brackets.walk(key, from);
      }
      return;
    }
    for (int i = from; i < limit && text.charAt(i) > ' ' && ",(".indexOf(text.charAt(i)) < 0; i++) {
      if (text.charAt(i) == '=' && Chars.isWord(Chars.at(text, i - 1))) {
        int near = bounds.headerEnd(from, limit);
        if (i < near
            && !SecretValue.isMask(text, from, near)
            && !SecretValue.isCode(key, text, from, near, false)) {
          scan.replace(SecretKind.COOKIE, from, bounds.headerEnd(from, text.length()));
        }
        return;
      }
    }
  }
}
