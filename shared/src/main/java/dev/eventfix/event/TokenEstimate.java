package dev.eventfix.event;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a model's tokenizer makes of a text: an upper bound, from the bytes alone, for a
 * real tokenizer costs more at its first use than everything else here together. Tests hold it
 * against the o200k and cl100k tokenizers, over which it lies by half to as much again on events.
 *
 * <p>Tokenizers split a text into runs (a word, digits, punctuation, blanks) and each run into the
 * longest pieces they know, so each kind of run has a price of its own. Pairs of consonants that
 * are rare in words, three vowels in a row and letters that go on repeating make a word dearer:
 * pieces of words are known, random letters are not.
 *
 * <p>Those of other vendors (Anthropic, Google, Meta, Mistral, Alibaba, DeepSeek, Cohere) stay
 * below one and a half times as much: measured on the published ones, for all texts of the tests.
 */
public final class TokenEstimate {

  private static final int LOWER = 0;
  private static final int UPPER = 1;
  private static final int ASCII = 2;
  private static final int DIGIT = 3;
  private static final int BLANK = 4;
  private static final int OTHER = 5;

  /** For each byte, what kind of run it is part of. */
  private static final byte[] KINDS = kinds();

  /** A bit for each letter that is one. */
  private static final int VOWELS =
      1 << ('a' - 'a')
          | 1 << ('e' - 'a')
          | 1 << ('i' - 'a')
          | 1 << ('o' - 'a')
          | 1 << ('u' - 'a')
          | 1 << ('y' - 'a');

  /**
   * How many characters words, names and JSON repeat: of a pattern of two or three that goes on,
   * the further ones have a price of their own. One mark that goes on, as in a ruler, is a known
   * piece.
   */
  private static final int FREE_REPEATS = 3;

  /** In a short text every letter may be a token, whatever the average is. */
  private static final int SLACK = 8;

  /** The pairs of consonants that are frequent in words and names. */
  private static final String FREQUENT_PAIRS =
      "thstntngndchshsslltrprctrsckrtnsrdncttplbrcrdrfrgrmpspscskslsmsnswffpprrmmnnccddggblclflgl"
          + "ldltlflmlsrnrmrkrlrgrcrvrprbftptphghwhwrxpxtkstsnknfnvmspsdsgsbswstpbj";

  /** For each letter, a bit for each letter that is not rare behind it. */
  private static final int[] FREQUENT_BEHIND = frequentBehind();

  private TokenEstimate() {}

  /** An upper bound of the text's tokens. */
  public static int of(String text) {
    return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An upper bound of the tokens of the text that these bytes are in UTF-8. */
  static int ofUtf8(byte[] utf8) {
    // What the runs' borders hide: a sixteenth covers it on everything that was measured.
    int tokens = sum(utf8);
    return tokens + tokens / 16 + SLACK;
  }

  /** The most that an estimate falls by when these bytes in UTF-8 are taken out of a text. */
  static int mostOfPart(byte[] utf8) {
    // Taken out of the middle of a run, they leave one that is dearer than it was by its end.
    int tokens = sum(utf8) + 3;
    return tokens + tokens / 16 + 1;
  }

  private static int sum(byte[] utf8) {
    int tokens = 0;
    int repeats = 0;
    int vowels = 0;
    int run = 0;
    int kind = -1;
    byte before = 0;
    byte second = 0;
    byte third = 0;
    for (byte b : utf8) {
      int next = KINDS[b & 255];
      if (next != kind) {
        tokens += run == 0 ? 0 : price(kind, run);
        // Words take the blank before them along, numbers do not.
        tokens += kind == BLANK && next == DIGIT ? 1 : 0;
        kind = next;
        run = 0;
        vowels = 0;
      }
      if (kind > ASCII || (b != second && b != third) || (kind == ASCII && b == before)) {
        repeats = 0;
      } else if (++repeats > FREE_REPEATS) {
        tokens++;
      }
      if (kind == LOWER) {
        int letter = b - 'a';
        vowels = (VOWELS >> letter & 1) == 0 ? 0 : vowels + 1;
        if (vowels > 2) {
          tokens += vowels & 1;
        } else if (run > 0 && (FREQUENT_BEHIND[before - 'a'] >> letter & 1) == 0) {
          tokens++;
        }
      }
      run++;
      third = second;
      second = before;
      before = b;
    }
    tokens += run == 0 ? 0 : price(kind, run);
    return tokens;
  }

  private static int[] frequentBehind() {
    int[] behind = new int[26];
    for (int i = 0; i < behind.length; i++) {
      // Rare are pairs of consonants only.
      behind[i] = (VOWELS >> i & 1) == 0 ? VOWELS : -1;
    }
    for (int i = 0; i < FREQUENT_PAIRS.length(); i += 2) {
      behind[FREQUENT_PAIRS.charAt(i) - 'a'] |= 1 << (FREQUENT_PAIRS.charAt(i + 1) - 'a');
    }
    return behind;
  }

  private static int price(int kind, int length) {
    return switch (kind) {
      case LOWER -> (length + 2) / 3;
      case UPPER -> (4 * length + 4) / 5;
      case ASCII -> (7 * length + 6) / 10;
      // One blank is part of the word behind it.
      case BLANK -> length == 1 ? 0 : 1 + length / 16;
      // Of digits, OpenAI's take up to three together, most others none.
      default -> length;
    };
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) kind((char) i);
    }
    return kinds;
  }

  private static int kind(char c) {
    if (Chars.isLower(c)) {
      return LOWER;
    }
    if (Chars.isUpper(c)) {
      return UPPER;
    }
    if (Chars.isDigit(c)) {
      return DIGIT;
    }
    boolean control = (c < ' ' && c != '\n' && c != '\t' && c != '\r') || c >= 127;
    if (control) {
      return OTHER;
    }
    return c == ' ' ? BLANK : ASCII;
  }
}
