package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The crash frame of each exception is the frame that a developer would open, in all real events.
 */
class CrashFrameTest {

  private static final String NONE = "-";

  /** An exception's type, and the frame: both {@link #NONE} where no frame is the program's own. */
  private record Crash(String type, String function, String place) {}

  /** The table, by event. */
  private static Map<String, List<Crash>> table() throws IOException {
    Map<String, List<Crash>> table = new TreeMap<>();
    try (InputStream file = CrashFrameTest.class.getResourceAsStream("crash-frames.txt")) {
      byte[] bytes = Objects.requireNonNull(file).readAllBytes();
      for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          List<String> cells = List.of(line.split(" \\| "));
          String place = cells.size() < 4 ? NONE : cells.get(3);
          table
              .computeIfAbsent(cells.get(0), event -> new ArrayList<>())
              .add(new Crash(cells.get(1), cells.get(2), place));
        }
      }
    }
    return table;
  }

  private static JsonNode exceptions(Path file) {
    Described described = EventFixture.detailed(EventFixture.contents(file));
    return EventFixture.tree(described).path("exceptions");
  }

  private static JsonNode crashFrame(JsonNode exception) {
    for (JsonNode frame : exception.path("stacktrace")) {
      if (frame.has("crash")) {
        return frame;
      }
    }
    return fail("no crash frame in %s", exception);
  }

  private static String event(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  static Stream<Path> eventsWithExceptions() {
    return EventFixture.ownEvents().stream().filter(file -> !exceptions(file).isEmpty());
  }

  @Test
  void everyEventWithAnExceptionIsInTheTable() throws IOException {
    assertThat(eventsWithExceptions().map(CrashFrameTest::event))
        .containsExactlyInAnyOrderElementsOf(table().keySet());
  }

  @ParameterizedTest
  @MethodSource("eventsWithExceptions")
  void theCrashFrameIsTheOneToOpen(Path file) throws IOException {
    List<Crash> expected = table().getOrDefault(event(file), List.of());
    JsonNode told = exceptions(file);
    List<String> types = new ArrayList<>();
    for (JsonNode exception : told) {
      types.add(exception.path("type").asText("(message)"));
    }
    assertThat(types).isEqualTo(expected.stream().map(Crash::type).toList());
    for (int i = 0; i < told.size(); i++) {
      Crash crash = expected.get(i);
      if (!crash.function().equals(NONE)) {
        JsonNode frame = crashFrame(told.get(i));
        assertThat(frame.path("func").asText()).as(crash.type()).isEqualTo(crash.function());
        if (!crash.place().equals(NONE)) {
          assertThat(frame.path("file").asText() + ":" + frame.path("line").asText())
              .as(crash.type())
              .endsWith(crash.place());
        }
      }
    }
  }
}
