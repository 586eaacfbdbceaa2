package dev.eventfix.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the code of a suggestion into the program that crashed, as text, and judges what results.
 * The code is never run: an answer is advice, never an action.
 */
final class EvalFix {

  /** Lines around the function's start and the known fix, in which another fix may lie. */
  private static final int REGION_MARGIN = 3;

  /** Of the words of a block, the part that must lie in lines the program has or resembles. */
  private static final double MIN_PLACED = 0.3;

  /** A line of so many words that the program has too is a place by itself. */
  private static final int MIN_FOUND_WORDS = 3;

  /** Lines before a placed block that may belong to it though they do not resemble it. */
  private static final int MAX_BEFORE = 2;

  /** Lines behind a placed block that may belong to it. */
  private static final int MAX_BEHIND = 3;

  /** Lines that resemble each other share more than this part of their words. */
  private static final double MIN_LIKENESS = 0.5;

  private static final int MAX_WEIGHT = 8;

  /** How the judgement ends. */
  enum Outcome {
    MENDS("mends it"),
    NO_CODE("no code"),
    DIFF("a diff"),
    OTHER_LANGUAGE("another language"),
    NO_PLACE("finds no place in the program"),
    UNCHANGED("changes nothing"),
    UNPAIRED("leaves brackets unpaired"),
    ELSEWHERE("changes other lines"),
    NO_MEND("mends it in no known form");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** In words, for people. */
    String label() {
      return label;
    }
  }

  private final EvalLanguage language;
  private final List<Pattern> forms;
  private final List<String> source;
  private final int from;
  private final int to;
  private final Set<Integer> also = new HashSet<>();

  EvalFix(EvalCase of) {
    language = of.language();
    forms = of.fixes();
    source = bare(of.source());
    int crash = bare(of.source().subList(0, of.line())).size() - 1;
    int first = crash;
    int last = crash;
    for (int changed : new Change(source, bare(of.fixed())).touched()) {
      first = Math.min(first, changed);
      last = Math.max(last, changed);
    }
    // What has to be checked may be checked where the function begins.
    int head = crash - 1;
    while (head >= 0 && !EvalLanguage.words(source.get(head)).contains(of.function())) {
      head--;
    }
    from = Math.min(first, head < 0 ? first : head) - REGION_MARGIN;
    to = last + REGION_MARGIN;
    for (int line : of.also()) {
      also.add(bare(of.source().subList(0, line)).size() - 1);
    }
  }

