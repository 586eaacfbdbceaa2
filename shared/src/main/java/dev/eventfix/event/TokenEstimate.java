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
 * below {@link #OTHER_VENDORS_PERCENT} percent of it: measured on the published ones, for all texts
 * of the tests.
 */
public final class TokenEstimate {

  private static final int LOWER = 0;
  private static final int UPPER = 1;
  private static final int DIGIT = 2;
  private static final int BLANK = 3;
  private static final int ASCII = 4;
  private static final int OTHER = 5;

  /** What an estimate has to be raised to for a tokenizer that is not OpenAI's. */
  static final int OTHER_VENDORS_PERCENT = 150;

  /** How many characters words, names and JSON repeat. */
  private static final int FREE_REPEATS = 3;

  /** In a short text every letter may be a token, whatever the average is. */
  private static final int SLACK = 8;

  /** The pairs of consonants that are frequent in words and names. */
  private static final String FREQUENT_PAIRS =
      "thstntngndchshsslltrprctrsckrtnsrdncttplbrcrdrfrgrmpspscskslsmsnswffpprrmmnnccddggblclflgl"
          + "ldltlflmlsrnrmrkrlrgrcrvrprbftptphghwhwrxpxtkstsnknfnvmspsdsgsbswstpbj";

  /** For each letter, a bit for each letter that is frequent behind it. */
  private static final int[] FREQUENT_BEHIND = frequentBehind();

  private TokenEstimate() {}

  /** An upper bound of the text's tokens. */
  public static int of(String text) {
    return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An upper bound of the tokens of the text that these bytes are in UTF-8. */
  static int ofUtf8(byte[] utf8) {
    int tokens = 0;
    int repeats = 0;
    int i = 0;
    while (i < utf8.length) {
      int start = i;
      int kind = kind(utf8[i]);
      int vowels = 0;
      do {
        repeats = i > 2 && isRepeated(utf8, i, kind) ? repeats + 1 : 0;
        if (repeats > FREE_REPEATS) {
          tokens++;
        }
        if (kind == LOWER) {
          vowels = isVowel(utf8[i]) ? vowels + 1 : 0;
          if (vowels > 2 ? vowels % 2 == 1 : i > start && isRarePair(utf8[i - 1], utf8[i])) {
            tokens++;
          }
        }
        i++;
      } while (i < utf8.length && kind(utf8[i]) == kind);
      tokens += price(kind, i - start);
      if (kind == BLANK && i < utf8.length && kind(utf8[i]) == DIGIT) {
        // Words take the blank before them along, numbers do not.
        tokens++;
      }
    }
    // What the runs' borders hide: a sixteenth covers it on everything that was measured.
    return tokens + tokens / 16 + SLACK;
  }

  private static int[] frequentBehind() {
    int[] behind = new int[26];
    for (int i = 0; i < FREQUENT_PAIRS.length(); i += 2) {
      behind[FREQUENT_PAIRS.charAt(i) - 'a'] |= 1 << (FREQUENT_PAIRS.charAt(i + 1) - 'a');
    }
    return behind;
  }

  /**
   * Whether a pattern of two or three characters goes on; one mark or blank that goes on, as in a
   * ruler or an indentation, is a known piece, and some have the full price anyway.
   */
  private static boolean isRepeated(byte[] utf8, int i, int kind) {
    return switch (kind) {
      case LOWER, UPPER -> utf8[i] == utf8[i - 2] || utf8[i] == utf8[i - 3];
      case ASCII ->
          utf8[i] != utf8[i - 1] && (utf8[i] == utf8[i - 2] || utf8[i] == utf8[i - 3]);
      default -> false;
    };
  }

  private static boolean isRarePair(byte first, byte second) {
    return !isVowel(first)
        && !isVowel(second)
        && (FREQUENT_BEHIND[first - 'a'] >> (second - 'a') & 1) == 0;
  }

  private static int price(int kind, int length) {
    return switch (kind) {
      case LOWER -> (length + 2) / 3;
      case UPPER -> (4 * length + 4) / 5;
      case ASCII -> (7 * length + 6) / 10;
      // OpenAI's take up to three together, most others none.
      case DIGIT -> length;
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
    boolean control = (b < ' ' && b != '\n' && b != '\t' && b != '\r') || b == 127;
    if (b < 0 || control) {
      return OTHER;
    }
    return b == ' ' ? BLANK : ASCII;
  }

  private static boolean isVowel(byte b) {
    return b == 'e' || b == 'a' || b == 'i' || b == 'o' || b == 'u' || b == 'y';
  }
}
