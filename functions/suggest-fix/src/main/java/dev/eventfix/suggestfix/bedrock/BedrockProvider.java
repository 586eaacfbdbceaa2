package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.configuration.Jitter;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.http.AnswerDraft;
import dev.eventfix.suggestfix.http.HttpProvider;
import dev.eventfix.suggestfix.http.HttpProvider.Pause;
import dev.eventfix.suggestfix.http.HttpReply;
import dev.eventfix.suggestfix.http.ModelHttp;
import dev.eventfix.suggestfix.provider.Completion;
import dev.eventfix.suggestfix.provider.Completion.Cause;
import dev.eventfix.suggestfix.provider.Completion.Unavailable;
import dev.eventfix.suggestfix.provider.ModelProvider;
import dev.eventfix.suggestfix.provider.Question;
import dev.eventfix.suggestfix.provider.TextSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * Asks Bedrock by the rules of {@link HttpProvider}: when, how often and for how long. The SDK
 * sends, signs and reads.
 */
final class BedrockProvider implements ModelProvider, AutoCloseable {

  private static final long NO_RETRY = -1;

  private static final String BROKEN_OFF = "the provider's answer broke off";

  /** How long a stream may go on after its last event. */
  private static final int MAX_END_MILLIS = 200;

  private final String name;
  private final BedrockSettings settings;
  private final BedrockClient client;
  private final Pause pause;
  private final InstantSource clock;

  /** The models that were found to take no temperature, for as long as the process lives. */
  private final Set<String> untempered = ConcurrentHashMap.newKeySet();

  /** Those that cannot be held to a form, likewise. */
  private final Set<String> unformatted = ConcurrentHashMap.newKeySet();

