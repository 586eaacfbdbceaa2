package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownViewTest {

  private static final Terminal PLAIN = new Terminal(60, false);
  private static final Terminal COLOUR = new Terminal(60, true);

  @Test
  void showsASuggestion() {
    assertThat(MarkdownView.render(Answers.MARKDOWN, PLAIN))
        .isEqualTo(
            """
            Problem Description
            ───────────────────
            `total()` reads `prices[order.id]`, and no price is stored
            for <email:1>. See the docs (https://docs.example/errors)
            and __init__.

            Proposed Solution
            ─────────────────
            1. Ask with a default:
                 ── python ─────────────────────────────────────────────
                   def total(order):
                       return prices.get(order.id)
                 ───────────────────────────────────────────────────────
            2. Handle it:
               • return a 422
                 • with the id

            │ <!-- not hidden --> quoted

            exception  count
            ─────────  ─────
            KeyError      12

            ### What Else
            • [image: chart]
            ────────────────────────────────────────────────────────────
            """);
  }

  @Test
  void coloursASuggestion() {
    String markdown =
        """
        # Title
        ### Part
        Some `code`, **bold**, *italic*, ***both*** and **bold `code`**.
        > quote

        ```js
        x
        ```
        """;
    assertThat(MarkdownView.render(markdown, COLOUR))
        .isEqualTo(
            """
            <1>Title<0>
            <2>═════<0>

            <1>Part<0>
            Some <36>code<0>, <1>bold<0>, <3>italic<0>, <1;3>both<0> and <1>bold <0><36>code<0><1><0>.
            <2>│ <0>quote

              <2>── js ────────────────────────────────────────────────────<0>
                <36>x<0>
              <2>──────────────────────────────────────────────────────────<0>
            """
                .replace("<1><0>", "")
                .replaceAll("<([0-9;]+)>", "\u001b[$1m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a *b* c ~ a b c",
        "2 * 3 * 4 ~ 2 * 3 * 4",
        "a*b*c ~ a*b*c",
        "f(*args, **kwargs) ~ f(*args, **kwargs)",
        "**open ~ **open",
        "*a **b* c** ~ a **b c**",
        "**a *b*** ~ a b",
        "***a* b** ~ ***a* b**",
        "__init__ and _x_ ~ __init__ and _x_",
        "`` a ` b `` ~ `` a ` b ``",
        "`open ~ `open",
        "\\*a\\* ~ *a*",
        "C:\\dir \\\\host ~ C:\\dir \\\\host",
        "[a](http://x) ~ a (http://x)",
        "[http://x](http://x) ~ http://x",
        "[a](<http://x> \"t\") ~ a (<http://x> \"t\")",
        "[a](/w_(b)) c ~ a (/w_(b)) c",
        "[](http://x) ~ (http://x)",
        "[a [b](#c) ~ [a b (#c)",
        "items[0](again) ~ items[0](again)",
        "[a](open ~ [a](open",
        "[a][ref] ~ [a][ref]",
        "![alt *x*](http://x/y.png) ~ [image: alt x]",
        "[![alt](http://x/y.png)](http://z) ~ [image: alt] (http://z)",
        "<a href=x>b</a> <!-- c --> &lt; ~ <a href=x>b</a> <!-- c --> &lt;",
        "<https://x.example> <email:1> ~ <https://x.example> <email:1>",
        "C# ~ C#",
        "# C# ## ~ C#",
        "#hash ~ #hash",
      })
  void readsALine(String markdown, String shown) {
    assertThat(MarkdownView.render(markdown, PLAIN).lines().findFirst()).hasValue(shown);
  }

  @Test
  void joinsLinesOfAParagraphButKeepsItsBreaks() {
    assertThat(MarkdownView.render("a\nb  \nc\\\nd\n2024. e\n\nf", PLAIN))
        .isEqualTo("a b\nc\nd 2024. e\n\nf\n");
  }

  @Test
  void readsListsAsModelsWriteThem() {
    String markdown =
        """
        Steps:
        1. one
          - two spaces
            - four

        1. next
            going on
        lazily
        2) other
        -
        * star
        """;
    assertThat(MarkdownView.render(markdown, PLAIN))
        .isEqualTo(
            """
            Steps:
            1. one
               • two spaces
                 • four

            2. next going on lazily
            2) other
            •
            • star
            """);
  }

  @Test
  void keepsCodeThatModelsForgetToIndent() {
    assertThat(MarkdownView.render("- item\n  ```\ncode()\n\nmore()\n  ```\n- next", PLAIN))
        .isEqualTo(
            """
            • item
                ────────────────────────────────────────────────────────
                  code()

                  more()
                ────────────────────────────────────────────────────────
            • next
            """);
  }

  @Test
  void keepsLongCodeAndUnclosedFences() {
    assertThat(MarkdownView.render("~~~\n" + "x".repeat(60) + "\n```\n\n", PLAIN))
        .isEqualTo(
            """
              ──────────────────────────────────────────────────────────
                xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
              ↪ xxxx
                ```
              ──────────────────────────────────────────────────────────
            """);
  }

  @Test
  void readsIndentedCodeUnderlinesAndNestedQuotes() {
    String markdown = "Title\n===\n\n    code *x*\n\nPart\n---\n> a\n>> b\n> \n> - c\n";
    assertThat(MarkdownView.render(markdown, PLAIN))
        .isEqualTo(
            """
            Title
            ═════
              ──────────────────────────────────────────────────────────
                code *x*
              ──────────────────────────────────────────────────────────

            Part
            ────
            │ a
            │ │ b
            │
            │ • c
            """);
  }

  @Test
  void listsTheCellsOfATableThatIsTooWide() {
    String cell = "word ".repeat(12).strip();
    assertThat(MarkdownView.render("|a|b|\n|-|-|\n|1|" + cell + "|\n|2|x|y \\| z|\n|3|", PLAIN))
        .isEqualTo(
            """
            a: 1
            b: word word word word word word word word word word word
            word

            a: 2
            b: x | y | z

            a: 3
            """);
  }

  @Test
  void showsAlmostTablesAsText() {
    assertThat(MarkdownView.render("a | b\n- | - | -", PLAIN)).isEqualTo("a | b\n• | - | -\n");
    assertThat(MarkdownView.render("|a|\n|:|", PLAIN)).isEqualTo("|a| |:|\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 120, 200})
  void keepsTheWidth(int width) {
    String markdown =
        Answers.MARKDOWN
            + "> ".repeat(30)
            + "deep "
            + "- ".repeat(30)
            + "deep\n\n"
            + "1234567. ".repeat(10)
            + "numbers\n\n"
            + "價格".repeat(150)
            + "\n\n# "
            + "title ".repeat(50)
            + "\n```"
            + "info".repeat(80)
            + "\n"
            + "價格".repeat(150);
    Terminal plain = new Terminal(width, false);
    Terminal colour = new Terminal(width, true);
    String text = Screen.check(MarkdownView.render(markdown, plain), plain);
    assertThat(text.replace("\n", "")).contains("numbers");
    assertThat(text.lines()).allMatch(line -> SafeText.width(line) <= 120);
    Screen.check(MarkdownView.render(markdown, colour), colour);
  }
}
