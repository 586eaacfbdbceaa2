package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.eventfix.event.Description.Described;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the estimate against two real tokenizers. */
class TokenEstimateTest {

  private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
  private static final List<Encoding> TOKENIZERS =
      List.of(
          REGISTRY.getEncoding(EncodingType.O200K_BASE),
          REGISTRY.getEncoding(EncodingType.CL100K_BASE));

  private static final double MOST_ABOVE = 2.5;

  private static int realCount(String text) {
    int most = 0;
    for (Encoding tokenizer : TOKENIZERS) {
      most = Math.max(most, tokenizer.countTokensOrdinary(text));
    }
    return most;
  }

  private static void assertUpperBound(String what, String text) {
    assertThat(TokenEstimate.of(text)).as(what).isGreaterThanOrEqualTo(realCount(text));
  }

  /** What an event's texts come to: the descriptions that can be made of it. */
  private static List<String> descriptions(String event) {
    List<String> descriptions = new ArrayList<>();
    for (Detail detail : Detail.values()) {
      if (EventFixture.understood(
                  event,
                  Map.of(
                      "detail",
                      detail == Detail.COMPACT ? "compact" : "detailed",
                      "max_description_tokens",
                      "100000"))
              .describe(null, Redaction.DEFAULT)
          instanceof Described described) {
        descriptions.add(EventFixture.text(described));
      }
    }
    return descriptions;
  }

  @Test
  void nothingCostsNextToNothing() {
    assertThat(TokenEstimate.of("")).isBetween(0, 10);
    assertThat(TokenEstimate.of("hello world")).isBetween(2, 15);
  }

  @Test
  void isAnUpperBoundForTheProjectsOwnEventsAndTheirDescriptions() {
    for (Path file : EventFixture.ownEvents()) {
      String event = EventFixture.contents(file);
      assertUpperBound(file.toString(), event);
      for (String description : descriptions(event)) {
        assertUpperBound(file.toString(), description);
      }
    }
  }

  @Test
  void isAnUpperBoundForOtherPeoplesEventsAndTheirDescriptions() {
    assumeTrue(
        !EventFixture.foreignEvents().isEmpty(),
        () -> EventFixture.foreignFolder() + " is not there");
    for (Path file : EventFixture.foreignEvents()) {
      String event = EventFixture.contents(file);
      assertUpperBound(file.toString(), event);
      for (String description : descriptions(event)) {
        assertUpperBound(file.toString(), description);
      }
    }
  }

  @Test
  void liesWithinAFactorOfOrdinaryDescriptions() {
    for (Path file : EventFixture.ownEvents()) {
      for (String description : descriptions(EventFixture.contents(file))) {
        assertThat((double) TokenEstimate.of(description))
            .as(file.toString())
            .isLessThan(MOST_ABOVE * realCount(description));
      }
    }
  }

