package dev.eventfix.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a model's tokenizer makes of a text: an upper bound, from the bytes alone, for a
 * real tokenizer costs more at its first use than everything else here together. Tests hold it
 * against o200k, over which it lies by a half to as much again on events and on running text.
 *
 * <p>Tokenizers split a text into runs (a word, digits, punctuation, blanks) and each run into the
 * longest pieces they know, so each kind of run has a price of its own. A {@linkplain KnownWords
 * known word} is one token. In other words three letters are cheap that often stand together, and
 * dear when they do not, or go on repeating: pieces of words are known, random letters are not.
 *
 * <p>Beyond ASCII each letter or sign has {@linkplain TokenPieces the tokens that it has by
 * itself}, less where it and those before it stand together in pieces of words.
 *
 * <p>It is an upper bound for cl100k too where letters are Latin, Chinese or Japanese. Of other
 * letters cl100k, and other vendors' tokenizers, make more.
 */
public final class TokenEstimate {

  private static final int LOWER = 0;
  private static final int UPPER = 1;
  private static final int ASCII = 2;
  private static final int DIGIT = 3;
  private static final int BLANK = 4;
  private static final int CONTROL = 5;
  private static final int WIDE = 6;

  /** For each byte, what kind of run it is part of. */
  private static final byte[] KINDS = kinds();

  /**
   * How many characters words, names and JSON repeat: of a pattern of two or three that goes on,
   * the further ones have a price of their own. One mark that goes on, as in a ruler, is a known
   * piece.
   */
  private static final int FREE_REPEATS = 3;

  /** In a short text every letter may be a token, whatever the average is. */
  private static final int SLACK = 8;

  /** Prices are in parts of a token. */
  private static final int TOKEN = 20;

  /** Of the second letter of a word that is not known. */
  private static final int SECOND_OF_WORD = 10;

  /** Of a further letter that often stands in pieces together with the two before it. */
  private static final int FREQUENT = 5;

  /** Of one that seldom does, and of each behind {@link #LONG_WORD} letters. */
  private static final int RARE = 16;

  /** What goes on for longer is no word: it may be syllables by chance. */
  private static final int LONG_WORD = 16;

  /** Of a letter that stands in pieces together with the one before it. */
  private static final int SECOND_LETTER = 12;

  /** Of one that stands in pieces together with the two before it. */
  private static final int THIRD_LETTER = 7;

  /**
   * Among how many letters beyond ASCII, the last ones, one is looked for that goes round: a few
   * random letters that happen to be cheap must not be so each time. Words and sentences that are
   * said again are longer, or stand there no third time.
   */
  private static final int ROUND = 32;

  /** How many letters may go round before they are no longer cheap. */
  private static final int FREE_ROUND = 8;

  private final byte[] utf8;

  /** Where the run begins that is priced next. */
  private int at;

  private long parts;

  /** How many characters in a row were the same as one that stood two or three before. */
  private int repeats;

  /** The last letters beyond ASCII, each with the two before it; null before the first one. */
  private int @Nullable [] last;

  private int seen;

  /** How many letters in a row stood among the last ones. */
  private int round;

