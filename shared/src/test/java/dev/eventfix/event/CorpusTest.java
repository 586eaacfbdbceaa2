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

  private static final int[] BUDGETS = {200, 1_000, 8_000};

  private static Description description(String event) {
    return EventFixture.understood(event, Map.of()).describe("gpt-4o", Redaction.DEFAULT);
  }

  private static void assertDescribed(Path file, String event) {
    Description description = description(event);

    assertThat(description).as(file.toString()).isInstanceOf(Described.class);
    assertTellsSomething(file.toString(), (Described) description);
    for (int budget : BUDGETS) {
      for (String detail : List.of("compact", "detailed")) {
        String what = file + " " + detail + " " + budget;
        Map<String, String> parameters =
            Map.of("detail", detail, "max_description_tokens", String.valueOf(budget));
        Described described =
            (Described)
                EventFixture.understood(event, parameters).describe(null, Redaction.DEFAULT);

        assertThat(described.estimatedTokens()).as(what).isLessThanOrEqualTo(budget);
        assertThat(TokenEstimate.of(EventFixture.text(described)))
            .as(what)
            .isEqualTo(described.estimatedTokens());
        assertTellsSomething(what, described);
      }
    }
  }

  private static void assertTellsSomething(String what, Described described) {
    JsonNode tree = EventFixture.tree(described);
    assertThat(tree.has("message") || tree.has("exceptions") || tree.has("report"))
        .as(what)
        .isTrue();
    for (JsonNode exception : tree.path("exceptions")) {
      assertThat(exception.has("type") || exception.has("message") || exception.has("stacktrace"))
          .as(what)
          .isTrue();
      if (exception.has("stacktrace")) {
        assertThat(exception.findValuesAsText("crash")).as(what).containsExactly("here");
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
    List<String> warned = new ArrayList<>();
    int described = 0;
    for (Path file : EventFixture.foreignEvents()) {
      String event = EventFixture.contents(file);
      if (description(event) instanceof NothingToDescribe) {
        empty.add(String.valueOf(file.getFileName()));
      } else {
        assertDescribed(file, event);
        described++;
        warned.addAll(((Described) description(event)).warnings());
      }
    }
    // It has an empty list of exceptions, and no text at all.
    assertThat(empty).containsExactly("very_small_event.json");
    assertThat(described).isEqualTo(48);
    assertThat(warned).isEmpty();
  }
}
