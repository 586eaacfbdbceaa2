package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void defaults() {
    assertThat(ColdStart.Options.parse())
        .isEqualTo(new ColdStart.Options(15, false, false, "", null));
  }

  @Test
  void readsEveryOption() {
    assertThat(
            ColdStart.Options.parse(
                "--rounds", "3", "--check", "event.json", "--classes", "--only", "suggest-fix"))
        .isEqualTo(new ColdStart.Options(3, true, true, "suggest-fix", Path.of("event.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rounds",
        "--rounds 0",
        "--rounds -1",
        "--rounds many",
        "--fast",
        "--only",
        "--only --check",
        "a b"
      })
  void whatMakesNoSenseIsAnsweredWithTheUsage(String line) {
    assertThatExceptionOfType(MeasurementException.class)
        .isThrownBy(() -> ColdStart.Options.parse(line.split(" ", -1)))
        .withMessageStartingWith("Usage: benchmarks/cold-start");
  }
}
