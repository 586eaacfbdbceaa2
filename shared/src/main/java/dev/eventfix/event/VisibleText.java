package dev.eventfix.event;

import dev.eventfix.wire.UnseenCharacters;
import org.jspecify.annotations.Nullable;

/**
 * A text as a reader sees it: without control sequences of terminals (ECMA-48, also written as
 * {@code \x1b[31m}) and characters that are not seen, with full-width forms, quotation marks and
 * blanks as their plain ones, and with escapes of marks read. It knows where each character stands
 * in the original.
 */
final class VisibleText {

  /** Longest control sequence behind its introducer, in characters. */
  private static final int MAX_SEQUENCE = 32;

  /** Longest escape of one character, in characters. */
  private static final int MAX_ESCAPE = 8;

  /** How the escape character is written, each followed by a bracket. */
  private static final String[] WRITTEN_ESCAPES = {
    "x1b", "u001b", "u{1b}", "033", "e", "^[", "%1b", "&#27;", "\u241b"
  };

  /** How marks are written in HTML, each with the mark. */
  private static final String[] ENTITIES = {
    "&quot;", "\"", "&#34;", "\"", "&#x22;", "\"", "&apos;", "'", "&#39;", "'", "&#x27;", "'",
    "&amp;", "&", "&#38;", "&", "&#61;", "=", "&equals;", "=", "&colon;", ":", "&#58;", ":",
  };

  /** Marks whose escapes are read: of JSON and of string literals. */
  private static final String ESCAPED_MARKS = "\"'&=:;,@#{}[]()/+-_ ";

  /** What looks like a plain mark, each with the mark. */
  private static final String LIKE_MARKS =
      "\u201c\"\u201d\"\u201e\"\u201f\"\u00ab\"\u00bb\"\u2033\""
          + "\u2018'\u2019'\u201a'\u201b'\u2032'"
          + "\u2010-\u2011-\u2012-\u2013-\u2014-\u2015-\u2212-\ufe63-"
          + "\u2236:\ua789:\ufe55:\ufe66=\ua78a=\u2192=\u21d2=\u27f9="
          + "\u2028\n\u2029\n\u0085\n\ufe50,\ufe54;\ufe6b@\ufe62+";

