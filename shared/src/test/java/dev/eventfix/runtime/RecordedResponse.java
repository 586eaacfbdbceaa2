package dev.eventfix.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Keeps what a handler answers, and stops taking it when told to. */
final class RecordedResponse implements ResponseStream {

  final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  int status;
  @Nullable Map<String, String> headers;
  @Nullable String failure;
  volatile boolean closed;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final CountDownLatch writes;

  RecordedResponse() {
    this(0);
  }

  /** One that {@link #awaitWrites} waits for that many writes of. */
  RecordedResponse(int writes) {
    this.writes = new CountDownLatch(writes);
  }

  @Override
  public OutputStream http(int code, Map<String, String> named) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    status = code;
    headers = named;
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
          throw new IOException("closed");
        }
        synchronized (body) {
          body.write(bytes, offset, length);
        }
        writes.countDown();
      }
    };
  }

  @Override
  public OutputStream whole() {
    return whole;
  }

  @Override
  public void fail(String error, String message) {
    failure = error + ": " + message;
  }

  /** What was written until now; taken away with {@link #take}. */
  String body() {
    synchronized (body) {
      return body.toString(StandardCharsets.UTF_8);
    }
  }

  String take() {
    synchronized (body) {
      String taken = body();
      body.reset();
      return taken;
    }
  }

  void awaitWrites() throws InterruptedException {
    writes.await();
  }
}
