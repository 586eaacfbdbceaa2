package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A suggestion's markdown, taken apart for scoring.
 *
 * @param prose what stands outside code blocks before {@code What Else}, with single spaces and
 *     without the marks of emphasis and of inline code
 * @param spans inline code in the prose
 * @param code the code blocks of {@code Proposed Solution}
 */
record EvalAnswer(String prose, List<String> spans, List<Block> code) {

  /** Of a longer answer only the start is read, in chars. */
  static final int MAX_CHARS = 40_000;

  /** More lines of a code block are not read. */
  static final int MAX_CODE_LINES = 200;

  /** More code blocks are not read. */
  static final int MAX_BLOCKS = 8;

  /**
   * A code block.
   *
   * @param info the first word behind its fence, in small letters; often the language
   */
  record Block(String info, List<String> lines) {}

  static EvalAnswer read(String markdown) {
    Reader reader = new Reader();
    for (String line :
        SafeText.split(
            markdown.length() > MAX_CHARS ? markdown.substring(0, MAX_CHARS) : markdown)) {
      reader.line(line);
    }
    return reader.answer();
  }

  private static final class Reader {
    private final StringBuilder text = new StringBuilder();
    private final List<Block> code = new ArrayList<>();
    private String section = "";
    private MarkdownLine.Fence fence = new MarkdownLine.Fence(0, ' ', 0, "");
    private List<String> block = new ArrayList<>();

    void line(String line) {
      if (fence.length() > 0) {
        if (fence.isClosedBy(line)) {
          close();
        } else if (block.size() < MAX_CODE_LINES) {
          block.add(line);
        }
        return;
      }
      MarkdownLine.Fence opened = MarkdownLine.Fence.of(line);
      if (opened != null) {
        fence = opened;
      } else if (MarkdownLine.headingLevel(line) > 0) {
        section = MarkdownLine.headingText(line).toLowerCase(Locale.ROOT);
      } else if (!section.contains("what else")) {
        text.append(line).append('\n');
      }
    }

    private void close() {
      if (section.contains("proposed solution") && code.size() < MAX_BLOCKS) {
        String info = fence.info().toLowerCase(Locale.ROOT);
        int end = info.indexOf(' ');
        code.add(new Block(end < 0 ? info : info.substring(0, end), block));
      }
      fence = new MarkdownLine.Fence(0, ' ', 0, "");
      block = new ArrayList<>();
    }

    EvalAnswer answer() {
      if (fence.length() > 0) {
        close();
      }
      List<String> spans = new ArrayList<>();
      String[] parts = text.toString().split("`+", -1);
      for (int i = 1; i < parts.length; i += 2) {
        spans.add(parts[i]);
      }
      String prose = text.toString().replace("`", "").replace("*", "");
      return new EvalAnswer(EvalLanguage.singleSpaces(prose), spans, code);
    }
  }
}
