package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Setting;
import dev.eventfix.wire.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's tables, held against the code. */
final class ReadmeTest {

  private static String readme() throws IOException {
    return Files.readString(Path.of(System.getProperty("eventfix.root"), "README.md"));
  }

  @ParameterizedTest
  @EnumSource
  void everySettingHasItsRow(Setting setting) throws IOException {
    String usual = setting.usualVariable() == null ? "" : ", `" + setting.usualVariable() + "`";
    String value = setting.defaultValue();
    assertThat(readme())
        .contains(
            "| `%s` | `%s`%s | %s | %s |"
                .formatted(
                    setting.key(),
                    setting.variable(),
                    usual,
                    value == null || value.isEmpty() ? "" : "`" + value + "`",
                    setting.description()));
  }

  @ParameterizedTest
  @EnumSource
  void everyProblemHasItsRow(ProblemType type) throws IOException {
    assertThat(readme())
        .contains(
            "| `%s` | %d | %s%s |"
                .formatted(
                    type.problemName(),
                    type.status(),
                    type.title(),
                    type.endsRecord() ? " (*done*)" : ""));
  }

  @Test
  void theFirstScreenNamesTheTwoCommands() throws IOException {
    assertThat(readme().lines().limit(20))
        .anyMatch(line -> line.startsWith("./eventfix suggest-fix events/sentry/"))
        .anyMatch(line -> line.startsWith("./mvnw verify"));
  }
}
