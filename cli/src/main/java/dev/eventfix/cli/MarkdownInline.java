package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Markdown within a paragraph: code, emphasis by asterisks, links and images as text. Underscores
 * stay as they are, for {@code __init__} means itself; so do HTML and all that does not match up.
 */
final class MarkdownInline {

  /** A longer address is no link. */
  private static final int MAX_ADDRESS = 1000;

  /** Longer runs of backticks are text. */
  private static final int MAX_TICKS = 16;

  private static final String ESCAPABLE = "*_`[]#<>|";
  private static final int ITALIC = 1;
  private static final int BOLD = 2;

  /** A piece of text with one look; emptied when it was a sign that found its partner. */
  private static final class Piece {
    private String text;
    private int emphasis;
    private final boolean code;

    private Piece(String text, boolean code) {
      this.text = text;
      this.code = code;
    }
  }

  private final String source;
  private final boolean colour;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();

  /** Where brackets stand open, in pieces. */
  private final List<Integer> brackets = new ArrayList<>();

  /** Where one, two or three asterisks stand open, in pieces; -1 when they do not. */
  private final int[] open = {-1, -1, -1, -1};

  /** Runs of so many backticks that are known to have no partner further on. */
  private final boolean[] unmatched = new boolean[MAX_TICKS + 1];

  private int at;

  private MarkdownInline(String source, boolean colour) {
    this.source = source;
    this.colour = colour;
  }

  /** The lines of a paragraph, whose own line breaks are line ends; not wrapped yet. */
  static List<StyledText> parse(String source, Style style, boolean colour) {
    MarkdownInline inline = new MarkdownInline(source, colour);
    inline.parse();
    return inline.lines(style);
  }

