package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The limits of a tree that strangers fill. */
class RedactedTreeTest {

  private static String text(Map<String, @Nullable Object> raw) {
    RedactedTree tree = RedactedTree.of(raw, new Redactor(Redaction.DEFAULT));
    return tree == null ? "nothing" : EventFixture.text(tree);
  }

  @Test
  void keepsNumbersTruthsTextsListsAndTheirOrder() {
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    raw.put("number", 13);
    raw.put("name", "EACCES");
    raw.put("list", Arrays.asList(1L, null, "two", true));
    raw.put("none", null);

    assertThat(text(raw))
        .isEqualTo("{\"number\":13,\"name\":\"EACCES\",\"list\":[1,\"two\",true]}");
  }

  @Test
  void whatHoldsNothingIsNothing() {
    assertThat(text(Map.of())).isEqualTo("nothing");
    assertThat(text(Map.of("a", Map.of("b", List.of()), "c", List.of(Map.of()))))
        .isEqualTo("nothing");
  }

  @Test
  void levelsAreLimited() {
    Object value = "deep";
    for (int i = 0; i < RedactedTree.MAX_DEPTH; i++) {
      value = Map.of("k", value);
    }
    assertThat(text(Map.of("k", value))).isEqualTo("nothing");
    assertThat(text(Map.of("k", Map.of("k", Map.of("k", Map.of("k", "deep")))))).contains("deep");
  }

  @Test
  void itemsOfALevelAreLimited() {
    List<Integer> many = Collections.nCopies(1_000, 7);

    assertThat(EventFixture.tree(text(Map.of("a", many))).path("a"))
        .hasSize(RedactedTree.MAX_ITEMS);
  }

  @Test
  void valuesInAllAreLimited() {
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < RedactedTree.MAX_ITEMS; i++) {
      lists.add(Collections.nCopies(RedactedTree.MAX_ITEMS, 7));
    }

    assertThat(text(Map.of("a", lists)).replaceAll("[^7]", "")).hasSize(RedactedTree.MAX_VALUES);
  }

  @Test
  void textsAndKeysAreLimited() {
    String json = text(Map.of("key ".repeat(1_000), "text ".repeat(100_000)));

    assertThat(json.length()).isBetween(100, 2 * RedactedTree.MAX_TEXT + 20);
  }
}
