package dev.eventfix.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is: its name, what values it takes, its default, what it is for, and the
 * other names it answers to.
 */
public enum Setting {
  STAGE(
      "stage",
      SettingType.TEXT,
      null,
      "The deployment's stage, told to Sentry. In development nothing is sent to"
          + " sentry.internal_dsn, and nothing is warned of that is unsafe in production. Without"
          + " it: production on Lambda, else development."),
  DEBUG(
      "debug",
      SettingType.FLAG,
      "false",
      "Whether back ends are called and checked at each start, as ./eventfix check does."),
  SKIP_SERVICE_VALIDATION(
      "skip_service_validation",
      SettingType.FLAG,
      "false",
      "Whether back ends that are set up by half, or would keep nothing, pass at the start."),
  LOGGING_LEVEL(
      "logging.level",
      SettingType.choice("debug", "info", "warn", "error", "off"),
      "info",
      "Log lines from this level on: debug, info, warn, error or off. Lambda's own"
          + " AWS_LAMBDA_LOG_LEVEL stands in for it, and wins when it lets less through."),
  LOGGING_FORMAT(
      "logging.format",
      SettingType.choice("json", "text"),
      null,
      "Log lines as json, or as text for people. Without it: json on Lambda, else text."),
  METRICS_BACKEND(
      "metrics.backend",
      SettingType.choice("emf", "none"),
      "emf",
      "Where metrics go: emf (lines in CloudWatch's embedded format, beside the log's) or"
          + " none."),
  SENTRY_DSN(
      "sentry.dsn",
      SettingType.TEXT,
      null,
      "The DSN of the Sentry project that the functions' own failures are reported to.",
      "SENTRY_DSN",
      null,
      Secrecy.MASKED),
  SENTRY_RELAY_DSN(
      "sentry.relay_dsn",
      SettingType.TEXT,
      null,
      "The DSN of a second project that they are reported to as well; never those raised by"
          + " an event of that project.",
      null,
      null,
      Secrecy.MASKED),
  SENTRY_INTERNAL_DSN(
      "sentry.internal_dsn",
      SettingType.TEXT,
      null,
      "The DSN of the project of failures of its own whose events this deployment is given"
          + " to work on: stands in for sentry.relay_dsn, but not in development.",
      null,
      null,
      Secrecy.MASKED),
  SENTRY_TRACES_SAMPLE_RATE(
      "sentry.traces_sample_rate",
      SettingType.number(0, 1),
      "0",
      "Which part of requests is reported to Sentry as a transaction, from 0 to 1."),
  SENTRY_TRACES_SAMPLE_RATES(
      "sentry.traces_sample_rates",
      SettingType.numbersByName(0, 1, "describe-event", "suggest-fix", "add-permission"),
      null,
      "The same for single functions, by their names. Only in the options file."),
  SENTRY_UPSTREAM_STATSD(
      "sentry.upstream_statsd",
      SettingType.FLAG,
      "false",
      "Whether items of the type statsd, which another SDK's envelopes may hold, go to sentry.dsn too."),
  SENTRY_UPSTREAM_STATSD_SAMPLE_RATE(
      "sentry.upstream_statsd_sample_rate",
      SettingType.number(0, 1),
      "0",
      "Which part of the reports takes them there all the same, from 0 to 1."),
  REQUESTS_BODIES(
      "requests.bodies",
      SettingType.choice("requests", "events"),
      "requests",
      "What the bodies of requests about events are where nobody says as=event: requests (or bare"
          + " events and envelopes), or events (and envelopes), of which no member decides anything."),
  REDACTION_KINDS(
      "redaction.kinds",
      SettingType.list(","),
      "all",
      "Which built-in kinds of secrets and personal data are taken out of events, separated"
          + " by commas: all, none (with a warning at each start), or names as in placeholders."),
  REDACTION_KEYS(
      "redaction.keys",
      SettingType.list(","),
      "",
      "More names of keys whose values are taken out, separated by commas."),
  REDACTION_PATTERNS(
      "redaction.patterns",
      SettingType.list(" "),
      "",
      "Patterns in RE2 syntax whose matches are taken out, separated by white space: write"
          + " \\x20 for a blank."),
  LLM_PROVIDER(
      "llm.provider",
      SettingType.TEXT,
      null,
      "Who suggests fixes: openai, anthropic, bedrock, vertex, another name of llm.providers,"
          + " rules (no model is asked), preview (the prompt is shown) or none (suggestions are"
          + " turned off). Without it, openai or anthropic when there is a key, else rules."),
  LLM_MODEL(
      "llm.model",
      SettingType.TEXT,
      "gpt-4.1-mini",
      "The model that is asked. The default is OpenAI's: other providers need one to be named."),
  LLM_ALLOWED_MODELS(
      "llm.allowed_models",
      SettingType.list(","),
      "",
      "Models a request may name besides llm.model, separated by commas."),
  LLM_TEMPERATURE(
      "llm.temperature", SettingType.number(0, 1), "0.5", "How free the answer is, from 0 to 1."),
  LLM_MAX_OUTPUT_TOKENS(
      "llm.max_output_tokens",
      SettingType.wholeNumber(100, 32_000),
      "1000",
      "The longest answer in tokens, from 100 to 32000."),
  LLM_USECASES(
      "llm.usecases",
      SettingType.USE_CASES,
      null,
      "Use cases (suggested-fix, example, or names of your own that project options choose), each"
          + " with provider, model, temperature, max_output_tokens, and a fallback_provider with"
          + " its fallback_model, asked when the first is limited or down. What one does not say"
          + " is as in the llm settings above."),
  LLM_PROVIDERS(
      "llm.providers",
      SettingType.PROVIDERS,
      null,
      "Providers by name, each with its type (openai, anthropic, bedrock or vertex; by default its"
          + " name), allowed_models, and as it needs them base_url, api_key, key_header,"
          + " api_version, ca_bundle, structured_output, region, project, location and"
          + " credentials."),
  LLM_POLICY(
      "llm.policy",
      SettingType.choice("allowed", "individual_consent", "subprocessor"),
      "allowed",
      "Whether event data may go to a model: allowed, individual_consent (only for requests with"
          + " consent=yes) or subprocessor (not before an agreement: every request is refused)."
          + " Project options may say otherwise for a project."),
  ANTHROPIC_API_KEY(
      "llm.anthropic.api_key",
      SettingType.TEXT,
      null,
      "The key for the anthropic provider.",
      "ANTHROPIC_API_KEY",
      null,
      Secrecy.SECRET),
  OPENAI_API_KEY(
      "llm.openai.api_key",
      SettingType.TEXT,
      null,
      "The key for the openai provider. Servers of your own may need none.",
      "OPENAI_API_KEY",
      null,
      Secrecy.SECRET),
  OPENAI_BASE_URL(
      "llm.openai.base_url",
      SettingType.TEXT,
      "https://api.openai.com/v1",
      "Where the openai provider sends its requests: any server that speaks chat" + " completions.",
      "OPENAI_BASE_URL",
      null,
      Secrecy.OPEN),
  LLM_CONNECT_TIMEOUT(
      "llm.connect_timeout_ms",
      SettingType.wholeNumber(1, Setting.MAX_MILLIS),
      "3000",
      "How long connecting to the model's server may take, in milliseconds."),
  LLM_FIRST_BYTE_TIMEOUT(
      "llm.first_byte_timeout_ms",
      SettingType.wholeNumber(1, Setting.MAX_MILLIS),
      "120000",
      "How long the model's server may take to begin its answer, in milliseconds."),
  LLM_SILENCE_TIMEOUT(
      "llm.silence_timeout_ms",
      SettingType.wholeNumber(1, Setting.MAX_MILLIS),
      "15000",
      "How long a begun answer may pause, in milliseconds."),
  LLM_TOTAL_TIMEOUT(
      "llm.total_timeout_ms",
      SettingType.wholeNumber(1, Setting.MAX_MILLIS),
      "180000",
      "How long an answer may take in all, retries included, in milliseconds."),
  WEBHOOK_QUEUE_ARN(
      "webhook.queue_arn",
      SettingType.TEXT,
      null,
      "The SQS queue with Sentry's webhooks: its records are taken only with Sentry's"
          + " signature."),
  WEBHOOK_SECRET(
      "webhook.secret",
      SettingType.TEXT,
      null,
      "The client secret of Sentry's integration, with which it signs its webhooks.",
      null,
      null,
      Secrecy.SECRET),
  WEBHOOK_PREVIOUS_SECRET(
      "webhook.previous_secret",
      SettingType.TEXT,
      null,
      "Another secret whose signatures are taken as well, while secrets are changed.",
      null,
      null,
      Secrecy.SECRET),
  TABLE_NAME(
      "table.name",
      SettingType.TEXT,
      null,
      "The DynamoDB table with users, their permissions and suggestions. suggest-fix works"
          + " without one, but then keeps nothing and takes no records of queues."),
  TABLE_REGION(
      "table.region",
      SettingType.TEXT,
      null,
      "The AWS region that the table is in. Lambda sets it.",
      "AWS_REGION",
      null,
      Secrecy.OPEN),
  TABLE_ENDPOINT_URL(
      "table.endpoint_url",
      SettingType.TEXT,
      null,
      "Where DynamoDB is, when it is not AWS's: for a table served by ./eventfix table.",
      "AWS_ENDPOINT_URL_DYNAMODB",
      null,
      Secrecy.OPEN),
  SUGGESTIONS_QUEUE_ARN(
      "suggestions.queue_arn",
      SettingType.TEXT,
      null,
      "The SQS queue whose records are requests for suggestions; records of others are refused."
          + " They need a table."),
  SUGGESTIONS_QUEUE_BODIES(
      "suggestions.queue_bodies",
      SettingType.choice("requests", "events"),
      null,
      "The same for records of queues, in suggest-fix. Without it: as in requests.bodies."),
  PERMISSIONS_QUEUE_ARN(
      "permissions.queue_arn",
      SettingType.TEXT,
      null,
      "The SQS queue whose records are requests for permissions; records of others are refused."),
  SUGGESTIONS_RETENTION_DAYS(
      "suggestions.retention_days",
      SettingType.wholeNumber(1, 3650),
      "30",
      "How long a suggestion is kept, in days, from 1 to 3650.",
      null,
      "suggestions.days",
      Secrecy.OPEN),
  CACHE_TTL_SECONDS(
      "cache.ttl_seconds",
      SettingType.wholeNumber(0, 86_400),
      "300",
      "How long an answer counts for other events that ask the same, in seconds, from 0 (not at"
          + " all) to 86400. It needs a table."),
  BUDGET_DAILY_REQUESTS(
      "budget.daily_requests",
      SettingType.wholeNumber(0, Integer.MAX_VALUE),
      "0",
      "How often models are asked a day (UTC) by the whole deployment; 0 for no limit. It needs a"
          + " table."),
  BUDGET_DAILY_TOKENS(
      "budget.daily_tokens",
      SettingType.wholeNumber(0, Integer.MAX_VALUE),
      "0",
      "How many tokens, of questions and answers, models are given a day (UTC) by the whole"
          + " deployment; 0 for no limit. It needs a table."),
  DELIVERY_TOPIC_ARN(
      "delivery.topic_arn",
      SettingType.TEXT,
      null,
      "The SNS topic to which suggestions that were stored are published. It needs a table.");

