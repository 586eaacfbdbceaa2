package dev.eventfix.suggestfix.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events ask the same, and which do not. */
final class QuestionKeyTest {

  private static final String TEMPLATE =
      """
      {"message": "%MESSAGE%", "language": "python", "exceptions": [
        {"num": 1, "type": "KeyError", "message": "%MESSAGE%",
         "exception_info": {"errno": {"number": 2, "name": "ENOENT"}},
         "stacktrace": [
          {"func": "total", "file": "shop/cart.py", "line": 12, "in_app": true, "crash": "here",
           "code_before": ["def total(cart):"], "code": "return cart[0]", "code_after": [""],
           "variables": {"cart": "%MESSAGE%"}},
          {"func": "run", "file": "shop/main.py", "line": 7, "code": "total(cart)"}]}],
       "time": "2026-11-21T10:00:01Z", "level": "fatal",
       "contexts": {"job": {"id": "%MESSAGE%"}}, "extra": {"state": "%MESSAGE%"},
       "request": {"url": "/%MESSAGE%", "headers": {"x-id": "%MESSAGE%"}},
       "release": "%MESSAGE%", "runtime": "CPython 3.13.1",
       "breadcrumbs": [{"timestamp": "2026-11-21T10:00:00Z", "message": "%MESSAGE%",
                        "data": {"took": 123456.5}}]}
      """;

  private static QuestionKey key(String json) {
    return QuestionKey.of("shop", "fake", "m-1", "1", null, out -> out.writeRawValue(json));
  }

  private static QuestionKey said(String message) {
    return key(TEMPLATE.replace("%MESSAGE%", message));
  }

  private static QuestionKey with(String part, String other) {
    String json = TEMPLATE.replace("%MESSAGE%", "m");
    assertThat(json).contains(part);
    return key(json.replace(part, other));
  }

