package dev.eventfix.suggestfix.answer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How sure whoever answered is of its answer. */
public enum Confidence {
  /** The event shows the cause. */
  HIGH("high"),
  /** The likely cause, as far as the event shows. */
  MEDIUM("medium"),
  /** A guess, or an answer with parts missing. */
  LOW("low");

  /** From this share on a number means {@link #HIGH}. */
  private static final int HIGH_PERCENT = 75;

  /** From this share on a number means {@link #MEDIUM}. */
  private static final int MEDIUM_PERCENT = 40;

  /** A word that tells nothing may stand before the one that does: "very high". */
  private static final int MAX_WORDS = 3;

  private final String wireName;

  Confidence(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in answers and in what models are asked for. */
  public String wireName() {
    return wireName;
  }

  /** What models make of it: a word among the first three, a percentage, a share of 1; or null. */
  static @Nullable Confidence read(String said) {
    int words = 0;
    int at = 0;
    while (at < said.length() && words < MAX_WORDS) {
      char c = said.charAt(at);
      if (c >= '0' && c <= '9') {
        return words == 0 ? ofNumber(said, at) : null;
      }
      int end = at;
      while (end < said.length() && Character.isLetter(said.charAt(end))) {
        end++;
      }
      if (end > at) {
        words++;
        Confidence named = named(said.substring(at, end).toLowerCase(Locale.ROOT));
        if (named != null) {
          return named;
        }
      }
      at = end + 1;
    }
    return null;
  }

  private static @Nullable Confidence named(String word) {
    return switch (word) {
      case "high" -> HIGH;
      case "medium", "moderate" -> MEDIUM;
      case "low" -> LOW;
      default -> null;
    };
  }

  private static Confidence ofNumber(String said, int from) {
    int percent = 0;
    int at = from;
    while (at < said.length() && at < from + 3 && isDigit(said.charAt(at))) {
      percent = percent * 10 + (said.charAt(at) - '0');
      at++;
    }
    boolean share = at + 1 < said.length() && said.charAt(at) == '.' && percent <= 1;
    if (share || (percent == 1 && said.indexOf('%') < 0)) {
      char tenths = share ? said.charAt(at + 1) : '0';
      char hundredths = share && at + 2 < said.length() ? said.charAt(at + 2) : '0';
      percent *= 100;
      percent += isDigit(tenths) ? (tenths - '0') * 10 : 0;
      percent += isDigit(tenths) && isDigit(hundredths) ? hundredths - '0' : 0;
    }
    if (percent >= HIGH_PERCENT) {
      return HIGH;
    }
    return percent >= MEDIUM_PERCENT ? MEDIUM : LOW;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
