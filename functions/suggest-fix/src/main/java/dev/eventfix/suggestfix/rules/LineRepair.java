package dev.eventfix.suggestfix.rules;

import dev.eventfix.suggestfix.rules.CodeLine.Access;
import dev.eventfix.suggestfix.rules.CodeLine.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Repairs a crash line where that is certain: it finds the expression at fault and, when the line
 * is one whole statement, writes it again so that it checks first. Two candidates are none.
 */
final class LineRepair {
  /**
   * What was found.
   *
   * @param faults the expressions of which one is at fault, as written; empty when unknown
   * @param code the repaired statement, or null when none is certain
   */
  record Result(List<String> faults, @Nullable String code) {
    static final Result NOTHING = new Result(List.of(), null);
  }

  /** Most expressions that are named as candidates. */
  private static final int MAX_CANDIDATES = 3;

  /** Packages of Go's own library that code refers to by these names. */
  private static final String GO_PACKAGES =
      " bufio bytes context errors exec filepath fmt http io json log maps math os path rand regexp"
          + " slices slog sort sql strconv strings sync template time unicode url utf8 xml ";

  private final Platform platform;
  private final CodeLine line;
  private final @Nullable Statement statement;
  private final List<String> before;
  private final Map<String, String> facts;
  private final Dialect dialect;
  private final @Nullable String callee;

  private LineRepair(
      Platform platform,
      CodeLine line,
      List<String> before,
      Map<String, String> facts,
      @Nullable String callee) {
    this.platform = platform;
    this.line = line;
    this.statement = Statement.of(platform, line, before);
    this.before = before;
    this.facts = facts;
    this.dialect = new Dialect(platform, before);
    this.callee = callee;
  }

  /**
   * Repairs a line.
   *
   * @param code the crash line
   * @param before the lines above it, empty when they are not known
   * @param facts what the rule's template took from the message
   * @param callee the function of the language's own library that the line called when it failed,
   *     null when the line failed itself
   */
  static Result repair(
      Rule rule,
      Platform platform,
      String code,
      List<String> before,
      Map<String, String> facts,
      @Nullable String callee) {
    CodeLine line = CodeLine.scan(platform, code);
    if (line == null || line.text().startsWith("throw ") || line.text().startsWith("raise ")) {
      return Result.NOTHING;
    }
    return new LineRepair(platform, line, before, facts, callee).apply(rule);
  }

  private Result apply(Rule rule) {
    return switch (rule.repair()) {
      case NONE -> Result.NOTHING;
      case NULL_MEMBER -> nullMember();
      case NULL_SUBSCRIPT -> nullSubscript();
      case NULL_EXPRESSION -> nullExpression();
      case NULL_RESULT -> nullResult();
      case NULL_SOMEWHERE -> nullSomewhere();
      case NULL_COLLECTION -> nullCollection();
      case MISSING_KEY -> missingKey();
      case INDEX -> index(".Length");
      case LIST_INDEX -> index(".Count");
      case DIVISION -> division();
      case NIL_MAP -> nilMap();
      case TYPE_ASSERTION -> typeAssertion();
      case CAST -> cast();
      case LOOP_COPY -> loopCopy();
      case EMPTY_OPTIONAL -> emptyOptional();
      case EMPTY_SEQUENCE -> emptySequence();
      case NEXT -> next();
      case JSON_DEFAULT -> jsonDefault();
      case FROZEN_APPEND -> frozenAppend();
      case NOT_A_FUNCTION -> notAFunction();
      case WRAP -> wrap(rule.caught());
    };
  }

  // Something that is nothing.

