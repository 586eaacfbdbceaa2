package dev.eventfix.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line that a test here reads was held against CloudWatch's schema. */
class EmfBackendTest extends MetricsBackendContract {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();
  private static final Tags TAGS = Tags.of("function", "suggest-fix", "outcome", "ok");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private EmfBackend backend = new EmfBackend(out, "INFO");

  private static JsonSchema schema() {
    try (InputStream in = EmfBackendTest.class.getResourceAsStream("emf.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected MetricsBackend backend() {
    return backend;
  }

  @Override
  protected List<Measurement> written() throws Exception {
    List<Measurement> all = new ArrayList<>();
    for (JsonNode line : lines()) {
      List<String> pairs = new ArrayList<>();
      for (Map.Entry<String, JsonNode> member : line.properties()) {
        if (member.getValue().isTextual()
            && !List.of("level", "timestamp").contains(member.getKey())) {
          pairs.add(member.getKey());
          pairs.add(member.getValue().asText());
        }
      }
      for (JsonNode definition :
          line.path("_aws").findValues("Metrics").stream().flatMap(m -> m.valueStream()).toList()) {
        String name = definition.path("Name").asText();
        JsonNode values = line.path(name);
        for (JsonNode value : values.isArray() ? values : List.of(values)) {
          all.add(
              new Measurement(
                  metric(name), value.asDouble(), Tags.of(pairs.toArray(new String[0]))));
        }
      }
    }
    return all;
  }

  private static Metric metric(String key) {
    for (Metric metric : Metric.values()) {
      if (metric.key().equals(key)) {
        return metric;
      }
    }
    throw new AssertionError(key);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String text : out.toString(UTF_8).lines().toList()) {
      JsonNode line = MAPPER.readTree(text);
      assertThat(faults(line)).as(text).isEmpty();
      lines.add(line);
    }
    return lines;
  }

  /** What CloudWatch's specification has against a line. */
  private static List<String> faults(JsonNode line) {
    List<String> faults = new ArrayList<>();
    SCHEMA.validate(line).forEach(message -> faults.add(message.getMessage()));
    for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
      for (JsonNode name : directive.path("Dimensions").path(0)) {
        JsonNode value = line.path(name.asText());
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > 1024) {
          faults.add("dimension " + name);
        }
      }
      for (JsonNode definition : directive.path("Metrics")) {
        JsonNode value = line.path(definition.path("Name").asText());
        boolean numbers = value.isNumber() || (value.isArray() && value.size() <= 100);
        for (JsonNode element : value) {
          numbers &= element.isNumber();
        }
        if (!numbers) {
          faults.add("metric " + definition);
        }
      }
    }
    return faults;
  }

  @Test
  void aLineHasTheShapeOfTheEmbeddedMetricFormat() throws Exception {
    long before = System.currentTimeMillis();
    Tags tags =
        Tags.of("result", "ok", "outcome", "ok")
            .and(Tags.of("use_case", "nightly", "function", "suggest-fix"));
    backend.take(new Measurement(Metric.REQUESTS, 1, tags));
    backend.take(new Measurement(Metric.REQUESTS, 2, tags));
    backend.take(new Measurement(Metric.REQUEST_TIME, 12, tags));
    backend.take(new Measurement(Metric.REQUEST_TIME, 15, tags));
    backend.take(new Measurement(Metric.CACHE, 1, tags));
    backend.flush();

    assertThat(lines()).hasSize(1);
    JsonNode line = lines().getFirst();
    long timestamp = line.path("_aws").path("Timestamp").asLong();
    assertThat(timestamp).isBetween(before, System.currentTimeMillis());
    assertThat(line)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"_aws": {
                   "Timestamp": %d,
                   "CloudWatchMetrics": [{
                     "Namespace": "eventfix",
                     "Dimensions": [["result", "function"]],
                     "Metrics": [{"Name": "requests", "Unit": "Count"},
                                 {"Name": "cache", "Unit": "Count"}]}, {
                     "Namespace": "eventfix",
                     "Dimensions": [["function"]],
                     "Metrics": [{"Name": "request_time", "Unit": "Milliseconds"}]}]},
                 "level": "INFO",
                 "timestamp": "%s",
                 "result": "ok",
                 "outcome": "ok",
                 "use_case": "nightly",
                 "function": "suggest-fix",
                 "requests": 3,
                 "request_time": [12, 15],
                 "cache": 1}
                """
                    .formatted(timestamp, line.path("timestamp").asText())));
    assertThat(Instant.parse(line.path("timestamp").asText()).toEpochMilli()).isEqualTo(timestamp);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'_aws': {'CloudWatchMetrics': []}}",
        "{'_aws': {'Timestamp': '1', 'CloudWatchMetrics': [{'Namespace': 'n', 'Dimensions': [[]],"
            + " 'Metrics': []}]}}",
        "{'_aws': {'Timestamp': 1, 'CloudWatchMetrics': [{'Namespace': 'n', 'Dimensions': [],"
            + " 'Metrics': []}]}}",
        "{'_aws': {'Timestamp': 1, 'CloudWatchMetrics': [{'Namespace': 'n', 'Dimensions': [[]],"
            + " 'Metrics': [{'Name': 'm', 'Unit': 'Parsecs'}]}]}, 'm': 1}",
        "{'_aws': {'Timestamp': 1, 'CloudWatchMetrics': [{'Namespace': 'n', 'Dimensions': [[]],"
            + " 'Metrics': [{'Name': 'm'}]}]}, 'm': ['1']}",
        "{'_aws': {'Timestamp': 1, 'CloudWatchMetrics': [{'Namespace': 'n', 'Dimensions': [['d']],"
            + " 'Metrics': []}]}, 'd': 1}"
      })
  void theSchemaFindsFaults(String line) throws Exception {
    assertThat(faults(MAPPER.readTree(line.replace('\'', '"')))).isNotEmpty();
  }

  @Test
  void amountsThatAreNoWholeNumbersAreWrittenAsTheyAre() throws Exception {
    backend.take(new Measurement(Metric.REQUESTS, 1 / 0.3, TAGS));
    backend.take(new Measurement(Metric.MODEL_CALLS, 1e18, TAGS));
    backend.flush();
    assertThat(lines().getFirst().path("requests").asDouble()).isEqualTo(1 / 0.3);
    assertThat(lines().getFirst().path("model_calls").asDouble()).isEqualTo(1e18);
  }

  @Test
  void moreTimesThanALineTakesGoOnInTheNext() throws Exception {
    for (int i = 0; i < 2 * EmfBackend.MAX_VALUES + 1; i++) {
      backend.take(new Measurement(Metric.REQUEST_TIME, i, TAGS));
    }
    backend.flush();
    assertThat(lines())
        .extracting(line -> line.path("request_time").size())
        .containsExactly(100, 100, 1);
  }

  @Test
  void moreMetricsThanALineTakesGoOnInTheNext() throws Exception {
    backend = new EmfBackend(out, "INFO", 3, EmfBackend.MAX_LINE_BYTES);
    for (Metric metric : Metric.values()) {
      backend.take(new Measurement(metric, 1, TAGS));
    }
    assertThat(backend.flush()).isZero();
    assertThat(lines())
        .hasSize((Metric.values().length + 2) / 3)
        .allMatch(
            line ->
                line.path("_aws").findValues("Metrics").stream().mapToInt(JsonNode::size).sum()
                    <= 3);
    assertThat(written())
        .extracting(Measurement::metric)
        .containsExactlyInAnyOrder(Metric.values());
  }

  @Test
  void linesThatWouldBeTooLongAreSplit() throws Exception {
    int longest = 600;
    backend = new EmfBackend(out, "INFO", EmfBackend.MAX_METRICS, longest);
    for (int i = 0; i < 300; i++) {
      backend.take(new Measurement(Metric.REQUEST_TIME, 1_000_000 + i, TAGS));
    }
    for (Metric metric : Metric.values()) {
      backend.take(new Measurement(metric, 7, TAGS));
    }
    assertThat(backend.flush()).isZero();
    assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.length() <= longest);
    assertThat(written()).hasSize(300 + Metric.values().length);
  }

  @Test
  void whatIsTooLongForALineIsLeftOutAndCountedOnce() throws Exception {
    Tags tags = Tags.of("function", "f".repeat(700));
    backend = new EmfBackend(out, "INFO", EmfBackend.MAX_METRICS, 600);
    backend.take(new Measurement(Metric.REQUESTS, 3, tags));
    backend.take(new Measurement(Metric.REQUESTS, 4, tags));
    backend.take(new Measurement(Metric.REQUEST_TIME, 5, tags));
    backend.take(new Measurement(Metric.REQUESTS, 1, TAGS));
    assertThat(backend.flush()).isEqualTo(3);
    assertThat(written()).containsExactly(new Measurement(Metric.REQUESTS, 1, TAGS));
    assertThat(backend.flush()).isZero();
  }

  @Test
  void asManyTagsAsCloudWatchTakesAreOneLine() throws Exception {
    String[] pairs = new String[2 * Tags.MAX_TAGS];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = "tag" + i;
      pairs[i + 1] = "x".repeat(2_000);
    }
    backend.take(new Measurement(Metric.REQUESTS, 1, Tags.of(pairs)));
    assertThat(backend.flush()).isZero();
    assertThat(lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ok, ok",
    "'', none",
    "'   ', none",
    "'a b', 'a b'",
    "'line\nbreak\u001b.', line?break?.",
    "größe, gr??e",
    "'quoted \" and \\ back', 'quoted \" and \\ back'"
  })
  void valuesOfTagsBecomeWhatCloudWatchTakes(String value, String written) throws Exception {
    backend.take(new Measurement(Metric.REQUESTS, 1, Tags.of("outcome", value)));
    backend.flush();
    assertThat(lines().getFirst().path("outcome").asText()).isEqualTo(written);
  }

  @Test
  void longValuesOfTagsAreCut() {
    assertThat(EmfBackend.dimension("x".repeat(1_025))).hasSize(EmfBackend.MAX_TAG_VALUE_LENGTH);
    assertThat(EmfBackend.dimension(" ".repeat(1_024) + "x")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    ", INFO",
    "TRACE, INFO",
    "DEBUG, INFO",
    "INFO, INFO",
    "WARN, WARN",
    "ERROR, ERROR",
    "FATAL, FATAL",
    "loud, INFO"
  })
  void linesPassLambdasFilter(String threshold, String level) throws Exception {
    Map<String, String> environment =
        threshold == null ? Map.of() : Map.of("AWS_LAMBDA_LOG_LEVEL", threshold);
    backend = new EmfBackend(out, EmfBackend.level(environment));
    backend.take(new Measurement(Metric.REQUESTS, 1, TAGS));
    backend.flush();
    assertThat(lines().getFirst().path("level").asText()).isEqualTo(level);
  }

  @Test
  void whatCouldNotBeWrittenIsNotKept() throws Exception {
    OutputStream broken =
        new OutputStream() {
          private boolean mended;

          @Override
          public void write(int b) throws IOException {
            if (!mended) {
              mended = true;
              throw new IOException("no space left");
            }
            out.write(b);
          }
        };
    backend = new EmfBackend(broken, "INFO");
    backend.take(new Measurement(Metric.REQUESTS, 1, TAGS));
    assertThatThrownBy(backend::flush).isInstanceOf(IOException.class);
    backend.take(new Measurement(Metric.REQUESTS, 5, TAGS));
    assertThat(backend.flush()).isZero();
    assertThat(written()).containsExactly(new Measurement(Metric.REQUESTS, 5, TAGS));
  }
}
