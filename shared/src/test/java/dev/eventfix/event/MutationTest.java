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
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Damaged events: whatever was done to them, there is an answer or a named refusal, twice the same,
 * within its budget and within a bounded memory.
 */
class MutationTest {

  /** Mutants of a small event that has everything. */
  private static final int SMALL_MUTANTS = 42_000;

  /** Mutants of real events. */
  private static final int REAL_MUTANTS = 8_000;

  private static final int[] BUDGETS = {200, 1_000, 8_000};

  /** What describing an event may allocate, and how much of it for each of its bytes. */
  private static final long MOST_BYTES = 8_000_000;

  private static final long MOST_BYTES_PER_BYTE = 200;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Random random = new Random(3_141_592);
  private int answers;
  private int refusals;

  @Test
  void aDamagedEventIsDescribedOrRefused() {
    for (int i = 0; i < SMALL_MUTANTS; i++) {
      check(mutate(EventFixture.FULL));
    }
    assertThat(answers).isGreaterThan(SMALL_MUTANTS / 4);
    assertThat(refusals).isGreaterThan(SMALL_MUTANTS / 20);
  }

  @Test
  void aDamagedRealEventIsDescribedOrRefused() {
    List<String> events = new ArrayList<>();
    for (Path file : EventFixture.ownEvents()) {
      // Large events tell no more than small ones, and take longer.
      String event = withoutBulk(EventFixture.tree(EventFixture.contents(file)));
      if (event.length() < 20_000) {
        events.add(event);
      }
    }
    assertThat(events).hasSizeGreaterThan(10);
    for (int i = 0; i < REAL_MUTANTS; i++) {
      check(mutate(events.get(random.nextInt(events.size()))));
    }
    assertThat(answers).isGreaterThan(REAL_MUTANTS / 4);
    assertThat(refusals).isGreaterThan(REAL_MUTANTS / 20);
  }

  private void check(byte[] mutant) {
    int budget = BUDGETS[random.nextInt(BUDGETS.length)];
    Map<String, String> parameters =
        Map.of(
            "max_description_tokens",
            String.valueOf(budget),
            "detail",
            random.nextBoolean() ? "compact" : "detailed");
    long before = THREADS.getCurrentThreadAllocatedBytes();
    String answer = answer(mutant, parameters, budget);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    if (allocated > MOST_BYTES + MOST_BYTES_PER_BYTE * mutant.length) {
      assertThat(allocated).as(text(mutant)).isZero();
    }
    if (answer == null) {
      refusals++;
    } else {
      answers++;
      if (answers % 4 == 0) {
        assertThat(answer(mutant, parameters, budget)).as("again").isEqualTo(answer);
      }
    }
  }

  private static String text(byte[] mutant) {
    return new String(mutant, StandardCharsets.UTF_8);
  }

  /** The description as JSON, empty when there is nothing to describe, null when it is refused. */
  private static @Nullable String answer(
      byte[] mutant, Map<String, String> parameters, int budget) {
    Reading reading = EventFixture.request(mutant, parameters);
    if (reading instanceof Reading.Refused refused) {
      assertThat(refused.problem().type())
          .as(text(mutant))
          .isIn(ProblemType.MALFORMED_JSON, ProblemType.INVALID_REQUEST);
      return null;
    }
    Description description =
        ((Reading.Understood) reading).request().describe(null, Redaction.DEFAULT);
    if (description instanceof NothingToDescribe) {
      return "";
    }
    Described described = (Described) description;
    byte[] json = Json.bytes(described.event());
    if (described.estimatedTokens() > budget
        || TokenEstimate.ofUtf8(json) != described.estimatedTokens()) {
      assertThat(described.estimatedTokens()).as(text(mutant)).isLessThanOrEqualTo(budget);
      assertThat(TokenEstimate.ofUtf8(json)).isEqualTo(described.estimatedTokens());
    }
    String text = text(json);
    assertThat(EventFixture.tree(text).isObject()).isTrue();
    return text;
  }

  /** Texts of all kinds: what was redacted once is not redacted again. */
  @Test
  void redactingTwiceChangesNothing() {
    List<String> texts = new ArrayList<>();
    for (Path file : EventFixture.ownEvents()) {
      collectTexts(EventFixture.tree(EventFixture.contents(file)), texts);
    }
    for (int i = 0; i < 20_000; i++) {
      String text = mutate(texts);
      String once = new Redactor(Redaction.DEFAULT).redact(text).toString();

      String twice = new Redactor(Redaction.DEFAULT).redact(once).toString();
      if (!twice.equals(once)) {
        assertThat(twice).as(text).isEqualTo(once);
      }
    }
  }

  private static void collectTexts(JsonNode node, List<String> texts) {
    if (node.isTextual() && node.asText().length() < 300) {
      texts.add(node.asText());
    }
    for (JsonNode child : node) {
      collectTexts(child, texts);
    }
  }

  /** Parts of texts side by side, with marks that separate keys and values. */
  private String mutate(List<String> texts) {
    String[] marks = {
      "=",
      ": ",
      "\"",
      "'",
      "\\\"",
      "@",
      "://",
      "?password=",
      "&",
      " ",
      "\n",
      "%3D",
      "<",
      "Bearer ",
      "\"token\":"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      String part = texts.get(random.nextInt(texts.size()));
      int from = random.nextInt(part.length() + 1);
      text.append(part, from, from + random.nextInt(part.length() - from + 1));
      text.append(marks[random.nextInt(marks.length)]);
      text.append(random.nextInt(4) == 0 ? randomText() : "");
    }
    return text.toString();
  }

  private static String withoutBulk(JsonNode event) {
    if (event instanceof ObjectNode object) {
      object.remove(List.of("modules", "breadcrumbs", "contexts", "debug_meta"));
    }
    return event.toString();
  }

  private byte[] mutate(String event) {
    return switch (random.nextInt(20)) {
      case 0 -> truncated(event.getBytes(StandardCharsets.UTF_8));
      case 1 -> withRandomBytes(event.getBytes(StandardCharsets.UTF_8));
      case 2, 3 -> withInsertion(event).getBytes(StandardCharsets.UTF_8);
      default -> {
        JsonNode tree = EventFixture.tree(event);
        for (int i = random.nextInt(5); i >= 0; i--) {
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
        switch (random.nextInt(18)) {
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
          case 12 -> "9".repeat(1 + random.nextInt(400));
          case 13 -> random.nextInt(20) == 0 ? hugeList() : "[[1,\"a\"],[2,\"b\"]]";
          case 14 -> deepList(random.nextInt(400));
          default -> EventFixture.quoted(randomText());
        });
  }

  private static String deepList(int depth) {
    return "[".repeat(depth) + "1" + "]".repeat(depth);
  }

  private String hugeList() {
    String[] items = {"1", "null", "{}", "[]", "\"x\"", "{\"type\":\"T\"}", "{\"function\":\"f\"}"};
    String item = items[random.nextInt(items.length)];
    return "[" + (item + ",").repeat(3_000) + item + "]";
  }

  private String randomText() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }
}
