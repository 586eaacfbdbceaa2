package dev.eventfix.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventfix.metrics.Measurement;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.MetricsBackend;
import dev.eventfix.metrics.MetricsBackendContract;
import dev.eventfix.metrics.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsLogTest extends MetricsBackendContract {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MetricsLog backend = new MetricsLog(new Log(out, LogLevel.DEBUG));

  @Override
  protected MetricsBackend backend() {
    return backend;
  }

  @Override
  protected List<Measurement> written() throws IOException {
    List<Measurement> written = new ArrayList<>();
    for (String text : out.toString(UTF_8).lines().toList()) {
      JsonNode line = MAPPER.readTree(text);
      List<String> pairs = new ArrayList<>();
      for (Map.Entry<String, JsonNode> member : line.properties()) {
        if (!List.of("timestamp", "level", "message", "value").contains(member.getKey())) {
          pairs.add(member.getKey());
          pairs.add(member.getValue().asText());
        }
      }
      for (Metric metric : Metric.values()) {
        if (metric.key().equals(line.path("message").asText())) {
          Tags tags = Tags.of(pairs.toArray(new String[0]));
          written.add(new Measurement(metric, line.path("value").asDouble(), tags));
        }
      }
    }
    return written;
  }

  @Test
  void peopleWhoDoNotDebugSeeNone() {
    new MetricsLog(new Log(out, LogLevel.INFO))
        .take(new Measurement(Metric.REQUESTS, 1, Tags.NONE));
    assertThat(out.size()).isZero();
  }

  @Test
  void peopleReadThemAmongTheOtherLines() {
    new MetricsLog(new Log(out, LogLevel.DEBUG, LogFormat.TEXT))
        .take(new Measurement(Metric.REQUESTS, 1, Tags.of("outcome", "ok", "function", "f")));
    assertThat(out.toString(UTF_8)).endsWith(" DEBUG requests value=1 outcome=ok function=f\n");
  }
}
