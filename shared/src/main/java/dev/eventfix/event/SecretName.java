package dev.eventfix.event;

/** Values that name where a secret is kept, and are none themselves. */
final class SecretName {

  private SecretName() {}

  /** Whether the range is an ARN or the path of a file. */
  static boolean is(String text, int from, int to) {
    if (text.startsWith("arn:", from)) {
      return true;
    }
    return Chars.at(text, from) == '/' && text.indexOf('/', from + 1, to) > 0;
  }
}
