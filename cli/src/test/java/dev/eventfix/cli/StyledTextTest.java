package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StyledTextTest {

  @Test
  void writesStylesOnlyInColour() {
    StyledText text = StyledText.of("Error", Style.ERROR).add(": ", Style.PLAIN);
    text.add("a", Style.DIM).add("b", Style.DIM).spaces(3);
    assertThat(printed(text, true)).isEqualTo("\u001b[1;31mError\u001b[0m: \u001b[2mab\u001b[0m");
    assertThat(printed(text, false)).isEqualTo("Error: ab");
  }

  @Test
  void makesAllTextSafe() {
    assertThat(printed(StyledText.plain("\u001b]0;x\u0007"), true)).isEqualTo("\\u001b]0;x\\u0007");
  }

  @Test
  void wrapsAtSpaces() {
    assertThat(wrapped("the quick brown fox", 10)).containsExactly("the quick", "brown fox");
    assertThat(wrapped("abcdefghijkl mn", 5)).containsExactly("abcde", "fghij", "kl mn");
    assertThat(wrapped("    indented text", 12)).containsExactly("    indented", "text");
    assertThat(wrapped("          abc", 5)).containsExactly("     ", "     ", "abc");
    assertThat(wrapped("", 5)).containsExactly("");
    assertThat(wrapped("價格 價格", 5)).containsExactly("價格", "價格");
  }

  @Test
  void foldsWithoutLosingAnything() {
    List<StyledText> folded = StyledText.plain("ab  cd  ef").fold(4);
    assertThat(folded).extracting(StyledText::toString).containsExactly("ab  ", "cd  ", "ef");
  }

  @Test
  void keepsStylesWhenWrapping() {
    StyledText text = StyledText.of("one two", Style.BOLD).add(" three", Style.PLAIN);
    assertThat(printed(text.wrap(5).get(1), true)).isEqualTo("\u001b[1mtwo\u001b[0m");
    assertThat(printed(text.wrap(5).get(2), true)).isEqualTo("three");
  }

  @Test
  void cutsWithAMark() {
    assertThat(StyledText.plain("abcdef").cut(4)).hasToString("abc…");
    assertThat(StyledText.plain("a價格").cut(3)).hasToString("a…");
    assertThat(StyledText.plain("abcd").cut(4)).hasToString("abcd");
  }

  private static List<String> wrapped(String text, int columns) {
    return StyledText.plain(text).wrap(columns).stream().map(StyledText::toString).toList();
  }

  private static String printed(StyledText text, boolean colour) {
    StringBuilder out = new StringBuilder();
    text.appendTo(out, colour);
    return out.toString();
  }
}
