package dev.eventfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceIdTest {

  @ParameterizedTest
  @CsvSource({
    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1, 1-5759e988-bd862e3fe1be46a994272793",
    "Self=1-1-1;Root=1-5759e988-bd86, 1-5759e988-bd86",
    "1-5759e988-bd86, 1-5759e988-bd86",
    "Root=, ",
    "'', ",
    ", ",
    "Parent=53995c3f42cd8ad8, ",
    "Root=<script>, ",
    "Root=11111111111111111111111111111111111111111111111111111111111111111, "
  })
  void onlyTheRootIsTold(String header, String id) {
    assertThat(TraceId.root(header)).isEqualTo(id);
  }
}
