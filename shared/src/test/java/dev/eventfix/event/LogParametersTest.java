package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogParametersTest {

  @ParameterizedTest
  @CsvSource({
    "%s and %s, a and b",
    "%s %s %s, a b %s",
    "{} and {}, a and b",
    "{0} and {1}, a and b",
    "{1} and {0}, b and a",
    "{2} and {999}, {2} and {999}",
    "%d of %i, a of b",
    "%.2f%%, a%",
    "%-5d|%+3d, a|b",
    "%r %x, a b",
    "100%, 100%",
    "50% done, 50% done",
    "%, %",
    "%%, %",
    "%q, %q",
    "{, {",
    "}, }",
    "{ %s, { a",
    "%(name)s, %(name)s",
    "{name}, {name}",
    "no place, no place"
  })
  void listsFillPlacesInOrderOrByIndex(String template, String expected) {
    assertThat(LogParameters.putInto(template, List.of("a", "b"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "%(user)s has %(count)d, ann has 3",
    "{user} has {count}, ann has 3",
    "%(nobody)s {nobody}, %(nobody)s {nobody}",
    "%s {}, %s {}",
    "%(user, %(user",
    "%(user), %(user)",
    "%(user)q, %(user)q",
    "{user, {user",
    "{}, {}"
  })
  void mapsFillPlacesByName(String template, String expected) {
    assertThat(LogParameters.putInto(template, Map.of("user", "ann", "count", 3L)))
        .isEqualTo(expected);
  }

  @Test
  void withoutParametersTheMessageStaysAsItIs() {
    for (Object none : Arrays.asList(null, List.of(), Map.of(), "text", 5L)) {
      assertThat(LogParameters.putInto("100%% of %s {}", none)).isEqualTo("100%% of %s {}");
    }
  }

  @Test
  void aParameterIsNotATemplate() {
    assertThat(LogParameters.putInto("%s-%s", List.of("%s{}", "b"))).isEqualTo("%s{}-b");
  }

  @Test
  void aNullParameterLeavesItsPlaceAndTheNextOnesKeepTheirs() {
    assertThat(LogParameters.putInto("%s-%s", Arrays.asList(null, "b"))).isEqualTo("%s-b");
    assertThat(LogParameters.putInto("{a}", Collections.singletonMap("a", null))).isEqualTo("{a}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{0}", "%s", "{}"})
  void manyPlacesDoNotMakeAHugeText(String place) {
    String param = "x".repeat(100_000);
    List<String> params = Collections.nCopies(100_000, param);

    String text = LogParameters.putInto(place.repeat(100_000), params);

    assertThat(text.length())
        .isLessThan(LogParameters.MAX_LENGTH + param.length() + 3 * 100_000 + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "%(", "%", "%0", "{0"})
  void unclosedPlacesAreTextHoweverMany(String part) {
    String template = part.repeat(200_000);

    assertThat(LogParameters.putInto(template, List.of("a"))).hasSizeBetween(100_000, 400_000);
  }
}
