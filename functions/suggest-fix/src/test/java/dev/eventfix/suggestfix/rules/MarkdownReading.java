package dev.eventfix.suggestfix.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A strict reader of the markdown that suggestions may hold: headings, paragraphs, lists of one
 * level, inline code and fenced code. Whatever else occurs outside code is an error.
 *
 * @param headings their texts, in order
 * @param prose the lines outside fences, inline code taken out
 * @param inline the texts of inline code
 * @param blocks the texts of fenced code
 */
record MarkdownReading(
    List<String> headings, List<String> prose, List<String> inline, List<String> blocks) {

  static MarkdownReading of(String markdown) {
    MarkdownReading reading =
        new MarkdownReading(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String fence = "";
    StringBuilder block = new StringBuilder();
    for (String line : markdown.split("\n", -1)) {
      int ticks = run(line, 0);
      if (!fence.isEmpty()) {
        if (ticks >= fence.length() && line.substring(ticks).isBlank()) {
          reading.blocks.add(block.toString());
          fence = "";
        } else {
          block.append(line).append('\n');
        }
      } else if (ticks >= 3 && line.indexOf('`', ticks) < 0) {
        fence = line.substring(0, ticks);
        block = new StringBuilder();
      } else {
        reading.readProse(line);
      }
    }
    if (!fence.isEmpty()) {
      throw new AssertionError("a code block does not end");
    }
    return reading;
  }

  private void readProse(String line) {
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      int ticks = run(line, at);
      if (ticks == 0) {
        plain.append(line.charAt(at));
        at++;
        continue;
      }
      int close = at + ticks;
      while (close < line.length() && run(line, close) != ticks) {
        close += Math.max(1, run(line, close));
      }
      if (close >= line.length()) {
        throw new AssertionError("inline code does not end: " + line);
      }
      inline.add(line.substring(at + ticks, close));
      plain.append("CODE");
      at = close + ticks;
    }
    String text = plain.toString();
    if (text.startsWith("## ")) {
      headings.add(text.substring(3));
      return;
    }
    prose.add(text);
    String body = text.startsWith("- ") ? text.substring(2) : text;
    boolean marksUp =
        body.startsWith("#")
            || body.startsWith(">")
            || body.startsWith("    ")
            || body.startsWith("\t")
            || body.startsWith("===")
            || body.startsWith("---")
            || body.startsWith("~~~");
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      boolean control = c < ' ' || c == '\u202E' || c == '\u2028' || c == '\u200B';
      if (marksUp || control || c == '<' || c == '[' || c == ']' || c == '*' || c == '\\') {
        throw new AssertionError("not plain prose: " + line);
      }
    }
    if (body.contains("http") || body.contains("&")) {
      throw new AssertionError("a link or an entity: " + line);
    }
  }

  private static int run(String line, int from) {
    int end = from;
    while (end < line.length() && line.charAt(end) == '`') {
      end++;
    }
    return end - from;
  }
}
