package dev.eventfix.suggestfix.provider;

/**
 * How an answer is made; sent with every question, whatever the provider's own defaults are.
 *
 * @param temperature 0 to 1, mapped to each provider's own range; not sent to models that refuse it
 * @param maxOutputTokens what an answer may cost at most; what a model spends on reasoning counts
 *     too
 */
public record GenerationOptions(double temperature, int maxOutputTokens) {

  /** The temperature where none is set. */
  public static final double DEFAULT_TEMPERATURE = 0.5;

  /** The output tokens where none are set. */
  public static final int DEFAULT_MAX_OUTPUT_TOKENS = 1_000;
}