  enum Alphabet {
    LOWER("abcdefghijklmnopqrstuvwxyz"),
    UPPER("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    LETTERS("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    CONSONANTS("bcdfghjklmnpqrstvwxz"),
    VOWELS("aeiouy"),
    RARE("qxzjkwv"),
    RARE_UPPER("QXZJKWV"),
    HEX("0123456789abcdef"),
    UPPER_HEX("0123456789ABCDEF"),
    DIGITS("0123456789"),
    BASE64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    BASE64URL("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
    BASE32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    PUNCTUATION("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    BRACKETS("()[]{}<>"),
    BACKSLASHES("\\\"/"),
    BLANKS("  \n\t\r"),
    SPACED("a b c d e 1 2 . ,"),
    CONTROLS("\u0000\u0001\u0007\u001b\u007f"),
    CJK("的一是不了人我在有他这为之大来以个中上们日本語文字漢龘鬱"),
    KANA_AND_HANGUL("あいうえおかきアイウエオ한국어입니다"),
    CYRILLIC("абвгдежзийклмнопрстуфхцчшщъыьэюя"),
    ACCENTS("äöüßéèêçñåøæ"),
    EMOJI("😀🎉🔥👍🏽👩‍💻🇩🇪❤️"),
    MIXED("aZ9 _-.:/\\\"'{}[]é日😀\n\tqx");

    private final String characters;

    Alphabet(String characters) {
      this.characters = characters;
    }

    String random(Random random, int length) {
      int[] codePoints = characters.codePoints().toArray();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
      }
      return text.toString();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAnUpperBoundForRandomTexts(Alphabet alphabet) {
    Random random = new Random(20_261);
    for (int length : new int[] {1, 2, 3, 5, 8, 13, 40, 200, 1_000}) {
      for (int i = 0; i < 40; i++) {
        String text = alphabet.random(random, length);
        assertUpperBound(text, text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAnUpperBoundForRandomTextsInDescriptions(Alphabet alphabet) {
    Random random = new Random(20_262);
    for (int i = 0; i < 20; i++) {
      String event =
          "{\"message\":"
              + EventFixture.quoted(alphabet.random(random, 500))
              + ",\"exception\":["
              + EventFixture.exception(
                  alphabet.random(random, 20),
                  alphabet.random(random, 60),
                  EventFixture.frame(alphabet.random(random, 20), true),
                  EventFixture.frame(alphabet.random(random, 3), false))
              + "]}";
      for (String description : descriptions(event)) {
        assertUpperBound(description, description);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7, 9})
  void isAnUpperBoundForWordsOfRandomLetters(int length) {
    Random random = new Random(20_263);
    for (Alphabet alphabet : List.of(Alphabet.LOWER, Alphabet.UPPER, Alphabet.LETTERS)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append(alphabet.random(random, length)).append(' ');
      }
      assertUpperBound(text.toString(), text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "Z", "0", " ", "\n", "\t", "\\", "\"", "-", "=", "/", "é", "😀", "日"})
  void isAnUpperBoundForRepeatedCharacters(String character) {
    for (int length : new int[] {1, 2, 3, 4, 7, 16, 17, 100, 1_000}) {
      assertUpperBound(length + " times " + character, character.repeat(length));
    }
  }

  @Test
  void isAnUpperBoundForRepeatedPairs() {
    for (char first = '!'; first <= '~'; first++) {
      for (char second = '!'; second <= '~'; second++) {
        String text = ("" + first + second).repeat(45);
        assertUpperBound(text, text);
      }
    }
  }

  @Test
  void isAnUpperBoundForRepeatedThreeLetters() {
    Random random = new Random(20_264);
    for (Alphabet alphabet : List.of(Alphabet.LOWER, Alphabet.UPPER, Alphabet.LETTERS)) {
      for (int i = 0; i < 2_000; i++) {
        String text = alphabet.random(random, 3).repeat(30);
        assertUpperBound(text, text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) { total += items.get(i).price() * 1.19; }",
        "    return [x ** 2 for x in range(10) if x % 2 == 0]  # squares",
        "const f=(a,b)=>{return a&&b?a.c(b):void 0};e.exports=f;",
        "if err := json.NewDecoder(r.Body).Decode(&req); err != nil {\n\treturn err\n}",
        "let v: Vec<Box<dyn Fn(&str) -> Result<(), E>>> = Vec::new();",
        "SELECT u.id, COUNT(*) FROM users u LEFT JOIN orders o ON o.uid=u.id GROUP BY 1;",
        "$this->container->get(App\\Http\\Kernel::class)->handle($request);",
        "<div class=\"a b-c\" onClick={() => setX(x => x + 1)}>{x}</div>",
        "com.example.shop.internal.OrderServiceImpl$$Lambda$123/0x0000000800c8f840",
        "/srv/app/node_modules/.pnpm/express@4.19.2/node_modules/express/lib/router/layer.js",
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>",
        "_ZNSt6vectorIiSaIiEE17_M_realloc_insertIJiEEEvN9__gnu_cxx17__normal_iteratorIPiS1_EEDpOT_",
        "fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0 2026-01-02T03:04:05.678Z 127.0.0.1:8080"
      })
  void isAnUpperBoundForSourceCodeAndItsKin(String text) {
    assertUpperBound(text, text);
    assertUpperBound(text, EventFixture.quoted(text));
    assertUpperBound(text, (text + "\n").repeat(20));
  }
}
