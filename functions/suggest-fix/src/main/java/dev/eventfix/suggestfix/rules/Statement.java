package dev.eventfix.suggestfix.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A crash line that is one whole statement, or the head of a block, and so may get lines before it
 * or around it.
 */
final class Statement {
  private static final String BLOCK_HEADS = " if for foreach with switch using unless ";

  private static final String NO_STATEMENT =
      " else elif elsif case default when except catch finally rescue ensure def class function"
          + " func fun fn import from package using namespace public private protected static"
          + " internal override while do try ";

  private static final String STATEMENT_WORDS =
      " return const let var val raise throw await if for with del yield assert ";

  private final Platform platform;
  private final CodeLine line;
  private final String code;
  private final boolean block;

  private Statement(Platform platform, CodeLine line, String code, boolean block) {
    this.platform = platform;
    this.line = line;
    this.code = code;
    this.block = block;
  }

  /**
   * The line as a statement.
   *
   * @param before the lines above it, empty when they are not known
   * @return null when it may be a part of a statement, or something that is none
   */
  static @Nullable Statement of(Platform platform, CodeLine line, List<String> before) {
    String code = line.code();
    if (code.isEmpty() || !startsStatement(platform, code)) {
      return null;
    }
    String first = firstWord(code);
    if (NO_STATEMENT.contains(" " + first + " ")
        && !(platform == Platform.PYTHON && isImport(first))) {
      return null;
    }
    // Nothing may stand before the call of another constructor.
    if (code.startsWith("super(") || code.startsWith("this(")) {
      return null;
    }
    boolean block = opensBlock(platform, line, code, first);
    if (block) {
      boolean counting = first.equals("for") && line.indexOfCode(";", 0) >= 0;
      if (!BLOCK_HEADS.contains(" " + first + " ") || counting) {
        return null;
      }
    } else if (!endsStatement(platform, code)) {
      return null;
    }
    if (bracesLeftOpen(line) != (code.endsWith("{") ? 1 : 0)) {
      return null;
    }
    if (!mayFollow(platform, before, code, first)) {
      return null;
    }
    return new Statement(platform, line, code, block);
  }

  private static boolean isImport(String word) {
    return word.equals("import") || word.equals("from");
  }

  private static boolean startsStatement(Platform platform, String code) {
    char c = code.charAt(0);
    if (c == '@') {
      return platform == Platform.RUBY;
    }
    return CodeLine.isWord(c) || c == '$' || (c == '*' && platform == Platform.GO);
  }

  private static boolean opensBlock(
      Platform platform, CodeLine line, String code, String firstWord) {
    return switch (platform) {
      case PYTHON -> code.endsWith(":");
      case RUBY ->
          firstWord.equals("if")
              || firstWord.equals("unless")
              || firstWord.equals("for")
              || code.endsWith(" do")
              || line.indexOfCode(" do |", 0) >= 0;
      default -> code.endsWith("{");
    };
  }

  private static boolean endsStatement(Platform platform, String code) {
    char last = code.charAt(code.length() - 1);
    return switch (platform) {
      case JAVA, CSHARP, PHP, RUST -> last == ';';
      default ->
          (",([{+-*/=&|?.\\:<>".indexOf(last) < 0 || code.endsWith("++") || code.endsWith("--"))
              && !code.endsWith(" and")
              && !code.endsWith(" or")
              && !code.endsWith(" not");
    };
  }

  private static int bracesLeftOpen(CodeLine line) {
    int open = 0;
    int at = line.indexOfCode("{", 0);
    while (at >= 0) {
      open++;
      at = line.indexOfCode("{", at + 1);
    }
    at = line.indexOfCode("}", 0);
    while (at >= 0) {
      open--;
      at = line.indexOfCode("}", at + 1);
    }
    return open;
  }

