package dev.eventfix.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is counted or timed: the one list of metrics. Keys, units and dimensions are what
 * dashboards and alarms are made of: they are added to, and not changed.
 *
 * <p>CloudWatch bills each combination of a metric, a function and a value of its dimension by
 * itself, as one series. So a metric has one dimension at most, of few values that are all known;
 * what else tells measurements apart are fields of their lines.
 */
public enum Metric {
  REQUESTS(
      "requests",
      Unit.COUNT,
      "Requests and records of queues that were dealt with; `result` is ok, refused or failed (by a"
          + " fault of ours, of a back end, or for lack of time), `outcome` the log's.",
      Dimension.of("result", "ok", "refused", "failed"),
      "trigger",
      "outcome"),
  REQUEST_TIME(
      "request_time",
      Unit.MILLISECONDS,
      "How long each of them took.",
      null,
      "result",
      "trigger",
      "outcome"),
  COLD_STARTS("cold_starts", Unit.COUNT, "Processes that dealt with their first invocation.", null),
  MODEL_CALLS(
      "model_calls",
      Unit.COUNT,
      "Questions to a model; `result` is answer, limited, refused, failed, timed-out, stopped or"
          + " misconfigured.",
      Dimension.of(
          "result",
          "answer",
          "limited",
          "refused",
          "failed",
          "timed-out",
          "stopped",
          "misconfigured"),
      "provider"),
  MODEL_TIME(
      "model_time", Unit.MILLISECONDS, "How long each of them took.", null, "provider", "result"),
  INPUT_TOKENS(
      "input_tokens",
      Unit.COUNT,
      "Tokens of questions, as the provider counts them.",
      null,
      "provider"),
  OUTPUT_TOKENS(
      "output_tokens",
      Unit.COUNT,
      "Tokens of answers, as the provider counts them.",
      null,
      "provider"),
  WEBHOOKS(
      "webhooks",
      Unit.COUNT,
      "Sentry's webhooks; `result` is signed or dropped.",
      Dimension.of("result", "signed", "dropped")),
  REFUSED_RECORDS(
      "refused_records",
      Unit.COUNT,
      "Records that were refused for the way they came; `reason` is unknown_queue or"
          + " webhook_elsewhere.",
      Dimension.of("reason", "unknown_queue", "webhook_elsewhere")),
  SUGGESTIONS(
      "suggestions",
      Unit.COUNT,
      "Suggestions and the table; `result` is stored, duplicate, held (somebody else asks),"
          + " not_stored, not_released (a claim) or not_settled (a budget).",
      Dimension.of(
          "result", "stored", "duplicate", "held", "not_stored", "not_released", "not_settled")),
  CACHE(
      "cache",
      Unit.COUNT,
      "Looks for an answer to a question; `result` is hit (there was one), miss (asked), waited (for"
          + " somebody else's), held (left to somebody else) or unavailable (no table, answered all"
          + " the same).",
      Dimension.of("result", "hit", "miss", "waited", "held", "unavailable")),
  BUDGET_REFUSALS(
      "budget_refusals",
      Unit.COUNT,
      "Questions that a daily budget left no room for; `scope` is deployment or project, `limit` is"
          + " requests or tokens.",
      Dimension.of("scope", "deployment", "project"),
      "limit"),
  DELIVERIES(
      "deliveries",
      Unit.COUNT,
      "Suggestions for the SNS topic; `result` is published, refused or lost (not reached),"
          + " `reason` is denied, no_topic, no_credentials, endpoint or other of the one, and"
          + " time_out, unreachable, limited, failed or interrupted of the other.",
      Dimension.of("result", "published", "refused", "lost"),
      "reason"),
  CAPTURED_UPSTREAM(
      "internal.captured.events.upstream",
      Unit.COUNT,
      "Envelopes with failures or traces of eventfix itself that the upstream target was given.",
      null),
  CAPTURED_RELAY(
      "internal.captured.events.relay", Unit.COUNT, "Those that the relay target was given.", null),
  CAPTURED_ENVELOPES(
      "internal.captured.events.envelopes",
      Unit.COUNT,
      "Envelopes that were to be sent to the targets.",
      null),
  CAPTURED_TRANSACTIONS(
      "internal.captured.events.transactions", Unit.COUNT, "Those of them with a trace.", null),
  UNCAPTURED_RELAY(
      "internal.uncaptured.events.relay",
      Unit.COUNT,
      "Envelopes that were kept from the relay target; `reason` is unsafe.",
      null,
      "reason"),
  SENT_UPSTREAM(
      "internal.sent_requests.upstream.events",
      Unit.COUNT,
      "Requests that were sent to the upstream target.",
      null),
  SENT_RELAY(
      "internal.sent_requests.relay.events",
      Unit.COUNT,
      "Requests that were sent to the relay target.",
      null),
  LOST_EVENTS(
      "internal.lost_events",
      Unit.COUNT,
      "Items that a target did not get (`target` is upstream or relay), with the reason and category"
          + " of Sentry's client reports.",
      Dimension.of("target", "upstream", "relay"),
      "reason",
      "category"),
  FLUSH_TIMEOUTS(
      "internal.flush_timeouts",
      Unit.COUNT,
      "Flushes at an invocation's end that ran out of time; `target` is upstream, relay or metrics.",
      Dimension.of("target", "upstream", "relay", "metrics")),
  DROPPED(
      "metrics.dropped",
      Unit.COUNT,
      "Measurements that were lost; `reason` is queue_full, too_long or failed (not written).",
      null,
      "reason");

