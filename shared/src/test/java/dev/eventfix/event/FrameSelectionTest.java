package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which frames are told, and how a recursion is. */
class FrameSelectionTest {

  private static String frames(String letters) {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      frames.add(
          "{\"function\":\"%s\",\"lineno\":%d,\"in_app\":%s}"
              .formatted(letter, (int) letter, Character.isLowerCase(letter)));
    }
    return "{\"platform\":\"java\",\"exception\":[{\"type\":\"E\",\"stacktrace\":["
        + String.join(",", frames)
        + "]}]}";
  }

  /** The frames as letters, most recent first, each with its count and the crash frame's mark. */
  private static String told(String letters) {
    StringBuilder told = new StringBuilder();
    for (JsonNode frame :
        EventFixture.tree(EventFixture.compact(frames(letters))).at("/exceptions/0/stacktrace")) {
      told.append(frame.path("func").asText());
      told.append(frame.has("repeated") ? frame.path("repeated").asText() : "");
      told.append(frame.has("crash") ? "!" : "");
    }
    return told.toString();
  }

  private static Map<String, Integer> omitted(String letters) {
    return EventFixture.compact(frames(letters)).omitted();
  }

  @Test
  void aRecursionIsToldOnceWithItsCountAndWhoBeganIt() {
    assertThat(told("maaaa")).isEqualTo("a4!m");
    assertThat(told("mababababx")).isEqualTo("x!b4a4m");
    assertThat(told("mabcabcabc")).isEqualTo("c3!b3a3m");
    assertThat(told("m" + "ab".repeat(5_000))).isEqualTo("b5000!a5000m");
    assertThat(omitted("m" + "ab".repeat(5_000))).isEmpty();
  }

  @Test
  void theRoundThatWasNotFinishedStandsForItself() {
    assertThat(told("mbabababz")).isEqualTo("z!b3a3bm");
    assertThat(told("mabababA")).isEqualTo("Ab3!a3m");
  }

  @Test
  void aRecursionInTheMiddleIsToldToo() {
    assertThat(told("mnrsrsrsxy")).isEqualTo("y!xs3r3nm");
    assertThat(told("aabb")).isEqualTo("b2!a2");
  }

  @Test
  void callsOfOtherLinesAreNoRecursion() {
    assertThat(told("abcdefg")).isEqualTo("g!fedcba");
    String event =
        "{\"stacktrace\":[{\"function\":\"f\",\"lineno\":1},{\"function\":\"f\",\"lineno\":2}]}";

    assertThat(EventFixture.text(EventFixture.compact(event))).doesNotContain("repeated");
  }

  @Test
  void longRoundsAreToldAsTheyAre() {
    StringBuilder round = new StringBuilder();
    for (int i = 0; i < FrameSelection.MAX_ROUND; i++) {
      round.append((char) ('\u0430' + i));
    }

    assertThat(told(round.toString().repeat(3))).contains("3!");
    assertThat(told((round + "z").repeat(3))).doesNotContain("3");
  }

  @Test
  void ofAnOmittedRecursionAllCallsAreCounted() {
    assertThat(omitted("ABABABABCDEFGHIJKLMNOPqrstuv")).containsEntry("frames", 28 - 15);
  }
}
