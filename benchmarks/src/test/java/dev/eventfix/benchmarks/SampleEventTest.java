package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleEventTest {

  private static final String EVENT =
      """
      {
        "level": null, "timestamp": 1.5, "count": 7, "ok": true,
        "exception": {"values": [
          {"type": "A", "stacktrace": {"frames": [{"lineno": 1}, {"lineno": 2}]}},
          {"type": "B"},
          {"type": "C", "stacktrace": {"frames": [{"lineno": 3}]}}
        ]}
      }
      """;

  private static final String AS_SENT =
      "{\"level\":null,\"timestamp\":1.5,\"count\":7,\"ok\":true,\"exception\":{\"values\":["
          + "{\"type\":\"A\",\"stacktrace\":{\"frames\":[{\"lineno\":1},{\"lineno\":2}]}},"
          + "{\"type\":\"B\"},"
          + "{\"type\":\"C\",\"stacktrace\":{\"frames\":[{\"lineno\":3}]}}]}}";

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("event.json"), content);
  }

  private String ofSize(String content, int bytes) throws IOException {
    return new String(SampleEvent.ofSize(file(content), bytes), StandardCharsets.UTF_8);
  }

  @Test
  void isTheEventWithoutWhiteSpaceWhenItIsLargeEnough() throws IOException {
    assertThat(ofSize(EVENT, AS_SENT.length())).isEqualTo(AS_SENT);
  }

  @Test
  void repeatsFramesUntilTheSizeIsReached() throws IOException {
    // Each frame takes 13 bytes with its comma: four more are needed for 40 bytes.
    assertThat(ofSize(EVENT, AS_SENT.length() + 40))
        .isEqualTo(
            AS_SENT
                .replace(
                    "{\"lineno\":2}", "{\"lineno\":2},{\"lineno\":1},{\"lineno\":2},{\"lineno\":1}")
                .replace("{\"lineno\":3}", "{\"lineno\":3},{\"lineno\":3}"));
  }

  @Test
  void anEventWithoutFramesCannotGrow() {
    assertThatExceptionOfType(MeasurementException.class)
        .isThrownBy(() -> ofSize("{\"message\":\"m\"}", 100))
        .withMessageEndingWith("event.json holds no frames to repeat");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(MeasurementException.class)
        .isThrownBy(() -> SampleEvent.ofSize(folder.resolve("none.json"), 1))
        .withMessageContaining("none.json");
  }
}
