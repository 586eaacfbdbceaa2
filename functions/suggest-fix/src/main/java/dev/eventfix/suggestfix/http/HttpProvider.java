package dev.eventfix.suggestfix.http;

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
import dev.eventfix.suggestfix.provider.TextSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model's server: when, how often and for how long is the same for all of them, the JSON is
 * the format's. Holds threads until it is closed.
 */
public final class HttpProvider implements ModelProvider, AutoCloseable {

  /** What is kept of the question's time to report how it ended. */
  public static final long DEADLINE_MARGIN_MILLIS = 200;

  /** With less time left than this after a wait, asking again is of no use. */
  public static final long MIN_ANSWER_MILLIS = 5_000;

  /** The shortest wait before asking again when the provider does not name one. */
  public static final long MIN_BACKOFF_MILLIS = 250;

  /** The longest such wait. Between the two chance decides, lest all ask again at once. */
  public static final long MAX_BACKOFF_MILLIS = 750;

  private static final long NO_RETRY = -1;

  /** Waits; tests have one that does not. */
  public interface Pause {
    /** Waits for so long. */
    void forMillis(long millis) throws InterruptedException;
  }

  private final String name;
  private final WireFormat format;
  private final Credentials credentials;
  private final ModelHttp http;
  private final Function<List<String>, List<ServiceCheck>> checks;
  private final Pause pause;
  private final InstantSource clock;

  /** Whether a question's format is demanded; a server that cannot do so is asked without it. */
  private volatile boolean formatted;

  /**
   * A provider that connects at its first question.
   *
   * @param formatted whether the server is expected to hold a model to a form
   * @param checks what can be found out of it at no cost, given the models that may be asked
   */
  public HttpProvider(
      String name,
      WireFormat format,
      Credentials credentials,
      ModelHttp http,
      boolean formatted,
      Function<List<String>, List<ServiceCheck>> checks) {
    this(name, format, credentials, http, formatted, checks, Thread::sleep, InstantSource.system());
  }

