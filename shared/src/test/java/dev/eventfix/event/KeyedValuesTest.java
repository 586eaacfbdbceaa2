package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code keyed-values.txt} lists: texts with secrets under keys, and texts without. */
class KeyedValuesTest {

  private static final List<String> SECRETS =
      List.of("q7Zp4kLw92xT", "Kq7zR2vXw9Lm4TbY", "Zimmt4xK9Qw");

  /** So many characters of a secret are none that any text might have. */
  private static final int TELLING = 4;

  private static Stream<String> lines(char mark) throws IOException {
    InputStream file =
        Objects.requireNonNull(KeyedValuesTest.class.getResourceAsStream("keyed-values.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.length() > 1 && line.charAt(0) == mark)
          .map(line -> line.substring(2))
          .toList()
          .stream();
    }
  }

  static Stream<String> secrets() throws IOException {
    return lines('+');
  }

  static Stream<String> lookAlikes() throws IOException {
    return lines('-');
  }

  private static String text(String line) {
    return line.replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\e", "\u001b")
        .replace('␠', '\u00a0');
  }

  private static String redact(String text) {
    return new Redactor(Redaction.DEFAULT).redact(text).toString();
  }

  @ParameterizedTest
  @MethodSource
  void secrets(String line) {
    for (String secret : SECRETS) {
      String redacted = redact(text(line).replace("§", secret));
      for (int i = 0; i + TELLING <= secret.length(); i++) {
        assertThat(redacted).doesNotContain(secret.substring(i, i + TELLING));
      }
      assertThat(redact(redacted)).isEqualTo(redacted);
    }
  }

  @ParameterizedTest
  @MethodSource
  void lookAlikes(String line) {
    assertThat(redact(text(line))).isEqualTo(text(line));
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(secrets()).hasSizeGreaterThan(200);
    assertThat(lookAlikes()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pin=4711", "PIN: 904711", "{\"pin\": \"4711\"}", "user_pin = '123456'"})
  void digitsUnderAPin(String text) {
    assertThat(redact(text)).contains("<password:1>").doesNotContain("4711").doesNotContain("3456");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed_phrase: legal winner thank year wave sausage worth useful legal winner thank yellow",
        "mnemonic=\"legal winner thank year wave sausage worth useful legal winner thank yellow\"",
        "'recoveryPhrase': 'legal winner thank year wave sausage worth useful legal winner thank'"
      })
  void wordsUnderASeedPhrase(String text) {
    assertThat(redact(text)).contains("<password:1>").doesNotContain("winner");
  }

  /** Only the secret's own characters go: colours around it stay. */
  @Test
  void whatIsTakenOutIsTheOriginalsSpan() {
    assertThat(redact("\u001b[36mpassword\u001b[0m=\u001b[35mq7Zp\u200b4kLw\u001b[0m end"))
        .isEqualTo("\u001b[36mpassword\u001b[0m=\u001b[35m<password:1>\u001b[0m end");
  }

  @Test
  void aTextIsLookedAtUpToALimit() {
    int more = 1_000;
    String text = "x".repeat(SecretScanner.MAX_TEXT + more) + " password=hunter2";

    assertThat(redact(text))
        .hasSizeLessThan(SecretScanner.MAX_TEXT + 100)
        .doesNotContain("hunter2");
  }
}
