package dev.eventfix.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.event.Description.Described;
import dev.eventfix.event.EventRequest.Reading;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of which somebody said that they are events: no member of them decides anything. */
final class EventsOnlyTest {

  private static final String DSN = "https://public@o1.ingest.example.org/4711";

  /** What a request would be decided by, in an event's place or beside it. */
  private static final String FIELDS =
      "\"project\":\"B\",\"model\":\"gpt-4.1\",\"detail\":\"detailed\",\"consent\":true,"
          + "\"max_description_tokens\":200,\"dump_prompt\":true,\"stream\":true,"
          + "\"answer_language\":\"German\",\"probe\":\"suggested-fix\",\"as\":\"request\","
          + "\"dsn\":\""
          + DSN
          + "\"";

  private static final String EVENT = "{\"message\":\"hello\"," + FIELDS + "}";

  private static final Map<String, String> AS = Map.of("as", "event");

  /** Every way to say it. */
  static List<Said> said() {
    return List.of(
        new Said(AS, Map.of(), false),
        new Said(Map.of(), AS, false),
        new Said(Map.of(), Map.of(), true),
        new Said(AS, AS, true));
  }

  private static Said with(Said said, String project) {
    Map<String, String> attributes = new LinkedHashMap<>(said.attributes());
    attributes.put("project", project);
    return new Said(said.parameters(), attributes, said.eventsOnly());
  }

  private static String envelope(String header) {
    return "{" + header + "}\n{\"type\":\"event\"}\n" + EVENT + "\n";
  }

