package dev.eventfix.suggestfix.delivery;

import dev.eventfix.configuration.Jitter;
import dev.eventfix.configuration.Service;
import dev.eventfix.configuration.ServiceCheck;
import dev.eventfix.configuration.Settings;
import dev.eventfix.metrics.Metric;
import dev.eventfix.metrics.Metrics;
import dev.eventfix.metrics.Tags;
import dev.eventfix.runtime.Deadline;
import dev.eventfix.suggestfix.suggestions.Suggestion;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes stored suggestions to an SNS topic: once for each answer, under the event that asked.
 * At least once, for an answer of SNS may be lost; a topic whose name ends with {@code .fifo} drops
 * the second. One that is not published after a few tries is lost to the topic, counted, and stays
 * in the table. Safe for use by several threads.
 */
public final class Delivery implements Service {

  /** How often it is tried, the first time included. */
  static final int MAX_ATTEMPTS = 3;

  /** How long one try may take. */
  static final int ATTEMPT_MILLIS = 3_000;

  /** With less time left a try is of no use. */
  static final int MIN_ATTEMPT_MILLIS = 200;

  /** The longest wait before the second try; it doubles. Chance takes up to half of it off. */
  private static final int BACKOFF_MILLIS = 100;

  /** A group's name at SNS. */
  private static final int MAX_GROUP = 128;

  /** Waits; tests have one that does not. */
  interface Pause {
    void forMillis(long millis) throws InterruptedException;
  }

  private static final class Sleep implements Pause {
    @Override
    public void forMillis(long millis) throws InterruptedException {
      Thread.sleep(millis);
    }
  }

  private final TopicArn topic;
  private final SnsCall call;
  private final Metrics metrics;
  private final Pause pause;

  /**
   * A delivery to that topic.
   *
   * @param environment has the credentials, and another address for SNS if there is one
   */
  public Delivery(TopicArn topic, Map<String, String> environment, Metrics metrics) {
    this(topic, environment, metrics, ATTEMPT_MILLIS, new Sleep());
  }

  Delivery(
      TopicArn topic,
      Map<String, String> environment,
      Metrics metrics,
      int attemptMillis,
      Pause pause) {
    this.topic = topic;
    this.call = new SnsCall(topic, environment, attemptMillis);
    this.metrics = metrics;
    this.pause = pause;
  }

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public void validate(Settings settings) {
    // The topic's ARN is checked where it is read: without one there is no delivery.
  }

  @Override
  public List<ServiceCheck> checks() {
    return List.of(new TopicCheck(topic, call));
  }

  @Override
  public void close() {
    call.close();
  }

  /**
   * Publishes a suggestion that was stored.
   *
   * @param eventId null when the event has none
   */
  public Delivered deliver(
      @Nullable String eventId, String project, Suggestion suggestion, Deadline deadline) {
    Delivered delivered = published(body(eventId, project, suggestion), deadline);
    metrics.incr(Metric.DELIVERIES, tags(delivered));
    return delivered;
  }

  private static Tags tags(Delivered delivered) {
    return switch (delivered) {
      case Delivered.Published published -> Tags.of("result", published.result());
      case Delivered.Refused refused ->
          Tags.of("result", refused.result(), "reason", refused.cause());
      case Delivered.Lost lost -> Tags.of("result", lost.result(), "reason", lost.cause());
    };
  }

  private Delivered published(byte[] body, Deadline deadline) {
    Delivered last = new Delivered.Lost("time_out", "no time was left to publish it");
    int longestWait = BACKOFF_MILLIS;
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      if (deadline.remainingMillis() < MIN_ATTEMPT_MILLIS) {
        return last;
      }
      last = call.make("Publish", body, deadline);
      if (!(last instanceof Delivered.Lost)) {
        return last;
      }
      long wait = Jitter.between(longestWait / 2, longestWait);
      longestWait *= 2;
      if (attempt < MAX_ATTEMPTS && deadline.remainingMillis() > wait + MIN_ATTEMPT_MILLIS) {
        try {
          pause.forMillis(wait);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return last;
        }
      }
    }
    return last;
  }

  /** The parameters of SNS's action Publish, as a form. */
  private byte[] body(@Nullable String eventId, String project, Suggestion suggestion) {
    byte[] message = DeliveryMessage.bytes(eventId, project, suggestion);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "Publish");
    form.put("Version", "2010-03-31");
    form.put("TopicArn", topic.text());
    form.put("Message", new String(message, StandardCharsets.UTF_8));
    attribute(form, 1, "project", project);
    if (suggestion.confidence() != null) {
      attribute(form, 2, "confidence", suggestion.confidence());
    }
    if (topic.isFifo()) {
      form.put("MessageGroupId", isGroup(project) ? project : digest(project));
      form.put(
          "MessageDeduplicationId",
          digest(new String(message, StandardCharsets.UTF_8) + suggestion.answeredAt()));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(message.length + 512);
    form.forEach(
        (name, value) -> {
          String encoded =
              (body.size() == 0 ? "" : "&")
                  + name
                  + "="
                  + URLEncoder.encode(value, StandardCharsets.UTF_8);
          body.writeBytes(encoded.getBytes(StandardCharsets.US_ASCII));
        });
    return body.toByteArray();
  }

  private static void attribute(Map<String, String> form, int number, String name, String value) {
    String entry = "MessageAttributes.entry." + number + ".";
    form.put(entry + "Name", name);
    form.put(entry + "Value.DataType", "String");
    form.put(entry + "Value.StringValue", value);
  }

  /** True for a name that SNS takes for a group's: visible ASCII. */
  private static boolean isGroup(String project) {
    for (int i = 0; i < project.length(); i++) {
      if (project.charAt(i) <= ' ' || project.charAt(i) >= 127) {
        return false;
      }
    }
    return !project.isEmpty() && project.length() <= MAX_GROUP;
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
