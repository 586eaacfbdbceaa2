package dev.eventfix.suggestfix.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {

  private static final String MARKDOWN =
      "## Problem Description\n\nIt `fails` here.\n\n## Proposed Solution\n\nDo:\n\n```java\nint"
          + " a;\n```\n\n## What Else\n\nNothing\uD83D\uDE00.\n";

  private static List<String> shown(List<String> pieces) {
    List<String> shown = new ArrayList<>();
    AnswerStream stream = new AnswerStream(shown::add);
    pieces.forEach(stream::append);
    String markdown = stream.finish().markdown();
    assertThat(String.join("", shown)).isEqualTo(markdown);
    assertThat(shown).doesNotContain("");
    assertThat(stream.finish().markdown()).isEqualTo(markdown);
    return shown;
  }

  private static List<String> cut(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + random.nextInt(9));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  @Test
  void whatWasShownIsTheAnswerHoweverItIsCut() {
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      String text = Answers.random(random);
      FixAnswer whole = FixAnswer.parse(text);
      List<String> shown = new ArrayList<>();
      AnswerStream stream = new AnswerStream(shown::add);
      cut(text, random).forEach(stream::append);

      assertThat(stream.finish()).as(text).isEqualTo(whole);
      assertThat(String.join("", shown)).as(text).isEqualTo(whole.markdown());
    }
  }

  @Test
  void nothingThatWasShownIsActiveAtAnyMoment() {
    Random random = new Random(13);
    for (int i = 0; i < 300; i++) {
      StringBuilder shown = new StringBuilder();
      AnswerStream stream = new AnswerStream(shown::append);
      for (String piece : cut(Answers.random(random), random)) {
        int before = shown.length();
        stream.append(piece);
        if (shown.length() > before) {
          assertThat(Rendering.of(shown.toString()).active()).as(shown.toString()).isEmpty();
        }
      }
    }
  }

  @Test
  void showsWordsAsTheyCome() {
    assertThat(
            shown(
                List.of(
                    "## Problem Description\n\nIt fa", "ils here ", "and `the", "re` too. ", "x")))
        .containsExactly(
            "## Problem Description\n\nIt ",
            "fails here ",
            "and ",
            "`there` too. ",
            "x\n\n## Proposed Solution\n\n## What Else\n");
  }

  @Test
  void showsTheFieldsOfAnObjectAsTheyCome() {
    assertThat(
            shown(
                List.of(
                    "{\"problem_description\": \"It fa",
                    "ils \\",
                    "u00e4 \\ud8",
                    "3d\\ude00 x",
                    "\", \"proposed_solution\":\"a\\n",
                    "b ",
                    "\",\"what_else\":\"c\"}")))
        .containsExactly(
            "## Problem Description\n\nIt ",
            "fails ",
            "\u00e4 ",
            "\uD83D\uDE00 ",
            "x\n\n## Proposed Solution\n\na",
            "\nb ",
            "\n\n## What Else\n\nc",
            "\n");
  }

  @Test
  void showsASectionThatCameEarlyWhenItsTurnComes() {
    assertThat(
            shown(
                List.of(
                    "{\"proposed_solution\": \"b\", ",
                    "\"problem_description\": \"a \", ",
                    "\"what_else\": \"c \",")))
        .containsExactly(
            "## Problem Description\n\na ",
            "\n\n## Proposed Solution\n\nb\n\n## What Else\n\nc ",
            "\n");
  }

  @Test
  void showsTheFormatAsItIs() {
    List<String> letters = MARKDOWN.chars().mapToObj(c -> String.valueOf((char) c)).toList();

    assertThat(String.join("", shown(letters))).isEqualTo(MARKDOWN);
    assertThat(String.join("", shown(List.of(MARKDOWN + "\nConfidence: high"))))
        .isEqualTo(MARKDOWN);
  }

  @Test
  void holdsBackNoMoreThanItSays() {
    for (String start : List.of("`", "[", "[a](", "<b ", "[r]: x ", "word")) {
      StringBuilder shown = new StringBuilder();
      AnswerStream stream = new AnswerStream(shown::append);
      stream.append("## Problem Description\n\n" + start);
      for (int i = 0; i < 3; i++) {
        int before = shown.length();
        stream.append((start.equals("word") ? "x" : "x ").repeat(ActiveContent.MAX_HELD));
        assertThat(shown.length()).as(start).isGreaterThan(before);
      }
    }
  }

  /** Each line is looked at for itself: ten times as many take ten times as long, not more. */
  @Test
  void linesWithoutTextAreNotHeldOnTo() {
    for (String before : List.of("", "x\n")) {
      AnswerStream stream = new AnswerStream(shown -> {});
      stream.append(before);
      for (int i = 0; i < 100_000; i++) {
        stream.append("\r\n  \n");
      }
      stream.append("## Problem Description\n\nIt is told.\n");
      assertThat(stream.finish().problemDescription()).contains("It is told.");
    }
  }
}
