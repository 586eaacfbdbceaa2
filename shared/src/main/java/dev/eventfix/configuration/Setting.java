package dev.eventfix.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every setting there is: its name, default and what it is for. */
public enum Setting {
  LOGGING_LEVEL(
      "logging.level",
      "info",
      null,
      "Log lines from this level on: debug, info, warn, error or off."),
  REDACTION_KINDS(
      "redaction.kinds",
      "all",
      null,
      "Which built-in kinds of secrets and personal data are taken out of events, separated by"
          + " commas: all, none (with a warning at each start), or names as in placeholders."),
  REDACTION_KEYS(
      "redaction.keys",
      "",
      null,
      "More names of keys whose values are taken out, separated by commas."),
  REDACTION_PATTERNS(
      "redaction.patterns",
      "",
      null,
      "Patterns in RE2 syntax whose matches are taken out, separated by white space: write"
          + " \\x20 for a blank."),
  LLM_PROVIDER(
      "llm.provider",
      null,
      null,
      "Who suggests fixes: openai, rules (no model is asked) or none (suggestions are turned off)."
          + " Without it, openai when there is a key, else rules."),
  LLM_MODEL("llm.model", "gpt-4.1-mini", null, "The model that the openai provider asks."),
  LLM_ALLOWED_MODELS(
      "llm.allowed_models",
      "",
      null,
      "Models a request may name besides llm.model, separated by commas."),
  LLM_TEMPERATURE("llm.temperature", "0.5", null, "How free the answer is, from 0 to 1."),
  LLM_MAX_OUTPUT_TOKENS(
      "llm.max_output_tokens", "1000", null, "The longest answer in tokens, from 100 to 32000."),
  OPENAI_API_KEY(
      "llm.openai.api_key",
      null,
      "OPENAI_API_KEY",
      "The key for the openai provider. Servers of your own may need none.",
      true),
  OPENAI_BASE_URL(
      "llm.openai.base_url",
      "https://api.openai.com/v1",
      "OPENAI_BASE_URL",
      "Where the openai provider sends its requests: any server that speaks chat completions."),
  LLM_CONNECT_TIMEOUT(
      "llm.connect_timeout_ms",
      "3000",
      null,
      "How long connecting to the model's server may take, in milliseconds."),
  LLM_FIRST_BYTE_TIMEOUT(
      "llm.first_byte_timeout_ms",
      "120000",
      null,
      "How long the model's server may take to begin its answer, in milliseconds."),
  LLM_SILENCE_TIMEOUT(
      "llm.silence_timeout_ms",
      "15000",
      null,
      "How long a begun answer may pause, in milliseconds."),
  LLM_TOTAL_TIMEOUT(
      "llm.total_timeout_ms",
      "180000",
      null,
      "How long an answer may take in all, retries included, in milliseconds."),
  WEBHOOK_QUEUE_ARN(
      "webhook.queue_arn",
      null,
      null,
      "The SQS queue with Sentry's webhooks: its records are taken only with Sentry's signature."),
  WEBHOOK_SECRET(
      "webhook.secret",
      null,
      null,
      "The client secret of Sentry's integration, with which it signs its webhooks.",
      true),
  WEBHOOK_PREVIOUS_SECRET(
      "webhook.previous_secret",
      null,
      null,
      "Another secret whose signatures are taken as well, while secrets are changed.",
      true),
  TABLE_NAME(
      "table.name",
      null,
      null,
      "The DynamoDB table with users, their permissions and suggestions. suggest-fix works without"
          + " one, but then keeps nothing."),
  TABLE_REGION(
      "table.region", null, "AWS_REGION", "The AWS region that the table is in. Lambda sets it."),
  TABLE_ENDPOINT_URL(
      "table.endpoint_url",
      null,
      "AWS_ENDPOINT_URL_DYNAMODB",
      "Where DynamoDB is, when it is not AWS's: for a table served by ./eventfix table."),
  SUGGESTIONS_DAYS(
      "suggestions.days", "30", null, "How long a suggestion is kept, in days, from 1 to 3650.");

  private final String key;
  private final @Nullable String defaultValue;
  private final @Nullable String usualVariable;
  private final String description;
  private final boolean secret;

  Setting(
      String key,
      @Nullable String defaultValue,
      @Nullable String usualVariable,
      String description) {
    this(key, defaultValue, usualVariable, description, false);
  }

  Setting(
      String key,
      @Nullable String defaultValue,
      @Nullable String usualVariable,
      String description,
      boolean secret) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.usualVariable = usualVariable;
    this.description = description;
    this.secret = secret;
  }

  /** The dotted name. */
  public String key() {
    return key;
  }

  /** The value when nothing is set, or null when there is none. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** What it is for, in a sentence. */
  public String description() {
    return description;
  }

  /** The environment variable made from the dotted name. */
  public String variable() {
    return "EVENTFIX_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The variable under which the rest of the world knows it, or null. */
  public @Nullable String usualVariable() {
    return usualVariable;
  }

  /** True when its value is never told, and may be a reference to where a secret is kept. */
  public boolean isSecret() {
    return secret;
  }

  static @Nullable Setting named(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return setting;
      }
    }
    return null;
  }
}
