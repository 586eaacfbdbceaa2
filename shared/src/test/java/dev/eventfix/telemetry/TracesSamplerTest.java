package dev.eventfix.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.CustomSamplingContext;
import io.sentry.SamplingContext;
import io.sentry.TransactionContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TracesSamplerTest {

  private static final String IDS = "0123456789abcdef0123456789abcdef-0123456789abcdef";

  private static ReportSettings settings(Map<String, Double> rates) {
    return new ReportSettings(
        null, null, Set.of(), "s", "r", "describe-event", "eventfix@1", 0.25, rates, false, 0);
  }

  @ParameterizedTest
  @CsvSource({
    // decided, own rate, expected
    "true, 0, 1",
    "false, 1, 0",
    ", 0.5, 0.5",
    ", 0, 0",
    ", , 0.25"
  })
  void theRateIsDecidedInThisOrder(
      @Nullable Boolean decided, @Nullable Double own, double expected) {
    Map<String, Double> rates =
        own == null ? Map.of("suggest-fix", 1.0) : Map.of("describe-event", own);
    assertThat(TracesSampler.rate(settings(rates), decided)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "-0, false", "'', ", "-2, ", "-, ", "-11, "})
  void theCallersDecisionStandsInTheHeader(String flag, @Nullable Boolean decision) {
    assertThat(TracesSampler.parentDecision(IDS + flag)).isEqualTo(decision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "x123456789abcdef0123456789abcdef-0123456789abcdef-1",
        "0123456789abcdef0123456789abcdef_0123456789abcdef-1",
        "0123456789abcdef0123456789abcde-0123456789abcdef-1",
        "\n",
        "1"
      })
  void whatIsNoHeaderDecidesNothing(String header) {
    assertThat(TracesSampler.parentDecision(header)).isNull();
    assertThat(TracesSampler.isTraceHeader(header)).isFalse();
  }

  @Test
  void noHeaderDecidesNothing() {
    assertThat(TracesSampler.parentDecision(null)).isNull();
  }

  @Test
  void drawsFollowTheRate() {
    assertThat(TracesSampler.isDrawn(0)).isFalse();
    assertThat(TracesSampler.isDrawn(1)).isTrue();
    int drawn = 0;
    for (int i = 0; i < 10_000; i++) {
      drawn += TracesSampler.isDrawn(0.3) ? 1 : 0;
    }
    // Ten times the standard deviation on each side.
    assertThat(drawn).isBetween(2_540, 3_460);
  }

  @Test
  void theSdksSamplerSaysTheSame() {
    ReportSettings settings = settings(Map.of("describe-event", 0.5));
    TransactionContext begun = new TransactionContext("describe-event", "function");
    assertThat(SentrySdk.rate(settings, sampling(begun, null))).isEqualTo(0.5);
    begun.setParentSampled(false);
    assertThat(SentrySdk.rate(settings, sampling(begun, null))).isZero();
    begun.setParentSampled(true);
    assertThat(SentrySdk.rate(settings, sampling(begun, null))).isEqualTo(1);
    CustomSamplingContext drawn = new CustomSamplingContext();
    drawn.set(SentrySdk.DECIDED, false);
    assertThat(SentrySdk.rate(settings, sampling(begun, drawn))).isZero();
  }

  private static SamplingContext sampling(
      TransactionContext begun, @Nullable CustomSamplingContext custom) {
    return new SamplingContext(begun, custom, 0.5, null);
  }
}
