package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds what is known of words and letters against the vocabularies. */
class TokenPiecesTest {

  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private static final Encoding CL100K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  private static final int PIECES_WITH_FREQUENT_THREE = 20;

  /** In so many pieces three letters beyond ASCII must stand together. */
  private static final int PIECES_WITH_THREE = 2;

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (int length = KnownWords.SHORTEST; length <= KnownWords.LONGEST; length++) {
      words.addAll(List.of(KnownWords.ofLength(length).strip().split("\\s")));
    }
    return words;
  }

  private static boolean isKnown(String word) {
    byte[] text = ("a " + word + "b").getBytes(StandardCharsets.US_ASCII);
    return KnownWords.has(text, 2, text.length - 1);
  }

  @Test
  void knownWordsAreOneTokenHoweverTheyAreSpelled() {
    assertThat(words())
        .hasSizeGreaterThan(2_500)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    for (String word : words()) {
      assertThat(word).matches("[a-z]+");
      assertThat(word.length()).isBetween(KnownWords.SHORTEST, KnownWords.LONGEST);
      assertThat(isKnown(word)).as(word).isTrue();
      String capital = Character.toUpperCase(word.charAt(0)) + word.substring(1);
      for (String spelled : List.of(word, " " + word, capital, " " + capital)) {
        for (Encoding tokenizer : List.of(O200K, CL100K)) {
          assertThat(tokenizer.countTokensOrdinary(spelled)).as(spelled).isOne();
        }
      }
    }
  }

  @Test
  void otherWordsAreNotKnown() {
    Random random = new Random(4_711);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder word = new StringBuilder();
      for (int letters = 2 + random.nextInt(15); letters > 0; letters--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      assertThat(isKnown(word.toString()))
          .as(word.toString())
          .isEqualTo(words().contains(word.toString()));
    }
  }

  @Test
  void threeLettersAreFrequentThatStandTogetherInManyPieces() throws IOException {
    int[] pieces = new int[26 * 26 * 26];
    for (String token : vocabulary()) {
      String word = token.strip().toLowerCase(Locale.ROOT);
      if (isAsciiWord(word)) {
        int three = 0;
        for (int i = 0; i < word.length(); i++) {
          three = KnownWords.three(three, word.charAt(i) - 'a');
          pieces[three] += i < 2 ? 0 : 1;
        }
      }
    }
    char[] threes = new char[pieces.length / 4];
    Arrays.fill(threes, 'a');
    for (int i = 0; i < pieces.length; i++) {
      if (pieces[i] >= PIECES_WITH_FREQUENT_THREE) {
        threes[i >> 2] = (char) ('a' + ((threes[i >> 2] - 'a') | (1 << (i & 3))));
      }
    }

    assertThat(KnownWords.THREES).isEqualTo(new String(threes));
  }

  private static boolean isAsciiWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Chars.isLower(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** When the rules above change, what this writes becomes the resource. */
  @Test
  void theResourceIsWhatTheVocabularySays() throws IOException {
    byte[] expected = new byte[TokenPieces.BYTES];
    putTokens(expected);
    putPieces(expected);
    Path made = Files.createDirectories(Path.of("target")).resolve("token-pieces");
    Files.write(made, expected);

    try (InputStream in = TokenPieces.class.getResourceAsStream("token-pieces")) {
      assertThat(Objects.requireNonNull(in).readAllBytes())
          .as("as %s", made.toAbsolutePath())
          .isEqualTo(expected);
    }
  }

  private static void putTokens(byte[] bytes) {
    for (int c = TokenPieces.FIRST; c < TokenPieces.END_SYMBOL; c++) {
      int index = TokenPieces.tokensIndex(c);
      if (index < 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        continue;
      }
      String text = Character.toString(c);
      int tokens = O200K.countTokensOrdinary(text);
      boolean hangul = Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
      if (c < TokenPieces.END_OF_LATIN || (c >= TokenPieces.END_OF_LETTERS && !hangul)) {
        tokens = Math.max(tokens, CL100K.countTokensOrdinary(text));
      }
      int withBlank = O200K.countTokensOrdinary(" " + text);
      int bits = tokens == 1 && withBlank == 1 ? TokenPieces.WITH_BLANK : tokens;
      if (!TokenPieces.isMark(c)) {
        bits = Math.max(bits, withBlank - 1);
      }
      assertThat(bits).as("U+%04X", c).isBetween(0, 3);
      bytes[index >> 2] |= (byte) (bits << ((index & 3) * 2));
    }
  }

  private static void putPieces(byte[] bytes) throws IOException {
    Map<String, Integer> threes = new HashMap<>();
    for (String token : vocabulary()) {
      int[] letters = token.strip().codePoints().toArray();
      if (letters.length == 2 && areLetters(letters)) {
        put(bytes, TokenPieces.hash(0, letters[0], letters[1]));
      }
      for (int i = 0; i + 3 <= letters.length; i++) {
        if (areLetters(Arrays.copyOfRange(letters, i, i + 3))) {
          threes.merge(new String(letters, i, 3), 1, Integer::sum);
        }
      }
    }
    threes.forEach(
        (three, pieces) -> {
          if (pieces >= PIECES_WITH_THREE) {
            int[] letters = three.codePoints().toArray();
            put(bytes, TokenPieces.hash(letters[0], letters[1], letters[2]));
          }
        });
  }

  /** Whether one of them is beyond ASCII; two accents in a row cl100k splits into more. */
  private static boolean areLetters(int[] letters) {
    boolean beyondAscii = false;
    for (int letter : letters) {
      if (letter >= TokenPieces.END_OF_LETTERS
          || (letter < TokenPieces.FIRST && !Character.isLetter(letter))) {
        return false;
      }
      beyondAscii |= letter >= TokenPieces.FIRST;
    }
    int last = letters.length - 1;
    return beyondAscii && !(isAccented(letters[last - 1]) && isAccented(letters[last]));
  }

  private static boolean isAccented(int letter) {
    return letter >= TokenPieces.FIRST && letter < TokenPieces.END_OF_LATIN;
  }

  private static void put(byte[] bytes, int hash) {
    for (int bit : new int[] {TokenPieces.bit(hash), TokenPieces.secondBit(hash)}) {
      bytes[TokenPieces.TOKENS_BYTES + (bit >> 3)] |= (byte) (1 << (bit & 7));
    }
  }

  /** The tokens that are text, as jtokkit brings them. */
  private static List<String> vocabulary() throws IOException {
    List<String> tokens = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Encodings.class.getResourceAsStream(
                        "/com/knuddels/jtokkit/o200k_base.tiktoken")),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        byte[] token = Base64.getDecoder().decode(line.substring(0, line.indexOf(' ')));
        try {
          tokens.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(token)).toString());
        } catch (CharacterCodingException partOfCharacter) {
          // Such a token is no text.
        }
      }
    }
    return tokens;
  }
}
