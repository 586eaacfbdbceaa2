package dev.eventfix.suggestfix.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WHATWG's rules for streams of events, and our own bound. */
final class SseReaderTest {

  private final List<String> events = new ArrayList<>();

  private boolean read(byte[] bytes) throws IOException {
    SseReader reader =
        new SseReader(
            (type, data) -> {
              events.add(type + "=" + data);
              return !data.equals("last");
            });
    for (byte b : bytes) {
      if (!reader.read(b & 255)) {
        return false;
      }
    }
    return true;
  }

  private List<String> events(String stream) throws IOException {
    assertThat(read(stream.getBytes(UTF_8))).isTrue();
    return events;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void linesEndInOneOfThreeWays(String end) throws IOException {
    assertThat(events("data: a" + end + end + "event: x" + end + "data: b" + end + end))
        .containsExactly("message=a", "x=b");
  }

  @Test
  void thePairOfTwoEndsIsOneAndTheReverseIsTwo() throws IOException {
    assertThat(events("data: a\r\ndata: b\n\rdata: c\n\n"))
        .containsExactly("message=a\nb", "message=c");
  }

  @Test
  void aMarkOfTheEncodingIsNoPartOfTheFirstField() throws IOException {
    assertThat(events("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n"))
        .containsExactly("message=a", "message=\uFEFFc");
  }

  @Test
  void commentsAndUnknownFieldsAreLeftOut() throws IOException {
    assertThat(
            events(
                ": keep-alive\n\n:\n\nid: 1\nretry: 10\nunknown: x\nDATA: x\n data: x\ndata: a\n\n"))
        .containsExactly("message=a");
  }

  @Test
  void severalLinesOfDataAreOneText() throws IOException {
    assertThat(events("data: a\ndata\ndata:\ndata: b\n\n")).containsExactly("message=a\n\n\nb");
  }

  @Test
  void oneSpaceBehindTheColonIsNoData() throws IOException {
    assertThat(events("data:a\n\ndata:  b\n\ndata:c: d\n\n"))
        .containsExactly("message=a", "message= b", "message=c: d");
  }

  @Test
  void anEventWithoutDataIsNoneAndItsTypeIsForgotten() throws IOException {
    assertThat(events("event: x\n\ndata: a\n\nevent: y\nevent:\ndata: b\n\ndata\n\n"))
        .containsExactly("message=a", "message=b", "message=");
  }

  @Test
  void anEventThatDoesNotEndIsNone() throws IOException {
    assertThat(events("data: a\n\ndata: b\n")).containsExactly("message=a");
  }

  @Test
  void charactersAreReadLineByLineAndBrokenOnesReplaced() throws IOException {
    assertThat(events("data: né 🐛\n\n")).containsExactly("message=né 🐛");
    events.clear();
    assertThat(read(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xC3, '\n', '\n'})).isTrue();
    assertThat(events).containsExactly("message=\uFFFD");
  }

  @Test
  void nothingIsReadAfterTheLast() throws IOException {
    assertThat(read("data: a\n\ndata: last\n\ndata: b\n\n".getBytes(UTF_8))).isFalse();
    assertThat(events).containsExactly("message=a", "message=last");
  }

  @Test
  void anEventHasABoundAndAStreamOfThemHasNone() throws IOException {
    SseReader reader = new SseReader((type, data) -> true);
    byte[] line = ("data: " + "x".repeat(1_000) + "\n").getBytes(UTF_8);
    int read = 0;
    while (read < 2 * SseReader.MAX_EVENT_BYTES) {
      for (byte b : line) {
        assertThat(reader.read(b)).isTrue();
      }
      assertThat(reader.read('\n')).isTrue();
      read += line.length;
    }
    boolean more = true;
    read = 0;
    while (more && read < 2 * SseReader.MAX_EVENT_BYTES) {
      more = reader.read(line[read++ % line.length]);
    }

    assertThat(reader.isTooLong()).isTrue();
    assertThat(read).isBetween(SseReader.MAX_EVENT_BYTES - 100, SseReader.MAX_EVENT_BYTES + 10_000);
  }
}
