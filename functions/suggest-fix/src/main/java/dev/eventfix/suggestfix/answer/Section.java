package dev.eventfix.suggestfix.answer;

import org.jspecify.annotations.Nullable;

/** The three sections of an answer in their order, and what else a model is asked for. */
enum Section {
  PROBLEM_DESCRIPTION("Problem Description", "problem_description"),
  PROPOSED_SOLUTION("Proposed Solution", "proposed_solution"),
  WHAT_ELSE("What Else", "what_else"),
  NOT_ENOUGH_INFORMATION("Not Enough Information", "not_enough_information"),
  CONFIDENCE("Confidence", "confidence");

  /** As many as are shown: the first ones. */
  static final int SHOWN = 3;

  private static final Section[] ALL = values();

  final String title;
  final String field;

  Section(String title, String field) {
    this.title = title;
    this.field = field;
  }

  /** Its place among those that are shown, or {@link #SHOWN} or more. */
  int place() {
    for (int i = 0; i < ALL.length; i++) {
      if (ALL[i] == this) {
        return i;
      }
    }
    throw new IllegalStateException(title);
  }

  static Section shown(int place) {
    return ALL[place];
  }

  static @Nullable Section ofField(String name) {
    for (Section section : ALL) {
      if (section.field.equals(name)) {
        return section;
      }
    }
    return null;
  }
}
