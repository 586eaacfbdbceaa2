package dev.eventfix.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Metrics metrics = new Metrics("suggest-fix", out);

  private String[] lines() {
    String text = out.toString(StandardCharsets.UTF_8);
    return text.isEmpty() ? new String[0] : text.split("\n", -1);
  }

  @Test
  void aLineHasTheShapeOfCloudWatchsEmbeddedMetricFormat() throws Exception {
    metrics.incr("requests", 1, "trigger", "sqs", "outcome", "ok");
    metrics.incr("requests", 2, "trigger", "sqs", "outcome", "ok");
    metrics.timing("request_time", 12, "trigger", "sqs", "outcome", "ok");
    metrics.timing("request_time", 15, "trigger", "sqs", "outcome", "ok");
    metrics.flush();

    assertThat(lines()).hasSize(2);
    JsonNode line = MAPPER.readTree(lines()[0]);
    assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(directive)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"Namespace": "eventfix",
                 "Dimensions": [["function", "trigger", "outcome"]],
                 "Metrics": [{"Name": "requests", "Unit": "Count"},
                             {"Name": "request_time", "Unit": "Milliseconds"}]}
                """));
    assertThat(line.path("function").asText()).isEqualTo("suggest-fix");
    assertThat(line.path("trigger").asText()).isEqualTo("sqs");
    assertThat(line.path("outcome").asText()).isEqualTo("ok");
    assertThat(line.path("requests").asInt()).isEqualTo(3);
    assertThat(line.path("request_time")).isEqualTo(MAPPER.readTree("[12, 15]"));
  }

  @Test
  void eachSetOfTagsHasItsOwnLine() {
    metrics.incr("requests", 1, "outcome", "ok");
    metrics.incr("requests", 1, "outcome", "internal");
    metrics.incr("cold_starts", 1);
    metrics.flush();
    assertThat(lines()).hasSize(4);
  }

  @Test
  void flushingBeginsAnew() {
    metrics.incr("requests", 1);
    metrics.flush();
    out.reset();
    metrics.flush();
    assertThat(lines()).isEmpty();
  }

  @Test
  void noMetricHasMoreValuesThanCloudWatchTakes() throws Exception {
    for (int i = 0; i < Metrics.MAX_VALUES + 5; i++) {
      metrics.timing("request_time", i);
    }
    metrics.flush();
    assertThat(MAPPER.readTree(lines()[0]).path("request_time")).hasSize(Metrics.MAX_VALUES);
  }
}
