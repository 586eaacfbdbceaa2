package dev.eventfix.metrics;

import java.util.List;

/**
 * Everything that is counted or timed: the one list of metrics. Keys, units and tags are what
 * dashboards and alarms are made of: they are added to, and not changed.
 */
public enum Metric {
  REQUESTS(
      "requests",
      Unit.COUNT,
      "Requests and records of queues that were dealt with.",
      "trigger",
      "outcome"),
  REQUEST_TIME(
      "request_time", Unit.MILLISECONDS, "How long each of them took.", "trigger", "outcome"),
  COLD_STARTS("cold_starts", Unit.COUNT, "Processes that dealt with their first invocation."),
  MODEL_CALLS(
      "model_calls",
      Unit.COUNT,
      "Questions to a model; `result` is answer, limited, refused, failed, timed-out, stopped or"
          + " misconfigured.",
      "provider",
      "result"),
  MODEL_TIME("model_time", Unit.MILLISECONDS, "How long each of them took.", "provider", "result"),
  INPUT_TOKENS(
      "input_tokens", Unit.COUNT, "Tokens of questions, as the provider counts them.", "provider"),
  OUTPUT_TOKENS(
      "output_tokens", Unit.COUNT, "Tokens of answers, as the provider counts them.", "provider"),
  WEBHOOKS("webhooks", Unit.COUNT, "Sentry's webhooks; `result` is signed or dropped.", "result"),
  REFUSED_RECORDS(
      "refused_records",
      Unit.COUNT,
      "Records that were refused for the way they came; `reason` is unknown_queue or"
          + " webhook_elsewhere.",
      "reason"),
  SUGGESTIONS(
      "suggestions",
      Unit.COUNT,
      "Suggestions for records of a queue; `result` is stored, duplicate, held (somebody else asks)"
          + " or not_released.",
      "result"),
  CACHE(
      "cache",
      Unit.COUNT,
      "Looks for an answer to a question; `result` is hit (there was one), miss (asked), waited (for"
          + " somebody else's), held (left to somebody else) or unavailable (no table, answered all"
          + " the same).",
      "result"),
  BUDGET_REFUSALS(
      "budget_refusals",
      Unit.COUNT,
      "Questions that a daily budget left no room for; `scope` is deployment or project, `limit` is"
          + " requests or tokens.",
      "scope",
      "limit"),
  DELIVERIES(
      "deliveries",
      Unit.COUNT,
      "Suggestions for the SNS topic; `result` is published, refused or lost (not reached),"
          + " `reason` is denied, no_topic, no_credentials, endpoint or other of the one, and"
          + " time_out, unreachable, limited, failed or interrupted of the other.",
      "result",
      "reason"),
  CAPTURED_UPSTREAM(
      "internal.captured.events.upstream",
      Unit.COUNT,
      "Envelopes with failures or traces of eventfix itself that the upstream target was given."),
  CAPTURED_RELAY(
      "internal.captured.events.relay", Unit.COUNT, "Those that the relay target was given."),
  CAPTURED_ENVELOPES(
      "internal.captured.events.envelopes",
      Unit.COUNT,
      "Envelopes that were to be sent to the targets."),
  CAPTURED_TRANSACTIONS(
      "internal.captured.events.transactions", Unit.COUNT, "Those of them with a trace."),
  UNCAPTURED_RELAY(
      "internal.uncaptured.events.relay",
      Unit.COUNT,
      "Envelopes that were kept from the relay target; `reason` is unsafe.",
      "reason"),
  SENT_UPSTREAM(
      "internal.sent_requests.upstream.events",
      Unit.COUNT,
      "Requests that were sent to the upstream target."),
  SENT_RELAY(
      "internal.sent_requests.relay.events",
      Unit.COUNT,
      "Requests that were sent to the relay target."),
  LOST_EVENTS(
      "internal.lost_events",
      Unit.COUNT,
      "Items that a target did not get, with the reason and category of Sentry's client reports.",
      "target",
      "reason",
      "category"),
  FLUSH_TIMEOUTS(
      "internal.flush_timeouts",
      Unit.COUNT,
      "Flushes at an invocation's end that ran out of time; `target` is upstream, relay or metrics.",
      "target"),
  DROPPED(
      "metrics.dropped",
      Unit.COUNT,
      "Measurements that were lost; `reason` is queue_full, too_long or failed (not written).",
      "reason");

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

  private final String key;
  private final Unit unit;
  private final String description;

  /** Written by nobody. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] tagNames;

  Metric(String key, Unit unit, String description, String... tagNames) {
    this.key = key;
    this.unit = unit;
    this.description = description;
    this.tagNames = tagNames;
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

  /** The names of its own tags; global and scoped ones and the instance come on top. */
  public List<String> tagNames() {
    return List.of(tagNames);
  }

  /** Whether all of these are its own tags. */
  boolean declares(Tags tags) {
    for (int i = 0; i < tags.size(); i++) {
      boolean declared = false;
      for (String name : tagNames) {
        declared |= name.equals(tags.name(i));
      }
      if (!declared) {
        return false;
      }
    }
    return true;
  }
}
