package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.Set;

/** A strict reader of what was printed: anything but text, line ends and our colours fails. */
final class Screen {

  private static final Set<String> COLOURS = new HashSet<>();

  static {
    for (Style style : Style.values()) {
      COLOURS.add(style.sequence());
    }
    COLOURS.remove("");
  }

  private Screen() {}

  /** Holds the output against the grammar and the width; gives the text without colours. */
  static String check(String output, Terminal terminal) {
    assertThat(output.isEmpty() || output.endsWith("\n")).isTrue();
    StringBuilder text = new StringBuilder();
    boolean on = false;
    int i = 0;
    while (i < output.length()) {
      int codePoint = output.codePointAt(i);
      if (codePoint == 0x1B) {
        assertThat(terminal.colour()).as("an escape without colour at %s", i).isTrue();
        int end = output.indexOf('m', i) + 1;
        String sequence = output.substring(i, end);
        if (on) {
          assertThat(sequence).isEqualTo("\u001b[0m");
        } else {
          assertThat(COLOURS).contains(sequence);
        }
        on = !on;
        i = end;
      } else {
        if (codePoint == '\n') {
          assertThat(on).as("a colour at the end of a line").isFalse();
        } else if (isForbidden(codePoint)) {
          fail("U+%s is printed", Integer.toHexString(codePoint));
        }
        text.appendCodePoint(codePoint);
        i += Character.charCount(codePoint);
      }
    }
    assertThat(on).isFalse();
    for (String line : text.toString().split("\n", -1)) {
      assertThat(SafeText.width(line)).as(line).isLessThanOrEqualTo(terminal.width());
      assertThat(line).doesNotEndWith(" ");
    }
    return text.toString();
  }

  /** Written down a second time, from the list of what must never be seen. */
  static boolean isForbidden(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || codePoint < 0x20
        || between(codePoint, 0x7F, 0x9F)
        || codePoint == 0xAD
        || codePoint == 0x34F
        || codePoint == 0x61C
        || between(codePoint, 0x115F, 0x1160)
        || between(codePoint, 0x17B4, 0x17B5)
        || between(codePoint, 0x180B, 0x180F)
        || between(codePoint, 0x200B, 0x200F)
        || between(codePoint, 0x2028, 0x202E)
        || between(codePoint, 0x2060, 0x206F)
        || codePoint == 0x2800
        || codePoint == 0x3164
        || between(codePoint, 0xFE00, 0xFE0F)
        || codePoint == 0xFEFF
        || codePoint == 0xFFA0
        || between(codePoint, 0xFFF9, 0xFFFB)
        || between(codePoint, 0xE0000, 0xE0FFF);
  }

  private static boolean between(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
