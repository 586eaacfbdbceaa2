package dev.eventfix.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.Breadcrumb;
import io.sentry.Hint;
import io.sentry.JsonSerializer;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.DebugMeta;
import io.sentry.protocol.Device;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.Message;
import io.sentry.protocol.OperatingSystem;
import io.sentry.protocol.Request;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryRuntime;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import io.sentry.protocol.SentryThread;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.TransactionInfo;
import io.sentry.protocol.User;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that hold text wherever one can. */
final class EventScrubberTest {

  private static final String HOSTILE = "hostile-text-71bd";

  private static final ReportSettings SETTINGS =
      new ReportSettings(
          null,
          null,
          Set.of(),
          "production",
          "eu-west-1",
          "f",
          "eventfix@1",
          0,
          Map.of(),
          false,
          0);

  private static String json(Object event) throws IOException {
    StringWriter json = new StringWriter();
    new JsonSerializer(new SentryOptions()).serialize(event, json);
    return json.toString();
  }

  private static void fill(SentryBaseEvent event) {
    event.setServerName(HOSTILE);
    event.setDist(HOSTILE);
    event.setExtra("extra", HOSTILE);
    event.setTag(HOSTILE, HOSTILE);
    event.setTag("region", HOSTILE);
    event.addBreadcrumb(new Breadcrumb(HOSTILE));
    User user = new User();
    user.setIpAddress(HOSTILE);
    user.setEmail(HOSTILE);
    event.setUser(user);
    Request request = new Request();
    request.setUrl(HOSTILE);
    request.setData(HOSTILE);
    event.setRequest(request);
    DebugMeta meta = new DebugMeta();
    meta.setUnknown(Map.of("x", HOSTILE));
    event.setDebugMeta(meta);
    Device device = new Device();
    device.setName(HOSTILE);
    event.getContexts().setDevice(device);
    OperatingSystem system = new OperatingSystem();
    system.setName(HOSTILE);
    event.getContexts().setOperatingSystem(system);
    event.getContexts().put("own", Map.of("env", HOSTILE));
    SentryRuntime runtime = new SentryRuntime();
    runtime.setName("Temurin");
    event.getContexts().setRuntime(runtime);
  }

  private static SentryException exception(String module, String type) {
    SentryException exception = new SentryException();
    exception.setModule(module);
    exception.setType(type);
    exception.setValue(HOSTILE);
    exception.setUnknown(Map.of("x", HOSTILE));
    Mechanism mechanism = new Mechanism();
    mechanism.setType("generic");
    mechanism.setHandled(false);
    mechanism.setDescription(HOSTILE);
    mechanism.setHelpLink(HOSTILE);
    mechanism.setData(Map.of("x", HOSTILE));
    mechanism.setMeta(Map.of("x", HOSTILE));
    exception.setMechanism(mechanism);
    SentryStackFrame frame = new SentryStackFrame();
    frame.setFunction("run");
    frame.setVars(Map.of("x", HOSTILE));
    frame.setContextLine(HOSTILE);
    frame.setPreContext(List.of(HOSTILE));
    frame.setPostContext(List.of(HOSTILE));
    exception.setStacktrace(new SentryStackTrace(List.of(frame)));
    return exception;
  }

  @Test
  void nothingIsLeftThatMayHoldText() throws Exception {
    SentryEvent event = new SentryEvent();
    fill(event);
    Message message = new Message();
    message.setFormatted(HOSTILE);
    event.setMessage(message);
    event.setLogger(HOSTILE);
    event.setTransaction(HOSTILE);
    event.setFingerprints(List.of(HOSTILE));
    event.setModule("m", HOSTILE);
    event.setUnknown(Map.of("x", HOSTILE));
    SentryThread thread = new SentryThread();
    thread.setName(HOSTILE);
    event.setThreads(List.of(thread));
    event.setExceptions(List.of(exception("java.lang", "IllegalStateException")));

    String sent = json(new EventScrubber(SETTINGS).execute(event, new Hint()));
    assertThat(sent)
        .doesNotContain(HOSTILE)
        .contains("\"IllegalStateException\"")
        .contains("\"function\":\"run\"")
        .contains("\"handled\":false")
        .contains("\"region\":\"eu-west-1\"")
        .contains("\"stage\":\"production\"")
        .contains("Temurin");
  }

  @ParameterizedTest
  @CsvSource({
    "dev.eventfix.configuration, MisconfiguredException, true",
    "dev.eventfix.runtime, FunctionFailedException, true",
    "dev.eventfix.runtime, MalformedTriggerException, false",
    "dev.eventfix.store, TableUnavailableException, false",
    "other, MisconfiguredException, false"
  })
  void onlyMessagesThatWeWroteAreKept(String module, String type, boolean kept) throws Exception {
    SentryEvent event = new SentryEvent();
    SentryException exception = exception(module, type);
    exception.setValue("x".repeat(EventScrubber.MAX_MESSAGE_CHARS + 1));
    event.setExceptions(List.of(exception));
    String sent = json(new EventScrubber(SETTINGS).execute(event, new Hint()));
    assertThat(sent.contains("x".repeat(EventScrubber.MAX_MESSAGE_CHARS) + "...")).isEqualTo(kept);
    assertThat(sent).doesNotContain("x".repeat(EventScrubber.MAX_MESSAGE_CHARS + 1));
  }

  @Test
  void theClassesWhoseMessagesAreKeptExist() throws Exception {
    assertThat(Class.forName("dev.eventfix.configuration.MisconfiguredException")).isNotNull();
    assertThat(Class.forName("dev.eventfix.runtime.FunctionFailedException")).isNotNull();
  }

  @Test
  void transactionsToo() throws Exception {
    SentryTransaction transaction =
        new SentryTransaction("f", 1.0, 2.0, List.of(), Map.of(), new TransactionInfo("component"));
    fill(transaction);
    SentryTransaction sent =
        requireNonNull(new TransactionFilter(SETTINGS).execute(transaction, new Hint()));
    assertThat(json(sent)).doesNotContain(HOSTILE).contains("\"region\":\"eu-west-1\"");
  }
}
