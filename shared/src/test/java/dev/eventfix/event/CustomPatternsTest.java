package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonParser;
import dev.eventfix.wire.MediaType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NonNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomPatternsTest {

  private static final Duration HANG = Duration.ofSeconds(20);

  private static Redactor redactor(String... patterns) {
    return new Redactor(
        new Redaction(
            EnumSet.allOf(SecretKind.class), List.of(), new CustomPatterns(List.of(patterns))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CUST-\\d+   | CUST-1, CUST-2 and CUST-1     | <custom:1>, <custom:2> and <custom:1>
          x*          | axxb                          | a<custom:1>b
          ^           | abc                           | abc
          (?i)cust    | CUST cust                     | <custom:1> <custom:2>
          'a|ab'      | ab                            | <custom:1>b
          CUST-\\d+   | password=aCUST-1b x           | password=<password:1> x
          CUST-\\d+   | CUST-1@example.com            | <custom:1>@example.com
          @b.*        | a@b.co, or                    | <email:1><custom:1>
          CUST-\\d+   | SET PASSWORD FOR CUST-1 = 'x'  | SET PASSWORD FOR <custom:1> = '<password:1>'
          CUST-\\d+   | <token id=CUST-1>a1b2c3d4</token> | <token id=<custom:1>><password:1></token>
          r\\w+c      | Authorization: Bearer cabc1234 | Authorization: Bearer <authorization:1>
          Be\\w+      | Authorization: Bearer abc1234  | Authorization: <custom:1> <authorization:1>
          er\\sab     | Authorization: Bearer abc1234  | Authorization: Bear<custom:1><authorization:1>
          ://x        | http://x.example               | http<custom:1>.example
          \\d+        | <email:1> 2                   | <email:1> <custom:1>
          .+          | all <email:1> of it           | all <email:1> of it
          \\w+        | <email:1>x y                  | <email:1>x <custom:1>
          'a\\b|b'    | ab                            | a<custom:1>
          \u00e9+      | \u00e9\u00e9 e                | <custom:1> e
          """)
  void takesOutWhatMatches(String pattern, String raw, String expected) {
    Redactor redactor = redactor(pattern);
    assertThat(redactor.redact(raw)).hasToString(expected);
    assertThat(redactor.redact(expected)).hasToString(expected);
  }

  @Test
  void severalPatternsAreOneScan() {
    assertThat(redactor("ORD\\d+", "[A-Z]{3}", "(?i)q").redact("ORD12XYZ Q q ord1"))
        .hasToString("<custom:1><custom:2> <custom:3> <custom:4> ord1");
  }

  @Test
  void matchesAreCounted() {
    Redactor redactor = redactor("CUST-\\d+");
    redactor.redact("CUST-1 CUST-1 a@b.co");
    assertThat(redactor.counts()).containsExactly(Map.entry("custom", 2), Map.entry("email", 1));
  }

  /** A pattern that looks at the rest of the text for each match would take hours of 1 MB. */
  @ParameterizedTest
  @ValueSource(strings = {"a.*b|a", "a", "(a|aa)+$|a", "a{1,50}", "\\b|a", "<", "<email:1>"})
  void takesLinearTime(String pattern) {
    for (String piece : List.of("a", "a ", "<email:1>", "<email:1>a")) {
      String hostile = piece.repeat(100_000 / piece.length());
      assertTimeoutPreemptively(
          HANG, () -> assertThat(redactor(pattern).redact(hostile).toString()).isNotNull());
    }
  }

  @Test
  void whatATooCostlyPatternLeavesUnreadIsTakenOutAsAWhole() {
    String redacted = redactor("a.*b|a").redact("x" + "a".repeat(10_000)).toString();
    assertThat(redacted).startsWith("x<custom:1>").doesNotContain("a");
    assertThat(redacted.length()).isLessThan(1_000);
  }

  /** Holds this project's classes and those of Jackson, but not re2j's. */
  private static final class WithoutRe2j extends URLClassLoader {

    WithoutRe2j() {
      super(
          locations(Redaction.class, JsonParser.class, NonNull.class),
          ClassLoader.getPlatformClassLoader());
    }

    private static URL[] locations(Class<?>... classes) {
      URL[] locations = new URL[classes.length];
      for (int i = 0; i < classes.length; i++) {
        locations[i] = classes[i].getProtectionDomain().getCodeSource().getLocation();
      }
      return locations;
    }
  }

  @Test
  void withoutPatternsNothingOfRe2jIsNeeded() throws Exception {
    try (WithoutRe2j loader = new WithoutRe2j()) {
      Class<?> requestType = loader.loadClass(EventRequest.class.getName());
      Class<?> mediaType = loader.loadClass(MediaType.class.getName());
      Class<?> saidType = loader.loadClass(Said.class.getName());
      Class<?> fieldType = loader.loadClass(RequestField.class.getName());
      Class<?> redactionType = loader.loadClass(Redaction.class.getName());
      Object reading =
          requestType
              .getMethod("read", byte[].class, mediaType, saidType, fieldType.arrayType())
              .invoke(
                  null,
                  "{\"message\": \"a@b.co\"}".getBytes(StandardCharsets.UTF_8),
                  mediaType.getField("JSON").get(null),
                  saidType.getField("NOTHING").get(null),
                  java.lang.reflect.Array.newInstance(fieldType, 0));
      Object request = reading.getClass().getMethod("request").invoke(reading);
      Object described =
          requestType
              .getMethod("describe", String.class, redactionType)
              .invoke(request, null, redactionType.getField("DEFAULT").get(null));
      assertThat(String.valueOf(described.getClass().getMethod("redacted").invoke(described)))
          .isEqualTo("{email=1}");
    }
  }
}
