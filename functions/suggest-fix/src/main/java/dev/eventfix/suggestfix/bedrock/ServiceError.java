package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.configuration.AwsError;
import dev.eventfix.suggestfix.http.AnswerDraft;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.ProviderError;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An error that Bedrock answered with, or broke a stream off with.
 *
 * @param error as {@link AwsError} tells it, or null when it has no name
 * @param status the answer's, 0 in a stream
 * @param message the service's own words, which may repeat the event: only those of a limit are
 *     passed on; null when there are none
 * @param retryAfter the header as it came, or null
 */
record ServiceError(
    Kind kind,
    @Nullable String error,
    int status,
    @Nullable String message,
    @Nullable String retryAfter) {

  /** What kind of error it is, as far as anybody does or says something else about it. */
  enum Kind {
    /** It takes no more requests or tokens for now. */
    LIMITED,
    /** The account's quota is used up: asking again soon is of no use. */
    QUOTA,
    /** It has no capacity left for anybody. */
    OVERLOADED,
    /** The model is not running yet. */
    NOT_READY,
    /** The model took longer than Bedrock lets it. */
    MODEL_TIMED_OUT,
    /** The model failed. */
    MODEL_FAILED,
    /** The question is longer than the model takes. */
    TOO_LONG,
    /** The model cannot be held to a form. */
    FORMAT,
    /** The model is told no temperature. */
    TEMPERATURE,
    /** The model is reached through an inference profile only. */
    NEEDS_PROFILE,
    /** There is no such model. */
    UNKNOWN_MODEL,
    /** The role may not ask the model. */
    DENIED,
    /** Whoever signed is not known, or no longer. */
    CREDENTIALS,
    /** Anything else. */
    OTHER
  }

  private static final int TOO_MANY_REQUESTS = 429;

  // None of these is documented; they are what the service and the models behind it write.
  private static final List<String> TOO_LONG =
      List.of(
          "too long",
          "too many input tokens",
          "maximum context length",
          "context window",
          "exceeds the maximum number of tokens",
          "exceed context limit");
  private static final List<String> FORMAT =
      List.of("outputconfig", "output_config", "textformat", "json_schema", "structured output");
  private static final List<String> NEEDS_PROFILE = List.of("inference profile");
  private static final List<String> UNKNOWN_MODEL =
      List.of("model identifier", "end of its life", "access to the model");

  /** What an error of the service's is. */
  static ServiceError of(AwsServiceException e, String operation, boolean inStream) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    String message = details == null ? null : details.errorMessage();
    String retryAfter =
        details == null || details.sdkHttpResponse() == null
            ? null
            : details.sdkHttpResponse().firstMatchingHeader("Retry-After").orElse(null);
    // The SDK makes up a status for what comes in a stream.
    int status = inStream ? 0 : e.statusCode();
    String error = code.isEmpty() ? null : AwsError.told("Bedrock", operation, code);
    return new ServiceError(kind(code, status, message), error, status, message, retryAfter);
  }

  /** An error that no more than the status is known of. */
  static ServiceError ofStatus(int status) {
    return new ServiceError(kind("", status, null), null, status, null, null);
  }

  private static Kind kind(String code, int status, @Nullable String message) {
    // In a stream they begin with a small letter.
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "throttlingexception" -> Kind.LIMITED;
      case "servicequotaexceededexception" -> Kind.QUOTA;
      case "serviceunavailableexception" -> Kind.OVERLOADED;
      case "modelnotreadyexception" -> Kind.NOT_READY;
      case "modeltimeoutexception" -> Kind.MODEL_TIMED_OUT;
      case "modelerrorexception", "modelstreamerrorexception" -> Kind.MODEL_FAILED;
      case "validationexception" -> invalid(message == null ? "" : message);
      case "accessdeniedexception" -> Kind.DENIED;
      case "resourcenotfoundexception" -> Kind.UNKNOWN_MODEL;
      default ->
          switch (status) {
            case 401, 403 -> Kind.CREDENTIALS;
            case 404 -> Kind.UNKNOWN_MODEL;
            case TOO_MANY_REQUESTS -> Kind.LIMITED;
            default -> Kind.OTHER;
          };
    };
  }

  private static Kind invalid(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (holdsAny(text, FORMAT)) {
      return Kind.FORMAT;
    }
    if (text.contains("temperature")) {
      return Kind.TEMPERATURE;
    }
    if (holdsAny(text, TOO_LONG)) {
      return Kind.TOO_LONG;
    }
    if (holdsAny(text, NEEDS_PROFILE)) {
      return Kind.NEEDS_PROFILE;
    }
    return holdsAny(text, UNKNOWN_MODEL) ? Kind.UNKNOWN_MODEL : Kind.OTHER;
  }

  private static boolean holdsAny(String text, List<String> parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether asking again soon may help. */
  boolean isWorthRetrying() {
    return kind != Kind.QUOTA && (status == TOO_MANY_REQUESTS || status >= 500);
  }

  /** What is said of it in the middle of an answer. */
  ProviderError inAnswer() {
    return switch (kind) {
      case LIMITED -> new ProviderError(ProviderError.Kind.LIMITED, message);
      case QUOTA -> new ProviderError(ProviderError.Kind.QUOTA, message);
      case OVERLOADED -> new ProviderError(ProviderError.Kind.OVERLOADED, message);
      default -> ProviderError.UNKNOWN;
    };
  }

  /**
   * What is said of it otherwise.
   *
   * @param retryAfter what the service told, or null
   */
  Completion outcome(BedrockSettings settings, @Nullable Duration retryAfter) {
    Completion outcome = meaning(settings, retryAfter);
    return error != null && outcome instanceof Unavailable unavailable
        ? new Unavailable(unavailable.cause(), unavailable.reason() + "; " + error)
        : outcome;
  }

  private Completion meaning(BedrockSettings settings, @Nullable Duration retryAfter) {
    return switch (kind) {
      case LIMITED, QUOTA -> new RateLimited(AnswerDraft.limit(inAnswer()), seconds(retryAfter));
      case OVERLOADED -> failed("the provider has no capacity left" + ofStatus());
      case NOT_READY -> failed("the model is still being started: ask again in some minutes");
      case MODEL_TIMED_OUT ->
          new Unavailable(Cause.TIMED_OUT, "the model took longer than Bedrock lets it");
      case MODEL_FAILED -> failed("the model failed while it answered" + ofStatus());
      case TOO_LONG ->
          failed("the question is longer than the model takes: set max_description_tokens lower");
      case NEEDS_PROFILE ->
          misconfigured(
              "the model is reached through an inference profile only: name the profile's id or ARN"
                  + " in "
                  + BedrockSettings.MODEL_SETTING);
      case UNKNOWN_MODEL ->
          misconfigured(
              "Bedrock does not know the model there, or no longer: check "
                  + BedrockSettings.MODEL_SETTING
                  + " and "
                  + settings.server().addressSetting());
      case DENIED ->
          misconfigured(
              "Bedrock denied access to the model: the role needs bedrock:InvokeModel and"
                  + " bedrock:InvokeModelWithResponseStream on it (BedrockModels in the template;"
                  + " of an inference profile, on the models behind it too), and the account"
                  + " access to the model");
      case CREDENTIALS ->
          misconfigured(
              "AWS refused the credentials: check the function's role, or on a laptop AWS_PROFILE"
                  + " or AWS_ACCESS_KEY_ID");
      case FORMAT, TEMPERATURE, OTHER ->
          status == 0
              ? failed("the provider reported an error in place of its answer")
              : HttpProvider.unavailable(settings.server(), status);
    };
  }

  private String ofStatus() {
    return status == 0 ? "" : " (status " + status + ")";
  }

  /** Rounded up: a second too early is refused again. */
  private static @Nullable Integer seconds(@Nullable Duration wait) {
    return wait == null
        ? null
        : (int) Math.min(Integer.MAX_VALUE, wait.plusNanos(999_999_999).toSeconds());
  }

  private static Unavailable failed(String reason) {
    return new Unavailable(Cause.FAILED, reason);
  }

  private static Unavailable misconfigured(String reason) {
    return new Unavailable(Cause.MISCONFIGURED, reason);
  }
}