  /** What an event may look like, and what is there to be described: a message, or nothing. */
  static Map<String, Boolean> bodies() {
    Map<String, Boolean> bodies = new LinkedHashMap<>();
    bodies.put(EVENT, true);
    bodies.put("{\"event\":{\"message\":\"inner\"},\"message\":\"hello\"," + FIELDS + "}", true);
    bodies.put("{" + FIELDS + ",\"message\":\"hello\",\"envelope\":\"x\"}", true);
    bodies.put("{\"message\":\"hello\",\"event\":" + EVENT + ",\"envelope\":[{}]}", true);
    bodies.put("{\"event\":" + EVENT + "," + FIELDS + "}", false);
    bodies.put("{" + FIELDS + ",\"event\":" + EVENT + "}", false);
    bodies.put("{\"envelope\":\"" + base64(envelope("")) + "\"," + FIELDS + "}", false);
    bodies.put("{\"envelope\":[{},{\"type\":\"event\"}," + EVENT + "]," + FIELDS + "}", false);
    bodies.put("{\"probe\":\"suggested-fix\"}", false);
    // What holds an event is described as that is, and decides nothing either.
    bodies.put(
        "{\"data\":{\"event\":" + EVENT + "},\"action\":\"triggered\"," + FIELDS + "}", true);
    bodies.put("{\"data\":{\"error\":" + EVENT + "," + FIELDS + "},\"action\":\"created\"}", true);
    bodies.put("{\"event_id\":\"a\",\"data\":" + EVENT + "," + FIELDS + "}", true);
    bodies.put("{\"project\":\"B\",\"url\":\"https://s/\",\"event\":" + EVENT + "}", true);
    bodies.put("{\"data\":{\"data\":" + EVENT + "}}", false);
    bodies.put("{\"data\":{\"issue\":" + EVENT + "},\"action\":\"created\"}", false);
    bodies.put(
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]," + FIELDS + "}", false);
    bodies.put(
        "{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"body\":\"{}\","
            + "\"queryStringParameters\":{\"consent\":\"yes\"}}",
        false);
    bodies.put(envelope("\"dsn\":\"" + DSN + "\""), true);
    bodies.put(envelope("\"dsn\":\"" + DSN + "\"," + FIELDS), true);
    bodies.put(envelope("\"trace\":{\"public_key\":\"k\",\"project_id\":\"B\"}"), true);
    bodies.put("[{\"dsn\":\"" + DSN + "\"},{\"type\":\"event\"}," + EVENT + "]", true);
    bodies.put(
        "[\"{\\\"dsn\\\":\\\""
            + DSN
            + "\\\"}\",\"{\\\"type\\\":\\\"event\\\"}\","
            + "\"{\\\"message\\\":\\\"hello\\\"}\"]",
        true);
    return bodies;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** As it is, and in every form in which a body may be packed. */
  private static List<byte[]> forms(String body) throws IOException {
    byte[] plain = body.getBytes(UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(plain);
    }
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(plain);
    }
    List<byte[]> forms = new ArrayList<>();
    forms.add(plain);
    forms.add(("\uFEFF" + body).getBytes(UTF_8));
    forms.add(gzip.toByteArray());
    forms.add(Base64.getEncoder().encode(gzip.toByteArray()));
    forms.add(Base64.getEncoder().encode(zlib.toByteArray()));
    return forms;
  }

  private static Reading read(byte[] body, MediaType type, Said said) {
    return EventRequest.read(body, type, said, RequestField.values());
  }

  private static EventRequest understood(byte[] body, MediaType type, Said said) {
    return ((Reading.Understood) read(body, type, said)).request();
  }

  @ParameterizedTest
  @MethodSource("said")
  void noMemberOfABodyDecidesAnything(Said said) throws Exception {
    for (Map.Entry<String, Boolean> body : bodies().entrySet()) {
      for (byte[] form : forms(body.getKey())) {
        EventRequest request = understood(form, MediaType.JSON, said);
        assertNothingSaid(request, body.getKey());
        Description description = request.describe(null, Redaction.DEFAULT);
        assertThat(description instanceof Described).as(body.getKey()).isEqualTo(body.getValue());
        if (description instanceof Described described) {
          assertThat(EventFixture.text(described)).isEqualTo("{\"message\":\"hello\"}");
        }
        assertThat(understood(form, MediaType.JSON, with(said, "A")).project()).isEqualTo("A");
      }
    }
  }

  private static void assertNothingSaid(EventRequest request, String body) {
    assertThat(request.project()).as(body).isEqualTo(EventRequest.DEFAULT_PROJECT);
    for (RequestField field : RequestField.values()) {
      switch (field) {
        case PROJECT, MODEL, ANSWER_LANGUAGE ->
            assertThat(request.text(field)).as("%s of %s", field, body).isNull();
        case DUMP_PROMPT, STREAM, CONSENT ->
            assertThat(request.flag(field)).as("%s of %s", field, body).isFalse();
        case DETAIL, MAX_DESCRIPTION_TOKENS -> {
          // Seen in what is described: detailed or cut it would be another text.
        }
      }
    }
  }

  /**
   * The same bodies without the word: what it protects from, and what the tests above would see.
   */
  @Test
  void withoutTheWordABodyDecides() {
    int deciding = 0;
    for (String body : bodies().keySet()) {
      if (read(body.getBytes(UTF_8), MediaType.JSON, Said.NOTHING)
          instanceof Reading.Understood understood) {
        deciding += understood.request().project().equals("default") ? 0 : 1;
      }
    }
    assertThat(deciding).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("said")
  void envelopesOfEveryMediaTypeAreRead(Said said) {
    byte[] envelope = envelope("\"dsn\":\"" + DSN + "\"").getBytes(UTF_8);
    for (MediaType type : MediaType.values()) {
      EventRequest request = understood(envelope, type, said);
      assertNothingSaid(request, type.name());
      assertThat(request.describe(null, Redaction.DEFAULT)).isInstanceOf(Described.class);
      // Not what it counts for, but a failure over it must not be told to the same project.
      assertThat(request.namedProjects()).containsExactly("4711");
    }
  }

  @ParameterizedTest
  @MethodSource("said")
  void whatIsSaidBesideItDecides(Said said) {
    Map<String, String> attributes = new LinkedHashMap<>(said.attributes());
    attributes.putAll(
        Map.of("project", "A", "consent", "yes", "model", "m", "answer_language", "French"));
    EventRequest request =
        understood(
            EVENT.getBytes(UTF_8),
            MediaType.JSON,
            new Said(said.parameters(), attributes, said.eventsOnly()));
    assertThat(request.project()).isEqualTo("A");
    assertThat(request.flag(RequestField.CONSENT)).isTrue();
    assertThat(request.text(RequestField.MODEL)).isEqualTo("m");
    assertThat(request.text(RequestField.ANSWER_LANGUAGE)).isEqualTo("French");
  }

  @ParameterizedTest
  @MethodSource("said")
  void whatIsNoEventIsRefused(Said said) {
    for (String body :
        List.of(
            "",
            "5",
            "[]",
            "[" + EVENT + "]",
            "[{\"eventSource\":\"aws:sqs\",\"messageId\":\"1\",\"body\":\"{}\"}]",
            "{\"message\":\"m\"",
            EVENT + EVENT)) {
      assertThat(read(body.getBytes(UTF_8), MediaType.JSON, said))
          .as(body)
          .isInstanceOf(Reading.Refused.class);
    }
  }

  /** Who says something that is not understood is refused: never is the body taken at its word. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Event", "events", "request", "event,event", " event", "true"})
  void anotherWordIsRefused(String word) {
    for (Said said :
        List.of(
            new Said(Map.of("as", word), Map.of(), false),
            new Said(Map.of(), Map.of("as", word), false),
            new Said(Map.of(), Map.of("as", word), true))) {
      assertThat(said.isEvent()).isTrue();
      Reading reading = read(EVENT.getBytes(UTF_8), MediaType.JSON, said);
      Problem problem = ((Reading.Refused) reading).problem();
      assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
      assertThat(problem.detail()).startsWith("as must be event: the body is an event or envelope");
    }
  }

  @Test
  void attributesOfOthersArePassedOverAndParametersAreNot() {
    byte[] body = EVENT.getBytes(UTF_8);
    Map<String, String> foreign = Map.of("AWSTraceHeader", "x", "Sentry-Hook-Resource", "error");
    assertThat(read(body, MediaType.JSON, new Said(Map.of(), foreign, false)))
        .isInstanceOf(Reading.Understood.class);
    assertThat(read(body, MediaType.JSON, new Said(foreign, Map.of(), false)))
        .isInstanceOf(Reading.Refused.class);
  }

  @Test
  void attributesOverrideARequestsFieldsAsParametersDo() {
    byte[] body = "{\"event\":{\"message\":\"m\"},\"project\":\"B\"}".getBytes(UTF_8);
    assertThat(
            understood(body, MediaType.JSON, new Said(Map.of(), Map.of("project", "A"), false))
                .project())
        .isEqualTo("A");
    Reading wrong = read(body, MediaType.JSON, new Said(Map.of(), Map.of("project", "a b"), false));
    assertThat(((Reading.Refused) wrong).problem().detail()).startsWith("project must be a name");
  }
}
