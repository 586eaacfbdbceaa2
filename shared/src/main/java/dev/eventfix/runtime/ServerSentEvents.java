package dev.eventfix.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventfix.wire.Json;
import dev.eventfix.wire.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer as <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent
 * events</a>: {@code token} and {@code usage} while it is written, then {@code done} or {@code
 * error}. Data is JSON on one line, so that no text can break the framing. While nothing is
 * written, comments keep the connection from being taken for dead.
 */
final class ServerSentEvents implements TokenStream {

  /** How long nothing is written until a comment is: watchers commonly wait 15 s and more. */
  static final int HEARTBEAT_MILLIS = 10_000;

  private static final int OK = 200;
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final ResponseStream response;
  private final int heartbeatMillis;
  private final LongSupplier nanoClock;
  private @Nullable OutputStream out;
  private boolean begun;
  private boolean gone;
  private boolean ended;
  private long writtenAt;

  /** Events for that response, which begins when they do. */
  ServerSentEvents(ResponseStream response) {
    this(
        response,
        HEARTBEAT_MILLIS,
        new LongSupplier() {
          @Override
          public long getAsLong() {
            return System.nanoTime();
          }
        });
  }

  /**
   * Events with a heartbeat of their own.
   *
   * @param heartbeatMillis at least 1
   * @param nanoClock as {@link System#nanoTime}
   */
  ServerSentEvents(ResponseStream response, int heartbeatMillis, LongSupplier nanoClock) {
    this.response = response;
    this.heartbeatMillis = heartbeatMillis;
    this.nanoClock = nanoClock;
  }

  @Override
  public synchronized void begin() {
    if (begun) {
      return;
    }
    begun = true;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/event-stream; charset=utf-8");
    // What stands between may neither keep it nor hold it up to change or compress it.
    headers.put("Cache-Control", "no-store, no-transform");
    headers.put("X-Accel-Buffering", "no");
    try {
      out = response.http(OK, headers);
    } catch (IOException e) {
      gone = true;
      return;
    }
    // At once: some who pass responses on keep the head until there is a body.
    write(COMMENT);
    Thread thread =
        new Thread("heartbeat") {
          @Override
          public void run() {
            beat();
          }
        };
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized boolean token(String text) {
    // No lambdas here: linking the first ones is what a cold start would wait for.
    event(
        "token",
        Json.bytes(
            new JsonObject() {
              @Override
              public void writeMembers(JsonGenerator json) throws IOException {
                json.writeStringField("text", text);
              }
            }));
    return !gone;
  }

  @Override
  public synchronized void usage(int inputTokens, int outputTokens) {
    event(
        "usage",
        Json.bytes(
            new JsonObject() {
              @Override
              public void writeMembers(JsonGenerator json) throws IOException {
                json.writeNumberField("input_tokens", inputTokens);
                json.writeNumberField("output_tokens", outputTokens);
              }
            }));
  }

  /** Whether the answer is a stream by now. */
  synchronized boolean hasBegun() {
    return begun;
  }

  /** The last event: the answer, the same as it would be whole. */
  synchronized void done(byte[] answer) {
    event("done", answer);
    end();
  }

  /** The last event: the problem for which there is no answer, or no more of it. */
  synchronized void error(byte[] problem) {
    event("error", problem);
    end();
  }

  /** Has the heartbeat stop; free when it did or never began. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** One event. Its data must hold no line break, and JSON written without blanks holds none. */
  private void event(String name, byte[] data) {
    if (!begun) {
      throw new IllegalStateException("begin() comes before " + name);
    }
    byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    byte[] event = new byte[head.length + data.length + 2];
    System.arraycopy(head, 0, event, 0, head.length);
    System.arraycopy(data, 0, event, head.length, data.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    write(event);
  }

  private void write(byte[] bytes) {
    writtenAt = nanoClock.getAsLong();
    if (gone || out == null) {
      return;
    }
    try {
      out.write(bytes);
    } catch (IOException e) {
      gone = true;
    }
  }

  private synchronized void beat() {
    while (!ended && !gone) {
      try {
        wait(beatIfDue());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Writes a comment when one is due; tells how many milliseconds later to ask again. */
  synchronized long beatIfDue() {
    long silent = (nanoClock.getAsLong() - writtenAt) / 1_000_000;
    if (silent >= heartbeatMillis) {
      write(COMMENT);
      return heartbeatMillis;
    }
    return heartbeatMillis - silent;
  }
}
