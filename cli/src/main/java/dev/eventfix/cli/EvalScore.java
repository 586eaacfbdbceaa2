package dev.eventfix.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a suggestion is worth.
 *
 * @param frame whether it names the right frame
 * @param cause whether it tells the right cause
 * @param fix how its code fares
 */
record EvalScore(boolean frame, boolean cause, EvalFix.Outcome fix) {

  /** What an answer gets that there is none of. */
  static final EvalScore NOTHING = new EvalScore(false, false, EvalFix.Outcome.NO_CODE);

  /** A shorter message may be a name, which a diagnosis has to tell. */
  private static final int MIN_MESSAGE_WORDS = 3;

  /** Whoever tells more lines of the file points at none of them. */
  private static final int MAX_LINES_TOLD = 3;

  private static final Pattern LINE_TOLD = Pattern.compile("\\blines? (\\d{1,6})\\b");

  boolean fixed() {
    return fix == EvalFix.Outcome.MENDS;
  }

  static EvalScore of(EvalCase asked, String markdown) {
    EvalAnswer answer = EvalAnswer.read(markdown);
    return new EvalScore(
        namesFrame(asked, answer),
        tellsCause(asked, answer.prose()),
        new EvalFix(asked).judge(answer.code()));
  }

  private static boolean namesFrame(EvalCase asked, EvalAnswer answer) {
    String prose = answer.prose();
    return holdsWord(prose, asked.file())
        && namesFunction(asked.function(), answer)
        && tellsRightLine(asked, prose);
  }

  /** A name that is a word of the language too must stand in code or before a parenthesis. */
  private static boolean namesFunction(String function, EvalAnswer answer) {
    for (String span : answer.spans()) {
      if (holdsWord(span, function)) {
        return true;
      }
    }
    boolean telling = function.indexOf('_') >= 0;
    for (int i = 1; i < function.length(); i++) {
      telling |= Character.isUpperCase(function.charAt(i));
    }
    return holdsWord(answer.prose(), telling ? function : function + "(");
  }

  private static boolean holdsWord(String text, String word) {
    boolean open = !EvalLanguage.isWord(word.charAt(word.length() - 1));
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean starts = at == 0 || !EvalLanguage.isWord(text.charAt(at - 1));
      if (starts && (open || end == text.length() || !EvalLanguage.isWord(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean tellsRightLine(EvalCase asked, String prose) {
    Set<Long> told = new HashSet<>();
    Matcher behind = Pattern.compile(Pattern.quote(asked.file()) + ":(\\d{1,6})\\b").matcher(prose);
    for (Matcher matcher : List.of(behind, LINE_TOLD.matcher(prose))) {
      while (matcher.find()) {
        told.add(Long.valueOf(matcher.group(1)));
      }
    }
    int count = told.size();
    return count == 0 || (count <= MAX_LINES_TOLD && told.removeAll(asked.lines()));
  }

  /** To repeat the exception's message is no diagnosis. */
  private static boolean tellsCause(EvalCase asked, String prose) {
    String text = prose;
    for (String message : asked.messages()) {
      if (EvalLanguage.words(message).size() >= MIN_MESSAGE_WORDS) {
        text = text.replace(message.replace("`", "").replace("*", ""), " ");
      }
    }
    for (Pattern cause : asked.causes()) {
      if (cause.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }
}
