package dev.eventfix.suggestfix.http;

import dev.eventfix.configuration.Setting;
import dev.eventfix.configuration.Settings;
import java.time.Duration;

/**
 * How long asking a model may take.
 *
 * @param connect for the connection, and again for its TLS handshake
 * @param firstByte from the request's start to the first byte of the answer's body
 * @param silence between two bytes of the answer's body
 * @param total for everything, a retry included
 */
public record Timeouts(Duration connect, Duration firstByte, Duration silence, Duration total) {

  /** Reads what is set. */
  public static Timeouts read(Settings settings) {
    return new Timeouts(
        millis(settings, Setting.LLM_CONNECT_TIMEOUT),
        millis(settings, Setting.LLM_FIRST_BYTE_TIMEOUT),
        millis(settings, Setting.LLM_SILENCE_TIMEOUT),
        millis(settings, Setting.LLM_TOTAL_TIMEOUT));
  }

  private static Duration millis(Settings settings, Setting setting) {
    return Duration.ofMillis(settings.wholeNumber(setting));
  }

  /** Time for the connection and for its TLS handshake. */
  public Duration acquisition() {
    return connect.multipliedBy(2);
  }

  /** What is said when nothing came of the answer's body in time. */
  public String firstByteExpired() {
    return "the answer did not begin within " + text(firstByte) + " (llm.first_byte_timeout_ms)";
  }

  /** What is said when no more came of it. */
  public String silenceExpired() {
    return "the answer stopped for " + text(silence) + " (llm.silence_timeout_ms)";
  }

  /**
   * What is said when time ran out before the answer was complete.
   *
   * @param leftMillis the time that was left for the question
   */
  public String pastDeadline(long leftMillis) {
    return total.toMillis() < leftMillis
        ? "the answer was not complete within " + text(total) + " (llm.total_timeout_ms)"
        : "the answer was not complete when the request's time ran out";
  }

  /** A time-out as people are told it. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
