package dev.eventfix.event;

/** What may stand where a secret's value does and is none: masks, templates, code and prose. */
final class SecretValue {

  /** How far code is read, in characters. */
  private static final int MAX_CODE = 256;

  /** Longest path of names that is code, in characters. */
  private static final int MAX_PATH = 64;

  /** Longest template or mask, in characters. */
  private static final int MAX_TEMPLATE = 64;

  /** Unquoted words that are code or a value of none. */
  private static final String CODE_WORDS =
      """
      any assert async await bool boolean break bytes char charsequence const continue def del
      else false float for function i32 i64 if import in int integer is lambda let nan never new
      nil none not null nullptr number object optional or pass print raise return secretstr
      securestring self str string super this throw true typeof u32 u64 u8 undefined unknown var
      varchar void while yield
      """;

  /** Unquoted words that go on with a sentence after a colon. */
  private static final String PROSE_WORDS =
      """
      a accepted an and are argument at authentication blank can cannot contains could denied
      does empty ensure enter error expected expired failed failure field filtered flag from
      given had has have hidden incorrect invalid length masked may mismatch missing must need
      needs no of ok only option please provided realm redacted rejected removed required reset
      scheme set should the to too unset updated was were will with wrong yes your
      """;

  private static final String MASK_WORDS =
      """
      filtered hidden masked omitted redacted removed secret
      """;

  private SecretValue() {}

  /**
   * Whether an unquoted value is code: a word of a language or a type, a call or an index, a path
   * of names without digits ({@code config.password}), a variable ({@code $password}), or a name
   * that ends as the key does ({@code newPassword}).
   *
   * @param key what the value stands under
   * @param to where the value ends
   * @param prose whether a word that goes on with a sentence counts too
   */
  static boolean isCode(SecretKey key, String text, int from, int to, boolean prose) {
    int limit = Math.min(text.length(), from + 2 * MAX_PATH);
    int start = from;
    while (start < from + 2 && start < to && "&*$@!:?+~".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    boolean variable = start > from;
    int names = 0;
    int end = start;
    do {
      end = names == 0 ? start : end + linkLength(text, end);
      if (!isNameStart(Chars.at(text, end))) {
        return variable && names == 0 && isNumber(text, start, to);
      }
      end = nameEnd(text, end, limit);
      names++;
    } while (end < limit && linkLength(text, end) > 0);
    char next = Chars.at(text, end);
    if (next == '!' && (Chars.at(text, end + 1) == '(' || Chars.at(text, end + 1) == '[')) {
      return true;
    }
    if (next == '(' || next == '[' || (next == '<' && Chars.isUpper(text.charAt(start)))) {
      return closes(text, end, next == '(' ? ')' : next == '[' ? ']' : '>');
    }
    if (end < to) {
      return false;
    }
    if (Chars.isListed(CODE_WORDS, text, start, end)
        || (prose && Chars.isListed(PROSE_WORDS, text, start, end))) {
      return true;
    }
    if (names > 1) {
      if (end - start > MAX_PATH || text.startsWith("eyJ", start)) {
        return false;
      }
      return !Chars.hasDigit(text, start, end)
          || SecretKey.of(text, start, end, Redaction.DEFAULT) != null;
    }
    return !Chars.hasDigit(text, start, end)
        && (variable || key.isNamedAlike(text, start, end) || isNameOfKey(text, start, end));
  }

  /** Whether the range is a name of several words that holds a secret's: {@code secret_string}. */
  private static boolean isNameOfKey(String text, int from, int to) {
    boolean several = text.indexOf('_', from + 1, to) > 0;
    for (int i = from + 1; i < to && !several; i++) {
      several = Chars.isUpper(text.charAt(i)) && Chars.isLower(text.charAt(i - 1));
    }
    return several && SecretKey.of(text, from, to, Redaction.DEFAULT) != null;
  }

  /** Whether the range is a word of a language, or one that goes on with a sentence. */
  static boolean isWord(String text, int from, int to) {
    return Chars.isListed(CODE_WORDS, text, from, to)
        || Chars.isListed(PROSE_WORDS, text, from, to);
  }

  private static int nameEnd(String text, int from, int limit) {
    int end = from;
    while (end < limit && (Chars.isWord(text.charAt(end)) || text.charAt(end) == '$')) {
      end++;
    }
    return end;
  }

  private static boolean isNameStart(char c) {
    return Chars.isLetter(c) || c == '_' || c == '$';
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  /** How long the link between two names of a path is: 0 when there is none. */
  private static int linkLength(String text, int at) {
    char c = Chars.at(text, at);
    char next = Chars.at(text, at + 1);
    if (c == '.' && isNameStart(next)) {
      return 1;
    }
    boolean two =
        (c == '-' && next == '>') || (c == ':' && next == ':') || (c == '?' && next == '.');
    return two && isNameStart(Chars.at(text, at + 2)) ? 2 : 0;
  }

  /** Whether the bracket is closed on its line, or the line breaks off behind it. */
  private static boolean closes(String text, int open, char closing) {
    int limit = Math.min(text.length(), open + MAX_CODE);
    int last = open;
    for (int i = open + 1; i < limit && !Chars.isLineEnd(text.charAt(i)); i++) {
      // What a placeholder stands for may have held the bracket.
      if (text.charAt(i) == closing || SecretKind.placeholderEnd(text, i) > 0) {
        return true;
      }
      if (!Chars.isBlank(text.charAt(i))) {
        last = i;
      }
    }
    return last == open ? closing != '>' : text.charAt(last) == ',';
  }

  /** Whether a whole value is a mask, a template's gap or a placeholder, and so no secret. */
  static boolean isMask(String text, int from, int to) {
    if (SecretKind.placeholderEnd(text, from) == to) {
      return true;
    }
    int length = to - from;
    if (length == 0 || isOneCharacter(text, from, to)) {
      return true;
    }
    char first = text.charAt(from);
    char last = text.charAt(to - 1);
    if (first == '%' && length == 2) {
      return Chars.isLetter(last) || last == '@';
    }
    if (length > MAX_TEMPLATE) {
      return false;
    }
    if (first == '[' && last == ']') {
      return Chars.isListed(MASK_WORDS, text, from + 1, to - 1);
    }
    if (first == '<' && last == '>') {
      return !Chars.hasDigit(text, from, to) && isGap(text, from + 1, to - 1);
    }
    int open = first == '$' || first == '#' || first == '%' ? 1 : 0;
    if (Chars.at(text, from + open) == '{' && last == '}') {
      return open > 0 || !Chars.hasDigit(text, from, to) || isNumber(text, from + 1, to - 1);
    }
    return first == '%' && Chars.at(text, from + 1) == '(' && text.indexOf(')', from, to) >= 0;
  }

  /** Whether the range is one mark repeated, as in {@code ****}. */
  private static boolean isOneCharacter(String text, int from, int to) {
    char first = text.charAt(from);
    boolean mark = Chars.lower(first) == 'x' ? to - from > 2 : !Chars.isAlphanumeric(first);
    if (!mark) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (text.charAt(i) != first) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGap(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Chars.isWord(c) && c != ' ' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
