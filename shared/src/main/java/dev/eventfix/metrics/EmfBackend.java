package dev.eventfix.metrics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes CloudWatch's embedded metric format (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">its
 * specification</a>): JSON lines out of which CloudWatch Logs makes metrics, one line for each set
 * of tags, more where its limits ask for it. Counts are added up; of times each value is written.
 * Tags are dimensions where {@link Metric#dimension()} says so; the others are fields of the line,
 * which make no series and are there for CloudWatch Logs Insights.
 *
 * <p>Lambda's filter of log levels reads these lines as any others (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">how</a>):
 * a line without a {@code level}, or without a {@code timestamp} as RFC 3339 has them, is taken for
 * one of INFO. So each has both, and a level that passes.
 */
public final class EmfBackend implements MetricsBackend {

  private static final String NAMESPACE = "eventfix";

  /** CloudWatch takes so many definitions of metrics in a line. */
  static final int MAX_METRICS = 100;

  /** CloudWatch takes so many values of one metric in a line. */
  static final int MAX_VALUES = 100;

  /** CloudWatch takes no longer value of a dimension. */
  static final int MAX_TAG_VALUE_LENGTH = 1024;

  /**
   * The longest line in bytes, its end not counted: an event of CloudWatch Logs, of which 26 bytes
   * are its own, while it took 256 KiB. By now it takes 1 MiB; what reads its logs may not.
   */
  static final int MAX_LINE_BYTES = 256 * 1024 - 26;

  /**
   * After so many measurements lines are written without a flush, to bound the memory they need.
   */
  static final int MAX_PENDING = 10_000;

  /** Stands for a tag's value that CloudWatch would not take. */
  private static final String NO_VALUE = "none";

  private final OutputStream out;
  private final String level;
  private final int maxMetrics;
  private final int maxLineBytes;
  private final Map<Tags, Map<Metric, Series>> groups = new LinkedHashMap<>();
  private int pending;

  /** How many measurements were left out since the last flush. */
  private int leftOut;

  /**
   * A back end.
   *
   * @param out where the lines go, each in one piece
   * @param level the level of every line, as {@link #level(Map)} finds it
   */
  public EmfBackend(OutputStream out, String level) {
    this(out, level, MAX_METRICS, MAX_LINE_BYTES);
  }

  /** A back end with other limits. */
  EmfBackend(OutputStream out, String level, int maxMetrics, int maxLineBytes) {
    this.out = out;
    this.level = level;
    this.maxMetrics = maxMetrics;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * The level at which Lambda lets lines pass: INFO, or that of {@code AWS_LAMBDA_LOG_LEVEL} where
   * it is a higher one.
   *
   * @param environment the process's variables
   */
  public static String level(Map<String, String> environment) {
    String threshold = environment.get("AWS_LAMBDA_LOG_LEVEL");
    for (String higher : new String[] {"WARN", "ERROR", "FATAL"}) {
      if (higher.equalsIgnoreCase(threshold)) {
        return higher;
      }
    }
    return "INFO";
  }

  /** The values of one metric that share their tags. */
  private static final class Series {
    private final Metric metric;
    private double[] values;
    private int size;
    private int measurements;

    private Series(Metric metric, double[] values, int size, int measurements) {
      this.metric = metric;
      this.values = values;
      this.size = size;
      this.measurements = measurements;
    }

    private void add(double value) {
      measurements++;
      if (size > 0 && metric.unit() == Metric.Unit.COUNT) {
        values[0] += value;
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    /** A part of those that are no sum, each a measurement. */
    private Series part(int from, int to) {
      return new Series(metric, Arrays.copyOfRange(values, from, to), to - from, to - from);
    }
  }

  @Override
  public void take(Measurement measurement) throws IOException {
    Map<Metric, Series> group = groups.get(measurement.tags());
    if (group == null) {
      group = new LinkedHashMap<>();
      groups.put(measurement.tags(), group);
    }
    Series series = group.get(measurement.metric());
    if (series == null) {
      series = new Series(measurement.metric(), new double[1], 0, 0);
      group.put(measurement.metric(), series);
    }
    series.add(measurement.value());
    if (++pending >= MAX_PENDING) {
      write();
    }
  }

  @Override
  public int flush() throws IOException {
    write();
    int all = leftOut;
    leftOut = 0;
    return all;
  }

  private void write() throws IOException {
    long now = System.currentTimeMillis();
    try {
      for (Map.Entry<Tags, Map<Metric, Series>> group : groups.entrySet()) {
        List<Series> line = new ArrayList<>();
        for (Series series : group.getValue().values()) {
          // The last part only: what is before it has as many values as a line can have.
          int from = 0;
          for (; series.size - from > MAX_VALUES; from += MAX_VALUES) {
            write(now, group.getKey(), List.of(series.part(from, from + MAX_VALUES)));
          }
          line.add(from == 0 ? series : series.part(from, series.size));
          if (line.size() == maxMetrics) {
            write(now, group.getKey(), line);
            line.clear();
          }
        }
        if (!line.isEmpty()) {
          write(now, group.getKey(), line);
        }
      }
    } finally {
      groups.clear();
      pending = 0;
    }
  }

  /** Writes a line, or several where one would be too long. */
  private void write(long now, Tags tags, List<Series> line) throws IOException {
    byte[] bytes = json(now, tags, line).getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxLineBytes + 1) {
      synchronized (out) {
        out.write(bytes);
        out.flush();
      }
      return;
    }
    if (line.size() > 1) {
      int half = line.size() / 2;
      write(now, tags, line.subList(0, half));
      write(now, tags, line.subList(half, line.size()));
      return;
    }
    Series series = line.get(0);
    if (series.size > 1) {
      int half = series.size / 2;
      write(now, tags, List.of(series.part(0, half)));
      write(now, tags, List.of(series.part(half, series.size)));
      return;
    }
    leftOut += series.measurements;
  }

  private String json(long now, Tags tags, List<Series> line) {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"_aws\":{\"Timestamp\":").append(now).append(",\"CloudWatchMetrics\":[");
    for (int i = 0; i < line.size(); i++) {
      if (firstLike(i, line) == i) {
        json.append(i == 0 ? "{" : ",{");
        directive(json, tags, i, line);
      }
    }
    json.append("]},\"level\":\"").append(level);
    json.append("\",\"timestamp\":\"").append(Rfc3339.utc(now)).append('"');
    for (int i = 0; i < tags.size(); i++) {
      json.append(",\"").append(tags.name(i)).append("\":\"");
      JsonStringEncoder.getInstance().quoteAsString(dimension(tags.value(i)), json);
      json.append('"');
    }
    for (Series series : line) {
      json.append(",\"").append(series.metric.key()).append("\":");
      if (series.metric.unit() == Metric.Unit.COUNT) {
        number(json, series.values[0]);
      } else {
        for (int i = 0; i < series.size; i++) {
          number(json.append(i == 0 ? '[' : ','), series.values[i]);
        }
        json.append(']');
      }
    }
    return json.append("}\n").toString();
  }

  /** The first in a line that has the dimension of that one. */
  private static int firstLike(int index, List<Series> line) {
    int first = 0;
    while (!Objects.equals(
        dimensionName(line.get(first).metric), dimensionName(line.get(index).metric))) {
      first++;
    }
    return first;
  }

  private static @Nullable String dimensionName(Metric metric) {
    Metric.Dimension dimension = metric.dimension();
    return dimension == null ? null : dimension.name();
  }

  /** The definitions of a line's metrics that have the dimension of its first one. */
  private static void directive(StringBuilder json, Tags tags, int first, List<Series> line) {
    json.append("\"Namespace\":\"").append(NAMESPACE).append("\",\"Dimensions\":[[");
    String separator = "\"";
    for (int i = 0; i < tags.size(); i++) {
      if (line.get(first).metric.isDimension(tags.name(i))) {
        json.append(separator).append(tags.name(i)).append('"');
        separator = ",\"";
      }
    }
    json.append("]],\"Metrics\":[");
    for (int i = first; i < line.size(); i++) {
      if (firstLike(i, line) == first) {
        Metric metric = line.get(i).metric;
        json.append(i == first ? "{\"Name\":\"" : ",{\"Name\":\"").append(metric.key());
        json.append("\",\"Unit\":\"").append(metric.unit().label()).append("\"}");
      }
    }
    json.append("]}");
  }

  /** Whole numbers without a fraction; as long as they are exact, a long has them. */
  private static void number(StringBuilder json, double value) {
    long whole = (long) value;
    if (whole == value && Math.abs(value) < 1L << 53) {
      json.append(whole);
    } else {
      json.append(value);
    }
  }

  /**
   * A value that CloudWatch takes: printable ASCII, of it something other than blanks, of limited
   * length (<a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html">its
   * rules</a>).
   */
  static String dimension(String value) {
    int length = Math.min(value.length(), MAX_TAG_VALUE_LENGTH);
    boolean blank = true;
    @Nullable StringBuilder replaced = null;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      blank &= c == ' ';
      if (c < ' ' || c > '~') {
        if (replaced == null) {
          replaced = new StringBuilder(value.substring(0, length));
        }
        replaced.setCharAt(i, '?');
      }
    }
    if (blank) {
      return NO_VALUE;
    }
    return replaced == null ? value.substring(0, length) : replaced.toString();
  }
}
