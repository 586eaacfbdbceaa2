package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.wire.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is described and redacted takes work in proportion to its size, whoever wrote it. */
class LinearWorkTest {

  private static final int MEGABYTE = 1 << 20;

  /** Longer than everything that a look around is limited to. */
  private static final int SHORT = 1 << 14;

  /** How much the work may grow when what it is made of doubles. */
  private static final double GROWTH = 2.4;

  /** The most work for a character of an event, with everything that is made of it. */
  private static final int OF_EVENT = 200;

  /** The most work for a character of a hostile text: looks around of some hundred characters. */
  private static final int OF_TEXT = 500;

  /** What cutting a description costs besides: each of the parts that go is written once. */
  private static final int CONSTANT = 1_000_000;

  /** Describes the event in the body of a request. */
  static final class Describes implements Consumer<String> {
    @Override
    public void accept(String body) {
      EventRequest.Reading reading =
          EventRequest.read(
              body.getBytes(StandardCharsets.UTF_8),
              MediaType.JSON,
              Said.NOTHING,
              RequestField.values());
      EventRequest request = ((EventRequest.Reading.Understood) reading).request();
      Description description = request.describe(null, Redaction.DEFAULT);
      if (!(description instanceof Description.Described)) {
        throw new IllegalStateException("nothing was described");
      }
    }
  }

  /** Redacts a text as a message is. */
  static final class Redacts implements Consumer<String> {
    @Override
    public void accept(String text) {
      new Redactor(Redaction.DEFAULT).redact(text).cutMiddle(Describer.MAX_MESSAGE);
    }
  }

  /** Redacts a text as what stands under a key that may be a secret's. */
  static final class RedactsValue implements Consumer<String> {
    @Override
    public void accept(String text) {
      new Redactor(Redaction.DEFAULT).redactValueOf("token", text);
    }
  }

  /** Takes out of a text what is generated, as of a function, a file, a module and a message. */
  static final class Stabilises implements Consumer<String> {
    @Override
    public void accept(String text) {
      StableName.of(text);
      StableName.ofFunction(text, false);
      StableName.ofFunction(text, true);
      StableName.ofFile(text + ".js", true);
      StableText.of(text);
    }
  }

  private static CountedWork<String> stabilising;
  private static CountedWork<String> describing;
  private static CountedWork<String> redacting;
  private static CountedWork<String> redactingValue;

  @BeforeAll
  static void countWork() {
    describing = new CountedWork<>(Describes.class, body(EventFixture.FULL, "detailed", 200));
    redacting = new CountedWork<>(Redacts.class, "a@b.co");
    stabilising = new CountedWork<>(Stabilises.class, "a$1");
    redactingValue = new CountedWork<>(RedactsValue.class, "a@b.co");
  }

  private static String body(String event, String detail, int budget) {
    return "{\"detail\":\""
        + detail
        + "\",\"max_description_tokens\":"
        + budget
        + ",\"event\":"
        + event
        + "}";
  }

  /**
   * Counts the work of texts of these sizes.
   *
   * @param sizes of each of them, in characters, twice the one before or a multiple of that
   */
  private static void assertLinear(
      CountedWork<String> task, IntFunction<String> text, int ofCharacter, int... sizes) {
    int before = 0;
    long limit = Long.MAX_VALUE;
    for (int size : sizes) {
      String input = text.apply(size);
      long work = task.of(input);
      for (int doubled = before; doubled > 0 && doubled < size; doubled *= 2) {
        limit = (long) (GROWTH * limit);
      }
      assertThat(input.length()).isBetween(size - size / 4, size + size / 4);
      assertThat(work).as("work for %s characters", size).isLessThan(ofCharacter * (long) size);
      assertThat(work).as("work for %s after %s characters", size, before).isLessThan(limit);
      before = size;
      limit = work;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "1", "_", "__1", "__1_", "__12x", "$", "$1", "$$Lambda", "$$_javassist_", "CGLIB$$",
            ":1", ":", "::h0",
        "(1", ".cold", ".part.1", ".func1.1", "fun-", "#", "0x", "abcdef", "ab1-", "/", "/a1B2",
            "-a1B2", ".js", ".1",
        "1.2.3/", "Object.", "a.", "*", " [as ", "?", "Mon ", "Mon 1 ", "Jan, ", "(", "1 (",
            "1 (Time", "@a", "<email:1>",
        "<email:", "+1", "Object#", "block ("
      })
  void namesAndMessagesAreMadeStableInLinearWork(String part) {
    for (String end : List.of("", "x", "1")) {
      assertLinear(
          stabilising,
          size -> part.repeat(size / part.length()) + end,
          OF_TEXT,
          SHORT,
          2 * SHORT,
          8 * SHORT);
    }
  }

