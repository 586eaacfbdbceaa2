package dev.eventfix.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret's value, which is fetched again when it no longer opens what it should: secrets are
 * changed while processes live. Safe for use by several threads. Never tells the value when it is
 * printed.
 */
public final class Secret {

  /** How long after it was fetched anew a value is fetched anew again, at the earliest. */
  static final int RENEWAL_MILLIS = 60_000;

  /** The longest that fetching it anew may take, in milliseconds. */
  public static final int LONGEST_RENEWAL_MILLIS = AwsSecrets.TOTAL_MILLIS;

  private final @Nullable SecretReference reference;
  private final @Nullable AwsSecrets secrets;
  private String value;
  private boolean renewed;
  private long renewedAt;

  private Secret(String value, @Nullable SecretReference reference, @Nullable AwsSecrets secrets) {
    this.value = value;
    this.reference = reference;
    this.secrets = secrets;
  }

  /** A value that was given itself: there is nowhere to fetch it from. */
  public static Secret of(String value) {
    return new Secret(value, null, null);
  }

  static Secret fetched(String value, SecretReference reference, AwsSecrets secrets) {
    return new Secret(value, reference, secrets);
  }

  /** The value as it is known now. */
  public synchronized String value() {
    return value;
  }

  /**
   * To be called when a value was refused. Fetches it anew, unless it was given itself, another
   * thread has fetched it since, or the last time is less than {@value #RENEWAL_MILLIS} ms ago.
   *
   * @param refused the value that was refused
   * @return true when there now is another one
   */
  public synchronized boolean renew(String refused) {
    return renew(refused, System.nanoTime());
  }

  /** For tests, which wait for nothing. */
  synchronized boolean renew(String refused, long now) {
    if (!value.equals(refused)) {
      return true;
    }
    if (reference == null
        || secrets == null
        || (renewed && now - renewedAt < RENEWAL_MILLIS * 1_000_000L)) {
      return false;
    }
    renewed = true;
    renewedAt = now;
    try {
      if (secrets.fetch(List.of(reference)).get(reference) instanceof SecretValue.Text fetched
          && !fetched.text().isBlank()) {
        value = fetched.text().strip();
      }
    } catch (IllegalStateException e) {
      // Who has no other key goes on with its being refused.
    }
    return !value.equals(refused);
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
