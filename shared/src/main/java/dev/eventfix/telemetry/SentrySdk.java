package dev.eventfix.telemetry;

import io.sentry.CustomSamplingContext;
import io.sentry.DateUtils;
import io.sentry.DefaultSpanFactory;
import io.sentry.Hint;
import io.sentry.ITransaction;
import io.sentry.JsonSerializer;
import io.sentry.PropagationContext;
import io.sentry.SamplingContext;
import io.sentry.Scope;
import io.sentry.Scopes;
import io.sentry.SentryClient;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeHeader;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.SpanStatus;
import io.sentry.TransactionContext;
import io.sentry.TransactionOptions;
import io.sentry.clientreport.ClientReport;
import io.sentry.protocol.Message;
import io.sentry.protocol.TransactionNameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SDK, set up and started. Its client is made by hand and not by {@code Sentry.init}: that
 * would start threads and timers, read the environment, and keep everything in static fields.
 */
final class SentrySdk {

  /** In a sampling context: what was drawn already. */
  static final String DECIDED = "eventfix.decided";

  private final ReportSettings settings;
  private final SentryOptions options;
  private final EnvelopeCodec codec;
  private final MultiplexingTransport transport;
  private final SentryClient client;
  private final Scopes scopes;

  /** Whether what this thread captures now is kept from the relay, and so is what gets lost. */
  private final ThreadLocal<Boolean> unsafe = new ThreadLocal<>();

  SentrySdk(ReportSettings settings, ReportCounter counter, ReportLog log) {
    this.settings = settings;
    this.options = options(settings, log);
    JsonSerializer serializer = new JsonSerializer(options);
    options.setSerializer(serializer);
    this.codec = new EnvelopeCodec(serializer);
    List<ReportTarget> targets = new ArrayList<>();
    if (settings.upstreamDsn() != null) {
      targets.add(target(MultiplexingTransport.UPSTREAM, settings.upstreamDsn(), counter, log));
    }
    if (settings.relayDsn() != null) {
      targets.add(target(MultiplexingTransport.RELAY, settings.relayDsn(), counter, log));
    }
    this.transport =
        new MultiplexingTransport(
            targets,
            () -> settings.upstreamStatsd() || TracesSampler.isDrawn(settings.upstreamStatsdRate()),
            codec,
            counter,
            log);
    options.setTransportFactory((sdkOptions, request) -> transport);
    options.setOnDiscard(
        (reason, category, amount) ->
            transport.recordLost(
                reason.getReason(), category, amount, Boolean.TRUE.equals(unsafe.get())));
    this.client = new SentryClient(options);
    Scope scope = new Scope(options);
    scope.bindClient(client);
    this.scopes = new Scopes(scope, new Scope(options), new Scope(options), "eventfix");
  }

  private ReportTarget target(String name, String dsn, ReportCounter counter, ReportLog log) {
    return new HttpTransport(
        name,
        dsn,
        options,
        codec,
        counter,
        log,
        System::currentTimeMillis,
        HttpTransport.READ_TIMEOUT_MILLIS);
  }

  /** The SDK's options: whatever starts a thread, reads the machine or keeps files is off. */
  private static SentryOptions options(ReportSettings settings, ReportLog log) {
    SentryOptions options = new SentryOptions();
    // The targets have their own; the SDK wants one to be on.
    options.setDsn(settings.upstreamDsn() != null ? settings.upstreamDsn() : settings.relayDsn());
    options.setRelease(settings.release());
    options.setEnvironment(settings.stage());
    options.setDebug(true);
    options.setDiagnosticLevel(SentryLevel.WARNING);
    options.setLogger(new SdkLogger(log));
    options.setAttachServerName(false);
    options.setAttachThreads(false);
    options.setAttachStacktrace(false);
    options.setSendModules(false);
    options.setSendClientReports(true);
    options.setEnableUncaughtExceptionHandler(false);
    options.setEnableShutdownHook(false);
    options.setEnableAutoSessionTracking(false);
    options.setEnableBackpressureHandling(false);
    options.setEnableDeduplication(false);
    options.setEnableExternalConfiguration(false);
    options.setEnableSpotlight(false);
    options.getLogs().setEnabled(false);
    options.getMetrics().setEnabled(false);
    options.setMaxBreadcrumbs(0);
    options.setMaxSpans(TransactionFilter.MAX_SPANS);
    options.addInAppInclude("dev.eventfix");
    options.setSpanFactory(new DefaultSpanFactory());
    options.setTracesSampler(context -> rate(settings, context));
    options.setBeforeSend(new EventScrubber(settings));
    options.setBeforeSendTransaction(new TransactionFilter(settings));
    return options;
  }

