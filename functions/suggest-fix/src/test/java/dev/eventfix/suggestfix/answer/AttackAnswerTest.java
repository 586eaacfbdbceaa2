package dev.eventfix.suggestfix.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that were talked into repeating a hostile event: what is shown of it is not active. */
class AttackAnswerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Path> attacks() throws IOException {
    Path folder = Path.of(System.getProperty("eventfix.root")).resolve("events/attacks");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nothingOfAnEchoIsActive(Path file) throws IOException {
    JsonNode event = JSON.readTree(file.toFile());
    List<String> texts = new ArrayList<>();
    collect(event, texts);
    String all = String.join("\n\n", texts);
    List<String> answers = new ArrayList<>(new LinkedHashSet<>(texts));
    answers.add(all);
    answers.add(event.toString());
    answers.add("Sure:\n\n" + all);
    answers.add(
        "## Problem Description\n"
            + all
            + "\n## Proposed Solution\n"
            + all
            + "\n## What Else\n"
            + all
            + "\n## Not Enough Information\n"
            + all
            + "\n- "
            + String.join("\n- ", texts));
    answers.add("## Problem Description\n\n| " + String.join(" | ", texts) + " |\n|---|\n| " + all);
    ObjectNode object = JSON.createObjectNode();
    object.put("problem_description", all).put("proposed_solution", "```\n" + all);
    object.put("what_else", "- " + all).put("confidence", all);
    object.putObject("not_enough_information").put("reason", all).putArray("collect").add(all);
    answers.add(object.toString());
    answers.add("```json\n" + object);
    Random random = new Random(5);
    for (String answer : answers) {
      List<String> shown = new ArrayList<>();
      AnswerStream stream = new AnswerStream(shown::add);
      for (int at = 0; at < answer.length(); ) {
        int end = Math.min(answer.length(), at + 1 + random.nextInt(40));
        stream.append(answer.substring(at, end));
        at = end;
      }
      FixAnswer fix = stream.finish();
      assertInert(fix.markdown());
      assertThat(String.join("", shown)).isEqualTo(fix.markdown());
      assertInert(fix.problemDescription());
      assertInert(fix.proposedSolution());
      assertInert(fix.whatElse());
      if (fix.notEnoughInformation() != null) {
        assertInert(fix.notEnoughInformation().reason());
        fix.notEnoughInformation().collect().forEach(AttackAnswerTest::assertInert);
      }
      assertThat(FixAnswer.parse(answer)).isEqualTo(fix);
    }
  }

  private static void assertInert(String markdown) {
    assertThat(Rendering.of(markdown).active()).as(markdown).isEmpty();
    assertThat(Rendering.plain(markdown).active()).as(markdown).isEmpty();
    assertThat(markdown.chars())
        .noneMatch(
            c -> c == 0x1B || c == 0x202E || c == 0x200B || (c < ' ' && c != '\n' && c != '\t'));
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.fieldNames().forEachRemaining(texts::add);
    node.forEach(each -> collect(each, texts));
  }
}
