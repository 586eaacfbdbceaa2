package dev.eventfix.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000Z",
    "1795232534704, 2026-11-21T03:42:14.704Z",
    "951782400007, 2000-02-29T00:00:00.007Z",
    "-1, 1969-12-31T23:59:59.999Z"
  })
  void timesAreInUtc(long epochMillis, String expected) {
    assertThat(Rfc3339.utc(epochMillis)).isEqualTo(expected);
  }
}
