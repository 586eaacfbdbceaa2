package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real events: the project's own, and other people's where they lie beside the checkout. */
class CorpusTest {

  private static Description description(String event) {
    return EventFixture.understood(event, Map.of()).describe("gpt-4o", Redaction.DEFAULT);
  }

  /** Sentry's event API has a shape of its own, and a list is an envelope's lines. */
  private static boolean isAnEvent(JsonNode event) {
    return event.isObject() && !event.has("entries");
  }

  private static boolean hasText(JsonNode event) {
    return event.hasNonNull("message")
        || event.hasNonNull("logentry")
        || !event.path("exception").isEmpty()
        || !event.path("threads").isEmpty()
        || !event.path("stacktrace").isEmpty();
  }

  private static void assertDescribed(Path file, String event) {
    Description description = description(event);

    assertThat(description).as(file.toString()).isInstanceOf(Described.class);
    Described described = (Described) description;
    JsonNode tree = EventFixture.tree(described);
    assertThat(tree.has("message") || tree.has("exceptions")).as(file.toString()).isTrue();
    assertThat(described.estimatedTokens()).isLessThanOrEqualTo(ModelCatalog.MAX_DEFAULT_BUDGET);
    for (JsonNode exception : tree.path("exceptions")) {
      assertThat(exception.has("type") || exception.has("message") || exception.has("stacktrace"))
          .as(file.toString())
          .isTrue();
      if (exception.has("stacktrace")) {
        assertThat(exception.findValuesAsText("crash")).as(file.toString()).containsExactly("here");
      }
    }
  }

  @Test
  void everyOwnEventIsDescribedWithoutAWarning() {
    List<Path> files = EventFixture.ownEvents();

    assertThat(files).hasSizeGreaterThanOrEqualTo(14);
    for (Path file : files) {
      String event = EventFixture.contents(file);
      assertDescribed(file, event);
      assertThat(((Described) description(event)).warnings()).as(file.toString()).isEmpty();
      assertThat(((Described) description(event)).eventId()).as(file.toString()).isNotNull();
    }
  }

  @Test
  void wrappedEventsAreDescribedAsTheBareOnes() {
    for (Path file : EventFixture.ownEvents()) {
      String event = EventFixture.contents(file);

      assertThat(EventFixture.text((Described) description("{\"event\":" + event + "}")))
          .as(file.toString())
          .isEqualTo(EventFixture.text((Described) description(event)));
    }
  }

  @Test
  void everyEventOfOtherPeopleIsDescribed() {
    assumeTrue(
        !EventFixture.foreignEvents().isEmpty(),
        () -> EventFixture.foreignFolder() + " is not there");
    List<String> empty = new ArrayList<>();
    int described = 0;
    for (Path file : EventFixture.foreignEvents()) {
      String event = EventFixture.contents(file);
      JsonNode tree = EventFixture.tree(event);
      if (!isAnEvent(tree)) {
        continue;
      }
      if (hasText(tree)) {
        assertDescribed(file, event);
        described++;
      } else {
        assertThat(description(event)).as(file.toString()).isInstanceOf(NothingToDescribe.class);
        empty.add(String.valueOf(file.getFileName()));
      }
    }
    assertThat(empty).containsExactly("very_small_event.json");
    assertThat(described).isGreaterThan(40);
  }
}
