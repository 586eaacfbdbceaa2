package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/** What a placeholder stands for: {@code <kind:N>}. */
enum SecretKind {
  PASSWORD("password"),
  URL_CREDENTIALS("url_credentials"),
  AUTHORIZATION("authorization"),
  COOKIE("cookie"),
  SESSION_ID("session_id"),
  AWS_KEY("aws_key"),
  GITHUB_TOKEN("github_token"),
  SLACK_TOKEN("slack_token"),
  STRIPE_KEY("stripe_key"),
  GOOGLE_KEY("google_key"),
  OPENAI_KEY("openai_key"),
  ANTHROPIC_KEY("anthropic_key"),
  GITLAB_TOKEN("gitlab_token"),
  NPM_TOKEN("npm_token"),
  PYPI_TOKEN("pypi_token"),
  TWILIO_KEY("twilio_key"),
  SENDGRID_KEY("sendgrid_key"),
  AZURE_KEY("azure_key"),
  /** Of the many providers that have no kind of their own. */
  API_KEY("api_key"),
  JWT("jwt"),
  PRIVATE_KEY("private_key"),
  EMAIL("email"),
  IP("ip"),
  MAC("mac"),
  CARD("card"),
  IBAN("iban"),
  SSN("ssn"),
  PHONE("phone"),
  USER_PATH("user"),
  /** What stands under keys or matches patterns of the operator's own. */
  CUSTOM("custom");

  /** No placeholder is longer, in characters. */
  static final int MAX_PLACEHOLDER = 32;

  private static final int MAX_DIGITS = 9;
  private static final SecretKind[] ALL = values();

  private final String placeholderName;

  SecretKind(String placeholderName) {
    this.placeholderName = placeholderName;
  }

  String placeholderName() {
    return placeholderName;
  }

  /** The built-in kind of that name, or null when there is none. */
  static @Nullable SecretKind builtIn(String name) {
    for (SecretKind kind : ALL) {
      if (kind != CUSTOM && kind.placeholderName.equals(name)) {
        return kind;
      }
    }
    return null;
  }

  String placeholder(int number) {
    return "<" + placeholderName + ":" + number + ">";
  }

  /** The index after the placeholder that starts at {@code start}, or -1 when none does. */
  static int placeholderEnd(String text, int start) {
    if (start >= text.length() || text.charAt(start) != '<') {
      return -1;
    }
    int limit = Math.min(text.length(), start + MAX_PLACEHOLDER);
    int colon = start + 1;
    while (colon < limit && isNamePart(text.charAt(colon))) {
      colon++;
    }
    int end = colon + 1;
    while (end <= colon + MAX_DIGITS && Chars.isDigit(text, end)) {
      end++;
    }
    // Asked before the names are: texts can be full of brackets.
    if (Chars.at(text, colon) != ':' || end == colon + 1 || Chars.at(text, end) != '>') {
      return -1;
    }
    for (SecretKind kind : ALL) {
      int length = kind.placeholderName.length();
      if (length == colon - start - 1 && text.startsWith(kind.placeholderName, start + 1)) {
        return end + 1;
      }
    }
    return -1;
  }

  private static boolean isNamePart(char c) {
    return Chars.isLower(c) || c == '_';
  }

  /** Whether a placeholder starts in the range. */
  static boolean anyPlaceholder(String text, int from, int to) {
    int start = text.indexOf('<', from, to);
    while (start >= 0) {
      if (placeholderEnd(text, start) > 0) {
        return true;
      }
      start = text.indexOf('<', start + 1, to);
    }
    return false;
  }
}
