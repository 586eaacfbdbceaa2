package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogTest {

  private static final String JSON_START =
      "\\{\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineIsOneJsonObject() {
    new Log(out, LogLevel.INFO)
        .line(LogLevel.WARN, "request")
        .with("function", "describe-event")
        .with("request_id", null)
        .with("duration_ms", 12L)
        .with("cold", true)
        .with("reason", "two\nlines \"quoted\"")
        .write();
    assertThat(written())
        .matches(
            JSON_START
                + "\"level\":\"WARN\",\"message\":\"request\",\"function\":\"describe-event\","
                + "\"duration_ms\":12,\"cold\":true,"
                + "\"reason\":\"two\\\\nlines \\\\\"quoted\\\\\"\"}\n");
  }

  // For people

  @Test
  void aLineForPeopleStartsWithTheTimeAndTheLevel() {
    new Log(out, LogLevel.INFO, LogFormat.TEXT)
        .line(LogLevel.WARN, "setting")
        .with("duration_ms", 12L)
        .with("cold", true)
        .with("none", null)
        .with("empty", "")
        .with("reason", "two words, \"quoted\" and \\")
        .write();
    assertThat(written())
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  setting duration_ms=12 cold=true empty=\"\""
                + " reason=\"two words, \\\\\"quoted\\\\\" and \\\\\\\\\"\n");
  }

  @ParameterizedTest
  @CsvSource({"0", "1795232534704", "951782400007", "-1"})
  void timesForPeopleAreLocal(long epochMillis) {
    LocalTime local =
        Instant.ofEpochMilli(epochMillis).atZone(ZoneId.systemDefault()).toLocalTime();
    String time = TextLine.of(epochMillis, LogLevel.DEBUG, "m", Map.of()).replace(" DEBUG m\n", "");
    assertThat(LocalTime.parse(time)).isEqualTo(local);
  }

  @Test
  void nothingInALineForPeopleEndsItOrActsOnATerminal() {
    String hostile = "a\n12:00:00.000 ERROR forged\r\u001b[2J\u202e\u2028\u0085\u200b\udb40\udc41b";
    new Log(out, LogLevel.INFO, LogFormat.TEXT)
        .line(LogLevel.INFO, hostile)
        .with("reason", hostile)
        .with("bare", "a\u001bb")
        .write();
    assertThat(written().lines()).hasSize(1);
    assertThat(written())
        .contains("\\u000a12:00:00.000", "\\u000d\\u001b[2J\\u202e\\u2028\\u0085\\u200b\\u{e0041}b")
        .contains("bare=\"a\\u001bb\"");
    assertThat(written().stripTrailing().chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  @Test
  void aValueForPeopleCannotPassForAnother() {
    Map<String, Object> members = new TreeMap<>();
    members.put("reason", "x outcome=ok");
    members.put("other", "a=b");
    assertThat(TextLine.of(0, LogLevel.INFO, "m", members))
        .endsWith("m other=\"a=b\" reason=\"x outcome=ok\"\n");
  }

  // The invocation

  @ParameterizedTest
  @EnumSource
  void everyLineTellsOfTheRunningInvocation(LogFormat format) throws Exception {
    Log log = new Log(out, LogLevel.INFO, format);
    log.begin("suggest-fix", "4711", true, "1-5759e988-bd862e3fe1be46a994272793");
    Thread other = new Thread(() -> log.line(LogLevel.INFO, "m").with("a", 1).write());
    other.start();
    other.join();
    log.line(LogLevel.INFO, "m").with("a", 1).write();
    String expected =
        format == LogFormat.JSON
            ? "\"message\":\"m\",\"function\":\"suggest-fix\",\"request_id\":\"4711\",\"cold\":true,"
                + "\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\",\"a\":1}"
            : "m function=suggest-fix request_id=4711 cold=true"
                + " trace_id=1-5759e988-bd862e3fe1be46a994272793 a=1";
    assertThat(written().lines()).hasSize(2).allMatch(line -> line.endsWith(expected));

    out.reset();
    log.begin("suggest-fix", "4712", false, null);
    log.line(LogLevel.INFO, "m").write();
    assertThat(written()).contains("4712").doesNotContain("4711", "trace_id");

    out.reset();
    log.end();
    log.line(LogLevel.INFO, "m").write();
    assertThat(written()).doesNotContain("suggest-fix", "request_id", "cold");
  }

  // Levels

  @Test
  void lostMetricsAreToldWithoutTheFaultsWords() {
    new Log(out, LogLevel.INFO).metricsLost(new IOException("quotes anything"));
    assertThat(written())
        .contains("\"level\":\"WARN\"", "\"error\":\"java.io.IOException\"")
        .doesNotContain("quotes");
  }

  @ParameterizedTest
  @CsvSource({
    "DEBUG, DEBUG, true",
    "INFO, DEBUG, false",
    "INFO, INFO, true",
    "WARN, INFO, false",
    "ERROR, WARN, false",
    "ERROR, ERROR, true",
    "OFF, ERROR, false"
  })
  void linesBelowTheThresholdAreNotWritten(LogLevel threshold, LogLevel level, boolean written) {
    new Log(out, threshold).line(level, "m").write();
    assertThat(!written().isEmpty()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    ", , INFO",
    "debug, , DEBUG",
    "warn, , WARN",
    "off, , OFF",
    ", TRACE, DEBUG",
    ", DEBUG, DEBUG",
    ", INFO, INFO",
    ", WARN, WARN",
    ", ERROR, ERROR",
    ", FATAL, OFF",
    ", warn, WARN",
    ", loud, INFO",
    ", OFF, INFO",
    "debug, loud, DEBUG",
    "debug, WARN, WARN",
    "error, WARN, ERROR",
    "info, TRACE, INFO",
    "off, DEBUG, OFF",
    "info, FATAL, OFF"
  })
  void theStricterOfOurLevelAndLambdasHolds(String setting, String lambdas, LogLevel expected) {
    Map<String, String> environment =
        lambdas == null ? Map.of() : Map.of("AWS_LAMBDA_LOG_LEVEL", lambdas);
    assertThat(LogLevel.threshold(setting, environment)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({", false, TEXT", ", true, JSON", "json, false, JSON", "text, true, TEXT"})
  void theFormatIsJsonOnLambdaUnlessSaidOtherwise(
      String setting, boolean lambda, LogFormat expected) {
    Map<String, String> environment = lambda ? Map.of("AWS_LAMBDA_FUNCTION_NAME", "f") : Map.of();
    assertThat(LogFormat.of(setting, environment)).isEqualTo(expected);
  }

  // Streams that fail

  /** Throws the same whatever is done with it. */
  private static final class BrokenStream extends OutputStream {
    private final boolean checked;

    BrokenStream(boolean checked) {
      this.checked = checked;
    }

    @Override
    public void write(int b) throws IOException {
      if (checked) {
        throw new IOException("no space left");
      }
      throw new IllegalStateException("closed");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, JSON", "false, JSON", "true, TEXT", "false, TEXT"})
  void aLineThatCannotBeWrittenStopsNothing(boolean checked, LogFormat format) {
    Log log = new Log(new BrokenStream(checked), LogLevel.INFO, format);
    assertThatCode(() -> log.line(LogLevel.ERROR, "m").write()).doesNotThrowAnyException();
  }
}
