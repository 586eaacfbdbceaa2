package dev.eventfix.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured.
 *
 * @param packageFolder what is deployed: classes and {@code lib/*.jar}
 * @param handler the handler's class
 * @param invocations makes one for each start, before the clock runs
 * @param settings environment variables beside those that Lambda sets
 * @param answerHolds texts that the answer must hold, else the run failed
 * @param budget null for what the others are compared with
 */
record Variant(
    String name,
    Path packageFolder,
    String handler,
    Supplier<Invocation> invocations,
    Map<String, String> settings,
    List<String> answerHolds,
    @Nullable Budget budget) {

  private static final Budget DESCRIBE_EVENT = new Budget(2.2, 3_200_000);
  private static final Budget SUGGEST_FIX = new Budget(9, 20_000_000);
  private static final Budget ADD_PERMISSION = new Budget(9, 20_000_000);

  static final String SUGGEST_FIX_HANDLER = "dev.eventfix.suggestfix.SuggestFixHandler";
  static final String ADD_PERMISSION_HANDLER = "dev.eventfix.addpermission.AddPermissionHandler";

  /**
   * What a function may cost.
   *
   * @param ratio of its cold start to that of the do-nothing handler
   * @param packageBytes of the files in its package
   */
  record Budget(double ratio, long packageBytes) {}

  /** Those without a table; the do-nothing handler, which all others need, comes first. */
  static List<Variant> withoutTable(
      Path root, Path doNothingPackage, String event, String modelBaseUrl) {
    Path describeEvent = root.resolve("functions/describe-event/target/function");
    Path suggestFix = suggestFix(root);
    String describeEventHandler = "dev.eventfix.describeevent.DescribeEventHandler";
    return List.of(
        new Variant(
            "do-nothing",
            doNothingPackage,
            DoNothingHandler.class.getName(),
            fixed(event),
            Map.of(),
            List.of("{}"),
            null),
        new Variant(
            "describe-event, direct",
            describeEvent,
            describeEventHandler,
            fixed(event),
            Map.of(),
            List.of("\"fingerprint\":\"v2:"),
            DESCRIBE_EVENT),
        new Variant(
            "describe-event, HTTP API",
            describeEvent,
            describeEventHandler,
            fixed(Triggers.httpApi("/describe-event", event)),
            Map.of(),
            List.of("\"statusCode\":200", "\\\"fingerprint\\\":\\\"v2:"),
            DESCRIBE_EVENT),
        new Variant(
            "describe-event, SQS",
            describeEvent,
            describeEventHandler,
            fixed(Triggers.sqs(event)),
            Map.of(),
            List.of("\"batchItemFailures\":[]"),
            DESCRIBE_EVENT),
        new Variant(
            "suggest-fix, rules",
            suggestFix,
            SUGGEST_FIX_HANDLER,
            fixed(event),
            Map.of(),
            List.of("\"suggestion\":\"", "\"provider\":\"rules\""),
            SUGGEST_FIX),
        new Variant(
            "suggest-fix, openai",
            suggestFix,
            SUGGEST_FIX_HANDLER,
            fixed(event),
            Map.of("OPENAI_API_KEY", "benchmark", "OPENAI_BASE_URL", modelBaseUrl),
            List.of("\"suggestion\":\"", "\"provider\":\"openai\"", ModelServer.MARK),
            SUGGEST_FIX));
  }

  /** Those with a table, over TLS. */
  static List<Variant> withTable(Path root, String event, TableServer table) {
    Path addPermission = root.resolve("functions/add-permission/target/function");
    Path suggestFix = suggestFix(root);
    AtomicInteger made = new AtomicInteger();
    String eventId = "0".repeat(32);
    table.keepSuggestion("kept", eventId, ModelServer.MARK);
    return List.of(
        new Variant(
            "add-permission, HTTP API",
            addPermission,
            ADD_PERMISSION_HANDLER,
            () ->
                addPermission(
                    table,
                    "user" + made.incrementAndGet(),
                    request -> Triggers.httpApi("/add-permission", request)),
            table.settings(),
            List.of("\"statusCode\":201", "\\\"added\\\":true"),
            ADD_PERMISSION),
        new Variant(
            "add-permission, SQS",
            addPermission,
            ADD_PERMISSION_HANDLER,
            () -> addPermission(table, "user" + made.incrementAndGet(), Triggers::sqs),
            table.settings(),
            List.of("\"batchItemFailures\":[]"),
            ADD_PERMISSION),
        new Variant(
            "suggest-fix, SQS with table",
            suggestFix,
            SUGGEST_FIX_HANDLER,
            () -> suggestFix(table, event, "project" + made.incrementAndGet()),
            table.settings(),
            List.of("\"batchItemFailures\":[]"),
            SUGGEST_FIX),
        new Variant(
            "suggest-fix, GET",
            suggestFix,
            SUGGEST_FIX_HANDLER,
            fixed(Triggers.httpApiGet("/suggestions", "event_id", eventId, "project", "kept")),
            table.settings(),
            List.of("\"statusCode\":200", ModelServer.MARK),
            SUGGEST_FIX));
  }

  /** Of a user of its own, so that each start finds the same: nothing. */
  private static Invocation addPermission(
      TableServer table, String username, UnaryOperator<String> trigger) {
    String permission = "users.admin";
    String id = table.createSuperuser(username);
    String request = "{\"user\":\"" + username + "\",\"permission\":\"" + permission + "\"}";
    return new Invocation(trigger.apply(request), () -> table.hasPermission(id, permission));
  }

  /** Of a project of its own, for a question that was answered before is not asked again. */
  private static Invocation suggestFix(TableServer table, String event, String project) {
    String request = "{\"event\":" + event + ",\"project\":\"" + project + "\"}";
    return new Invocation(Triggers.sqs(request), () -> table.suggestionItems(project) == 2);
  }

  private static Supplier<Invocation> fixed(String event) {
    Invocation invocation = Invocation.of(event);
    return () -> invocation;
  }

  static Path suggestFix(Path root) {
    return root.resolve("functions/suggest-fix/target/function");
  }
}
