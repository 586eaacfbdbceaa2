package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {

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
            "\\{\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\","
                + "\"level\":\"WARN\",\"message\":\"request\",\"function\":\"describe-event\","
                + "\"duration_ms\":12,\"cold\":true,"
                + "\"reason\":\"two\\\\nlines \\\\\"quoted\\\\\"\"}\n");
  }

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

  @Test
  void aLineThatCannotBeWrittenStopsNothing() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    assertThatCode(() -> new Log(broken, LogLevel.INFO).line(LogLevel.ERROR, "m").write())
        .doesNotThrowAnyException();
  }
}
