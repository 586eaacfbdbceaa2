package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.refused;
import static dev.eventfix.event.EventFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventfix.event.Description.Described;
import dev.eventfix.event.Description.NothingToDescribe;
import dev.eventfix.event.EventRequest.Reading;
import dev.eventfix.wire.MediaType;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentry envelopes, in each form in which they arrive. */
class EnvelopeTest {

  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";
  private static final String HEADER =
      "{\"event_id\":\"" + ID + "\",\"dsn\":\"https://e12d836b15bb49d7@sentry.example.com/42\"}";
  private static final String EVENT = "{\"message\":\"hello world\",\"level\":\"error\"}";
  private static final String DESCRIPTION = "{\"message\":\"hello world\"}";
  private static final String ENVELOPE = HEADER + "\n{\"type\":\"event\"}\n" + EVENT + "\n";

  private static Reading read(String body) {
    return EventFixture.request(body, Map.of());
  }

  private static EventRequest understood(String body) {
    Reading reading = read(body);
    assertThat(reading).as(body).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).request();
  }

  private static Described described(String body) {
    return (Described) understood(body).describe(null, Redaction.DEFAULT);
  }

  private static Problem refusedEnvelope(String body) {
    return refused(EventFixture.request(body.getBytes(UTF_8), MediaType.ENVELOPE, Map.of()));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Nested
  class Format {

    @Test
    void theEventIsDescribedWithTheHeadersIdAndProject() {
      EventRequest request = understood(ENVELOPE);

      assertThat(request.project()).isEqualTo("42");
      Described described = (Described) request.describe(null, Redaction.DEFAULT);
      assertThat(described.eventId()).isEqualTo(ID);
      assertThat(text(described)).isEqualTo(DESCRIPTION);
      assertThat(described.warnings()).isEmpty();
    }

    /** An attachment whose payload has line ends of its own, then an event of 41 bytes. */
    @Test
    void aPayloadIsAsLongAsItsHeaderSays() {
      assertThat(EVENT).hasSize(41);
      Described described =
          described(
              HEADER
                  + "\n{\"type\":\"attachment\",\"length\":14,\"filename\":\"a.txt\"}\n"
                  + "{\"type\":\n\"é\"\r\n"
                  + "\n{\"type\":\"event\",\"length\":41}\n"
                  + EVENT
                  + "\n");

      assertThat(text(described)).isEqualTo(DESCRIPTION);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "%s\n{\"type\":\"event\"}\n%s",
          "%s\n{\"type\":\"event\",\"length\":41}\n%s",
          "%s\n{\"type\":\"event\",\"length\":null}\n%s\n\n\n",
          "%s\n{\"type\":\"event\",\"length\":\"41\"}\n%s\n",
          "%s\n{\"type\":\"attachment\",\"length\":\"3\"}\n\n\n\n\n{\"type\":\"event\"}\n%s\n",
          "\n%s\n\n{\"type\":\"event\",\"length\":41}\n%s\n \t\n",
          "%s\r\n{\"type\":\"event\",\"length\":41}\r\n%s\r\n",
          "%s\r\n{\"type\":\"event\"}\r\n%s\r\n",
          "%s\n{\"type\":\"session\"}\n{\"started\":1}\n{\"type\":\"event\"}\n%s\n",
          "%s\n{\"type\":\"of tomorrow\",\"length\":0}\n\n{\"type\":\"event\"}\n%s\n",
          "%s\n{\"type\":\"attachment\"}\n\n{\"type\":\"event\"}\n%s\n",
          "%s\n{\"type\":\"event\",\"length\":41,\"a\":{\"type\":1,\"length\":[]}}\n%s\n",
          "%s\n{\"type\":\"event\"}\n%s\n{\"type\":\"a\",\"length\":8}\n{\"a\":\n}}\n",
          "%s\n{\"content_type\":\"a/b\",\"type\":\"event\"}\n%s\n{\"type\":\"client_report\"}"
        })
    void everyWayToWriteItIsRead(String form) {
      Described described = described(form.formatted(HEADER, EVENT));

      assertThat(text(described)).isEqualTo(DESCRIPTION);
      assertThat(described.eventId()).isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource({
      // The header's wins.
      "9ec79c33ec9942ab8353589fcb2e04dc, 00000000000000000000000000000001, "
          + "9ec79c33ec9942ab8353589fcb2e04dc",
      "9EC79C33-EC99-42AB-8353-589FCB2E04DC, 00000000000000000000000000000001, "
          + "9ec79c33ec9942ab8353589fcb2e04dc",
      // One that is none does not.
      "mine, 00000000000000000000000000000001, 00000000000000000000000000000001",
      "'', 00000000000000000000000000000001, 00000000000000000000000000000001"
    })
    void theHeadersIdWins(String header, String own, String expected) {
      String envelope =
          "{\"event_id\":\"%s\"}\n{\"type\":\"event\"}\n{\"event_id\":\"%s\",\"message\":\"a\"}\n"
              .formatted(header, own);

      assertThat(described(envelope).eventId()).isEqualTo(expected);
    }

    @Test
    void aHeaderMayBeEmptyOrOfOtherTypes() {
      for (String header :
          List.of("{}", "{\"event_id\":1,\"dsn\":[]}", "{\"event_id\":{},\"dsn\":null}")) {
        String envelope = header + "\n{\"type\":\"event\"}\n" + EVENT;

        assertThat(described(envelope).eventId()).isNull();
        assertThat(understood(envelope).project()).isEqualTo("default");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "https://key@sentry.example.com/42, 42",
      "https://key:secret@sentry.example.com/a/path/7, 7",
      "http://key@127.0.0.1:9000/shop-api, shop-api",
      // No path: what stands behind the slashes holds the key.
      "https://key@sentry.example.com, default",
      "https://key@sentry.example.com/, default",
      "/42, default",
      "42, default",
      "https://key@sentry.example.com/a b, default",
      "'', default"
    })
    void theProjectIsTheLastPartOfTheDsn(String dsn, String project) {
      String envelope =
          "{\"dsn\":\"" + dsn + "\"}\n{\"type\":\"event\"}\n{\"message\":\"hello\"}\n";

      assertThat(understood(envelope).project()).isEqualTo(project);
    }

    @Test
    void theRequestsProjectGoesBeforeTheDsns() {
      assertThat(
              understood("{\"project\":\"p\",\"envelope\":" + EventFixture.quoted(ENVELOPE) + "}")
                  .project())
          .isEqualTo("p");
      assertThat(EventFixture.understood(ENVELOPE, Map.of("project", "q")).project())
          .isEqualTo("q");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            | no item of the type event, and no other. Only
            {"type":"session"}\\n{"started":1}\\n | no item of the type event, but of the types session. Only
            {"type":"transaction"}\\n{"message":"no"}\\n | event, but of the types transaction. Only
            {"type":"EVENT"}\\n{"message":"no"}\\n | event, but of the types (others). Only
            {"type":"log"}\\n{}\\n{"type":"x y"}\\n{}\\n{"type":"feedback"}\\n{}\\n | event, but of the types feedback, log, (others). Only
            {"type":"span"}\\n{}\\n{"type":"span"}\\n{} | event, but of the types span. Only
            """)
    void withoutAnEventItsItemsAreTold(@Nullable String items, String told) {
      String lines = items == null ? "" : items.replace("\\n", "\n");
      for (String body :
          List.of(
              HEADER + "\n" + lines,
              "[" + HEADER + (items == null ? "" : "," + lines.strip().replace('\n', ',')) + "]")) {
        Reading reading =
            body.startsWith("[")
                ? read("{\"envelope\":" + body + "}")
                : EventFixture.request(body.getBytes(UTF_8), MediaType.ENVELOPE, Map.of());
        Description description =
            ((Reading.Understood) reading).request().describe(null, Redaction.DEFAULT);

        assertThat(((NothingToDescribe) description).problem().detail())
            .as(body)
            .startsWith("The envelope holds no item of the type event")
            .contains(told);
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {"type":"event","length":26}\\n%s | item 1 ends before its `length`
            {"type":"event","length":2147483647}\\n%s | item 1 ends before its `length`
            {"type":"event","length":24}\\n%s\\n | item 1 does not end where its `length` says
            {"type":"event","length":0}\\n%s\\n | item 1 does not end where its `length` says
            {"type":"a"}\\n\\n{"type":"event","length":24}\\n%s\\n | item 2 does not end where its `length` says
            {"type":"event","length":-1}\\n%s\\n | item 1 has no header
            {"type":"event","length":"24"}\\n%s\\n | item 1 does not end where its `length` says
            {"type":"event","length":"25 "}\\n%s\\n | item 1 has no header
            {"type":"event","length":""}\\n%s\\n | item 1 has no header
            {"type":"event","length":"4294967321"}\\n%s\\n | item 1 has no header
            {"type":"event","length":41.0}\\n%s\\n | item 1 has no header
            {"type":"event","length":4294967337}\\n%s\\n | item 1 has no header
            {"type":"event","length":{}}\\n%s\\n | item 1 has no header
            {"length":41}\\n%s\\n | item 1 has no header
            {"type":7}\\n%s\\n | item 1 has no header
            {"type":"event"} {}\\n%s\\n | item 1 has no header
            {"type":"event"\\n%s\\n | item 1 has no header
            "event"\\n%s\\n | item 1 has no header
            {"type":"event"}\\n[%s]\\n | item 1 must be an object
            {"type":"event"}\\n | item 1 must be an object
            {"type":"event"}\\n%s\\n{"type":"event"}\\n%s\\n | item 2 is a second event
            {"type":"event"}\\n%s %s\\n | item 1 has more than one JSON value
            """)
    void whatIsAtFaultIsToldByItsPlace(String items, String told) {
      // Of 25 bytes.
      String event = "{\"message\":\"hello world\"}";
      String envelope = HEADER + "\n" + items.replace("\\n", "\n").replace("%s", event);
      Problem problem = refusedEnvelope(envelope);

      assertThat(problem.type()).as(envelope).isEqualTo(ProblemType.INVALID_REQUEST);
      assertThat(problem.detail()).as(envelope).startsWith("body has an item at fault: " + told);
      assertThat(problem.detail()).doesNotContain("hello");
    }

    @Test
    void anEventThatIsNoJsonIsToldWithItsPlace() {
      Problem problem = refusedEnvelope(HEADER + "\n{\"type\":\"event\"}\n{\"message\":hello}\n");

      assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
      assertThat(problem.detail())
          .isEqualTo("This is no JSON in UTF-8, at line 1, column 12 of the envelope's item 1.");
      assertThat(refusedEnvelope(HEADER + "\n{\"type\":\"event\"}\n{\"message\":\n\"a\"}").detail())
          .isEqualTo("The JSON ends too early, at line 1, column 12 of the envelope's item 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "{\n}", "{} {}", "{\"message\":\"a\"", "\"a\"\n{}"})
    void withoutAHeaderItIsRefused(String body) {
      assertThat(refusedEnvelope(body).detail())
          .isEqualTo("body must begin with a line that is a JSON object, the envelope's header.");
    }
  }

  @Nested
  class Recognition {

    @ParameterizedTest
    @EnumSource
    void whateverIsSaidAnEnvelopeIsReadAsOne(MediaType type) {
      Reading reading = EventFixture.request(ENVELOPE.getBytes(UTF_8), type, Map.of());

      Description description =
          ((Reading.Understood) reading).request().describe(null, Redaction.DEFAULT);
      assertThat(text((Described) description)).isEqualTo(DESCRIPTION);
    }

    /** Until its second line comes, an envelope's header looks like a request. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"message\":\"no\",\"project\":\"no\",\"detail\":7}",
          "{\"event\":{\"message\":\"no\"},\"project\":\"no\",\"colour\":1}",
          "{\"event\":7,\"model\":\"a b\",\"max_description_tokens\":1}"
        })
    void nothingOfTheHeaderIsObeyed(String header) {
      EventRequest request = understood(header + "\n{\"type\":\"event\"}\n" + EVENT);

      assertThat(text((Described) request.describe(null, Redaction.DEFAULT)))
          .isEqualTo(DESCRIPTION);
      assertThat(request.project()).isEqualTo("default");
      assertThat(request.text(RequestField.MODEL)).isNull();
    }

    @Test
    void plainTextIsTakenForAnEnvelopeOnly() {
      for (String body : List.of(EVENT, "hello", "[1]", "{}\n{}", HEADER)) {
        assertThat(refused(EventFixture.request(body.getBytes(UTF_8), MediaType.TEXT, Map.of())))
            .extracting(Problem::type)
            .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"message\":\"hello\"}\n",
          "{\n\"message\":\"hello\"\n}\n",
          "{\"tags\":\n{\"type\":\"event\"}\n,\"message\":\"hello\"}",
          "{\"message\":\"hello\",\"tags\":[\n{\"type\":\"event\"}\n]}"
        })
    void jsonIsNoEnvelope(String event) {
      assertThat(text(described(event))).isEqualTo("{\"message\":\"hello\"}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"message\":\"a\"}\n{\"message\":\"b\"}",
          "{\"message\":\"a\"}\n{\"type\":7}\n{}",
          "{\"message\":\"a\"} {\"type\":\"event\"}\n{}",
          "{\"message\":\"a\"}\n[{\"type\":\"event\"}]\n{}"
        })
    void severalValuesAreNoEnvelopeEither(String body) {
      assertThat(refused(body).detail()).isEqualTo("body has more than one JSON value.");
    }
  }

  @Nested
  class Packed {

    @Test
    void compressedAndAsBase64ItIsTheSame() throws IOException {
      ByteArrayOutputStream zlib = new ByteArrayOutputStream();
      try (OutputStream out = new DeflaterOutputStream(zlib)) {
        out.write(ENVELOPE.getBytes(UTF_8));
      }
      byte[] bytes = ENVELOPE.getBytes(UTF_8);
      // ENVELOPE with the DSN's host sentry.io, by the brotli that Node has.
      String brotli =
          "G6kAgCwO7Gb2pdWp7zDMioSVSmHPllvqhKKDse1txfOBRQ1mGhBN6rD0hQjk4oB59zegRQVmkcYU6MbieWgiOC02MTO"
              + "/3VKgYiLMKoCuD5e5+cIOap09Q8r/FU+bXlTTXDbYnOzISW6gRld4As7r/+Dh4jtS2TGXqErAKDK7FaqRWCV6"
              + "aBk=";
      for (String packed :
          List.of(base64(bytes), base64(gzip(bytes)), base64(zlib.toByteArray()), brotli)) {
        for (String body :
            List.of(packed, packed + "\n", "{\"envelope\":" + EventFixture.quoted(packed) + "}")) {
          assertThat(text(described(body))).isEqualTo(DESCRIPTION);
          assertThat(described(body).eventId()).isEqualTo(ID);
          assertThat(understood(body).project()).isEqualTo("42");
        }
      }
      Reading reading = EventFixture.request(gzip(bytes), Map.of());
      assertThat(reading).isInstanceOf(Reading.Understood.class);
    }

    @Test
    void aRequestMayBePackedToo() {
      String request = "{\"project\":\"p\",\"event\":" + EVENT + "}";

      assertThat(understood(base64(gzip(request.getBytes(UTF_8)))).project()).isEqualTo("p");
      assertThat(text(described(base64(EVENT.getBytes(UTF_8))))).isEqualTo(DESCRIPTION);
      assertThat(refused(base64(gzip(" \n".getBytes(UTF_8)))).detail())
          .startsWith("The body is empty");
    }

    @Test
    void whatCannotBeUnpackedIsRefused() {
      byte[] cut = Arrays.copyOf(gzip(ENVELOPE.getBytes(UTF_8)), 60);
      assertThat(refused(base64(cut)).detail())
          .isEqualTo("body cannot be decompressed: it is damaged, cut off or not gzip.");
      assertThat(refused("{\"envelope\":\"" + base64(cut) + "\"}").detail())
          .isEqualTo("envelope cannot be decompressed: it is damaged, cut off or not gzip.");
    }

    @Test
    void aBombIsTooLarge() {
      byte[] blanks = new byte[21_000_000];
      Arrays.fill(blanks, (byte) ' ');
      String bomb = base64(gzip(blanks));

      assertThat(refused(bomb).type()).isEqualTo(ProblemType.TOO_LARGE);
      assertThat(refused("{\"envelope\":\"" + bomb + "\"}").type())
          .isEqualTo(ProblemType.TOO_LARGE);
    }
  }

  @Nested
  class Field {

    private static String request(String envelope, String more) {
      return "{\"envelope\":" + EventFixture.quoted(envelope) + more + "}";
    }

    @Test
    void otherFieldsStandBesideIt() {
      EventRequest request =
          understood(
              request(ENVELOPE, ",\"detail\":\"detailed\",\"model\":\"gpt-4\",\"project\":null"));

      assertThat(request.text(RequestField.MODEL)).isEqualTo("gpt-4");
      assertThat(request.project()).isEqualTo("42");
      assertThat(text((Described) request.describe(null, Redaction.DEFAULT)))
          .isEqualTo(DESCRIPTION.replace("}", ",\"level\":\"error\"}"));
    }

    @Test
    void theListOfItsLinesIsTaken() {
      assertThat(
              text(described("{\"envelope\":[" + HEADER + ",{\"type\":\"event\"}," + EVENT + "]}")))
          .isEqualTo(DESCRIPTION);
    }

    @Test
    void anEventBesideItIsRefused() {
      assertThat(refused(request(ENVELOPE, ",\"event\":{\"message\":\"a\"}")).detail())
          .isEqualTo("envelope must not stand beside an event: send one of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "true", "{}", "[]", "[1]"})
    void anythingElseIsRefused(String value) {
      assertThat(refused("{\"envelope\":" + value + ",\"colour\":1}").detail())
          .isEqualTo(
              "envelope must be an envelope: its text, base64 of it, or the list of its lines.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "\\u0000"})
    void aTextThatIsNoEnvelopeIsRefused(String text) {
      assertThat(refused("{\"envelope\":\"" + text + "\"}").detail())
          .isEqualTo(
              "envelope must begin with a line that is a JSON object, the envelope's header.");
    }

    @Test
    void whatIsAtFaultInItIsTold() {
      assertThat(refused(request(HEADER + "\n{\"type\":\"event\",\"length\":3}\n{}", "")).detail())
          .isEqualTo("envelope has an item at fault: item 1 ends before its `length`.");
      assertThat(refused(request(ENVELOPE, ",\"detail\":\"more\"")).detail())
          .isEqualTo("detail must be compact or detailed.");
    }
  }

  @Nested
  class Lines {

    private static final String ITEM = "{\"type\":\"event\",\"length\":9999}";

    @Test
    void valuesAreRead() {
      Described described =
          described(
              "[%s,{\"type\":\"session\"},{\"type\":\"event\"},%s,%s,{\"type\":\"attachment\"},\"a\"]"
                  .formatted(HEADER, ITEM, EVENT));

      assertThat(text(described)).isEqualTo(DESCRIPTION);
      assertThat(described.eventId()).isEqualTo(ID);
    }

    @Test
    void textsAreRead() {
      String lines =
          "[%s,%s,%s,%s,%s]"
              .formatted(
                  EventFixture.quoted(HEADER),
                  EventFixture.quoted("{\"type\":\"attachment\"}"),
                  EventFixture.quoted("é"),
                  EventFixture.quoted("{\"type\":\"event\"}"),
                  EventFixture.quoted(EVENT));

      assertThat(text(described(lines))).isEqualTo(DESCRIPTION);
      assertThat(understood(lines).project()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[]",
          "[1]",
          "[{}]",
          "[\"{}\"]",
          "[\"{}\",7]",
          "[\"{}\",\"{}\"]",
          "[{},{}]",
          "[{},{},{\"type\":\"event\"}]",
          "[{\"message\":\"a\"}]",
          "[[{},{\"type\":\"event\"},{}]]"
        })
    void otherListsAreNoRequests(String list) {
      assertThat(refused(list).detail())
          .isEqualTo(
              "body must be an object: an event, or one with an `event` (a list only of an"
                  + " envelope's lines, or from a pipe, of messages from SQS).");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            [{},{"type":"event"}] | item 1 has no payload.
            [{},{"type":"event"},7] | item 1 must be an object in Sentry's event format.
            [{},{"type":"event"},"{}"] | item 1 must be an object in Sentry's event format.
            [{},{"type":"event"},{},{"type":"event"},{}] | item 2 is a second event: send one envelope for each.
            [{},{"type":"a"},{},7] | item 2 has no header: a line that is a JSON object with a `type`, and a whole `length` if any.
            """)
    void whatIsAtFaultIsTold(String list, String told) {
      assertThat(refused(list).detail()).isEqualTo("body has an item at fault: " + told);
    }

    @Test
    void aListThatIsNoJsonIsRefused() {
      assertThat(refused("[{},{\"type\":\"event\"},{\"message\":\"a\"}").type())
          .isEqualTo(ProblemType.MALFORMED_JSON);
      assertThat(refused("[{},{\"type\":\"event\"},{\"message\":\"a\"}] 7").detail())
          .isEqualTo("body has more than one JSON value.");
    }

    @Test
    void otherPeoplesListIsDescribed() throws IOException {
      Path file = EventFixture.foreignFolder().resolve("glitchtip/android_sdk_envelope.json");
      assumeTrue(Files.exists(file), () -> file + " is not there");

      Described described = described(Files.readString(file));

      assertThat(described.eventId()).isEqualTo("45e4eb512da94cb2956b788e6932c2cd");
      JsonNode exceptions = EventFixture.tree(described).path("exceptions");
      assertThat(EventFixture.column(exceptions, "type")).isNotEmpty().doesNotContain("-");
    }
  }

  @Nested
  class Damage {

    private static final String WHOLE =
        HEADER
            + "\n{\"type\":\"attachment\",\"length\":5}\n\n{\n}\n\n"
            + "{\"type\":\"event\",\"length\":41}\n"
            + EVENT
            + "\n{\"type\":\"session\"}\n{}\n";

    private static void assertAnswered(byte[] bytes, MediaType type) {
      Reading reading = EventFixture.request(bytes, type, Map.of());
      String what = type + " " + new String(bytes, StandardCharsets.UTF_8);
      if (reading instanceof Reading.Refused refused) {
        assertThat(refused.problem().type())
            .as(what)
            .isIn(
                ProblemType.MALFORMED_JSON,
                ProblemType.INVALID_REQUEST,
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refused.problem().detail()).as(what).doesNotContain("hello");
      } else {
        assertThat(((Reading.Understood) reading).request().describe(null, Redaction.DEFAULT))
            .as(what)
            .isNotNull();
      }
    }

    @Test
    void theWholeIsUnderstood() {
      assertThat(text(described(WHOLE))).isEqualTo(DESCRIPTION);
    }

    @ParameterizedTest
    @EnumSource
    void cutAtAnyByteItIsAnsweredOrRefused(MediaType type) {
      byte[] whole = WHOLE.getBytes(UTF_8);
      for (int length = 0; length < whole.length; length++) {
        assertAnswered(Arrays.copyOf(whole, length), type);
      }
    }

    @Test
    void withAnyLengthItIsAnsweredOrRefused() {
      for (int length = -2; length < 200; length++) {
        String envelope = WHOLE.replace("\"length\":41", "\"length\":" + length);
        assertAnswered(envelope.getBytes(UTF_8), MediaType.ENVELOPE);
      }
    }

    @ParameterizedTest
    @EnumSource
    void withRandomBytesItIsAnsweredOrRefused(MediaType type) {
      Random random = new Random(577_215);
      for (int i = 0; i < 3_000; i++) {
        byte[] bytes = WHOLE.getBytes(UTF_8);
        for (int j = random.nextInt(4); j >= 0; j--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertAnswered(bytes, type);
        byte[] packed = base64(gzip(WHOLE.getBytes(UTF_8))).getBytes(UTF_8);
        packed[random.nextInt(packed.length)] = (byte) random.nextInt(256);
        assertAnswered(packed, type);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"{}\"]", "[{}]", "\"{}\"", "[{\"event_id\":null}]"})
  void aHeaderAloneInTheFieldHasNothingToDescribe(String envelope) {
    assertThat(understood("{\"envelope\":" + envelope + "}").describe(null, Redaction.DEFAULT))
        .isInstanceOf(Description.NothingToDescribe.class);
  }

  @Test
  void aMarkBeforeItIsNoPartOfIt() {
    String body = "\ufeff{}\n{\"type\":\"event\"}\n{\"message\":\"m\",\"tags\":{\"a\":\"b\"}}";

    assertThat(
            text(
                (Described)
                    EventFixture.understood(body, Map.of("detail", "detailed"))
                        .describe(null, Redaction.DEFAULT)))
        .isEqualTo("{\"message\":\"m\",\"tags\":{\"a\":\"b\"}}");
  }
}
