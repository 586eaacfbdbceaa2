package dev.eventfix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table's answers say of the time. */
final class TableClockTest {

  private static final String DATE = "Mon, 30 Nov 2026 10:37:49 GMT";
  private static final long TOLD = Instant.parse("2026-11-30T10:37:49Z").toEpochMilli();

  @RegisterExtension private final LocalTable local = new LocalTable();

  private long now;
  private final TableClock clock = new TableClock(() -> Instant.ofEpochMilli(now));

  /** An answer of that date that came so long after its request. */
  private long after(long sentAt, long tookMillis, String date) {
    now = sentAt + tookMillis;
    clock.answered(sentAt, date);
    return clock.millis() - now;
  }

  @Test
  void aClockThatMayBeRightStaysAsItIs() {
    assertThat(after(TOLD, 5, DATE)).isZero();
    assertThat(after(TOLD + 999, 5, DATE)).isZero();
    // Slow, or waiting for its processor.
    assertThat(after(TOLD - 20_000, 20_000, DATE)).isZero();
    assertThat(after(TOLD + 100, 20_000, DATE)).isZero();
  }

  @Test
  void oneThatIsWrongIsCorrectedByWhatIsProved() {
    long minutes = Duration.ofMinutes(10).toMillis();
    assertThat(after(TOLD - minutes, 5, DATE)).isEqualTo(minutes - 5);
    // No less by the next one, which allows as much, and no more.
    assertThat(after(TOLD - minutes + 500, 5, DATE)).isEqualTo(minutes - 5);
    assertThat(after(TOLD + minutes, 5, DATE)).isEqualTo(-minutes + 1_000);
    // Set right meanwhile.
    assertThat(after(TOLD + 500, 5, DATE)).isBetween(-505L, 500L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "Mon, 30 Nov 2026 10:37:49 CET",
        "Mon, 31 Nov 2026 10:37:49 GMT",
        "Mon, 30 ovD 2026 10:37:49 GMT",
        "Mon, 00 Nov 2026 10:37:49 GMT",
        "Mon, 30 Nov 0000 10:37:49 GMT",
        "Mon, -1 Nov 2026 10:37:49 GMT"
      })
  void whatIsNoDateTellsNothing(String date) {
    assertThat(TableClock.millis(date)).isEqualTo(-1);
    assertThat(after(0, 5, date)).isZero();
  }

  @Test
  void noDateTellsNothing() {
    now = 5;
    clock.answered(0, null);
    assertThat(clock.millis()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 30 Nov 2026 10:37:49 GMT | 2026-11-30T10:37:49Z",
        "Tue, 29 Feb 2028 23:59:59 GMT | 2028-02-29T23:59:59Z",
        "Thu, 01 Jan 1970 00:00:00 GMT | 1970-01-01T00:00:00Z"
      })
  void datesAreRead(String date, Instant instant) {
    assertThat(TableClock.millis(date)).isEqualTo(instant.toEpochMilli());
  }

  /** Of a table whose server's clock is this machine's. */
  @ParameterizedTest
  @ValueSource(ints = {-10, 0, 10})
  void aTablesClockIsTheTables(int minutes) {
    InstantSource own = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
    try (Table table = new Table(local.settings(), own)) {
      assertThat(table.get(new Key("a", "b"), 20_000)).isNull();
      assertThat(Duration.between(InstantSource.system().instant(), table.clock().instant()).abs())
          .isLessThan(Duration.ofSeconds(5));
    }
  }
}
