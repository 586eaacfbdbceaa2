package dev.eventfix.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {

  /** Dashboards and alarms rest on these, and series cost: add with care, and change none. */
  @Test
  void keysStayAsTheyAre() {
    assertThat(Metric.values())
        .extracting(
            metric ->
                "%s %s %s %s"
                    .formatted(
                        metric.key(),
                        metric.unit().label(),
                        metric.dimension() == null ? "" : metric.dimension().name(),
                        metric.fieldNames()))
        .containsExactly(
            "requests Count result [trigger, outcome]",
            "request_time Milliseconds  [result, trigger, outcome]",
            "cold_starts Count  []",
            "model_calls Count result [provider]",
            "model_time Milliseconds  [provider, result]",
            "input_tokens Count  [provider]",
            "output_tokens Count  [provider]",
            "webhooks Count result []",
            "refused_records Count reason []",
            "suggestions Count result []",
            "cache Count result []",
            "budget_refusals Count scope [limit]",
            "deliveries Count result [reason]",
            "internal.captured.events.upstream Count  []",
            "internal.captured.events.relay Count  []",
            "internal.captured.events.envelopes Count  []",
            "internal.captured.events.transactions Count  []",
            "internal.uncaptured.events.relay Count  [reason]",
            "internal.sent_requests.upstream.events Count  []",
            "internal.sent_requests.relay.events Count  []",
            "internal.lost_events Count target [reason, category]",
            "internal.flush_timeouts Count target []",
            "metrics.dropped Count  [reason]");
  }

  @ParameterizedTest
  @EnumSource
  void noKeyIsTheNameOfATag(Metric metric) {
    assertThat(Metric.values())
        .allSatisfy(
            m -> {
              assertThat(m.fieldNames()).doesNotContain(metric.key());
              if (m.dimension() != null) {
                assertThat(m.dimension().name()).isNotEqualTo(metric.key()).isNotIn(m.fieldNames());
                assertThat(m.dimension().values()).doesNotHaveDuplicates();
              }
            });
    assertThat(metric.key()).isNotIn("level", "timestamp", "_aws", "instance", "function", "stage");
    assertThat(metric.description()).endsWith(".").doesNotContain("|", "\n");
  }
}
