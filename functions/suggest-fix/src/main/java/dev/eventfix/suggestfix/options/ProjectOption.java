package dev.eventfix.suggestfix.options;

import dev.eventfix.event.RequestField;
import org.jspecify.annotations.Nullable;

/** The options that a project may have, and no others. */
public enum ProjectOption {
  POLICY("policy", "allowed, individual_consent or subprocessor"),
  USE_CASE("use_case", "a name of 1 to 64 letters, digits, dashes, dots and underscores"),
  DAILY_REQUESTS("budget.daily_requests", "a whole number from 0 (no limit) to 2147483647"),
  DAILY_TOKENS("budget.daily_tokens", "a whole number from 0 (no limit) to 2147483647"),
  ANSWER_LANGUAGE("answer_language", "a language, as a request's: German, Deutsch, de, pt-BR");

  private static final int MAX_NAME = 64;

  private final String key;
  private final String expectation;

  ProjectOption(String key, String expectation) {
    this.key = key;
    this.expectation = expectation;
  }

  /** Its name for people, and that of its attribute. */
  public String key() {
    return key;
  }

  /** What is wrong with a value that it may not have, as the predicate of a sentence. */
  public String fault(String value) {
    return this == ANSWER_LANGUAGE
        ? RequestField.ANSWER_LANGUAGE.expectation(value)
        : "must be " + expectation;
  }

  /** The option of that name, or null. */
  public static @Nullable ProjectOption named(String key) {
    for (ProjectOption option : values()) {
      if (option.key.equals(key)) {
        return option;
      }
    }
    return null;
  }

  /** True for a value that it may have. */
  public boolean takes(String value) {
    return switch (this) {
      case POLICY -> Policy.named(value) != null;
      case USE_CASE -> isName(value);
      case DAILY_REQUESTS, DAILY_TOKENS -> number(value) != null;
      case ANSWER_LANGUAGE -> RequestField.ANSWER_LANGUAGE.parse(value) != null;
    };
  }

  /** The number, or null when it is none from 0 to the largest of an int. */
  static @Nullable Long number(String value) {
    if (value.isEmpty() || value.length() > 10) {
      return null;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return null;
      }
    }
    long number = Long.parseLong(value);
    return number <= Integer.MAX_VALUE ? number : null;
  }

  private static boolean isName(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!fits) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= MAX_NAME;
  }
}
