package dev.eventfix.event;

/** Literals that code falls back to: {@code getenv("TOKEN", "...")}, {@code secret || "..."}. */
final class Fallbacks {

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

  private final SecretScanner scan;
  private final String text;
  private final ValueBounds bounds;
  private final Evidence evidence;

  Fallbacks(SecretScanner scan, String text, ValueBounds bounds, Evidence evidence) {
    this.scan = scan;
    this.text = text;
    this.bounds = bounds;
    this.evidence = evidence;
  }

  /** What code falls back to: {@code getenv("TOKEN", "...")}, {@code config.secret || "..."}. */
  void replace(SecretKey key, int from) {
    int limit = Math.min(text.length(), from + ValueBounds.NEAR);
    int depth = 0;
    boolean question = false;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (Chars.isQuote(c)) {
        int end = bounds.nearEnd(i + 1, c, 0);
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
    if (bounds.hasBlank(from, to) || evidence.stays(key, from, to)) {
      return false;
    }
    for (String technical : TECHNICAL) {
      if (text.regionMatches(true, from, technical, 0, technical.length())) {
        return false;
      }
    }
    return key.strength() == SecretKey.Strength.STRONG
        ? !argument || to - from >= 6
        : evidence.isEvidence(key, from, to);
  }
}