  private TokenEstimate(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** An upper bound of the text's tokens. */
  public static int of(String text) {
    return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An upper bound of the tokens of the text that these bytes are in UTF-8. */
  static int ofUtf8(byte[] utf8) {
    // What the runs' borders hide: a sixteenth covers it on everything that was measured.
    int tokens = new TokenEstimate(utf8).sum();
    return tokens + tokens / 16 + SLACK;
  }

  /** The most that an estimate falls by when these bytes in UTF-8 are taken out of a text. */
  static int mostOfPart(byte[] utf8) {
    // Taken out of the middle of a run, they leave one that is dearer than it was by its end.
    int tokens = new TokenEstimate(utf8).sum() + 3;
    return tokens + tokens / 16 + 1;
  }

  private int sum() {
    int before = -1;
    while (at < utf8.length) {
      int kind = KINDS[utf8[at] & 255];
      int from = at;
      switch (kind) {
        case LOWER -> word(before);
        case UPPER -> {
          repeatable(UPPER);
          // The last capital is the first letter of a word that goes on.
          boolean wordFollows = at < utf8.length && KINDS[utf8[at] & 255] == LOWER;
          parts += price(UPPER, at - from - (wordFollows ? 1 : 0));
        }
        case ASCII -> {
          repeatable(ASCII);
          parts += price(ASCII, at - from);
        }
        case WIDE -> wide();
        default -> {
          repeats = 0;
          skip(kind);
          // Words take the blank before them along, numbers do not.
          parts += kind == DIGIT && before == BLANK ? TOKEN : 0;
          parts += price(kind, at - from);
        }
      }
      before = kind;
    }
    return (int) ((parts + TOKEN - 1) / TOKEN);
  }

  private void skip(int kind) {
    int i = at + 1;
    while (i < utf8.length && KINDS[utf8[i] & 255] == kind) {
      i++;
    }
    at = i;
  }

  /** Goes to the run's end. Of what goes on repeating each character is a token besides. */
  private void repeatable(int kind) {
    int i = at;
    do {
      byte b = utf8[i];
      if (i < 3 || (b != utf8[i - 2] && b != utf8[i - 3]) || (kind == ASCII && b == utf8[i - 1])) {
        repeats = 0;
      } else if (++repeats > FREE_REPEATS) {
        parts += TOKEN;
      }
      i++;
    } while (i < utf8.length && KINDS[utf8[i] & 255] == kind);
    at = i;
  }

  /** Small letters, the first of which may stand behind a capital that is the word's first. */
  private void word(int before) {
    int start = before == UPPER ? at - 1 : at;
    int end = at;
    do {
      end++;
    } while (end < utf8.length && KINDS[utf8[end] & 255] == LOWER);
    if (end - start == 1 && before == WIDE) {
      // What goes on repeating may do so with this letter between.
      parts += TOKEN;
    } else if (before != WIDE && KnownWords.has(utf8, start, end)) {
      repeats = 0;
      parts += TOKEN;
    } else {
      letters(start, end);
    }
    at = end;
  }

  /** The price of a word that is not known, letter by letter. */
  private void letters(int start, int end) {
    int three = (utf8[start] | 32) - 'a';
    long price = TOKEN;
    for (int i = at; i < end; i++) {
      byte b = utf8[i];
      if (i > start) {
        three = KnownWords.three(three, b - 'a');
        price +=
            i == start + 1
                ? SECOND_OF_WORD
                : i - start < LONG_WORD && KnownWords.isFrequent(three) ? FREQUENT : RARE;
      }
      if (i < 3 || (b != utf8[i - 2] && b != utf8[i - 3])) {
        repeats = 0;
      } else if (++repeats > FREE_REPEATS) {
        price += TOKEN;
      }
    }
    parts += price;
  }

  /** Characters beyond ASCII; a small letter behind them can be cheaper for it. */
  private void wide() {
    int from = at;
    int second = letterAt(from - 1);
    int first = second == 0 ? 0 : letterAt(from - 2);
    int third = 0;
    int fourth = 0;
    skip(WIDE);
    // What goes on repeating may do so with other characters between.
    byte last = utf8[at - 1];
    boolean repeated = from > 1 && (last == utf8[from - 2] || (from > 2 && last == utf8[from - 3]));
    repeats = repeated ? repeats + 1 : 0;
    int i = from;
    while (i < at) {
      int lead = utf8[i] & 255;
      int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if (lead < 0xC0 || i + length > at) {
        // It is no UTF-8: each byte is a token.
        parts += TOKEN;
        i++;
        continue;
      }
      int c = lead & (0x7F >> length);
      for (int k = 1; k < length; k++) {
        c = (c << 6) | (utf8[i + k] & 0x3F);
      }
      if (i > from) {
        boolean again = c == second || c == first || c == third || c == fourth;
        repeats = again ? repeats + 1 : 0;
      }
      int tokens = TokenPieces.tokens(c);
      if (tokens > TokenPieces.ONE) {
        parts += (long) tokens * TOKEN;
      } else {
        boolean goesRound = goesRound(TokenPieces.hash(first, second, c));
        parts += goesRound || repeats > FREE_REPEATS ? TOKEN : letter(first, second, c);
      }
      if (i == from && i > 0 && utf8[i - 1] == ' ' && tokens != TokenPieces.WITH_BLANK) {
        // The blank is no part of it, and may take a mark's first byte away from it.
        parts += TokenPieces.isMark(c) ? 2 * TOKEN : TOKEN;
      }
      fourth = third;
      third = first;
      first = second;
      second = c;
      i += length;
    }
    if (repeats <= FREE_REPEATS
        && round <= FREE_ROUND
        && at < utf8.length
        && KINDS[utf8[at] & 255] == LOWER) {
      parts -= TOKEN - letter(first, second, utf8[at]);
    }
  }

  /** Whether the letter, with those before it, goes on with what has stood there just before. */
  private boolean goesRound(int hash) {
    if (last == null) {
      last = new int[ROUND];
    }
    boolean again = false;
    for (int one : last) {
      again |= one == hash;
    }
    last[seen++ % ROUND] = hash;
    round = again ? round + 1 : 0;
    return round > FREE_ROUND;
  }

  /** The ASCII letter there, or 0. */
  private int letterAt(int index) {
    return index >= 0 && KINDS[utf8[index] & 255] <= UPPER ? utf8[index] : 0;
  }

  /** The price of a letter behind two others; 0 stands for none. */
  private static int letter(int first, int second, int letter) {
    if (second == 0
        || second >= TokenPieces.END_OF_LETTERS
        || letter >= TokenPieces.END_OF_LETTERS) {
      return TOKEN;
    }
    if (first != 0 && TokenPieces.has(first, second, letter)) {
      return THIRD_LETTER;
    }
    return TokenPieces.has(second, letter) ? SECOND_LETTER : TOKEN;
  }

  private static int price(int kind, int length) {
    return TOKEN
        * switch (kind) {
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
    if (c > 127) {
      return WIDE;
    }
    boolean control = (c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 127;
    if (control) {
      return CONTROL;
    }
    return c == ' ' ? BLANK : ASCII;
  }
}