  /** Characters of ASCII that are always seen as they are. */
  private static final boolean[] PLAIN = plain();

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    for (char c = ' '; c < 0x7f; c++) {
      plain[c] = c != '\\' && c != '&' && c != '^' && c != '%';
    }
    plain['\n'] = true;
    plain['\r'] = true;
    plain['\t'] = true;
    return plain;
  }

  /** The text as it is seen; the original itself when nothing in it is seen otherwise. */
  final String text;

  /** Where in the original the character of each index starts; null when nothing differs. */
  private final int @Nullable [] starts;

  /** Where in the original the character of each index ends. */
  private final int @Nullable [] ends;

  /** Whether something between two characters is not seen. */
  final boolean gaps;

  private VisibleText(String text, int @Nullable [] starts, int @Nullable [] ends, boolean gaps) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.gaps = gaps;
  }

  /** The text with what is not seen left out. */
  static VisibleText of(String original) {
    int first = firstUnlike(original);
    return first < 0 ? new VisibleText(original, null, null, false) : read(original, first, false);
  }

  /** The text with a blank for what is not seen: a colour may divide words as well as a word. */
  static VisibleText withBlanks(String original) {
    return read(original, 0, true);
  }

  /** Where in the original the character starts. */
  int start(int index) {
    return starts == null ? index : starts[index];
  }

  /** Where in the original the character before the index ends. */
  int end(int index) {
    return ends == null ? index : index == 0 ? 0 : ends[index - 1];
  }

  /** The index of the first character that is seen otherwise than it is, or -1. */
  private static int firstUnlike(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= PLAIN.length || !PLAIN[c]) && seenOf(text, i) != SELF) {
        return i;
      }
    }
    return -1;
  }

  /** What {@link #seenOf} tells of a character that is seen as it is. */
  private static final long SELF = -1;

  /** What it tells of one that is not seen, with how many characters that are. */
  private static long unseen(int length) {
    return (long) length << 32 | 0xffff_ffffL;
  }

  private static long seen(char as, int length) {
    return (long) length << 32 | as;
  }

  private static VisibleText read(String original, int from, boolean blanks) {
    int length = original.length();
    StringBuilder text = new StringBuilder(length).append(original, 0, from);
    int[] starts = new int[length];
    int[] ends = new int[length];
    for (int i = 0; i < from; i++) {
      starts[i] = i;
      ends[i] = i + 1;
    }
    boolean gaps = false;
    int at = from;
    while (at < length) {
      long as = blanks || !isCharset(original, at) ? seenOf(original, at) : unseen(CHARSET);
      int next = as == SELF ? at + 1 : at + (int) (as >>> 32);
      boolean unseen = as != SELF && (as & 0xffff_ffffL) == 0xffff_ffffL;
      gaps |= unseen;
      if (!unseen || blanks) {
        starts[text.length()] = at;
        ends[text.length()] = next;
        text.append(as == SELF ? original.charAt(at) : unseen ? ' ' : (char) as);
      }
      at = next;
    }
    return new VisibleText(text.toString(), starts, ends, gaps);
  }

  /** How long a sequence is that designates a character set, which resetting a colour sends. */
  private static final int CHARSET = 3;

  private static boolean isCharset(String text, int at) {
    return text.charAt(at) == 0x1b
        && "()".indexOf(Chars.at(text, at + 1)) >= 0
        && Chars.isAlphanumeric(Chars.at(text, at + 2));
  }

  private static long seenOf(String text, int at) {
    char c = text.charAt(at);
    if (c >= ' ' && c < 0x7f) {
      return switch (c) {
        case '\\' -> escape(text, at);
        case '&' -> entity(text, at);
        case '^', '%' -> written(text, at, at);
        default -> SELF;
      };
    }
    boolean letter = (c >= 0xc0 && c < 0x300) || (c >= 0x3165 && c < 0xa700);
    if (letter || c == '\n' || c == '\t' || c == '\r') {
      return SELF;
    }
    if (c == 0x1b || c == 0x9b || c == 0x241b) {
      int open = c == 0x9b ? at : at + 1;
      int end = c == 0x9b || Chars.at(text, open) == '[' ? sequenceEnd(text, open + 1) : -1;
      return end > 0 ? unseen(end - at) : c == 0x241b ? SELF : unseen(1);
    }
    int like = LIKE_MARKS.indexOf(c);
    if (like >= 0 && like % 2 == 0) {
      return seen(LIKE_MARKS.charAt(like + 1), 1);
    }
    // Angle brackets would make placeholders of what are none.
    if (c >= 0xff01 && c <= 0xff5e && c != 0xff1c && c != 0xff1e) {
      return seen((char) (c - 0xfee0), 1);
    }
    int codePoint = text.codePointAt(at);
    if (Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
      return seen(' ', 1);
    }
    boolean half = Character.isSurrogate(c) && codePoint == c;
    return !half && UnseenCharacters.contains(codePoint)
        ? unseen(Character.charCount(codePoint))
        : SELF;
  }

  /** Where a control sequence ends whose parameters start at {@code from}, or -1. */
  private static int sequenceEnd(String text, int from) {
    int limit = Math.min(text.length(), from + MAX_SEQUENCE);
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c >= '@' && c <= '~') {
        return i + 1;
      }
      if (c < ' ' || c > '?') {
        return -1;
      }
    }
    return -1;
  }

  /** A control sequence whose escape character is written at {@code at}, behind backslashes. */
  private static long written(String text, int from, int at) {
    for (String escape : WRITTEN_ESCAPES) {
      if (text.regionMatches(true, at, escape, 0, escape.length())) {
        int open = at + escape.length();
        int parameters =
            Chars.at(text, open) == '['
                ? open + 1
                : text.regionMatches(true, open, "%5b", 0, 3) ? open + 3 : -1;
        int end = parameters < 0 ? -1 : sequenceEnd(text, parameters);
        if (end > 0) {
          return unseen(end - from);
        }
      }
    }
    return SELF;
  }

  private static long escape(String text, int at) {
    int marks = at + 1;
    int limit = Math.min(text.length(), at + MAX_ESCAPE);
    while (marks < limit && text.charAt(marks) == '\\') {
      marks++;
    }
    char kind = Chars.at(text, marks);
    if ("xXuU0eE".indexOf(kind) < 0 || kind == '\0') {
      return SELF;
    }
    long sequence = written(text, at, marks);
    if (sequence != SELF) {
      return sequence;
    }
    int digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
    int value = 0;
    for (int i = 1; i <= digits; i++) {
      int digit = Character.digit(Chars.at(text, marks + i), 16);
      if (digit < 0) {
        return SELF;
      }
      value = value << 4 | digit;
    }
    int length = marks + 1 + digits - at;
    if (digits == 0 || value == '\n' || value == '\r' || value == '\t') {
      return SELF;
    }
    if (ESCAPED_MARKS.indexOf(value) >= 0) {
      return seen((char) value, length);
    }
    boolean half = Character.isSurrogate((char) value);
    return !half && UnseenCharacters.contains(value) ? unseen(length) : SELF;
  }

  private static long entity(String text, int at) {
    for (int i = 0; i < ENTITIES.length; i += 2) {
      if (text.startsWith(ENTITIES[i], at)) {
        return seen(ENTITIES[i + 1].charAt(0), ENTITIES[i].length());
      }
    }
    return written(text, at, at);
  }
}
