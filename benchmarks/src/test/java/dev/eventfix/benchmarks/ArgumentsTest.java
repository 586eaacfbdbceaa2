package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eventfix.benchmarks.WarmSpeed.Arguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @Test
  void defaults() {
    assertThat(Arguments.parse()).isEqualTo(new Arguments(5, 1_000, false));
  }

  @Test
  void readsEveryOption() {
    assertThat(Arguments.parse("--c2", "--millis", "20", "--rounds", "3"))
        .isEqualTo(new Arguments(3, 20, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rounds", "--rounds 0", "--millis -1", "--millis many", "--c1", "a"})
  void whatMakesNoSenseIsAnsweredWithTheUsage(String line) {
    assertThatExceptionOfType(MeasurementException.class)
        .isThrownBy(() -> Arguments.parse(line.split(" ", -1)))
        .withMessageStartingWith("Usage: benchmarks/describe");
  }
}
