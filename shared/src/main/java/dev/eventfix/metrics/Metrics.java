package dev.eventfix.metrics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts and times of one function, gathered during an invocation and written at its end as lines
 * in CloudWatch's embedded metric format. Names and tags are of our own making, never an event's.
 */
public final class Metrics {

  private static final String NAMESPACE = "eventfix";

  /** CloudWatch takes at most that many values of one metric in a line. */
  static final int MAX_VALUES = 100;

  /** The metrics that share their tags, and so a line. */
  private static final class Group {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<Long>> times = new LinkedHashMap<>();
  }

  private final String function;
  private final OutputStream out;
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();

  /**
   * Metrics of a function.
   *
   * @param out where the lines go; lines that cannot be written are dropped
   */
  public Metrics(String function, OutputStream out) {
    this.function = function;
    this.out = out;
  }

  /**
   * Adds to a count.
   *
   * @param tags names and values in turn
   */
  public synchronized void incr(String name, long amount, String... tags) {
    Group group = group(tags);
    Long before = group.counts.get(name);
    group.counts.put(name, before == null ? amount : before + amount);
  }

  /**
   * Notes how long something took, in milliseconds; more than {@value #MAX_VALUES} times of one
   * name and invocation are not kept.
   *
   * @param tags names and values in turn
   */
  public synchronized void timing(String name, long millis, String... tags) {
    Group group = group(tags);
    List<Long> times = group.times.get(name);
    if (times == null) {
      times = new ArrayList<>();
      group.times.put(name, times);
    }
    if (times.size() < MAX_VALUES) {
      times.add(millis);
    }
  }

  private Group group(String... tags) {
    List<String> key = List.of(tags);
    Group group = groups.get(key);
    if (group == null) {
      group = new Group();
      groups.put(key, group);
    }
    return group;
  }

  /** Writes what was gathered, one line for each set of tags, and begins anew. */
  public synchronized void flush() {
    long now = System.currentTimeMillis();
    for (Map.Entry<List<String>, Group> entry : groups.entrySet()) {
      byte[] line = line(now, entry.getKey(), entry.getValue()).getBytes(StandardCharsets.UTF_8);
      try {
        synchronized (out) {
          out.write(line);
          out.flush();
        }
      } catch (IOException e) {
        // There is nowhere left to tell it, and the answer matters more than the line.
      }
    }
    groups.clear();
  }

  private String line(long now, List<String> tags, Group group) {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"_aws\":{\"Timestamp\":").append(now);
    json.append(",\"CloudWatchMetrics\":[{\"Namespace\":\"").append(NAMESPACE);
    json.append("\",\"Dimensions\":[[\"function\"");
    for (int i = 0; i < tags.size(); i += 2) {
      json.append(",\"").append(tags.get(i)).append('"');
    }
    json.append("]],\"Metrics\":[");
    String separator = "";
    for (String name : group.counts.keySet()) {
      define(json.append(separator), name, "Count");
      separator = ",";
    }
    for (String name : group.times.keySet()) {
      define(json.append(separator), name, "Milliseconds");
      separator = ",";
    }
    json.append("]}]}");
    text(json, "function", function);
    for (int i = 0; i < tags.size(); i += 2) {
      text(json, tags.get(i), tags.get(i + 1));
    }
    for (Map.Entry<String, Long> count : group.counts.entrySet()) {
      json.append(",\"").append(count.getKey()).append("\":").append(count.getValue());
    }
    for (Map.Entry<String, List<Long>> times : group.times.entrySet()) {
      // A list of numbers prints itself as JSON does.
      json.append(",\"").append(times.getKey()).append("\":").append(times.getValue());
    }
    return json.append("}\n").toString();
  }

  private static void define(StringBuilder json, String name, String unit) {
    json.append("{\"Name\":\"").append(name).append("\",\"Unit\":\"").append(unit).append("\"}");
  }

  private static void text(StringBuilder json, String name, String value) {
    json.append(",\"").append(name).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(value, json);
    json.append('"');
  }
}
