package dev.eventfix.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What OpenAI's o200k makes of letters and signs beyond ASCII: the tokens of each by itself, and
 * which two and three letters stand together in its pieces of words. A test makes {@code
 * token-pieces} from the vocabulary, and compares. It is read when it is first asked for.
 */
final class TokenPieces {

  /** Code points whose tokens are written down, two bits for each. */
  static final int FIRST = 0x80;

  static final int END = 0x10000;

  /** Likewise: the emoji and other symbols. */
  static final int FIRST_SYMBOL = 0x1F000;

  static final int END_SYMBOL = 0x1FB00;

  /** One token, with the blank before it. */
  static final int WITH_BLANK = 0;

  /** One token, to which a blank before it adds one; two and three are themselves. */
  static final int ONE = 1;

  /** All others have at most as many tokens as bytes. */
  static final int OTHER = 4;

  /** Before this and behind the letters the tokens are those of o200k or cl100k, the more. */
  static final int END_OF_LATIN = 0x370;

  /** Letters from here on, ideograms among them, are not looked up together. */
  static final int END_OF_LETTERS = 0x2000;

  /** How many bits there are for letters that stand together. */
  private static final int PIECE_BITS = 18;

  static final int TOKENS_BYTES = (END - FIRST + END_SYMBOL - FIRST_SYMBOL) / 4;
  static final int BYTES = TOKENS_BYTES + (1 << (PIECE_BITS - 3));

  private static final byte[] DATA = read();

  private TokenPieces() {}

  private static byte[] read() {
    try (InputStream in = TokenPieces.class.getResourceAsStream("token-pieces")) {
      if (in == null) {
        throw new IllegalStateException("token-pieces is not in the package");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tokens of a code point beyond ASCII, or one of {@link #WITH_BLANK} and {@link #ONE}. */
  static int tokens(int codePoint) {
    int index = tokensIndex(codePoint);
    return index < 0 ? OTHER : (DATA[index >> 2] >> ((index & 3) * 2)) & 3;
  }

  /** Where a code point's bits are, or a negative number. */
  static int tokensIndex(int codePoint) {
    if (codePoint < END) {
      return codePoint - FIRST;
    }
    return codePoint >= FIRST_SYMBOL && codePoint < END_SYMBOL
        ? codePoint - FIRST_SYMBOL + END - FIRST
        : -1;
  }

  /** Whether the two most likely stand together in a piece. */
  static boolean has(int first, int second) {
    return has(0, first, second);
  }

  /** Whether the three do: of others, one of thirty is taken for one. */
  static boolean has(int first, int second, int third) {
    int hash = hash(first, second, third);
    return has(bit(hash)) && has(secondBit(hash));
  }

  private static boolean has(int bit) {
    return (DATA[TOKENS_BYTES + (bit >> 3)] & (1 << (bit & 7))) != 0;
  }

  static int hash(int first, int second, int third) {
    return (first * 0x01000193 + second) * 0x0010FFEF + third;
  }

  static int bit(int hash) {
    return (hash * 0x9E3779B1) >>> (32 - PIECE_BITS);
  }

  static int secondBit(int hash) {
    return (hash * 0x85EBCA6B) >>> (32 - PIECE_BITS);
  }

  /** Whether it is a mark on the letter before it. */
  static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.COMBINING_SPACING_MARK || type == Character.NON_SPACING_MARK;
  }
}
