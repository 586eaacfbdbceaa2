package dev.eventfix.telemetry;

import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.Contexts;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last hand on a report: adds where it comes from, and leaves of the rest what cannot hold text
 * of an event: the exceptions' types and frames. Messages of exceptions often hold the text that
 * they were thrown over, so only those are sent that we wrote and that name settings and places.
 */
final class EventScrubber implements SentryOptions.BeforeSendCallback {

  /** A hint of this name is the {@link ReportContext}. */
  static final String CONTEXT = "sentry:eventfix:context";

  /** Of a message that is sent; what is longer is cut. */
  static final int MAX_MESSAGE_CHARS = 2_000;

  /** Its message has the request's id. */
  private static final String FUNCTION_FAILED = "dev.eventfix.runtime.FunctionFailedException";

  /** The group that Sentry would put an event into by itself. */
  private static final String DEFAULT_GROUP = "{{ default }}";

  private static final Set<String> OWN_MESSAGES =
      Set.of(
          "dev.eventfix.configuration.AwsErrorException",
          "dev.eventfix.configuration.MisconfiguredException",
          FUNCTION_FAILED);

  private static final Set<String> KEPT_CONTEXTS = Set.of("runtime", "trace");

  private final ReportSettings settings;

  EventScrubber(ReportSettings settings) {
    this.settings = settings;
  }

  @Override
  public SentryEvent execute(SentryEvent event, Hint hint) {
    scrub(event, hint, settings);
    event.setMessage(null);
    event.setLogger(null);
    event.setThreads(null);
    event.setModules(null);
    event.setUnknown(null);
    event.setTransaction(settings.function());
    List<SentryException> exceptions = event.getExceptions();
    if (exceptions != null) {
      List<SentryException> scrubbed = new ArrayList<>();
      for (SentryException exception : exceptions) {
        scrubbed.add(scrubbed(exception));
      }
      event.setExceptions(scrubbed);
    }
    event.setFingerprints(fingerprint(event.getExceptions()));
    return event;
  }

  /**
   * Faults of different settings, or errors of AWS's, come out of the same places: what we wrote
   * tells them apart. Numbers in it do not.
   */
  private static @Nullable List<String> fingerprint(@Nullable List<SentryException> exceptions) {
    if (exceptions == null) {
      return null;
    }
    for (SentryException exception : exceptions) {
      String message = exception.getValue();
      if (message != null && !FUNCTION_FAILED.equals(name(exception))) {
        return List.of(DEFAULT_GROUP, withoutNumbers(message));
      }
    }
    return null;
  }

  private static String name(SentryException exception) {
    return exception.getModule() + "." + exception.getType();
  }

  private static String withoutNumbers(String message) {
    StringBuilder text = new StringBuilder(message.length());
    boolean number = false;
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit || !number) {
        text.append(digit ? 'N' : c);
      }
      number = digit;
    }
    return text.toString();
  }

  /** What holds for events and transactions alike. */
  static void scrub(SentryBaseEvent event, Hint hint, ReportSettings settings) {
    event.setServerName(null);
    event.setUser(null);
    event.setRequest(null);
    event.setBreadcrumbs(null);
    event.setExtras(null);
    event.setDist(null);
    event.setDebugMeta(null);
    Contexts contexts = event.getContexts();
    for (String name : new ArrayList<>(Collections.list(contexts.keys()))) {
      if (!KEPT_CONTEXTS.contains(name)) {
        contexts.remove(name);
      }
    }
    Map<String, String> tags = new HashMap<>();
    tag(tags, "region", settings.region());
    tag(tags, "stage", settings.stage());
    tag(tags, "function", settings.function());
    if (hint.get(CONTEXT) instanceof ReportContext context) {
      tag(tags, "request_id", context.requestId());
      tag(tags, "trigger", context.trigger());
      tag(tags, "message_id", context.messageId());
    }
    event.setTags(tags);
  }

  private static void tag(Map<String, String> tags, String name, @Nullable String value) {
    String sent = ReportContext.tag(value);
    if (sent != null) {
      tags.put(name, sent);
    }
  }

  private static SentryException scrubbed(SentryException exception) {
    SentryException scrubbed = new SentryException();
    scrubbed.setType(exception.getType());
    scrubbed.setModule(exception.getModule());
    String message = exception.getValue();
    if (message != null && OWN_MESSAGES.contains(name(exception))) {
      scrubbed.setValue(
          message.length() > MAX_MESSAGE_CHARS
              ? message.substring(0, MAX_MESSAGE_CHARS) + "..."
              : message);
    }
    if (exception.getStacktrace() != null) {
      List<SentryStackFrame> frames = exception.getStacktrace().getFrames();
      if (frames != null) {
        for (SentryStackFrame frame : frames) {
          frame.setVars(null);
          frame.setContextLine(null);
          frame.setPreContext(null);
          frame.setPostContext(null);
        }
      }
      scrubbed.setStacktrace(exception.getStacktrace());
    }
    Mechanism mechanism = exception.getMechanism();
    if (mechanism != null) {
      Mechanism kept = new Mechanism();
      kept.setType(mechanism.getType());
      kept.setHandled(mechanism.isHandled());
      kept.setExceptionId(mechanism.getExceptionId());
      kept.setParentId(mechanism.getParentId());
      kept.setExceptionGroup(mechanism.isExceptionGroup());
      scrubbed.setMechanism(kept);
    }
    return scrubbed;
  }
}
