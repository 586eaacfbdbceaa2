package dev.eventfix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The crash cases of the repository, and what their scores tell apart. */
final class EvalCasesTest {

  static final Path FOLDER = Path.of(System.getProperty("eventfix.root"), "events/crashes");

  private static List<EvalCase> cases = List.of();

  @BeforeAll
  static void read() throws IOException {
    cases = EvalCase.readAll(FOLDER, null);
  }

  /** The reference answer: the cause in words, and the lines around the known fix. */
  static String answer(EvalCase of) {
    return answer(of, of.why(), around(of.source(), of.fixed(), 3));
  }

  static String answer(EvalCase of, String why, List<String> code) {
    return """
        ## Problem Description

        It failed in `%s` (`shop/%s:%d`). %s

        ## Proposed Solution

        ```%s
        %s
        ```

        ## What Else

        - Test: call it with the input that led here.
        """
        .formatted(
            of.function(), of.file(), of.line(), why, of.platform(), String.join("\n", code));
  }

  /** The lines in which a text differs from another, with some before and behind them. */
  static List<String> around(List<String> one, List<String> other, int margin) {
    int first = 0;
    while (one.get(first).equals(other.get(first))) {
      first++;
    }
    int behind = 0;
    while (one.get(one.size() - 1 - behind).equals(other.get(other.size() - 1 - behind))) {
      behind++;
    }
    return other.subList(
        Math.max(0, first - margin),
        Math.min(other.size(), Math.max(first, other.size() - behind) + margin));
  }

  private static EvalScore score(EvalCase of, String markdown) {
    return EvalScore.of(of, markdown);
  }

  @Test
  void thereAreSixtyAndMoreSpreadOverSevenPlatforms() {
    Map<String, Integer> counts = new TreeMap<>();
    for (EvalCase each : cases) {
      counts.merge(each.platform(), 1, Integer::sum);
    }
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    assertThat(counts).hasSizeGreaterThanOrEqualTo(7);
    assertThat(counts.values()).allMatch(count -> count >= 9);
  }

  @Test
  void theKnownFixScoresFullMarks() {
    List<String> faults = new ArrayList<>();
    for (EvalCase each : cases) {
      EvalScore score = score(each, answer(each));
      if (!score.frame() || !score.cause() || !score.fixed()) {
        faults.add(each.platform() + "/" + each.name() + ": " + score);
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void theKnownFixOfTheWholeFileScoresToo() {
    List<String> faults = new ArrayList<>();
    for (EvalCase each : cases) {
      EvalScore score = score(each, answer(each, each.why(), each.fixed()));
      if (!score.fixed()) {
        faults.add(each.platform() + "/" + each.name() + ": " + score);
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void noProgramHasAFormOfItsFixAlready() {
    assertThat(
            cases.stream().filter(each -> new EvalFix(each).isMendedAlready()).map(EvalCase::name))
        .isEmpty();
  }

  @Test
  void anAnswerAboutAnotherCaseScoresNothing() {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      EvalCase each = cases.get(i);
      EvalScore score = score(each, answer(cases.get((i + 4) % cases.size())));
      if (score.frame() || score.cause() || score.fixed()) {
        faults.add(each.platform() + "/" + each.name() + ": " + score);
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void theBuggyLinesRepeatedAreNoFix() {
    for (EvalCase each : cases) {
      String same = answer(each, "", around(each.fixed(), each.source(), 2));
      assertThat(score(each, same).fix()).as(each.name()).isEqualTo(EvalFix.Outcome.UNCHANGED);
    }
  }

  @Test
  void aDiffIsNoFix() {
    for (EvalCase each : cases) {
      List<String> diff = new ArrayList<>();
      for (String line : around(each.fixed(), each.source(), 1)) {
        diff.add("-" + line);
      }
      for (String line : around(each.source(), each.fixed(), 1)) {
        diff.add("+" + line);
      }
      assertThat(score(each, answer(each, "", diff)).fix())
          .as(each.name())
          .isEqualTo(EvalFix.Outcome.DIFF);
    }
  }

  @Test
  void anEmptyAnswerAndTheMessageRepeatedScoreNothing() {
    for (EvalCase each : cases) {
      assertThat(score(each, "")).isEqualTo(EvalScore.NOTHING);
      String echo = "It failed: " + String.join(" ", each.messages());
      if (EvalLanguage.words(echo).size() > 6) {
        assertThat(score(each, echo).cause()).as(each.name()).isFalse();
      }
    }
  }
}
