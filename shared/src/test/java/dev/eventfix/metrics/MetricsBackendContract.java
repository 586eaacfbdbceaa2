package dev.eventfix.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@link Metrics} rests on, whatever the back end. */
public abstract class MetricsBackendContract {

  /** With two measurements each more than a back end keeps before it writes. */
  private static final int MANY = EmfBackend.MAX_PENDING / 2 + 1_000;

  private static final Tags ONE = Tags.of("function", "f", "outcome", "ok");
  private static final Tags OTHER = Tags.of("function", "f", "outcome", "internal");

  protected abstract MetricsBackend backend();

  /** What was written so far, in any order; counts may have been added up. */
  protected abstract List<Measurement> written() throws Exception;

  /** The sums of counts, and the times in order, by metric and tags. */
  private Map<String, String> totals() throws Exception {
    Map<String, String> totals = new TreeMap<>();
    for (Measurement measurement : written()) {
      totals.merge(
          measurement.metric().key() + measurement.tags(),
          Double.toString(measurement.value()),
          (before, value) ->
              measurement.metric().unit() == Metric.Unit.COUNT
                  ? Double.toString(Double.parseDouble(before) + Double.parseDouble(value))
                  : before + " " + value);
    }
    return totals;
  }

  @Test
  void nothingIsWrittenWhenNothingWasMeasured() throws Exception {
    assertThat(backend().flush()).isZero();
    assertThat(written()).isEmpty();
  }

  @Test
  void aFlushWritesWhatWasTaken() throws Exception {
    backend().take(new Measurement(Metric.REQUESTS, 1, ONE));
    backend().take(new Measurement(Metric.REQUESTS, 2.5, ONE));
    backend().take(new Measurement(Metric.REQUESTS, 1, OTHER));
    backend().take(new Measurement(Metric.REQUEST_TIME, 12, ONE));
    backend().take(new Measurement(Metric.REQUEST_TIME, 7, ONE));
    assertThat(backend().flush()).isZero();
    assertThat(totals())
        .containsOnly(
            Map.entry("requests[function, f, outcome, ok]", "3.5"),
            Map.entry("requests[function, f, outcome, internal]", "1.0"),
            Map.entry("request_time[function, f, outcome, ok]", "12.0 7.0"));
  }

  @Test
  void whatWasWrittenIsNotWrittenAgain() throws Exception {
    backend().take(new Measurement(Metric.REQUESTS, 1, ONE));
    backend().flush();
    backend().flush();
    backend().take(new Measurement(Metric.REQUESTS, 1, ONE));
    backend().flush();
    assertThat(totals()).containsOnly(Map.entry("requests[function, f, outcome, ok]", "2.0"));
  }

  @Test
  void nothingIsLostOfMany() throws Exception {
    for (int i = 1; i <= MANY; i++) {
      backend().take(new Measurement(Metric.REQUESTS, 1, i % 2 == 0 ? ONE : OTHER));
      backend().take(new Measurement(Metric.REQUEST_TIME, i, ONE));
    }
    assertThat(backend().flush()).isZero();
    List<Measurement> written = written();
    assertThat(written.stream().filter(m -> m.metric() == Metric.REQUESTS))
        .extracting(Measurement::value)
        .satisfies(
            values ->
                assertThat(values.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(MANY));
    assertThat(written.stream().filter(m -> m.metric() == Metric.REQUEST_TIME))
        .hasSize(MANY)
        .extracting(Measurement::value)
        .doesNotHaveDuplicates();
  }
}
