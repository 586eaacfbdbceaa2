package dev.eventfix.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What values a setting takes, and how one is told from another. */
public final class SettingType {

  /** The forms of values. */
  public enum Form {
    TEXT,
    CHOICE,
    FLAG,
    WHOLE_NUMBER,
    NUMBER,
    LIST,
    /** Names and numbers; too much for a variable, so only the options file has it. */
    NUMBERS_BY_NAME,
    /** Names, each with options of its own; outside of the file as one line of YAML or JSON. */
    GROUPS
  }

  static final SettingType TEXT = new SettingType(Form.TEXT, List.of(), 0, 0);
  static final SettingType USE_CASES = new SettingType(Form.GROUPS, List.of(), 0, 0);
  static final SettingType PROVIDERS = new SettingType(Form.GROUPS, List.of(), 0, 0);
  static final SettingType FLAG = new SettingType(Form.FLAG, List.of(), 0, 0);

  /** Told apart, for at a cold start the default of a rate must not load what reads numbers. */
  static final String ZERO = "0";

  private static final List<String> YES = List.of("true", "yes", "on", "1");
  private static final List<String> NO = List.of("false", "no", "off", "0");

  private final Form form;
  private final List<String> words;
  private final double min;
  private final double max;

  private SettingType(Form form, List<String> words, double min, double max) {
    this.form = form;
    this.words = words;
    this.min = min;
    this.max = max;
  }

  static SettingType choice(String... words) {
    return new SettingType(Form.CHOICE, List.of(words), 0, 0);
  }

  static SettingType wholeNumber(int min, int max) {
    return new SettingType(Form.WHOLE_NUMBER, List.of(), min, max);
  }

  static SettingType number(double min, double max) {
    return new SettingType(Form.NUMBER, List.of(), min, max);
  }

  /** Of what stands between the separators: a comma, or a blank for any white space. */
  static SettingType list(String separator) {
    return new SettingType(Form.LIST, List.of(separator), 0, 0);
  }

  static SettingType numbersByName(double min, double max, String... names) {
    return new SettingType(Form.NUMBERS_BY_NAME, List.of(names), min, max);
  }

  /** The names that a map takes. */
  List<String> names() {
    return words;
  }

  /** The form of its values. */
  public Form form() {
    return form;
  }

  /** What its values are, for people: "a whole number from 1 to 9". */
  public String expectation() {
    return switch (form) {
      case TEXT -> "a text";
      case CHOICE -> "one of " + String.join(", ", words);
      case FLAG -> "true or false";
      case WHOLE_NUMBER -> "a whole number from " + (long) min + " to " + (long) max;
      case NUMBER -> "a number from " + told(min) + " to " + told(max);
      case LIST -> "a list";
      case NUMBERS_BY_NAME -> "names with a number from " + told(min) + " to " + told(max);
      case GROUPS -> "names with options, as {NAME: {OPTION: VALUE, ...}, ...}";
    };
  }

  /** What is wrong with a value, as the predicate of a sentence, or null when nothing is. */
  @Nullable String fault(String value) {
    boolean fits =
        switch (form) {
          case TEXT, LIST, GROUPS -> true;
          case CHOICE -> words.contains(value);
          case FLAG -> YES.contains(value) || NO.contains(value);
          case WHOLE_NUMBER -> isWhole(value) && isInRange(value);
          case NUMBER -> isInRange(value);
          case NUMBERS_BY_NAME -> false;
        };
    if (fits) {
      return null;
    }
    return form == Form.NUMBERS_BY_NAME
        ? "is a map, which only the options file can hold"
        : "must be " + expectation();
  }

  private static boolean isWhole(String value) {
    try {
      return Long.parseLong(value) == (int) Long.parseLong(value);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** True for a number that lies in the range; NaN lies in none. */
  boolean isInRange(String value) {
    if (value.equals(ZERO)) {
      return min <= 0 && max >= 0;
    }
    try {
      double number = Double.parseDouble(value);
      return number >= min && number <= max;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  static boolean isYes(String value) {
    return YES.contains(value);
  }

  /** What stands between a list's parts. */
  char separator() {
    return words.getFirst().charAt(0);
  }

  private static String told(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }
}