  /** What the SDK's sampler says: the same as was said before it was started. */
  static double rate(ReportSettings settings, SamplingContext context) {
    CustomSamplingContext custom = context.getCustomSamplingContext();
    Boolean decided =
        (custom != null && custom.get(DECIDED) instanceof Boolean drawn)
            ? drawn
            : context.getTransactionContext().getParentSampled();
    return TracesSampler.rate(settings, decided);
  }

  private Hint hint(ReportContext context) {
    Hint hint = new Hint();
    hint.set(EventScrubber.CONTEXT, context);
    if (isUnsafe(context)) {
      hint.set(MultiplexingTransport.UNSAFE, true);
    }
    return hint;
  }

  private boolean isUnsafe(ReportContext context) {
    return settings.isUnsafe(context);
  }

  void report(Throwable fault, ReportContext context) {
    unsafe.set(isUnsafe(context));
    try {
      SentryEvent event = new SentryEvent(fault);
      event.setLevel(SentryLevel.ERROR);
      client.captureEvent(event, null, hint(context));
    } finally {
      unsafe.remove();
    }
  }

  /** Begins a transaction that was drawn already. */
  ReportTransaction startTransaction(Reporter reporter, @Nullable String sentryTrace) {
    TransactionContext begun;
    if (sentryTrace != null && TracesSampler.isTraceHeader(sentryTrace)) {
      // Without the baggage: that is text of the caller's, and would be sent.
      begun =
          TransactionContext.fromPropagationContext(
              PropagationContext.fromHeaders(
                  options.getLogger(), sentryTrace.trim(), (String) null, options));
    } else {
      begun = new TransactionContext(settings.function(), "function");
    }
    begun.setName(settings.function());
    begun.setTransactionNameSource(TransactionNameSource.COMPONENT);
    begun.setOperation("function");
    CustomSamplingContext custom = new CustomSamplingContext();
    custom.set(DECIDED, true);
    TransactionOptions how = new TransactionOptions();
    how.setCustomSamplingContext(custom);
    return new ReportTransaction(reporter, this, scopes.startTransaction(begun, how));
  }

  void finish(ITransaction transaction, SpanStatus status, ReportContext context) {
    unsafe.set(isUnsafe(context));
    try {
      transaction.finish(status, null, false, hint(context));
    } finally {
      unsafe.remove();
    }
  }

  void forward(byte[] envelope, ReportContext context) {
    transport.send(codec.read(envelope), hint(context));
  }

  /** One event to each target, past the queues. */
  List<TestEventAnswer> sendTestEvents() {
    SentryEvent event = new SentryEvent();
    event.setLevel(SentryLevel.INFO);
    Message message = new Message();
    message.setFormatted("A test event of eventfix: this target takes reports.");
    event.setMessage(message);
    event.setPlatform("java");
    event.setRelease(settings.release());
    event.setEnvironment(settings.stage());
    event.setSdk(options.getSdkVersion());
    EventScrubber.scrub(event, new Hint(), settings);
    try {
      return transport.sendNow(
          SentryEnvelope.from(options.getSerializer(), event, options.getSdkVersion()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To a target an envelope that reports no loss: nothing comes of it but the answer. */
  TestEventAnswer ask(String target) {
    try {
      return transport.sendNow(
          target,
          new SentryEnvelope(
              new SentryEnvelopeHeader(),
              List.of(
                  SentryEnvelopeItem.fromClientReport(
                      options.getSerializer(),
                      new ClientReport(DateUtils.getCurrentDateTime(), List.of())))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isHealthy() {
    return transport.isHealthy();
  }

  void flush(long millis, boolean last) {
    transport.flush(millis, last);
  }

  void close() {
    transport.close();
  }
}
