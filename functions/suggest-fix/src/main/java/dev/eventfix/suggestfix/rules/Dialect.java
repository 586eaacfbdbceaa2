package dev.eventfix.suggestfix.rules;

import java.util.List;

/** How each language checks, throws and writes a string. */
final class Dialect {
  private final Platform platform;
  private final List<String> before;

  /**
   * The dialect at a line.
   *
   * @param before the lines above it, empty when they are not known
   */
  Dialect(Platform platform, List<String> before) {
    this.platform = platform;
    this.before = before;
  }

  /** A check that throws. */
  String guard(String condition, String message) {
    return guardAs(condition, "ValueError", message);
  }

  /** A check that throws; the type is Python's, the other languages have one for all. */
  String guardAs(String condition, String type, String message) {
    return switch (platform) {
      case PYTHON -> "if " + condition + ":\n    raise " + type + "(" + message + ")";
      case RUBY -> "raise ArgumentError, " + message + " if " + condition;
      case JAVA ->
          "if (" + condition + ") {\n    throw new IllegalStateException(" + message + ");\n}";
      case KOTLIN ->
          "if (" + condition + ") {\n    throw IllegalStateException(" + message + ")\n}";
      case JAVASCRIPT -> "if (" + condition + ") {\n  throw new Error(" + message + ");\n}";
      case CSHARP ->
          "if (" + condition + ")\n{\n    throw new InvalidOperationException(" + message + ");\n}";
      case PHP -> "if (" + condition + ") {\n    throw new \\RuntimeException(" + message + ");\n}";
      case GO ->
          "if "
              + condition
              + " {\n\t"
              + (returnsError()
                  ? "return errors.New(" + message + ")"
                  : "panic(" + message + ") // better: return an error, when the function can")
              + "\n}";
      case RUST -> "if " + condition + " {\n    panic!(" + message + ");\n}";
      case NATIVE, UNKNOWN -> "";
    };
  }

  /** True when the lines above show that the function returns an error and nothing else. */
  private boolean returnsError() {
    for (int i = before.size() - 1; i >= 0; i--) {
      String above = before.get(i).strip();
      if (above.contains("func(")) {
        return false;
      }
      if (above.startsWith("func ")) {
        return above.endsWith(") error {");
      }
    }
    return false;
  }

  /** True of an expression that is nothing. */
  String nullCondition(String expression) {
    return expression
        + switch (platform) {
          case PYTHON -> " is None";
          case RUBY -> ".nil?";
          case GO -> " == nil";
          case CSHARP -> " is null";
          case PHP -> " === null";
          default -> " == null";
        };
  }

  /** What the language calls nothing. */
  String nothing() {
    return switch (platform) {
      case PYTHON -> "None";
      case RUBY, GO -> "nil";
      case JAVASCRIPT -> "null or undefined";
      default -> "null";
    };
  }

  /** A string literal in which nothing is interpolated. */
  String literal(String text) {
    boolean single = platform == Platform.PHP || platform == Platform.RUBY;
    char quote = single ? '\'' : '"';
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = c == quote || c == '\\' || (c == '$' && platform == Platform.KOTLIN);
      if (escaped) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append(quote).toString();
  }
}
