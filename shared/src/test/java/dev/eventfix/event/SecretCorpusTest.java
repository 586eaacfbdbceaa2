package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.SecretGenerator.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets of each kind in each place of an event, made up with a fixed seed. */
class SecretCorpusTest {

  private static final long SEED = 20_261_121;

  /** So many characters of a secret are none that any text might have. */
  private static final int TELLING = 6;

  private static String redact(String raw) {
    return redact(raw, EnumSet.allOf(SecretKind.class));
  }

  private static String redact(String raw, EnumSet<SecretKind> kinds) {
    return new Redactor(new Redaction(kinds, List.of(), null)).redact(raw).toString();
  }

  private static List<Sample> secrets() {
    SecretGenerator generator = new SecretGenerator(SEED);
    List<Sample> samples = new ArrayList<>(generator.knownByForm(3));
    samples.addAll(generator.knownByKey(5));
    return samples;
  }

  private static List<String> lookAlikes() {
    List<String> all = new ArrayList<>();
    for (String lookAlike : new SecretGenerator(SEED).lookAlikes(5)) {
      for (String[] place : SecretGenerator.places()) {
        all.add(place[1].replace("§", lookAlike));
      }
    }
    return all;
  }

  /** Whether any part of it that tells something is in the text. */
  private static boolean survives(String secret, String redacted) {
    int length = Math.min(TELLING, secret.length());
    for (int i = 0; i + length <= secret.length(); i++) {
      if (redacted.contains(secret.substring(i, i + length))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void noSecretSurvivesInAnyPlace() {
    List<String> surviving = new ArrayList<>();
    for (Sample sample : secrets()) {
      String redacted = redact(sample.text());
      boolean placeholder = redacted.contains("<" + sample.kind().placeholderName() + ":1>");
      if (survives(sample.secret(), redacted) || !placeholder) {
        surviving.add(sample.text() + " -> " + redacted);
      }
    }
    assertThat(surviving).isEmpty();
  }

  /** Every place of an event that a detailed description tells of. */
  private static String eventWith(String text) {
    String quoted = EventFixture.quoted(text);
    return """
        {"logentry":{"message":§},"platform":"python","release":§,"environment":§,"transaction":§,
         "fingerprint":[§],"csp":{"blocked_uri":§,"list":[[§,"x"]]},
         "exception":[{"type":"E","value":§,"module":§,
           "mechanism":{"handled":false,"meta":{"errno":{"name":§},"more":[§]}},
           "stacktrace":{"frames":[
             {"function":"library","filename":§,"context_line":"call(value)"},
             {"function":"run","module":"shop","filename":§,"in_app":true,"pre_context":[§],
              "context_line":"run(value, table)","post_context":[§],
              "vars":{"value":§,"table":{"row":§,"rows":[§]}}}]}}],
         "request":{"method":"GET","url":"http://shop.example/a","query_string":[["q",§]],
           "headers":{"User-Agent":§}},
         "tags":{"shop":§},"contexts":{"runtime":{"name":§,"version":"1"},"os":{"name":§}},
         "breadcrumbs":[{"category":§,"message":§,"data":{"a":§,"b":{"c":§}}}]}"""
        .replace("§", quoted);
  }

  @Test
  void noSecretSurvivesInAnEventsDescription() {
    List<String> surviving = new ArrayList<>();
    for (Sample sample : secrets()) {
      Description.Described described = EventFixture.detailed(eventWith(sample.text()));
      String told = EventFixture.text(described) + described.warnings() + described.omitted();
      if (survives(sample.secret(), told) || described.redacted().isEmpty()) {
        surviving.add(sample.text() + " -> " + told);
      }
    }
    assertThat(surviving).isEmpty();
  }

  @Test
  void theCorpusHasEveryKindAndEveryPlace() {
    Set<SecretKind> kinds = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (Sample sample : secrets()) {
      kinds.add(sample.kind());
      places.add(sample.place());
    }
    assertThat(kinds).containsAll(EnumSet.complementOf(EnumSet.of(SecretKind.CUSTOM)));
    assertThat(places).hasSize(SecretGenerator.places().length);
    assertThat(secrets()).hasSizeGreaterThan(500);
  }

  @Test
  void redactingTwiceChangesNothing() {
    for (Sample sample : secrets()) {
      String once = redact(sample.text());
      assertThat(redact(once)).isEqualTo(once);
    }
  }

  @Test
  void lookAlikesStay() {
    List<String> lost = new ArrayList<>();
    for (String raw : lookAlikes()) {
      String redacted = redact(raw);
      if (!redacted.equals(raw)) {
        lost.add(raw + " -> " + redacted);
      }
    }
    assertThat(lost).isEmpty();
    assertThat(lookAlikes()).hasSizeGreaterThan(300);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
  void aKindIsTakenOutAloneAndLeftAlone(SecretKind kind) {
    for (Sample sample : secrets()) {
      if (sample.kind() == kind) {
        String placeholder = "<" + kind.placeholderName() + ":1>";
        assertThat(redact(sample.text(), EnumSet.of(kind))).contains(placeholder);
        assertThat(redact(sample.text(), EnumSet.complementOf(EnumSet.of(kind))))
            .doesNotContain(placeholder);
        assertThat(redact(sample.text(), EnumSet.noneOf(SecretKind.class)))
            .isEqualTo(sample.text());
      }
    }
  }

  /** The README says how many there are, all of them right. */
  @Test
  void theReadmeTellsTheRates() throws Exception {
    String readme = Files.readString(Path.of(System.getProperty("eventfix.root"), "README.md"));
    assertThat(readme.replaceAll("\\s+", " "))
        .contains("none of " + secrets().size() + " secrets")
        .contains("all of " + lookAlikes().size() + " look-alikes");
  }
}
