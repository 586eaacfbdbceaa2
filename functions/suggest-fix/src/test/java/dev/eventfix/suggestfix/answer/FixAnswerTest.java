package dev.eventfix.suggestfix.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixAnswerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MARKDOWN =
      """
      ## Problem Description

      P `p`.

      ```java
      int a;
      ```

      ## Proposed Solution

      S.

      ## What Else

      - W
      """;

  private static final FixAnswer READ =
      new FixAnswer(MARKDOWN, "P `p`.\n\n```java\nint a;\n```", "S.", "- W", Confidence.HIGH, null);

  private static final String OBJECT =
      "{\"problem_description\": \"P `p`.\\n\\n```java\\nint a;\\n```\", \"proposed_solution\":"
          + " \"S.\",\n \"what_else\": \"- W\", \"confidence\": \"high\","
          + " \"not_enough_information\": null}";

  static List<String> ways() {
    String said = MARKDOWN + "\nConfidence: high\n";
    String bold =
        said.replace("## Problem Description", "**Problem Description**")
            .replace("## Proposed Solution", "**Proposed Solution:**")
            .replace("## What Else", "__What Else__:");
    return List.of(
        said,
        OBJECT,
        bold,
        said.replace("\n", "\r\n"),
        said.replace("## ", "# "),
        said.replace("## ", "#### "),
        said.replace("## Problem", "## 1. Problem").replace("## What", "## 3) What"),
        said.replace("Problem Description", "PROBLEM DESCRIPTION:")
            .replace("What Else", "what else?"),
        said.replace("## ", ""),
        said.replace("## Problem Description\n\n", "**Problem Description:** "),
        said.replace("## What Else\n\n", "## What Else\n"),
        "Sure, here is what I found:\n\n" + said,
        "<think>\n## Problem Description\nHm. {\"problem_description\": \"x\"}\n</think>\n\n"
            + said,
        "Let me think.\nSo what else?\n</think>\n" + said,
        "```markdown\n" + said + "```\n",
        "```\n" + said + "```",
        "Here:\n\n```md\n" + said + "```",
        "Confidence: high\n\n" + MARKDOWN,
        MARKDOWN + "\n**Confidence:** High\n",
        MARKDOWN + "\n**Confidence**: high - the event shows it\n",
        MARKDOWN + "\n- Confidence level: very high\n",
        MARKDOWN + "\n_Confidence: 90%_\n",
        MARKDOWN + "\nConfidence: 0.9\n",
        MARKDOWN + "\n## Confidence\n\nHigh\n",
        MARKDOWN + "\n## Confidence: high\n",
        MARKDOWN + "\nConfidence (high)\n",
        "```json\n" + OBJECT + "\n```",
        "```\n" + OBJECT + "\n```\nHope this helps.",
        "Here is the JSON:\n" + OBJECT + "\nAnything else?",
        "\uFEFF\n  " + OBJECT,
        "<thinking>{</thinking>" + OBJECT,
        OBJECT.replace("{\"problem", "{\"sections\": {\"problem").replace("W\",", "W\"},"),
        OBJECT.replace("{\"problem", "{\"confidence\": 0.95, \"problem"),
        OBJECT.replace("\"S.\"", "\"## Proposed Solution\\n\\nS.\\n\""),
        OBJECT.replace("null}", "{\"reason\": \"\", \"collect\": []}}"),
        OBJECT.replace("\\n", "\n"),
        OBJECT.replace("{\"problem", "{\"not_enough_information\": null, \"problem"),
        MARKDOWN + "\n## Not Enough Information\n\nNone.\n\nConfidence: high");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void readsWhatModelsMakeOfTheFormat(String text) {
    assertThat(FixAnswer.parse(text)).isEqualTo(READ);
  }

  @Test
  void putsSectionsInOrder() {
    FixAnswer answer =
        FixAnswer.parse("## What Else\nW\n## Proposed Solution\nS\n## Problem Description\nP\n");

    assertThat(answer.markdown())
        .isEqualTo(
            "## Problem Description\n\nP\n\n## Proposed Solution\n\nS\n\n## What Else\n\nW\n");
    assertThat(answer.confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void keepsTheTextBelowATitleThatCameTwice() {
    FixAnswer answer =
        FixAnswer.parse(
            "## Problem Description\nP\n## Proposed Solution\nS\n## Problem Description\nagain\n"
                + "## What Else\nW\n## What Else\nmore");

    assertThat(answer.problemDescription()).isEqualTo("P");
    assertThat(answer.proposedSolution()).isEqualTo("S\n\nagain");
    assertThat(answer.whatElse()).isEqualTo("W\n\nmore");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Only text.", "Only text.\n", "\n\nOnly text.\n\n", "# Problem\n\nOnly text."})
  void takesTextWithoutSectionsForTheProblem(String text) {
    FixAnswer answer = FixAnswer.parse(text);

    assertThat(answer.problemDescription()).isEqualTo(text.strip());
    assertThat(answer.markdown())
        .isEqualTo(
            "## Problem Description\n\n"
                + text.strip()
                + "\n\n## Proposed Solution\n\n## What Else\n");
    assertThat(answer.confidence()).isEqualTo(Confidence.LOW);
  }

  @Test
  void takesALongOrSoleTextBeforeTheFirstTitleForTheProblem() {
    String text = "The reason is plain. ".repeat(40).strip();

    assertThat(FixAnswer.parse(text + "\n\n## Proposed Solution\n\nS").problemDescription())
        .isEqualTo(text);
    assertThat(FixAnswer.parse("P.\n\n## Proposed Solution\n\nS").problemDescription())
        .isEqualTo("P.");
  }

  @Test
  void readsWhatIsMissingFromMarkdown() {
    FixAnswer answer =
        FixAnswer.parse(
            MARKDOWN
                + "\n## Not Enough Information\n\nThe event has no\n[stack](http://a.example) trace."
                + "\n\n- the `release`\n2. source lines\n\nConfidence: low\n");

    assertThat(answer.notEnoughInformation())
        .isEqualTo(
            new NotEnoughInformation(
                "The event has no stack trace.", List.of("the `release`", "source lines")));
    assertThat(answer.confidence()).isEqualTo(Confidence.LOW);
    assertThat(answer.markdown()).isEqualTo(MARKDOWN);
  }

  @Test
  void readsWhatIsMissingFromJson() {
    FixAnswer answer =
        FixAnswer.parse(
            "{\"problem_description\":\"P\",\"proposed_solution\":\"\",\"what_else\":\"\","
                + "\"not_enough_information\":{\"reason\":\"No\\n<b>trace</b>.\",\"collect\":[\"a\","
                + " \"b [c](http://d.example)\"]}}");

    assertThat(answer.notEnoughInformation())
        .isEqualTo(new NotEnoughInformation("No trace.", List.of("a", "b c")));
    assertThat(answer.confidence()).isEqualTo(Confidence.LOW);
    assertThat(answer.markdown())
        .isEqualTo("## Problem Description\n\nP\n\n## Proposed Solution\n\n## What Else\n");
  }

  @Test
  void readsAnObjectThatWasCutOffAnywhere() {
    for (int end = OBJECT.indexOf(':') + 1; end < OBJECT.length(); end++) {
      FixAnswer answer = FixAnswer.parse(OBJECT.substring(0, end));

      // The marks of code that is cut off are escaped or closed.
      assertThat(READ.problemDescription().replace("`", ""))
          .startsWith(answer.problemDescription().replaceAll("[`\\\\]", "").strip());
      assertThat(answer.markdown()).doesNotContain("{", "\":");
      assertThat(FixAnswer.parse(answer.markdown()).markdown()).isEqualTo(answer.markdown());
    }
    FixAnswer cut =
        FixAnswer.parse("{\"problem_description\":\"P\",\"proposed_solution\":\"S, fir");
    assertThat(cut.problemDescription()).isEqualTo("P");
    assertThat(cut.proposedSolution()).isEqualTo("S, fir");
  }

  @Test
  void keepsQuotesThatAModelDidNotEscape() {
    assertThat(FixAnswer.parse("{\"problem_description\": \"a \"b\" c\", \"what_else\": \"\\d\"}"))
        .extracting(FixAnswer::problemDescription, FixAnswer::whatElse)
        .containsExactly("a \"b\" c", "\\\\d");
  }

  @ParameterizedTest
  @CsvSource({
    "'',LOW",
    "'{',LOW",
    "'{}',LOW",
    "'```',LOW",
    "'<think>',LOW",
    "'## What Else',LOW",
    "'{\"problem_description\"',LOW",
    "'[1, 2]',LOW",
    "'{\"problem_description\": [}]',LOW"
  })
  void neverFails(String text, Confidence confidence) {
    assertThat(FixAnswer.parse(text).confidence()).isEqualTo(confidence);
  }

  @Test
  void leavesProseThatLooksLikeATitleAlone() {
    String text =
        """
        ## Problem Description

        What else could be done is open.
        Confidence in it is high.

        ## Proposed Solution

        ```md
        ## What Else
        Confidence: low
        ```

        ## What Else

        W
        """;

    assertThat(FixAnswer.parse(text).markdown()).isEqualTo(text);
    assertThat(FixAnswer.parse(text).confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void boundsEachPart() {
    String long1 = "word ".repeat(20_000);
    FixAnswer answer =
        FixAnswer.parse(
            "## Problem Description\n"
                + long1
                + "\n## Proposed Solution\n```\n"
                + "line of code\n".repeat(9_000)
                + "```\n## What Else\nW\n## Not Enough Information\n"
                + long1
                + "\n"
                + "- item\n".repeat(100));

    assertThat(answer.problemDescription()).hasSizeLessThanOrEqualTo(FixAnswer.MAX_SECTION);
    assertThat(answer.proposedSolution())
        .hasSizeLessThanOrEqualTo(FixAnswer.MAX_SECTION + 4)
        .endsWith("\n```");
    assertThat(answer.whatElse()).isEqualTo("W");
    NotEnoughInformation missing = Objects.requireNonNull(answer.notEnoughInformation());
    assertThat(missing.collect()).hasSize(FixAnswer.MAX_COLLECT);
    assertThat(missing.reason()).hasSizeLessThanOrEqualTo(FixAnswer.MAX_REASON);
  }

  @Test
  void readingTheMarkdownAgainGivesTheSameSections() {
    Random random = new Random(7);
    for (int i = 0; i < 4_000; i++) {
      String text = Answers.random(random);
      FixAnswer answer = FixAnswer.parse(text);
      FixAnswer again = FixAnswer.parse(answer.markdown());

      assertThat(again.markdown()).as(text).isEqualTo(answer.markdown());
      assertThat(again.problemDescription()).as(text).isEqualTo(answer.problemDescription());
      assertThat(again.proposedSolution()).as(text).isEqualTo(answer.proposedSolution());
      assertThat(again.whatElse()).as(text).isEqualTo(answer.whatElse());
      assertThat(Rendering.of(answer.markdown()).active()).as(text).isEmpty();
    }
  }

  @Test
  void writesItsSections() throws IOException {
    assertThat(written(READ))
        .isEqualTo(
            JSON.readTree(
                "{\"sections\":{\"problem_description\":\"P `p`.\\n\\n```java\\nint a;\\n```\","
                    + "\"proposed_solution\":\"S.\",\"what_else\":\"- W\"}}"));
  }

  @Test
  void writesWhatIsMissing() throws IOException {
    assertThat(JSON.readTree(Json.bytes(new NotEnoughInformation("r", List.of("c")))))
        .isEqualTo(JSON.readTree("{\"reason\":\"r\",\"collect\":[\"c\"]}"));
  }

  private static JsonNode written(FixAnswer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      answer.writeSections(json);
      json.writeEndObject();
    }
    return JSON.readTree(out.toByteArray());
  }
}
