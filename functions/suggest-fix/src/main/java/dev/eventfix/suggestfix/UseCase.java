package dev.eventfix.suggestfix;

import dev.eventfix.suggestfix.provider.GenerationOptions;
import dev.eventfix.suggestfix.provider.ModelProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom something is asked, and how.
 *
 * @param name as in {@code llm.usecases}
 * @param models what a request may name, the default first
 * @param options how an answer is made
 * @param fallback who is asked when the first is limited or down, or null
 */
record UseCase(
    String name,
    ModelProvider provider,
    List<String> models,
    GenerationOptions options,
    @Nullable Fallback fallback) {

  /** The use case of the function itself. */
  static final String SUGGESTED_FIX = "suggested-fix";

  /** The use case for trying a provider out. */
  static final String EXAMPLE = "example";

  /** A second provider, and the model of it that is asked. */
  record Fallback(ModelProvider provider, String model) {}

  boolean allows(String model) {
    return models.contains(model);
  }

  /** The model that is asked when a request names none. */
  String model() {
    return models.getFirst();
  }
}
