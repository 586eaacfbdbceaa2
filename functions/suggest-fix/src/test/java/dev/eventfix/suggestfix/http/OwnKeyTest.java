package dev.eventfix.suggestfix.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.suggestfix.provider.Completion;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnKeyTest {

  private static final String KEY = "sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z";

  @ParameterizedTest
  @CsvSource({
    "no more for sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z today, no more for <key> today",
    "sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z, <key>",
    "Bearer sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z., Bearer <key>.",
    "key sk-proj-Ab3***1wXy4z of you, key <key>***1wXy4z of you",
    "key sk-proj-***qRs8tUv1wXy4z of you, key <key>***<key> of you",
    "SK-PROJ-AB3DEF6HIJ9KLM2NOP5QRS8TUV1WXY4Z!, <key>!",
    "of sk-proj only, of sk-proj only",
    "Limit reached for gpt-4.1 in org-1, Limit reached for gpt-4.1 in org-1"
  })
  void itsPiecesAreTakenOut(String text, String rest) {
    assertThat(OwnKey.takenOut(text, KEY)).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "Bearer ", "user:"})
  void encodedItIsFoundAsWell(String before) {
    byte[] sent = (before + KEY + "tail").getBytes(UTF_8);
    for (String encoded :
        new String[] {
          Base64.getEncoder().encodeToString(sent),
          Base64.getUrlEncoder().encodeToString(sent),
          HexFormat.of().formatHex(sent),
          HexFormat.of().withUpperCase().formatHex(sent)
        }) {
      String rest = OwnKey.takenOut("sent " + encoded + " to us", KEY);
      assertThat(rest).startsWith("sent ").contains("<key>").endsWith(" to us").hasSizeLessThan(60);
    }
  }

  @Test
  void aShortKeyIsTakenOutAsAWholeAndAWordIsNone() {
    assertThat(OwnKey.takenOut("no more for pass1 today", "pass1"))
        .isEqualTo("no more for <key> today");
    assertThat(OwnKey.takenOut("no more for ok today", "ok")).isEqualTo("no more for ok today");
    assertThat(OwnKey.takenOut("", KEY)).isEmpty();
    // A letter that in small ones is two.
    String longer = "\u0130".repeat(20);
    assertThat(OwnKey.takenOut(longer + KEY, KEY)).isEqualTo(longer + "<key>");
  }

  @Test
  void allThatIsInTheServersWordsIsLookedAt() {
    Credentials.Sent sent = new Credentials.Sent.Header("Authorization", "Bearer " + KEY);
    assertThat(
            OwnKey.takenOut(new Completion.Answer("text", "m-" + KEY, "stop " + KEY, 1, 2), sent))
        .isEqualTo(new Completion.Answer("text", "m-<key>", "stop <key>", 1, 2));
    Completion limited = new Completion.RateLimited("for " + KEY, 3);
    assertThat(OwnKey.takenOut(limited, sent))
        .isEqualTo(new Completion.RateLimited("for <key>", 3));
    assertThat(OwnKey.takenOut(limited, new Credentials.Sent.Nothing())).isSameAs(limited);
    assertThat(OwnKey.takenOut(Completion.STOPPED, sent)).isSameAs(Completion.STOPPED);
  }
}
