package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTest {

  @Test
  void shortTextIsNotCut() {
    Redacted text = new Redacted("short");

    assertThat(text.cutMiddle(5)).isSameAs(text);
  }

  @Test
  void saysHowMuchIsLeftOut() {
    assertThat(new Redacted("a".repeat(50) + "b".repeat(50)).cutMiddle(40).toString())
        .isEqualTo("aaaaaaa…[87 characters left out]…bbbbbb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abcdefghij", "😀😀😀😀😀😀😀😀", "<email:1><email:2>", "x<ip:1>y<ip:2>z"})
  void neverExceedsTheLimitAndSplitsNothing(String piece) {
    Redacted text = new Redacted(piece.repeat(20));
    for (int limit = 0; limit <= text.toString().length(); limit++) {
      String cut = text.cutMiddle(limit).toString();

      assertThat(cut.length()).isLessThanOrEqualTo(limit);
      for (int i = 0; i < cut.length(); i++) {
        if (Character.isHighSurrogate(cut.charAt(i))) {
          assertThat(cut.length() > i + 1 && Character.isLowSurrogate(cut.charAt(i + 1))).isTrue();
          i++;
        } else {
          assertThat(Character.isLowSurrogate(cut.charAt(i))).isFalse();
        }
      }
      if (piece.contains("<")) {
        String rest = cut.replaceAll("<(email|ip):[12]>", "");
        assertThat(rest).doesNotContain("<").doesNotContain(">");
      }
    }
  }

  @Test
  void stripsWhiteSpaceAtTheEnds() {
    assertThat(new Redacted(" a b\n").strip()).isEqualTo(new Redacted("a b"));
  }

  @Test
  void equalsByText() {
    assertThat(new Redacted("a")).isEqualTo(new Redacted("a")).hasSameHashCodeAs(new Redacted("a"));
    assertThat(new Redacted("a")).isNotEqualTo(new Redacted("b")).hasToString("a");
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    assertThat(new Redacted("a\ud83d b\ude00\ud83d\ude00c\ud83d").toString())
        .isEqualTo("a\ufffd b\ufffd\ud83d\ude00c\ufffd");
  }
}
