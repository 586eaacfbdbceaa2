package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private final Redactor redactor = new Redactor(Redaction.DEFAULT);

  private String redact(String raw) {
    return redactor.redact(raw).toString();
  }

  static List<RedactionCases.Case> secrets() {
    return RedactionCases.secrets();
  }

  static String[] lookAlikes() {
    return RedactionCases.lookAlikes();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void replacesSecrets(RedactionCases.Case example) {
    assertThat(redact(example.raw())).isEqualTo(example.expected());
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void redactingTwiceChangesNothing(RedactionCases.Case example) {
    String once = redact(example.raw());
    Map<String, Integer> counts = redactor.counts();

    assertThat(redact(once)).isEqualTo(once);
    assertThat(redactor.counts()).isEqualTo(counts);
  }

  @ParameterizedTest
  @MethodSource("lookAlikes")
  void leavesLookAlikes(String raw) {
    assertThat(redact(raw)).isEqualTo(raw);
    assertThat(redactor.counts()).isEmpty();
  }

  @Test
  void hasManyLookAlikes() {
    assertThat(RedactionCases.lookAlikes()).hasSizeGreaterThan(120);
  }

  @Test
  void aValueKeepsItsNumberThroughoutAnEvent() {
    assertThat(redact("a@b.co c@d.co")).isEqualTo("<email:1> <email:2>");
    assertThat(redact("c@d.co e@f.co")).isEqualTo("<email:2> <email:3>");
    assertThat(redact("password=c@d.co")).isEqualTo("password=<password:1>");
    assertThat(new Redactor(Redaction.DEFAULT).redact("e@f.co").toString()).isEqualTo("<email:1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q7Zp4kLw92xT",
        "'q7Zp4kLw92xT'",
        "\"q7Zp4kLw92xT\"",
        "b'q7Zp4kLw92xT'",
        "\\\"q7Zp4kLw92xT\\\"",
        "u'q7Zp4kLw92xT'"
      })
  void aValueHasOneNumberHoweverItIsQuoted(String written) {
    assertThat(redact("login with password=q7Zp4kLw92xT failed"))
        .isEqualTo("login with password=<password:1> failed");
    assertThat(redactor.redactValueOf("password", written).toString()).isEqualTo("<password:1>");
    assertThat(redactor.redactValueOf("password", "'other'").toString()).isEqualTo("<password:2>");
  }

  @Test
  void aValueHasOneNumberHoweverItIsEscaped() {
    assertThat(redact("{\"password\":\"a\\\"b\"}")).isEqualTo("{\"password\":\"<password:1>\"}");
    assertThat(redactor.redactValueOf("password", "a\"b").toString()).isEqualTo("<password:1>");
    assertThat(redactor.redactValueOf("password", "'").toString()).isEqualTo("'");
  }

  @Test
  void countsReplacementsByKind() {
    redact("a@b.co a@b.co password=x1");
    redact("/home/bob/x from 203.0.113.7");

    assertThat(redactor.counts())
        .containsExactly(
            Map.entry("email", 2),
            Map.entry("ip", 1),
            Map.entry("password", 1),
            Map.entry("user", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          password | anything at all | <password:1>
          DB_PASSWORD | getPassword() | <password:1>
          api_key | 12345 | <password:1>
          password | [Filtered] | [Filtered]
          password | <password:1> | <password:1>
          token | f00ba4r9 | <password:1>
          token | short | short
          token | it is missing here | it is missing here
          Authorization | Bearer abc | Bearer <authorization:1>
          Cookie | a=b; c=d | <cookie:1>
          errno | 111 | 111
          user | a@b.co | <email:1>
          """)
  void replacesTheWholeValueUnderASecretKey(String key, String raw, String expected) {
    String once = redactor.redactValueOf(key, raw).toString();

    assertThat(once).isEqualTo(expected);
    assertThat(redactor.redactValueOf(key, once).toString()).isEqualTo(expected);
  }

  @Test
  void anyMixtureOfPiecesIsStableAfterOneRedaction() {
    List<String> pieces = new ArrayList<>();
    for (RedactionCases.Case example : RedactionCases.secrets()) {
      pieces.add(example.raw());
    }
    pieces.addAll(List.of(RedactionCases.lookAlikes()));
    pieces.addAll(
        List.of(
            "\"", "'", "\\", "\\\"", ":", "=", "://", "@", "<", ">", "::", " ", "\n", "--", "-"));
    pieces.addAll(
        List.of("token", "password", "a@b.co", "fe80::1", "1.2.3.4", "Cookie: ", "(", "]"));
    Random random = new Random(20_240_229);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder mixture = new StringBuilder();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        String piece = pieces.get(random.nextInt(pieces.size()));
        int from = random.nextBoolean() ? 0 : random.nextInt(piece.length() + 1);
        mixture.append(piece, from, piece.length()).append(random.nextBoolean() ? ' ' : '\n');
      }
      String once = new Redactor(Redaction.DEFAULT).redact(mixture.toString()).toString();
      assertThat(new Redactor(Redaction.DEFAULT).redact(once).toString())
          .as("%s", mixture)
          .isEqualTo(once);
    }
  }

  @Test
  void redactsRealEvents() throws IOException {
    Path folder =
        Path.of(System.getProperty("eventfix.root")).resolveSibling("shared/error-events");
    assumeTrue(Files.isDirectory(folder), "the folder of other people's error events is not there");
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(file -> file.toString().endsWith(".json")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      List<String> texts = new ArrayList<>();
      texts.add(Files.readString(file));
      JsonParser json = Json.parser(bytes);
      json.nextToken();
      collect(Json.readTree(json), texts);
      Redactor event = new Redactor(Redaction.DEFAULT);
      for (String raw : texts) {
        Redacted once = event.redact(raw);
        // A boolean comparison: a failure must not print what an event holds.
        assertThat(event.redact(once.toString()).equals(once))
            .as("%s", file.getFileName())
            .isTrue();
      }
    }
  }

  private static void collect(@Nullable Object value, List<String> texts) {
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        collect(entry.getKey(), texts);
        collect(entry.getValue(), texts);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        collect(item, texts);
      }
    } else if (value instanceof String text) {
      texts.add(text);
    }
  }
}
