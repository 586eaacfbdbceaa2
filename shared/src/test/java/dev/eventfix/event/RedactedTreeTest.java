package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'password':{'value':'S3CRET'}}",
        "{'password':['S3CRET','x']}",
        "{'secrets':{'db':'S3CRET','more':[{'a':'S3CRET'}]}}",
        "{'a':{'api_key':{'b':{'c':'S3CRET'}}}}",
        "{'headers':[['X-Api-Key','S3CRET'],['Accept','*/*']]}",
        "{'headers':[{'name':'X-Api-Key','value':'S3CRET'}]}",
        "{'headers':[{'value':'S3CRET','key':'X-Api-Key'}]}",
        "{'name':'password','value':'S3CRET'}",
        "{'cookie':{'a':'S3CRET'}}"
      })
  void whatStandsBelowASecretsKeyOrBesideItsNameIsTheSecret(String facts) {
    String json = facts.replace('\'', '"');
    String told = EventFixture.text(EventFixture.compact("{\"csp\":" + json + "}"));

    assertThat(told).contains("\"report\"").doesNotContain("S3CRET");
    String variables =
        EventFixture.text(
            EventFixture.detailed(
                "{\"exception\":[{\"stacktrace\":[{\"context_line\":\"f(x)\",\"vars\":{\"x\":"
                    + json
                    + "}}]}]}"));
    assertThat(variables).contains("\"variables\"").doesNotContain("S3CRET");
  }

  @Test
  void pairsUnderOrdinaryNamesStay() {
    assertThat(text(Map.of("a", List.of("name", "token"), "b", Map.of("key", "k", "value", "v"))))
        .contains("[\"name\",\"token\"]", "\"v\"");
  }

  @Test
  void textsAndKeysAreLimited() {
    String json = text(Map.of("key ".repeat(1_000), "text ".repeat(100_000)));

    assertThat(json.length()).isBetween(100, 2 * RedactedTree.MAX_TEXT + 20);
  }
}
