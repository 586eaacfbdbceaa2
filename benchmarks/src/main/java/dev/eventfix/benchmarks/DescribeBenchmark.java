package dev.eventfix.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventfix.describeevent.DescribeEvent;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.runtime.Operation;
import dev.eventfix.runtime.Reply;
import dev.eventfix.runtime.Request;
import dev.eventfix.runtime.Surroundings;
import dev.eventfix.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long a warm describe-event works on an event, and Jackson's parser alone on the same bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DescribeBenchmark {

  private static final int MILLIS = 28_000;

  /** The event's size in thousands of bytes, or a little more. */
  @Param({"20", "100", "1000"})
  public int kilobytes;

  private byte[] event = new byte[0];

  private final Operation describeEvent =
      DescribeEvent.coldStart(new Surroundings(Map.of(), Map.of(), OutputStream.nullOutputStream()))
          .get()
          .operation();

  /** The event that is measured, for a parameter's value. */
  static byte[] event(int kilobytes) {
    Path root = Path.of(System.getProperty("eventfix.root", "."));
    return SampleEvent.ofSize(root.resolve("events/sentry/python-timeout.json"), kilobytes * 1_000);
  }

  /** Before each fork's first measurement. */
  @Setup
  public void prepare() {
    event = event(kilobytes);
  }

  /**
   * The baseline: every token, and of each name, text and number how long it is, so that the parser
   * decodes it as it must for a reader; no strings are made.
   */
  @Benchmark
  public long tokenize() throws IOException {
    long characters = 0;
    try (JsonParser json = Json.parser(event)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
          characters += json.getTextLength();
        }
      }
    }
    return characters;
  }

  /** From the event's bytes to the answer's, redaction included. */
  @Benchmark
  public byte[] compact() {
    return describe(Map.of());
  }

  /** The same with the code around every frame. */
  @Benchmark
  public byte[] detailed() {
    return describe(Map.of("detail", "detailed"));
  }

  private byte[] describe(Map<String, String> parameters) {
    Request request = new Request(event, parameters, Deadline.inMillis(MILLIS));
    if (describeEvent.run(request) instanceof Reply.Answer answer) {
      return Json.bytes(answer.body());
    }
    throw new MeasurementException("the event is not described");
  }
}
