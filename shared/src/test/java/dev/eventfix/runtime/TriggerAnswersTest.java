package dev.eventfix.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerAnswersTest {

  /** A stream that tells when someone flushes or closes it. */
  private static final class Target extends ByteArrayOutputStream {
    private boolean closed;
    private boolean flushed;

    @Override
    public void flush() {
      flushed = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void writesAnHttpAnswer() throws IOException {
    Target out = new Target();
    TriggerAnswers.writeHttp(out, 429, Map.of("Retry-After", "7"), bytes("{\"a\":\"é\\n\"}"));
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "{\"statusCode\":429,"
                + "\"headers\":{\"Retry-After\":\"7\"},"
                + "\"body\":\"{\\\"a\\\":\\\"é\\\\n\\\"}\",\"isBase64Encoded\":false}");
    assertThat(out.closed).isFalse();
  }

  @Test
  void bodiesOfAnySizeComeBackAsTheyWere() throws IOException {
    for (String body :
        List.of("", "\u0000\u001f\"\\/\b\t\u007f\u2028", "é€😀\"\n".repeat(400_000))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TriggerAnswers.writeHttp(out, 200, Map.of(), bytes(body));
      String read = new ObjectMapper().readTree(out.toByteArray()).path("body").textValue();
      assertThat(body.equals(read)).isTrue();
    }
  }

  @Test
  void writesAPreludeThatEndsInZeros() throws IOException {
    Target out = new Target();
    TriggerAnswers.writePrelude(out, 429, Map.of("Retry-After", "7"));
    assertThat(out.toString(UTF_8))
        .isEqualTo("{\"statusCode\":429,\"headers\":{\"Retry-After\":\"7\"}}" + "\0".repeat(8));
  }

  @Test
  void writesABatchsAnswer() throws IOException {
    assertThat(batch(List.of())).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(batch(List.of("a-1", "b\"2")))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"a-1\"},{\"itemIdentifier\":\"b\\\"2\"}]}");
  }

  @Test
  void flushesAndLeavesTheStreamOpen() throws IOException {
    Target out = new Target();
    TriggerAnswers.writeBatch(out, List.of());
    assertThat(out.flushed).isTrue();
    assertThat(out.closed).isFalse();
  }

  private static String batch(List<String> failed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TriggerAnswers.writeBatch(out, failed);
    return out.toString(UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
