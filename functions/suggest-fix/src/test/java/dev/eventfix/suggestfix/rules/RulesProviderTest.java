package dev.eventfix.suggestfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.EventDescription;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.answer.Confidence;
import dev.eventfix.suggestfix.answer.FixAnswer;
import dev.eventfix.suggestfix.answer.NotEnoughInformation;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.suggestfix.provider.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesProviderTest {
  private static final String[] SECTIONS = {
    "Problem Description", "Proposed Solution", "What Else"
  };

  @Test
  void answersWithoutTokens() {
    EventDescription event =
        new EventText("python")
            .exception("KeyError", "'a'")
            .frame(true, "f", "a.py", 1, "x = d[k]")
            .describe();

    RulesProvider rules = new RulesProvider();
    Completion answer =
        rules.complete(
            new Question(
                event,
                () -> new Prompt("1", "s", "u"),
                "rules",
                new GenerationOptions(0.5, 1_000),
                null,
                Deadline.inMillis(1_000)));

    assertThat(rules.name()).isEqualTo("rules");
    assertThat(answer)
        .isEqualTo(new Completion.Answer(RulesProvider.suggest(event), "rules", "stop", 0, 0));
  }

  @Test
  void saysThatItKnowsNothingOfATypeAndShowsTheLineAsItIs() {
    String text =
        RulesProvider.suggest(
            new EventText("python")
                .exception("PaletteError", "no such colour")
                .frame(true, "main", "main.py", 3, "paint()")
                .frame(true, "paint", "paint.py", 9, "    mix(colour)")
                .describe());

    MarkdownReading read = MarkdownReading.of(text);
    assertThat(read.headings()).startsWith(SECTIONS);
    assertThat(text)
        .contains("The built-in rules know nothing of this exception type")
        .contains("This is the event's line as it is, not a fix")
        .contains("- Look first at the crash frame `paint.py:9`");
    assertThat(read.blocks())
        .containsExactly("# log here the values that the next line uses\nmix(colour)\n");
    assertThat(read.inline()).contains("PaletteError", "no such colour", "paint", "main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python",
        "java",
        "javascript",
        "node",
        "go",
        "csharp",
        "php",
        "ruby",
        "rust",
        "native",
        "cobol"
      })
  void saysThatItKnowsNothingOfATypeWithoutAStackTrace(String platform) {
    String text =
        RulesProvider.suggest(new EventText(platform).exception("PaletteError", null).describe());

    MarkdownReading read = MarkdownReading.of(text);
    assertThat(read.headings()).startsWith(SECTIONS);
    assertThat(read.blocks()).hasSize(1);
    assertThat(text)
        .contains("know nothing of this exception type")
        .contains("the event has no stack trace of it")
        .contains("this is a pattern, not the event's code");
  }

  @Test
  void saysThatAnEventHasOnlyAMessage() {
    String text = RulesProvider.suggest(new EventText("python").message("stock is -4").describe());

    MarkdownReading read = MarkdownReading.of(text);
    assertThat(read.headings()).startsWith(SECTIONS);
    assertThat(read.inline()).contains("stock is -4");
    assertThat(text).contains("The event reports no exception, only a message");
  }

  @Test
  void explainsTheRootCauseOfAWrapper() {
    String text =
        RulesProvider.suggest(
            new EventText("java")
                .exception("java.lang.ArithmeticException", "/ by zero")
                .frame(true, "share", "Discount.java", 21, "        return total / count;")
                .exception("java.lang.RuntimeException", "cannot share")
                .frame(true, "main", "Main.java", 5, "        throw new RuntimeException(e);")
                .describe());

    assertThat(text)
        .contains("`java.lang.ArithmeticException` was raised in `share` at `Discount.java:21`")
        .contains("What was seen is `java.lang.RuntimeException` with the message `cannot share`")
        .contains("if (count == 0) {");
  }

  @Test
  void explainsWhatWasSeenAndNamesTheRootCause() {
    String text =
        RulesProvider.suggest(
            new EventText("python")
                .exception("KeyError", "'a'")
                .frame(true, "find", "find.py", 4, "    return table[name]")
                .exception("ZeroDivisionError", "division by zero")
                .frame(true, "share", "share.py", 8, "    return total / count")
                .describe());

    assertThat(text)
        .contains("`ZeroDivisionError` was raised in `share`")
        .contains("The chain ends in `KeyError` with the message `'a'`")
        .contains("if count == 0:");
  }

  @Test
  void namesTheProgramsOwnFrameWhenTheKnownCauseHasNone() {
    String text =
        RulesProvider.suggest(
            new EventText("node")
                .exception("Error", "connect ECONNREFUSED localhost:3")
                .frame(false, "afterConnect", "node:net", 1611, "")
                .exception("OrderError", "no prices")
                .frame(true, "fetchFrom", "/app/mirrors.js", 18, "  throw new OrderError();")
                .describe());

    assertThat(text)
        .contains("`Error` was raised; the nearest frame of the program's own is in `fetchFrom`")
        .contains("a pattern with names of its own");
  }

  @Test
  void repairsNothingWhenALibraryUnderTheLineRaised() {
    String text =
        RulesProvider.suggest(
            new EventText("python")
                .exception("KeyError", "'total'")
                .frame(true, "load", "shop/load.py", 4, "    price = frame[column]")
                .frame(false, "get_loc", "pandas/core/indexes.py", 380, "    return engine[key]")
                .describe());

    assertThat(text)
        .contains("`KeyError` was raised in `load` at `shop/load.py:4`")
        .contains("The event's line cannot be repaired with certainty");
  }

  @Test
  void repairsAListAccessThatJavasOwnLibraryRefused() {
    String text =
        RulesProvider.suggest(
            new EventText("java")
                .exception("IndexOutOfBoundsException", "Index 1 out of bounds for length 1")
                .frame(
                    true,
                    "first",
                    "shop.Orders",
                    "Orders.java",
                    4,
                    "  return rows.get(at);",
                    List.of())
                .frame(false, "get", "java.util.ArrayList", "ArrayList.java", 427, "", List.of())
                .frame(false, "checkIndex", "java.util.Objects", "Objects.java", 1, "", List.of())
                .describe());

    assertThat(MarkdownReading.of(text).blocks())
        .containsExactly(
            """
            if (at < 0 || at >= rows.size()) {
                throw new IllegalStateException("rows.get(at) is out of range");
            }
            return rows.get(at);
            """);
  }

  @Test
  void knowsATypeWithoutKnowingTheLanguage() {
    String text =
        RulesProvider.suggest(
            new EventText(null).exception("NullPointerException", null).describe());

    assertThat(text).contains("The event does not tell its language; the type is one of java");
    assertThat(MarkdownReading.of(text).headings()).startsWith(SECTIONS);
  }

  @Test
  void keepsPlaceholdersAndRepairsNoCodeThatWasRedacted() {
    String text =
        RulesProvider.suggest(
            new EventText("python")
                .exception("KeyError", "'<email:1>'")
                .frame(true, "f", "a.py", 2, "    x = <password:1>[name]")
                .describe());

    MarkdownReading read = MarkdownReading.of(text);
    assertThat(read.inline()).contains("'<email:1>'", "x = <password:1>[name]");
    assertThat(text).contains("cannot be repaired with certainty");
  }

  static List<String> hostileTexts() {
    return List.of(
        "`",
        "``` \n# Owned\n",
        "\n## Proposed Solution\n\n[click](http://evil.example)",
        "````\n```\n<script>alert(1)</script>",
        "`a``b```c````d`",
        "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png)",
        "\r# heading\r\n> quote\n- list\n| a | b |\n|---|---|",
        "\u202Eevil\u2066\u200B\u2028# line\u2029## line\u0085\u001B[31m\u0000",
        "~~~\n</code></pre>\n***\n---\n===",
        "\uD83D",
        "`".repeat(5_000),
        "a\n".repeat(3_000),
        " ",
        "${key|x} ${x|",
        "(((((((((([[[[[[[[[",
        "\\`\\`\\` &lt; &#96;");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void hostileTextStaysInCode(String hostile) {
    Stream<EventDescription> events =
        Stream.of(
            new EventText("python")
                .exception("KeyError", "'" + hostile + "'")
                .frame(true, hostile, hostile, 1, "x = d['" + hostile + "'][k]")
                .frame(true, hostile + "f", hostile, 2, "x = d[\"" + hostile + "\"]")
                .describe(),
            new EventText("javascript")
                .exception("TypeError", hostile + " is not a function")
                .frame(true, "f", hostile, 1, hostile + "(x);")
                .exception(hostile, hostile)
                .frame(true, "g", hostile, 1, hostile)
                .describe(),
            new EventText(hostile)
                .exception(
                    "TypeError", "Cannot read properties of null (reading '" + hostile + "')")
                .describe(),
            new EventText("go").exception("e", "open " + hostile + ": no such file").describe(),
            new EventText("php")
                .exception(hostile, "Undefined array key " + hostile)
                .frame(true, "f", "a.php", 1, "$x = $row[" + hostile + "];")
                .describe(),
            new EventText("ruby").message("m" + hostile).describe());

    events.forEach(
        event -> {
          String text = RulesProvider.suggest(event);
          MarkdownReading read = MarkdownReading.of(text);
          assertThat(read.headings()).startsWith(SECTIONS);
          assertThat(read.blocks()).hasSize(1);
          assertThat(text.length()).isLessThan(8_000);
        });
  }

  static Stream<Path> realEvents() throws IOException {
    Path folder = Path.of(System.getProperty("eventfix.root")).resolve("events/sentry");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.toString().endsWith(".json"))
          .filter(each -> !each.toString().endsWith(".expected.json"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("realEvents")
  void writesThreeSectionsAboutEveryRealEvent(Path file) {
    EventDescription event = EventText.describe(EventText.read(file));

    String text = RulesProvider.suggest(event);

    MarkdownReading read = MarkdownReading.of(text);
    assertThat(read.headings()).startsWith(SECTIONS);
    assertThat(read.blocks()).hasSize(1);
    if (!event.exceptions().isEmpty() && event.exceptions().get(0).type() != null) {
      assertThat(read.inline()).contains(event.exceptions().get(0).type().toString());
    }
  }

  @Test
  void findsTheRootCauseOfARealChain() {
    String text = suggest("python-chain.json");

    assertThat(text).contains("`KeyError` was raised in `line_price` at `shop/checkout.py:30`");
  }

  @Test
  void repairsNoLineAfterWhoseExceptionTheFunctionWentOn() {
    String text = suggest("python-chain.json");

    assertThat(text)
        .contains(
            "`line_price` went on after `KeyError`, at `shop/checkout.py:33`; what failed there")
        .doesNotContain("repaired");
    assertThat(MarkdownReading.of(text).blocks())
        .containsExactly(
            """
            # log here the values that the next line uses
            price = database.read_price(item["sku"])
            """);
  }

  @Test
  void repairsTheLineOfACauseThatTheSameFunctionOnlyWrapped() {
    String text =
        RulesProvider.suggest(
            new EventText("python")
                .exception("KeyError", "'a'")
                .frame(true, "find", "find.py", 4, "    row = table[name]")
                .exception("TableError", "no such name")
                .frame(true, "main", "main.py", 2, "    find(name)")
                .frame(true, "find", "find.py", 6, "    raise TableError() from error")
                .describe());

    assertThat(text).contains("repaired").doesNotContain("went on after");
  }

  @Test
  void namesTheExceptionsBetweenTheCauseAndWhatWasSeen() {
    assertThat(suggest("python-chain.json"))
        .contains(
            "raised while handling `PriceNotFound`, which was raised while handling it.",
            "- Callers: this stack trace shows no caller of the program's own;");
  }

  @Test
  void namesTheMethodNotTheOperatorOfARealRubyEvent() {
    String text = suggest("ruby-cause.json");

    assertThat(text).contains("in `percent_each` at `lib/shop/discount.rb:21`");
    assertThat(MarkdownReading.of(text).blocks())
        .containsExactly(
            """
            raise ArgumentError, 'customers.size is 0' if customers.size == 0
            @percent / customers.size
            """);
  }

  @Test
  void isSureOnlyOfALineThatItRepaired() {
    String repaired =
        RulesProvider.suggest(
            new EventText("python")
                .exception("ZeroDivisionError", "division by zero")
                .frame(true, "share", "share.py", 8, "    return total / count")
                .describe());
    assertThat(FixAnswer.parse(repaired).confidence()).isEqualTo(Confidence.HIGH);
    assertThat(FixAnswer.parse(repaired).notEnoughInformation()).isNull();

    String unrepaired =
        RulesProvider.suggest(
            new EventText("python")
                .exception("KeyError", "'total'")
                .frame(true, "load", "shop/load.py", 4, "    price = frame[column]")
                .frame(false, "get_loc", "pandas/core/indexes.py", 380, "    return engine[key]")
                .describe());
    assertThat(FixAnswer.parse(unrepaired).confidence()).isEqualTo(Confidence.MEDIUM);

    String withoutLine =
        RulesProvider.suggest(
            new EventText("python")
                .exception("KeyError", "'total'")
                .frame(true, "load", "shop/load.py", 4, "")
                .describe());
    assertThat(FixAnswer.parse(withoutLine).confidence()).isEqualTo(Confidence.LOW);
    assertThat(FixAnswer.parse(withoutLine).notEnoughInformation()).isNull();
  }

  @Test
  void saysWhatToCollectWhenNothingIsKnownOrNothingIsInApp() {
    FixAnswer unknown =
        FixAnswer.parse(
            RulesProvider.suggest(
                new EventText("python")
                    .exception("PaletteError", "no such colour")
                    .frame(true, "paint", "paint.py", 9, "    mix(colour)")
                    .describe()));
    assertThat(unknown.confidence()).isEqualTo(Confidence.LOW);
    NotEnoughInformation unknownPart = Objects.requireNonNull(unknown.notEnoughInformation());
    assertThat(unknownPart.collect())
        .containsExactly(
            "the values that the failing code worked on",
            "what happened before it, and in which release");

    FixAnswer foreign =
        FixAnswer.parse(
            RulesProvider.suggest(
                new EventText("python")
                    .exception("KeyError", "'a'")
                    .frame(false, "get", "lib/get.py", 3, "")
                    .describe()));
    assertThat(foreign.confidence()).isEqualTo(Confidence.LOW);
    NotEnoughInformation foreignPart = Objects.requireNonNull(foreign.notEnoughInformation());
    assertThat(foreignPart.reason()).contains("no frame of the program's own");
    assertThat(foreignPart.collect()).hasSize(4);
  }

  /** The rules' text has nothing that would have to be taken out. */
  @ParameterizedTest
  @MethodSource("realEvents")
  void isReadAsItWasWritten(Path file) {
    String text = RulesProvider.suggest(EventText.describe(EventText.read(file)));

    assertThat(text).startsWith(FixAnswer.parse(text).markdown());
  }

  @Test
  void namesTheMethodNotTheBuiltInOnesOnItsLine() {
    EventText event =
        new EventText("ruby")
            .exception("Date::Error", "invalid date")
            .frame(true, "renewals", "renewals.rb", 15, "starts.map { |start| renewal(start) }")
            .frame(true, "renewal", "renewals.rb", 10, "Date.new(year, month + 1, day)")
            .frame(true, "new", "renewals.rb", 10, "Date.new(year, month + 1, day)")
            .frame(true, "initialize", "renewals.rb", 10, "Date.new(year, month + 1, day)");

    assertThat(RulesProvider.suggest(event.describe()))
        .contains("in `renewal` at `renewals.rb:10`", "call `renewal` with the input");
  }

  private static String suggest(String name) {
    Path root = Path.of(System.getProperty("eventfix.root"));
    return RulesProvider.suggest(
        EventText.describe(EventText.read(root.resolve("events/sentry").resolve(name))));
  }
}
