package dev.eventfix.suggestfix;

final class RulesProvider implements ModelProvider {
  RulesProvider() {}

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public Completion complete(Question question) {
    return new Completion.Answer("## Problem Description\n\nx\n", "rules", "stop", 0, 0);
  }
}
