package dev.eventfix.suggestfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines in which nothing may be repaired, for what is certain about them is too little. */
class LineRepairTest {

  private static LineRepair.Result repair(
      Repair kind, Platform platform, String line, List<String> before, Map<String, String> facts) {
    Rule rule = new Rule("T", List.of(), kind, "ValueError|int|not a number", "p", "a", "e", "h");
    return LineRepair.repair(rule, platform, line, before, facts, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = a[i] + b[j]",
        "x = [row[k] for row in rows]",
        "x = f(lambda row: row[k])",
        "x = a[k] if k else None",
        "x = k and a[k]",
        "a[k] = 1",
        "x = a[f(k)]",
        "elif a[k]:",
        "a[k],",
        "x = a[k",
        "a[k])",
        "x = 'unclosed + a[k]",
        "# x = a[k]",
        "x = 'a[k]'",
        "def f(x=a[k]):",
        "while a[k]:",
        "x = a[1:k]",
        ".b(a[k])",
        "",
        "x = a\u0000[k]"
      })
  void leavesPythonLookUpsAloneThatAreNotCertain(String line) {
    assertThat(repair(Repair.MISSING_KEY, Platform.PYTHON, line, List.of("x"), Map.of()).code())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"total = sum(", "call(a,", "x = \\", "y = a +", "values = [  # all"})
  void leavesLinesAloneThatGoOnAnEarlierOne(String before) {
    assertThat(
            repair(Repair.MISSING_KEY, Platform.PYTHON, "x = a[k]", List.of(before), Map.of())
                .code())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (order != null && order.customer.mail != null) {",
        "const f = () => order.customer.mail + 1;",
        "} else if (order.customer.mail) {",
        "mail: order.customer.mail,",
        "order.customer.mail = order.other.mail;",
        "for (let i = 0; i < order.customer.mail; i++) {",
        "while (order.customer.mail) {",
        ".then(order.customer.mail)",
        "case order.customer.mail:",
        "const { mail } = order.customer;"
      })
  void leavesJavaScriptMembersAloneThatAreNotCertain(String line) {
    assertThat(
            repair(
                    Repair.NULL_MEMBER,
                    Platform.JAVASCRIPT,
                    line,
                    List.of("foo();"),
                    Map.of("member", "mail"))
                .code())
        .satisfiesAnyOf(
            code -> assertThat(code).isNull(),
            code -> assertThat(code).contains("order.customer?.mail"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "JAVA,if (ready),return a.b.c;",
        "JAVASCRIPT,if (ready),return a.b.c;",
        "PHP,if ($ready),return $a->b->c;"
      })
  void leavesAStatementAloneThatAnIfWithoutBracesGoverns(
      Platform platform, String before, String line) {
    assertThat(
            repair(Repair.NULL_MEMBER, platform, line, List.of(before), Map.of("member", "c"))
                .code())
        .isNull();
  }

  @Test
  void namesTheExpressionWhereTheLineCannotBeRepaired() {
    LineRepair.Result result =
        repair(
            Repair.NULL_MEMBER,
            Platform.JAVASCRIPT,
            "  const f = rows.map((row) => row.price.cents * 2);",
            List.of(),
            Map.of("member", "cents"));

    assertThat(result.faults()).containsExactly("row.price");
    assertThat(result.code()).isNull();
  }

  @Test
  void namesNothingWhereTwoPlacesMayBeMeant() {
    assertThat(
            repair(
                Repair.NULL_MEMBER,
                Platform.PYTHON,
                "x = a.mail + b.mail",
                List.of(),
                Map.of("member", "mail")))
        .isEqualTo(LineRepair.Result.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"PYTHON,raise int(text)", "JAVASCRIPT,throw new Error(text);"})
  void wrapsNoStatementThatRaises(Platform platform, String line) {
    assertThat(repair(Repair.WRAP, platform, line, List.of(), Map.of()))
        .isEqualTo(LineRepair.Result.NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "JAVA,int total = order.total;",
        "JAVA,for (Item item : order.items) {",
        "JAVA,\"add(order.a, other.b);\"",
        "CSHARP,foreach (var item in order.Items) {",
        "GO,handler(order.ID)",
        "GO,x := order.Customer.Email",
        "JAVA,super(order.customer);"
      })
  void repairsNoLineThatMayFailForAnotherReason(Platform platform, String line) {
    assertThat(repair(Repair.NULL_SOMEWHERE, platform, line, List.of(), Map.of()).code()).isNull();
  }

  @Test
  void takesTheMapsTypeFromItsDeclaration() {
    assertThat(
            repair(
                    Repair.NIL_MAP,
                    Platform.GO,
                    "\tcounts[word]++",
                    List.of("\tvar counts map[string]int", "\tfor _, word := range words {"),
                    Map.of())
                .code())
        .isEqualTo("if counts == nil {\n\tcounts = make(map[string]int)\n}\ncounts[word]++");
  }

  @Test
  void returnsAnErrorWhereTheFunctionDoes() {
    assertThat(
            repair(
                    Repair.INDEX,
                    Platform.GO,
                    "\tline = lines[0]",
                    List.of("func read(lines []string) error {"),
                    Map.of("index", "0"))
                .code())
        .isEqualTo(
            """
            if len(lines) == 0 {
            \treturn errors.New("lines[0] is out of range")
            }
            line = lines[0]""");
  }

  @Test
  void leavesGosPackagesAlone() {
    assertThat(
            repair(Repair.NULL_SOMEWHERE, Platform.GO, "slug.Make(x)", List.of(), Map.of()).code())
        .isNull();
  }

  @Test
  void choosesTheLiteralThatTheMessageTells() {
    LineRepair.Result result =
        repair(
            Repair.MISSING_KEY,
            Platform.PYTHON,
            "total = cart['items'] + cart['fee']",
            List.of(),
            Map.of("key", "'fee'"));

    assertThat(result.faults()).containsExactly("cart['fee']");
    assertThat(result.code()).startsWith("if 'fee' not in cart:\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "PYTHON,\"x = a / b / c\",false",
        "PYTHON,\"x = '%d' % count\",false",
        "PYTHON,\"x = a // b\",true",
        "RUBY,\"x = a /b/\",false",
        "RUBY,\"x = total / count\",true",
        "JAVA,\"x = a / 2;\",false",
        "JAVA,\"x = a / f(b);\",false",
        "JAVA,\"x = a % b;\",true",
        "GO,\"x := a / b // half / of\",true",
        "PHP,\"$x = $a / $b;\",true",
        "PYTHON,\"x /= count\",true"
      })
  void findsTheOneDivision(Platform platform, String line, boolean repaired) {
    LineRepair.Result result = repair(Repair.DIVISION, platform, line, List.of(), Map.of());

    assertThat(result.code() != null).isEqualTo(repaired);
  }

  @Test
  void takesLinearTimeOnLongLines() {
    String line = "x = " + "a[".repeat(140) + "k" + "]".repeat(140);
    assertThat(repair(Repair.MISSING_KEY, Platform.PYTHON, line, List.of(), Map.of()).code())
        .isNull();
    assertThat(CodeLine.scan(Platform.PYTHON, "a[k]" + " ".repeat(2_000) + "b")).isNull();
  }
}
