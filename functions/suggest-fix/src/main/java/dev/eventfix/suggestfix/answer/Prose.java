package dev.eventfix.suggestfix.answer;

import java.util.Arrays;

/**
 * Some words of prose on one line, rewritten so that they can be read in one way only. What is left
 * of markdown's special characters is emphasis; each bracket, angle bracket, ampersand, backslash
 * and lone backtick has a backslash before it; and code spans begin and end on the line.
 *
 * <p>Each character is looked at a bounded number of times: what may be closed later is put on a
 * stack and taken back, not looked for.
 */
final class Prose {

  /** As markdown has it. */
  private static final byte LIVE = 0;

  /** Itself: punctuation gets a backslash. */
  private static final byte LITERAL = 1;

  /** The first character of a code span, with its backticks. */
  private static final byte CODE_START = 2;

  /** The other characters of a code span. */
  private static final byte CODE = 3;

  /** The first character of a placeholder. */
  private static final byte PLACEHOLDER_START = 4;

  /** The other characters of a placeholder. */
  private static final byte PLACEHOLDER = 5;

  /** Taken out. */
  private static final byte DROPPED = 6;

  /** Longest name of a placeholder's kind, in chars. */
  private static final int MAX_PLACEHOLDER_NAME = 40;

  /** Longest number of a placeholder, in digits. */
  private static final int MAX_PLACEHOLDER_DIGITS = 6;

  /** Two tildes strike text out, three would open a code block. */
  private static final int MAX_TILDES = 2;

  private final String source;
  private final boolean begins;
  private final boolean ends;
  private final boolean inTable;
  private final StringBuilder out = new StringBuilder();

  /** What was read: the characters and what each is. */
  private char[] chars;

  private byte[] kinds;
  private int size;

  /** True once a code span was written that a table would take for two cells. */
  private boolean splitsCells;

  /**
   * Some words.
   *
   * @param begins true for the first words of a line
   * @param ends true for the last
   * @param inTable true when this may be a row of a table
   */
  Prose(String source, boolean begins, boolean ends, boolean inTable) {
    this.source = source;
    this.begins = begins;
    this.ends = ends;
    this.inTable = inTable;
    this.chars = new char[source.length() + 4];
    this.kinds = new byte[source.length() + 4];
  }

  /** True after {@link #rewrite} when a table's row would be split within a code span. */
  boolean splitsCells() {
    return splitsCells;
  }

  String rewrite() {
    if (begins && isDefinition()) {
      return "";
    }
    read();
    compact();
    write();
    return out.toString();
  }

  // ---- reading

  private void read() {
    int[] lastRuns = lastRuns();
    int[] open = new int[8];
    int opened = 0;
    // The pair of brackets that was closed last, as places in what was read.
    int pairOpen = -1;
    int pairClose = -1;
    // Where the destination of a link began, and how many parentheses are open in it.
    int destination = -1;
    int depth = 0;
    // Where that link's text began.
    int linkOpen = -1;
    boolean mayHoldComment = true;
    int i = 0;
    int length = source.length();
    while (i < length) {
      char c = source.charAt(i);
      switch (c) {
        case '\\' -> {
          if (i + 1 < length && isPunctuation(source.charAt(i + 1))) {
            add(source.charAt(i + 1), LITERAL);
            i += 2;
          } else {
            // At a line's end it would be a break.
            if (i + 1 < length || !ends) {
              add('\\', LITERAL);
            }
            i++;
          }
        }
        case '`' -> i = readTicks(i, lastRuns);
        case '&' -> i = readEntity(i);
        case '<' -> {
          int end = placeholderEnd(i);
          if (end > 0) {
            add('<', PLACEHOLDER_START);
            for (int k = i + 1; k < end; k++) {
              add(source.charAt(k), PLACEHOLDER);
            }
            i = end;
          } else if (source.startsWith("<!--", i) && mayHoldComment) {
            int close = source.indexOf("-->", i + 4);
            if (close < 0) {
              mayHoldComment = false;
              add('<', LITERAL);
              i++;
            } else {
              i = close + 3;
            }
          } else {
            end = tagEnd(i);
            if (end > 0) {
              i = readTag(i, end);
            } else {
              add('<', LITERAL);
              i++;
            }
          }
        }
        case '[' -> {
          if (opened == open.length) {
            open = Arrays.copyOf(open, opened * 2);
          }
          open[opened++] = size;
          add('[', LITERAL);
          i++;
        }
        case ']' -> {
          add(']', LITERAL);
          i++;
          if (opened == 0) {
            break;
          }
          int from = open[--opened];
          char next = i < length ? source.charAt(i) : ' ';
          if (isFootnote(from, begins && from == 0 && next == ':')) {
            i += begins && from == 0 && next == ':' ? 1 : 0;
            size = from;
            pairOpen = -1;
          } else if (pairOpen >= 0 && from == pairClose + 1 && !afterWord(pairOpen)) {
            drop(pairOpen);
            drop(pairClose);
            dropImageMark(pairOpen);
            size = from;
            pairOpen = -1;
          } else if (destination < 0 && next == '(') {
            pairOpen = from;
            pairClose = size - 1;
            destination = size;
            linkOpen = from;
            depth = 0;
          } else {
            pairOpen = from;
            pairClose = size - 1;
          }
        }
        case '(', ')' -> {
          add(c, LIVE);
          i++;
          if (destination >= 0) {
            depth += c == '(' ? 1 : -1;
            if (depth == 0) {
              if (!isCall(linkOpen, destination)) {
                drop(linkOpen);
                drop(destination - 1);
                dropImageMark(linkOpen);
                size = destination;
                // Brackets within the destination are gone with it.
                while (opened > 0 && open[opened - 1] >= size) {
                  opened--;
                }
              }
              destination = -1;
              pairOpen = -1;
            }
          }
        }
        default -> {
          add(c, LIVE);
          i++;
        }
      }
    }
  }

