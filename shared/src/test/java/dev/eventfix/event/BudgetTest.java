package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import dev.eventfix.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

  private static final int[] BUDGETS = {RequestField.MIN_TOKENS, 300, 1_000, 8_000};

  /** How long a text is after it was cut to the shortest: the ends that are left, and a mark. */
  private static final int SHORTEST = 1;

  private static String frame(String name, int line, boolean inApp, String code, int lines) {
    String context = Stream.generate(() -> EventFixture.quoted(code)).limit(lines).toList() + "";
    return "{\"function\":%s,\"module\":%s,\"filename\":%s,\"lineno\":%d,\"colno\":987654321,\"in_app\":%s,"
            .formatted(
                EventFixture.quoted(name),
                EventFixture.quoted(name),
                EventFixture.quoted(name),
                line,
                inApp)
        + "\"pre_context\":"
        + context
        + ",\"context_line\":"
        + EventFixture.quoted(code)
        + ",\"post_context\":"
        + context
        + ",\"vars\":{\"call_number\":\"a variable\"}}";
  }

  private static String exception(String type, String value, List<String> frames) {
    return "{\"type\":%s,\"value\":%s,\"mechanism\":{\"handled\":false,\"exception_id\":999999999,"
            .formatted(EventFixture.quoted(type), EventFixture.quoted(value))
        + "\"parent_id\":999999999,\"meta\":{\"errno\":{\"number\":13,\"name\":"
        + EventFixture.quoted(value)
        + "}}},\"stacktrace\":{\"frames\":"
        + frames
        + "}}";
  }

  private static String event(String text, int exceptions, int frames, int lines) {
    List<String> thrown = new ArrayList<>();
    for (int i = 0; i < exceptions; i++) {
      List<String> calls = new ArrayList<>();
      for (int j = 0; j < frames; j++) {
        calls.add(frame(text, 123_456 + j, j % 3 == 0, text, lines));
      }
      thrown.add(exception(text, text, calls));
    }
    String quoted = EventFixture.quoted(text);
    String named = "{" + quoted + ":" + quoted + ",\"error\":{\"a\":" + quoted + "}}";
    return "{\"platform\":"
        + quoted
        + ",\"level\":"
        + quoted
        + ",\"contexts\":"
        + named
        + ",\"extra\":"
        + named
        + ",\"message\":"
        + quoted
        + ",\"exception\":"
        + thrown
        + "}";
  }

  /** Texts that people and strangers write. */
  static Stream<String> texts() {
    return Stream.of(
        "short",
        "com.example.shop.internal.billing.OrderServiceImpl ".repeat(7),
        "the order could not be charged because the card was declined ".repeat(100),
        "漢字かな交じり文".repeat(49),
        "龘".repeat(5_000),
        "😀🎉".repeat(95),
        "👩‍👩‍👧‍👦".repeat(500),
        "aGVsbG8gd29ybGQhIFRoaXMgaXMgYmFzZTY0".repeat(11),
        "\u0001".repeat(390),
        "\u001b[31m\u202e".repeat(700),
        "\"\\\n\t".repeat(95),
        "x".repeat(10_000));
  }

  private static void assertWithinBudget(String what, Described described, int budget) {
    assertThat(described.estimatedTokens()).as(what).isLessThanOrEqualTo(budget);
    assertThat(TokenEstimate.ofUtf8(Json.bytes(described.event())))
        .as(what)
        .isEqualTo(described.estimatedTokens());
    for (int count : described.omitted().values()) {
      assertThat(count).as(what).isPositive();
    }
  }

  private static int total(Described described, String what) {
    return described.omitted().getOrDefault(what, 0);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isNeverExceededAndTheSmallestStillTellsTheCrash(String text) {
    // Texts that are longer than a line of code need no long stacks to be large.
    String large = text.length() <= 400 ? event(text, 4, 20, 12) : event(text, 4, 5, 1);
    for (String event : List.of(event(text, 1, 1, 1), large)) {
      for (Detail detail : Detail.values()) {
        for (int budget : BUDGETS) {
          Described described = EventFixture.describe(event, detail, budget);

          assertWithinBudget(text.substring(0, 5), described, budget);
          JsonNode first = EventFixture.tree(described).path("exceptions").path(0);
          assertThat(first.path("type").asText()).hasSizeGreaterThanOrEqualTo(SHORTEST);
          assertThat(first.path("message").asText()).hasSizeGreaterThanOrEqualTo(SHORTEST);
          JsonNode crash = first.path("stacktrace").findParent("crash");
          assertThat(crash).isNotNull();
          assertThat(crash.path("func").asText()).hasSizeGreaterThanOrEqualTo(SHORTEST);
          assertThat(crash.path("line").asInt()).isBetween(123_456, 123_499);
        }
      }
    }
  }

  @Test
  void aMessageWithoutExceptionsKeepsItsBudgetToo() {
    for (String text : texts().toList()) {
      for (int budget : BUDGETS) {
        Described described =
            EventFixture.describe(
                "{\"message\":" + EventFixture.quoted(text) + "}", Detail.COMPACT, budget);

        assertWithinBudget(text.substring(0, 5), described, budget);
        assertThat(EventFixture.tree(described).path("message").asText()).isNotEmpty();
      }
    }
  }

  /**
   * Facts are written by strangers too: their size must neither break the budget nor take forever.
   */
  @Test
  void hugeFactsKeepTheirBudget() {
    String leaf = EventFixture.quoted("meta ".repeat(2_000));
    String list = Stream.generate(() -> leaf).limit(20).toList() + "";
    String lists = Stream.generate(() -> list).limit(20).toList() + "";
    String frame = frame("f", 123_456, true, "code of a frame ".repeat(20), 10);
    List<String> frames = Stream.generate(() -> frame).limit(15).toList();
    String thrown =
        exception("E", "v", frames)
            .replace("\"errno\":", "\"huge\":{\"a\":" + lists + "},\"errno\":");
    List<String> named = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      named.add("\"error" + i + "\":{\"a\":" + lists.replace(leaf, "\"some words\"") + "}");
    }
    String around = "{" + String.join(",", named) + "}";
    String event =
        "{\"exception\":["
            + thrown
            + "],\"extra\":"
            + around.replace("error", "e")
            + ",\"contexts\":"
            + around
            + "}";

    for (int budget : BUDGETS) {
      for (Detail detail : Detail.values()) {
        assertWithinBudget("info", EventFixture.describe(event, detail, budget), budget);
      }
    }
  }

  /** What is left at each budget shows in which order the parts go. */
  @Test
  void partsGoInTheDocumentedOrder() {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      frames.add(frame("function_" + i, 123_456, i % 2 == 0, "call_number(" + i + ")", 3));
    }
    String message = "the order could not be charged ".repeat(20);
    List<String> breadcrumbs = new ArrayList<>();
    for (int i = 0; i < ContextReader.MAX_BREADCRUMBS; i++) {
      breadcrumbs.add("{\"category\":\"step\",\"message\":\"crumb " + i + "\"}");
    }
    int tags = 5;
    String event =
        "{\"message\":\"short\",\"platform\":\"python\",\"release\":\"shop@1\","
            + "\"tags\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\",\"e\":\"5\"},\"breadcrumbs\":"
            + breadcrumbs
            + ",\"exception\":["
            + exception("RootError", "short", frames)
            + ","
            + exception("RecentError", message, frames)
            + "]}";
    Described whole = EventFixture.describe(event, Detail.DETAILED, EventFixture.PLENTY);
    assertThat(whole.omitted()).isEmpty();
    int exceptions = 2;
    int inApp = 6;

    for (int budget = whole.estimatedTokens(); budget >= 200; budget -= 13) {
      Described described = EventFixture.describe(event, Detail.DETAILED, budget);
      String what = "at " + budget + ": " + EventFixture.text(described);
      JsonNode tree = EventFixture.tree(described);
      JsonNode list = tree.path("exceptions");
      int libraryCode = 0;
      int context = 0;
      int library = 0;
      int ofCode = 0;
      int own = 0;
      int modules = 0;
      int variables = tree.findValues("variables").size();
      for (JsonNode exception : list) {
        for (JsonNode frame : exception.path("stacktrace")) {
          boolean isOwn = frame.path("in_app").asBoolean();
          own += isOwn ? 1 : 0;
          library += isOwn ? 0 : 1;
          ofCode += isOwn && frame.has("code") ? 1 : 0;
          libraryCode += !isOwn && frame.has("code") ? 1 : 0;
          context += frame.path("code_before").size() + frame.path("code_after").size();
          modules += frame.has("module") ? 1 : 0;
        }
      }
      boolean allVariables = variables == exceptions * 2 * inApp;
      assertThat(allVariables || libraryCode == 0).as("library code, " + what).isTrue();
      boolean allBreadcrumbs = tree.path("breadcrumbs").size() == breadcrumbs.size();
      assertThat(allBreadcrumbs || variables == 0).as("variables, " + what).isTrue();
      boolean allTags = tree.path("tags").size() == tags;
      assertThat(allTags || !tree.has("breadcrumbs")).as("breadcrumbs, " + what).isTrue();
      assertThat(!tree.has("breadcrumbs") || tree.toString().contains("crumb 9"))
          .as("the oldest breadcrumb, " + what)
          .isTrue();
      boolean wholeContext = context == exceptions * inApp * 6 + libraryCode * 6;
      assertThat(wholeContext || !tree.has("tags")).as("tags, " + what).isTrue();
      boolean wholeLibrary = library == exceptions * inApp;
      assertThat(wholeLibrary || context == 0).as("context, " + what).isTrue();
      assertThat(list.size() == exceptions || library == 0).as("library, " + what).isTrue();
      boolean wholeOwn = own == inApp * list.size();
      assertThat(wholeOwn || list.size() == 1).as("older exceptions, " + what).isTrue();
      JsonNode first = list.path(0);
      boolean wholeMessage = first.path("message").asText().equals(message);
      assertThat(wholeMessage || list.size() == 1).as("message, " + what).isTrue();
      boolean shortMessage = first.path("message").asText().length() <= 100;
      assertThat(wholeOwn || shortMessage).as("message, " + what).isTrue();
      assertThat(tree.has("release") || own == list.size()).as("own, " + what).isTrue();
      assertThat(first.has("exception_info") || !tree.has("release")).as("facts, " + what).isTrue();
      assertThat(ofCode == own || !first.has("exception_info")).as("info, " + what).isTrue();
      assertThat(modules == own + library || ofCode == 0).as("crash code, " + what).isTrue();
      assertThat(column(first, "crash")).as(what).containsExactly("here");

      // What went is counted: what is there and what is omitted are the whole.
      assertThat(list.size() + total(described, "exceptions")).as(what).isEqualTo(exceptions);
      assertThat(own + library + total(described, "frames"))
          .as(what)
          .isEqualTo(exceptions * 2 * inApp);
      assertThat(ofCode + libraryCode + context + total(described, "code_lines"))
          .as(what)
          .isEqualTo(exceptions * 2 * inApp * 7);
      assertThat(wholeMessage).as(what).isEqualTo(total(described, "message_characters") == 0);
      assertThat(variables + total(described, "variables"))
          .as(what)
          .isEqualTo(exceptions * 2 * inApp);
      assertThat(tree.path("breadcrumbs").size() + total(described, "breadcrumbs"))
          .as(what)
          .isEqualTo(breadcrumbs.size());
      assertThat(tree.path("tags").size() + total(described, "tags")).as(what).isEqualTo(tags);
      assertWithinBudget(what, described, budget);
    }
  }

  private static List<String> column(JsonNode exception, String field) {
    return exception.findValuesAsText(field);
  }

  @Test
  void aLargerBudgetNeverTellsFewerFrames() {
    String event = event("com.example.Shop", 4, 20, 5);
    int before = 0;
    for (int budget = 200; budget < 12_000; budget += 400) {
      JsonNode tree = EventFixture.tree(EventFixture.describe(event, Detail.DETAILED, budget));
      int frames = tree.findValues("line").size();
      assertThat(frames).isGreaterThanOrEqualTo(before);
      before = frames;
    }
    assertThat(before).isEqualTo(45);
  }

  @Test
  void holdsForGeneratedEvents() {
    Generator generator = new Generator(new Random(271_828));
    for (int i = 0; i < 500; i++) {
      String event = generator.event();
      Detail detail = i % 2 == 0 ? Detail.COMPACT : Detail.DETAILED;
      for (int budget : BUDGETS) {
        Description description = EventFixture.description(event, detail, budget);
        if (description instanceof Described described) {
          assertWithinBudget("event " + i + ": " + event, described, budget);
          JsonNode exceptions = EventFixture.tree(described).path("exceptions");
          assertThat(exceptions.size()).isLessThanOrEqualTo(Describer.MAX_EXCEPTIONS);
          for (JsonNode exception : exceptions) {
            JsonNode frames = exception.path("stacktrace");
            assertThat(frames.size()).isLessThanOrEqualTo(Describer.MAX_FRAMES);
            assertThat(frames.findValues("crash")).hasSize(frames.isEmpty() ? 0 : 1);
          }
        }
      }
    }
  }

  /** Events of any size and text, for better or worse. */
  private static final class Generator {
    private static final List<String> WORDS =
        Arrays.asList(
            "order",
            "Service",
            "null",
            "漢字",
            "😀",
            "\u0007",
            "QmFzZTY0",
            "é",
            "\\\"",
            "0x7ffe",
            "::",
            "\n",
            "жук",
            "__init__",
            "{snip}",
            "12345",
            "\ud83d");

    private final Random random;

    Generator(Random random) {
      this.random = random;
    }

    String event() {
      List<String> exceptions =
          IntStream.range(0, random.nextInt(6)).mapToObj(i -> exception()).toList();
      return "{\"platform\":"
          + text(3)
          + ",\"message\":"
          + text(60)
          + ",\"exception\":"
          + exceptions
          + "}";
    }

    private String exception() {
      List<String> frames = IntStream.range(0, random.nextInt(25)).mapToObj(i -> frame()).toList();
      return "{\"type\":"
          + text(20)
          + ",\"value\":"
          + text(60)
          + ",\"mechanism\":{\"handled\":"
          + random.nextBoolean()
          + ",\"meta\":{\"a\":"
          + text(5)
          + ",\"b\":["
          + text(5)
          + "]}},\"stacktrace\":{\"frames\":"
          + frames
          + "}}";
    }

    private String frame() {
      List<String> lines = IntStream.range(0, random.nextInt(4)).mapToObj(i -> text(20)).toList();
      return "{\"function\":"
          + text(8)
          + ",\"module\":"
          + text(8)
          + ",\"filename\":"
          + text(8)
          + ",\"lineno\":"
          + random.nextInt(1_000_000)
          + ",\"in_app\":"
          + random.nextBoolean()
          + ",\"pre_context\":"
          + lines
          + ",\"context_line\":"
          + text(20)
          + ",\"post_context\":"
          + lines
          + "}";
    }

    private String text(int words) {
      if (random.nextInt(10) == 0) {
        return "null";
      }
      StringBuilder text = new StringBuilder();
      // Mostly short, sometimes long, always in few kinds of words.
      int count = random.nextInt(random.nextInt(20) == 0 ? 10 * words : words) + 1;
      int kinds = random.nextInt(WORDS.size()) + 1;
      for (int i = 0; i < count; i++) {
        text.append(WORDS.get(random.nextInt(kinds))).append(random.nextBoolean() ? " " : "");
      }
      return EventFixture.quoted(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "无法保存订单，因为数据库连接已断开，请检查网络后再试一次。",
        "Не удалось сохранить заказ: соединение с базой данных разорвано. ",
        "تعذر حفظ الطلب لأن الاتصال بقاعدة البيانات انقطع أثناء المعاملة. "
      })
  void aMessageOfAThousandTokensIsNotCutWhateverItsScript(String sentence) {
    int tokensOfSentence = TokenEstimate.of(sentence) - TokenEstimate.of("");
    String message = sentence.repeat(1_000 / tokensOfSentence);
    assertThat(message.length()).isGreaterThan(800);

    Described described =
        EventFixture.describe(
            "{\"message\":" + EventFixture.quoted(message) + "}", Detail.COMPACT, 1_200);

    assertThat(described.omitted()).isEmpty();
    assertThat(EventFixture.tree(described).path("message").asText()).isEqualTo(message);
  }
}
