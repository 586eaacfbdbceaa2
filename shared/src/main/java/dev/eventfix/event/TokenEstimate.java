package dev.eventfix.event;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a model's tokenizer makes of a text: an upper bound, from the bytes alone, for a
 * real tokenizer costs more at its first use than everything else here together. Tests hold it
 * against the o200k and cl100k tokenizers, over which it lies by half to three quarters on events.
 *
 * <p>Tokenizers split a text into runs (a word, up to three digits, punctuation, blanks) and each
 * run into the longest pieces they know, so each kind of run has a price of its own. Consonants in
 * a row make a word dearer: pieces of words are known, random letters are not.
 */
public final class TokenEstimate {

  private static final int LOWER = 0;
  private static final int UPPER = 1;
  private static final int DIGIT = 2;
  private static final int BLANK = 3;
  private static final int ASCII = 4;
  private static final int OTHER = 5;

  private TokenEstimate() {}

  /** An upper bound of the text's tokens. */
  public static int of(String text) {
    return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An upper bound of the tokens of the text that these bytes are in UTF-8. */
  static int ofUtf8(byte[] utf8) {
    int tokens = 0;
    int i = 0;
    while (i < utf8.length) {
      int start = i;
      int kind = kind(utf8[i]);
      int consonants = 0;
      do {
        if (kind == LOWER) {
          consonants = isVowel(utf8[i]) ? 0 : consonants + 1;
          if (consonants > 0 && consonants % 2 == 0) {
            tokens++;
          }
        }
        i++;
      } while (i < utf8.length && kind(utf8[i]) == kind);
      tokens += price(kind, i - start);
    }
    // What the runs' borders hide: a sixteenth covers it on everything that was measured.
    return tokens + tokens / 16 + 1;
  }

  private static int price(int kind, int length) {
    return switch (kind) {
      case LOWER -> (length + 4) / 5;
      case UPPER, ASCII -> (3 * length + 4) / 5;
      case DIGIT -> (length + 2) / 3;
      // One blank is part of the word behind it.
      case BLANK -> length == 1 ? 0 : 1 + length / 16;
      default -> length;
    };
  }

  private static int kind(byte b) {
    if (b >= 'a' && b <= 'z') {
      return LOWER;
    }
    if (b >= 'A' && b <= 'Z') {
      return UPPER;
    }
    if (b >= '0' && b <= '9') {
      return DIGIT;
    }
    if (b < 0) {
      return OTHER;
    }
    return b == ' ' ? BLANK : ASCII;
  }

  private static boolean isVowel(byte b) {
    return b == 'e' || b == 'a' || b == 'i' || b == 'o' || b == 'u' || b == 'y';
  }
}
