package dev.eventfix.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

  @ParameterizedTest
  @CsvSource({
    "fc6d8c0c43fc4630ad850ee518f1b9d0, fc6d8c0c43fc4630ad850ee518f1b9d0",
    "FC6D8C0C43FC4630AD850EE518F1B9D0, fc6d8c0c43fc4630ad850ee518f1b9d0",
    "fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0, fc6d8c0c43fc4630ad850ee518f1b9d0",
    "Fc6D8c0C-43fC-4630-aD85-0eE518f1b9D0, fc6d8c0c43fc4630ad850ee518f1b9d0",
    "00000000000000000000000000000000, 00000000000000000000000000000000"
  })
  void uuidsBecomeLowerCaseHexDigits(String text, String expected) {
    assertThat(EventId.normalize(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "fc6d8c0c43fc4630ad850ee518f1b9d",
        "fc6d8c0c43fc4630ad850ee518f1b9d00",
        "gc6d8c0c43fc4630ad850ee518f1b9d0",
        " fc6d8c0c43fc4630ad850ee518f1b9d0",
        "{fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0}",
        "fc6d8c0c--43fc--4630--ad85--0ee518f1b9d0",
        "\uff46c6d8c0c43fc4630ad850ee518f1b9d0",
        "１c6d8c0c43fc4630ad850ee518f1b9d0"
      })
  void everythingElseIsNone(String text) {
    assertThat(EventId.normalize(text)).isNull();
  }
}
