package dev.eventfix.suggestfix.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of source, scanned just far enough to find member accesses, subscripts, calls and
 * divisions outside its strings and comments. It knows no grammar: what it cannot be sure of it
 * does not find.
 */
final class CodeLine {
  /** Longest line that is scanned, in chars. */
  static final int MAX_LENGTH = 300;

  /**
   * A use of a member, a subscript or a method of something.
   *
   * @param base what it is used on, as written
   * @param name the member's name, or the text between the brackets
   * @param subscript true for {@code base[name]}
   * @param baseStart where the base starts in {@link #text}
   * @param end just after the name or the closing bracket
   * @param assigned true when it is the target of a plain assignment
   */
  record Access(
      String base, String name, boolean subscript, int baseStart, int end, boolean assigned) {}

  /**
   * A call.
   *
   * @param argument all between the parentheses, stripped
   * @param start of the callee's name in {@link #text}
   * @param end just after the closing parenthesis
   */
  record Call(String argument, int start, int end) {}

  private static final String NOT_A_BASE =
      " return if elif else while for in of is not and or new await raise throw yield case when"
          + " typeof assert unless until def func fun fn function map match switch catch except"
          + " lambda print delete del with do then ";

  private final Platform platform;
  private final String text;

  /** True where a char belongs to a string or a comment. */
  private final boolean[] quoted;

  private CodeLine(Platform platform, String text, boolean[] quoted) {
    this.platform = platform;
    this.text = text;
    this.quoted = quoted;
  }

