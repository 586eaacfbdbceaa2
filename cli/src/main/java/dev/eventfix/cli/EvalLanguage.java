package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What has to be known of a language to compare lines of it. */
enum EvalLanguage {
  PYTHON("#", " python python3 py "),
  NODE("//", " javascript js node mjs cjs jsx typescript ts "),
  TYPESCRIPT("//", " typescript ts tsx javascript js "),
  JAVA("//", " java "),
  GO("//", " go golang "),
  RUST("//", " rust rs "),
  RUBY("#", " ruby rb ");

  /** A line longer than this is cut: it is no line of a program. */
  static final int MAX_LINE = 400;

  /** Words that only open and close, and so tell no place in a program. */
  private static final Set<String> FRAMING =
      Set.of("end", "else", "then", "do", "begin", "try", "finally", "ensure", "pass", "default");

  /** What opens a block that Ruby closes with {@code end}. */
  private static final Set<String> RUBY_OPENERS =
      Set.of("def", "class", "module", "if", "unless", "case", "begin", "while", "until", "for");

  /** A name in small letters that is not a member of something, and what stands behind it. */
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])([a-z_]\\w*)(?=(.{0,3}))");

  private static final Set<String> IMPORTS = Set.of("import", "from", "use", "require", "package");

  /** What a line may hold that is no name of a program. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "else",
          "elif",
          "unless",
          "not",
          "and",
          "or",
          "in",
          "is",
          "return",
          "const",
          "let",
          "var",
          "new",
          "mut",
          "as",
          "for",
          "while",
          "try",
          "catch",
          "except",
          "rescue",
          "raise",
          "throw",
          "typeof",
          "instanceof",
          "null",
          "undefined",
          "nil",
          "true",
          "false",
          "await",
          "async",
          "func",
          "fn",
          "def",
          "self",
          "this",
          "match",
          "int",
          "long",
          "float",
          "double",
          "string",
          "number",
          "bool",
          "boolean",
          "continue",
          "break",
          "next",
          "begin",
          "end");

  private final String comment;

  /** Marks of code blocks, with a space before and behind each. */
  private final String fences;

  EvalLanguage(String comment, String fences) {
    this.comment = comment;
    this.fences = fences;
  }

  /** The language of the cases in a folder, or null when there is none of the name. */
  static @Nullable EvalLanguage of(String platform) {
    for (EvalLanguage language : values()) {
      if (language.platform().equals(platform)) {
        return language;
      }
    }
    return null;
  }

  String platform() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a block of code is marked with this language, or with none. */
  boolean isMarkedBy(String info) {
    return info.isEmpty() || fences.contains(" " + info + " ");
  }

  /** The line without indentation and comment, with single spaces; empty when nothing is left. */
  String bare(String line) {
    String cut = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
    String text = cut.strip();
    if (text.startsWith("/*") || text.startsWith("*/") || text.startsWith("* ")) {
      return "";
    }
    return singleSpaces(text.substring(0, commentStart(text)));
  }

  static String singleSpaces(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        space = true;
      } else {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  /** A mark within quotes is none; single quotes are not counted, for Rust has lone ones. */
  private int commentStart(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '`') {
        quoted = !quoted;
      }
      boolean separate = i == 0 || text.charAt(i - 1) == ' ';
      if (!quoted && separate && text.startsWith(comment, i)) {
        return i;
      }
    }
    return text.length();
  }

  /** Whether the line stands for lines that were left out: {@code // ... as before}. */
  boolean isElision(String line) {
    String text = line.strip();
    boolean dots = text.contains("...") || text.contains("…");
    return text.equals("...") || text.equals("…") || (dots && text.startsWith(comment));
  }

  static boolean isImport(String bare) {
    List<String> words = words(bare);
    return !words.isEmpty() && bare.startsWith(words.get(0)) && IMPORTS.contains(words.get(0));
  }

  /** Names, numbers and words of texts. */
  static List<String> words(String bare) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= bare.length(); i++) {
      boolean word = i < bare.length() && isWord(bare.charAt(i));
      if (word && start < 0) {
        start = i;
      } else if (!word && start >= 0) {
        words.add(bare.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /**
   * Whether lines use a name that neither a program has nor they themselves give: such a line is
   * another program's. Names of types, of what is called and of what is asked for something are not
   * looked at, for libraries have them.
   */
  boolean namesUnknown(List<String> lines, List<String> program) {
    Set<String> known = new HashSet<>();
    for (String line : program) {
      known.addAll(words(line));
    }
    for (String line : lines) {
      String text = line.replaceAll("\"[^\"]*\"|'[^']*'|`[^`]*`", "\"\"");
      Matcher names = NAME.matcher(text);
      while (names.find()) {
        if (names.group(2).matches("\\s*(:?=(?!=)|\\|).*")) {
          known.add(names.group(1));
        } else if (!names.group(2).matches("\\s*[(.:].*")
            && !known.contains(names.group(1))
            && !KEYWORDS.contains(names.group(1))) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** Whether the line only opens or closes: a brace, an {@code end}. */
  static boolean isFraming(String bare) {
    return FRAMING.containsAll(words(bare));
  }

  /** How many of each kind of bracket are open at the end, and of Ruby's blocks. */
  List<Integer> open(List<String> lines) {
    int round = 0;
    int square = 0;
    int curly = 0;
    int blocks = 0;
    for (String line : lines) {
      for (int i = 0; i < line.length(); i++) {
        switch (line.charAt(i)) {
          case '(' -> round++;
          case ')' -> round--;
          case '[' -> square++;
          case ']' -> square--;
          case '{' -> curly++;
          case '}' -> curly--;
          default -> {}
        }
      }
      if (this == RUBY) {
        blocks += rubyBlocks(line);
      }
    }
    return List.of(round, square, curly, blocks);
  }

  private static int rubyBlocks(String line) {
    List<String> words = words(line);
    if (words.isEmpty()) {
      return 0;
    }
    String first = words.get(0);
    if (first.equals("end")) {
      return -1;
    }
    boolean opens = RUBY_OPENERS.contains(first) && !words.get(words.size() - 1).equals("end");
    boolean blockOpens = line.endsWith(" do") || (line.contains(" do |") && line.endsWith("|"));
    return (opens && line.startsWith(first)) || blockOpens ? 1 : 0;
  }
}