  private void parse() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> backslash();
        case '`' -> code();
        case '*' -> asterisks();
        case '[' -> bracket("[");
        case ']' -> link();
        case '!' -> {
          if (next(1) == '[') {
            bracket("![");
          } else {
            text(1);
          }
        }
        default -> text(1);
      }
    }
    flush();
  }

  private void text(int length) {
    plain.append(source, at, at + length);
    at += length;
  }

  private void flush() {
    if (!plain.isEmpty()) {
      pieces.add(new Piece(plain.toString(), false));
      plain.setLength(0);
    }
  }

  /** Adds a piece of its own, and says where it stands. */
  private int piece(String text, boolean code) {
    flush();
    pieces.add(new Piece(text, code));
    return pieces.size() - 1;
  }

  private char next(int distance) {
    return at + distance < source.length() ? source.charAt(at + distance) : '\0';
  }

  private void backslash() {
    if (ESCAPABLE.indexOf(next(1)) >= 0) {
      at++;
      text(1);
    } else {
      text(next(1) == '\\' ? 2 : 1);
    }
  }

  private void code() {
    int ticks = run(at, '`');
    int close = ticks > MAX_TICKS || unmatched[ticks] ? -1 : closingTicks(at + ticks, ticks);
    if (close < 0) {
      if (ticks <= MAX_TICKS) {
        unmatched[ticks] = true;
      }
      text(ticks);
      return;
    }
    String content = source.substring(at + ticks, close).replace('\n', ' ');
    boolean padded =
        content.length() > 2
            && content.startsWith(" ")
            && content.endsWith(" ")
            && !content.isBlank();
    content = padded ? content.substring(1, content.length() - 1) : content;
    // Without colour the backticks are what tells code from text.
    piece(colour ? content : source.substring(at, close + ticks).replace('\n', ' '), true);
    at = close + ticks;
  }

  private int closingTicks(int from, int ticks) {
    int i = source.indexOf('`', from);
    while (i >= 0) {
      int run = run(i, '`');
      if (run == ticks) {
        return i;
      }
      i = source.indexOf('`', i + run);
    }
    return -1;
  }

  private void asterisks() {
    int count = run(at, '*');
    if (count >= open.length) {
      text(count);
      return;
    }
    char before = at == 0 ? ' ' : source.charAt(at - 1);
    char after = at + count < source.length() ? source.charAt(at + count) : ' ';
    boolean opens = !isSpace(after) && !Character.isLetterOrDigit(before);
    boolean closes = !isSpace(before) && !Character.isLetterOrDigit(after);
    at += count;
    flush();
    if (closes && open[count] >= 0) {
      emphasise(count);
    } else if (closes && count == 3 && open[ITALIC] >= 0 && open[BOLD] >= 0) {
      // Both end here: the one that began last goes first, or it would be dropped.
      int inner = open[ITALIC] > open[BOLD] ? ITALIC : BOLD;
      emphasise(inner);
      emphasise(count - inner);
    } else {
      int index = piece("*".repeat(count), false);
      open[count] = opens ? index : open[count];
    }
  }

  /** Gives all since the opening asterisks their look; what opened in between has no partner. */
  private void emphasise(int count) {
    int from = open[count];
    pieces.get(from).text = "";
    for (int i = from + 1; i < pieces.size(); i++) {
      pieces.get(i).emphasis |= count;
    }
    for (int i = 0; i < open.length; i++) {
      open[i] = open[i] >= from ? -1 : open[i];
    }
  }

  private void bracket(String sign) {
    brackets.add(piece(sign, false));
    at += sign.length();
  }

  /** {@code [text](address)} is shown as {@code text (address)}. */
  private void link() {
    if (brackets.isEmpty()) {
      text(1);
      return;
    }
    Piece opening = pieces.get(brackets.removeLast());
    int end = next(1) == '(' ? closingParenthesis(at + 2) : -1;
    String address = end < 0 ? "" : source.substring(at + 2, end).strip();
    if (opening.text.equals("![") && isAddress(address)) {
      opening.text = "[image: ";
      text(1);
      at = end + 1;
    } else if (isAddress(address)) {
      opening.text = "";
      flush();
      Piece last = pieces.getLast();
      boolean same = last != opening && last.text.equals(address) && isAfter(opening);
      at = end + 1;
      if (!same) {
        plain.append(last == opening ? "(" : " (").append(address).append(')');
      }
    } else {
      text(1);
    }
  }

  /** Whether the last piece is the only one behind the bracket. */
  private boolean isAfter(Piece opening) {
    return pieces.size() >= 2 && pieces.get(pieces.size() - 2) == opening;
  }

  private int closingParenthesis(int from) {
    int depth = 1;
    int limit = Math.min(source.length(), from + MAX_ADDRESS);
    for (int i = from; i < limit; i++) {
      char c = source.charAt(i);
      if (c == '\n') {
        return -1;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Text such as {@code items[0](again)} is no link: an address has a sign that words lack. */
  private static boolean isAddress(String text) {
    boolean sign = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        // Only a title in quotation marks may follow.
        char quote = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        return sign && (quote == '"' || quote == '\'');
      }
      sign |= c == ':' || c == '/' || c == '#' || c == '.';
    }
    return sign;
  }

  private List<StyledText> lines(Style style) {
    List<StyledText> lines = new ArrayList<>();
    StyledText line = new StyledText();
    for (Piece piece : pieces) {
      Style look = look(piece, style);
      int start = 0;
      for (int end = piece.text.indexOf('\n'); end >= 0; end = piece.text.indexOf('\n', start)) {
        lines.add(line.add(piece.text.substring(start, end), look));
        line = new StyledText();
        start = end + 1;
      }
      line.add(piece.text.substring(start), look);
    }
    lines.add(line);
    return lines;
  }

  private static Style look(Piece piece, Style style) {
    if (piece.code) {
      return Style.CODE;
    }
    int emphasis = piece.emphasis | (style == Style.BOLD ? BOLD : 0);
    return switch (emphasis) {
      case ITALIC -> Style.ITALIC;
      case BOLD -> Style.BOLD;
      case ITALIC | BOLD -> Style.BOLD_ITALIC;
      default -> style;
    };
  }

  private int run(int from, char sign) {
    int end = from;
    while (end < source.length() && source.charAt(end) == sign) {
      end++;
    }
    return end - from;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n';
  }
}
