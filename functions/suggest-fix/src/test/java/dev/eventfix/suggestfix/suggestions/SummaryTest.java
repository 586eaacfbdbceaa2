package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SummaryTest {

  @Test
  void isTheFirstLineOfProse() {
    assertThat(Summary.of("# Title\n\n## Problem Description\n\n  It broke. \nThen more."))
        .isEqualTo("It broke.");
  }

  @Test
  void isNoCode() {
    assertThat(Summary.of("```python\nx = 1\n```\nThe reason\n")).isEqualTo("The reason");
  }

  @Test
  void isEmptyWithoutProse() {
    assertThat(Summary.of("## Only\n\n```\ncode")).isEmpty();
    assertThat(Summary.of("")).isEmpty();
  }

  @Test
  void isShortenedBetweenCharacters() {
    String summary = Summary.of("🙂".repeat(300));
    assertThat(summary.codePointCount(0, summary.length())).isEqualTo(Summary.MAX_LENGTH);
    assertThat(summary).isEqualTo("🙂".repeat(197) + "...");
    assertThat(Summary.of("x".repeat(200))).hasSize(200).doesNotContain("...");
  }

  @Test
  void hasNothingUnseen() {
    assertThat(Summary.of("a\u202eb\u0007c")).isEqualTo("a b c");
  }
}
