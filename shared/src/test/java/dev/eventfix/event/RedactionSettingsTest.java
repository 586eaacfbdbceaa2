package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.eventfix.configuration.MisconfiguredException;
import dev.eventfix.configuration.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionSettingsTest {

  private static final String TEXT = "a@b.co at 203.0.113.7 password=x1 badge=B-77 CUST-4711";

  private static Settings settings(String key, String value) {
    return Settings.read(Map.of(), Map.of(key, value));
  }

  private static String redact(Settings settings) {
    Redaction redaction = RedactionSettings.read(settings);
    settings.requireNoFaults();
    return new Redactor(redaction).redact(TEXT).toString();
  }

  private static String fault(String key, String value) {
    Settings settings = settings(key, value);
    RedactionSettings.read(settings);
    Throwable fault = catchThrowable(settings::requireNoFaults);
    assertThat(fault).isInstanceOf(MisconfiguredException.class).hasNoCause();
    return String.valueOf(fault.getMessage());
  }

  @Test
  void withoutSettingsEveryBuiltInKindIsTakenOut() {
    Settings settings = Settings.read(Map.of(), Map.of());
    assertThat(RedactionSettings.read(settings)).isSameAs(Redaction.DEFAULT);
    assertThat(redact(settings))
        .isEqualTo("<email:1> at <ip:1> password=<password:1> badge=B-77 CUST-4711");
    assertThat(settings.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all             | <email:1> at <ip:1> password=<password:1> badge=B-77 CUST-4711
          email           | <email:1> at 203.0.113.7 password=x1 badge=B-77 CUST-4711
          'ip , password' | a@b.co at <ip:1> password=<password:1> badge=B-77 CUST-4711
          none            | a@b.co at 203.0.113.7 password=x1 badge=B-77 CUST-4711
          """)
  void kindsAreChosen(String kinds, String expected) {
    assertThat(redact(settings("redaction.kinds", kinds))).isEqualTo(expected);
  }

  @Test
  void noneIsWarnedOf() {
    Settings settings = settings("redaction.kinds", "none");
    RedactionSettings.read(settings);
    assertThat(settings.warnings())
        .containsExactly(
            "redaction.kinds (command line) is none: secrets and personal data stay in"
                + " what is answered, stored and sent to models");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emails", "email,none", "all,ip", "custom", "EMAIL", ","})
  void unknownKindsAreAFaultThatListsTheKnownOnes(String kinds) {
    assertThat(fault("redaction.kinds", kinds))
        .startsWith("redaction.kinds (command line) must be all, none, or some of ")
        .contains(" password, url_credentials, ", ", card, iban, ssn, phone, user")
        .doesNotContain("custom");
  }

  @Test
  void keysOfTheOperatorsOwnAreTakenOutWhateverTheKinds() {
    String expected = "a@b.co at 203.0.113.7 password=x1 badge=<custom:1> CUST-4711";
    Settings settings =
        Settings.read(
            Map.of(), Map.of("redaction.keys", "locker, badge", "redaction.kinds", "none"));
    assertThat(redact(settings)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          badge-number | BADGE_NUMBER=B-77              | BADGE_NUMBER=<custom:1>
          badge-number | {"badgeNumber": "B-77"}        | {"badgeNumber": "<custom:1>"}
          badge-number | staff.badge.number: B-77 x     | staff.badge.number: <custom:1> x
          badgeNumber  | ?a=1&badge_number=B&x=1        | ?a=1&badge_number=<custom:1>&x=1
          badgeNumber  | <badgeNumber>B-77</badgeNumber>| <badgeNumber><custom:1></badgeNumber>
          badgeNumber  | lastbadgenumber=77             | lastbadgenumber=77
          badge        | badges=B-77                    | badges=B-77
          token        | token=abc                      | token=<custom:1>
          sid          | {"sid": "ab c"}                | {"sid": "<custom:1>"}
          sig          | sig: abc                       | sig: <custom:1>
          """)
  void aKeyIsFoundHoweverItIsWritten(String key, String raw, String expected) {
    Redactor redactor = new Redactor(RedactionSettings.read(settings("redaction.keys", key)));
    assertThat(redactor.redact(raw)).hasToString(expected);
    assertThat(redactor.redact(expected)).hasToString(expected);
  }

  @Test
  void theValueOfAFactUnderAKeyOfTheOperatorsOwnIsTakenOut() {
    Redactor redactor = new Redactor(RedactionSettings.read(settings("redaction.keys", "badge")));
    assertThat(redactor.redactValueOf("badge", "any text")).hasToString("<custom:1>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a b", "badge9", "9badge", "b\u00e4dge", "badge*", "-badge", "x=y"})
  void aNameThatIsNoKeysIsAFault(String keys) {
    assertThat(fault("redaction.keys", "badge," + keys))
        .isEqualTo(
            "redaction.keys (command line) must be at most 50 names of keys, each of 3"
                + " to 64 letters, digits, underscores, dashes and dots, a letter first and last");
  }

  @Test
  void thereAreLimits() {
    assertThat(fault("redaction.keys", "badge,".repeat(51))).contains("at most 50 names");
    assertThat(fault("redaction.keys", "b" + "a".repeat(64))).contains("64 letters");
    assertThat(fault("redaction.patterns", "a ".repeat(21)))
        .contains("must be at most 20 patterns");
    assertThat(fault("redaction.patterns", "a " + "b".repeat(201)))
        .isEqualTo(
            "redaction.patterns (command line) has a pattern, number 2, that is"
                + " longer than 200 characters");
  }

  @Test
  void patternsAreSeparatedByWhiteSpace() {
    assertThat(redact(settings("redaction.patterns", "CUST-[0-9]{4}\n  B-\\d+ ")))
        .isEqualTo("<email:1> at <ip:1> password=<password:1> badge=<custom:1> <custom:2>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (        | missing closing )
          a)(b     | regexp/syntax: internal error
          [z-a]    | invalid character class range
          (?=x)    | invalid or unsupported Perl syntax
          \\Qab    | missing closing )
          a**      | invalid nested repetition operator
          """)
  void aPatternThatIsNoneIsAFaultInTheWordsOfItsLibrary(String pattern, String words) {
    assertThat(fault("redaction.patterns", "SECRET " + pattern))
        .startsWith(
            "redaction.patterns (command line) has a pattern, number 2, that is no"
                + " RE2 pattern: "
                + words)
        .doesNotContain("SECRET");
  }
}
