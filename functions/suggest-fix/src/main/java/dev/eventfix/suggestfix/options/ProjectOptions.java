package dev.eventfix.suggestfix.options;

import dev.eventfix.event.RequestField;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project has of its own, in place of the deployment's settings; null for what it has not.
 *
 * @param policy whether models may be asked about its events
 * @param useCase a name that the settings have, or had
 * @param dailyRequests 0 for no limit
 * @param dailyTokens 0 for no limit
 * @param answerLanguage a language's name in English
 */
public record ProjectOptions(
    @Nullable Policy policy,
    @Nullable String useCase,
    @Nullable Long dailyRequests,
    @Nullable Long dailyTokens,
    @Nullable String answerLanguage) {

  /** A project without options of its own. */
  public static final ProjectOptions NONE = new ProjectOptions(null, null, null, null, null);

  /**
   * The options that these values are; one that may not be is left out, but not a policy: what
   * cannot be read is the strictest.
   */
  static ProjectOptions of(Map<ProjectOption, String> values) {
    String policy = values.get(ProjectOption.POLICY);
    Policy named = policy == null ? null : Policy.named(policy);
    return new ProjectOptions(
        policy != null && named == null ? Policy.SUBPROCESSOR : named,
        useCase(values.get(ProjectOption.USE_CASE)),
        number(values, ProjectOption.DAILY_REQUESTS),
        number(values, ProjectOption.DAILY_TOKENS),
        language(values.get(ProjectOption.ANSWER_LANGUAGE)));
  }

  private static @Nullable String useCase(@Nullable String value) {
    return value == null || !ProjectOption.USE_CASE.takes(value) ? null : value;
  }

  private static @Nullable String language(@Nullable String value) {
    return value == null ? null : (String) RequestField.ANSWER_LANGUAGE.parse(value);
  }

  private static @Nullable Long number(Map<ProjectOption, String> values, ProjectOption option) {
    String value = values.get(option);
    return value == null ? null : ProjectOption.number(value);
  }

  /** Those that it has, as they are written. */
  public Map<ProjectOption, String> values() {
    Map<ProjectOption, String> values = new EnumMap<>(ProjectOption.class);
    if (policy != null) {
      values.put(ProjectOption.POLICY, policy.label());
    }
    if (useCase != null) {
      values.put(ProjectOption.USE_CASE, useCase);
    }
    if (dailyRequests != null) {
      values.put(ProjectOption.DAILY_REQUESTS, dailyRequests.toString());
    }
    if (dailyTokens != null) {
      values.put(ProjectOption.DAILY_TOKENS, dailyTokens.toString());
    }
    if (answerLanguage != null) {
      values.put(ProjectOption.ANSWER_LANGUAGE, answerLanguage);
    }
    return values;
  }
}
