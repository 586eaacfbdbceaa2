package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.eventfix.event.Description.Described;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the estimate against real tokenizers. */
class TokenEstimateTest {

  private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
  private static final Encoding O200K = REGISTRY.getEncoding(EncodingType.O200K_BASE);
  private static final Encoding CL100K = REGISTRY.getEncoding(EncodingType.CL100K_BASE);

  private static final double MOST_ABOVE = 2.5;

  /** The tokens of o200k, and of cl100k where the estimate holds for it too, the more. */
  private static int realCount(String text) {
    int count = O200K.countTokensOrdinary(text);
    return isOfCl100k(text) ? Math.max(count, CL100K.countTokensOrdinary(text)) : count;
  }

  /** Whether the text's letters are Latin, Chinese or Japanese. */
  private static boolean isOfCl100k(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c < TokenPieces.END_OF_LATIN
                    || (c >= TokenPieces.END_OF_LETTERS
                        && Character.UnicodeScript.of(c) != Character.UnicodeScript.HANGUL));
  }

  private static void assertUpperBound(String what, String text) {
    assertThat(TokenEstimate.of(text)).as(what).isGreaterThanOrEqualTo(realCount(text));
  }

  private static void assertWithin(double factor, String what, String text) {
    assertThat((double) TokenEstimate.of(text))
        .as(what)
        .isBetween((double) realCount(text), factor * O200K.countTokensOrdinary(text));
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
  void liesWithinAFactorOfOrdinaryDescriptions() throws IOException {
    List<Path> files = new ArrayList<>(EventFixture.ownEvents());
    try (Stream<Path> crashes = Files.walk(EventFixture.root().resolve("events/crashes"))) {
      crashes.filter(file -> file.toString().endsWith(".json")).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(50);
    for (Path file : files) {
      for (String description : descriptions(EventFixture.contents(file))) {
        assertWithin(MOST_ABOVE, file.toString(), description);
      }
    }
  }

  /** Frames whose names are long, as those are of large programs. */
  @ParameterizedTest
  @CsvSource({
    "java, com.acmecorporation.orderprocessing.infrastructure.CustomerOrderRepositoryImplementation,"
        + " findAllOrdersByCustomerIdentifier, CustomerOrderRepositoryImplementation.java",
    "java, org.example.billing.AbstractAuthenticationProcessingFilterConfigurer,"
        + " configureAuthenticationEntryPoint, AbstractAuthenticationProcessingFilterConfigurer.java",
    "kotlin, com.example.checkout.payment.SubscriptionRenewalViewModel$refreshInvoices$1,"
        + " invokeSuspend, SubscriptionRenewalViewModel.kt",
    "python, warehouse.inventory.services.stock_reservation_service,"
        + " reserve_available_quantities, warehouse/inventory/services/stock_reservation_service.py",
    "node, warehouse.services.ShoppingCartReconciliationService,"
        + " ShoppingCartReconciliationService.reconcileOutstandingPositions,"
        + " /srv/app/dist/services/shopping-cart-reconciliation.service.js",
    "javascript, assets/ProductConfigurator, handlePriceCalculationFinished,"
        + " https://shop.example.com/assets/ProductConfigurator-B7x2kQ9a.js",
    "go, github.com/example/warehouse/internal/reservation,"
        + " (*ReservationCoordinator).ReleaseExpiredReservations,"
        + " internal/reservation/reservation_coordinator.go",
    "rust, warehouse_core::reservation::coordinator,"
        + " warehouse_core::reservation::coordinator::ReservationCoordinator::release_expired,"
        + " src/reservation/coordinator.rs",
    "ruby, Warehouse::ReservationCoordinator, release_expired_reservations,"
        + " app/services/warehouse/reservation_coordinator.rb",
    "php, App\\Services\\Reservation\\ReservationCoordinator,"
        + " App\\Services\\Reservation\\ReservationCoordinator::releaseExpiredReservations,"
        + " /app/Services/Reservation/ReservationCoordinator.php",
    "csharp, Warehouse.Application.Reservations.ReleaseExpiredReservationsCommandHandler,"
        + " Task<Unit> ReleaseExpiredReservationsCommandHandler.Handle(CancellationToken token),"
        + " ReleaseExpiredReservationsCommandHandler.cs",
    "native, libwarehouse.so, warehouse::ReservationCoordinator::releaseExpired(unsigned long),"
        + " reservation_coordinator.cpp",
    "cocoa, WarehouseApp, ReservationCoordinator.releaseExpiredReservations(now:),"
        + " ReservationCoordinator.swift"
  })
  void liesWithinAFactorOfStacksWithLongNames(
      String platform, String module, String function, String file) {
    StringBuilder frames = new StringBuilder();
    for (int line = 100; line < 115; line++) {
      frames
          .append(frames.isEmpty() ? "" : ",")
          .append("{\"in_app\":true,\"lineno\":")
          .append(line)
          .append(",\"module\":" + EventFixture.quoted(module))
          .append(",\"function\":" + EventFixture.quoted(function))
          .append(",\"filename\":" + EventFixture.quoted(file) + "}");
    }
    String event =
        "{\"platform\":\"%s\",\"exception\":[{\"type\":\"IllegalStateError\",\"value\":\"no open"
                .formatted(platform)
            + " reservation\",\"stacktrace\":{\"frames\":["
            + frames
            + "]}}]}";
    for (String description : descriptions(event)) {
      assertWithin(MOST_ABOVE, description, description);
    }
  }

  record RunningText(String language, String text) {
    @Override
    public String toString() {
      return language;
    }
  }

  /** Texts as messages of errors are, of 36 languages. */
  private static List<RunningText> runningTexts() throws IOException {
    try (InputStream in = TokenEstimateTest.class.getResourceAsStream("running-texts.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<RunningText> texts = new ArrayList<>();
      for (String part : all.substring(2).split("\n# ", -1)) {
        int end = part.indexOf('\n');
        texts.add(new RunningText(part.substring(0, end), part.substring(end + 1).strip()));
      }
      return texts;
    }
  }

  @ParameterizedTest
  @MethodSource("runningTexts")
  void liesWithinAFactorOfRunningText(RunningText running) {
    assertWithin(MOST_ABOVE, running.language(), running.text());
    String event = "{\"message\":" + EventFixture.quoted(running.text()) + "}";
    for (String description : descriptions(event)) {
      assertWithin(MOST_ABOVE, running.language(), description);
    }
  }

  @ParameterizedTest
  @MethodSource("runningTexts")
  void isAnUpperBoundForWhatIsMadeOfRunningText(RunningText running) {
    Random random = new Random(20_265);
    String text = running.text();
    List<String> letters =
        new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
    Collections.shuffle(letters, random);
    List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
    Collections.shuffle(words, random);
    for (String made :
        List.of(
            String.join("", letters),
            String.join(" ", words),
            String.join("", words),
            text.toUpperCase(Locale.ROOT),
            new StringBuilder(text).reverse().toString(),
            Normalizer.normalize(text, Normalizer.Form.NFD),
            EventFixture.quoted(EventFixture.quoted(text)),
            URLEncoder.encode(text, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))) {
      assertUpperBound(made, made);
    }
  }

  private static boolean isCharacter(int c) {
    int type = Character.getType(c);
    return type != Character.UNASSIGNED && type != Character.SURROGATE;
  }

  private static String random(Random random, List<Integer> characters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(characters.get(random.nextInt(characters.size())));
    }
    return text.toString();
  }

  @Test
  void isAnUpperBoundForRandomTextsOfAllBlocks() {
    Random random = new Random(20_266);
    Map<Character.UnicodeBlock, List<Integer>> blocks = new LinkedHashMap<>();
    for (int c = ' '; c <= Character.MAX_CODE_POINT; c++) {
      Character.UnicodeBlock block = Character.UnicodeBlock.of(c);
      if (block != null && isCharacter(c)) {
        blocks.computeIfAbsent(block, b -> new ArrayList<>()).add(c);
      }
    }
    assertThat(blocks).hasSizeGreaterThan(250);
    List<List<Integer>> all = new ArrayList<>(blocks.values());
    for (List<Integer> block : all) {
      for (int length : new int[] {1, 2, 4, 9, 30, 200}) {
        String text = random(random, block, length);
        assertUpperBound(text, text);
      }
      List<Integer> other = all.get(random.nextInt(all.size()));
      StringBuilder words = new StringBuilder();
      StringBuilder mixed = new StringBuilder();
      StringBuilder marked = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        words.append(random(random, block, 1 + random.nextInt(6))).append(' ');
        mixed.append(random(random, block, 1 + random.nextInt(2)));
        mixed.append(random.nextBoolean() ? Alphabet.MIXED.random(random, 1) : "");
        mixed.append(random.nextInt(4) == 0 ? random(random, other, 1) : "");
        marked.append(random(random, block, 1)).appendCodePoint(0x300 + random.nextInt(0x70));
      }
      for (CharSequence text : List.of(words, mixed, marked)) {
        assertUpperBound(text.toString(), text.toString());
      }
      for (int i = 0; i < 10; i++) {
        int character = block.get(random.nextInt(block.size()));
        for (String text :
            List.of(Character.toString(character), "a" + Character.toString(character))) {
          assertUpperBound(text, text.repeat(60));
        }
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
    SYLLABLES("kalemirotusadenipo"),
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
  void isAnUpperBoundForRandomSyllables() {
    Random random = new Random(20_267);
    StringBuilder syllables = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      syllables
          .append(Alphabet.CONSONANTS.random(random, 1))
          .append(Alphabet.VOWELS.random(random, 1));
    }
    for (int length : new int[] {4, 6, 8, 10, 12, 16, 24, 2_000}) {
      StringBuilder words = new StringBuilder();
      StringBuilder names = new StringBuilder();
      for (int i = 0; i + length <= syllables.length(); i += length) {
        String word = syllables.substring(i, i + length);
        words.append(word).append(' ');
        names.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
      assertUpperBound(words.toString(), words.toString());
      assertUpperBound(names.toString(), names.toString());
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

  /** A stranger may look for words that seem to be known, and write nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {"xdssjpem fhka ", "hdwbavx awjw, ", "apvhel-", "myokac_wha", "psbzkfz-v", "cbnXa"})
  void isAnUpperBoundForWordsThatOnlySeemToBeKnown(String unit) {
    assertUpperBound(unit, unit.repeat(50));
  }

  /** What is cheap by chance must not be so each time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "पहघशओभए",
        "ฑพึตจฎมษ",
        "ఇళ",
        "მჟშტქ",
        "үӡӷ",
        "ኣሟቭ",
        "மணண_",
        "ئنصػصعؾم, ",
        "թիէպըշ1"
      })
  void isAnUpperBoundForLettersThatGoRound(String unit) {
    assertUpperBound(unit, unit.repeat(60));
    assertUpperBound(unit, (unit + " ").repeat(60));
  }
}
