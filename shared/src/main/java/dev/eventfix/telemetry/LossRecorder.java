package dev.eventfix.telemetry;

import dev.eventfix.metrics.Metric;
import io.sentry.DataCategory;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryItemType;
import io.sentry.clientreport.ClientReport;
import io.sentry.clientreport.DiscardReason;
import io.sentry.clientreport.DiscardedEvent;
import io.sentry.clientreport.IClientReportRecorder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what one target never got: each loss is counted, and told to the target itself
 * with what it gets next. The SDK's own recorder knows no categories of types that it does not
 * know.
 */
final class LossRecorder implements IClientReportRecorder {

  /** Reasons that the SDK has no name for; the protocol has one for the first. */
  static final String INTERNAL_ERROR = "internal_sdk_error";

  /** Refused with 429: the target counts that itself, so no client report tells it. */
  static final String RATE_LIMITED = "rate_limited";

  static final String STATSD = "statsd";
  static final String METRIC_BUCKET = "metric_bucket";

  private record Loss(String reason, String category) {}

  private final String target;
  private final ReportCounter counter;
  private final EnvelopeCodec codec;
  private final Map<Loss, Long> untold = new LinkedHashMap<>();

  LossRecorder(String target, ReportCounter counter, EnvelopeCodec codec) {
    this.target = target;
    this.counter = counter;
    this.codec = codec;
  }

  /** Whether there is something that the target was not told yet. */
  boolean hasUntold() {
    synchronized (untold) {
      return !untold.isEmpty();
    }
  }

  @Override
  public void recordLostEnvelope(DiscardReason reason, @Nullable SentryEnvelope envelope) {
    if (envelope != null) {
      lost(reason.getReason(), envelope);
    }
  }

  @Override
  public void recordLostEnvelopeItem(DiscardReason reason, @Nullable SentryEnvelopeItem item) {
    if (item != null) {
      lost(reason.getReason(), item, true);
    }
  }

  @Override
  public void recordLostEvent(DiscardReason reason, DataCategory category) {
    lost(reason.getReason(), category.getCategory(), 1, true);
  }

  @Override
  public void recordLostEvent(DiscardReason reason, DataCategory category, long count) {
    lost(reason.getReason(), category.getCategory(), count, true);
  }

  /** All of an envelope was dropped. */
  void lost(String reason, SentryEnvelope envelope) {
    for (SentryEnvelopeItem item : envelope.getItems()) {
      lost(reason, item, true);
    }
  }

  /** The target refused an envelope, and keeps account of that itself. */
  void refused(SentryEnvelope envelope) {
    for (SentryEnvelopeItem item : envelope.getItems()) {
      lost(RATE_LIMITED, item, false);
    }
  }

  void lost(String reason, String category, long amount, boolean tell) {
    if (tell) {
      untold(reason, category, amount);
    }
    counter.count(
        Metric.LOST_EVENTS, amount, "target", target, "reason", reason, "category", category);
  }

  private void lost(String reason, SentryEnvelopeItem item, boolean tell) {
    SentryItemType type = item.getHeader().getType();
    if (type == SentryItemType.ClientReport) {
      // Counted when it was lost; it is told with the next envelope.
      ClientReport report = codec.clientReport(item);
      if (report != null) {
        for (DiscardedEvent event : report.getDiscardedEvents()) {
          untold(event.getReason(), event.getCategory(), event.getQuantity());
        }
      }
      return;
    }
    if (type == SentryItemType.Transaction) {
      lost(reason, DataCategory.Span.getCategory(), codec.spans(item), tell);
    }
    lost(reason, category(item), 1, tell);
  }

  private void untold(String reason, String category, long amount) {
    Loss loss = new Loss(reason, category);
    synchronized (untold) {
      Long before = untold.get(loss);
      untold.put(loss, before == null ? amount : before + amount);
    }
  }

  /** The protocol's category of an item. */
  static String category(SentryEnvelopeItem item) {
    DataCategory category =
        switch (item.getHeader().getType()) {
          case Event -> DataCategory.Error;
          case Transaction -> DataCategory.Transaction;
          case Session -> DataCategory.Session;
          case Attachment -> DataCategory.Attachment;
          case UserFeedback -> DataCategory.UserReport;
          case Feedback -> DataCategory.Feedback;
          case Profile -> DataCategory.Profile;
          case ProfileChunk -> DataCategory.ProfileChunk;
          case CheckIn -> DataCategory.Monitor;
          case ReplayEvent, ReplayRecording, ReplayVideo -> DataCategory.Replay;
          case Log -> DataCategory.LogItem;
          case TraceMetric -> DataCategory.TraceMetric;
          case Span -> DataCategory.Span;
          default -> DataCategory.Default;
        };
    return category == DataCategory.Default && EnvelopeCodec.type(item).equals(STATSD)
        ? METRIC_BUCKET
        : category.getCategory();
  }

  /** The envelope with an item for what was not told yet; the same one when there is nothing. */
  @Override
  public SentryEnvelope attachReportToEnvelope(SentryEnvelope envelope) {
    List<DiscardedEvent> events = new ArrayList<>();
    synchronized (untold) {
      for (Map.Entry<Loss, Long> loss : untold.entrySet()) {
        events.add(
            new DiscardedEvent(loss.getKey().reason(), loss.getKey().category(), loss.getValue()));
      }
      untold.clear();
    }
    if (events.isEmpty()) {
      return envelope;
    }
    List<SentryEnvelopeItem> items = new ArrayList<>();
    for (SentryEnvelopeItem item : envelope.getItems()) {
      items.add(item);
    }
    try {
      items.add(codec.item(new ClientReport(Date.from(Instant.now()), events)));
    } catch (IOException e) {
      for (DiscardedEvent event : events) {
        untold(event.getReason(), event.getCategory(), event.getQuantity());
      }
      return envelope;
    }
    return new SentryEnvelope(envelope.getHeader(), items);
  }
}
