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
 * Writes structured log lines: one JSON object a line, with {@code timestamp}, {@code level} and
 * {@code message} as Lambda's JSON log format names them. Callers give counts, names of our own and
 * ids, never text of an event and never a secret.
 */
public final class Log implements MetricsFaultListener {

  private final OutputStream out;
  private final LogLevel threshold;

  /**
   * A log.
   *
   * @param out where the lines go; a line that cannot be written is dropped
   * @param threshold lines below it are not written
   */
  public Log(OutputStream out, LogLevel threshold) {
    this.out = out;
    this.threshold = threshold;
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
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Line(LogLevel level, String message) {
      this.level = level;
      members.put("message", message);
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
      if (level.compareTo(threshold) < 0) {
        return;
      }
      StringBuilder json = new StringBuilder(256);
      json.append("{\"timestamp\":\"").append(Rfc3339.utc(System.currentTimeMillis()));
      json.append("\",\"level\":\"").append(level.name()).append('"');
      for (Map.Entry<String, Object> member : members.entrySet()) {
        json.append(",\"").append(member.getKey()).append("\":");
        Object value = member.getValue();
        if (value instanceof Number || value instanceof Boolean) {
          json.append(value);
        } else {
          json.append('"');
          JsonStringEncoder.getInstance().quoteAsString(value.toString(), json);
          json.append('"');
        }
      }
      byte[] line = json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
      try {
        synchronized (out) {
          out.write(line);
          out.flush();
        }
      } catch (IOException e) {
        // There is nowhere left to tell it, and the answer matters more than the line.
      }
    }
  }
}
