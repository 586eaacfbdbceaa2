package dev.eventfix.event;

import java.util.Arrays;

/** Secrets that are known by their own look. Every method gives the index after it, or -1. */
final class KnownTokens {

  /** A shorter part is no part of a JSON Web Token. */
  private static final int MIN_JWT_PART = 10;

  /** Unbroken characters that a key has and a hyphenated name has not. */
  private static final int MIN_UNBROKEN = 16;

  /** Longest label of a PEM block, in characters. */
  private static final int MAX_PEM_LABEL = 64;

  /** Hex digits of a Twilio identifier or authentication token. */
  private static final int TWILIO_HEX = 32;

  /** What may stand between a Twilio account's identifier and its authentication token. */
  private static final int MAX_TWILIO_GAP = 5;

  /** Characters of base64 of a key of 64 bytes before its two equals signs. */
  private static final int AZURE_BASE64 = 86;

  private static final String PEM_DASHES = "-----";
  private static final String SLACK_HOOKS = "hooks.slack.com/";

  /** One provider's documented format: the prefix, then a run of letters, digits and others. */
  record Format(SecretKind kind, String prefix, int minLength, String others) {

    int end(String text, int start, int floor) {
      if (!text.startsWith(prefix, start)
          || !Chars.startsRun(text, start, others.contains("_") ? others : "_" + others, floor)) {
        return -1;
      }
      int from = start + prefix.length();
      int end = Chars.skipAlphanumeric(text, from, others);
      // A full stop that ends a sentence.
      while (end > from && text.charAt(end - 1) == '.') {
        end--;
      }
      if (end - from < minLength) {
        return -1;
      }
      if (kind == SecretKind.AWS_KEY) {
        return end - from == minLength && isUpperOrDigits(text, from, end) ? end : -1;
      }
      if (kind == SecretKind.TWILIO_KEY) {
        return end - from == minLength && isHex(text, from, end) ? end : -1;
      }
      if (kind == SecretKind.SENDGRID_KEY) {
        return text.indexOf('.', from, end) > from ? end : -1;
      }
      if (kind == SecretKind.OPENAI_KEY || kind == SecretKind.ANTHROPIC_KEY) {
        return Chars.hasDigit(text, from, end) && hasUnbroken(text, from, end) ? end : -1;
      }
      return end;
    }

