package dev.eventfix.runtime;

import dev.eventfix.configuration.AsciiNames;
import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import dev.eventfix.wire.Problem;
import dev.eventfix.wire.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Lets records of queues through only when the function was told of their queue, and what says that
 * it is one of Sentry's webhooks only when it came by the webhooks' queue. Who may write to a queue
 * decides what its records are worth; a queue that somebody mapped to the function and did not tell
 * it of is worth nothing. What is refused goes back, and so to the dead-letter queue: it may be
 * somebody's whose setting is wrong. Requests that are no records pass.
 */
public final class KnownQueues implements Operation {

  /** What the names of the attributes of a webhook begin with, without signs and capitals. */
  private static final String HOOK = "sentryhook";

  /** No ARN of a queue is longer. */
  private static final int MAX_ARN = 200;

  private final Operation operation;
  private final Metrics metrics;
  private final Setting ownSetting;
  private final @Nullable String own;
  private final @Nullable String webhooks;

  /**
   * The operation, behind the queues that the settings tell of; told of none, it takes no records.
   *
   * @param own names the function's own queue
   * @param webhooks names the queue of the webhooks, or is null when the function takes none
   */
  public KnownQueues(
      Operation operation,
      Settings settings,
      Metrics metrics,
      Setting own,
      @Nullable Setting webhooks) {
    this.operation = operation;
    this.metrics = metrics;
    this.ownSetting = own;
    this.own = settings.text(own);
    this.webhooks = webhooks == null ? null : settings.text(webhooks);
  }

  @Override
  public boolean takesEnvelopes() {
    return operation.takesEnvelopes();
  }

  @Override
  public Reply run(Request request) {
    if (request.isRecord()) {
      String queue = request.queueArn();
      if (queue == null || !(queue.equals(own) || queue.equals(webhooks))) {
        return refused(
            "unknown_queue",
            "The function takes no records of this queue: its own is the one that "
                + ownSetting.key()
                + " names.");
      }
      if (!queue.equals(webhooks) && hasHook(request)) {
        return refused(
            "webhook_elsewhere",
            "The record has attributes of Sentry's webhooks, and did not come by their queue.");
      }
    }
    return operation.run(request);
  }

  private Reply refused(String reason, String detail) {
    metrics.incr(Metric.REFUSED_RECORDS, Tags.of("reason", reason));
    return new Reply.Refusal(Problem.of(ProblemType.REFUSED_RECORD, detail));
  }

  private static boolean hasHook(Request request) {
    for (String name : request.attributes().keySet()) {
      if (isHook(name)) {
        return true;
      }
    }
    return false;
  }

  /** However it is spelled: Sentry-Hook-Signature, sentry_hook_resource. */
  private static boolean isHook(String name) {
    int found = 0;
    for (int i = 0; i < name.length() && found < HOOK.length(); i++) {
      char c = name.charAt(i);
      if (c != '-' && c != '_' && c != '.') {
        if (Character.toLowerCase(c) != HOOK.charAt(found)) {
          return false;
        }
        found++;
      }
    }
    return found == HOOK.length();
  }

  /** The queue for a log line: what has not the form of an ARN may be anybody's words. */
  static @Nullable String told(@Nullable String arn) {
    return arn == null
            || (arn.length() <= MAX_ARN
                && arn.startsWith("arn:")
                && arn.contains(":sqs:")
                && AsciiNames.isMadeOf(arn, ":-_."))
        ? arn
        : "no ARN of a queue";
  }
}
