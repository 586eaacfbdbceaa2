package dev.eventfix.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The table's own time: a clock of this process, corrected by what the table's answers say. So
 * processes whose clocks differ agree on when a lease ends, for all compare with the table's.
 *
 * <p>An answer's header {@code Date} tells the second in which it was made, somewhen between the
 * request and the answer's arrival. The clock is corrected by no more than that proves: one that is
 * right stays as it is. Before the first answer it is the process's own. Safe for use by several
 * threads.
 */
final class TableClock implements InstantSource {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  /** As in {@code Mon, 30 Nov 2026 10:37:49 GMT}, the one form of it that servers send. */
  private static final int LENGTH = 29;

  private static final int SECOND_MILLIS = 1_000;
  private static final long DAY_SECONDS = 86_400;

  private final InstantSource own;
  private volatile long aheadMillis;

  TableClock(InstantSource own) {
    this.own = own;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return own.millis() + aheadMillis;
  }

  /** The process's own time, by which requests and answers are noted. */
  long ownMillis() {
    return own.millis();
  }

  /**
   * Takes what an answer says of the time.
   *
   * @param sentAt when its request was sent, by {@link #ownMillis}
   * @param date the header, or null when there is none; one that cannot be read tells nothing
   */
  void answered(long sentAt, @Nullable String date) {
    long told = date == null ? -1 : millis(date);
    if (told < 0) {
      return;
    }
    // It was made before now, and no more than a second after what it says.
    long least = told - own.millis();
    long most = told + SECOND_MILLIS - sentAt;
    aheadMillis = Math.min(Math.max(aheadMillis, least), Math.max(least, most));
  }

  /** The milliseconds since 1970, or -1 for what is no such date. */
  static long millis(String date) {
    if (date.length() != LENGTH || !date.endsWith(" GMT")) {
      return -1;
    }
    int month = MONTHS.indexOf(date.substring(8, 11));
    int day = number(date, 5, 7);
    int year = number(date, 12, 16);
    int hour = number(date, 17, 19);
    int minute = number(date, 20, 22);
    int second = number(date, 23, 25);
    if (month < 0
        || month % 3 != 0
        || year < 1970
        || day < 1
        || day > LocalDate.of(year, month / 3 + 1, 1).lengthOfMonth()
        || hour < 0
        || minute < 0
        || second < 0) {
      return -1;
    }
    long days = LocalDate.of(year, month / 3 + 1, day).toEpochDay();
    return (days * DAY_SECONDS + hour * 3_600L + minute * 60L + second) * SECOND_MILLIS;
  }

  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }
}
