package dev.eventfix.suggestfix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.event.Description;
import dev.eventfix.event.EventDescription;
import dev.eventfix.event.EventRequest;
import dev.eventfix.event.Redaction;
import dev.eventfix.event.RequestField;
import dev.eventfix.event.Said;
import dev.eventfix.suggestfix.provider.Prompt;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.UnseenCharacters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that strangers wrote to be obeyed: their text stays in the one line that is theirs. */
class AttackPromptTest {

  /** What stands in each hostile place of an event, with the place's name. */
  private static final Pattern MARKER = Pattern.compile("Zq\\d{3}[a-z]+");

  private static final byte[] HARMLESS =
      "{\"message\": \"harmless\"}".getBytes(StandardCharsets.UTF_8);

  static List<Path> attacks() throws IOException {
    Path folder = Path.of(System.getProperty("eventfix.root")).resolve("events/attacks");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void thereAreEnough() throws IOException {
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void textOfAnEventStandsInItsLineOnly(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    Set<String> markers = markers(Files.readString(file));
    assertThat(markers).isNotEmpty();
    List<String> nonces = new ArrayList<>(List.of(Prompt.FIXED_NONCE, "5ca1ab1e".repeat(4)));
    nonces.add(new NonceSource.Secure().next());
    for (String detail : List.of("compact", "detailed")) {
      EventDescription event = describe(body, detail);
      for (String nonce : nonces) {
        Prompt prompt = Prompt.about(event, "German", nonce);

        String line = eventLine(prompt, nonce);
        // All but that line is what it is for any event.
        Prompt harmless = Prompt.about(describe(HARMLESS, detail), "German", nonce);
        assertThat(prompt.system()).isEqualTo(harmless.system());
        assertThat(prompt.user().replace(line, ""))
            .isEqualTo(harmless.user().replace(eventLine(harmless, nonce), ""));
        assertThat(MARKER.matcher(prompt.system() + prompt.user().replace(line, "")).find())
            .isFalse();
        assertThat(line.codePoints()).noneMatch(UnseenCharacters::contains);
        assertThat(new ObjectMapper().readTree(line).isObject()).isTrue();
      }
    }
  }

  @Test
  void theEventsReachThePromptInManyPlaces() throws IOException {
    Set<String> places = new TreeSet<>();
    for (Path file : attacks()) {
      String line =
          eventLine(Prompt.about(describe(Files.readAllBytes(file), "detailed"), null, "n"), "n");
      markers(line).forEach(each -> places.add(each.substring(5)));
    }

    assertThat(places)
        .contains(
            "message",
            "type",
            "value",
            "function",
            "module",
            "filename",
            "contextline",
            "precontext",
            "postcontext",
            "varvalue",
            "crumbmessage",
            "crumbcategory",
            "tagname",
            "tagvalue",
            "release",
            "environment");
  }

  @Test
  void noncesAreRandomAndNeverTheSame() {
    Set<String> seen = new HashSet<>();
    NonceSource nonces = new NonceSource.Secure();
    int[] ones = new int[128];
    int count = 4_096;
    for (int i = 0; i < count; i++) {
      // Each source has a generator of its own: nothing is shared, nothing begins the same.
      String nonce = (i % 2 == 0 ? nonces : new NonceSource.Secure()).next();
      assertThat(nonce).matches("[0-9a-f]{32}");
      assertThat(seen.add(nonce)).isTrue();
      for (int bit = 0; bit < ones.length; bit++) {
        ones[bit] += Character.digit(nonce.charAt(bit / 4), 16) >> (3 - bit % 4) & 1;
      }
    }
    // Ten standard deviations: once in 10^20 runs by chance.
    assertThat(Arrays.stream(ones)).allMatch(each -> Math.abs(each - count / 2) < 320);
    assertThat(seen).doesNotContain(Prompt.FIXED_NONCE);
  }

  @Test
  void aProbeHoldsNoEvent() {
    Prompt probe = Prompt.probe("Is %EVENT% or %NONCE% there?");

    assertThat(probe.user()).isEqualTo("Is %EVENT% or %NONCE% there?");
    assertThat(probe.version()).isEqualTo(Prompt.VERSION);
    assertThat(probe.system()).doesNotContain("EVENT").hasSizeLessThan(200);
  }

  private static String eventLine(Prompt prompt, String nonce) {
    List<String> lines = prompt.user().lines().toList();
    int begin = lines.indexOf("EVENT-BEGIN " + nonce);
    assertThat(lines.lastIndexOf("EVENT-BEGIN " + nonce)).isEqualTo(begin);
    assertThat(lines.indexOf("EVENT-END " + nonce)).isEqualTo(begin + 2);
    assertThat(lines.lastIndexOf("EVENT-END " + nonce)).isEqualTo(begin + 2);
    assertThat(lines).hasSize(begin + 3);
    return lines.get(begin + 1);
  }

  private static Set<String> markers(String text) {
    Set<String> markers = new TreeSet<>();
    MARKER.matcher(text).results().map(MatchResult::group).forEach(markers::add);
    return markers;
  }

  private static EventDescription describe(byte[] body, String detail) {
    EventRequest.Reading reading =
        EventRequest.read(
            body,
            MediaType.JSON,
            new Said(Map.of(RequestField.DETAIL.fieldName(), detail), Map.of(), false),
            new RequestField[] {RequestField.DETAIL});
    if (reading instanceof EventRequest.Reading.Understood understood
        && understood.request().describe(null, Redaction.DEFAULT)
            instanceof Description.Described described) {
      return described.event();
    }
    throw new AssertionError("not described: " + reading);
  }
}
