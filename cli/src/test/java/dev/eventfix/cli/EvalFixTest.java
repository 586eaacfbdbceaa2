package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventfix.cli.EvalFix.Outcome;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the code of an answer finds its place, and what is made of it. */
final class EvalFixTest {

  private static final List<String> SOURCE =
      """
      package shop;

      final class Mean {
        static int unrelated(int count) {
          return count + 1;
        }

        static int days(int day) {
          return day * 30;
        }

        static int other(int value) {
          return value * 2;
        }

        // The mean of all.
        static int mean(int[] values) {
          int sum = 0;
          for (int value : values) {
            sum += value;
          }
          return sum / values.length;
        }
      }
      """
          .lines()
          .toList();

  private static final EvalCase CASE =
      new EvalCase(
          EvalLanguage.JAVA,
          "mean",
          new byte[0],
          List.of("/ by zero"),
          "mean",
          "Mean.java",
          Set.of(22L),
          22,
          List.of(5),
          "no values",
          List.of(Pattern.compile("no values", Pattern.CASE_INSENSITIVE)),
          List.of(Pattern.compile("values\\.length == 0 \\?"), Pattern.compile("return 0;")),
          SOURCE,
          SOURCE.stream()
              .map(line -> line.replace("sum / values.length", "values.length == 0 ? 0 : sum"))
              .toList());

  private static Outcome judge(String info, String code) {
    String answer = "## Proposed Solution\n\n```" + info + "\n" + code + "\n```\n";
    return new EvalFix(CASE).judge(EvalAnswer.read(answer).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The line, a guard before it, the function, another indentation, an elision, an import.
        "return values.length == 0 ? 0 : sum / values.length;",
        """
        if (values.length == 0) {
          return 0;
        }
        return sum / values.length;
        """,
        """
        static int mean(int[] values) {
          if (values.length == 0) {
            return 0;
          }
          int sum = 0;
          for (int value : values) {
            sum += value;
          }
          return sum / values.length;
        }
        """,
        "\treturn   values.length == 0 ?  0 :\tsum / values.length; // none",
        """
        static int mean(int[] values) {
          if (values.length == 0) {
            return 0;
          }
          // ...
          return sum / values.length;
        }
        """,
        """
        import java.util.List;

        if (values.length == 0) return 0;
        return sum / values.length;
        """
      })
  void wholeLinesFindTheirPlace(String code) {
    assertThat(judge("java", code)).isEqualTo(Outcome.MENDS);
    assertThat(judge("", code)).isEqualTo(Outcome.MENDS);
  }

  @Test
  void whatIsNoFixIsTold() {
    assertThat(judge("diff", "-  return sum / values.length;\n+  return 0;"))
        .isEqualTo(Outcome.DIFF);
    assertThat(judge("java", "-    return sum / values.length;\n+    return 0;"))
        .isEqualTo(Outcome.DIFF);
    assertThat(judge("python", "return 0")).isEqualTo(Outcome.OTHER_LANGUAGE);
    assertThat(judge("java", "")).isEqualTo(Outcome.NO_CODE);
    assertThat(judge("java", "// return 0;")).isEqualTo(Outcome.NO_CODE);
    assertThat(judge("java", "customer.send(new Letter(address));")).isEqualTo(Outcome.NO_PLACE);
    assertThat(judge("java", "return values.length == 0 ? other : sum / size;"))
        .isEqualTo(Outcome.NO_PLACE);
    assertThat(judge("java", "return sum / values.length;")).isEqualTo(Outcome.UNCHANGED);
    assertThat(judge("java", "return sum / values.length; // return 0;"))
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(judge("java", "if (values.length == 0) {\n  return 0;\nreturn sum / values.length;"))
        .isEqualTo(Outcome.UNPAIRED);
    assertThat(judge("java", "if (day == 0) {\n  return 0;\n}\nreturn day * 30;"))
        .isEqualTo(Outcome.ELSEWHERE);
    String raising =
        """
        if (values.length == 0) {
          throw new IllegalStateException();
        }
        return sum / values.length;
        """;
    assertThat(judge("java", raising)).isEqualTo(Outcome.NO_MEND);
  }

  @Test
  void declarationsThatLieApartAreEachPutInTheirPlace() {
    String apart =
        """
        static int unrelated(int count) {
          return count + 1;
        }

        static int mean(int[] values) {
          if (values.length == 0) {
            return 0;
          }
          int sum = 0;
        """;
    assertThat(judge("java", apart)).isEqualTo(Outcome.MENDS);
  }

  @Test
  void aFixMayLieWhereTheCaseSaysSo() {
    // Line 5 is named by the case, and lies far from the crash.
    assertThat(judge("java", "if (count < 0) {\n  return 0;\n}\nreturn count + 1;"))
        .isEqualTo(Outcome.MENDS);
    assertThat(judge("java", "if (day < 0) {\n  return 0;\n}\nreturn day * 30;"))
        .isEqualTo(Outcome.ELSEWHERE);
  }

  @Test
  void onlyCodeOfTheSolutionCounts() {
    String code = "```java\nreturn values.length == 0 ? 0 : sum / values.length;\n```\n";
    for (String heading : List.of("Problem Description", "What Else")) {
      EvalAnswer answer = EvalAnswer.read("## " + heading + "\n\n" + code);
      assertThat(new EvalFix(CASE).judge(answer.code())).isEqualTo(Outcome.NO_CODE);
    }
  }

  @Test
  void theLineHasToBeRightWhereOneIsTold() {
    String right = "## Problem Description\n\n`mean` fails in `Mean.java`";
    assertThat(EvalScore.of(CASE, right).frame()).isTrue();
    assertThat(EvalScore.of(CASE, right + ", line 22").frame()).isTrue();
    assertThat(EvalScore.of(CASE, right + " (Mean.java:22), called at line 30").frame()).isTrue();
    assertThat(EvalScore.of(CASE, right + ", line 17").frame()).isFalse();
    assertThat(EvalScore.of(CASE, right + ", lines 22, line 1, line 2, line 3").frame()).isFalse();
    assertThat(EvalScore.of(CASE, "the mean fails in Mean.java").frame()).isFalse();
    assertThat(EvalScore.of(CASE, "`mean` fails in Median.java").frame()).isFalse();
  }

  @Test
  void aCauseCountsOutsideCodeAndBeforeWhatElse() {
    assertThat(EvalScore.of(CASE, "There are **no** `values`.").cause()).isTrue();
    assertThat(EvalScore.of(CASE, "```\nno values\n```").cause()).isFalse();
    assertThat(EvalScore.of(CASE, "## What Else\n\nno values").cause()).isFalse();
  }
}