    private static boolean isHex(String text, int from, int to) {
      for (int i = from; i < to; i++) {
        if (!Chars.isHex(text.charAt(i))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isUpperOrDigits(String text, int from, int to) {
      for (int i = from; i < to; i++) {
        if (Chars.isLower(text.charAt(i))) {
          return false;
        }
      }
      return true;
    }

    private static boolean hasUnbroken(String text, int from, int to) {
      int length = 0;
      for (int i = from; i < to; i++) {
        length = Chars.isAlphanumeric(text.charAt(i)) ? length + 1 : 0;
        if (length == MIN_UNBROKEN) {
          return true;
        }
      }
      return false;
    }
  }

  private static final Format[] FORMATS = {
    new Format(SecretKind.AWS_KEY, "AKIA", 16, ""),
    new Format(SecretKind.AWS_KEY, "ASIA", 16, ""),
    new Format(SecretKind.AWS_KEY, "ABIA", 16, ""),
    new Format(SecretKind.AWS_KEY, "ACCA", 16, ""),
    new Format(SecretKind.GITHUB_TOKEN, "ghp_", 36, "_"),
    new Format(SecretKind.GITHUB_TOKEN, "gho_", 36, "_"),
    new Format(SecretKind.GITHUB_TOKEN, "ghu_", 36, "_"),
    new Format(SecretKind.GITHUB_TOKEN, "ghs_", 36, "_-."),
    new Format(SecretKind.GITHUB_TOKEN, "ghr_", 36, "_"),
    new Format(SecretKind.GITHUB_TOKEN, "github_pat_", 36, "_"),
    new Format(SecretKind.SLACK_TOKEN, "xoxa-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxb-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxc-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxd-", 10, "-%/+="),
    new Format(SecretKind.SLACK_TOKEN, "xoxe-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxe.xox", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxo-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxp-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxr-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xoxs-", 10, "-"),
    new Format(SecretKind.SLACK_TOKEN, "xapp-", 10, "-"),
    new Format(SecretKind.STRIPE_KEY, "sk_live_", 16, ""),
    new Format(SecretKind.STRIPE_KEY, "sk_test_", 16, ""),
    new Format(SecretKind.STRIPE_KEY, "rk_live_", 16, ""),
    new Format(SecretKind.STRIPE_KEY, "rk_test_", 16, ""),
    new Format(SecretKind.STRIPE_KEY, "whsec_", 16, "+/="),
    new Format(SecretKind.GOOGLE_KEY, "AIza", 35, "_-"),
    new Format(SecretKind.GOOGLE_KEY, "GOCSPX-", 20, "_-"),
    new Format(SecretKind.GOOGLE_KEY, "ya29.", 20, "_-."),
    // Before OpenAI's, whose prefix its own begins with.
    new Format(SecretKind.ANTHROPIC_KEY, "sk-ant-", 20, "_-"),
    new Format(SecretKind.OPENAI_KEY, "sk-", 20, "_-"),
    new Format(SecretKind.GITLAB_TOKEN, "glpat-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "gloas-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "gldt-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glrt-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glrtr-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glcbt-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glptt-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glft-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glimt-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glagent-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glwt-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glsoat-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "glffct-", 16, "_-."),
    new Format(SecretKind.GITLAB_TOKEN, "GR1348941", 20, "_-"),
    new Format(SecretKind.NPM_TOKEN, "npm_", 36, ""),
    new Format(SecretKind.PYPI_TOKEN, "pypi-AgE", 50, "_-"),
    new Format(SecretKind.TWILIO_KEY, "AC", TWILIO_HEX, ""),
    new Format(SecretKind.TWILIO_KEY, "SK", TWILIO_HEX, ""),
    new Format(SecretKind.SENDGRID_KEY, "SG.", 50, "_-."),
  };

  private static final Format[][] BY_FIRST_CHARACTER = byFirstCharacter();

  private KnownTokens() {}

  private static Format[][] byFirstCharacter() {
    Format[][] table = new Format['z' + 1][0];
    for (Format format : FORMATS) {
      char first = format.prefix.charAt(0);
      table[first] = Arrays.copyOf(table[first], table[first].length + 1);
      table[first][table[first].length - 1] = format;
    }
    return table;
  }

  /** The formats of tokens that begin with that ASCII letter; not to be changed. */
  static Format[] startingWith(char first) {
    return BY_FIRST_CHARACTER[first];
  }

  /**
   * Where the authentication token starts that stands behind a Twilio account's identifier, as the
   * next argument or behind a colon; -1 when none does.
   */
  static int twilioTokenStart(String text, int accountEnd) {
    int start = accountEnd;
    while (start < accountEnd + MAX_TWILIO_GAP && "\"', :".indexOf(Chars.at(text, start)) >= 0) {
      start++;
    }
    int end = Chars.skipAlphanumeric(text, start, "_");
    return start > accountEnd && end - start == TWILIO_HEX && Format.isHex(text, start, end)
        ? start
        : -1;
  }

  /**
   * Where the key of 64 bytes in base64 starts whose two equals signs are at {@code at}, or -1.
   * Integrity hashes ({@code sha512-...}) have the same form.
   */
  static int azureKeyStart(String text, int at, int floor) {
    int start = at - AZURE_BASE64;
    // A slash before it may be that of a path.
    if (start < floor || !Chars.startsRun(text, start, "+", floor)) {
      return -1;
    }
    for (int i = start; i < at; i++) {
      if (!isBase64(text.charAt(i))) {
        return -1;
      }
    }
    return start - floor >= 7 && text.regionMatches(true, start - 7, "sha512", 0, 6) ? -1 : start;
  }

  private static boolean isBase64(char c) {
    return Chars.isAlphanumeric(c) || c == '+' || c == '/';
  }

  /** A JSON Web Token: two parts of JSON, or the three parts of RFC 7519 and more of RFC 7516. */
  static int jwtEnd(String text, int start, int floor) {
    if (!text.startsWith("eyJ", start) || !Chars.startsRun(text, start, "_-", floor)) {
      return -1;
    }
    int parts = 0;
    int from = start;
    int end;
    do {
      end = Chars.skipAlphanumeric(text, from, "_-");
      if (parts < 2 && end - from < MIN_JWT_PART) {
        return -1;
      }
      parts++;
      from = end + 1;
    } while (Chars.at(text, end) == '.' && isTokenCharacter(Chars.at(text, from)));
    boolean jsonTwice = parts >= 2 && text.startsWith("eyJ", text.indexOf('.', start) + 1);
    return jsonTwice || parts >= 3 ? end : -1;
  }

  private static boolean isTokenCharacter(char c) {
    return Chars.isWord(c) || c == '-';
  }

  /** Where the secret part of a Slack webhook's address starts, or -1. */
  static int slackHookStart(String text, int start) {
    if (!text.startsWith(SLACK_HOOKS, start)) {
      return -1;
    }
    int kind = start + SLACK_HOOKS.length();
    int slash = Chars.skipAlphanumeric(text, kind, "");
    return slash > kind && Chars.at(text, slash) == '/' ? slash + 1 : -1;
  }

  /**
   * A PEM block (RFC 7468) of a private key, also percent-encoded; one that is cut off reaches to
   * the text's end.
   */
  static int privateKeyEnd(String text, int start) {
    if (!text.startsWith("-----BEGIN", start)) {
      return -1;
    }
    int label = start + "-----BEGIN".length();
    int labelEnd = label;
    while (labelEnd - label < MAX_PEM_LABEL && isLabel(Chars.at(text, labelEnd))) {
      labelEnd++;
    }
    if (!isPrivate(text.substring(label, labelEnd)) || !text.startsWith(PEM_DASHES, labelEnd)) {
      return -1;
    }
    int footer = text.indexOf("-----END", labelEnd + PEM_DASHES.length());
    if (footer < 0) {
      return text.length();
    }
    int end = footer + "-----END".length();
    while (end < text.length() && isLabel(text.charAt(end))) {
      end++;
    }
    return text.startsWith(PEM_DASHES, end) ? end + PEM_DASHES.length() : end;
  }

  private static boolean isPrivate(String label) {
    return label.contains("PRIVATE KEY")
        || label.contains("PRIVATE%20KEY")
        || label.contains("PRIVATE+KEY");
  }

  private static boolean isLabel(char c) {
    return Chars.isUpper(c) || Chars.isDigit(c) || c == ' ' || c == '+' || c == '%';
  }
}