  @Test
  void theTimeOfAnErrorDoesNotTellItFromAnother() {
    String time = "\"time\": \"2026-11-21T10:00:01Z\"";

    assertThat(with(time, "\"time\": \"2027-01-02T23:59:59.123Z\""))
        .isNotEqualTo(with("fatal", "error"))
        .isEqualTo(with(time, "\"time\": \"2027-01-03T00:00:00Z\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order 17 is gone                    | order 1803 is gone
          took 1.5 s                          | took 20.75 s
          at 2026-11-21T10:00:00Z             | at 2027-01-02T23:59:59Z
          <Cart object at 0x7f3a1c2b9d10>     | <Cart object at 0xdeadbeef>
          shop.Cart@6d06d69c is closed        | shop.Cart@1b2f is closed
          request 4f9f0c1e-7d1b-4b5e-9a55-0d9d3d1c4a11 | request AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE
          trace 0af7651916cd43dd8448eb211c80319c | trace 4bf92f3577b34da6a3ce929d0e0e4736
          commit 3f9c2ab                      | commit 12ab99e
          id 12345678                         | id 1a2b3c4d
          /users/7/orders/8                   | /users/77/orders/99
          """)
  void whatDiffersFromOneOccurrenceToTheNextAsksTheSame(String one, String other) {
    assertThat(said(one)).isEqualTo(said(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order 17 is gone      | order 17 is done
          order 17              | order
          order 17              | 17 order
          1 and 2               | 1 and
          user alice            | user bob
          deadbeef              | feedface
          decade                | facade
          a 1                   | a one
          id cus_aBcD1          | id cus_aBcE1
          0xZZ                  | 0xYY
          """)
  void otherWordsAskSomethingElse(String one, String other) {
    assertThat(said(one)).isNotEqualTo(said(other));
  }

  @Test
  void whereItHappenedAndTheCodeCount() {
    QuestionKey key = said("m");
    assertThat(with("\"total\"", "\"total2\"")).isNotEqualTo(key);
    assertThat(with("cart.py", "cart3.py")).isNotEqualTo(key);
    assertThat(with("return cart[0]", "return cart[1]")).isNotEqualTo(key);
    assertThat(with("def total(cart):", "def total(cart, a1):")).isNotEqualTo(key);
    assertThat(with("KeyError", "Key2Error")).isNotEqualTo(key);
    assertThat(with("\"crash\": \"here\",", "")).isNotEqualTo(key);
    assertThat(with("\"number\": 2", "\"number\": 13")).isNotEqualTo(key);
    assertThat(with("CPython 3.13.1", "CPython 2.7.18")).isNotEqualTo(key);
    assertThat(with("\"took\"", "\"took2\"")).isNotEqualTo(key);
  }

  @Test
  void movedLinesAskTheSame() {
    assertThat(with("\"line\": 12", "\"line\": 31")).isEqualTo(said("m"));
    assertThat(with("\"line\": 7", "\"line\": 9")).isEqualTo(said("m"));
    assertThat(with("123456.5", "99999999")).isEqualTo(said("m"));
  }

  @Test
  void withoutCodeTheLineCounts() {
    String frame = "{\"exceptions\":[{\"stacktrace\":[{\"func\":\"f\",\"line\":%d}]}]}";
    assertThat(key(frame.formatted(1))).isNotEqualTo(key(frame.formatted(2)));
    String second =
        "{\"exceptions\":[{\"stacktrace\":[{\"func\":\"f\",\"code\":\"x\"},"
            + "{\"func\":\"f\",\"line\":%d}]}]}";
    assertThat(key(second.formatted(1))).isNotEqualTo(key(second.formatted(2)));
  }

  @Test
  void anAddressCountsWhereNothingElseTellsThePlace() {
    String nameless = "{\"exceptions\":[{\"stacktrace\":[{\"instruction_addr\":\"0x%d\"}]}]}";
    assertThat(key(nameless.formatted(10))).isNotEqualTo(key(nameless.formatted(20)));
    String named =
        "{\"exceptions\":[{\"stacktrace\":[{\"func\":\"f\",\"instruction_addr\":\"0x%d\"}]}]}";
    assertThat(key(named.formatted(10))).isEqualTo(key(named.formatted(20)));
  }

  @Test
  void generatedNamesOfPlacesAskTheSame() {
    String frame = "{\"exceptions\":[{\"stacktrace\":[{\"file\":\"%s\"}]}]}";
    assertThat(key(frame.formatted("main.3f9c2ab1.js")))
        .isEqualTo(key(frame.formatted("main.77ab01cd.js")));
    assertThat(key(frame.formatted("step1.js"))).isNotEqualTo(key(frame.formatted("step2.js")));
  }

  /** A stranger cannot move a text from one place of the description to another. */
  @Test
  void whatStandsBetweenTextsCannotBeWritten() {
    List<QuestionKey> keys =
        List.of(
            key("{\"message\":\"a\",\"language\":\"b\"}"),
            key("{\"message\":\"ab\"}"),
            key("{\"message\":\"a\\\",\\\"language\\\":\\\"b\"}"),
            key("{\"message\":[\"a\",\"b\"]}"),
            key("{\"message\":[\"ab\"]}"),
            key("{\"message\":[[\"a\"],\"b\"]}"),
            key("{\"message\":\"\u00ff\"}"),
            key("{\"message\":\"7\"}"),
            key("{\"message\":null}"),
            key("{\"message\":\"null\"}"),
            key("{}"));
    assertThat(keys).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"project", "provider", "model", "version", "language"})
  void everythingElseThatAnAnswerDependsOnCounts(String part) {
    assertThat(
            QuestionKey.of(
                part.equals("project") ? "x" : "shop",
                part.equals("provider") ? "x" : "fake",
                part.equals("model") ? "x" : "m-1",
                part.equals("version") ? "x" : "1",
                part.equals("language") ? "x" : null,
                json -> json.writeRawValue("{}")))
        .isNotEqualTo(key("{}"));
  }

  /** Texts made of words, numbers and ids ask the same exactly when their words are the same. */
  @Test
  void onlyNumbersAndIdsAreLeftOut() {
    SplittableRandom random = new SplittableRandom(20261121);
    Map<String, QuestionKey> byWords = new HashMap<>();
    Map<QuestionKey, String> byKey = new HashMap<>();
    int again = 0;
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder();
      StringBuilder words = new StringBuilder();
      for (int part = random.nextInt(1, 4); part > 0; part--) {
        if (random.nextBoolean()) {
          text.append(made(random));
          words.append('#');
        } else {
          String word =
              List.of("cart", "facade", "ünser", "x", "@", "0x", "é").get(random.nextInt(7));
          text.append(word);
          words.append(word);
        }
        text.append(' ');
        words.append(' ');
      }
      QuestionKey key = said(text.toString());
      QuestionKey known = byWords.putIfAbsent(words.toString(), key);
      if (known != null) {
        again++;
        assertThat(key).as(text.toString()).isEqualTo(known);
      }
      String other = byKey.putIfAbsent(key, words.toString());
      assertThat(other == null || other.contentEquals(words)).as(other + " and " + words).isTrue();
    }
    assertThat(again).isGreaterThan(2_000);
  }

  private static String made(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Long.toString(random.nextLong(0, Long.MAX_VALUE) >>> random.nextInt(60));
      case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 2 -> "0x" + Long.toHexString(random.nextLong());
      default -> {
        byte[] id = new byte[random.nextInt(4, 33)];
        random.nextBytes(id);
        id[0] = 0x12;
        yield HexFormat.of().formatHex(id);
      }
    };
  }

  @Test
  void takesTimeLinearInTheText() {
    List<String> hostile = new ArrayList<>();
    for (String part : List.of("1", "a", "0x", "1-", "aaaaaaaa-", "@1", "1a", "é1")) {
      hostile.add(part.repeat(400_000 / part.length()));
    }
    long start = System.nanoTime();
    for (String text : hostile) {
      said(text);
    }
    // Quadratic would be hours.
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
  }
}
