package dev.eventfix.configuration;

/** What names of other systems may be made of: ASCII, whatever the locale. */
public final class AsciiNames {

  private AsciiNames() {}

  /**
   * True when all characters are letters, digits or among the signs; so also of an empty text.
   *
   * @param signs further characters that may stand in it
   */
  public static boolean isMadeOf(String text, String signs) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && signs.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
