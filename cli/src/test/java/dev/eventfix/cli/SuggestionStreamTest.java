package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SuggestionStreamTest {

  private static final Terminal PLAIN = new Terminal(60, false);
  private static final Terminal COLOURED = new Terminal(60, true);

  /** What models write: sections, lists, code, emphasis, and a sign without its partner. */
  private static final String SUGGESTION =
      """
      ## Problem Description

      `KeyError` was raised in `line_price`, because *no* price is **known**: 2 * 3 = 6 and this goes on and on.
      The second line is of the same paragraph.

      ## Proposed Solution

      1. Look for the price first, with `PRICES.get` for example, and take it from the database if it is not there:

         ```python
         price = PRICES.get(item["sku"])
         # and so on * for `ever`
         if price is None:
             price = database.read_price(item["sku"])
         ```

      2. Then [tell](https://example.com/a) who **asked**.

      - a
        - nested
      - b

      > It was said.

      | a | b |
      |---|---|
      | 1 | long cell |

      ---

      ## What Else

      Nothing é \ud83d\ude00.
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SuggestionStream stream(Terminal terminal) {
    return new SuggestionStream(
        new PrintStream(out, false, StandardCharsets.UTF_8), terminal, null);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> tokens(String text, Random random) {
    List<String> tokens = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(6));
      tokens.add(text.substring(at, end));
      at = end;
    }
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void howeverItComesItLooksAsItDoesWhole(long seed) {
    for (Terminal terminal : List.of(PLAIN, COLOURED)) {
      out.reset();
      SuggestionStream stream = stream(terminal);
      for (String token : tokens(SUGGESTION, new Random(seed))) {
        assertThat(stream.token(token)).isTrue();
      }
      assertThat(stream.end()).isTrue();
      assertThat(printed()).isEqualTo(MarkdownView.render(SUGGESTION, terminal));
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          One two thr          | One two
          One `code` and       | One `code`
          """,
      delimiter = '|')
  void wordsAreShownAsTheyCome(String text, String shown) {
    SuggestionStream stream = stream(PLAIN);
    assertThat(stream.token(text)).isTrue();
    assertThat(printed()).isEqualTo(MarkdownView.render(shown, PLAIN).stripTrailing());
    assertThat(stream.token("ee ")).isTrue();
    assertThat(printed()).isEqualTo(MarkdownView.render(text + "ee", PLAIN).stripTrailing());
  }

  @Test
  void aSignWithoutItsPartnerWaits() {
    SuggestionStream stream = stream(PLAIN);
    assertThat(stream.token("This is **very ")).isTrue();
    assertThat(printed()).isEqualTo("This is");
    assertThat(stream.token("bad** and ")).isTrue();
    assertThat(printed()).isEqualTo("This is very bad and");
  }

  @Test
  void codeIsShownLineByLine() {
    SuggestionStream stream = stream(PLAIN);
    assertThat(stream.token("```\na = 1\nb =")).isTrue();
    assertThat(printed()).endsWith("    a = 1").doesNotContain("b =");
    assertThat(stream.token(" 2\n```\n")).isTrue();
    assertThat(printed()).contains("    b = 2\n");
  }

  @Test
  void aLineThatBecomesAHeadingIsShownAgain() {
    SuggestionStream stream = stream(COLOURED);
    assertThat(stream.token("A title ")).isTrue();
    assertThat(stream.token("here\n===\n")).isTrue();
    assertThat(stream.end()).isTrue();
    assertThat(printed()).endsWith(MarkdownView.render("A title here\n===\n", COLOURED));
  }

  @Test
  void whatTheTextHoldsCannotAct() {
    SuggestionStream stream = stream(COLOURED);
    for (String token : List.of("a \u001b", "[2J b ", "\u202e c\u0007 ", "d")) {
      assertThat(stream.token(token)).isTrue();
    }
    assertThat(stream.end()).isTrue();
    assertThat(printed()).isEqualTo("a \\u001b[2J b \\u202e c\\u0007 d\n");
  }

  /** Blocks of every kind, in every order, and inside of one another. */
  private static String document(Random random, int depth) {
    StringBuilder text = new StringBuilder();
    for (int blocks = 1 + random.nextInt(depth == 0 ? 12 : 3); blocks > 0; blocks--) {
      String inner = depth < 3 ? document(random, depth + 1) : "deep\n";
      switch (random.nextInt(12)) {
        case 0 -> text.append("# One\n");
        case 1 -> text.append("\n## Two `code`\n\n\n");
        case 2 ->
            text.append(
                "Some words that are **many** and go on\nto `another` line.  \nAnd on.\n\n");
        case 3 -> text.append("- ").append(inner.indent(2).stripLeading());
        case 4 -> text.append("3. ").append(inner.indent(3).stripLeading()).append("\n");
        case 5 -> text.append("* a\n* b\n\n* c\n+ other\n");
        case 6 -> text.append("```java\nint a = 1;\n\n  // `*`\n```\n");
        case 7 -> text.append("\n    indented\n\n      code\n\n");
        case 8 ->
            text.append(
                inner.indent(0).lines().map("> "::concat).reduce("", (l, r) -> l + r + "\n"));
        case 9 -> text.append("\n| a | b |\n|---|:-:|\n| 1 | some cell |\n| 2 |\n\n");
        case 10 -> text.append("\n***\n\n");
        default -> text.append("\n\n \n");
      }
    }
    return text.toString();
  }

  @Test
  void whateverItHoldsItLooksAsItDoesWhole() {
    Random random = new Random(14);
    for (int i = 0; i < 400; i++) {
      String text = document(random, 0);
      for (Terminal terminal : List.of(PLAIN, COLOURED)) {
        out.reset();
        SuggestionStream stream = stream(terminal);
        tokens(text, random).forEach(stream::token);
        stream.end();
        assertThat(printed()).as(text).isEqualTo(MarkdownView.render(text, terminal));
      }
    }
  }

  /**
   * What is laid out in all grows as the text does: a block that is settled is not laid out again.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "- an item of a list, as models write them\n",
        "1. an item\n\n",
        "- a\n  - nested\n",
        "word ",
        "word\n",
        "x",
        "A paragraph.\n\n",
        "## Heading\n",
        "> quoted\n",
        "    code\n",
        "```\ncode\n```\n",
        "| a | b |\n",
        "\n",
        " ",
        "[",
        "[a](b",
        "`",
        "*a ",
        "**a** "
      })
  void theWorkIsLinear(String unit) {
    for (String start :
        List.of("", "- item\n  ", "```\n", "> ", "| a |\n|---|\n", "- a\n  - b\n    ")) {
      for (int length : new int[] {1_000, 12_000}) {
        out.reset();
        SuggestionStream stream = stream(PLAIN);
        String text = start + unit.repeat(length / unit.length());
        for (int at = 0; at < text.length(); at += 4) {
          stream.token(text.substring(at, Math.min(text.length(), at + 4)));
        }
        stream.end();
        assertThat(stream.work()).as(start).isLessThan(64L * length);
        assertThat(printed()).isEqualTo(MarkdownView.render(text, PLAIN));
      }
    }
  }

  @Test
  void ofALongListEachItemIsShownWhenTheNextOneBegins() {
    SuggestionStream stream = stream(PLAIN);
    for (int i = 0; i < 2_000; i++) {
      stream.token("- item " + i + "\n");
      assertThat(printed()).endsWith("• item " + i);
    }
  }

  @Test
  void nothingWasShown() {
    SuggestionStream stream = stream(PLAIN);
    stream.begin();
    stream.usage(1, 2);
    assertThat(stream.end()).isFalse();
    assertThat(printed()).isEmpty();
  }

  @Test
  void aClosedOutputIsTold() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    SuggestionStream stream =
        new SuggestionStream(new PrintStream(closed, false, StandardCharsets.UTF_8), PLAIN, null);
    assertThat(stream.token("One two three ")).isFalse();
  }
}
