package dev.eventfix.event;

import org.jspecify.annotations.Nullable;

/** A field of a request beside the event itself, given in the body or as a query parameter. */
public enum RequestField {
  PROJECT("project", Kind.NAME),
  MODEL("model", Kind.NAME),
  DETAIL("detail", Kind.DETAIL),
  MAX_DESCRIPTION_TOKENS("max_description_tokens", Kind.TOKENS),
  DUMP_PROMPT("dump_prompt", Kind.FLAG),
  STREAM("stream", Kind.FLAG),
  CONSENT("consent", Kind.FLAG),
  ANSWER_LANGUAGE("answer_language", Kind.LANGUAGE);

  private enum Kind {
    NAME,
    LANGUAGE,
    DETAIL,
    TOKENS,
    FLAG
  }

  /** The smallest budget that can be asked for: it still tells type, message and crash frame. */
  static final int MIN_TOKENS = 200;

  /** The largest budget that can be asked for. */
  static final int MAX_TOKENS = 100_000;

  /** Characters of a project's or model's name. */
  static final int MAX_NAME = 100;

  private final String fieldName;
  private final Kind kind;

  RequestField(String fieldName, Kind kind) {
    this.fieldName = fieldName;
    this.kind = kind;
  }

  /** The name on the wire. */
  public String fieldName() {
    return fieldName;
  }

  static @Nullable RequestField named(String name, RequestField[] among) {
    for (RequestField field : among) {
      if (field.fieldName.equals(name)) {
        return field;
      }
    }
    return null;
  }

  /** The value that the text stands for, or null when it stands for none. */
  public @Nullable Object parse(String text) {
    return switch (kind) {
      case NAME -> isName(text) ? text : null;
      case LANGUAGE -> AnswerLanguage.named(text);
      case DETAIL -> detail(text);
      case TOKENS -> tokens(text);
      case FLAG -> flag(text);
    };
  }

  private static @Nullable Detail detail(String text) {
    return switch (text) {
      case "compact" -> Detail.COMPACT;
      case "detailed" -> Detail.DETAILED;
      default -> null;
    };
  }

  /** What a value must be, for the problem of one that is not. */
  public String expectation() {
    return switch (kind) {
      case NAME ->
          "must be a name of 1 to " + MAX_NAME + " visible characters, blanks not among them";
      case LANGUAGE ->
          "must be a language: its name in English or its own, or its code (German, Deutsch, de,"
              + " pt-BR)";
      case DETAIL -> "must be compact or detailed";
      case TOKENS -> "must be a whole number from " + MIN_TOKENS + " to " + MAX_TOKENS;
      case FLAG -> "must be true or false (yes and no, 1 and 0 will do)";
    };
  }

  /** The same for one that is not, with what was most likely meant where that can be told. */
  public String expectation(String text) {
    String nearest = kind == Kind.LANGUAGE ? AnswerLanguage.nearest(text) : null;
    return nearest == null ? expectation() : expectation() + "; did you mean " + nearest + "?";
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 127) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Integer tokens(String text) {
    if (text.length() > 6 || !Chars.isNumber(text)) {
      return null;
    }
    int value = Integer.parseInt(text);
    return value < MIN_TOKENS || value > MAX_TOKENS ? null : value;
  }

  private static @Nullable Boolean flag(String text) {
    return switch (text) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> null;
    };
  }
}