  private Result nullMember() {
    String evaluated = facts.get("evaluated");
    String member =
        evaluated == null
            ? facts.get("member")
            : evaluated.substring(evaluated.lastIndexOf('.') + 1);
    if (member == null) {
      return Result.NOTHING;
    }
    Access only = null;
    for (Access access : line.accesses()) {
      boolean same =
          access.subscript()
              ? unquoted(access.name()).equals(unquoted(member))
              : access.name().equals(member);
      if (same) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    return only == null ? Result.NOTHING : guardBase(only);
  }

  private Result nullSubscript() {
    Access only = null;
    for (Access access : line.accesses()) {
      if (access.subscript()) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    return only == null ? Result.NOTHING : guardBase(only);
  }

  private Result guardBase(Access access) {
    String base = access.base();
    if (CodeLine.isPath(base)) {
      String code = guardedNull(base, access.baseStart());
      return new Result(List.of(base), code != null ? code : nullSafe(access));
    }
    String code = extracted(access);
    return new Result(List.of(base), code != null ? code : nullSafe(access));
  }

  /** The statement after a check that an expression of it is something; null when not certain. */
  private @Nullable String guardedNull(String base, int position) {
    if (statement == null || !statement.isCheckableBefore(position)) {
      return null;
    }
    return dialect.guard(
            dialect.nullCondition(base), dialect.literal(base + " is " + dialect.nothing()))
        + "\n"
        + statement.closed(statement.code());
  }

  /** The result of a call put into a name of its own, checked, and used; null when not certain. */
  private @Nullable String extracted(Access access) {
    String base = access.base();
    int open = lastOpening(base);
    if (statement == null || open <= 0 || !base.endsWith(")")) {
      return null;
    }
    int nameStart = open;
    while (nameStart > 0 && CodeLine.isWord(base.charAt(nameStart - 1))) {
      nameStart--;
    }
    String called = base.substring(nameStart, open);
    int start = access.baseStart();
    boolean prefixed = start > 0 && line.text().charAt(start - 1) == ' ' && isAfterKeyword(start);
    if (called.isEmpty() || prefixed || !statement.isCheckableBefore(start)) {
      return null;
    }
    String declaration =
        switch (platform) {
          case PYTHON -> called + "_or_none = ";
          case RUBY -> called + "_or_nil = ";
          case JAVA -> "var " + called + "OrNull = ";
          case KOTLIN -> "val " + called + "OrNull = ";
          case JAVASCRIPT -> "const " + called + "OrNothing = ";
          case PHP -> "$" + called + "OrNull = ";
          default -> "";
        };
    if (declaration.isEmpty()) {
      return null;
    }
    int equals = declaration.indexOf(" =");
    String name = declaration.substring(declaration.lastIndexOf(' ', equals - 1) + 1, equals);
    if (line.text().contains(name)) {
      return null;
    }
    String end = platform == Platform.RUBY || platform == Platform.PYTHON ? "" : ";";
    if (platform == Platform.KOTLIN) {
      end = "";
    }
    String code = statement.code();
    return declaration
        + base
        + end
        + "\n"
        + dialect.guard(
            dialect.nullCondition(name), dialect.literal(base + " is " + dialect.nothing()))
        + "\n"
        + statement.closed(code.substring(0, start) + name + code.substring(start + base.length()));
  }

  private boolean isAfterKeyword(int start) {
    String head = line.text().substring(0, start).strip();
    return head.endsWith("new") || head.endsWith("await") || head.endsWith("yield");
  }

  private static int lastOpening(String base) {
    int depth = 0;
    for (int i = base.length() - 1; i >= 0; i--) {
      char c = base.charAt(i);
      if (c == '"' || c == '\'') {
        // A string among the arguments may hold brackets: they are not counted, so not sure.
        return -1;
      }
      if (c == ')') {
        depth++;
      } else if (c == '(') {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The access made null-safe where the result may be nothing too; null when not certain. */
  private @Nullable String nullSafe(Access access) {
    if (statement == null || access.assigned() || hasArithmetic()) {
      return null;
    }
    String code = statement.code();
    int baseEnd = access.baseStart() + access.base().length();
    String head = code.substring(0, baseEnd);
    String tail = code.substring(baseEnd);
    return switch (platform) {
      case JAVASCRIPT -> statement.closed(head + (access.subscript() ? "?." : "?") + tail);
      case RUBY -> {
        int end = access.end();
        String arguments = line.argumentsAt(end);
        int after = arguments == null ? end : end + argumentsLength(end);
        boolean chained =
            after < code.length() && (code.charAt(after) == '.' || code.charAt(after) == '[');
        yield access.subscript() || chained ? null : statement.closed(head + "&" + tail);
      }
      default -> null;
    };
  }

  private int argumentsLength(int open) {
    int depth = 0;
    for (int i = open; i < line.text().length(); i++) {
      char c = line.text().charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
        if (depth == 0) {
          return i + 1 - open;
        }
      }
    }
    return 0;
  }

  private boolean hasArithmetic() {
    return line.indexOfCode(" + ", 0) >= 0
        || line.indexOfCode(" - ", 0) >= 0
        || line.indexOfCode(" * ", 0) >= 0
        || line.indexOfCode(" / ", 0) >= 0
        || line.indexOfCode(" % ", 0) >= 0
        || line.indexOfCode("+=", 0) >= 0;
  }

  private Result nullExpression() {
    String named = facts.get("expression");
    if (named == null || !CodeLine.isPath(named)) {
      return Result.NOTHING;
    }
    List<Integer> places = line.occurrences(named);
    if (places.isEmpty() && named.startsWith("this.")) {
      named = named.substring("this.".length());
      places = line.occurrences(named);
    }
    if (places.isEmpty()) {
      return Result.NOTHING;
    }
    return new Result(List.of(named), guardedNull(named, places.get(0)));
  }

  private Result nullResult() {
    String method = facts.get("method");
    if (method == null) {
      return Result.NOTHING;
    }
    int open = method.indexOf('(');
    String name = method.substring(method.lastIndexOf('.', Math.max(open, 0)) + 1);
    int end = name.indexOf('(');
    String plain = end < 0 ? name : name.substring(0, end);
    Access only = null;
    for (Access access : line.accesses()) {
      String base = access.base();
      int baseOpen = lastOpening(base);
      boolean same =
          baseOpen > 0
              && base.endsWith(")")
              && base.substring(0, baseOpen).endsWith(plain)
              && (baseOpen == plain.length()
                  || !CodeLine.isWord(base.charAt(baseOpen - plain.length() - 1)));
      if (same) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    return only == null ? Result.NOTHING : guardBase(only);
  }

  private Result nullSomewhere() {
    if (platform == Platform.KOTLIN && line.indexOfCode("!!", 0) > 0) {
      return nullAssertion();
    }
    if (mayBeNullOtherwise()) {
      return Result.NOTHING;
    }
    List<String> bases = new ArrayList<>();
    int first = -1;
    for (Access access : line.accesses()) {
      String base = access.base();
      if (isTypeName(base) || base.equals("this") || bases.contains(base)) {
        continue;
      }
      if (!CodeLine.isPath(base)) {
        return Result.NOTHING;
      }
      bases.add(base);
      first = first < 0 ? access.baseStart() : first;
    }
    if (bases.isEmpty() || bases.size() > MAX_CANDIDATES) {
      return Result.NOTHING;
    }
    boolean dereferences = line.indexOfCode("*", 0) >= 0;
    if (platform == Platform.GO && (bases.size() > 1 || dereferences || isPackage(bases.get(0)))) {
      return Result.NOTHING;
    }
    if (bases.size() == 1) {
      return new Result(bases, guardedNull(bases.get(0), first));
    }
    boolean chain = platform == Platform.JAVA;
    for (int i = 1; i < bases.size() && chain; i++) {
      chain = bases.get(i).startsWith(bases.get(i - 1) + ".");
    }
    // Only in Java is it certain that what has members can be compared with null.
    if (!chain || statement == null || !statement.isCheckableBefore(first)) {
      return new Result(bases, null);
    }
    StringBuilder code = new StringBuilder();
    for (String base : bases) {
      code.append(
              dialect.guard(
                  dialect.nullCondition(base), dialect.literal(base + " is " + dialect.nothing())))
          .append('\n');
    }
    return new Result(bases, code.append(statement.closed(statement.code())).toString());
  }

  /**
   * True when the line may fail for another reason than a null before a dot: it loops over
   * something, calls a function by a variable, or unboxes.
   */
  private boolean mayBeNullOtherwise() {
    String code = line.code();
    if (code.startsWith("for") || hasArithmetic()) {
      return true;
    }
    if (platform == Platform.GO) {
      return code.indexOf('(') >= 0;
    }
    return platform == Platform.JAVA
        && (line.hasWord("int")
            || line.hasWord("long")
            || line.hasWord("double")
            || line.hasWord("float")
            || line.hasWord("short")
            || line.hasWord("byte")
            || line.hasWord("char")
            || line.hasWord("boolean"));
  }

  private boolean isTypeName(String base) {
    boolean upper = Character.isUpperCase(base.charAt(0));
    return upper && platform != Platform.GO;
  }

  private boolean isPackage(String base) {
    if (GO_PACKAGES.contains(" " + base + " ")) {
      return true;
    }
    // A package's function looks like a method; a field's use does not.
    List<Access> accesses = line.accesses();
    for (Access access : accesses) {
      if (access.base().equals(base) && line.argumentsAt(access.end()) != null) {
        return true;
      }
    }
    return false;
  }

  private Result nullCollection() {
    List<Call> lengths = line.calls("len");
    if (lengths.size() == 1 && CodeLine.isPath(lengths.get(0).argument())) {
      String measured = lengths.get(0).argument();
      return new Result(List.of(measured), guardedNull(measured, lengths.get(0).start()));
    }
    String code = line.code();
    int in = line.indexOfWord("in", 0);
    if (code.startsWith("for ") && code.endsWith(":") && in > 0) {
      String iterated = code.substring(in + 2, code.length() - 1).strip();
      if (CodeLine.isPath(iterated)) {
        return new Result(List.of(iterated), guardedNull(iterated, in + 3));
      }
    }
    return Result.NOTHING;
  }

  private Result nullAssertion() {
    int at = line.indexOfCode("!!", 0);
    if (at <= 0 || line.indexOfCode("!!", at + 2) >= 0 || statement == null) {
      return Result.NOTHING;
    }
    String code = statement.code();
    int start = at;
    while (start > 0
        && (CodeLine.isWord(code.charAt(start - 1)) || code.charAt(start - 1) == '.')) {
      start--;
    }
    String asserted = code.substring(start, at);
    if (!CodeLine.isPath(asserted)) {
      return Result.NOTHING;
    }
    String checked = "(" + asserted + " ?: error(" + dialect.literal(asserted + " is null") + "))";
    return new Result(
        List.of(asserted + "!!"),
        statement.closed(code.substring(0, start) + checked + code.substring(at + 2)));
  }

  // Keys and indexes.

  private Result missingKey() {
    if (platform == Platform.RUBY) {
      return fetch();
    }
    Access access = select(facts.get("key"), true);
    if (access == null) {
      return Result.NOTHING;
    }
    String fault = access.base() + "[" + access.name() + "]";
    String base = access.base();
    String key = access.name();
    if (!CodeLine.isPath(base)
        || key.indexOf('(') >= 0
        || statement == null
        || !statement.isCheckableBefore(access.baseStart())) {
      return new Result(List.of(fault), null);
    }
    String guard =
        switch (platform) {
          case PYTHON ->
              dialect.guardAs(
                  key + " not in " + base,
                  "KeyError",
                  dialect.literal(base + " has no entry for ") + " + repr(" + key + ")");
          case CSHARP ->
              dialect.guard(
                  "!" + base + ".ContainsKey(" + key + ")",
                  dialect.literal(base + " has no entry for ") + " + " + key);
          case PHP ->
              dialect.guard(
                  "!array_key_exists(" + key + ", " + base + ")",
                  dialect.literal(base + " has no entry for ") + " . " + key);
          default -> null;
        };
    return new Result(
        List.of(fault), guard == null ? null : guard + "\n" + statement.closed(statement.code()));
  }

  private Result fetch() {
    Access only = null;
    for (Access access : line.accesses()) {
      if (access.name().equals("fetch") && !access.subscript()) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    String key = only == null ? null : line.argumentsAt(only.end());
    if (only == null || key == null || key.indexOf(',') >= 0) {
      return Result.NOTHING;
    }
    int end = only.end() + argumentsLength(only.end());
    String fault = only.base() + ".fetch(" + key + ")";
    boolean hasBlock = line.text().startsWith(" {", end) || line.text().startsWith(" do", end);
    if (hasBlock || statement == null || end > statement.code().length()) {
      return new Result(List.of(fault), null);
    }
    String block =
        " { |key| raise KeyError, "
            + dialect.literal(only.base() + " has no entry for ")
            + " + key.inspect }";
    String code = statement.code();
    return new Result(
        List.of(fault), statement.closed(code.substring(0, end) + block + code.substring(end)));
  }

  /**
   * Checks an index.
   *
   * @param size how C# asks for the size
   */
  private Result index(String size) {
    if (platform == Platform.JAVA && callee != null) {
      return listIndex();
    }
    Access access = select(facts.get("index"), false);
    if (access == null) {
      return Result.NOTHING;
    }
    String fault = access.base() + "[" + access.name() + "]";
    if (!CodeLine.isPath(access.base())) {
      return new Result(List.of(fault), null);
    }
    return new Result(
        List.of(fault), indexGuard(access.base(), access.name(), access.baseStart(), fault, size));
  }

  private Result listIndex() {
    if (!"get".equals(callee)) {
      return Result.NOTHING;
    }
    Access only = null;
    for (Access access : line.accesses()) {
      if (!access.subscript() && access.name().equals("get")) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    String index = only == null ? null : line.argumentsAt(only.end());
    if (only == null || index == null || !CodeLine.isPath(only.base())) {
      return Result.NOTHING;
    }
    String fault = only.base() + ".get(" + index + ")";
    return new Result(List.of(fault), indexGuard(only.base(), index, only.baseStart(), fault, ""));
  }

  private @Nullable String indexGuard(
      String base, String index, int position, String fault, String size) {
    boolean simple = true;
    for (int i = 0; i < index.length() && simple; i++) {
      char c = index.charAt(i);
      simple = CodeLine.isWord(c) || c == '.' || c == ' ' || c == '+' || c == '-';
    }
    if (!simple || statement == null || !statement.isCheckableBefore(position)) {
      return null;
    }
    boolean number = isNumber(index);
    String length =
        switch (platform) {
          case PYTHON, GO -> "len(" + base + ")";
          case JAVA -> base + (callee == null ? ".length" : ".size()");
          case CSHARP -> base + size;
          case KOTLIN -> base + ".size";
          case RUST -> base + ".len()";
          default -> "";
        };
    if (length.isEmpty()) {
      return null;
    }
    String condition;
    if (index.equals("0")) {
      condition = length + " == 0";
    } else if (number) {
      condition = length + " <= " + index;
    } else if (platform == Platform.PYTHON && index.equals("-1")) {
      condition = length + " == 0";
    } else if (platform == Platform.PYTHON) {
      condition = "not -" + length + " <= " + index + " < " + length;
    } else if (platform == Platform.KOTLIN) {
      condition = index + " !in " + base + ".indices";
    } else if (platform == Platform.RUST) {
      condition = index + " >= " + length;
    } else {
      condition = index + " < 0 || " + index + " >= " + length;
    }
    String message = dialect.literal(fault + " is out of range");
    return (platform == Platform.PYTHON
            ? dialect.guardAs(condition, "IndexError", message)
            : dialect.guard(condition, message))
        + "\n"
        + statement.closed(statement.code());
  }

  /** The one subscript that can be at fault: of the told literal, else the only one computed. */
  private @Nullable Access select(@Nullable String told, boolean keys) {
    Access literal = null;
    Access computed = null;
    int computedCount = 0;
    for (Access access : line.accesses()) {
      if (!access.subscript() || isSlice(access.name())) {
        continue;
      }
      String key = access.name();
      boolean fixed = isQuoted(key) || isNumber(key) || key.startsWith(":");
      if (keys && access.assigned()) {
        continue;
      }
      if (!keys && isQuoted(key)) {
        continue;
      }
      if (fixed) {
        boolean same = told != null && unquoted(key).equals(unquoted(told));
        if (same && literal != null && !literal.base().equals(access.base())) {
          return null;
        }
        if (same) {
          literal = access;
        } else if (told == null) {
          computed = access;
          computedCount++;
        }
      } else {
        computed = access;
        computedCount++;
      }
    }
    if (literal != null && computedCount > 0) {
      return null;
    }
    return literal != null ? literal : computedCount == 1 ? computed : null;
  }

  private boolean isSlice(String key) {
    return (platform == Platform.PYTHON || platform == Platform.GO)
        && !isQuoted(key)
        && key.indexOf(':') >= 0;
  }

  private static boolean isQuoted(String text) {
    return text.length() >= 2
        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
        && text.charAt(text.length() - 1) == text.charAt(0);
  }

  private static String unquoted(String text) {
    return isQuoted(text) ? text.substring(1, text.length() - 1) : text;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  // Divisions, casts, loops, empty things.

  private Result division() {
    List<String> divisors = line.divisors(false);
    divisors.addAll(line.divisors(true));
    if (divisors.size() != 1) {
      return Result.NOTHING;
    }
    String divisor = divisors.get(0);
    if (divisor.charAt(0) == '(') {
      divisor = inner(divisor);
    }
    boolean callsOnlySize =
        divisor.indexOf('(') < 0
            || divisor.startsWith("len(")
            || divisor.startsWith("count(")
            || divisor.endsWith(".size()")
            || divisor.endsWith(".length()");
    int position = line.indexOfCode(divisor, 0);
    if (!callsOnlySize || statement == null || !statement.isCheckableBefore(position)) {
      return new Result(List.of(divisor), null);
    }
    String guard = dialect.guard(divisor + " == 0", dialect.literal(divisor + " is 0"));
    return new Result(List.of(divisor), guard + "\n" + statement.closed(statement.code()));
  }

  /** What is in the parentheses when they hold all of it, else the text itself. */
  private static String inner(String parenthesised) {
    return parenthesised.indexOf(')') == parenthesised.length() - 1
        ? parenthesised.substring(1, parenthesised.length() - 1)
        : parenthesised;
  }

  private Result nilMap() {
    Access only = null;
    for (Access access : line.accesses()) {
      boolean counted =
          line.text().startsWith("++", access.end()) || line.text().startsWith(" +=", access.end());
      if (access.subscript() && (access.assigned() || counted)) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    if (only == null) {
      return Result.NOTHING;
    }
    String base = only.base();
    if (statement == null
        || !CodeLine.isPath(base)
        || base.indexOf('[') >= 0
        || !statement.isCheckableBefore(only.baseStart())) {
      return new Result(List.of(base), null);
    }
    String type = declaredMap(base);
    String make =
        type == null
            ? "\t// K and V stand for the map's own types.\n\t" + base + " = make(map[K]V)"
            : "\t" + base + " = make(" + type + ")";
    return new Result(
        List.of(base), "if " + base + " == nil {\n" + make + "\n}\n" + statement.code());
  }

  /** The type in {@code var name map[K]V}, when the lines above hold it. */
  private @Nullable String declaredMap(String base) {
    String declaration = "var " + base + " map[";
    for (String above : before) {
      String stripped = above.strip();
      if (stripped.startsWith(declaration) && stripped.length() <= CodeLine.MAX_LENGTH) {
        String type = stripped.substring("var ".length() + base.length() + 1);
        return type.indexOf(' ') < 0 ? type : null;
      }
    }
    return null;
  }

  private Result typeAssertion() {
    if (statement == null || statement.isBlock()) {
      return Result.NOTHING;
    }
    String code = statement.code();
    int declared = line.indexOfCode(" := ", 0);
    int assertion = code.lastIndexOf(".(");
    if (declared <= 0 || assertion < declared || !code.endsWith(")")) {
      return Result.NOTHING;
    }
    String name = code.substring(0, declared);
    String value = code.substring(declared + 4, assertion);
    String type = code.substring(assertion + 2, code.length() - 1);
    if (!CodeLine.isPath(name) || name.indexOf('.') >= 0 || !CodeLine.isPath(value)) {
      return Result.NOTHING;
    }
    if (line.hasWord("ok") || name.indexOf(',') >= 0) {
      return new Result(List.of(value), null);
    }
    return new Result(
        List.of(value),
        name
            + ", ok := "
            + code.substring(declared + 4)
            + "\n"
            + dialect.guard("!ok", dialect.literal(value + " is no " + type)));
  }

  private Result cast() {
    if (statement == null || line.indexOfCode("<", 0) >= 0) {
      return Result.NOTHING;
    }
    String code = statement.code();
    if (platform == Platform.KOTLIN) {
      return Result.NOTHING;
    }
    int found = -1;
    for (int at = line.indexOfCode("(", 0); at >= 0; at = line.indexOfCode("(", at + 1)) {
      int close = code.indexOf(") ", at);
      boolean tight = close < 0;
      close = tight ? code.indexOf(')', at) : close;
      boolean cast =
          close > at + 1
              && (at == 0 || code.charAt(at - 1) == ' ' || code.charAt(at - 1) == '(')
              && Character.isUpperCase(code.charAt(at + 1))
              && CodeLine.isPath(code.substring(at + 1, close));
      if (cast) {
        if (found >= 0) {
          return Result.NOTHING;
        }
        found = at;
      }
    }
    if (found < 0) {
      return Result.NOTHING;
    }
    int close = code.indexOf(')', found);
    String type = code.substring(found + 1, close);
    int start = code.startsWith(" ", close + 1) ? close + 2 : close + 1;
    int end = start;
    while (end < code.length() && (CodeLine.isWord(code.charAt(end)) || code.charAt(end) == '.')) {
      end++;
    }
    String value = code.substring(start, end);
    boolean plain = end < code.length() && (code.charAt(end) == ';' || code.charAt(end) == ')');
    if (!CodeLine.isPath(value) || !plain) {
      return Result.NOTHING;
    }
    if (!statement.isCheckableBefore(start)) {
      return new Result(List.of(value), null);
    }
    String condition =
        platform == Platform.JAVA
            ? "!(" + value + " instanceof " + type + ")"
            : value + " is not " + type;
    return new Result(
        List.of(value),
        dialect.guard(condition, dialect.literal(value + " is no " + type))
            + "\n"
            + statement.closed(code));
  }

  private Result loopCopy() {
    if (statement == null || !statement.isBlock()) {
      return Result.NOTHING;
    }
    String code = statement.code();
    String open;
    String separator;
    String end;
    switch (platform) {
      case PYTHON -> {
        open = "for ";
        separator = " in ";
        end = ":";
      }
      case JAVA -> {
        open = "for (";
        separator = " : ";
        end = ") {";
      }
      case CSHARP -> {
        open = "foreach (";
        separator = " in ";
        end = ") {";
      }
      default -> {
        return Result.NOTHING;
      }
    }
    int at = line.indexOfCode(separator, 0);
    if (!code.startsWith(open) || !code.endsWith(end) || at < 0) {
      return Result.NOTHING;
    }
    int start = at + separator.length();
    String iterated = code.substring(start, code.length() - end.length()).strip();
    boolean view = iterated.endsWith(".items()") || iterated.endsWith(".keys()");
    boolean values = iterated.endsWith(".values()") || iterated.endsWith("Set()");
    String plain = view || values ? iterated.substring(0, iterated.lastIndexOf('.')) : iterated;
    if (!CodeLine.isPath(plain)) {
      return Result.NOTHING;
    }
    String copy =
        switch (platform) {
          case PYTHON -> "list(" + iterated + ")";
          case JAVA -> "List.copyOf(" + iterated + ")";
          default -> iterated + ".ToList()";
        };
    return new Result(List.of(iterated), statement.closed(code.substring(0, start) + copy + end));
  }

  private Result emptyOptional() {
    Access only = null;
    for (Access access : line.accesses()) {
      boolean taken =
          access.name().equals("get")
              || access.name().equals("orElseThrow")
              || access.name().equals("getAsInt");
      if (taken && "".equals(line.argumentsAt(access.end()))) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    if (only == null || statement == null) {
      return Result.NOTHING;
    }
    String code = statement.code();
    String base = only.base();
    int nameStart = only.end() - only.name().length();
    if (nameStart < 0 || only.end() + 2 > code.length()) {
      return Result.NOTHING;
    }
    String thrown =
        "orElseThrow(() -> new IllegalStateException(" + dialect.literal(base + " is empty") + "))";
    return new Result(
        List.of(base),
        statement.closed(code.substring(0, nameStart) + thrown + code.substring(only.end() + 2)));
  }

  private Result emptySequence() {
    Access only = null;
    for (Access access : line.accesses()) {
      boolean first =
          switch (access.name()) {
            case "First", "Last", "Single", "Max", "Min", "Average", "Aggregate" -> true;
            default -> false;
          };
      if (first && line.argumentsAt(access.end()) != null) {
        if (only != null) {
          return Result.NOTHING;
        }
        only = access;
      }
    }
    if (only == null) {
      return Result.NOTHING;
    }
    String base = only.base();
    String arguments = line.argumentsAt(only.end());
    // A lambda of First's own is evaluated after the check, so arrows in it do no harm.
    boolean selects = arguments != null && !arguments.isEmpty();
    if (statement == null
        || selects
        || !CodeLine.isPath(base)
        || !statement.isCheckableBefore(only.baseStart())) {
      return new Result(List.of(base), null);
    }
    return new Result(
        List.of(base),
        dialect.guard("!" + base + ".Any()", dialect.literal(base + " is empty"))
            + "\n"
            + statement.closed(statement.code()));
  }

  private Result next() {
    List<Call> calls = line.calls("next");
    if (calls.size() != 1 || calls.get(0).argument().isEmpty() || statement == null) {
      return Result.NOTHING;
    }
    Call call = calls.get(0);
    String code = statement.code();
    String fault = code.substring(call.start(), call.end());
    int equals = line.indexOfCode(" = ", 0);
    boolean whole = equals > 0 && call.start() == equals + 3 && call.end() == code.length();
    String name = whole ? code.substring(0, equals) : "";
    if (!CodeLine.isPath(name) || hasTopLevelComma(call.argument())) {
      return new Result(List.of(fault), null);
    }
    return new Result(
        List.of(fault),
        code.substring(0, call.end() - 1)
            + ", None)\n"
            + dialect.guard(name + " is None", dialect.literal(fault + " found nothing")));
  }

  private Result jsonDefault() {
    List<Call> calls = line.calls("json.dumps");
    if (calls.size() != 1 || statement == null) {
      return Result.NOTHING;
    }
    Call call = calls.get(0);
    if (call.argument().contains("default=") || call.argument().isEmpty()) {
      return new Result(List.of(call.argument()), null);
    }
    String code = statement.code();
    return new Result(
        List.of(call.argument()),
        statement.closed(
            code.substring(0, call.end() - 1) + ", default=str" + code.substring(call.end() - 1)));
  }

  private static boolean hasTopLevelComma(String arguments) {
    int depth = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        return true;
      }
    }
    return false;
  }

  private Result frozenAppend() {
    int at = line.indexOfCode(" << ", 0);
    if (at <= 0 || statement == null || line.indexOfCode(" << ", at + 4) >= 0) {
      return Result.NOTHING;
    }
    String name = statement.code().substring(0, at);
    boolean local = CodeLine.isPath(name) && name.indexOf('.') < 0 && name.indexOf('[') < 0;
    boolean constant = Character.isUpperCase(name.charAt(0));
    if (!local || statement.code().contains(" if ") || statement.code().contains(" unless ")) {
      return Result.NOTHING;
    }
    return new Result(
        List.of(name),
        constant ? null : name + " += " + statement.code().substring(at + " << ".length()));
  }

  private Result notAFunction() {
    String named = facts.get("expression");
    if (named == null || !CodeLine.isPath(named)) {
      return Result.NOTHING;
    }
    List<Integer> places = line.occurrences(named);
    if (places.isEmpty()) {
      return Result.NOTHING;
    }
    int position = places.get(0);
    if (places.size() > 1 || statement == null || !statement.isCheckableBefore(position)) {
      return new Result(List.of(named), null);
    }
    return new Result(
        List.of(named),
        dialect.guard(
                "typeof " + named + " !== \"function\"",
                dialect.literal(named + " is not a function"))
            + "\n"
            + statement.closed(statement.code()));
  }

  // Things that may fail.

  /**
   * Puts the statement into a block that catches.
   *
   * @param spec the type to catch, the calls whose argument is told, and what to say, separated by
   *     bars
   */
  private Result wrap(String spec) {
    int firstBar = spec.indexOf('|');
    int secondBar = spec.indexOf('|', firstBar + 1);
    String type = spec.substring(0, firstBar);
    String names = spec.substring(firstBar + 1, secondBar);
    String what = spec.substring(secondBar + 1);
    String argument = argumentOf(names);
    List<String> faults = argument == null ? List.of() : List.of(argument);
    if (statement == null || (statement.isBlock() && platform != Platform.PYTHON)) {
      return new Result(faults, null);
    }
    boolean tellable = argument != null && CodeLine.isPath(argument);
    String error = line.hasWord("error") ? "failure" : "error";
    String code = statement.code();
    String closed = statement.closed(code);
    return new Result(
        faults,
        switch (platform) {
          case PYTHON ->
              "try:\n"
                  + indented(closed, "    ")
                  + "\nexcept "
                  + type
                  + " as "
                  + error
                  + ":\n    raise "
                  + (type.equals("ValueError") ? "ValueError(" : "RuntimeError(")
                  + told(what, tellable ? " + repr(" + argument + ")" : "")
                  + ") from "
                  + error;
          case JAVA, CSHARP, JAVASCRIPT ->
              wrapBraces(type, told(what, tail(tellable, argument)), error);
          case KOTLIN -> wrapKotlin(type, told(what, tail(tellable, argument)), error);
          case PHP ->
              "try {\n    "
                  + code
                  + "\n} catch (\\"
                  + type
                  + " $"
                  + error
                  + ") {\n    throw new \\RuntimeException("
                  + dialect.literal(what)
                  + ", 0, $"
                  + error
                  + ");\n}";
          case RUBY ->
              "begin\n  "
                  + code
                  + "\nrescue "
                  + type
                  + "\n  raise ArgumentError, "
                  + told(what, tellable ? " + " + argument + ".inspect" : "")
                  + "\nend";
          default -> null;
        });
  }

  private static String tail(boolean tellable, @Nullable String argument) {
    return tellable ? " + " + argument : "";
  }

  private String told(String what, String tail) {
    return dialect.literal(tail.isEmpty() ? what : what + ": ") + tail;
  }

  private @Nullable String argumentOf(String names) {
    int start = 0;
    while (start < names.length()) {
      int space = names.indexOf(' ', start);
      int end = space < 0 ? names.length() : space;
      List<Call> calls = line.calls(names.substring(start, end));
      if (calls.size() == 1 && !calls.get(0).argument().isEmpty()) {
        return calls.get(0).argument();
      }
      start = end + 1;
    }
    return null;
  }

  /** A declaration is split, so that its name is known after the block. */
  private @Nullable String wrapBraces(String type, String message, String error) {
    if (statement == null) {
      return null;
    }
    String code = statement.code();
    String inside = code;
    String declaration = "";
    int equals = line.indexOfCode(" = ", 0);
    String left = equals > 0 ? code.substring(0, equals) : "";
    int space = left.lastIndexOf(' ');
    if (space > 0) {
      String name = left.substring(space + 1);
      String head = left.substring(0, space);
      if (!CodeLine.isPath(name) || left.indexOf('(') >= 0 || left.indexOf('{') >= 0) {
        return null;
      }
      if (platform == Platform.JAVASCRIPT) {
        declaration = "let " + name + ";\n";
        if (head.indexOf(' ') >= 0 || head.indexOf(':') >= 0) {
          return null;
        }
      } else {
        if (head.equals("var") || head.equals("final var")) {
          return null;
        }
        declaration = left + ";\n";
      }
      inside = name + code.substring(equals);
    } else if (code.startsWith("const ") || code.startsWith("let ")) {
      return null;
    }
    return switch (platform) {
      case JAVASCRIPT ->
          declaration
              + "try {\n  "
              + inside
              + "\n} catch ("
              + error
              + ") {\n  throw new Error("
              + message
              + ", { cause: "
              + error
              + " });\n}";
      case JAVA ->
          declaration
              + "try {\n    "
              + inside
              + "\n} catch ("
              + type
              + " "
              + error
              + ") {\n    throw new IllegalArgumentException("
              + message
              + ", "
              + error
              + ");\n}";
      default ->
          declaration
              + "try\n{\n    "
              + inside
              + "\n}\ncatch ("
              + type
              + " "
              + error
              + ")\n{\n    throw new InvalidOperationException("
              + message
              + ", "
              + error
              + ");\n}";
    };
  }

  private @Nullable String wrapKotlin(String type, String message, String error) {
    if (statement == null) {
      return null;
    }
    String code = statement.code();
    int equals = line.indexOfCode(" = ", 0);
    boolean returns = code.startsWith("return ");
    int split = returns ? "return ".length() : equals > 0 ? equals + 3 : 0;
    return code.substring(0, split)
        + "try {\n    "
        + code.substring(split)
        + "\n} catch ("
        + error
        + ": "
        + type
        + ") {\n    throw IllegalArgumentException("
        + message
        + ", "
        + error
        + ")\n}";
  }

  private static String indented(String code, String indent) {
    return indent + code.replace("\n", "\n" + indent);
  }
}