  // Events

  @ParameterizedTest
  @EnumSource
  void compactDescriptionsAreLinear(WorkShapes shape) {
    assertLinear(
        describing,
        size -> body(shape.event(size), "compact", 1_000),
        OF_EVENT,
        MEGABYTE / 16,
        MEGABYTE / 8);
  }

  @ParameterizedTest
  @EnumSource
  void detailedDescriptionsAreLinear(WorkShapes shape) {
    assertLinear(
        describing,
        size -> body(shape.event(size), "detailed", 8_000),
        OF_EVENT,
        MEGABYTE / 16,
        MEGABYTE / 8,
        MEGABYTE);
  }

  /** Hundreds of parts go: for none of them the description is written and estimated anew. */
  @ParameterizedTest
  @ValueSource(ints = {50, 100, 200, 390})
  void fittingIntoASmallBudgetReadsTheDescriptionAFewTimes(int length) {
    String event = WorkShapes.full(length);
    long fits = describing.of(body(event, "detailed", RequestField.MAX_TOKENS));
    long isCut = describing.of(body(event, "detailed", RequestField.MIN_TOKENS));

    assertThat(isCut).isLessThan(2 * fits + CONSTANT);
  }

  @Test
  void cuttingADescriptionIsLinearInItsSize() {
    IntFunction<String> text =
        length -> body(WorkShapes.full(length), "detailed", RequestField.MIN_TOKENS);
    for (int length : new int[] {50, 100, 195}) {
      assertThat(describing.of(text.apply(2 * length)))
          .as("%s characters a line", 2 * length)
          .isLessThan((long) (GROWTH * describing.of(text.apply(length))));
    }
  }

  // Hostile texts

  static List<String> pieces() {
    return HostileTexts.pieces();
  }

  static List<String> piecesOfEachKind() {
    return HostileTexts.piecesOfEachKind();
  }

  static List<List<String>> pairs() {
    return HostileTexts.pairs();
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void hostileTextsAreLinear(String piece) {
    assertLinear(redacting, size -> HostileTexts.repeated(piece, size), OF_TEXT, SHORT / 2, SHORT);
    assertLinear(
        redactingValue, size -> HostileTexts.repeated(piece, size), OF_TEXT, SHORT / 2, SHORT);
  }

  @ParameterizedTest
  @MethodSource("piecesOfEachKind")
  void hostileTextsOfAMegabyteAreLinear(String piece) {
    assertLinear(
        redacting, size -> HostileTexts.repeated(piece, size), OF_TEXT, MEGABYTE / 8, MEGABYTE);
  }

  /** Whether quotes close each other changes with the size, so growth says nothing here. */
  @ParameterizedTest
  @MethodSource("pairs")
  void mixedHostileTextsTakeLittleWorkForEachCharacter(List<String> pair) {
    String first = pair.get(0);
    String second = pair.get(1);
    String halves = HostileTexts.halves(first, second, 2 * SHORT);
    String turns = HostileTexts.repeated(first + second, SHORT);

    assertThat(redacting.of(halves)).isLessThan((long) OF_TEXT * halves.length());
    assertThat(redacting.of(turns)).isLessThan((long) OF_TEXT * turns.length());
  }

  /** Where a look to the end of the text that is repeated shows, as some limited looks do. */
  private static final int SEARCHED = 1 << 10;

  /** Where limited looks no longer show. */
  private static final int LONGER = 1 << 13;

  /** Looks for slow units itself: whatever begins a look that finds nothing is repeated. */
  @Test
  void noUnitOfTheGrammarIsSlowWhenItIsRepeated() {
    List<String> slow = new ArrayList<>();
    for (String unit : HostileTexts.units()) {
      if (grows(unit, SEARCHED) && grows(unit, LONGER)) {
        slow.add(unit);
      }
    }
    assertThat(slow).isEmpty();
  }

  /**
   * Whether twice the text takes more work for each character: a look to its end by each unit adds
   * half of the added length, several steps a character.
   */
  private static boolean grows(String unit, int size) {
    long once = redacting.of(HostileTexts.repeated(unit, size)) / size;
    long twice = redacting.of(HostileTexts.repeated(unit, 2 * size)) / (2L * size);
    // A text with what is not seen is scanned twice.
    return twice - once > size / 4 / unit.length() + 8 || twice > 2L * OF_TEXT;
  }
}
