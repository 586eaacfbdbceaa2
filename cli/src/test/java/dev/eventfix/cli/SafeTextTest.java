package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.UnseenCharacters;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTextTest {

  @Test
  void leavesOrdinaryTextAlone() {
    String text = "naïve Ünïcödé – «價格» 🚀 ∑ \\u001b ü";
    assertThat(SafeText.line(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "7, \\u0007",
    "9, \\t",
    "A, \\n",
    "D, \\r",
    "1B, \\u001b",
    "7F, \\u007f",
    "85, \\u0085",
    "9B, \\u009b",
    "AD, \\u00ad",
    "61C, \\u061c",
    "180E, \\u180e",
    "200B, \\u200b",
    "200D, \\u200d",
    "200E, \\u200e",
    "202E, \\u202e",
    "2028, \\u2028",
    "2060, \\u2060",
    "2066, \\u2066",
    "2800, \\u2800",
    "3164, \\u3164",
    "D800, \\ud800",
    "DC00, \\udc00",
    "E000, \\ue000",
    "FE0F, \\ufe0f",
    "FEFF, \\ufeff",
    "FFF9, \\ufff9",
    "FFFF, \\uffff",
    "E0041, \\u{e0041}",
    "E0100, \\u{e0100}",
    "F0000, \\u{f0000}",
    "10FFFF, \\u{10ffff}"
  })
  void showsWhatWouldActOrHide(String hex, String shown) {
    String text = new StringBuilder("a").appendCodePoint(Integer.parseInt(hex, 16)).toString();
    assertThat(SafeText.line(text)).isEqualTo("a" + shown);
  }

  @Test
  void jsonIsTheSameValueToAProgramAndHoldsNothingThatActs() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    StringBuilder all = new StringBuilder("naïve 價格 🚀 \" \\ \\u009b");
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      if (!half && UnseenCharacters.contains(codePoint)) {
        all.appendCodePoint(codePoint);
      }
    }
    String json =
        SafeText.json(
            new String(
                Json.bytes(
                    generator -> {
                      generator.writeStartObject();
                      generator.writeStringField("\u009b \u202e", all.toString());
                      generator.writeEndObject();
                    }),
                StandardCharsets.UTF_8));
    assertThat(json.codePoints().filter(UnseenCharacters::contains)).isEmpty();
    assertThat(json).startsWith("{\"\\u009b \\u202e\":\"naïve 價格 🚀 ");
    assertThat(mapper.readTree(json).path("\u009b \u202e").asText()).isEqualTo(all.toString());
    assertThat(SafeText.json("\"\ud800 \u009b31m \u202e \udb40\udc41 \u007f\""))
        .isEqualTo("\"\\ud800 \\u009b31m \\u202e \\udb40\\udc41 \\u007f\"");
  }

  @Test
  void makesEveryCharacterHarmless() {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      String safe = SafeText.line(new StringBuilder("a").appendCodePoint(codePoint).toString());
      if (safe.codePoints().anyMatch(Screen::isForbidden)) {
        all.append(Integer.toHexString(codePoint)).append(' ');
      }
      if (!SafeText.line(safe).equals(safe)) {
        all.append("again ").append(Integer.toHexString(codePoint)).append(' ');
      }
    }
    assertThat(all).isEmpty();
  }

  @Test
  void boundsTheMarksOnOneCharacter() {
    assertThat(SafeText.line("e" + "\u0301".repeat(6)))
        .isEqualTo("e\u0301\u0301\u0301\u0301\\u0301\\u0301");
    assertThat(SafeText.line("\u0301x\u0301")).isEqualTo("\\u0301x\u0301");
    assertThat(SafeText.line("\u001b\u0301")).isEqualTo("\\u001b\\u0301");
  }

  @Test
  void showsEmojiInTheirPlainWidth() {
    assertThat(SafeText.line("⚠\uFE0F ok")).isEqualTo("⚠ ok");
    assertThat(SafeText.line("⚠\uFE0F\uFE0F")).isEqualTo("⚠\\ufe0f");
    assertThat(SafeText.line("x\uFE0F")).isEqualTo("x\\ufe0f");
    assertThat(SafeText.line("👩\u200D💻")).isEqualTo("👩\\u200d💻");
  }

  @Test
  void splitsLinesAndExpandsTabs() {
    assertThat(SafeText.lines("a\tb\r\n\tc\rd\n")).containsExactly("a   b", "    c\\rd", "");
    assertThat(SafeText.codeLine("\treturn\r\n")).isEqualTo("    return");
    assertThat(SafeText.codeLine("a\nb\n")).isEqualTo("a\\nb");
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "價格, 4",
    "🚀, 2",
    "e\u0301, 1",
    "한국, 4",
    "ｆ, 2",
    "⚠, 1",
    "…, 1",
    "🇩🇪, 2",
    "ä, 1"
  })
  void knowsTheColumnsOfText(String text, int width) {
    assertThat(SafeText.width(text)).isEqualTo(width);
  }

  @Test
  void cutsWithinTheColumns() {
    assertThat(SafeText.cutStart("shop/orders.py:43", 10)).isEqualTo("…ers.py:43");
    assertThat(SafeText.cutStart("價格價格", 4)).isEqualTo("…格");
    assertThat(SafeText.cutStart("abce\u0301", 2)).isEqualTo("…e\u0301");
    assertThat(SafeText.cutMiddle("Order::checkout", 10)).isEqualTo("Ord…eckout");
    assertThat(SafeText.cutMiddle("short", 10)).isEqualTo("short");
  }
}
