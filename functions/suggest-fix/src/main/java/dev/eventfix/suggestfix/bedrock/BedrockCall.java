package dev.eventfix.suggestfix.bedrock;

import dev.eventfix.suggestfix.http.ModelHttp;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/**
 * One call of the SDK's asynchronous client, brought back to the thread that asked: what comes goes
 * into a queue, and the waiting for it is what watches the time. Whatever comes is kept until it is
 * taken; {@link ModelHttp} says how much that is at most.
 */
final class BedrockCall implements ConverseStreamResponseHandler, AutoCloseable {

  /** What the waiting for it brings. */
  sealed interface Signal {
    /** Its first byte. */
    record Begun() implements Signal {}

    /** The whole answer. */
    record Whole(ConverseResponse response) implements Signal {}

    /** An event of a streamed answer. */
    record Event(ConverseStreamOutput event) implements Signal {}

    /** A stream's end. */
    record End() implements Signal {}

    /** It failed. */
    record Failed(Throwable cause) implements Signal {}

    /** A time-out. */
    record Expired(Limit limit) implements Signal {}
  }

  /** Which time-out it is. */
  enum Limit {
    FIRST_BYTE,
    SILENCE,
    TOTAL
  }

  private static final int OK = 200;

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final long startNanoTime = System.nanoTime();
  private String operation = "Converse";
  private final long firstByteNanos;
  private final long totalNanos;
  private final int maxBytes;
  private long silenceNanos;

  // Written by the client's thread.
  private volatile int status;
  private volatile boolean began;
  private volatile boolean complete;
  private volatile boolean tooLong;
  private volatile boolean cut;
  private volatile long lastByteNanoTime;
  private volatile @Nullable Subscription body;
  private @Nullable CompletableFuture<?> future;

  BedrockCall(long firstByteMillis, long silenceMillis, long totalMillis, int maxBytes) {
    this.firstByteNanos = TimeUnit.MILLISECONDS.toNanos(firstByteMillis);
    this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    this.totalNanos = TimeUnit.MILLISECONDS.toNanos(totalMillis);
    this.maxBytes = maxBytes;
  }

  /** Waits for a whole answer. */
  void whole(CompletableFuture<ConverseResponse> asked) {
    future = asked;
    CompletableFuture<?> unused =
        asked.whenComplete(
            (response, failure) ->
                signals.add(failure == null ? new Signal.Whole(response) : failed(failure)));
  }

  /** What Bedrock was asked. */
  String operation() {
    return operation;
  }

  /** Waits for a stream that this was given to as its handler. */
  void streamed(CompletableFuture<Void> asked) {
    operation = "ConverseStream";
    future = asked;
    // Later than the stream's own end, so that the connection is free by then.
    CompletableFuture<?> unused =
        asked.whenComplete(
            (nothing, failure) ->
                signals.add(failure == null ? new Signal.End() : failed(failure)));
  }

  private static Signal failed(Throwable failure) {
    return new Signal.Failed(
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure);
  }

  /** The next thing that comes, or the time-out that comes before it. */
  Signal next() throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      boolean began = this.began;
      long left =
          began ? silenceNanos - (now - lastByteNanoTime) : firstByteNanos - (now - startNanoTime);
      long total = totalNanos - (now - startNanoTime);
      Signal signal = signals.poll(Math.min(left, total), TimeUnit.NANOSECONDS);
      if (signal == null && total <= 0) {
        return new Signal.Expired(Limit.TOTAL);
      }
      if (signal == null && left <= 0) {
        return new Signal.Expired(began ? Limit.SILENCE : Limit.FIRST_BYTE);
      }
      if (signal != null && !(signal instanceof Signal.Begun)) {
        return signal;
      }
    }
  }

  /** From now on it may pause for so long, from now too. */
  void allowSilence(long millis) {
    silenceNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lastByteNanoTime = System.nanoTime();
  }

  /** Whether the server began to answer the question itself, with no error. */
  boolean isAnswering() {
    return began && status == OK;
  }

  /** The status of an answer that began, or 0. */
  int status() {
    return began ? status : 0;
  }

  /** Whether the answer came to its end, whatever it was. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it was longer than any is read. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether the connection broke off in its midst. */
  boolean isCut() {
    return cut;
  }

  /** Hangs up, unless the answer was read to its end. */
  @Override
  public void close() {
    Subscription subscription = body;
    if (!complete && subscription != null) {
      subscription.cancel();
    }
    if (future != null) {
      future.cancel(true);
    }
  }

  // The handler of a stream

  @Override
  public void responseReceived(ConverseStreamResponse response) {}

  @Override
  public void onEventStream(SdkPublisher<ConverseStreamOutput> events) {
    events.subscribe(
        new Subscriber<>() {
          @Override
          public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ConverseStreamOutput event) {
            signals.add(new Signal.Event(event));
          }

          @Override
          public void onError(Throwable failure) {
            // Comes to exceptionOccurred as well.
          }

          @Override
          public void onComplete() {
            // Comes to the future as well.
          }
        });
  }

  /** After an error's frame the future would wait for the connection's end. */
  @Override
  public void exceptionOccurred(Throwable failure) {
    signals.add(failed(failure));
  }

  @Override
  public void complete() {
    // Comes to the future as well.
  }

  // The bytes

  Publisher<ByteBuffer> watched(int statusOfAnswer, Publisher<ByteBuffer> bytes) {
    status = statusOfAnswer;
    return reader -> bytes.subscribe(new Watched(reader));
  }

  private void touch() {
    lastByteNanoTime = System.nanoTime();
    if (!began) {
      began = true;
      // From now on another time-out counts.
      signals.add(new Signal.Begun());
    }
  }

  private final class Watched implements Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> reader;
    private int count;

    Watched(Subscriber<? super ByteBuffer> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      body = subscription;
      reader.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      touch();
      count += bytes.remaining();
      if (count <= maxBytes) {
        reader.onNext(bytes);
      } else if (!tooLong) {
        tooLong = true;
        signals.add(new Signal.Failed(new IllegalStateException(ModelHttp.TOO_LONG)));
      }
    }

    @Override
    public void onError(Throwable failure) {
      cut = true;
      reader.onError(failure);
    }

    @Override
    public void onComplete() {
      touch();
      complete = true;
      reader.onComplete();
    }
  }
}
