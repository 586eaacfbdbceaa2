package dev.eventfix.suggestfix.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Answers as models could write them, with payloads in them, in and out of the format. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String[] LINES = {
    "## Problem Description",
    "## Proposed Solution",
    "## What Else",
    "**What Else:** ",
    "**Problem Description**",
    "3. What else?",
    "# Proposed solution:",
    "Confidence: high",
    "**Confidence:** low",
    "## Confidence",
    "## Not Enough Information",
    "- the release",
    "Text of a sentence.",
    "A `span` and more",
    "```java",
    "```",
    "~~~",
    "  - item",
    "",
    "",
    "> q",
    "{\"problem_description\": \"x\"}",
    "<think>",
    "</think>",
    "What Else",
    "| a | `b|c` |",
    "|---|---|",
    "`a | b`",
    "[What Else](x)",
    "## <b>What Else</b>",
    "\\## What Else",
    "    code"
  };

  private Answers() {}

  static String random(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> object(random);
      case 1 -> {
        StringBuilder text = new StringBuilder();
        for (String title :
            new String[] {"Problem Description", "Proposed Solution", "What Else"}) {
          text.append("## ").append(title).append("\n\n").append(Payloads.glued(random));
          text.append("\n\n");
        }
        yield text + "Confidence: low";
      }
      default -> lines(random);
    };
  }

  private static String lines(Random random) {
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      text.append(
          random.nextInt(6) == 0 ? Payloads.glued(random) : LINES[random.nextInt(LINES.length)]);
      text.append(random.nextInt(8) == 0 ? " " : "\n");
    }
    return text.toString();
  }

  private static String object(Random random) {
    ObjectNode object = JSON.createObjectNode();
    String[] fields = {"problem_description", "proposed_solution", "what_else"};
    int first = random.nextInt(3);
    for (int i = 0; i < 3; i++) {
      object.put(
          fields[(first + i) % 3], random.nextBoolean() ? lines(random) : Payloads.glued(random));
    }
    object.put("confidence", "medium");
    String text = object.toString();
    return random.nextInt(3) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
  }
}
