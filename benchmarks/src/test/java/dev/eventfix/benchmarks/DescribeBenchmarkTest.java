package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeBenchmarkTest {

  private static DescribeBenchmark prepared(int kilobytes) {
    var benchmark = new DescribeBenchmark();
    benchmark.kilobytes = kilobytes;
    benchmark.prepare();
    return benchmark;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 100, 1_000})
  void describesAnEventOfTheSize(int kilobytes) {
    assertThat(DescribeBenchmark.event(kilobytes).length)
        .isBetween(kilobytes * 1_000, kilobytes * 1_000 + 3_000);
    DescribeBenchmark benchmark = prepared(kilobytes);
    String compact = new String(benchmark.compact(), StandardCharsets.UTF_8);
    String detailed = new String(benchmark.detailed(), StandardCharsets.UTF_8);
    assertThat(compact).contains("\"type\":\"ReadTimeout\"", "\"fingerprint\":\"v2:");
    assertThat(detailed).contains("\"type\":\"ReadTimeout\"").hasSizeGreaterThan(compact.length());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 100})
  void theBaselineReadsTheWholeEvent(int kilobytes) throws IOException {
    // Names and values without quotes, commas and brackets.
    assertThat(prepared(kilobytes).tokenize()).isBetween(kilobytes * 500L, kilobytes * 1_000L);
  }
}
