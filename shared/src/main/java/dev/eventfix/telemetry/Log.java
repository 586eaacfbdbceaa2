package dev.eventfix.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.eventfix.metrics.MetricsFaultListener;
import dev.eventfix.metrics.Rfc3339;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes structured log lines, as JSON with {@code timestamp}, {@code level} and {@code message} as
 * Lambda's JSON log format names them, or for people. While an invocation is running, each line
 * tells which, whatever thread writes it. Callers give counts, names of our own and ids, never text
 * of an event and never a secret.
 */
public final class Log implements MetricsFaultListener {

  private final OutputStream out;
  private final LogLevel threshold;
  private final LogFormat format;

  /** What every line says of the running invocation, names and values in turn. */
  private volatile @Nullable Object[] invocation = {};

  /** A log in JSON. */
  public Log(OutputStream out, LogLevel threshold) {
    this(out, threshold, LogFormat.JSON);
  }

  /**
   * A log.
   *
   * @param out where the lines go; a line that cannot be written is dropped
   * @param threshold lines below it are not written
   */
  public Log(OutputStream out, LogLevel threshold, LogFormat format) {
    this.out = out;
    this.threshold = threshold;
    this.format = format;
  }

  /** Whether lines of a level are written. */
  public boolean isEnabled(LogLevel level) {
    return level.compareTo(threshold) >= 0;
  }

  /**
   * An invocation begins; until it ends all lines are its.
   *
   * @param cold whether it is the process's first
   * @param traceId X-Ray's id of what it is a part of, or null
   */
  public void begin(String function, String requestId, boolean cold, @Nullable String traceId) {
    invocation =
        new @Nullable Object[] {
          "function", function, "request_id", requestId, "cold", cold, "trace_id", traceId
        };
  }

  /** The invocation ends. */
  public void end() {
    invocation = new Object[0];
  }

  /** Begins a line; nothing is written before {@link Line#write()}. */
  public Line line(LogLevel level, String message) {
    return new Line(level, message);
  }

  /** Tells that metrics are lost, and why, but not in the fault's own words. */
  @Override
  public void metricsLost(Exception fault) {
    line(LogLevel.WARN, "metrics are lost").with("error", fault.getClass().getName()).write();
  }

  /** A line that is being put together. */
  public final class Line {
    private final LogLevel level;
    private final String message;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Line(LogLevel level, String message) {
      this.level = level;
      this.message = message;
      @Nullable Object[] pairs = invocation;
      for (int i = 0; i < pairs.length; i += 2) {
        with(String.valueOf(pairs[i]), pairs[i + 1]);
      }
    }

    /** Adds a member, unless its value is null. */
    public Line with(String name, @Nullable Object value) {
      if (value != null) {
        members.put(name, value);
      }
      return this;
    }

    /** Writes the line, all at once, if its level is logged. */
    public void write() {
      if (!isEnabled(level)) {
        return;
      }
      long now = System.currentTimeMillis();
      String text =
          format == LogFormat.JSON
              ? json(now, level, message, members)
              : TextLine.of(now, level, message, members);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      try {
        synchronized (out) {
          out.write(bytes);
          out.flush();
        }
      } catch (IOException | RuntimeException e) {
        // There is nowhere left to tell it, and the answer matters more than the line.
      }
    }
  }

  private static String json(
      long now, LogLevel level, String message, Map<String, Object> members) {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"timestamp\":\"").append(Rfc3339.utc(now));
    json.append("\",\"level\":\"").append(level.name());
    json.append("\",\"message\":");
    quoted(json, message);
    for (Map.Entry<String, Object> member : members.entrySet()) {
      json.append(",\"").append(member.getKey()).append("\":");
      Object value = member.getValue();
      if (value instanceof Number || value instanceof Boolean) {
        json.append(value);
      } else {
        quoted(json, value.toString());
      }
    }
    return json.append("}\n").toString();
  }

  private static void quoted(StringBuilder json, String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }
}
