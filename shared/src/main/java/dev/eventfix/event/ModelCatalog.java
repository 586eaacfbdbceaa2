package dev.eventfix.event;

import java.util.Locale;

/**
 * What is known of models: how many tokens of context they have. Vendors publish these numbers; a
 * model that is missing here is described for carefully, not refused.
 */
final class ModelCatalog {

  /** From this many tokens of context on, a description is detailed unless asked otherwise. */
  static final int DETAILED_FROM = 100_000;

  /** The description's budget in tokens for a model that is not known, or when none is named. */
  static final int DEFAULT_BUDGET = 8_000;

  /** The largest budget that is given to a model by itself; a request may ask for more. */
  static final int MAX_DEFAULT_BUDGET = 16_000;

  /** What a description may take of a model's context: the rest is for the prompt and answer. */
  private static final int CONTEXT_SHARE = 4;

  /**
   * A model, or a family of them.
   *
   * @param prefix what its names start with; the longest prefix wins, so dated names are known
   * @param contextTokens input and output together
   */
  private record Model(String prefix, int contextTokens) {}

  private static final Model[] MODELS = {
    new Model("gpt-3.5-turbo", 16_385),
    new Model("gpt-4", 8_192),
    new Model("gpt-4-turbo", 128_000),
    new Model("gpt-4o", 128_000),
    new Model("gpt-4.1", 1_047_576),
    new Model("gpt-5", 400_000),
    new Model("o1", 200_000),
    new Model("o3", 200_000),
    new Model("o4-mini", 200_000),
    new Model("claude-", 200_000),
    new Model("gemini-1.5", 1_048_576),
    new Model("gemini-2", 1_048_576),
    new Model("gemini-3", 1_048_576),
    new Model("mistral-large", 128_000),
    new Model("mistral-small", 128_000),
    new Model("codestral", 256_000),
    new Model("llama-3.1", 128_000),
    new Model("llama3.1", 128_000),
    new Model("llama-3.2", 128_000),
    new Model("llama3.2", 128_000),
    new Model("llama-3.3", 128_000),
    new Model("llama3.3", 128_000),
    new Model("llama3", 8_192),
    new Model("qwen2.5-coder", 32_768),
    new Model("qwen3", 32_768),
    new Model("deepseek", 64_000),
    new Model("phi3", 4_096),
    new Model("phi4", 16_384),
    new Model("gemma3", 128_000),
    new Model("amazon.nova", 300_000),
    new Model("rules", 32_000)
  };

  private ModelCatalog() {}

  /** The model's context in tokens, or 0 when the model is not known. */
  static int contextTokens(String model) {
    // Bedrock and routers put a vendor before the name: "us.anthropic.claude-...", "openai/gpt-4o".
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int context = longestPrefix(name);
    for (int dot = name.indexOf('.'); context == 0 && dot >= 0; dot = name.indexOf('.', dot + 1)) {
      context = longestPrefix(name.substring(dot + 1));
    }
    return context;
  }

  private static int longestPrefix(String name) {
    int context = 0;
    int matched = 0;
    for (Model known : MODELS) {
      if (known.prefix().length() > matched && name.startsWith(known.prefix())) {
        matched = known.prefix().length();
        context = known.contextTokens();
      }
    }
    return context;
  }

  /** The budget in tokens of a description for a model with that much context. */
  static int budget(int contextTokens) {
    return contextTokens == 0
        ? DEFAULT_BUDGET
        : Math.min(MAX_DEFAULT_BUDGET, contextTokens / CONTEXT_SHARE);
  }
}
