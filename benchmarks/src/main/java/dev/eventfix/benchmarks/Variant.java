package dev.eventfix.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured.
 *
 * @param packageFolder what is deployed: classes and {@code lib/*.jar}
 * @param handler the handler's class
 * @param event the invocation's payload
 * @param settings environment variables beside those that Lambda sets
 * @param answerHolds texts that the answer must hold, else the run failed
 * @param budget null for what the others are compared with
 */
record Variant(
    String name,
    Path packageFolder,
    String handler,
    String event,
    Map<String, String> settings,
    List<String> answerHolds,
    @Nullable Budget budget) {

  private static final Budget DESCRIBE_EVENT = new Budget(2.2, 3_000_000);
  private static final Budget SUGGEST_FIX = new Budget(9, 20_000_000);

  /**
   * What a function may cost.
   *
   * @param ratio of its cold start to that of the do-nothing handler
   * @param packageBytes of the files in its package
   */
  record Budget(double ratio, long packageBytes) {}

  /** Everything that is measured; the do-nothing handler, which the others need, comes first. */
  static List<Variant> all(Path root, Path doNothingPackage, String event, String modelBaseUrl) {
    Path describeEvent = root.resolve("functions/describe-event/target/function");
    Path suggestFix = root.resolve("functions/suggest-fix/target/function");
    String describeEventHandler = "dev.eventfix.describeevent.DescribeEventHandler";
    String suggestFixHandler = "dev.eventfix.suggestfix.SuggestFixHandler";
    return List.of(
        new Variant(
            "do-nothing",
            doNothingPackage,
            DoNothingHandler.class.getName(),
            event,
            Map.of(),
            List.of("{}"),
            null),
        new Variant(
            "describe-event, direct",
            describeEvent,
            describeEventHandler,
            event,
            Map.of(),
            List.of("\"fingerprint\":\"v1:"),
            DESCRIBE_EVENT),
        new Variant(
            "describe-event, HTTP API",
            describeEvent,
            describeEventHandler,
            Triggers.httpApi("/describe-event", event),
            Map.of(),
            List.of("\"statusCode\":200", "\\\"fingerprint\\\":\\\"v1:"),
            DESCRIBE_EVENT),
        new Variant(
            "describe-event, SQS",
            describeEvent,
            describeEventHandler,
            Triggers.sqs(event),
            Map.of(),
            List.of("\"batchItemFailures\":[]"),
            DESCRIBE_EVENT),
        new Variant(
            "suggest-fix, rules",
            suggestFix,
            suggestFixHandler,
            event,
            Map.of(),
            List.of("\"suggestion\":\"", "\"provider\":\"rules\""),
            SUGGEST_FIX),
        new Variant(
            "suggest-fix, openai",
            suggestFix,
            suggestFixHandler,
            event,
            Map.of("OPENAI_API_KEY", "benchmark", "OPENAI_BASE_URL", modelBaseUrl),
            List.of("\"suggestion\":\"", "\"provider\":\"openai\"", ModelServer.MARK),
            SUGGEST_FIX));
  }
}
