package dev.eventfix.event;

/**
 * The first two characters of words, all of them ASCII: most words are known to be none by them.
 */
final class Starts {

  /** Two for each first character: a bit for each second one. */
  private final long[] bits = new long[256];

  void add(String word) {
    char second = word.charAt(1);
    bits[2 * word.charAt(0) + (second >> 6)] |= 1L << second;
  }

  /** Whether some word begins as the text does at the index, where an ASCII character is. */
  boolean has(String text, int at) {
    char second = Chars.at(text, at + 1);
    return second < 128 && (bits[2 * text.charAt(at) + (second >> 6)] >>> second & 1) != 0;
  }
}
