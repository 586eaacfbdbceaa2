package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianIsTheMiddleValueWhateverTheOrder() {
    double[] values = {30, 10, 20};

    assertThat(Statistics.median(values)).isEqualTo(20);
    assertThat(values).containsExactly(30, 10, 20);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.median(new double[] {4, 100, 1, 2})).isEqualTo(3);
  }

  @Test
  void thereIsNoMedianOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(new double[0]));
  }

  @Test
  void ratiosAreTakenWithinEachRound() {
    double[] slowingDown = {100, 200, 400};

    double[] ratios = Statistics.ratios(new double[] {200, 400, 900}, slowingDown);

    assertThat(ratios).containsExactly(2, 2, 2.25);
  }

  @Test
  void roundsMustPair() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.ratios(new double[2], new double[3]));
  }
}
