package dev.eventfix.suggestfix.openai;

import dev.eventfix.configuration.Jitter;
import dev.eventfix.configuration.Secret;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.RateLimited;
import dev.eventfix.suggestfix.provider.Completion.Refused;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks any server that speaks OpenAI's chat completions. Holds threads until it is closed. */
public final class OpenAiProvider implements ModelProvider, AutoCloseable {

  /** What is kept of the question's time to report how it ended. */
  static final long DEADLINE_MARGIN_MILLIS = 200;

  /** With less time left than this after a wait, asking again is of no use. */
  static final long MIN_ANSWER_MILLIS = 5_000;

  /** The shortest wait before asking again when the provider does not name one. */
  static final long MIN_BACKOFF_MILLIS = 250;

  /** The longest such wait. Between the two chance decides, lest all ask again at once. */
  static final long MAX_BACKOFF_MILLIS = 750;

  private static final long NO_RETRY = -1;
  private static final String QUOTA_EXHAUSTED = "insufficient_quota";
  static final String NO_QUOTA = "the quota of the key's account is used up";
  static final String TOO_MANY = "the model's provider takes no more requests for now";
  private static final String CONTENT_FILTER = "content_filter";

  /** Waits; tests have one that does not. */
  interface Pause {
    void forMillis(long millis) throws InterruptedException;
  }

  private static final class Sleep implements Pause {
    @Override
    public void forMillis(long millis) throws InterruptedException {
      Thread.sleep(millis);
    }
  }

  private final OpenAiSettings settings;
  private final ModelHttp http;
  private final Pause pause;
  private final InstantSource clock;

  /** A provider that connects at its first question. */
  public OpenAiProvider(OpenAiSettings settings) {
    this(settings, new Sleep(), InstantSource.system());
  }

  OpenAiProvider(OpenAiSettings settings, Pause pause, InstantSource clock) {
    this.settings = settings;
    this.http = new ModelHttp(settings);
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Completion complete(Question question) {
    long leftMillis = question.deadline().remainingMillis() - DEADLINE_MARGIN_MILLIS;
    if (leftMillis <= 0) {
      return new Unavailable(Cause.TIMED_OUT, "no time was left to ask the model");
    }
    long totalMillis = settings.totalTimeout().toMillis();
    String pastDeadline =
        totalMillis < leftMillis
            ? "the answer was not complete within "
                + ModelHttp.text(settings.totalTimeout())
                + " (llm.total_timeout_ms)"
            : "the answer was not complete when the request's time ran out";
    Deadline deadline = Deadline.inMillis(Math.min(totalMillis, leftMillis));
    byte[] request =
        ChatCompletions.request(
            question.model(),
            question.prompt().get(),
            settings.temperature(),
            settings.maxOutputTokens());

    Secret key = settings.apiKey();
    String sent = key == null ? "" : key.value();
    HttpReply reply = http.post(request, deadline, pastDeadline);
    if (refusesKey(reply)
        && deadline.remainingMillis() - Secret.LONGEST_RENEWAL_MILLIS >= MIN_ANSWER_MILLIS
        && settings.renewKey(sent)) {
      reply = http.post(request, deadline, pastDeadline);
    }
    long waitMillis = waitBeforeRetry(reply);
    if (waitMillis != NO_RETRY
        && deadline.remainingMillis() - waitMillis >= MIN_ANSWER_MILLIS
        && waited(waitMillis)) {
      reply = http.post(request, deadline, pastDeadline);
    }
    return completion(reply, question.model());
  }

  @Override
  public List<ServiceCheck> checks(List<String> models) {
    return List.of(new ModelsCheck(settings, http, models));
  }

  @Override
  public void close() {
    http.close();
  }

  private boolean waited(long millis) {
    try {
      pause.forMillis(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean refusesKey(HttpReply reply) {
    return reply instanceof HttpReply.Received received
        && (received.status() == 401 || received.status() == 403);
  }

  private long waitBeforeRetry(HttpReply reply) {
    if (reply instanceof HttpReply.Received received) {
      boolean limited = received.status() == 429;
      if (!limited && received.status() < 500) {
        return NO_RETRY;
      }
      // An account without money is none the richer in a minute.
      if (limited && isQuotaExhausted(received)) {
        return NO_RETRY;
      }
      Duration retryAfter = retryAfter(received.retryAfter());
      return retryAfter == null ? backoffMillis() : retryAfter.toMillis();
    }
    return reply instanceof HttpReply.Failed failed && failed.worthRetrying()
        ? backoffMillis()
        : NO_RETRY;
  }

  private static boolean isQuotaExhausted(HttpReply.Received received) {
    return QUOTA_EXHAUSTED.equals(ChatCompletions.errorCode(received.body()));
  }

  private static long backoffMillis() {
    return Jitter.between(MIN_BACKOFF_MILLIS, MAX_BACKOFF_MILLIS);
  }

  /** RFC 9110, section 10.2.3; null when the header is absent or neither number nor date. */
  private @Nullable Duration retryAfter(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String value = header.strip();
    if (!value.isEmpty() && value.charAt(0) >= '0' && value.charAt(0) <= '9') {
      return seconds(value);
    }
    try {
      Instant moment = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), moment);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable Duration seconds(String digits) {
    long seconds = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      seconds = Math.min(Integer.MAX_VALUE, seconds * 10 + (c - '0'));
    }
    return Duration.ofSeconds(seconds);
  }

  private Completion completion(HttpReply reply, String model) {
    if (reply instanceof HttpReply.Received received) {
      int status = received.status();
      if (status / 100 == 2) {
        return ChatCompletions.completion(received.body(), model, settings.maxOutputTokens());
      }
      if (status == 429) {
        return rateLimited(received);
      }
      if (status == 400 && CONTENT_FILTER.equals(ChatCompletions.errorCode(received.body()))) {
        return new Refused("the provider's content filter stopped the question");
      }
      return unavailable(status);
    }
    return ((HttpReply.Failed) reply).outcome();
  }

  private RateLimited rateLimited(HttpReply.Received received) {
    String reason = isQuotaExhausted(received) ? NO_QUOTA : TOO_MANY;
    Duration retryAfter = retryAfter(received.retryAfter());
    if (retryAfter == null) {
      return new RateLimited(reason, null);
    }
    // Rounded up: a second too early is refused again.
    return new RateLimited(
        reason, (int) Math.min(Integer.MAX_VALUE, retryAfter.plusNanos(999_999_999).toSeconds()));
  }

  static Unavailable unavailable(int status) {
    if (status == 401 || status == 403) {
      return new Unavailable(
          Cause.MISCONFIGURED,
          "the provider refused the key: check llm.openai.api_key (OPENAI_API_KEY)");
    }
    if (status == 404) {
      return new Unavailable(
          Cause.MISCONFIGURED,
          "the provider does not know the model or the address: check llm.model and"
              + " llm.openai.base_url (OPENAI_BASE_URL)");
    }
    if (status / 100 == 3) {
      return new Unavailable(
          Cause.FAILED,
          "the provider redirects with status "
              + status
              + ", which is not followed: check llm.openai.base_url (OPENAI_BASE_URL)");
    }
    return new Unavailable(Cause.FAILED, "the provider answered with status " + status);
  }
}
