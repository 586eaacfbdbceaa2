package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import dev.eventfix.event.EventRequest.Reading;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.ProblemType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged real events: whatever was done to them, there is an answer or a named refusal. */
class MutationTest {

  private static final int MUTANTS = 3_000;
  private static final int BUDGET = 1_000;

  private final Random random = new Random(3_141_592);

  @Test
  void aDamagedEventIsDescribedOrRefused() {
    List<String> events = new ArrayList<>();
    for (Path file : EventFixture.ownEvents()) {
      // Large events tell no more than small ones, and take longer.
      String event = withoutBulk(EventFixture.tree(EventFixture.contents(file)));
      if (event.length() < 40_000) {
        events.add(event);
      }
    }
    assertThat(events).hasSizeGreaterThan(10);
    int answers = 0;
    int refusals = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutate(events.get(random.nextInt(events.size())));
      if (isAnswered(mutant)) {
        answers++;
      } else {
        refusals++;
      }
    }
    assertThat(answers).isGreaterThan(MUTANTS / 4);
    assertThat(refusals).isGreaterThan(MUTANTS / 20);
  }

  private static String withoutBulk(JsonNode event) {
    if (event instanceof ObjectNode object) {
      object.remove(List.of("modules", "breadcrumbs", "contexts", "debug_meta"));
    }
    return event.toString();
  }

  private static boolean isAnswered(byte[] mutant) {
    String what = new String(mutant, StandardCharsets.UTF_8);
    Reading reading =
        EventFixture.request(mutant, Map.of("max_description_tokens", String.valueOf(BUDGET)));
    if (reading instanceof Reading.Refused refused) {
      assertThat(refused.problem().type())
          .as(what)
          .isIn(ProblemType.MALFORMED_JSON, ProblemType.INVALID_REQUEST);
      return false;
    }
    Description description =
        ((Reading.Understood) reading).request().describe(null, Redaction.DEFAULT);
    if (description instanceof NothingToDescribe) {
      return true;
    }
    Described described = (Described) description;
    byte[] json = Json.bytes(described.event());
    assertThat(described.estimatedTokens()).as(what).isLessThanOrEqualTo(BUDGET);
    assertThat(TokenEstimate.ofUtf8(json)).isEqualTo(described.estimatedTokens());
    assertThat(EventFixture.tree(new String(json, StandardCharsets.UTF_8)).isObject()).isTrue();
    return true;
  }

  private byte[] mutate(String event) {
    return switch (random.nextInt(8)) {
      case 0 -> truncated(event.getBytes(StandardCharsets.UTF_8));
      case 1 -> withRandomBytes(event.getBytes(StandardCharsets.UTF_8));
      case 2 -> withInsertion(event).getBytes(StandardCharsets.UTF_8);
      default -> {
        JsonNode tree = EventFixture.tree(event);
        for (int i = random.nextInt(4); i >= 0; i--) {
          replaceSomething(tree);
        }
        yield tree.toString().getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  private byte[] truncated(byte[] event) {
    return Arrays.copyOf(event, random.nextInt(event.length));
  }

  private byte[] withRandomBytes(byte[] event) {
    for (int i = random.nextInt(5); i >= 0; i--) {
      event[random.nextInt(event.length)] = (byte) random.nextInt(256);
    }
    return event;
  }

  private String withInsertion(String event) {
    String[] insertions = {
      "null", ",", "{", "}", "[", "]", "\"", "\\ud800", "\\udc00", "\\u0000", "1e999", "-", "\\",
      "\u202e"
    };
    int at = random.nextInt(event.length());
    return event.substring(0, at)
        + insertions[random.nextInt(insertions.length)]
        + event.substring(at);
  }

  /** Walks down from the root and replaces or removes a value somewhere. */
  private void replaceSomething(JsonNode node) {
    JsonNode at = node;
    while (true) {
      JsonNode child = null;
      if (at instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        child = object.get(name);
        if (child.isEmpty() || random.nextInt(5) == 0) {
          if (random.nextInt(4) == 0) {
            object.remove(name);
          } else {
            object.set(name, wrong());
          }
          return;
        }
      } else if (at instanceof ArrayNode array && !array.isEmpty()) {
        int index = random.nextInt(array.size());
        child = array.get(index);
        if (child.isEmpty() || random.nextInt(5) == 0) {
          array.set(index, wrong());
          return;
        }
      }
      if (child == null) {
        return;
      }
      at = child;
    }
  }

  private JsonNode wrong() {
    return EventFixture.tree(
        switch (random.nextInt(14)) {
          case 0, 1 -> "null";
          case 2 -> "true";
          case 3 -> String.valueOf(random.nextLong());
          case 4 -> "1e308";
          case 5 -> "{}";
          case 6 -> "[]";
          case 7 -> "[null,{},[]]";
          case 8 -> "{\"values\":[{\"a\":1}],\"frames\":5}";
          case 9 -> "\"\"";
          case 10 -> "\"\\ud83d\"";
          case 11 -> "\"\\udc00\\ud800\"";
          default -> EventFixture.quoted(randomText());
        });
  }

  private String randomText() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }
}
