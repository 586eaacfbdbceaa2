package dev.eventfix.suggestfix.vertex;

import dev.eventfix.configuration.Secret;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.Credentials;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.ModelHttp;
import dev.eventfix.suggestfix.http.ModelServer;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of Google's, fetched with what the settings hold and kept until shortly before they
 * expire. Of many threads that need one, one fetches it.
 */
final class GoogleCredentials implements Credentials {

  /** For everything that getting a token takes, in milliseconds. */
  static final int FETCH_MILLIS = 5_000;

  /** So long before it expires a token is not used any more, in seconds: questions take a while. */
  static final int EXPIRY_MARGIN_SECONDS = 120;

  /** A younger token that is refused has not expired, so that another one would be refused too. */
  static final int MIN_RENEWAL_SECONDS = 60;

  private static final String PREFIX = "Bearer ";

  /**
   * A token.
   *
   * @param madeWith the credentials as they were then
   */
  private record Held(String token, String madeWith, long fetchedNanoTime, long usableNanos) {}

  private final Secret credentialsJson;
  private final TokenSource.Context context;
  private final ModelHttp http;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Held held;

  /**
   * Credentials that connect when they are first needed.
   *
   * @param clock what the server is told as the time
   * @param nanoTime what tokens age by: a clock that is set meanwhile changes nothing
   */
  GoogleCredentials(VertexSettings settings, InstantSource clock, LongSupplier nanoTime) {
    this.credentialsJson = settings.credentialsJson();
    this.nanoTime = nanoTime;
    // Addresses come from the credentials themselves, so that they are what to check.
    this.http =
        new ModelHttp(
            new ModelServer(
                "",
                VertexSettings.CREDENTIALS_SETTING,
                VertexSettings.CREDENTIALS_SETTING,
                VertexSettings.MODEL_SETTING,
                null),
            settings.timeouts());
    this.context = new TokenSource.Context(new TokenHttp(http), settings.environment(), clock);
  }

  @Override
  public Sent get(Deadline deadline) {
    long millis = Math.min(FETCH_MILLIS, deadline.remainingMillis());
    try {
      if (!lock.tryLock(millis, TimeUnit.MILLISECONDS)) {
        return missing(TokenHttp.TOO_LATE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return missing(TokenHttp.TOO_LATE);
    }
    try {
      Held known = held;
      if (known == null || nanoTime.getAsLong() - known.fetchedNanoTime >= known.usableNanos) {
        known = fetch(deadline);
        held = known;
      }
      return new Sent.Header("Authorization", PREFIX + known.token);
    } catch (TokenException e) {
      held = null;
      return new Sent.Missing(e.outcome());
    } finally {
      lock.unlock();
    }
  }

  private static Sent missing(String reason) {
    return new Sent.Missing(new Unavailable(Cause.TIMED_OUT, reason));
  }

  private Held fetch(Deadline deadline) throws TokenException {
    String json = credentialsJson.value();
    try {
      return fetch(json, deadline);
    } catch (TokenException e) {
      // The key may have been changed for another one.
      boolean inTime =
          deadline.remainingMillis() - Secret.LONGEST_RENEWAL_MILLIS
              >= HttpProvider.MIN_ANSWER_MILLIS;
      if (e.outcome().cause() != Cause.MISCONFIGURED || !inTime || !credentialsJson.renew(json)) {
        throw e;
      }
      return fetch(credentialsJson.value(), deadline);
    }
  }

  private Held fetch(String json, Deadline deadline) throws TokenException {
    TokenSource source = TokenSource.read(json);
    TokenSource.Token token =
        source.fetch(
            context, Deadline.inMillis(Math.min(FETCH_MILLIS, deadline.remainingMillis())));
    long usable =
        Math.max(token.lifetimeSeconds() / 2, token.lifetimeSeconds() - EXPIRY_MARGIN_SECONDS);
    return new Held(token.value(), json, nanoTime.getAsLong(), TimeUnit.SECONDS.toNanos(usable));
  }

  @Override
  public boolean renew(Sent refused) {
    if (!(refused instanceof Sent.Header header)) {
      return false;
    }
    lock.lock();
    try {
      Held known = held;
      if (known == null || !header.value().equals(PREFIX + known.token)) {
        return true;
      }
      boolean young =
          nanoTime.getAsLong() - known.fetchedNanoTime
              < TimeUnit.SECONDS.toNanos(MIN_RENEWAL_SECONDS);
      if (young && !credentialsJson.renew(known.madeWith)) {
        return false;
      }
      held = null;
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