  /** Who may see a setting's value. */
  private enum Secrecy {
    OPEN,
    /** Not shown, but no harm where it stands: a DSN only lets its holder write. */
    MASKED,
    SECRET
  }

  /** No function of Lambda runs longer. */
  private static final int MAX_MILLIS = 900_000;

  private static final String PREFIX = "EVENTFIX_";

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // It has final fields and an unmodifiable list.
  private final SettingType type;

  private final @Nullable String defaultValue;
  private final String description;
  private final @Nullable String usualVariable;
  private final @Nullable String oldKey;
  private final String variable;
  private final Secrecy secrecy;

  Setting(String key, SettingType type, @Nullable String defaultValue, String description) {
    this(key, type, defaultValue, description, null, null, Secrecy.OPEN);
  }

  Setting(
      String key,
      SettingType type,
      @Nullable String defaultValue,
      String description,
      @Nullable String usualVariable,
      @Nullable String oldKey,
      Secrecy secrecy) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.description = description;
    this.usualVariable = usualVariable;
    this.oldKey = oldKey;
    this.secrecy = secrecy;
    this.variable = variable(key);
  }

  /** The dotted name. */
  public String key() {
    return key;
  }

  /** What values it takes. */
  public SettingType type() {
    return type;
  }

  /** The value when nothing is set, or null when there is none. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /**
   * What {@code template.yaml} sets it to where nobody says otherwise: its default, but where a
   * deployment is to begin more carefully; null when there is none.
   */
  public @Nullable String deployedDefault() {
    return switch (this) {
      case BUDGET_DAILY_REQUESTS -> "1000";
      case SUGGESTIONS_QUEUE_BODIES -> "events";
      default -> defaultValue;
    };
  }

  /** What it is for, in a sentence. */
  public String description() {
    return description;
  }

  /** The environment variable made from the dotted name. */
  public String variable() {
    return variable;
  }

  /** The variable under which the rest of the world knows it, or null. */
  public @Nullable String usualVariable() {
    return usualVariable;
  }

  /** The dotted name it had before, under which it still works, or null. */
  public @Nullable String oldKey() {
    return oldKey;
  }

  /** True when its value is not to be shown, and may be a reference to where a secret is kept. */
  public boolean isSecret() {
    return secrecy != Secrecy.OPEN;
  }

  /** True when its value lets its holder do harm, so that it should not stand in plain text. */
  boolean isHarmfulInPlainText() {
    return secrecy == Secrecy.SECRET;
  }

  static String variable(String key) {
    return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The setting of that dotted name, an old one too, or null. */
  static @Nullable Setting named(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key) || key.equals(setting.oldKey)) {
        return setting;
      }
    }
    return null;
  }
}