  /**
   * Scans a line.
   *
   * @return null when it is blank or too long, ends inside a string or bracket, or holds a redacted
   *     text in place of code
   */
  static @Nullable CodeLine scan(Platform platform, String line) {
    String text = line.strip();
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' && text.charAt(i) != '\t') {
        return null;
      }
    }
    boolean[] quoted = new boolean[text.length()];
    if (!markQuoted(platform, text, quoted)) {
      return null;
    }
    CodeLine scanned = new CodeLine(platform, text, quoted);
    return scanned.isBalanced() && !scanned.hasPlaceholder() ? scanned : null;
  }

  /** The line without the space around it. */
  String text() {
    return text;
  }

  /** The line's code without its trailing comment. */
  String code() {
    int end = text.length();
    int comment = commentStart();
    if (comment >= 0) {
      end = comment;
    }
    return text.substring(0, end).strip();
  }

  private int commentStart() {
    for (int i = 0; i < text.length(); i++) {
      if (quoted[i] && (i == 0 || !quoted[i - 1]) && startsComment(platform, text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsComment(Platform platform, String text, int at) {
    return text.startsWith(platform.comment(), at)
        || (platform == Platform.PHP && text.charAt(at) == '#' && !text.startsWith("#[", at));
  }

  /** Marks strings and the trailing comment; false when a string does not end. */
  private static boolean markQuoted(Platform platform, String text, boolean[] quoted) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (startsComment(platform, text, i)) {
        Arrays.fill(quoted, i, text.length(), true);
        return true;
      }
      if (text.startsWith("/*", i) && platform.comment().equals("//")) {
        return false;
      }
      boolean lifetime = platform == Platform.RUST && c == '\'';
      if ((c == '"' || c == '\'' || c == '`') && !lifetime) {
        if (text.startsWith("\"\"\"", i) || text.startsWith("'''", i)) {
          return false;
        }
        int end = stringEnd(platform, text, i);
        if (end < 0) {
          return false;
        }
        Arrays.fill(quoted, i, end, true);
        i = end;
      } else {
        i++;
      }
    }
    return true;
  }

  private static int stringEnd(Platform platform, String text, int start) {
    char quote = text.charAt(start);
    boolean raw = platform == Platform.GO && quote == '`';
    int i = start + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && !raw) {
        i += 2;
      } else if (c == quote) {
        return i + 1;
      } else {
        i++;
      }
    }
    return -1;
  }

  private boolean isBalanced() {
    StringBuilder open = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (quoted[i]) {
        continue;
      }
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        open.append(c);
      } else if (c == ')' || c == ']') {
        int last = open.length() - 1;
        if (last < 0 || open.charAt(last) != (c == ')' ? '(' : '[')) {
          return false;
        }
        open.setLength(last);
      }
    }
    return open.isEmpty();
  }

  /** Redaction's {@code <kind:1>} outside a string is no code any more. */
  private boolean hasPlaceholder() {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<' && !quoted[i]) {
        int p = i + 1;
        while (p < text.length() && (isWord(text.charAt(p)) || text.charAt(p) == '-')) {
          p++;
        }
        int digits = p + 1;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
          digits++;
        }
        if (p > i + 1
            && p < text.length()
            && text.charAt(p) == ':'
            && digits > p + 1
            && digits < text.length()
            && text.charAt(digits) == '>') {
          return true;
        }
      }
    }
    return false;
  }

  /** Members and subscripts, in the order in which they end. Null-safe ones are left out. */
  List<Access> accesses() {
    List<Access> found = new ArrayList<>();
    for (int i = 1; i < text.length(); i++) {
      if (quoted[i]) {
        continue;
      }
      char c = text.charAt(i);
      if (c == '[' && endsOperand(i)) {
        int close = closing(i);
        String key = text.substring(i + 1, close).strip();
        addAccess(found, i, key, true, close + 1);
      } else {
        int operator = memberOperator(i);
        int nameStart = i + operator;
        if (operator > 0
            && endsOperand(i)
            && nameStart < text.length()
            && isNameStart(text.charAt(nameStart))) {
          int nameEnd = wordEnd(nameStart);
          addAccess(found, i, text.substring(nameStart, nameEnd), false, nameEnd);
        }
      }
    }
    return found;
  }

  private void addAccess(
      List<Access> found, int baseEnd, String name, boolean subscript, int accessEnd) {
    int start = operandStart(baseEnd);
    if (start < 0 || start == baseEnd || name.isEmpty()) {
      return;
    }
    String base = text.substring(start, baseEnd);
    while (base.endsWith("!") && platform != Platform.RUBY) {
      base = base.substring(0, base.length() - 1);
    }
    found.add(new Access(base, name, subscript, start, accessEnd, isAssigned(accessEnd)));
  }

  private boolean isAssigned(int end) {
    int i = end;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i < text.length()
        && text.charAt(i) == '='
        && !text.startsWith("==", i)
        && !text.startsWith("=>", i)
        && !text.startsWith("=~", i);
  }

  /** The length of the member operator at a place, 0 when there is none. */
  private int memberOperator(int at) {
    if (platform == Platform.PHP) {
      return text.startsWith("->", at) ? 2 : 0;
    }
    return text.charAt(at) == '.' ? 1 : 0;
  }

  /** Calls of a plain or dotted name, as it is written. */
  List<Call> calls(String name) {
    List<Call> found = new ArrayList<>();
    int at = text.indexOf(name + "(");
    while (at >= 0) {
      boolean whole = at == 0 || (!isWord(text.charAt(at - 1)) && text.charAt(at - 1) != '.');
      if (whole && !quoted[at]) {
        int close = closing(at + name.length());
        found.add(new Call(text.substring(at + name.length() + 1, close).strip(), at, close + 1));
      }
      at = text.indexOf(name + "(", at + 1);
    }
    return found;
  }

  /** The argument text of the call whose parenthesis is at a place, null when there is none. */
  @Nullable String argumentsAt(int open) {
    if (open >= text.length() || text.charAt(open) != '(' || quoted[open]) {
      return null;
    }
    return text.substring(open + 1, closing(open)).strip();
  }

  /**
   * Divisors of the divisions that may divide by zero, as written: no literals.
   *
   * @param modulo true for {@code %} instead of {@code /}
   */
  List<String> divisors(boolean modulo) {
    List<String> found = new ArrayList<>();
    for (int i = 1; i + 1 < text.length(); i++) {
      if (quoted[i] || text.charAt(i) != (modulo ? '%' : '/')) {
        continue;
      }
      boolean spaced = text.charAt(i - 1) == ' ';
      int before = i;
      while (before > 0 && text.charAt(before - 1) == ' ') {
        before--;
      }
      int after = i + 1;
      if (text.charAt(after) == '/' && platform == Platform.PYTHON) {
        after++;
      }
      if (after < text.length() && text.charAt(after) == '=') {
        after++;
      }
      // In Ruby a slash after a space and before none starts a regular expression.
      if (spaced && after < text.length() && text.charAt(after) != ' ') {
        i = after;
        continue;
      }
      while (after < text.length() && text.charAt(after) == ' ') {
        after++;
      }
      int end = operandEnd(after);
      if (before > 0 && endsOperand(before) && end > after && !isDigit(text.charAt(after))) {
        found.add(text.substring(after, end));
      }
      i = Math.max(i, after - 1);
    }
    return found;
  }

  /** The start of each place where an expression is written as a whole, outside strings. */
  List<Integer> occurrences(String expression) {
    List<Integer> found = new ArrayList<>();
    if (expression.isEmpty()) {
      return found;
    }
    int at = text.indexOf(expression);
    while (at >= 0) {
      int end = at + expression.length();
      boolean startsWhole =
          at == 0
              || !(isWord(text.charAt(at - 1))
                  || text.charAt(at - 1) == '.'
                  || text.charAt(at - 1) == '>');
      boolean endsWhole = end == text.length() || !isWord(text.charAt(end));
      if (!quoted[at] && startsWhole && endsWhole) {
        found.add(at);
      }
      at = text.indexOf(expression, at + 1);
    }
    return found;
  }

  /** True when a word stands in the code, outside strings. */
  boolean hasWord(String word) {
    return indexOfWord(word, 0) >= 0;
  }

  /** Where a word stands in the code from a place on, -1 when nowhere. */
  int indexOfWord(String word, int from) {
    int at = text.indexOf(word, from);
    while (at >= 0) {
      int end = at + word.length();
      if (!quoted[at]
          && (at == 0 || !isWord(text.charAt(at - 1)))
          && (end == text.length() || !isWord(text.charAt(end)))) {
        return at;
      }
      at = text.indexOf(word, at + 1);
    }
    return -1;
  }

  /** Where some operator text stands in the code from a place on, -1 when nowhere. */
  int indexOfCode(String operator, int from) {
    int at = text.indexOf(operator, from);
    while (at >= 0 && quoted[at]) {
      at = text.indexOf(operator, at + 1);
    }
    return at;
  }

  /** True for a name, or names joined by member operators and subscripts: nothing is called. */
  static boolean isPath(String expression) {
    return !expression.isEmpty()
        && expression.indexOf('(') < 0
        && expression.indexOf(' ') < 0
        && isNameStart(expression.charAt(0));
  }

  /** Letters, digits, underscore, and the sigils that PHP and Ruby put before names. */
  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '$' || c == '@';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int wordEnd(int start) {
    int i = start;
    while (i < text.length() && isWord(text.charAt(i))) {
      i++;
    }
    boolean suffix =
        platform == Platform.RUBY
            && i < text.length()
            && (text.charAt(i) == '?' || text.charAt(i) == '!')
            && !text.startsWith("!=", i);
    return suffix ? i + 1 : i;
  }

  /** True when what ends just before a place is something that can have members. */
  private boolean endsOperand(int end) {
    if (end == 0 || quoted[end - 1]) {
      return false;
    }
    char c = text.charAt(end - 1);
    return isWord(c) || c == ')' || c == ']' || isPostfix(end - 1);
  }

  /** Kotlin's and C#'s and TypeScript's assertion that something is not null, or Ruby's suffix. */
  private boolean isPostfix(int at) {
    char c = text.charAt(at);
    boolean afterWord =
        at > 0
            && !quoted[at - 1]
            && (isWord(text.charAt(at - 1))
                || text.charAt(at - 1) == ')'
                || text.charAt(at - 1) == ']'
                || text.charAt(at - 1) == '!');
    if (c == '!') {
      return afterWord;
    }
    return c == '?' && platform == Platform.RUBY && at > 0 && isWord(text.charAt(at - 1));
  }

  /** Where the chain of names, calls and subscripts starts that ends just before a place. */
  private int operandStart(int end) {
    int i = end;
    while (true) {
      while (i > 0 && isPostfix(i - 1)) {
        i--;
      }
      while (i > 0 && !quoted[i - 1] && (text.charAt(i - 1) == ')' || text.charAt(i - 1) == ']')) {
        i = opening(i - 1);
        while (i > 0 && isPostfix(i - 1)) {
          i--;
        }
      }
      int nameEnd = i;
      while (i > 0 && !quoted[i - 1] && isWord(text.charAt(i - 1))) {
        i--;
      }
      if (isDigit(i < text.length() ? text.charAt(i) : ' ')) {
        return -1;
      }
      while (i > 0 && (text.charAt(i - 1) == '$' || text.charAt(i - 1) == '@')) {
        i--;
      }
      int operator = operatorBefore(i);
      if (operator == 0) {
        boolean keyword = NOT_A_BASE.contains(" " + text.substring(i, nameEnd) + " ");
        return i < end && !(keyword && nameEnd > i) ? i : -1;
      }
      i -= operator;
      if (i == 0 || quoted[i - 1]) {
        return -1;
      }
    }
  }

  private int operatorBefore(int at) {
    if (at >= 3 && text.startsWith("?->", at - 3)) {
      return 3;
    }
    if (at >= 2 && text.startsWith("->", at - 2) && platform == Platform.PHP) {
      return 2;
    }
    if (at >= 2
        && (text.startsWith("?.", at - 2)
            || text.startsWith("&.", at - 2)
            || text.startsWith("::", at - 2))) {
      return 2;
    }
    return at >= 2 && text.charAt(at - 1) == '.' && text.charAt(at - 2) != '.' ? 1 : 0;
  }

  /** Where the operand ends that starts at a place; the place itself when none starts there. */
  private int operandEnd(int start) {
    int i = start;
    if (i < text.length() && text.charAt(i) == '(' && !quoted[i]) {
      i = closing(i) + 1;
    }
    while (i < text.length() && !quoted[i]) {
      char c = text.charAt(i);
      if (isWord(c) || c == '$' || c == '@') {
        i++;
      } else if ((c == '(' || c == '[') && i > start) {
        i = closing(i) + 1;
      } else if (c == '.' && i > start && i + 1 < text.length() && isWord(text.charAt(i + 1))) {
        i++;
      } else if ((text.startsWith("->", i) && platform == Platform.PHP)
          || (text.startsWith("::", i) && i > start)) {
        i += 2;
      } else {
        return i;
      }
    }
    return i;
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (!quoted[i]) {
        char c = text.charAt(i);
        if (c == '(' || c == '[') {
          depth++;
        } else if (c == ')' || c == ']') {
          depth--;
          if (depth == 0) {
            return i;
          }
        }
      }
    }
    throw new IllegalStateException("brackets were balanced when the line was scanned");
  }

  private int opening(int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      if (!quoted[i]) {
        char c = text.charAt(i);
        if (c == ')' || c == ']') {
          depth++;
        } else if (c == '(' || c == '[') {
          depth--;
          if (depth == 0) {
            return i;
          }
        }
      }
    }
    throw new IllegalStateException("brackets were balanced when the line was scanned");
  }
}
