package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalTest {

  @Test
  void showsColoursOnATerminal() {
    assertThat(Terminal.detect(Map.of(), true).colour()).isTrue();
    assertThat(Terminal.detect(Map.of("NO_COLOR", "", "TERM", "xterm"), true).colour()).isTrue();
  }

  @Test
  void showsNoColoursElsewhereOrWhereTheyAreNotWanted() {
    assertThat(Terminal.detect(Map.of(), false).colour()).isFalse();
    assertThat(Terminal.detect(Map.of("NO_COLOR", "1"), true).colour()).isFalse();
    assertThat(Terminal.detect(Map.of("TERM", "dumb"), true).colour()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"80, 80", "' 64 ', 64", "10, 40", "1000, 200", "99999999999999999999, 200"})
  void takesTheWidthFromTheEnvironment(String columns, int width) {
    assertThat(Terminal.detect(Map.of("COLUMNS", columns), true).width()).isEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "80x", "１２０", " "})
  void takesTheDefaultWhenTheEnvironmentSaysNothing(String columns) {
    assertThat(Terminal.detect(Map.of("COLUMNS", columns), true).width()).isEqualTo(100);
  }

  @Test
  void keepsRunningTextReadable() {
    assertThat(new Terminal(200, false).textWidth()).isEqualTo(120);
    assertThat(new Terminal(60, false).textWidth()).isEqualTo(60);
  }
}