  private void add(char c, byte kind) {
    if (size == chars.length) {
      chars = Arrays.copyOf(chars, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    chars[size] = c;
    kinds[size] = kind;
    size++;
  }

  private void drop(int place) {
    kinds[place] = DROPPED;
  }

  private void dropImageMark(int bracket) {
    if (bracket > 0 && chars[bracket - 1] == '!' && kinds[bracket - 1] == LIVE) {
      drop(bracket - 1);
    }
  }

  /** For each length of a run of backticks where the last one of it begins. */
  private int[] lastRuns() {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < source.length(); i++) {
      run = source.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    int[] last = new int[longest + 1];
    Arrays.fill(last, -1);
    for (int i = 0; i < source.length(); ) {
      int end = runEnd(i);
      if (end > i) {
        last[end - i] = i;
        i = end;
      } else {
        i++;
      }
    }
    return last;
  }

  private int runEnd(int from) {
    int end = from;
    while (end < source.length() && source.charAt(end) == '`') {
      end++;
    }
    return end;
  }

  private int readTicks(int from, int[] lastRuns) {
    int end = runEnd(from);
    int ticks = end - from;
    // After an escaped backtick a run is shorter than the table knows it.
    if (lastRuns[ticks] < end) {
      for (int k = from; k < end; k++) {
        add('`', LITERAL);
      }
      return end;
    }
    int close = end;
    while (runEnd(close) - close != ticks) {
      close = Math.max(close + 1, runEnd(close));
    }
    for (int k = from; k < close + ticks; k++) {
      add(source.charAt(k), k == from ? CODE_START : CODE);
    }
    return close + ticks;
  }

  private int readEntity(int from) {
    String[] known = {"&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"", "&#39;", "'"};
    for (int k = 0; k < known.length; k += 2) {
      if (source.startsWith(known[k], from)) {
        add(known[k + 1].charAt(0), LITERAL);
        return from + known[k].length();
      }
    }
    if (source.startsWith("&nbsp;", from)) {
      add(' ', LIVE);
      return from + 6;
    }
    add('&', LITERAL);
    return from + 1;
  }

  private int placeholderEnd(int from) {
    int at = from + 1;
    while (at < source.length() && at - from <= MAX_PLACEHOLDER_NAME && isName(source.charAt(at))) {
      at++;
    }
    if (at == from + 1 || at >= source.length() || source.charAt(at) != ':') {
      return -1;
    }
    int digits = at + 1;
    int end = digits;
    while (end < source.length()
        && end - digits < MAX_PLACEHOLDER_DIGITS
        && source.charAt(end) >= '0'
        && source.charAt(end) <= '9') {
      end++;
    }
    return end > digits && end < source.length() && source.charAt(end) == '>' ? end + 1 : -1;
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  }

  /** The place of the bracket that closes the one at {@code from} with no other between, or -1. */
  private int tagEnd(int from) {
    for (int k = from + 1; k < source.length(); k++) {
      char c = source.charAt(k);
      if (c == '>') {
        return k;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  private int readTag(int from, int end) {
    int nameStart = from + 1;
    if (source.charAt(nameStart) == '/') {
      nameStart++;
    }
    int nameEnd = nameStart;
    while (nameEnd < end && Character.isLetterOrDigit(source.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = source.substring(nameStart, nameEnd);
    char first = source.charAt(from + 1);
    char after = source.charAt(nameEnd);
    boolean shaped = after == '>' || after == '/' || after == ' ' || after == '\t';
    boolean generic = Character.isUpperCase(first) && nameEnd == end && afterWord(size);
    if (first == '!' || first == '?' || (shaped && !generic && Html.isElement(name))) {
      if (Html.breaks(name) && size > 0 && chars[size - 1] != ' ') {
        add(' ', LIVE);
      }
      return end + 1;
    }
    if (isAddress(from + 1, end)) {
      // The brackets of an automatic link; what is between them is written as any address is.
      for (int k = from + 1; k < end; k++) {
        add(source.charAt(k), LITERAL);
      }
      return end + 1;
    }
    add('<', LITERAL);
    return from + 1;
  }

  private boolean isAddress(int from, int end) {
    boolean marked = false;
    for (int k = from; k < end; k++) {
      char c = source.charAt(k);
      if (c == ' ' || c == '\t' || c == '`' || c == '\\') {
        return false;
      }
      marked |= c == '@' || (c == ':' && k > from + 1);
    }
    return marked;
  }

  /** Whether what stands before a place that was read is part of a word: an index, a generic. */
  private boolean afterWord(int place) {
    return place > 0
        && (Character.isLetterOrDigit(chars[place - 1])
            || chars[place - 1] == '_'
            || chars[place - 1] == ']'
            || chars[place - 1] == ')');
  }

  /** {@code handlers[name](event)} is code of somebody's prose, not a link. */
  private boolean isCall(int bracket, int destination) {
    if (!afterWord(bracket)) {
      return false;
    }
    for (int k = destination + 1; k < size - 1; k++) {
      char c = chars[k];
      if (!Character.isLetterOrDigit(c) && c != '_' && c != ',' && c != ' ') {
        return false;
      }
    }
    return true;
  }

  /** {@code [^1]}; before a definition's colon any label. */
  private boolean isFootnote(int bracket, boolean anyLabel) {
    if (size - bracket < 4 || chars[bracket + 1] != '^') {
      return false;
    }
    for (int k = bracket + 2; k < size - 1; k++) {
      if (anyLabel ? chars[k] == ' ' : chars[k] < '0' || chars[k] > '9') {
        return false;
      }
    }
    return true;
  }

  /** A line that only gives a link's address a name. */
  private boolean isDefinition() {
    int close = source.indexOf("]:");
    if (!source.startsWith("[") || source.startsWith("[^") || close < 2) {
      return false;
    }
    int at = afterBlanks(close + 2);
    int start = at;
    while (at < source.length() && source.charAt(at) != ' ' && source.charAt(at) != '\t') {
      at++;
    }
    if (at == start) {
      return false;
    }
    at = afterBlanks(at);
    if (at == source.length()) {
      return true;
    }
    char quote = source.charAt(at);
    char last = source.stripTrailing().charAt(source.stripTrailing().length() - 1);
    return (quote == '"' && last == '"')
        || (quote == '\'' && last == '\'')
        || (quote == '(' && last == ')');
  }

  private int afterBlanks(int from) {
    int at = from;
    while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  // ---- writing

  private void compact() {
    int kept = 0;
    for (int k = 0; k < size; k++) {
      if (kinds[k] != DROPPED) {
        chars[kept] = chars[k];
        kinds[kept] = kinds[k];
        kept++;
      }
    }
    size = kept;
  }

  private void write() {
    int at = 0;
    while (at < size) {
      if (kinds[at] == CODE_START) {
        int end = partEnd(at, CODE);
        writeCodeSpan(at, end);
        at = end;
      } else if (separates(at)) {
        writeChar(at);
        at++;
      } else {
        int end = at;
        while (end < size && !separates(end) && kinds[end] != CODE_START) {
          end++;
        }
        writeWord(at, end);
        at = end;
      }
    }
  }

  private boolean separates(int place) {
    char c = chars[place];
    return kinds[place] <= LITERAL && (c == ' ' || c == '\t' || c == '|');
  }

  private int partEnd(int start, byte kind) {
    int end = start + 1;
    while (end < size && kinds[end] == kind) {
      end++;
    }
    return end;
  }

  private void writeWord(int from, int end) {
    if (!isActive(from, end)) {
      writePlain(from, end);
      return;
    }
    int first = from;
    while (first < end
        && kinds[first] <= LITERAL
        && "([{\"'*_~<>,;.!?".indexOf(chars[first]) >= 0) {
      first++;
    }
    int last = end;
    while (last > first
        && kinds[last - 1] <= LITERAL
        && ")(]}\"'*_~<>,;.:!?".indexOf(chars[last - 1]) >= 0) {
      last--;
    }
    writePlain(from, first);
    writeCode(first, last);
    writePlain(last, end);
  }

  /** Whether a renderer could make a link of the word. */
  private boolean isActive(int from, int end) {
    for (int k = from; k < end; k++) {
      switch (chars[k]) {
        case ':' -> {
          if (is("://", k, end) || isAfter("mailto", from, k) || isAfter("xmpp", from, k)) {
            return true;
          }
        }
        case 'w', 'W' -> {
          if (is("www.", k, end)) {
            return true;
          }
        }
        case '@' -> {
          boolean local = k > from ? "([<,;\"".indexOf(chars[k - 1]) < 0 : k > 0 && isPipe(k - 1);
          if (local && k + 1 < end) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private boolean isPipe(int place) {
    return chars[place] == '|' && kinds[place] <= LITERAL;
  }

  private boolean is(String text, int at, int end) {
    if (at + text.length() > end) {
      return false;
    }
    for (int k = 0; k < text.length(); k++) {
      if (Character.toLowerCase(chars[at + k]) != text.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAfter(String text, int from, int end) {
    return end - text.length() >= from && is(text, end - text.length(), end);
  }

  private void writePlain(int from, int end) {
    int at = from;
    while (at < end) {
      if (kinds[at] == PLACEHOLDER_START) {
        int close = partEnd(at, PLACEHOLDER);
        writeCode(at, close);
        at = close;
      } else {
        writeChar(at);
        at++;
      }
    }
  }

  private void writeChar(int place) {
    char c = chars[place];
    boolean escaped = kinds[place] == LITERAL && isPunctuation(c);
    if (c == '&') {
      char next = place + 1 < size ? chars[place + 1] : ' ';
      escaped = next == '#' || Character.isLetterOrDigit(next);
    } else if (c == '~' && !escaped) {
      escaped = endsInTildes();
    }
    if (escaped) {
      out.append('\\');
    }
    out.append(c);
  }

  private boolean endsInTildes() {
    int length = out.length();
    for (int k = 1; k <= MAX_TILDES; k++) {
      if (length < k || out.charAt(length - k) != '~') {
        return false;
      }
    }
    return true;
  }

  /** Writes a part as a code span. */
  private void writeCode(int from, int end) {
    int longest = 0;
    int run = 0;
    for (int k = from; k < end; k++) {
      run = chars[k] == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    boolean pad = end > from && (chars[from] == '`' || chars[end - 1] == '`');
    String ticks = "`".repeat(longest + 1);
    keepApart();
    out.append(ticks).append(pad ? " " : "").append(chars, from, end - from);
    out.append(pad ? " " : "").append(ticks);
  }

  /** Backticks of two code spans side by side would be one run. */
  private void keepApart() {
    if (out.length() > 0 && out.charAt(out.length() - 1) == '`') {
      out.append(' ');
    }
  }

  /**
   * A table's row is split at each bar without a backslash, in code too; so in a table the bars get
   * one. How two backslashes are taken differs between renderers: one is left of them.
   */
  private void writeCodeSpan(int from, int end) {
    keepApart();
    for (int k = from; k < end; k++) {
      char c = chars[k];
      if (c == '|') {
        int backslashes = 0;
        while (k - backslashes > from && chars[k - backslashes - 1] == '\\') {
          backslashes++;
        }
        if (inTable) {
          out.setLength(out.length() - backslashes);
          out.append('\\');
        } else {
          splitsCells |= backslashes != 1;
        }
      }
      out.append(c);
    }
  }

  static boolean isPunctuation(char c) {
    return (c >= '!' && c <= '/')
        || (c >= ':' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }
}
