package dev.eventfix.suggestfix.rules;

import dev.eventfix.event.EventDescription;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Suggests without asking a model: built-in rules know the common exceptions of each platform. It
 * needs no network and no key, and is the same every time.
 */
public final class RulesProvider implements ModelProvider {
  /** The provider's name, and that of its only model. */
  public static final String NAME = "rules";

  private static final String NO_MODEL =
      "The built-in rules answer questions about events, and no model is asked.\n";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isBuiltIn() {
    return true;
  }

  @Override
  public Completion complete(Question question) {
    EventDescription event = question.description();
    return new Completion.Answer(event == null ? NO_MODEL : suggest(event), NAME, "stop", 0, 0);
  }

  /** The suggestion as markdown: its sections, what is missing, and how sure the rules are. */
  static String suggest(EventDescription event) {
    return new RulesText(event, Diagnosis.of(event)).write();
  }

  /** Every platform and exception type that has a rule of its own: {@code python: KeyError}. */
  static List<String> known() {
    List<String> known = new ArrayList<>();
    for (Platform platform : Platform.values()) {
      for (Rule rule : platform.rules()) {
        String told = rule.types().equals("*") ? "" : rule.types();
        for (String type : told.split(" ", -1)) {
          String name = type.isEmpty() ? rule.messages().get(0) : type;
          String line = platform.name().toLowerCase(Locale.ROOT) + ": " + name;
          if (!known.contains(line)) {
            known.add(line);
          }
        }
      }
    }
    return known;
  }
}
