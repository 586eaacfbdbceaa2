package dev.eventfix.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "abc, xbc, 1",
    "'', abc, 3",
    "ca, abc, 3"
  })
  void changesAreCounted(String a, String b, int changes) {
    assertThat(NearestName.changes(a, b)).isEqualTo(changes);
    assertThat(NearestName.changes(b, a)).isEqualTo(changes);
  }

  @Test
  void whatIsTooFarOffWasNotMeant() {
    assertThat(NearestName.of("x", List.of("llm.model"))).isNull();
    assertThat(NearestName.of("y".repeat(1_000_000), List.of("y"))).isNull();
    assertThat(NearestName.of("llm.mdel", List.of("llm.model", "table.name")))
        .isEqualTo("llm.model");
  }
}
