package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.configuration.Setting;
import dev.eventfix.metrics.Metric;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
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
    String deployed = setting.deployedDefault();
    String other =
        Objects.equals(value, deployed)
            ? ""
            : (value == null ? "" : ", ") + "deployed `" + deployed + "`";
    assertThat(readme())
        .contains(
            "| `%s` | `%s`%s | %s | %s%s |"
                .formatted(
                    setting.key(),
                    setting.variable(),
                    usual,
                    (value == null || value.isEmpty() ? "" : "`" + value + "`") + other,
                    setting.description(),
                    setting.oldKey() == null ? "" : " Was called `" + setting.oldKey() + "`."));
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

  @ParameterizedTest
  @EnumSource
  void everyMetricHasItsRow(Metric metric) throws IOException {
    StringJoiner fields = new StringJoiner(", ");
    for (String name : metric.fieldNames()) {
      fields.add("`" + name + "`");
    }
    String dimension = metric.dimension() == null ? "" : "`" + metric.dimension().name() + "`";
    assertThat(readme())
        .contains(
            "| `%s` | %s | %s | %s | %s |"
                .formatted(
                    metric.key(), metric.unit().label(), dimension, fields, metric.description()));
    if (metric.dimension() != null) {
      assertThat(metric.description()).contains(metric.dimension().values());
    }
  }

  @Test
  void everyRowOfAMetricHasItsMetric() throws IOException {
    String readme = readme();
    int start = readme.indexOf("| metric | unit |");
    assertThat(readme.substring(start, readme.indexOf("\n\n", start)).lines())
        .hasSize(Metric.values().length + 2);
  }

  @Test
  void everyCommandHasItsRow() throws IOException {
    String readme = readme();
    for (String command : Main.commandLine(new Invocation().launcher()).getSubcommands().keySet()) {
      assertThat(readme).contains("| `./eventfix " + command);
    }
  }

  @Test
  void everySecretIsNamedAsOne() throws IOException {
    String readme = readme();
    int start = readme.indexOf("### Secrets\n");
    String section = readme.substring(start, readme.indexOf("\n## ", start));
    for (Setting setting : Setting.values()) {
      assertThat(section.contains("`" + setting.key() + "`"))
          .as(setting.key())
          .isEqualTo(setting.isSecret());
    }
  }

  /** What the first screen shows is what the first command prints. */
  @Test
  void theExcerptIsWhatTheCommandPrints() throws IOException {
    String readme = readme();
    int start = readme.indexOf("Problem Description\n");
    String excerpt = readme.substring(start, readme.indexOf("```", start));
    Path event = Path.of(System.getProperty("eventfix.root"), "events/sentry/python-flask.json");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Launcher launcher =
        new Launcher(
            Map.of(),
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            false);
    assertThat(Main.run(launcher, "suggest-fix", event.toString())).isZero();
    assertThat(excerpt.split("\\.\\.\\.\n"))
        .allSatisfy(part -> assertThat(out.toString(StandardCharsets.UTF_8)).contains(part));
  }

  @Test
  void theFirstScreenNamesTheTwoCommands() throws IOException {
    assertThat(readme().lines().limit(20))
        .anyMatch(line -> line.startsWith("./eventfix suggest-fix events/sentry/"))
        .anyMatch(line -> line.startsWith("./mvnw verify"));
  }
}
