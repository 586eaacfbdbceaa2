package dev.eventfix.suggestfix.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family of languages that share exception types and syntax. */
enum Platform {
  PYTHON("python", "#"),
  JAVA("java", "//"),
  KOTLIN("kotlin", "//"),
  JAVASCRIPT("javascript", "//"),
  GO("go", "//"),
  CSHARP("csharp", "//"),
  PHP("php", "//"),
  RUBY("ruby", "#"),
  RUST("rust", "//"),
  NATIVE("sh", "#"),
  UNKNOWN("text", "#");

  private final String language;
  private final String comment;

  Platform(String language, String comment) {
    this.language = language;
    this.comment = comment;
  }

  /** The info string of its code blocks. */
  String language() {
    return language;
  }

  /** What starts a comment that ends with its line. */
  String comment() {
    return comment;
  }

  /** Its rules, loaded at the first call; of an unknown platform none. */
  List<Rule> rules() {
    return switch (this) {
      case PYTHON -> PythonRules.RULES;
      case JAVA -> JavaRules.RULES;
      case KOTLIN -> KotlinRules.RULES;
      case JAVASCRIPT -> JavaScriptRules.RULES;
      case GO -> GoRules.RULES;
      case CSHARP -> CSharpRules.RULES;
      case PHP -> PhpRules.RULES;
      case RUBY -> RubyRules.RULES;
      case RUST -> RustRules.RULES;
      case NATIVE -> NativeRules.RULES;
      case UNKNOWN -> List.of();
    };
  }

  /**
   * The platform of an event.
   *
   * @param language the event's platform
   * @param file of the crash frame: it tells Kotlin from Java and Rust from other native code
   */
  static Platform of(@Nullable String language, @Nullable String file) {
    Platform byFile = ofFile(file);
    if (language == null) {
      return byFile;
    }
    return switch (language) {
      case "python" -> PYTHON;
      case "java" -> byFile == KOTLIN ? KOTLIN : JAVA;
      case "kotlin" -> KOTLIN;
      case "javascript", "node" -> JAVASCRIPT;
      case "go" -> GO;
      case "csharp" -> CSHARP;
      case "php" -> PHP;
      case "ruby" -> RUBY;
      case "rust" -> RUST;
      case "native", "c", "cocoa", "objc" -> byFile == UNKNOWN ? NATIVE : byFile;
      default -> byFile;
    };
  }

  /** Whose rules hold too where its own say nothing; null when no others do. */
  @Nullable Platform relative() {
    return switch (this) {
      case KOTLIN -> JAVA;
      case NATIVE -> RUST;
      default -> null;
    };
  }

  private static Platform ofFile(@Nullable String file) {
    int dot = file == null ? -1 : file.lastIndexOf('.');
    if (file == null || dot < 0) {
      return UNKNOWN;
    }
    return switch (file.substring(dot + 1)) {
      case "py" -> PYTHON;
      case "java" -> JAVA;
      case "kt", "kts" -> KOTLIN;
      case "js", "mjs", "cjs", "jsx", "ts", "mts", "tsx", "vue", "svelte" -> JAVASCRIPT;
      case "go" -> GO;
      case "cs" -> CSHARP;
      case "php" -> PHP;
      case "rb" -> RUBY;
      case "rs" -> RUST;
      default -> UNKNOWN;
    };
  }
}
