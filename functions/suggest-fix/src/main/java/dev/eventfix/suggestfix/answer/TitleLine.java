package dev.eventfix.suggestfix.answer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a line's characters, as they come, whether it is the title of a section: a heading of
 * any level, a bold or a numbered line, the bare words, in any case, with a colon, a dash or
 * nothing behind. After a bold or marked title the section's text may begin on the same line.
 */
final class TitleLine {

  /** Longest line that is looked at, in chars. */
  static final int MAX_CHARS = 200;

  /** What models write between "confidence" and what it is. */
  private static final String[] QUALIFIERS = {"level", "score", "rating"};

  private static final Section[] SECTIONS = Section.values();

  private final StringBuilder line = new StringBuilder();
  private final StringBuilder letters = new StringBuilder();
  private boolean marked;
  private boolean possible = true;
  private boolean confidence;
  private boolean separated;
  private @Nullable Section complete;
  private int textStart = -1;

  /** Takes a part of the line; false when the line is none, so that it need not wait. */
  boolean append(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      line.append(c);
      if (possible && textStart < 0) {
        take(c);
      }
    }
    possible &= line.length() <= MAX_CHARS;
    return possible && textStart < 0;
  }

  private void take(char c) {
    if (confidence) {
      return;
    }
    if (Character.isLetter(c)) {
      if (complete != null && separated) {
        if (complete == Section.CONFIDENCE) {
          confidence = true;
        } else if (marked) {
          textStart = line.length() - 1;
        } else {
          possible = false;
        }
        return;
      }
      letters.append(Character.toLowerCase(c));
      complete = null;
      boolean begins = false;
      for (Section section : SECTIONS) {
        String name = name(section);
        begins |= begins(name, letters);
        complete = name.contentEquals(letters) ? section : complete;
      }
      possible = begins;
      separated = false;
      return;
    }
    if (complete == Section.CONFIDENCE) {
      separated = true;
      confidence |= c >= '0' && c <= '9';
      return;
    }
    separated |= complete != null && (c == ':' || c == '*' || c == '_');
    boolean mark = c == '#' || c == '*' || c == '_';
    marked |= mark && letters.length() == 0;
    boolean other = " \t>+-.):?!".indexOf(c) >= 0 || (c >= '0' && c <= '9');
    boolean dash = c == '\u2013' || c == '\u2014';
    possible = mark || other || dash;
    if (!possible && complete != null && separated && marked) {
      // Text that begins with code or a bracket.
      possible = true;
      textStart = line.length() - 1;
    }
  }

  private static String name(Section section) {
    return section.title.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private static boolean begins(String name, StringBuilder letters) {
    return letters.length() <= name.length() && name.startsWith(letters.toString());
  }

  /** The line so far. */
  String line() {
    return line.toString();
  }

  /** The section whose title it is, or null. To be asked at the line's end or at its text. */
  @Nullable Section section() {
    return possible ? complete : null;
  }

  /** What stands behind the title on its line. */
  String text() {
    return textStart < 0 ? "" : line.substring(textStart);
  }

  /** What a line of confidence says; empty when it says nothing, null when it is none. */
  @Nullable String confidence() {
    if (!possible || complete != Section.CONFIDENCE) {
      return null;
    }
    int at = line.toString().toLowerCase(Locale.ROOT).indexOf("confidence");
    String said = at < 0 ? "" : line.substring(at + "confidence".length());
    String bare = said.strip();
    for (String qualifier : QUALIFIERS) {
      if (bare.toLowerCase(Locale.ROOT).startsWith(qualifier)) {
        bare = bare.substring(qualifier.length());
      }
    }
    boolean told = bare.isEmpty() || !Character.isLetter(bare.charAt(0));
    return told ? bare : null;
  }
}