  /** The name of the dimension that all have. */
  static final String FUNCTION = "function";

  /** What a metric's values are, in CloudWatch's words. */
  public enum Unit {
    /** How many: the values of a flush are added up. */
    COUNT("Count"),
    /** How long in milliseconds: each value counts by itself, for percentiles. */
    MILLISECONDS("Milliseconds");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    /** Its name in CloudWatch. */
    public String label() {
      return label;
    }
  }

  /**
   * What a metric's series are told apart by, beside the function.
   *
   * @param name its name in CloudWatch
   * @param values all that it can be
   */
  public record Dimension(String name, List<String> values) {
    private static Dimension of(String name, String... values) {
      return new Dimension(name, List.of(values));
    }
  }

  private final String key;
  private final Unit unit;
  private final String description;

  /** Its list is one that nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final @Nullable Dimension dimension;

  /** Written by nobody. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] fieldNames;

  Metric(
      String key,
      Unit unit,
      String description,
      @Nullable Dimension dimension,
      String... fieldNames) {
    this.key = key;
    this.unit = unit;
    this.description = description;
    this.dimension = dimension;
    this.fieldNames = fieldNames;
  }

  /** Its name wherever it is shown; never changed. */
  public String key() {
    return key;
  }

  /** What its values are. */
  public Unit unit() {
    return unit;
  }

  /** What it tells, as a sentence of Markdown. */
  public String description() {
    return description;
  }

  /** What its series are told apart by beside the function, or null when by nothing. */
  public @Nullable Dimension dimension() {
    return dimension;
  }

  /**
   * The names of its own tags that make no series; scoped and global ones and the instance come on
   * top.
   */
  public List<String> fieldNames() {
    return List.of(fieldNames);
  }

  /** Whether a tag tells its series apart. */
  boolean isDimension(String tag) {
    return tag.equals(FUNCTION) || (dimension != null && tag.equals(dimension.name()));
  }

  /** Whether all of these are its own tags, and of a dimension a value that is known. */
  boolean declares(Tags tags) {
    for (int i = 0; i < tags.size(); i++) {
      String name = tags.name(i);
      boolean declared =
          dimension != null
              && name.equals(dimension.name())
              && dimension.values().contains(tags.value(i));
      for (String field : fieldNames) {
        declared |= name.equals(field);
      }
      if (!declared) {
        return false;
      }
    }
    return true;
  }
}
