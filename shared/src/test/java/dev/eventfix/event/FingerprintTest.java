package dev.eventfix.event;

import static dev.eventfix.event.EventFixture.event;
import static dev.eventfix.event.EventFixture.exception;
import static dev.eventfix.event.EventFixture.quoted;
import static dev.eventfix.event.EventFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  private static final String SERVICE = frame("shop.Service", "charge", true, 10);
  private static final String MAIN = frame("shop.Main", "main", true, 5);
  private static final String LIBRARY = frame("lib.Http", "send", false, 99);

  private static String frame(String module, String function, boolean inApp, int line) {
    return "{\"module\":"
        + quoted(module)
        + ",\"function\":"
        + quoted(function)
        + ",\"in_app\":"
        + inApp
        + ",\"lineno\":"
        + line
        + "}";
  }

  private static String fingerprint(String event) {
    return Fingerprint.of(read(event), new Redactor(Redaction.DEFAULT));
  }

  private static String ofFrames(String... frames) {
    return fingerprint(event(exception("E", "v", frames)));
  }

  private static String ofFunction(String function) {
    return ofFrames(frame("m", function, true, 1));
  }

  private static String ofFile(String file) {
    return ofFrames("{\"filename\":" + quoted(file) + ",\"function\":\"f\",\"in_app\":true}");
  }

  private static String ofMessage(String message) {
    return fingerprint("{\"message\":" + quoted(message) + "}");
  }

  @Test
  void isAVersionAndThirtyTwoHexDigits() {
    for (Path file : EventFixture.ownEvents()) {
      assertThat(fingerprint(EventFixture.contents(file))).matches("v1:[0-9a-f]{32}");
    }
    assertThat(fingerprint("{}")).matches("v1:[0-9a-f]{32}");
  }

  @Test
  void linesMessagesLibrariesAndTheRestOfTheEventDoNotCount() {
    String one =
        """
        {"release":"1.0","event_id":"fc6d8c0c43fc4630ad850ee518f1b9d0","exception":[%s]}"""
            .formatted(exception("E", "order 17 failed", MAIN, LIBRARY, SERVICE));
    String other =
        """
        {"release":"2.0","user":{"id":5},"exception":[%s]}"""
            .formatted(
                exception(
                    "E",
                    "order 23 was refused",
                    frame("shop.Main", "main", true, 6),
                    frame("lib.Pool", "run", false, 1),
                    frame("shop.Service", "charge", true, 44)));

    assertThat(fingerprint(other)).isEqualTo(fingerprint(one));
  }

  @Test
  void aRecursionsDepthDoesNotCount() {
    String walk = frame("m", "walk", true, 3);
    String visit = frame("m", "visit", true, 8);

    assertThat(ofFrames(MAIN, walk, visit, walk, visit, walk, visit))
        .isEqualTo(ofFrames(MAIN, walk, visit));
  }

  @Test
  void otherTypesFunctionsModulesOrdersAndChainsCount() {
    List<String> fingerprints =
        List.of(
            ofFrames(MAIN, SERVICE),
            ofFrames(SERVICE, MAIN),
            ofFrames(SERVICE),
            ofFrames(MAIN, frame("shop.Service", "refund", true, 10)),
            ofFrames(MAIN, frame("shop.Other", "charge", true, 10)),
            fingerprint(event(exception("F", "v", MAIN, SERVICE))),
            fingerprint(event(exception("Root", "v"), exception("E", "v", MAIN, SERVICE))),
            fingerprint(event(exception("E", "v", MAIN, SERVICE), exception("Root", "v"))));

    assertThat(fingerprints).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda$main$0, lambda$main$12",
    "Foo$1, Foo$2",
    "Foo$$Lambda$14/0x0000000800c81200, Foo$$Lambda$203/0x00007f3a2c0d4e88",
    "handler_3f2a9c1b77, handler_0b9e4d5512",
    "0x1043af, 0x7ffe12"
  })
  void countersAddressesAndHashesInFunctionsDoNotCount(String one, String other) {
    assertThat(ofFunction(other)).isEqualTo(ofFunction(one));
  }

  @ParameterizedTest
  @CsvSource({"step1, step2", "parseV1, parseV2", "sha256, sha512", "utf8, utf16", "add, dad"})
  void smallNumbersInFunctionsCount(String one, String other) {
    assertThat(ofFunction(other)).isNotEqualTo(ofFunction(one));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/static/main.3f2a9c1b.js, https://shop.example/static/main.77ab01de.js",
    "/static/js/2.8d0c51ef.chunk.js, /static/js/2.11aa22bb.chunk.js",
    "app:///assets/index-0a1b2c3d4e5f.js, app:///assets/index-fedcba987654.js"
  })
  void hashesInBundlesNamesDoNotCount(String one, String other) {
    assertThat(ofFile(other)).isEqualTo(ofFile(one));
  }

  @Test
  void otherBundlesCount() {
    assertThat(ofFile("/static/main.3f2a9c1b.js"))
        .isNotEqualTo(ofFile("/static/vendor.3f2a9c1b.js"));
  }

  @Test
  void theFileStandsInForAMissingModule() {
    assertThat(ofFile("a.py")).isNotEqualTo(ofFile("b.py"));
  }

  @Test
  void withoutInAppFramesAllFramesCount() {
    assertThat(ofFrames(LIBRARY)).isNotEqualTo(ofFrames(frame("lib.Pool", "run", false, 1)));
    assertThat(ofFrames(LIBRARY)).isEqualTo(ofFrames(frame("lib.Http", "send", false, 100)));
  }

  @Test
  void aThreadsFramesCountWhenExceptionsHaveNone() {
    String event =
        "{\"exception\":[{\"type\":\"SIGSEGV\"}],"
            + "\"threads\":[{\"crashed\":true,\"stacktrace\":{\"frames\":[%s]}}]}";

    assertThat(fingerprint(event.formatted(MAIN)))
        .isNotEqualTo(fingerprint(event.formatted(SERVICE)));
    assertThat(fingerprint(event.formatted(LIBRARY)))
        .isNotEqualTo(fingerprint(event.formatted(frame("lib.Pool", "run", false, 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "user 17 not found, user 23001 not found",
    "took 1.5 s, took 12.25 s",
    "job fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0 failed, job 0b9e4d55-cafe-4beb-abcd-daceadbeefed failed",
    "commit 3f2a9c1b77 is broken, commit 0b9e4d5512 is broken",
    "order ORD-7XK2Q is late, order ORD-91PZW is late",
    "at 0x7ffe1204, at 0x1043af"
  })
  void withoutFramesNumbersAndIdsInMessagesDoNotCount(String one, String other) {
    assertThat(ofMessage(other)).isEqualTo(ofMessage(one));
    assertThat(fingerprint(event(exception("E", other))))
        .isEqualTo(fingerprint(event(exception("E", one))));
  }

  @Test
  void withoutFramesTheWordsCount() {
    assertThat(ofMessage("user 1 not found")).isNotEqualTo(ofMessage("order 1 not found"));
    assertThat(ofMessage("dead")).isNotEqualTo(ofMessage("face"));
    assertThat(fingerprint(event(exception("E", "a"))))
        .isNotEqualTo(fingerprint(event(exception("E", "b"))));
  }

  @Test
  void whatWasPutIntoALogEntryDoesNotCount() {
    String event = "{\"logentry\":{\"message\":\"%%s is gone\",\"params\":[\"%s\"]}}";

    assertThat(fingerprint(event.formatted("ann"))).isEqualTo(fingerprint(event.formatted("bob")));
    assertThat(fingerprint(event.formatted("ann"))).isNotEqualTo(ofMessage("%s is here"));
  }

  @ParameterizedTest
  @CsvSource({
    "no mail to ann@example.com, no mail to bob@example.org",
    "refused by 10.1.2.3, refused by 10.9.8.7",
    "no mail to ann@example.com or ann@example.com, no mail to bob@example.org or x@example.org"
  })
  void redactedTextsDoNotCount(String one, String other) {
    assertThat(ofMessage(other)).isEqualTo(ofMessage(one));
  }

  @Test
  void ofNativeFramesTheAddressDoesNotCount() {
    String frame =
        "{\"package\":\"%s\",\"symbol\":\"%s\",\"instruction_addr\":\"%s\",\"in_app\":true}";

    assertThat(ofFrames(frame.formatted("/srv/shop", "run", "0x1")))
        .isEqualTo(ofFrames(frame.formatted("/srv/shop", "run", "0x7ffd01")))
        .isNotEqualTo(ofFrames(frame.formatted("/srv/shop", "stop", "0x1")))
        .isNotEqualTo(ofFrames(frame.formatted("/srv/other", "run", "0x1")));
  }

  @Test
  void ofAReportWhatWasViolatedCounts() {
    String report = "{\"csp\":{\"effective_directive\":\"%s\",\"document_uri\":\"%s\"}}";

    assertThat(fingerprint(report.formatted("style-src", "http://a/")))
        .isEqualTo(fingerprint(report.formatted("style-src", "http://b/")))
        .isNotEqualTo(fingerprint(report.formatted("img-src", "http://a/")));
    assertThat(fingerprint(report.formatted("x", "y").replace("csp", "hpkp")))
        .isNotEqualTo(fingerprint(report.formatted("x", "y")));
  }

  /** What the event itself wants to be grouped by. */
  private static String withOwn(String own, String type) {
    return fingerprint(
        "{\"fingerprint\":"
            + own
            + ",\"exception\":["
            + exception(type, "v", MAIN, SERVICE)
            + "]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "[\"{{ default }}\"]",
        "[\"{{default}}\"]",
        "[\" {{   default }} \"]",
        "[null]",
        "5",
        "\"x\""
      })
  void anOwnFingerprintThatSaysNothingOfItsOwnSplitsNothing(String own) {
    assertThat(withOwn(own, "E")).isEqualTo(fingerprint(event(exception("E", "v", MAIN, SERVICE))));
  }

  @Test
  void anOwnFingerprintSplitsItsGroupPartByPart() {
    List<String> fingerprints =
        List.of(
            withOwn("[]", "E"),
            withOwn("[\"a\"]", "E"),
            withOwn("[\"b\"]", "E"),
            withOwn("[\"a\",\"b\"]", "E"),
            withOwn("[\"b\",\"a\"]", "E"),
            withOwn("[\"ab\"]", "E"),
            withOwn("[17]", "E"),
            withOwn("[\"{{ transaction }}\"]", "E"));

    assertThat(fingerprints).doesNotHaveDuplicates();
    assertThat(withOwn("[\"{{ default }}\",\"a\"]", "E")).isEqualTo(fingerprints.get(1));
  }

  @Test
  void anOwnFingerprintMergesNoGroups() {
    assertThat(withOwn("[\"a\"]", "E")).isNotEqualTo(withOwn("[\"a\"]", "F"));
  }

  @Test
  void aSecretInAnOwnFingerprintSplitsNothing() {
    assertThat(withOwn("[\"ann@example.com\"]", "E"))
        .isEqualTo(withOwn("[\"bob@example.org\"]", "E"));
  }

  @Test
  void isTheSameOverDetailAndBudget() {
    String event = EventFixture.contents(EventFixture.ownEvents().getFirst());

    assertThat(EventFixture.describe(event, Detail.DETAILED, 300).fingerprint())
        .isEqualTo(EventFixture.describe(event, Detail.COMPACT, 100_000).fingerprint());
  }

  /** Every line of every frame moved, as in another release. */
  @Test
  void isTheSameForRealEventsWhoseLinesMoved() {
    UnaryOperator<String> moved =
        event -> event.replaceAll("\"lineno\"\\s*:\\s*(\\d+)", "\"lineno\": 1$1");
    for (Path file : EventFixture.ownEvents()) {
      String event = EventFixture.contents(file);

      assertThat(fingerprint(moved.apply(event))).as(file.toString()).isEqualTo(fingerprint(event));
    }
  }
}
