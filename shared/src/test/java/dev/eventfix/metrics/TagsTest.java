package dev.eventfix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "_aws", "level", "timestamp", "instance", "a-b", ":a", "ä", "a\""})
  void namesThatAreNoneAreRefused(String name) {
    assertThatThrownBy(() -> Tags.of(name, "value")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesHaveValuesAndComeOnce() {
    assertThatThrownBy(() -> Tags.of("a")).hasMessage("tags are names and values in turn");
    assertThatThrownBy(() -> Tags.of("a", "1", "a", "2")).hasMessage("the tag a comes twice");
    assertThatThrownBy(() -> Tags.of("a".repeat(Tags.MAX_NAME_LENGTH + 1), "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tags.of(new String[2 * Tags.MAX_TAGS + 2]))
        .hasMessage("more than 30 tags");
  }

  @Test
  void ofTwoWithOneNameTheFirstHolds() {
    assertThat(Tags.of("a", "1", "b", "2").and(Tags.of("b", "3", "c", "4")))
        .isEqualTo(Tags.of("a", "1", "b", "2", "c", "4"));
    assertThat(Tags.NONE.and(Tags.of("a", "1"))).isEqualTo(Tags.of("a", "1"));
    assertThat(Tags.of("a", "1").and(Tags.NONE)).isEqualTo(Tags.of("a", "1"));
  }

  @Test
  void thereAreNeverMoreThanCloudWatchTakes() {
    String[] pairs = new String[2 * Tags.MAX_TAGS];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = "tag" + i;
      pairs[i + 1] = "x";
    }
    Tags full = Tags.of(pairs);
    assertThat(full.and(Tags.of("more", "1"))).isEqualTo(full);
    assertThat(Tags.of("more", "1").and(full).size()).isEqualTo(Tags.MAX_TAGS);
  }
}