  BedrockProvider(String name, BedrockSettings settings, Pause pause, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.client = new BedrockClient(settings);
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

  /** Whether a model can be asked is not to be had without asking it. */
  @Override
  public List<ServiceCheck> checks(List<String> models) {
    return List.of(new CredentialsCheck(client));
  }

  @Override
  public void close() {
    client.close();
  }

  private Completion ask(Question question, @Nullable TextSink sink) {
    long leftMillis = question.deadline().remainingMillis() - HttpProvider.DEADLINE_MARGIN_MILLIS;
    if (leftMillis <= 0) {
      return new Unavailable(Cause.TIMED_OUT, "no time was left to ask the model");
    }
    if (!client.hasCredentials()) {
      return new Unavailable(Cause.MISCONFIGURED, CredentialsCheck.NO_CREDENTIALS);
    }
    Deadline deadline =
        Deadline.inMillis(Math.min(settings.timeouts().total().toMillis(), leftMillis));
    Asking asking =
        new Asking(question, sink, deadline, settings.timeouts().pastDeadline(leftMillis));

    Tried tried = asking.converse();
    while (learned(tried, question)) {
      tried = asking.converse();
    }
    long waitMillis = waitBeforeRetry(tried);
    if (waitMillis != NO_RETRY
        && deadline.remainingMillis() - waitMillis >= HttpProvider.MIN_ANSWER_MILLIS
        && waited(waitMillis)) {
      tried = asking.converse();
    }
    return tried.completion(question);
  }

  /** Whether the model refused something that it is then asked without. */
  private boolean learned(Tried tried, Question question) {
    if (tried.error == null || tried.draft.hasText()) {
      return false;
    }
    ServiceError.Kind refused = tried.error.kind();
    if (refused == ServiceError.Kind.FORMAT && tried.formatted) {
      unformatted.add(question.model());
      return true;
    }
    if (refused == ServiceError.Kind.TEMPERATURE && tried.tempered) {
      untempered.add(question.model());
      return true;
    }
    return false;
  }

  private long waitBeforeRetry(Tried tried) {
    if (tried.error != null) {
      if (!tried.error.isWorthRetrying()) {
        return NO_RETRY;
      }
      Duration retryAfter = HttpProvider.retryAfter(tried.error.retryAfter(), clock);
      return retryAfter == null ? backoff() : retryAfter.toMillis();
    }
    return tried.failed != null && tried.failed.worthRetrying() && !tried.draft.hasText()
        ? backoff()
        : NO_RETRY;
  }

  private static long backoff() {
    return Jitter.between(HttpProvider.MIN_BACKOFF_MILLIS, HttpProvider.MAX_BACKOFF_MILLIS);
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

  /** One try: an error of the service's, a failure, or what is in the draft. */
  private final class Tried {
    private final AnswerDraft draft;
    private final boolean tempered;
    private final boolean formatted;
    private @Nullable ServiceError error;
    private HttpReply.@Nullable Failed failed;

    Tried(AnswerDraft draft, boolean tempered, boolean formatted) {
      this.draft = draft;
      this.tempered = tempered;
      this.formatted = formatted;
    }

    Completion completion(Question question) {
      if (draft.isStopped()) {
        return Completion.STOPPED;
      }
      if (failed != null) {
        return failed.outcome();
      }
      if (error != null && !draft.hasText()) {
        return error.outcome(settings, HttpProvider.retryAfter(error.retryAfter(), clock));
      }
      return draft.completion(question);
    }

    void fail(Cause cause, String reason) {
      failed = new HttpReply.Failed(new Unavailable(cause, reason), false);
    }
  }

  /** One question, which may be put several times as long as nothing of an answer came. */
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

    Tried converse() {
      boolean streamed = sink != null;
      Tried tried =
          new Tried(
              new AnswerDraft(sink),
              !untempered.contains(question.model()),
              settings.formatted()
                  && question.format() != null
                  && !unformatted.contains(question.model()));
      // Before the time is taken: the first call loads the SDK and the native library.
      BedrockRuntimeAsyncClient built = client.get();
      long totalMillis = deadline.remainingMillis();
      if (totalMillis == 0) {
        tried.fail(Cause.TIMED_OUT, pastDeadline);
        return tried;
      }
      try (BedrockCall call =
          new BedrockCall(
              settings.timeouts().firstByte().toMillis(),
              settings.timeouts().silence().toMillis(),
              totalMillis,
              streamed ? ModelHttp.MAX_STREAM_BYTES : ModelHttp.MAX_BODY_BYTES)) {
        Converse converse = new Converse(question, tried.tempered, tried.formatted, call);
        if (streamed) {
          call.streamed(built.converseStream(converse.streamed(), call));
        } else {
          call.whole(built.converse(converse.whole()));
        }
        receive(call, tried);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        tried.fail(Cause.FAILED, "the waiting for the provider's answer was interrupted");
      }
      return tried;
    }

    private void receive(BedrockCall call, Tried tried) throws InterruptedException {
      boolean ended = false;
      while (true) {
        switch (call.next()) {
          case BedrockCall.Signal.Begun begun -> {
            // Only the time-out is another one.
          }
          case BedrockCall.Signal.Whole whole -> {
            Converse.read(whole.response(), tried.draft);
            return;
          }
          case BedrockCall.Signal.Event event -> {
            if (!Converse.read(event.event(), tried.draft)) {
              // Its end is waited for, so that the connection can be kept, but not for long.
              ended = true;
              call.allowSilence(MAX_END_MILLIS);
            }
            if (tried.draft.isStopped()) {
              return;
            }
          }
          case BedrockCall.Signal.End end -> {
            if (tried.draft.hasText() && !tried.draft.isFinished()) {
              tried.fail(Cause.FAILED, BROKEN_OFF);
            }
            return;
          }
          case BedrockCall.Signal.Failed failed -> {
            if (!ended) {
              failed(failed.cause(), call, tried);
            }
            return;
          }
          case BedrockCall.Signal.Expired expired -> {
            if (!ended) {
              tried.fail(
                  Cause.TIMED_OUT,
                  switch (expired.limit()) {
                    case FIRST_BYTE -> settings.timeouts().firstByteExpired();
                    case SILENCE -> settings.timeouts().silenceExpired();
                    case TOTAL -> pastDeadline;
                  });
            }
            return;
          }
        }
      }
    }
  }

  private void failed(Throwable cause, BedrockCall call, Tried tried) {
    boolean inStream = call.isAnswering();
    if (cause instanceof AwsServiceException e) {
      tried.error = ServiceError.of(e, call.operation(), inStream);
      tried.draft.fail(tried.error.inAnswer());
    } else if (call.status() != 0 && !inStream) {
      // An error's body may be anything: the status counts.
      tried.error = ServiceError.ofStatus(call.status());
    } else if (call.isTooLong()) {
      tried.fail(Cause.FAILED, ModelHttp.TOO_LONG);
    } else if (call.isCut()) {
      tried.fail(Cause.FAILED, BROKEN_OFF);
    } else if (inStream) {
      tried.fail(
          Cause.FAILED,
          call.isComplete()
              ? "the provider's answer is not JSON as Bedrock's Converse has it"
              : "the provider's answer cannot be read on");
    } else {
      tried.failed = ModelHttp.notAnswered(settings.server(), settings.timeouts(), cause);
    }
  }
}
