package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.compact;
import static dev.eventfix.event.EventFixture.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The limits of facts that strangers write. */
class FactsTest {

  private static JsonNode facts(String facts) {
    return tree(compact("{\"csp\":" + facts + "}")).path("report");
  }

  private static String list(String item, int count) {
    return "[" + (item + ",").repeat(count - 1) + item + "]";
  }

  @Test
  void whatLiesDeeperThanFourLevelsIsOnlySaidToBeThere() {
    assertThat(facts("{\"a\":{\"b\":{\"c\":{\"d\":\"shown\"}}}}").toString()).contains("shown");
    assertThat(facts("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}").at("/a/b/c/d").asText())
        .isEqualTo("…");
  }

  @Test
  void ofALevelTwentyItemsAreReadAndTheOthersCounted() {
    JsonNode items = facts("{\"a\":" + list("7", 1_000) + "}").path("a");

    assertThat(items).hasSize(21);
    assertThat(items.path(20).asText()).isEqualTo("… 980 more");
    StringBuilder fields = new StringBuilder("{\"f0\":0");
    for (int i = 1; i < 30; i++) {
      fields.append(",\"f").append(i).append("\":0");
    }
    assertThat(facts(fields + "}").path("…").asText()).isEqualTo("10 more");
  }

  @Test
  void aHundredValuesAreReadInAll() {
    String lists = list(list("7", 20), 20);

    assertThat(facts("{\"a\":" + lists + "}").toString().replaceAll("[^7]", "")).hasSize(100);
  }

  @Test
  void megabytesOfThemTakeNoMemory() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    String event = "{\"csp\":{\"a\":" + list("{}", 1_000_000) + "}}";
    byte[] bytes = event.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    long before = threads.getCurrentThreadAllocatedBytes();

    EventFixture.request(bytes, java.util.Map.of());

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(bytes.length);
  }
}