  /** For tests, which wait for nothing. */
  public HttpProvider(
      String name,
      WireFormat format,
      Credentials credentials,
      ModelHttp http,
      boolean formatted,
      Function<List<String>, List<ServiceCheck>> checks,
      Pause pause,
      InstantSource clock) {
    this.name = name;
    this.format = format;
    this.credentials = credentials;
    this.http = http;
    this.formatted = formatted;
    this.checks = checks;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Completion complete(Question question) {
    return ask(question, null);
  }

  @Override
  public Completion stream(Question question, TextSink sink) {
    return ask(question, sink);
  }

  @Override
  public List<ServiceCheck> checks(List<String> models) {
    return checks.apply(models);
  }

  @Override
  public void close() {
    credentials.close();
    http.close();
  }

  private Completion ask(Question question, @Nullable TextSink sink) {
    long leftMillis = question.deadline().remainingMillis() - DEADLINE_MARGIN_MILLIS;
    if (leftMillis <= 0) {
      return new Unavailable(Cause.TIMED_OUT, "no time was left to ask the model");
    }
    String pastDeadline = http.timeouts().pastDeadline(leftMillis);
    Deadline deadline = Deadline.inMillis(Math.min(http.timeouts().total().toMillis(), leftMillis));
    Asking asking = new Asking(question, sink, deadline, pastDeadline);

    Tried tried = asking.post();
    if (tried.refusesCredentials()
        && deadline.remainingMillis() - Secret.LONGEST_RENEWAL_MILLIS >= MIN_ANSWER_MILLIS
        && credentials.renew(tried.sent())) {
      tried = asking.post();
    }
    if (tried.demandedFormat() && tried.refusesFormat(format)) {
      // Known now for as long as the process lives.
      formatted = false;
      tried = asking.post();
    }
    long waitMillis = waitBeforeRetry(tried);
    if (waitMillis != NO_RETRY
        && deadline.remainingMillis() - waitMillis >= MIN_ANSWER_MILLIS
        && waited(waitMillis)) {
      tried = asking.post();
    }
    return OwnKey.takenOut(completion(tried, question), tried.sent());
  }

  /** One question, which may be posted several times as long as nothing of an answer came. */
  private final class Asking {
    private final Question question;
    private final @Nullable TextSink sink;
    private final Deadline deadline;
    private final String pastDeadline;

    Asking(Question question, @Nullable TextSink sink, Deadline deadline, String pastDeadline) {
      this.question = question;
      this.sink = sink;
      this.deadline = deadline;
      this.pastDeadline = pastDeadline;
    }

    Tried post() {
      AnswerDraft draft = new AnswerDraft(sink);
      Credentials.Sent sent = credentials.get(deadline);
      if (sent instanceof Credentials.Sent.Missing missing) {
        return new Tried(sent, false, new HttpReply.Failed(missing.outcome(), false), draft);
      }
      Map<String, String> headers = new HashMap<>(format.headers());
      if (sent instanceof Credentials.Sent.Header header) {
        headers.put(header.name(), header.value());
      }
      boolean streamed = sink != null;
      boolean demanded = formatted && question.format() != null;
      HttpReply reply =
          http.post(
              format.address(question, streamed),
              headers,
              format.request(question, streamed, demanded),
              deadline,
              pastDeadline,
              streamed ? (type, data) -> read(type, data, draft) : null);
      return new Tried(sent, demanded, reply, draft);
    }

    private boolean read(String type, String data, AnswerDraft draft) throws IOException {
      try {
        return format.readEvent(type, data, draft) && draft.wantsMore();
      } catch (IOException e) {
        draft.fail(ProviderError.UNKNOWN);
        return false;
      }
    }
  }

  /**
   * One try.
   *
   * @param demandedFormat whether it demanded the question's format; another question may have
   *     found out meanwhile that it is of no use
   * @param draft what came of a stream
   */
  private record Tried(
      Credentials.Sent sent, boolean demandedFormat, HttpReply reply, AnswerDraft draft) {

    boolean refusesCredentials() {
      return reply instanceof HttpReply.Received received
          && (received.status() == 401 || received.status() == 403);
    }

    boolean refusesFormat(WireFormat format) {
      return reply instanceof HttpReply.Received received
          && (received.status() == 400 || received.status() == 422)
          && format.error(received.body()).kind() == ProviderError.Kind.FORMAT;
    }
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

  private long waitBeforeRetry(Tried tried) {
    if (tried.reply() instanceof HttpReply.Received received) {
      if (received.status() != 429 && received.status() < 500) {
        return NO_RETRY;
      }
      ProviderError error = format.error(received.body());
      // An account without money is none the richer in a minute.
      if (error.kind() == ProviderError.Kind.QUOTA) {
        return NO_RETRY;
      }
      Duration retryAfter = retryAfter(received, error);
      return retryAfter == null
          ? Jitter.between(MIN_BACKOFF_MILLIS, MAX_BACKOFF_MILLIS)
          : retryAfter.toMillis();
    }
    boolean passes =
        tried.reply() instanceof HttpReply.Failed failed
            ? failed.worthRetrying() && !tried.draft().hasText()
            : tried.draft().isWorthRetrying();
    return passes ? Jitter.between(MIN_BACKOFF_MILLIS, MAX_BACKOFF_MILLIS) : NO_RETRY;
  }

  /** When it wants to be asked again; null when it does not say. */
  private @Nullable Duration retryAfter(HttpReply.Received received, ProviderError error) {
    Duration told = retryAfter(received.retryAfter(), clock);
    return told == null ? error.retryAfter() : told;
  }

  /** RFC 9110, section 10.2.3; null when the header is absent or neither number nor date. */
  public static @Nullable Duration retryAfter(@Nullable String header, InstantSource clock) {
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

  private Completion completion(Tried tried, Question question) {
    return switch (tried.reply()) {
      case HttpReply.Received received -> received(received, question, tried.draft());
      case HttpReply.Streamed streamed -> streamed(tried.draft(), question);
      case HttpReply.Failed failed ->
          tried.draft().isStopped() ? Completion.STOPPED : failed.outcome();
    };
  }

  private static Completion streamed(AnswerDraft draft, Question question) {
    return draft.isCutOff()
        ? new Unavailable(Cause.FAILED, "the provider's answer broke off")
        : draft.completion(question);
  }

  private Completion received(HttpReply.Received received, Question question, AnswerDraft draft) {
    int status = received.status();
    if (status / 100 == 2) {
      return whole(format, received.body(), question, draft);
    }
    ProviderError error = format.error(received.body());
    if (status == 429) {
      return rateLimited(received, error);
    }
    return switch (error.kind()) {
      case CONTENT_FILTER -> new Refused("the provider's content filter stopped the question");
      case TOO_LONG ->
          new Unavailable(
              Cause.FAILED,
              "the question is longer than the model takes: set max_description_tokens lower");
      case OVERLOADED ->
          new Unavailable(
              Cause.FAILED, "the provider has no capacity left (status " + status + ")");
      // Some say so with another status than 429.
      case LIMITED, QUOTA -> rateLimited(received, error);
      case FORMAT, OTHER -> unavailable(http.server(), status);
    };
  }

  /** What comes of the body of a whole answer. */
  static Completion whole(WireFormat format, byte[] body, Question question, AnswerDraft draft) {
    if (body.length == 0) {
      return new Unavailable(Cause.FAILED, "the provider's answer is empty");
    }
    try {
      format.read(body, draft);
    } catch (IOException e) {
      return new Unavailable(
          Cause.FAILED, "the provider's answer is not JSON as " + format.title() + " have it");
    }
    return draft.completion(question);
  }

  private RateLimited rateLimited(HttpReply.Received received, ProviderError error) {
    String reason = AnswerDraft.limit(error);
    Duration retryAfter = retryAfter(received, error);
    if (retryAfter == null) {
      return new RateLimited(reason, null);
    }
    // Rounded up: a second too early is refused again.
    return new RateLimited(
        reason, (int) Math.min(Integer.MAX_VALUE, retryAfter.plusNanos(999_999_999).toSeconds()));
  }

  /** What a status means that says no more than itself. */
  public static Unavailable unavailable(ModelServer server, int status) {
    if (status == 401 || status == 403) {
      return new Unavailable(
          Cause.MISCONFIGURED, "the provider refused the key: check " + server.keySetting());
    }
    if (status == 404) {
      return new Unavailable(
          Cause.MISCONFIGURED,
          "the provider does not know the model or the address: check "
              + server.modelSetting()
              + " and "
              + server.addressSetting());
    }
    if (status / 100 == 3) {
      return new Unavailable(
          Cause.FAILED,
          "the provider redirects with status "
              + status
              + ", which is not followed: check "
              + server.addressSetting());
    }
    return new Unavailable(Cause.FAILED, "the provider answered with status " + status);
  }
}