  /** False when the line above may still be going on, or governs this one without braces. */
  private static boolean mayFollow(
      Platform platform, List<String> before, String code, String first) {
    String above = "";
    for (int i = before.size() - 1; i >= 0 && above.isEmpty(); i--) {
      above = withoutComment(platform, before.get(i));
    }
    boolean keyed =
        platform == Platform.JAVASCRIPT
            && code.length() > first.length()
            && code.charAt(first.length()) == ':';
    if (keyed) {
      return false;
    }
    if (above.isEmpty()) {
      return switch (platform) {
        case PYTHON, JAVASCRIPT ->
            code.endsWith(";")
                || code.contains(" = ")
                || code.contains("= ")
                || isImport(first)
                || STATEMENT_WORDS.contains(" " + first + " ");
        default -> true;
      };
    }
    char last = above.charAt(above.length() - 1);
    String aboveFirst = firstWord(above);
    boolean governs =
        aboveFirst.equals("if")
            || aboveFirst.equals("else")
            || aboveFirst.equals("for")
            || aboveFirst.equals("foreach")
            || aboveFirst.equals("while");
    return switch (platform) {
      case JAVA, CSHARP, PHP, RUST -> ";{}:>/".indexOf(last) >= 0;
      case PYTHON, RUBY, GO -> ",([+-*/=&|?.\\<".indexOf(last) < 0;
      default ->
          ",([+-*/=&|?.\\<:".indexOf(last) < 0
              && !(governs && last != '{' && last != ';' && last != '}');
    };
  }

  private static String withoutComment(Platform platform, String above) {
    String stripped = above.strip();
    if (stripped.startsWith(platform.comment())) {
      return "";
    }
    int comment = stripped.indexOf(" " + platform.comment() + " ");
    return comment < 0 ? stripped : stripped.substring(0, comment).strip();
  }

  private static String firstWord(String code) {
    int end = 0;
    while (end < code.length() && CodeLine.isWord(code.charAt(end))) {
      end++;
    }
    return code.substring(0, end);
  }

  /** True when it is the head of a block. */
  boolean isBlock() {
    return block;
  }

  /** The statement without its comment. */
  String code() {
    return code;
  }

  /**
   * True when what stands at a place of the line is evaluated once, whenever the statement runs,
   * with the names that are known before it: so it can be checked before.
   */
  boolean isCheckableBefore(int position) {
    if (line.hasWord("lambda") || line.hasWord("function") || line.hasWord("fn")) {
      return false;
    }
    switch (platform) {
      case PYTHON -> {
        if (line.indexOfWord("if", 1) >= 0 || line.indexOfWord("for", 1) >= 0) {
          return false;
        }
      }
      case RUBY -> {
        if (line.indexOfWord("if", 1) >= 0
            || line.indexOfWord("unless", 1) >= 0
            || line.indexOfWord("while", 1) >= 0
            || line.indexOfWord("until", 1) >= 0
            || line.indexOfWord("rescue", 1) >= 0
            || line.indexOfCode("|", 0) >= 0
            || line.indexOfCode("->", 0) >= 0) {
          return false;
        }
      }
      case KOTLIN -> {
        int brace = line.indexOfCode("{", 0);
        if ((brace >= 0 && brace < position) || line.indexOfWord("if", 1) >= 0) {
          return false;
        }
      }
      case PHP -> {}
      case GO -> {
        if (line.hasWord("func")) {
          return false;
        }
      }
      default -> {
        if (line.indexOfCode("=>", 0) >= 0 || line.indexOfCode("->", 0) >= 0) {
          return false;
        }
      }
    }
    return !isBefore("&&", position)
        && !isBefore("||", position)
        && !isBefore("??", position)
        && !isBefore(" ? ", position)
        && !isBefore("?:", position)
        && !isWordBefore("and", position)
        && !isWordBefore("or", position)
        && !isDeclaredHere(position);
  }

  /** A loop's own variable, or one of an {@code if x := ...; }, is not known before the line. */
  private boolean isDeclaredHere(int position) {
    if (!block) {
      return false;
    }
    int separator =
        Math.max(line.indexOfWord("in", 0), Math.max(line.indexOfWord("of", 0), range()));
    boolean loop = firstWord(code).equals("for");
    return (loop && separator > position) || line.indexOfCode(":=", 0) >= 0;
  }

  private int range() {
    return platform == Platform.JAVA ? line.indexOfCode(":", 0) : line.indexOfWord("range", 0);
  }

  private boolean isBefore(String operator, int position) {
    int at = line.indexOfCode(operator, 0);
    return at >= 0 && at < position;
  }

  private boolean isWordBefore(String word, int position) {
    int at = line.indexOfWord(word, 0);
    return at >= 0 && at < position;
  }

  /** Some text in place of the statement, closed as a block when the statement opens one. */
  String closed(String statement) {
    if (!block) {
      return statement;
    }
    return switch (platform) {
      case PYTHON -> statement + "\n    ...";
      case RUBY -> statement + "\n  # ...\nend";
      case GO -> statement + "\n\t// ...\n}";
      case JAVASCRIPT -> statement + "\n  // ...\n}";
      default -> statement + "\n    // ...\n}";
    };
  }
}
