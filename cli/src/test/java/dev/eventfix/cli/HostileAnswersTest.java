package dev.eventfix.cli;

import static dev.eventfix.cli.Answers.answer;
import static dev.eventfix.cli.Answers.array;
import static dev.eventfix.cli.Answers.object;
import static dev.eventfix.cli.Answers.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anyone who holds a public DSN can write, and what a model can be talked into. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileAnswersTest {

  private static final List<Terminal> TERMINALS =
      List.of(new Terminal(40, false), new Terminal(80, true), new Terminal(120, false));

  /** Names in the answers that are an event's own, and so as hostile as any text of it. */
  private static final Set<String> FREE_NAMES =
      Set.of(
          "email",
          "ip",
          "errno",
          "argc",
          "user-agent",
          "content_type",
          "job",
          "paid_by",
          "items",
          "status_code",
          "blocked_uri");

  /** A view with an answer that has text in all its places. */
  record View(
      String name,
      Map<String, @Nullable Object> answer,
      BiFunction<Map<?, ?>, Terminal, String> printer) {

    String render(@Nullable Object changed, Terminal terminal) {
      return printer.apply((Map<?, ?>) Objects.requireNonNull(changed), terminal);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<View> views() {
    Map<String, @Nullable Object> rules = with(Answers.suggestion(), "provider", "rules");
    return List.of(
        new View("python", Answers.pythonChain(), DescriptionView::render),
        new View("java", Answers.javaEvent(), DescriptionView::render),
        new View("group", Answers.group(), DescriptionView::render),
        new View("detailed", Answers.detailed(), DescriptionView::render),
        new View("report", Answers.report(), DescriptionView::render),
        new View("suggestion", Answers.suggestion(), SuggestionView::render),
        new View("rules", rules, SuggestionView::render),
        new View("prompt", Answers.prompt(), PromptView::render));
  }

  @ParameterizedTest
  @MethodSource("views")
  void hasNothingToActOnInAnyPlace(View view) {
    for (String hostile : hostile()) {
      Object changed = everywhere(view.answer, text -> text + hostile + text);
      for (Terminal terminal : TERMINALS) {
        Screen.check(view.render(changed, terminal), terminal);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void hasNothingToActOnInsteadOfAnyText(View view) {
    for (String hostile : hostile()) {
      Object changed = everywhere(view.answer, text -> hostile);
      for (Terminal terminal : TERMINALS) {
        Screen.check(view.render(changed, terminal), terminal);
      }
    }
  }

  @Test
  void showsWhatWasHiddenInMarkdown() {
    Terminal terminal = TERMINALS.get(1);
    for (String place :
        List.of(
            "a%sb",
            "# a%sb",
            "- a%sb",
            "> a%sb",
            "`a%sb`",
            "**a%sb**",
            "[a%sb](http://x)",
            "[x](http://a%sb)",
            "![a%sb](http://x)",
            "```a%sb\nx\n```",
            "```\na%sb\n```",
            "    a%sb",
            "|x|\n|-|\n|a%sb|",
            "|a%sb|\n|-|\n|x|",
            "<!-- a%sb -->",
            "1. a%sb",
            "```\na%sb")) {
      for (String sign :
          List.of("\u001b", "\u0007", "\u009b", "\u202e", "\u200b", "\udb40\udc41")) {
        String shown = MarkdownView.render(place.replace("%s", sign), terminal);
        assertThat(Screen.check(shown, terminal))
            .as(place)
            .contains("a" + SafeText.line(sign) + "b");
      }
    }
  }

  @Test
  void survivesAnyTree() {
    Random random = new Random(7);
    for (View view : views()) {
      for (int round = 0; round < 2000; round++) {
        Object changed = mutate(view.answer, random, 0);
        if (changed instanceof Map<?, ?>) {
          Terminal terminal = TERMINALS.get(round % TERMINALS.size());
          assertThatCode(() -> Screen.check(view.render(changed, terminal), terminal))
              .as("%s", changed)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void boundsHugeDescriptions(View view) {
    String million = "word \u001b[31m ".repeat(100_000);
    Object changed = everywhere(view.answer, text -> million);
    Terminal terminal = TERMINALS.get(1);
    String shown = Screen.check(view.render(changed, terminal), terminal);
    if (view.answer.containsKey("description")) {
      assertThat(shown.lines().count()).isLessThan(600);
    }
  }

  @Test
  void boundsHugeLists() {
    List<@Nullable Object> many = new ArrayList<>();
    Map<String, @Nullable Object> exception = object("type", "A", "stacktrace", many);
    for (int i = 0; i < 20_000; i++) {
      many.add(object("func", "f", "code_before", array("a"), "code", "b"));
    }
    List<@Nullable Object> exceptions = new ArrayList<>();
    List<@Nullable Object> warnings = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      exceptions.add(exception);
      warnings.add("w");
    }
    Map<String, @Nullable Object> answer =
        with(answer(object("exceptions", exceptions)), "warnings", warnings);
    assertThat(DescriptionView.render(answer, TERMINALS.get(0)))
        .contains("  … 19900 more frames\n")
        .contains("… 950 exceptions left out …\n")
        .endsWith("… 980 more warnings\n");
  }

  @Test
  void boundsHugeSurroundings() {
    Map<String, @Nullable Object> many = object();
    List<@Nullable Object> breadcrumbs = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.put("n" + i, "v");
      breadcrumbs.add(object("message", "b" + i));
    }
    Map<String, @Nullable Object> frame = object("func", "f", "variables", many);
    Map<String, @Nullable Object> exception =
        object("type", "A", "exception_info", many, "stacktrace", array(frame));
    Map<String, @Nullable Object> request = object("headers", many);
    request.putAll(many);
    Map<String, @Nullable Object> answer =
        answer(
            object(
                "exceptions",
                array(exception),
                "report",
                many,
                "request",
                request,
                "tags",
                many,
                "breadcrumbs",
                breadcrumbs));
    Terminal terminal = new Terminal(200, false);
    String shown = Screen.check(DescriptionView.render(answer, terminal), terminal);
    assertThat(shown)
        .contains("  n49: v\n  … 19950 more\n") // exception_info
        .contains("      n19 = v\n      … 19980 more variables\n")
        .contains("    n49: v\n    … 19950 more\n") // report
        .contains("    n19: v\n    … 19980 more\n") // headers
        .contains(" · n49=v · … 19950 more\n")
        .contains("  breadcrumbs\n    … 19980 more breadcrumbs\n    b19980\n")
        .contains("    b19999\n\n");
    assertThat(shown.lines().count()).isLessThan(250);
  }

  @Test
  void boundsDeepTrees() {
    Map<String, @Nullable Object> deep = object();
    for (int i = 0; i < 100_000; i++) {
      deep = object("a", deep, "b", array(deep));
    }
    Map<?, ?> answer =
        answer(
            object(
                "message",
                "m",
                "other",
                deep,
                "report",
                object("a", deep),
                "tags",
                object("a", deep),
                "request",
                object("url", deep, "headers", object("a", deep), "other", deep),
                "breadcrumbs",
                array(object("message", deep, "data", deep), deep),
                "stacktrace",
                array(object("package", deep, "variables", object("a", deep)))));
    Screen.check(DescriptionView.render(answer, TERMINALS.get(0)), TERMINALS.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "]",
        "*",
        "**",
        "* ",
        "a*",
        "*a ",
        "`",
        "`` ` ",
        "[a](",
        "![",
        "[](x.y)",
        "](",
        "\\",
        "> ",
        ">",
        "- ",
        "1. ",
        "1.",
        "#",
        "# \n",
        "|",
        "|-",
        "a|b\n-|-\n",
        "```\n",
        "~~~ a\n",
        "---\n",
        "===\n",
        "a\n",
        "\n",
        " ",
        "\t",
        "    a\n",
        "- a\n",
        "> a\n",
        "  - a\n\n",
        "1. a\n   ```\n",
        "<!--",
        "\r",
        "\r\n",
        "\u001b",
        "\u0301",
        "價",
        "(",
        "a  \n",
        "*a\n\n"
      })
  void readsMuchOfAnythingInTime(String unit) {
    Terminal terminal = TERMINALS.get(1);
    String markdown = unit.repeat(300_000 / unit.length());
    assertThat(MarkdownView.render(markdown, terminal)).isNotNull();
    Screen.check(MarkdownView.render(unit.repeat(2000), terminal), terminal);
  }

  @Test
  void readsTenThousandLinesInTime() {
    String markdown = Answers.MARKDOWN.repeat(10_000 / 28);
    Terminal terminal = TERMINALS.get(1);
    Screen.check(MarkdownView.render(markdown, terminal), terminal);
  }

  /** Signs alone, sequences that terminals act on, and some that overlap with markdown. */
  private static List<String> hostile() {
    List<String> hostile = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= 0x3FFF; codePoint++) {
      if (Screen.isForbidden(codePoint)) {
        all.appendCodePoint(codePoint);
      }
    }
    for (int codePoint = 0xD7FF; codePoint <= 0xFFFF; codePoint++) {
      if (Screen.isForbidden(codePoint) && (codePoint < 0xE010 || codePoint > 0xF8F0)) {
        all.appendCodePoint(codePoint).append('x');
      }
    }
    for (int codePoint = 0xE0000; codePoint <= 0xE01FF; codePoint++) {
      all.appendCodePoint(codePoint);
    }
    for (int codePoint = 0; codePoint < 0xA0; codePoint++) {
      if (codePoint < 0x20 || codePoint >= 0x7F) {
        hostile.add(Character.toString(codePoint));
        hostile.add(Character.toString(codePoint) + "[2J");
      }
    }
    hostile.add(all.toString());
    hostile.add("\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\");
    hostile.add(
        "\u001b]0;title\u0007\u001b]52;c;aGk=\u0007\u001b[?1049h\u001b[6n\u001bP+q\u001b\\");
    hostile.add("\u009b31mred\u009d0;t\u009c\u0090q\u009c");
    hostile.add("\u202egnp.exe\u202c \u2066a\u2069 \u200fb");
    hostile.add("Z" + "\u0301\u0489\u20dd".repeat(50));
    hostile.add("👩\u200d👩\u200d👧 ⚠\ufe0f 1\ufe0f\u20e3 🇩🇪 🏴\udb40\udc67\udb40\udc7f");
    hostile.add("\ud83d");
    hostile.add("\ude00\ud83d x \ud83d\n\ude00");
    hostile.add("\r\n\t\u000b\u000c\u0085\u2028\u2029");
    hostile.add("**\u001b[1m**`\u001b[1m`[\u001b](http://\u001b)\n```\u001b\n\u001b[8m\n");
    hostile.add("\u001b[0m\n\n# \u001b[31m\n|\u001b|\n|-|\n|\u009b|\n");
    return hostile;
  }

  /** The tree with every text changed, names that are not the contract's own as well. */
  private static @Nullable Object everywhere(@Nullable Object tree, UnaryOperator<String> change) {
    if (tree instanceof String text) {
      return change.apply(text);
    }
    if (tree instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String name = String.valueOf(member.getKey());
        Object value = everywhere(member.getValue(), change);
        changed.put(FREE_NAMES.contains(name) ? change.apply(name) : name, value);
      }
      if (map.containsKey("event_id")) {
        changed.put("source", change.apply("a.json"));
        changed.put("warnings", array(change.apply("w"), object(change.apply("k"), "v")));
        changed.put("redacted", object(change.apply("email"), 2L, "ip", change.apply("1")));
        changed.put(
            "omitted", object(change.apply("lines"), 2L, "b", object(change.apply("c"), 1)));
      }
      if (map.containsKey("language")) {
        changed.put(change.apply("new"), object(change.apply("k"), array(change.apply("v"))));
      }
      return changed;
    }
    if (tree instanceof List<?> list) {
      List<@Nullable Object> changed = new ArrayList<>();
      for (Object element : list) {
        changed.add(everywhere(element, change));
      }
      return changed;
    }
    return tree;
  }

  private static @Nullable Object mutate(@Nullable Object tree, Random random, int depth) {
    if (depth > 0 && random.nextInt(12) == 0) {
      return anything(random);
    }
    if (tree instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (random.nextInt(15) > 0) {
          Object value = mutate(member.getValue(), random, depth + 1);
          changed.put(String.valueOf(member.getKey()), value);
        }
      }
      return changed;
    }
    if (tree instanceof List<?> list) {
      List<@Nullable Object> changed = new ArrayList<>();
      for (Object element : list) {
        changed.add(mutate(element, random, depth + 1));
      }
      return changed;
    }
    return tree;
  }

  private static @Nullable Object anything(Random random) {
    return switch (random.nextInt(18)) {
      case 0 -> null;
      case 1 -> true;
      case 2 -> false;
      case 3 -> "";
      case 4 -> "\n";
      case 5 -> -1L;
      case 6 -> Long.MAX_VALUE;
      case 7 -> Long.MIN_VALUE;
      case 8 -> Double.NaN;
      case 9 -> new BigDecimal("1e1000000000");
      case 10 -> new BigDecimal("12.0");
      case 11 -> BigInteger.TWO.pow(70);
      case 12 -> array();
      case 13 -> array(null, 1L, "x", object());
      case 14 -> object();
      case 15 -> object("a", object("b", array(array(array(array(array(1L)))))));
      case 16 -> 3;
      default -> " \t ";
    };
  }
}