  /** The first block that finds a place and changes something decides. */
  Outcome judge(List<EvalAnswer.Block> blocks) {
    Outcome outcome = Outcome.NO_CODE;
    for (EvalAnswer.Block block : blocks) {
      outcome = judge(block);
      if (outcome.compareTo(Outcome.UNCHANGED) > 0 || outcome == Outcome.MENDS) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome judge(EvalAnswer.Block block) {
    if (isDiff(block)) {
      return Outcome.DIFF;
    }
    if (!language.isMarkedBy(block.info())) {
      return Outcome.OTHER_LANGUAGE;
    }
    Outcome whole = judgeParts(parts(block.lines(), false));
    if (whole != Outcome.UNPAIRED && whole != Outcome.ELSEWHERE) {
      return whole;
    }
    // Declarations that lie apart in the program often stand together in an answer.
    Outcome apart = judgeParts(parts(block.lines(), true));
    return apart == Outcome.MENDS ? apart : whole;
  }

  private Outcome judgeParts(List<List<String>> parts) {
    List<String> result = source;
    for (List<String> part : parts) {
      List<String> next = place(result, part);
      if (next == null) {
        return Outcome.NO_PLACE;
      }
      result = next;
    }
    return parts.isEmpty() ? Outcome.NO_CODE : judgeProgram(result);
  }

  /** Judges the program as it would be, in bare lines. */
  private Outcome judgeProgram(List<String> result) {
    if (result.equals(source)) {
      return Outcome.UNCHANGED;
    }
    if (!language.open(result).equals(language.open(source))) {
      return Outcome.UNPAIRED;
    }
    Change change = new Change(source, result);
    boolean near = false;
    for (int touched : change.touched()) {
      near |= isNear(touched);
    }
    for (int dropped : change.dropped) {
      near &= isNear(dropped);
    }
    return !near ? Outcome.ELSEWHERE : mends(change) ? Outcome.MENDS : Outcome.NO_MEND;
  }

  private boolean isNear(int line) {
    // What replaces a line stands before the next one.
    return (line >= from && line <= to) || also.contains(line) || also.contains(line - 1);
  }

  private boolean mends(Change change) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < change.after.size(); i++) {
      if (isNear(change.places.get(i))) {
        text.append(change.after.get(i)).append('\n');
      }
    }
    for (Pattern form : forms) {
      if (form.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the program as it crashed has one of the forms, which then would tell nothing. */
  boolean isMendedAlready() {
    return mends(new Change(source, source));
  }

  private boolean isDiff(EvalAnswer.Block block) {
    if (block.info().equals("diff") || block.info().equals("patch")) {
      return true;
    }
    for (String line : block.lines()) {
      boolean sign = line.startsWith("-") || line.startsWith("+");
      if (line.startsWith("@@ ") || (sign && source.contains(language.bare(line.substring(1))))) {
        return true;
      }
    }
    return false;
  }

  private List<String> bare(List<String> lines) {
    List<String> bare = new ArrayList<>();
    for (String line : lines) {
      String text = language.bare(line);
      if (!text.isEmpty()) {
        bare.add(text);
      }
    }
    return bare;
  }

  /**
   * The block's lines, parted where some were left out; imports have a place of their own.
   *
   * @param atBlanks whether they are parted at blank lines too
   */
  private List<List<String>> parts(List<String> lines, boolean atBlanks) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : lines) {
      String text = language.isElision(line) ? "" : language.bare(line);
      boolean ends = language.isElision(line) || (atBlanks && line.isBlank());
      if (ends && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
      } else if (!text.isEmpty() && (!EvalLanguage.isImport(text) || source.contains(text))) {
        part.add(text);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** The program with the block in the place of the lines it resembles; null when none do. */
  private @Nullable List<String> place(List<String> program, List<String> block) {
    Alignment alignment = Alignment.of(program, block);
    if (alignment == null || (!alignment.found && language.namesUnknown(block, source))) {
      return null;
    }
    List<Integer> open = language.open(program);
    for (int before = 0; before <= Math.min(MAX_BEFORE, alignment.first); before++) {
      for (int behind = 0; behind <= MAX_BEHIND; behind++) {
        int end = alignment.last + 1 + behind;
        if (end > program.size() || !alignment.mayReach(program, end)) {
          break;
        }
        List<String> tried = replaced(program, alignment.first - before, end, block);
        if (language.open(tried).equals(open)) {
          return tried;
        }
      }
    }
    return replaced(program, alignment.first, alignment.last + 1, block);
  }

  private static List<String> replaced(
      List<String> program, int first, int end, List<String> block) {
    List<String> result = new ArrayList<>(program.subList(0, first));
    result.addAll(block);
    result.addAll(program.subList(end, program.size()));
    return result;
  }

  /**
   * Which lines of the program a block's first and last lines that resemble some stand for.
   *
   * @param found whether a line of the block stands in the program as it is
   * @param rest lines of the block behind its last such line that do more than close
   */
  private record Alignment(int first, int last, boolean found, long rest) {

    /** Of the lines behind, those that do more than close must have one of the block instead. */
    boolean mayReach(List<String> program, int end) {
      return telling(program.subList(last + 1, end)) <= rest;
    }

    private static long telling(List<String> lines) {
      return lines.stream().filter(line -> !EvalLanguage.isFraming(line)).count();
    }

    static @Nullable Alignment of(List<String> program, List<String> block) {
      int rows = block.size();
      int columns = program.size();
      double[][] best = new double[rows + 1][columns + 1];
      char[][] step = new char[rows + 1][columns + 1];
      for (int i = 1; i <= rows; i++) {
        best[i][0] = best[i - 1][0] - 0.1 * weight(block.get(i - 1));
        step[i][0] = 'b';
        for (int j = 1; j <= columns; j++) {
          double skipBlock = best[i - 1][j] - 0.1 * weight(block.get(i - 1));
          double skipProgram = best[i][j - 1] - 0.3 * weight(program.get(j - 1));
          double likeness = likeness(block.get(i - 1), program.get(j - 1));
          double pair =
              likeness == 0
                  ? Double.NEGATIVE_INFINITY
                  : best[i - 1][j - 1]
                      + (likeness == 1 ? 2 : 1.2 * likeness) * weight(block.get(i - 1));
          best[i][j] = Math.max(pair, Math.max(skipBlock, skipProgram));
          step[i][j] = best[i][j] == pair ? 'p' : best[i][j] == skipBlock ? 'b' : 's';
        }
      }
      int j = 0;
      for (int k = 1; k <= columns; k++) {
        if (best[rows][k] > best[rows][j]) {
          j = k;
        }
      }
      int i = rows;
      int first = -1;
      int last = -1;
      int lastOfBlock = -1;
      double placed = 0;
      boolean found = false;
      while (i > 0) {
        switch (step[i][j]) {
          case 'p' -> {
            i--;
            j--;
            first = j;
            last = Math.max(last, j);
            lastOfBlock = Math.max(lastOfBlock, i);
            placed += weight(block.get(i));
            found |= block.get(i).equals(program.get(j)) && weight(block.get(i)) >= MIN_FOUND_WORDS;
          }
          case 'b' -> i--;
          default -> j--;
        }
      }
      return last >= 0 && (found || placed >= MIN_PLACED * weight(block))
          ? new Alignment(first, last, found, telling(block.subList(lastOfBlock + 1, rows)))
          : null;
    }

    private static double weight(List<String> lines) {
      double weight = 0;
      for (String line : lines) {
        weight += weight(line);
      }
      return weight;
    }

    private static int weight(String line) {
      return EvalLanguage.isFraming(line)
          ? 0
          : Math.min(MAX_WEIGHT, EvalLanguage.words(line).size());
    }

    /** From 0 to 1; lines that only open or close are like none. */
    private static double likeness(String one, String other) {
      if (weight(one) == 0 || weight(other) == 0) {
        return 0;
      }
      if (one.equals(other)) {
        return 1;
      }
      Set<String> words = new HashSet<>(lowerCase(one));
      Set<String> others = new HashSet<>(lowerCase(other));
      double all = words.size() + others.size();
      words.retainAll(others);
      double part = 2 * words.size() / all;
      return part > MIN_LIKENESS ? Math.min(part, 0.99) : 0;
    }

    private static List<String> lowerCase(String line) {
      return EvalLanguage.words(line.toLowerCase(Locale.ROOT));
    }
  }

  /** What became of lines: the longest common sequence stays, the rest was dropped or added. */
  private static final class Change {
    private final List<String> after;

    /** For each line afterwards, where it stands among those before. */
    private final List<Integer> places = new ArrayList<>();

    private final Set<Integer> dropped = new HashSet<>();
    private final Set<Integer> added = new HashSet<>();

    Change(List<String> before, List<String> after) {
      this.after = after;
      int[][] common = new int[before.size() + 1][after.size() + 1];
      for (int i = before.size() - 1; i >= 0; i--) {
        for (int j = after.size() - 1; j >= 0; j--) {
          common[i][j] =
              before.get(i).equals(after.get(j))
                  ? common[i + 1][j + 1] + 1
                  : Math.max(common[i + 1][j], common[i][j + 1]);
        }
      }
      int i = 0;
      for (int j = 0; j < after.size(); j++) {
        while (i < before.size()
            && !before.get(i).equals(after.get(j))
            && common[i + 1][j] >= common[i][j + 1]) {
          dropped.add(i++);
        }
        places.add(i);
        if (i < before.size() && before.get(i).equals(after.get(j))) {
          i++;
        } else {
          added.add(i);
        }
      }
      while (i < before.size()) {
        dropped.add(i++);
      }
    }

    /** Where lines were dropped or added, among those before. */
    Set<Integer> touched() {
      Set<Integer> touched = new HashSet<>(dropped);
      touched.addAll(added);
      return touched;
    }
  }
}
