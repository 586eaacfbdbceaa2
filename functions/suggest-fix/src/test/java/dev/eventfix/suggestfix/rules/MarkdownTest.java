package dev.eventfix.suggestfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a,`a`",
        "a`b,``a`b``",
        "`a,`` `a ``",
        "a``,``` a`` ```",
        "<email:1>,`<email:1>`",
        "\"a\nb\",`a b`",
        "\"  \",(blank)"
      })
  void writesInlineCode(String text, String written) {
    assertThat(Markdown.code(text)).isEqualTo(written);
  }

  @Test
  void replacesWhatCannotBeSeen() {
    assertThat(Markdown.code("a\u202Eb\u0000c\u001B[2Jd\u2028e\uD800"))
        .isEqualTo("`a\uFFFDb\uFFFDc\uFFFD[2Jd\uFFFDe\uFFFD`");
  }

  @Test
  void cutsLongTextsBetweenCharacters() {
    String text = "x" + "\uD83D\uDE00".repeat(200);

    String written = Markdown.code(text);

    assertThat(written).hasSizeLessThanOrEqualTo(Markdown.MAX_INLINE + 2).endsWith("\uDE00...`");
    assertThat(written.codePoints()).noneMatch(each -> each >= 0xD800 && each <= 0xDFFF);
  }

  @Test
  void fencesLongerThanTheCodesRuns() {
    StringBuilder out = new StringBuilder();

    Markdown.block(out, "go", "a := `\n````\nb");

    assertThat(out.toString()).isEqualTo("`````go\na := `\n````\nb\n`````\n");
  }

  @Test
  void cutsLongBlocks() {
    StringBuilder out = new StringBuilder();

    Markdown.block(out, "text", ("x".repeat(1_000) + "\n").repeat(100));

    assertThat(out.toString().lines()).hasSize(Markdown.MAX_LINES + 2);
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= Markdown.MAX_LINE);
  }
}
